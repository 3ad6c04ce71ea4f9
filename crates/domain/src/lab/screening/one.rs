//! One metric against what became of accounts.

use super::early::{Early, early};
use super::thresholds::{Thresholds, thresholds};
use crate::lab::auc::{Auc, Scored, auc};
use crate::lab::bins::{BINS, bins};
use crate::lab::estimate::{Answer, Estimate};
use crate::lab::look::{Fate, Numbers};
use crate::lab::proportion::{Tally, clustered};
use crate::lab::{Counts, Look, Window};
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
        Self { at, events, accounts, counts }
    }
}

/// A metric's values on the looks that count and have data.
pub struct Known {
    pub rows: Vec<usize>,
    pub values: Vec<f64>,
    pub events: Vec<bool>,
    pub accounts: Vec<u32>,
}

impl Known {
    pub fn scored(&self) -> Scored<'_> {
        Scored { scores: &self.values, events: &self.events, accounts: &self.accounts }
    }
}

pub fn metric(rows: &Rows, looks: &[Look], column: &[f64]) -> Metric {
    let has = |row: &usize| !column[rows.at[*row]].is_nan();
    let (with, without): (Vec<usize>, Vec<usize>) = (0..rows.at.len()).partition(|row| has(row));
    let known = Known {
        values: with.iter().map(|row| column[rows.at[*row]]).collect(),
        events: with.iter().map(|row| rows.events[*row]).collect(),
        accounts: with.iter().map(|row| rows.accounts[*row]).collect(),
        rows: with.iter().map(|row| rows.at[*row]).collect(),
    };
    let found = auc(known.scored());
    Metric {
        missing: without.len() as f64 / rows.at.len().max(1) as f64,
        rate_of_missing: rate(without.iter().map(|row| (rows.accounts[*row], rows.events[*row]))),
        tenths: tenths(&known),
        p: found.map(|auc| auc.p()),
        early: early(&known, looks),
        thresholds: found.and_then(|auc| thresholds(&known, looks, auc.value)),
        auc: found,
        corrected_p: None,
    }
}

fn rate(rows: impl Iterator<Item = (u32, bool)>) -> Answer<Estimate> {
    let mut tallies: Vec<(u32, Tally)> = Vec::new();
    for (account, event) in rows {
        match tallies.last_mut().filter(|(last, _)| *last == account) {
            Some((_, tally)) => {
                tally.hits += f64::from(u8::from(event));
                tally.tries += 1.0;
            }
            None => tallies.push((account, Tally { hits: f64::from(u8::from(event)), tries: 1.0 })),
        }
    }
    clustered(tallies.iter().map(|(_, tally)| *tally))
}

fn tenths(known: &Known) -> Vec<Tenth> {
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
            rate: rate(rows.iter().map(|at| (known.accounts[*at], known.events[*at]))),
        })
    };
    inside.into_iter().enumerate().filter_map(tenth).collect()
}
