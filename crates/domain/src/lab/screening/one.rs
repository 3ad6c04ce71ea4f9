//! One metric against what became of accounts.

use super::early::{Early, early};
use super::thresholds::{Thresholds, thresholds};
use crate::lab::auc::{Auc, Scored, auc};
use crate::lab::bins::{BINS, bins};
use crate::lab::estimate::{Answer, Estimate};
use crate::lab::look::{Fate, Numbers};
use crate::lab::proportion::{Tally, clustered};
use crate::lab::{Counts, Look, Window};
use banso_kernel::Day;
use serde::{Deserialize, Serialize};

/// What is known of a metric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// Share of looks without data, 0–1.
    pub missing: f64,
    /// How often accounts with no data had the outcome. Where this is far from the others, no data is a sign itself.
    pub rate_of_missing: Answer<Estimate>,
    /// How often the outcome came by tenth of the metric, lowest values first.
    pub tenths: Vec<Tenth>,
    /// How well high values go with the outcome: above 0.5 high is bad, below it low is bad.
    pub auc: Answer<Auc>,
    /// Chance of so far an AUC from 0.5, or a farther one, if the metric knew nothing.
    pub p: Answer<f64>,
    /// The same corrected for the number of metrics tested (see [`super::benjamini_hochberg`]).
    pub corrected_p: Option<f64>,
    /// The AUC by how long before the outcome.
    pub early: Vec<Early>,
    /// Suggested thresholds.
    pub thresholds: Answer<Thresholds>,
}

/// A tenth of the looks by a metric's value; looks of equal value are together, so that it may be more or less.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tenth {
    /// 0 with the lowest values, up to 9.
    pub tenth: u8,
    /// Lowest value.
    pub from: f64,
    /// Highest value.
    pub to: f64,
    /// Looks.
    pub looks: usize,
    /// Share with the outcome.
    pub rate: Answer<Estimate>,
}

/// Looks that count, by account.
pub struct Rows {
    /// Positions of the looks.
    pub at: Vec<usize>,
    pub events: Vec<bool>,
    pub accounts: Vec<u32>,
    /// Days from the look to the outcome, whenever it came.
    pub days: Vec<Option<i32>>,
    /// Number of the as-of month, from 0.
    pub months: Vec<u32>,
    pub counts: Counts,
}

impl Rows {
    pub fn of(looks: &[Look], window: Window) -> Self {
        let mut at: Vec<usize> = (0..looks.len()).collect();
        at.sort_unstable_by_key(|at| (looks[*at].account, looks[*at].as_of));
        let (mut counts, mut numbers) = (Counts::default(), Numbers::default());
        at.retain(|at| counts.note(looks[*at].fate(window)).is_some());
        let events = at.iter().map(|at| looks[*at].fate(window) == Fate::Event).collect();
        let accounts = at.iter().map(|at| numbers.of(looks[*at].account)).collect();
        let days = at.iter().map(|at| looks[*at].outcome.map(|outcome| outcome - looks[*at].as_of)).collect();
        let mut as_of: Vec<Day> = at.iter().map(|at| looks[*at].as_of).collect();
        as_of.sort_unstable();
        as_of.dedup();
        // A month is asked of each day once: it takes a calendar.
        let mut of_days: Vec<u32> = Vec::with_capacity(as_of.len());
        for (place, day) in as_of.iter().enumerate() {
            let same = place.checked_sub(1).is_some_and(|before| as_of[before].month() == day.month());
            of_days.push(of_days.last().map_or(0, |last| last + u32::from(!same)));
        }
        let month = |at: &usize| as_of.binary_search(&looks[*at].as_of).map_or(0, |place| of_days[place]);
        let months = at.iter().map(month).collect();
        Self { events, accounts, days, months, at, counts }
    }

    fn all_accounts(&self) -> usize {
        self.accounts.last().map_or(0, |last| *last as usize + 1)
    }
}

/// A metric's values on the looks that count and have data, in order of value, so that whatever sorts has it easy.
pub struct Known {
    pub values: Vec<f64>,
    pub events: Vec<bool>,
    pub accounts: Vec<u32>,
    pub days: Vec<Option<i32>>,
    pub months: Vec<u32>,
}

impl Known {
    pub fn scored(&self) -> Scored<'_> {
        Scored { scores: &self.values, events: &self.events, accounts: &self.accounts }
    }
}

pub fn metric(rows: &Rows, column: &[f64]) -> Metric {
    let mut order: Vec<(f64, u32)> = rows.at.iter().zip(0u32..).map(|(at, row)| (column[*at], row)).collect();
    order.retain(|(value, _)| !value.is_nan());
    order.sort_unstable_by(|one, two| one.0.total_cmp(&two.0));
    let row = || order.iter().map(|(_, row)| *row as usize);
    let known = Known {
        values: order.iter().map(|(value, _)| *value).collect(),
        events: row().map(|row| rows.events[row]).collect(),
        accounts: row().map(|row| rows.accounts[row]).collect(),
        days: row().map(|row| rows.days[row]).collect(),
        months: row().map(|row| rows.months[row]).collect(),
    };
    let gaps = (0..rows.at.len()).filter(|row| column[rows.at[*row]].is_nan());
    let all = rows.all_accounts();
    let found = auc(known.scored());
    Metric {
        missing: 1.0 - known.values.len() as f64 / rows.at.len().max(1) as f64,
        rate_of_missing: rate(all, gaps.map(|row| (rows.accounts[row], rows.events[row]))),
        tenths: tenths(&known, all),
        p: found.map(|auc| auc.p()),
        early: early(&known),
        thresholds: found.and_then(|auc| thresholds(&known, auc.value)),
        auc: found,
        corrected_p: None,
    }
}

/// Share with the outcome, with each of `all` accounts as a cluster.
fn rate(all: usize, rows: impl Iterator<Item = (u32, bool)>) -> Answer<Estimate> {
    let mut tallies = vec![Tally::default(); all];
    for (account, event) in rows {
        tallies[account as usize].hits += f64::from(u8::from(event));
        tallies[account as usize].tries += 1.0;
    }
    clustered(tallies.iter().copied())
}

fn tenths(known: &Known, all: usize) -> Vec<Tenth> {
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); BINS];
    for (at, bin) in bins(&known.values).into_iter().enumerate() {
        inside[usize::from(bin.unwrap_or(0))].push(at);
    }
    let tenth = |(tenth, rows): (usize, Vec<usize>)| {
        let values = || rows.iter().map(|at| known.values[*at]);
        Some(Tenth {
            tenth: tenth as u8,
            from: values().reduce(f64::min)?,
            to: values().reduce(f64::max)?,
            looks: rows.len(),
            rate: rate(all, rows.iter().map(|at| (known.accounts[*at], known.events[*at]))),
        })
    };
    inside.into_iter().enumerate().filter_map(tenth).collect()
}
