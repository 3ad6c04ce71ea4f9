//! Discrete-time hazard: the chance to leave in this period, given that the account is still there.
//!
//! Looks a month apart with a horizon of a month are person-period rows already: a [`super::trial`] on them is a hazard model.

use crate::lab::survival::Lifetime;

/// Rows of a discrete-time hazard model: for each account a row for each period that it began, with its position in
/// `lifetimes`, the period (from 0) and whether it left in it. A logistic regression on these rows, with the period or
/// what is known at its start as columns, is the hazard model (J. Singer & J. Willett 1993, J. Educational Statistics
/// 18(2):155–195). A lifetime of 2.3 periods has rows 0, 1 and 2 if it ended; if it was only seen last then, row 2 is left
/// out, because it was not seen to its end.
#[must_use]
pub fn person_periods(lifetimes: &[Lifetime], period: f64) -> Vec<(usize, u32, bool)> {
    let mut rows = Vec::new();
    for (at, lifetime) in lifetimes.iter().enumerate() {
        let whole = (lifetime.time / period).floor() as u32;
        rows.extend((0..whole).map(|number| (at, number, false)));
        if lifetime.ended {
            rows.push((at, whole, true));
        }
    }
    rows
}

/// Chance to leave within some periods, from the hazard (0–1) of each: 1 − Π(1 − h).
#[must_use]
pub fn risk_within(hazards: &[f64]) -> f64 {
    1.0 - hazards.iter().map(|hazard| 1.0 - hazard).product::<f64>()
}
