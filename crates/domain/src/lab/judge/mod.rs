//! The back-test: what a model said then against what happened afterwards.

mod calibration;
mod cases;
mod compare;
mod groups;
mod lead;
mod moves;
mod risk;
mod segments;
#[cfg(test)]
mod tests;
mod worst;

pub use calibration::{Brier, Calibration, CalibrationRow, Group};
pub use compare::{Comparison, compare};
pub use groups::Slice;
pub use lead::{Lead, Trail, lead_times, trails};
pub use moves::{MoveCell, Moves};
pub use risk::{risk, warning};
pub use segments::{Missed, SegmentRow};
pub use worst::Worst;

use super::auc::{Auc, auc};
use super::estimate::{Answer, Estimate};
use super::{Counts, Look, Window};
use cases::Cases;
use serde::{Deserialize, Serialize};

/// Most cohort keys (size, plan, region …) of a sighting.
pub const MOST_COHORTS: usize = 4;

/// No value for a cohort key.
pub const NO_COHORT: u16 = u16::MAX;

/// What a model said of an account on a day, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sighting {
    /// Who, when, and what became of it. Each account at most once for each day.
    pub look: Look,
    /// The model's risk, higher = worse: a probability, or a score turned round (100 − score, −points, rank position).
    /// NaN where it had none.
    pub score: f64,
    /// Position of the segment, best first; `None` for too little data.
    pub segment: Option<u8>,
    /// Minor units of one currency.
    pub cmrr: i64,
    /// The value of each cohort key, by position; [`NO_COHORT`] for none.
    pub cohorts: [u16; MOST_COHORTS],
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Horizon, and until when outcomes are known.
    pub window: Window,
    /// Segments of the model.
    pub segments: u8,
    /// The position from which on a segment is a warning: this one and all worse.
    pub warning: u8,
    /// Whether scores are probabilities of the outcome within the horizon.
    pub probabilities: bool,
}

/// What a back-test found. Shares have intervals that take an account's months as alike (see [`super::proportion`]).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Backtest {
    /// Looks that count, and those left out by reason.
    pub counts: Counts,
    /// Accounts among those that count.
    pub accounts: usize,
    /// Looks that count and have no score; they are in no figure that takes scores.
    pub unscored: usize,
    /// Share of looks with the outcome within the horizon.
    pub rate: Answer<Estimate>,
    /// How well the score orders.
    pub auc: Answer<Auc>,
    /// Precision and recall at each segment, best first.
    pub segments: Vec<SegmentRow>,
    /// The tenth with the highest scores.
    pub worst: Answer<Worst>,
    /// Observed beside predicted.
    pub calibration: Calibration,
    /// Days from warning to outcome, to the resolution of the as-of days.
    pub lead: Lead,
    /// Revenue that left unseen.
    pub missed: Missed,
    /// From segment to segment between one as-of day and the next.
    pub moves: Moves,
    /// The same by cohort key.
    pub slices: Vec<Slice>,
}

/// Judges a model by what became of `sightings`.
#[must_use]
pub fn backtest(sightings: &[Sighting], settings: Settings) -> Backtest {
    let cases = Cases::of(sightings, settings.window);
    let every = || cases.all();
    Backtest {
        counts: cases.counts,
        accounts: cases.accounts,
        unscored: cases.rows.iter().filter(|row| row.sighting.score.is_nan()).count(),
        rate: cases::rate(every()),
        auc: cases::with_scores(every(), auc),
        segments: segments::rows(&cases, settings),
        worst: worst::worst(&cases),
        calibration: calibration::calibration(&cases, settings),
        lead: lead_times(&trails(sightings, settings.window), settings.warning),
        missed: segments::missed(&cases, settings.warning),
        moves: moves::moves(sightings, settings),
        slices: groups::slices(&cases, settings),
    }
}
