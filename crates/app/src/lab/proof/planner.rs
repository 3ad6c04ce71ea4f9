//! What a play could show, and when: said before anybody waits for it.

use super::entries::Entry;
use banso_domain::proof::planner::{Base, Expected, Plan};
use banso_domain::proof::{Outcome, Pace, Terms};
use banso_kernel::Day;

/// Effects that the planner speaks of: points of a share, or standard deviations of a number.
pub const EFFECTS: [f64; 3] = [0.1, 0.05, 0.03];
/// The same for numbers, in standard deviations.
const OF_NUMBERS: [f64; 3] = [0.5, 0.2, 0.1];
/// Days of the past that the pace is taken from.
const LOOK_BACK: i32 = 182;

/// An effect with what it takes to see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlannedEffect {
    /// In the outcome's unit.
    pub effect: f64,
    /// What it takes; `None` where no number of accounts does.
    pub plan: Option<Plan>,
}

/// What a play could show.
#[derive(Clone, Debug, PartialEq)]
pub struct Planner {
    /// How accounts enter.
    pub pace: Pace,
    /// The outcome without the play: the share retained, or the number's standard deviation.
    pub base: f64,
    /// What it takes to see effects of some sizes.
    pub effects: Vec<PlannedEffect>,
    /// The smallest effect that the accounts of a year at this pace would show in four of five cases.
    pub in_a_year: Option<f64>,
}

/// How accounts entered in the last half year.
pub(super) fn pace(entries: &[Entry], hold_out: f64, today: Day) -> Pace {
    let recent = entries.iter().filter(|entry| today - entry.entered < LOOK_BACK).count();
    let days = entries.first().map_or(LOOK_BACK, |entry| (today - entry.entered + 1).clamp(7, LOOK_BACK));
    Pace { per_week: recent as f64 * 7.0 / f64::from(days), held_out: hold_out }
}

/// What can be shown from a base; `None` where nobody is held out, nobody enters, or the base says nothing.
pub(super) fn plan(terms: &Terms, pace: Pace, base: f64, variance_left: f64) -> Option<Planner> {
    let outcome = match terms.outcome {
        Outcome::Share => Base::Share(base),
        Outcome::Number => Base::Number { deviation: base, variance_left: variance_left.min(1.0) },
    };
    let Pace { per_week, held_out } = pace;
    let expected = Expected { outcome, held_out, per_week, horizon: terms.horizon, alpha: terms.alpha, power: 0.8 };
    let sizes = match terms.outcome {
        Outcome::Share => EFFECTS,
        Outcome::Number => OF_NUMBERS.map(|size| size * base),
    };
    // Where 95 % stay anyhow there is no room for ten points.
    let room = |effect: &f64| terms.outcome == Outcome::Number || base + effect < 1.0;
    let sizes = sizes.into_iter().filter(room);
    let effects: Vec<PlannedEffect> =
        sizes.map(|effect| PlannedEffect { effect, plan: expected.plan(effect) }).collect();
    let known = effects.iter().any(|one| one.plan.is_some());
    let in_a_year = expected.smallest_effect((per_week * 52.0) as u32);
    known.then_some(Planner { pace, base, effects, in_a_year })
}
