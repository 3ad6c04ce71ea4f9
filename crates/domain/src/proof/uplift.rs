//! Uplift of a play over its hold-out.

use super::arms::{Arms, Difference};
use super::sequence::{best_rho2, margin};
use super::units::{FEWEST, FEWEST_OF_A_KIND, Interval, NotEnough, Outcome, Terms, Unit};
use banso_kernel::Day;
use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// What an arm came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arm {
    /// Accounts with an outcome.
    pub accounts: u32,
    /// Mean of their outcomes; for shares, the share.
    pub mean: f64,
}

/// What a play did, compared with its hold-out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proof {
    /// Accounts treated.
    pub treated: Arm,
    /// Accounts held out.
    pub held_out: Arm,
    /// Accounts that entered and whose outcome is not known yet.
    pub waiting: u32,
    /// Uplift: mean outcome of treated accounts less that of accounts held out, less what the covariate explains. In the
    /// outcome's unit; for shares, 0.03 is three points.
    pub uplift: f64,
    /// The interval to show: it holds at all looks at once.
    pub always: Interval,
    /// The interval of somebody who looks a single time, on a day fixed before: Newcombe's for shares without a covariate,
    /// else Welch's. Not to be looked at daily.
    pub once: Interval,
    /// The plain difference of means, which the covariate did not touch.
    pub plain: f64,
    /// What is left of the variance of [`Proof::plain`] by taking the covariate in (CUPED); 1 without. A
    /// covariate that says nothing, or opposite things in arms of different size, leaves a little above 1.
    pub variance_left: f64,
}

impl Proof {
    /// Whether the play did something, one way or the other, at the error of its terms, however often it was looked at.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !self.always.holds(0.0)
    }
}

/// Judges a play by what is known on `today`: outcomes whose horizon is over.
///
/// A covariate from before entry that an account does not have is taken as the mean of the others, which adjusts nothing
/// for it. Taking a covariate in cannot bend the estimate, as it was fixed before the arms were drawn.
pub fn prove(units: &[Unit], today: Day, terms: &Terms) -> Result<Proof, NotEnough> {
    course(units, &[today], terms).pop().map_or(Err(NotEnough::NoTreated), |(_, proof)| proof)
}

/// The same on each of `days`, which ascend: for a chart of how the interval narrowed.
#[must_use]
pub fn course(units: &[Unit], days: &[Day], terms: &Terms) -> Vec<(Day, Result<Proof, NotEnough>)> {
    let fill = mean_before(units);
    let due = |unit: &Unit| unit.entered + i32::from(terms.horizon);
    let mut order: Vec<&Unit> = units.iter().collect();
    order.sort_by_key(|unit| due(unit));
    let mut entries: Vec<Day> = units.iter().map(|unit| unit.entered).collect();
    entries.sort();
    let rho2 = best_rho2(f64::from(terms.planned.max(1)), terms.alpha);
    let one_arm = match (units.iter().any(|unit| unit.treated), units.iter().any(|unit| !unit.treated)) {
        (false, _) => Some(NotEnough::NoTreated),
        (true, false) => Some(NotEnough::NoHoldOut),
        (true, true) => None,
    };
    let (mut arms, mut at) = (Arms::default(), 0);
    let look = |&day: &Day| {
        while let Some(unit) = order.get(at).filter(|unit| due(unit) <= day) {
            if let Some(outcome) = unit.outcome.filter(|outcome| outcome.is_finite()) {
                arms.add(unit.treated, if unit.before.is_finite() { unit.before } else { fill }, outcome);
            }
            at += 1;
        }
        let entered = entries.partition_point(|entered| *entered <= day) as u32;
        let why_not = one_arm.or(match order.get(at) {
            Some(next) if arms.n() == 0 => Some(NotEnough::HorizonNotOver { first: due(next) }),
            _ => None,
        });
        (day, why_not.map_or_else(|| judge(&arms, entered, terms, rho2), Err))
    };
    days.iter().map(look).collect()
}

fn mean_before(units: &[Unit]) -> f64 {
    let known = || units.iter().map(|unit| unit.before).filter(|before| before.is_finite());
    let n = known().count();
    if n == 0 { 0.0 } else { known().sum::<f64>() / n as f64 }
}

fn judge(arms: &Arms, entered: u32, terms: &Terms, rho2: f64) -> Result<Proof, NotEnough> {
    let (a, b) = (&arms.treated, &arms.held_out);
    if a.n < FEWEST || b.n < FEWEST {
        return Err(NotEnough::TooFew { treated: a.n, held_out: b.n });
    }
    let needed = (f64::from(FEWEST_OF_A_KIND) * f64::from(arms.n()) / f64::from(a.n.min(b.n))).ceil() as u32;
    if terms.outcome == Outcome::Share && arms.rarer() < needed {
        return Err(NotEnough::TooFewOfAKind { known: arms.rarer(), needed });
    }
    let theta = arms.theta();
    let (plain, taken) = (arms.difference(0.0, terms.outcome), arms.difference(theta, terms.outcome));
    if plain.variance() <= 0.0 {
        return Err(NotEnough::NoSpread);
    }
    let n = f64::from(arms.n());
    let half = (n * taken.variance()).sqrt() * margin(n, rho2, terms.alpha);
    let once = match terms.outcome {
        Outcome::Share if theta == 0.0 => newcombe([a.ones, b.ones], [a.n, b.n], terms.alpha),
        _ => welch(&taken, [a.n, b.n], terms.alpha),
    };
    Ok(Proof {
        treated: Arm { accounts: a.n, mean: a.y },
        held_out: Arm { accounts: b.n, mean: b.y },
        waiting: entered.saturating_sub(arms.n()),
        uplift: taken.value,
        always: Interval::around(taken.value, half),
        once,
        plain: plain.value,
        variance_left: taken.variance() / plain.variance(),
    })
}

/// The normal quantile that leaves `alpha` outside on both sides together.
pub(super) fn z(alpha: f64) -> f64 {
    Normal::standard().inverse_cdf(1.0 - alpha / 2.0)
}

/// Welch's interval for a difference of means: Student's t with Satterthwaite's degrees of freedom (Welch 1947).
fn welch(difference: &Difference, n: [u32; 2], alpha: f64) -> Interval {
    let [a, b] = difference.variances;
    let below = a * a / f64::from(n[0] - 1) + b * b / f64::from(n[1] - 1);
    let freedom = (a + b) * (a + b) / below;
    let t = StudentsT::new(0.0, 1.0, freedom).map_or_else(|_| z(alpha), |t| t.inverse_cdf(1.0 - alpha / 2.0));
    Interval::around(difference.value, t * (a + b).sqrt())
}

/// Newcombe's hybrid score interval for a difference of shares (Newcombe 1998, Statistics in Medicine 17:873–890,
/// method 10), made of Wilson's interval of each.
fn newcombe(ones: [u32; 2], n: [u32; 2], alpha: f64) -> Interval {
    let share = |at: usize| f64::from(ones[at]) / f64::from(n[at]);
    let [a, b] = [0, 1].map(|at| wilson(ones[at], n[at], alpha));
    let (p, q) = (share(0), share(1));
    let value = p - q;
    Interval {
        low: value - ((p - a.low).powi(2) + (b.high - q).powi(2)).sqrt(),
        high: value + ((a.high - p).powi(2) + (q - b.low).powi(2)).sqrt(),
    }
}

/// Wilson's score interval for a share (Wilson 1927).
fn wilson(ones: u32, n: u32, alpha: f64) -> Interval {
    let (p, n, z) = (f64::from(ones) / f64::from(n), f64::from(n), z(alpha));
    let below = 1.0 + z * z / n;
    let half = z / below * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    Interval::around((p + z * z / (2.0 * n)) / below, half)
}
