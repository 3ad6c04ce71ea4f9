//! The lab: whether health models foretold what happened, what a change would do, what plays did.

mod ask;
mod back_test;
mod known;
mod matter;
mod past;

pub use ask::{Ask, HORIZONS, Outcome, PERIODS, Sight};
pub use back_test::{BackTestPage, Version};
pub(crate) use matter::Leaks;
pub use matter::MatterPage;
pub use past::{COHORTS, Cohorts};
