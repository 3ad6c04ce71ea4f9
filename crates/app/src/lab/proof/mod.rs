//! What plays did, proved on what is stored: who entered when and in which arm, and what became of them.
//!
//! | file | is |
//! |---|---|
//! | `measure` | by what a play is judged |
//! | `entries` | who counts: the first entry of each account, under one share held out |
//! | `money` | outcomes that follow from contracts |
//! | `values` | outcomes that follow from metrics and health |
//! | `peers` | similar accounts, where nobody was held out |
//! | `planner` | what the play could show, and when |
//! | `costs` | what its work cost |
//! | `page` | all of it for the page of one play |
//! | `glance` | the one number of each play for the list |

mod costs;
mod entries;
mod glance;
mod measure;
mod money;
mod page;
mod peers;
mod planner;
mod values;

pub use costs::{Costs, NewCosts, names as cost_names};
pub use entries::Arms;
pub use glance::Glance;
pub use measure::{HORIZONS, Measure, MeasureBy, ProofQuery};
pub use page::{ProofPage, Verdict};
pub use planner::{EFFECTS, PlannedEffect, Planner};
