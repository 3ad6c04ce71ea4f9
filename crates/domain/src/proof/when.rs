//! When there will be enough to say something, if accounts go on entering as they do.

use super::units::{FEWEST, NotEnough, Terms, Unit};
use banso_kernel::Day;

/// How accounts enter a play.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Accounts a week, both arms together.
    pub per_week: f64,
    /// The share of them that is held out.
    pub held_out: f64,
}

/// The day on which what lacks today may be there; `None` where nothing that happens by itself brings it: no hold-out,
/// nobody enters any more, no account had the rarer outcome yet, or all outcomes are alike. A forecast, no promise.
#[must_use]
pub fn expected_on(units: &[Unit], today: Day, terms: &Terms, why: NotEnough, pace: Pace) -> Option<Day> {
    let due = |unit: &Unit| unit.entered + i32::from(terms.horizon);
    let coming = |wanted: u32, of: &dyn Fn(&Unit) -> bool, share: f64| -> Option<Day> {
        let mut days: Vec<Day> = units.iter().filter(|unit| of(unit)).map(due).collect();
        days.sort_unstable();
        let wanted = wanted.max(1) as usize;
        if let Some(day) = days.get(wanted - 1) {
            return Some(*day);
        }
        let a_day = pace.per_week / 7.0 * share;
        let wait = (wanted - days.len()) as f64 / a_day + f64::from(terms.horizon);
        (wait.is_finite() && wait < 36_525.0).then(|| today + wait.ceil() as i32)
    };
    let day = match why {
        NotEnough::NoHoldOut | NotEnough::NoTreated | NotEnough::NoSpread => None,
        NotEnough::HorizonNotOver { .. } | NotEnough::TooFew { .. } => {
            let treated = coming(FEWEST, &|unit| unit.treated, 1.0 - pace.held_out)?;
            let held_out = coming(FEWEST, &|unit| !unit.treated, pace.held_out)?;
            Some(treated.max(held_out))
        }
        NotEnough::TooFewOfAKind { known: 0, .. } => None,
        NotEnough::TooFewOfAKind { known, needed } => {
            let seen = units.iter().filter(|unit| due(unit) <= today && unit.outcome.is_some()).count() as f64;
            let wanted = (seen * f64::from(needed) / f64::from(known)).ceil();
            coming(wanted.min(1e6) as u32, &|_| true, 1.0)
        }
    };
    day.map(|day| day.max(today + 1))
}
