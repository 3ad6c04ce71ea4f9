//! Intervals that hold at every look at once.
//!
//! An interval of 95 % for one look at the end is wrong more often than in 5 % of plays once it is looked at every day, and
//! it is stopped at where it looks best. A *confidence sequence* holds at all times at once, so that anybody may look at any
//! time and stop for any reason. This is the asymptotic one of Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas, "Time-uniform
//! central limit theory and asymptotic confidence sequences" (Annals of Statistics 52, 2024; arXiv:2103.06476), the Gaussian
//! mixture of their Theorem 2.2:
//!
//! μ̂ₜ ± σ̂ₜ √( 2(tρ² + 1) / (t²ρ²) · ln( √(tρ² + 1) / α ) )
//!
//! with the mean effect of all accounts so far as what it covers, also where the effect changes with time (the Lyapunov
//! form of the same section), and an estimator of the effect that is asymptotically a mean (their section on treatment
//! effects in randomised experiments), here the difference of means with or without a covariate; σ̂²ₜ is then t times its
//! variance. Being asymptotic it needs a start: [`FEWEST`](super::FEWEST). How well it holds from there on is measured by
//! [`simulate`](super::simulate).

/// Half of the interval's width after `t` accounts where their standard deviation is 1.
#[must_use]
pub fn margin(t: f64, rho2: f64, alpha: f64) -> f64 {
    let grown = t * rho2 + 1.0;
    (2.0 * grown / (t * t * rho2) * (grown.sqrt() / alpha).ln()).sqrt()
}

/// The ρ² that makes [`margin`] smallest after `t` accounts: (−W₋₁(−α² exp(α² − 1)) − 1) / t, as in the authors' own
/// code (`best_rho2_exact` of the R package `drconfseq`); W₋₁ is the lower branch of Lambert's function. It is solved as the
/// fixed point of w = 1 − α² − 2 ln α + ln w, which contracts as w > 1.
///
/// # Panics
/// Where `alpha` is not between 0 and 0.75 (above that there is no such ρ²).
#[must_use]
pub fn best_rho2(t: f64, alpha: f64) -> f64 {
    assert!(alpha > 0.0 && alpha < 0.75, "alpha is a small share");
    let start = 1.0 - alpha * alpha - 2.0 * alpha.ln();
    let mut w = start.max(1.0 + 1e-9);
    for _ in 0..200 {
        w = start + w.ln();
    }
    (w - 1.0) / t
}
