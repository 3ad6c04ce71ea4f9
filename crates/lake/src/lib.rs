//! The lake: facts and the derived history, as Delta Lake tables that anybody can open. The only crate that knows
//! Delta Lake, DataFusion, Arrow and Parquet; what it gives out are facts and plain columns.
//!
//! * [`Lake::seal`] puts an inbox batch into the lake exactly once (RELIABILITY T2).
//! * [`Lake::gather`] packs facts for the engine of metrics, on all cores; [`Lake::scan`] hands them out one by one.
//! * [`Lake::facts_of`] reads one account in milliseconds.
//! * [`Lake::erase`] takes persons out of it, so that no byte says anything of them.
//! * [`check::check`] looks for damage, and [`repair::repair`] mends what can be mended.
//! * [`Lake::metric_writer`] and [`Lake::health_writer`] take the derived history, which replaces the old one at once.

pub mod check;
mod datafile;
mod derived;
mod error;
mod facts;
mod history;
mod lake;
mod maintain;
pub mod repair;
pub mod sql;
mod store;
mod table;
mod threads;

pub use derived::{
    HealthDay, HealthRows, HealthState, HealthWriter, MetricDay, MetricHistory, MetricRows, MetricWriter, ModelVersion,
};
pub use error::{Answer, LakeError};
pub use facts::account::Which;
pub use facts::columns::FactRun;
pub use facts::erase::{Erase, Erased};
pub use facts::gather::Reach;
pub use facts::scan::Scan;
pub use facts::seal::Sealed;
pub use lake::{Lake, Snapshot};
pub use maintain::Maintained;
