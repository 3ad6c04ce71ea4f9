//! Sightings that count, account by account.

use super::Sighting;
use crate::lab::auc::Scored;
use crate::lab::estimate::{Answer, Estimate};
use crate::lab::look::Numbers;
use crate::lab::proportion::{Tally, clustered};
use crate::lab::{Counts, Window};

/// A sighting whose horizon is over.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    pub sighting: &'a Sighting,
    /// Whether the outcome came within the horizon.
    pub event: bool,
    /// The account's number, from 0.
    pub account: u32,
}

/// Sightings whose horizon is over, by account and day.
pub struct Cases<'a> {
    pub rows: Vec<Case<'a>>,
    pub counts: Counts,
    pub accounts: usize,
}

impl<'a> Cases<'a> {
    pub fn of(sightings: &'a [Sighting], window: Window) -> Self {
        let mut counts = Counts::default();
        let count = |sighting: &'a Sighting| Some((sighting, counts.note(sighting.look.fate(window))?));
        let mut known: Vec<_> = sightings.iter().filter_map(count).collect();
        known.sort_unstable_by_key(|(sighting, _)| (sighting.look.account, sighting.look.as_of));
        let mut numbers = Numbers::default();
        let case = |(sighting, event): (&'a Sighting, bool)| {
            let account = numbers.of(sighting.look.account);
            Case { sighting, event, account }
        };
        let rows: Vec<_> = known.into_iter().map(case).collect();
        let accounts = rows.last().map_or(0, |row| row.account as usize + 1);
        Self { rows, counts, accounts }
    }

    pub fn all(&self) -> impl Iterator<Item = Case<'a>> + Clone + '_ {
        self.rows.iter().copied()
    }
}

/// Share of tries that hit, with an account's cases as a cluster. Accounts come one after another.
pub fn share(tries: impl Iterator<Item = (u32, f64)>) -> Answer<Estimate> {
    let mut tallies: Vec<(u32, Tally)> = Vec::new();
    for (account, hit) in tries {
        if tallies.last().is_none_or(|(last, _)| *last != account) {
            tallies.push((account, Tally::default()));
        }
        if let Some((_, tally)) = tallies.last_mut() {
            tally.hits += hit;
            tally.tries += 1.0;
        }
    }
    clustered(tallies.iter().map(|(_, tally)| *tally))
}

/// Share of cases with the outcome.
pub fn rate<'a>(cases: impl Iterator<Item = Case<'a>>) -> Answer<Estimate> {
    share(cases.map(|case| (case.account, f64::from(u8::from(case.event)))))
}

/// Asks something of the columns of cases that have a score.
pub fn with_scores<'a, T>(cases: impl Iterator<Item = Case<'a>>, ask: impl FnOnce(Scored<'_>) -> T) -> T {
    let (mut scores, mut events, mut accounts) = (Vec::new(), Vec::new(), Vec::new());
    for case in cases.filter(|case| !case.sighting.score.is_nan()) {
        scores.push(case.sighting.score);
        events.push(case.event);
        accounts.push(case.account);
    }
    ask(Scored { scores: &scores, events: &events, accounts: &accounts })
}
