//! 解約: whom we lost, why, and whether we knew (W-21); and recording one.

mod form;
mod list;
mod sample;
mod year;

pub use form::{ChurnPage, form, record};
pub use list::{Churns, lesson, show, withdraw};

/// Teams that could have prevented a churn, the one that none could last.
const TEAMS: &[&str] = &["sales", "onboarding", "cs", "product", "support", "none"];
