//! Derived history: metrics and health of every account and day. Can be dropped and rebuilt from the facts at any
//! time; each rebuild replaces it as a whole in one commit.

pub(crate) mod health;
pub(crate) mod metrics;
pub(crate) mod pipe;
mod read;

pub use health::{HealthDay, HealthRows, HealthState, HealthWriter, ModelVersion, Replace};
pub use metrics::{MetricDay, MetricHistory, MetricRows, MetricWriter};
pub(crate) use pipe::stamp_of;
