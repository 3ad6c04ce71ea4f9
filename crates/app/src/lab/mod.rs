//! The lab: whether health models foretold what happened, what a change would do, what plays did.

mod again;
mod ask;
mod back_test;
mod inside;
mod keep;
mod known;
mod learn;
mod matter;
mod past;
mod proof;
mod stay;
mod texts;
mod what_if;

pub use crate::actions::next_turn::Work;
pub use again::{Again, Came, Night};
pub use ask::{Ask, Outcome, PERIODS, Sight, WITHIN};
pub use back_test::{BackTestPage, LearnedFrom, Version};
pub use keep::{Candidate, Kept, risk_id};
pub use learn::{AtRisk, LearnedPage};
pub(crate) use matter::Leaks;
pub use matter::MatterPage;
pub use past::{COHORTS, Cohorts};
pub use proof::{
    Arms, Costs, EFFECTS, Glance, HORIZONS, Measure, MeasureBy, NewCosts, PlannedEffect, Planner, ProofPage,
    ProofQuery, Verdict, cost_names,
};
pub use stay::SurvivalPage;
pub use texts::{ModelText, ModelVersionText};
pub use what_if::{Shares, Shift, WhatIf};
