use super::*;
use crate::lab::estimate::Interval;
use crate::lab::learned::{Examples, Period, Platt};
use crate::lab::testing::{Dice, look};

fn learned(gaps: bool) -> (Vec<Vec<f64>>, Calibrated<Logistic>) {
    let mut dice = Dice::new(9);
    let first: Vec<f64> = (0..900).map(|_| 40.0 + 12.0 * dice.normal()).collect();
    let second = (0..900).map(|at| if gaps && at % 5 == 0 { f64::NAN } else { 3.0 + dice.normal() }).collect();
    let columns = vec![first, vec![7.0; 900], second];
    let events: Vec<bool> = columns[0]
        .iter()
        .zip(&columns[2])
        .map(|(a, b)| dice.share() < if *a < 38.0 || b.is_nan() { 0.5 } else { 0.2 })
        .collect();
    let formula = Logistic::fit(Examples { columns: &columns, events: &events }, 1.0).expect("enough");
    (columns, Calibrated { formula, platt: Some(Platt { slope: 0.8, shift: -1.1 }) })
}

fn slices() -> Slices {
    let period = |from, to| Period { from: Day(from), to: Day(to) };
    Slices { train: period(0, 100), calibrate: period(200, 300), validate: period(400, 500) }
}

const WINDOW: Window = Window { horizon: 90, known_until: Day(600) };

#[test]
fn the_kept_formula_says_what_the_learned_one_says() {
    for gaps in [false, true] {
        let (columns, calibrated) = learned(gaps);
        // The columns were the metrics 4, 2 and 7.
        let risk = calibrated.as_risk(Outcome::Churn, WINDOW, &slices(), &[4, 2, 7]).expect("calibrated");
        assert_eq!((risk.horizon, risk.learned_until), (90, Day(390)));
        assert_eq!(risk.terms.iter().map(|term| term.metric).collect::<Vec<_>>(), [4, 7], "a constant has no term");
        let mut said = 0;
        let rows = columns[0].iter().zip(&columns[1]).zip(&columns[2]).take(900);
        for values in rows.map(|((first, second), third)| [*first, *second, *third]) {
            let wanted = 100.0 * calibrated.platt.expect("calibrated").risk(calibrated.formula.odds(&values));
            let found =
                risk.per_cent(|metric| values[[4, 2, 7].iter().position(|at| *at == metric).expect("a column")]);
            if !found.is_nan() {
                said += 1;
                assert!((found - wanted).abs() < 0.05, "{found} and not {wanted}");
            }
        }
        assert!(said >= 720);
    }
    let (_, calibrated) = learned(true);
    let bare = Calibrated { platt: None, ..calibrated };
    assert_eq!(bare.as_risk(Outcome::Churn, WINDOW, &slices(), &[4, 2, 7]), None);
}

#[test]
fn a_newer_formula_is_judged_only_on_days_that_neither_learned_from() {
    let mut dice = Dice::new(3);
    let looks: Vec<Look> =
        (0..600).map(|n| look(n % 200, [300, 400, 500][n as usize / 200], (n % 4 == 0).then_some(510))).collect();
    let events = |at: usize| looks[at].fate(WINDOW) == Fate::Event;
    // The older one knew the answer on day 300 and is a coin later; the newer one tells a little always.
    let old: Vec<f64> = (0..600)
        .map(|at| if at < 200 { f64::from(u8::from(looks[at].outcome.is_some())) } else { dice.share() })
        .collect();
    let new: Vec<f64> = (0..600).map(|at| dice.share() + f64::from(u8::from(looks[at].outcome.is_some()))).collect();
    let (by, rows) = better_by(&looks, WINDOW, Day(390), &new, &old).expect("enough");
    assert_eq!(rows, 400);
    assert!(by.interval.low > 0.2 && may_replace(&by), "{by:?}");
    let (back, _) = better_by(&looks, WINDOW, Day(390), &old, &new).expect("enough");
    assert!(!may_replace(&back));
    assert!((200..600).any(events));
    assert!(better_by(&looks, WINDOW, Day(500), &new, &old).is_err(), "without days of neither nothing is said");
}

#[test]
fn a_formula_that_is_surely_or_much_worse_takes_no_place() {
    let by = |value: f64, low: f64, high: f64| Estimate { value, interval: Interval { low, high } };
    assert!(may_replace(&by(0.0, -0.05, 0.05)));
    assert!(may_replace(&by(-0.01, -0.05, 0.03)));
    assert!(!may_replace(&by(-0.03, -0.09, 0.03)), "three pairs in a hundred are too many");
    assert!(!may_replace(&by(-0.01, -0.015, -0.005)), "a little worse, but surely");
}

#[test]
fn with_few_outcomes_only_the_level_is_calibrated() {
    let mut dice = Dice::new(11);
    let odds: Vec<f64> = (0..700).map(|_| dice.normal() * 2.0 - 1.0).collect();
    let events: Vec<bool> = (0..700).map(|at| at % 50 == 0).collect();
    assert!(Platt::fit(&odds, &events).is_err(), "14 outcomes carry no slope");
    let platt = Platt::in_the_large(&odds, &events).expect("14 carry a level");
    let mean = odds.iter().map(|odds| platt.risk(*odds)).sum::<f64>() / 700.0;
    assert!((mean - 0.02).abs() < 1e-9 && (platt.slope - 1.0).abs() < f64::EPSILON, "{platt:?}");
    let nine: Vec<bool> = (0..700).map(|at| at < 9).collect();
    assert!(Platt::in_the_large(&odds, &nine).is_err());
}
