//! The lab: whether health models foretold what happened, what a change would do, what plays did.

mod known;
mod proof;

pub use proof::{
    Arms, Costs, EFFECTS, Glance, HORIZONS, Measure, MeasureBy, NewCosts, PlannedEffect, Planner, ProofPage,
    ProofQuery, Verdict, cost_names,
};
