//! 検証: whether models foretell what happens, which metrics do, how long customers stay.

mod back_test;
mod form;
mod judged;
mod keeping;
mod learned;
mod matter;
mod metric_set;
mod models;
mod sample;
mod sample_risk;
mod say;
mod survival;
mod told;
mod tried;
mod versions;

pub use back_test::{BackTest, show};
pub use keeping::{again, keep};
pub use learned::{LearnedRisk, show as learned};
pub use matter::{Matter, show as matter};
pub use metric_set::{MetricSet, file as metric_set_file, restore as restore_metric_set, show as metric_set};
pub use models::{Model, Models, file, list as models, restore, save, show as model};
pub use survival::{Survival, show as survival};
