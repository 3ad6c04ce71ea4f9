//! Outcomes that follow from contracts.

use super::entries::Entry;
use super::measure::MeasureBy;
use crate::{App, Refused};
use banso_domain::metrics::ContractSpan;
use banso_domain::revenue::{Course, GAP};
use banso_kernel::{AccountId, Currency, Day};
use std::collections::HashMap;

/// What accounts pay, from their contracts in the workspace's currency.
pub(super) struct Money {
    courses: HashMap<AccountId, Course>,
    currency: Currency,
}

impl Money {
    pub async fn load(app: &App, currency: Currency) -> Result<Self, Refused> {
        let mut spans: HashMap<AccountId, Vec<ContractSpan>> = HashMap::new();
        for (account, of, span) in app.state.spans().await.map_err(Refused::broken)?.contracts {
            if of == currency.code() {
                spans.entry(account).or_default().push(span);
            }
        }
        let courses = spans.into_iter().map(|(account, spans)| (account, Course::of(&spans))).collect();
        Ok(Self { courses, currency })
    }

    /// Minor units a month on a day.
    pub fn on(&self, account: AccountId, day: Day) -> i64 {
        self.courses.get(&account).map_or(0, |course| course.on(day))
    }

    /// The same in the currency's main unit.
    pub fn major(&self, account: AccountId, day: Day) -> f64 {
        self.on(account, day) as f64 / 10f64.powi(self.currency.digits().cast_signed())
    }

    /// What became of an account `days` after a day on which it paid; `None` where it paid nothing.
    pub fn outcome(&self, by: &MeasureBy, account: AccountId, entered: Day, days: u16) -> Option<f64> {
        let course = self.courses.get(&account)?;
        let (before, end) = (course.on(entered), entered + i32::from(days));
        if before <= 0 {
            return None;
        }
        let retained = course.churned(entered).is_none_or(|day| day > end);
        if *by == MeasureBy::Retained {
            return Some(f64::from(u8::from(retained)));
        }
        // Between two contracts the next one says what is paid.
        let after = (0..=GAP).map(|late| course.on(end + late)).find(|amount| *amount > 0).filter(|_| retained);
        let by = after.unwrap_or(0) - before;
        Some(by as f64 / 10f64.powi(self.currency.digits().cast_signed()))
    }

    /// The share of all accounts paying on a day that still did `days` later; `None` if none paid.
    pub fn retention(&self, day: Day, days: u16) -> Option<f64> {
        let known = || self.courses.keys().filter_map(|id| self.outcome(&MeasureBy::Retained, *id, day, days));
        let n = known().count();
        (n > 0).then(|| known().sum::<f64>() / n as f64)
    }

    /// What treated accounts paid on entry, together.
    pub fn of_treated<'e>(&self, entries: impl Iterator<Item = &'e Entry>) -> i64 {
        entries.filter(|entry| entry.treated).map(|entry| self.on(entry.account, entry.entered)).sum()
    }
}
