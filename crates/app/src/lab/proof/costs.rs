//! What work costs, as the workspace says it.

use crate::changed::changed;
use crate::{App, Principal, Refused, Wrong};
use banso_domain::members::Role;
use banso_intake::values::numbers;
use banso_kernel::{Currency, Problem};
use banso_state::Event;

/// Names of the settings.
pub mod names {
    /// Minutes that a task takes.
    pub const MINUTES: &str = "costs.minutes";
    /// What an hour of work costs, in the currency's main unit.
    pub const HOURLY: &str = "costs.hourly";
    /// What a mail costs, in the currency's main unit.
    pub const MAIL: &str = "costs.mail";
    /// Months for which what was kept or gained is counted.
    pub const MONTHS: &str = "costs.months";
}

/// What work costs, and how long its result counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    /// Minutes that a task takes; 30.
    pub minutes: f64,
    /// What an hour costs, in the currency's main unit; 5,000 yen, 40 of other currencies.
    pub hourly: f64,
    /// What a mail costs, in the currency's main unit; 1 yen, 0.01 of other currencies.
    pub mail: f64,
    /// Months for which what was kept or gained is counted; 12.
    pub months: f64,
}

/// The largest number that can be set.
const MOST: f64 = 1e9;

impl Costs {
    /// What is assumed until somebody says otherwise.
    #[must_use]
    pub fn usual(currency: Currency) -> Self {
        let (hourly, mail) = if currency == Currency::JPY { (5_000.0, 1.0) } else { (40.0, 0.01) };
        Self { minutes: 30.0, hourly, mail, months: 12.0 }
    }
}

/// The settings as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCosts {
    /// See [`Costs::minutes`].
    pub minutes: String,
    /// See [`Costs::hourly`].
    pub hourly: String,
    /// See [`Costs::mail`].
    pub mail: String,
    /// See [`Costs::months`].
    pub months: String,
}

impl NewCosts {
    /// The settings as they are, to be changed in a form.
    #[must_use]
    pub fn of(costs: &Costs) -> Self {
        let text = |number: f64| number.to_string();
        let Costs { minutes, hourly, mail, months } = *costs;
        Self { minutes: text(minutes), hourly: text(hourly), mail: text(mail), months: text(months) }
    }

    fn read(&self) -> Result<Costs, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut number = |field: &str, typed: &str, least: f64| {
            let read = numbers::decimal(typed).map(|number| number.to_f64()).ok();
            let read = read.filter(|number| (least..=MOST).contains(number));
            read.unwrap_or_else(|| {
                wrong.push(Wrong { field: field.to_owned(), problem: Problem::new("proof-problem-cost") });
                0.0
            })
        };
        let costs = Costs {
            minutes: number("minutes", &self.minutes, 0.0),
            hourly: number("hourly", &self.hourly, 0.0),
            mail: number("mail", &self.mail, 0.0),
            months: number("months", &self.months, 1.0),
        };
        if wrong.is_empty() { Ok(costs) } else { Err(wrong) }
    }
}

impl App {
    /// What work costs.
    ///
    /// # Errors
    /// The database failed.
    pub async fn costs(&self) -> Result<Costs, Refused> {
        let stored = self.state.settings().await.map_err(Refused::broken)?;
        let usual = Costs::usual(self.workspace().await?.currency);
        let number = |name: &str, usual: f64| {
            let kept = stored.get(name).and_then(|value| value.parse().ok());
            kept.filter(|number: &f64| number.is_finite() && *number >= 0.0).unwrap_or(usual)
        };
        Ok(Costs {
            minutes: number(names::MINUTES, usual.minutes),
            hourly: number(names::HOURLY, usual.hourly),
            mail: number(names::MAIL, usual.mail),
            months: number(names::MONTHS, usual.months),
        })
    }

    /// Keeps what work costs.
    ///
    /// # Errors
    /// [`Refused::Input`] for what is no number of 0 or more.
    pub async fn change_costs(&self, who: &Principal, new: &NewCosts) -> Result<(), Refused> {
        who.needs(Role::Admin)?;
        let costs = new.read().map_err(Refused::Input)?;
        let (before, now) = (self.costs().await?, self.clock.now());
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let all = [
            (names::MINUTES, costs.minutes),
            (names::HOURLY, costs.hourly),
            (names::MAIL, costs.mail),
            (names::MONTHS, costs.months),
        ];
        for (name, value) in all {
            tx.put_setting(name, &value.to_string(), now).await.map_err(Refused::broken)?;
        }
        let detail = changed([
            ("minutes", before.minutes.into(), costs.minutes.into()),
            ("hourly", before.hourly.into(), costs.hourly.into()),
            ("mail", before.mail.into(), costs.mail.into()),
            ("counted_months", before.months.into(), costs.months.into()),
        ]);
        let event = Event::new(now, Some(who.member), "changed_settings", "workspace", "", &detail);
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }
}
