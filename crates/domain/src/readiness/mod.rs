//! What has arrived and what is missing: which metrics and criteria have data, and what in the data cannot be right.

mod coverage;
mod quality;

pub use coverage::{Arrival, Coverage, CriterionData, MetricData, State, Wanted, coverage};
pub use quality::{Finding, Found, Inspector, Suspicion};
