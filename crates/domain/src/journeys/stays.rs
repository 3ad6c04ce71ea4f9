//! Stays in phases: how long, how long usually, and how long it takes to come to a phase.

use crate::conditions::Usual;
use banso_kernel::{AccountId, Day, Month};
use std::collections::BTreeMap;

/// A move from phase to phase, as the history has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseChange {
    /// Whose.
    pub account: AccountId,
    /// Journey id.
    pub journey: String,
    /// The phase entered.
    pub to: String,
    /// The day.
    pub on: Day,
}

/// A stay in a phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Whose.
    pub account: AccountId,
    /// Journey id.
    pub journey: String,
    /// Phase id.
    pub phase: String,
    /// First day in it.
    pub entered_on: Day,
    /// The day on which the next phase was entered; none while the account is in it.
    pub left_on: Option<Day>,
}

impl Stay {
    /// Days in the phase, as of `today` while it lasts; 0 on the first day.
    #[must_use]
    pub fn days(&self, today: Day) -> i32 {
        (self.left_on.unwrap_or(today) - self.entered_on).max(0)
    }
}

/// The stays that changes make. Changes come oldest first for each account.
#[must_use]
pub fn stays(changes: &[PhaseChange]) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::with_capacity(changes.len());
    let mut open: BTreeMap<AccountId, usize> = BTreeMap::new();
    for change in changes {
        if let Some(before) = open.insert(change.account, stays.len()) {
            stays[before].left_on = Some(change.on);
        }
        stays.push(Stay {
            account: change.account,
            journey: change.journey.clone(),
            phase: change.to.clone(),
            entered_on: change.on,
            left_on: None,
        });
    }
    stays
}

/// Fewest finished stays from which something usual can be said.
pub const FEWEST_STAYS: usize = 5;

/// The 80th percentile (nearest rank) of finished stays by journey and phase, in days; nothing for phases with fewer than
/// [`FEWEST_STAYS`]. Phases left on the day of entry were only passed through and do not count.
#[must_use]
pub fn usual(stays: &[Stay]) -> Usual {
    let mut days: BTreeMap<(&str, &str), Vec<i32>> = BTreeMap::new();
    for stay in stays {
        if let Some(left) = stay.left_on
            && left > stay.entered_on
        {
            days.entry((&stay.journey, &stay.phase)).or_default().push(left - stay.entered_on);
        }
    }
    let mut usual = Usual::default();
    for ((journey, phase), mut days) in days {
        if days.len() >= FEWEST_STAYS {
            days.sort_unstable();
            usual.0.entry(journey.to_owned()).or_default().insert(phase.to_owned(), percentile(&days, 80));
        }
    }
    usual
}

/// Accounts that came in the same month, and how long they took to a phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// The month.
    pub month: Month,
    /// Accounts that came.
    pub accounts: usize,
    /// Those of them that reached the phase.
    pub reached: usize,
    /// Median of their days to it.
    pub median: Option<i32>,
    /// 80th percentile of their days to it.
    pub slow: Option<i32>,
}

/// Time to value by cohort: days from an account's first day (`starts`) to its first entry to `phase` of `journey`.
/// A phase counts as reached also when a later one was entered.
#[must_use]
pub fn time_to_value(starts: &[(AccountId, Day)], stays: &[Stay], journey: &str, reached: &[String]) -> Vec<Cohort> {
    let mut first: BTreeMap<AccountId, Day> = BTreeMap::new();
    for stay in stays.iter().filter(|stay| stay.journey == journey && reached.contains(&stay.phase)) {
        let day = first.entry(stay.account).or_insert(stay.entered_on);
        *day = (*day).min(stay.entered_on);
    }
    let mut cohorts: BTreeMap<Month, (usize, Vec<i32>)> = BTreeMap::new();
    for (account, start) in starts {
        let cohort = cohorts.entry(start.month()).or_default();
        cohort.0 += 1;
        cohort.1.extend(first.get(account).map(|day| (*day - *start).max(0)));
    }
    let sum_up = |(month, (accounts, mut days)): (Month, (usize, Vec<i32>))| {
        days.sort_unstable();
        let at = |share| (!days.is_empty()).then(|| percentile(&days, share));
        Cohort { month, accounts, reached: days.len(), median: at(50), slow: at(80) }
    };
    cohorts.into_iter().map(sum_up).collect()
}

/// Nearest rank in ascending, non-empty `days`.
fn percentile(days: &[i32], share: usize) -> i32 {
    days[(days.len() * share).div_ceil(100).max(1) - 1]
}
