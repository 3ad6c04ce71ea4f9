//! Health models: what the metrics of an account mean, per day.
//!
//! Three kinds side by side, one evaluation: every kind is a list of axes, every axis a list of criteria over metrics.
//!
//! | kind | axis yields | whole yields |
//! |---|---|---|
//! | rank matrix | a rank: the best one whose own and all lower criteria are met | a segment from the rank × rank grid |
//! | weighted score | a score 0–100: weighted mean of each criterion's progress | weighted mean → level |
//! | points | the points of its met criteria | their sum → level |
//!
//! Missing data is never a zero and never a pass: a criterion whose metric has no data is *missing*, neither met nor
//! unmet. Coverage is the share of weight that had data; below the model's `min_coverage` there is no segment.

pub mod definition;
mod evaluate;
mod reading;
mod transition;

pub use definition::{Axis, Criterion, Model, ModelKind, Rank, Segment, Test};
pub use evaluate::{DayHealth, HealthHistory, MOST_AXES, NONE, evaluate, evaluate_values};
pub use transition::{AxisMove, Transition, between, transitions};
