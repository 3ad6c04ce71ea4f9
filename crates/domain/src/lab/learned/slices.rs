//! Slices of time: learn, calibrate, validate.

use crate::lab::estimate::{Answer, Lack};
use crate::lab::{Look, Window};
use banso_kernel::Day;
use serde::{Deserialize, Serialize};

/// As-of days from one to another, both within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl Period {
    /// Whether the day lies within.
    #[must_use]
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Three periods, each beginning when the outcomes of the one before are over: a churn in May that a look of April was
/// taught must not be asked of a look of May.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slices {
    /// To fit formulas.
    pub train: Period,
    /// To turn their scores into probabilities.
    pub calibrate: Period,
    /// To see how well they do. Nothing is chosen by it but the verdict.
    pub validate: Period,
}

impl Slices {
    /// Cuts the as-of days whose horizon is over: the last third of days to validate; of those whose horizon is over by
    /// then the last third to calibrate; and what lies a horizon before that to train.
    ///
    /// # Errors
    /// [`Lack::Rows`] with the number of as-of days where a slice would be empty; `need` is the number that looks a month
    /// apart would take.
    pub fn cut(looks: &[Look], window: Window) -> Answer<Self> {
        let mut days: Vec<Day> = looks.iter().map(|look| look.as_of).collect();
        days.sort_unstable();
        days.dedup();
        days.retain(|day| *day + window.horizon <= window.known_until);
        let lack = Lack::Rows { have: days.len(), need: 6 + 2 * (window.horizon as usize).div_ceil(30) };
        let last_third =
            |days: &[Day]| Some(Period { from: *days.get(days.len() - days.len() / 3)?, to: *days.last()? });
        let before = |next: Period| &days[..days.partition_point(|day| *day + window.horizon < next.from)];
        let validate = last_third(&days).ok_or(lack)?;
        let calibrate = last_third(before(validate)).ok_or(lack)?;
        let train = before(calibrate);
        let (Some(from), Some(to)) = (train.first(), train.last()) else { return Err(lack) };
        Ok(Self { train: Period { from: *from, to: *to }, calibrate, validate })
    }
}
