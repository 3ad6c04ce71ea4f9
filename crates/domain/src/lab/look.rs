//! An account as it was known on a day, and what became of it.

use banso_kernel::{AccountId, Day};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// An account on a day, seen with only what was known then, and the outcome that was known later.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// The day it was looked at.
    pub as_of: Day,
    /// Who.
    pub account: AccountId,
    /// The first day after `as_of` on which the outcome (churn, downgrade …) came, if it came.
    pub outcome: Option<Day>,
    /// The last day until which the account was observed; of an account with an outcome nothing is asked of it.
    pub observed_until: Day,
}

/// What is asked of looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Days after the look within which the outcome counts: 30, 60, 90 or 180.
    pub horizon: i32,
    /// The last day of which outcomes are known at all.
    pub known_until: Day,
}

/// What became of a look within a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The outcome came within the horizon.
    Event,
    /// It did not, and the account was observed all the time.
    Other,
    /// The horizon is not over yet. Left out whether or not the outcome came already: otherwise the last months would
    /// hold those with an outcome only.
    Unripe,
    /// The account went out of sight before the horizon was over.
    Lost,
    /// The outcome came on that day or before: there was nothing left to foresee.
    Gone,
}

impl Look {
    /// What became of it.
    #[must_use]
    pub fn fate(&self, window: Window) -> Fate {
        let end = self.as_of + window.horizon;
        match self.outcome {
            Some(day) if day <= self.as_of => Fate::Gone,
            _ if end > window.known_until => Fate::Unripe,
            Some(day) if day <= end => Fate::Event,
            Some(_) => Fate::Other,
            None if self.observed_until < end => Fate::Lost,
            None => Fate::Other,
        }
    }
}

/// Looks by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// With the outcome within the horizon.
    pub events: usize,
    /// Without.
    pub others: usize,
    /// Left out: the horizon is not over.
    pub unripe: usize,
    /// Left out: out of sight before the horizon was over.
    pub lost: usize,
    /// Left out: the outcome came on that day or before.
    pub gone: usize,
}

impl Counts {
    /// Takes in a fate; tells whether it is an event, where it counts at all.
    pub fn note(&mut self, fate: Fate) -> Option<bool> {
        match fate {
            Fate::Event => self.events += 1,
            Fate::Other => self.others += 1,
            Fate::Unripe => self.unripe += 1,
            Fate::Lost => self.lost += 1,
            Fate::Gone => self.gone += 1,
        }
        matches!(fate, Fate::Event | Fate::Other).then_some(fate == Fate::Event)
    }

    /// Looks that count.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.events + self.others
    }
}

/// Gives each account a small number, from 0 in the order in which they come.
#[derive(Default)]
pub(super) struct Numbers {
    known: HashMap<AccountId, u32>,
}

impl Numbers {
    pub fn of(&mut self, account: AccountId) -> u32 {
        let next = self.known.len() as u32;
        *self.known.entry(account).or_insert(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::testing::look;

    #[test]
    fn a_horizon_that_is_not_over_counts_for_nobody() {
        let window = Window { horizon: 90, known_until: Day(1000) };
        assert_eq!(look(1, 910, Some(1000)).fate(window), Fate::Event);
        assert_eq!(look(1, 911, Some(950)).fate(window), Fate::Unripe);
        assert_eq!(look(1, 100, Some(191)).fate(window), Fate::Other);
        assert_eq!(look(1, 100, Some(190)).fate(window), Fate::Event);
        assert_eq!(look(1, 100, Some(100)).fate(window), Fate::Gone);
        assert_eq!(look(1, 100, None).fate(window), Fate::Other);
        let short = Look { observed_until: Day(189), ..look(1, 100, None) };
        assert_eq!(short.fate(window), Fate::Lost);
        let short = Look { outcome: Some(Day(150)), ..short };
        assert_eq!(short.fate(window), Fate::Event);
    }
}
