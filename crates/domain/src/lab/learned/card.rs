//! The model card: what a learned version was made from and how it did (M. Mitchell et al. 2019, FAT*).

use super::{Duel, Kind, Period, Platt, Slices};
use crate::lab::Window;
use crate::lab::auc::Auc;
use crate::lab::estimate::Answer;
use crate::lab::judge::Calibration;
use serde::{Deserialize, Serialize};

/// What a slice held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// As-of days.
    pub period: Period,
    /// Looks that count.
    pub rows: usize,
    /// Those with the outcome.
    pub events: usize,
    /// Accounts.
    pub accounts: usize,
}

/// A column that a model was given.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnCard {
    /// Share of training rows without data, 0–1.
    pub missing: f64,
    /// Mean of the others.
    pub mean: f64,
    /// Their standard deviation; 0 for a constant, which has no term.
    pub deviation: f64,
    /// Log-odds for each standard deviation, in the logistic regression.
    pub weight: f64,
}

/// How a contender did on the validation slice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// Which.
    pub kind: Kind,
    /// Its AUC.
    pub auc: Answer<Auc>,
    /// How its scores became probabilities; `None` for what is no learned risk, or where it could not be calibrated.
    pub platt: Option<Platt>,
    /// Predicted beside observed, of the calibrated risk.
    pub calibration: Option<Calibration>,
}

/// Everything there is to say about a learned version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelCard {
    /// Horizon and until when outcomes were known.
    pub window: Window,
    /// The three periods.
    pub slices: Slices,
    /// What was trained on.
    pub train: Sample,
    /// What was calibrated on.
    pub calibrate: Sample,
    /// What was validated on.
    pub validate: Sample,
    /// By position of the column.
    pub columns: Vec<ColumnCard>,
    /// From the simplest to the most involved.
    pub checked: Vec<Checked>,
    /// Each simpler contender against each more involved one.
    pub duels: Vec<Duel>,
    /// The simplest that nothing more involved beats.
    pub pick: Kind,
}
