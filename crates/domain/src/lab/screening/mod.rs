//! Which metric matters: each metric by itself, judged against what became of accounts.

mod correlation;
mod discovery;
mod early;
mod one;
#[cfg(test)]
mod tests;
mod thresholds;

pub use correlation::{Correlations, correlations};
pub use discovery::benjamini_hochberg;
pub use early::Early;
pub use one::{Metric, Tenth};
pub use thresholds::{Direction, Steadiness, Thresholds};

use super::estimate::Answer;
use super::{Counts, Look, Window};
use serde::{Deserialize, Serialize};

/// Looks with what metrics were then: rows and columns of one table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The rows: each account at most once for each as-of day.
    pub looks: Vec<Look>,
    /// A column for each metric, as long as `looks`; NaN for no data.
    pub columns: Vec<Vec<f64>>,
}

/// What the screening of all metrics found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Screening {
    /// Looks that count, and those left out by reason.
    pub counts: Counts,
    /// How many metrics were tested against chance: what the correction corrects for.
    pub tested: usize,
    /// By position of the metric's column.
    pub metrics: Vec<Metric>,
    /// Of each pair of metrics, on the last as-of day.
    pub correlations: Answer<Correlations>,
}

/// Screens all metrics of a table.
#[must_use]
pub fn screen(table: &Table, window: Window) -> Screening {
    let rows = one::Rows::of(&table.looks, window);
    let mut metrics: Vec<Metric> = table.columns.iter().map(|column| one::metric(&rows, column)).collect();
    let tested: Vec<usize> = (0..metrics.len()).filter(|at| metrics[*at].p.is_ok()).collect();
    let p: Vec<f64> = tested.iter().filter_map(|at| metrics[*at].p.ok()).collect();
    for (at, corrected) in tested.iter().zip(benjamini_hochberg(&p)) {
        metrics[*at].corrected_p = Some(corrected);
    }
    Screening { counts: rows.counts, tested: p.len(), metrics, correlations: correlations(table) }
}
