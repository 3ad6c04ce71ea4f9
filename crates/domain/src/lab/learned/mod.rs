//! Learned risk: a formula fitted to what happened, honest about whether it is worth having.
//!
//! Training, calibration and validation are three slices of time, one after the other ([`Slices`]); nothing is ever drawn at
//! random, because a model is always asked about a time that it has not seen. [`trial`] fits the models, validates
//! them beside a simple rule and the hand-made score, and says whether any is better ([`Found`]).
//!
//! Missing values are kept apart, not guessed: a column with gaps in training gets a second column that is 1 where the
//! value is missing, and the gap itself is filled with the training mean, so that its own term is 0 ([`Scale`]). Trees learn
//! on which side gaps go.
//!
//! Boosting is our own ([`Boosted`]). Two crates were looked at. `perpetual`'s current release is a candidate of 3.0 and
//! brings `rayon` and `sysinfo`; this crate starts no threads and asks nothing of the machine. `forust-ml` brings `rayon`
//! and older majors of `rand` and `thiserror`, and the registry knows no licence of it. Both would be more code than
//! the 200 lines that trees of a few splits take, and a version that is trained again must come out the same bits.

mod boosted;
mod calibrate;
mod card;
mod hazard;
mod keep;
mod logistic;
mod scale;
mod slices;
#[cfg(test)]
mod tests;
mod trial;

pub use boosted::{Boosted, Boosting};
pub use calibrate::Platt;
pub use card::{Checked, ColumnCard, ModelCard, Sample};
pub use hazard::{person_periods, risk_within};
pub use keep::{better_by, may_replace, risks, tells};
pub use logistic::Logistic;
pub use scale::Scale;
pub use slices::{Period, Slices};
pub use trial::{Calibrated, Duel, Found, Kind, Learned, MARGIN, Plan, Trial, trial};

use super::estimate::{Answer, Lack};

/// Rows to learn from: columns of equal length, NaN for no data, and whether the outcome came.
#[derive(Clone, Copy, Debug)]
pub struct Examples<'a> {
    /// A column for each metric.
    pub columns: &'a [Vec<f64>],
    /// Whether the outcome came, by row.
    pub events: &'a [bool],
}

/// Fewest rows with the outcome, and fewest without, to learn from. With fewer than about ten events a column, a formula
/// learns its sample by heart (P. Peduzzi et al. 1996, J. Clin. Epidemiol. 49:1373–1379); the penalty takes the place of
/// counting columns, but not of events.
pub const FEWEST_EVENTS: usize = 30;

impl Examples<'_> {
    fn enough(&self) -> Answer<()> {
        self.at_least(FEWEST_EVENTS)
    }

    fn at_least(&self, need: usize) -> Answer<()> {
        match counts(self.events) {
            (have, _) if have < need => Err(Lack::Events { have, need }),
            (_, have) if have < need => Err(Lack::Others { have, need }),
            _ => Ok(()),
        }
    }
}

/// How many have the outcome, and how many do not.
fn counts(events: &[bool]) -> (usize, usize) {
    let with = events.iter().filter(|event| **event).count();
    (with, events.len() - with)
}
