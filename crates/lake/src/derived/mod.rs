//! Derived history: metrics and health of every account and day. Can be dropped and rebuilt from the facts at any
//! time: a rebuild replaces it as a whole in one commit. Between rebuilds, the accounts and days that new facts have
//! changed are written again, in files of their own with a higher *revision*; readers take the highest.

pub(crate) mod health;
pub(crate) mod metrics;
pub(crate) mod pipe;
mod read;

pub use health::{HealthDay, HealthRows, HealthState, HealthWriter, ModelVersion};
pub use metrics::{MetricDay, MetricHistory, MetricRows, MetricWriter};
pub(crate) use pipe::{Turn, revision, stamp_of};
