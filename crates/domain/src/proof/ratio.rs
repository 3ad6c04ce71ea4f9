//! Whether the arms have the sizes that the lot must have given them.

use super::units::Unit;
use statrs::distribution::{ContinuousCDF, Normal};

/// Chance below which arms count as lopsided; so small because it is asked on every page view (Fabijan et al., "Diagnosing
/// sample ratio mismatch in online controlled experiments", KDD 2019, use 0.0005).
pub const LOPSIDED: f64 = 0.0005;

/// Whether so uneven arms are hardly chance when `held_out` (above 0, below 1) of accounts are held out by lot. Then some
/// accounts entered, left or lost their outcome because of the arm that they were in, and no interval mends that: show no
/// uplift, look for the reason. Accounts with an outcome are counted; the test is the two-sided normal one for a share.
#[must_use]
pub fn is_lopsided(units: &[Unit], held_out: f64) -> bool {
    let known = || units.iter().filter(|unit| unit.outcome.is_some());
    let n = known().count() as f64;
    let out = known().filter(|unit| !unit.treated).count() as f64;
    let z = (out - n * held_out) / (n * held_out * (1.0 - held_out)).sqrt();
    z.is_finite() && 2.0 * Normal::standard().cdf(-z.abs()) < LOPSIDED
}
