//! Against scipy 1.17.1 and statsmodels 0.15.0 (calls beside the values), and by property.

use super::chance::Chance;
use super::matched::{Peer, TooFewMatches, compare};
use super::planner::{Base, Expected, Need};
use super::simulate::{Effect, Scenario, World, simulate};
use super::worth::{Work, worth, worth_of_amount};
use super::*;
use banso_kernel::Day;
use proptest::prelude::*;

fn near(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{a} is not {b}");
}

fn unit(treated: bool, outcome: f64, before: f64) -> Unit {
    Unit { entered: Day(100), treated, outcome: Some(outcome), before }
}

/// Retained and all, treated; the same, held out.
fn shares(treated: (u32, u32), held_out: (u32, u32)) -> Vec<Unit> {
    let arm =
        |is: bool, (ones, n): (u32, u32)| (0..n).map(move |at| unit(is, f64::from(u8::from(at < ones)), f64::NAN));
    arm(true, treated).chain(arm(false, held_out)).collect()
}

/// Sixty treated accounts, forty held out, with a covariate that says something.
fn numbers(with_covariate: bool) -> Vec<Unit> {
    let number = |step: u32, modulus: u32, at: u32| f64::from(at * step % modulus) / 10.0;
    let before = |noise: f64, y: f64| if with_covariate { noise + 0.6 * y } else { f64::NAN };
    let treated = (0..60).map(|at| {
        let y = number(37, 101, at);
        unit(true, y, before(number(29, 97, at), y))
    });
    let held_out = (0..40).map(|at| {
        let y = number(53, 89, at) + 0.5;
        unit(false, y, before(number(31, 83, at), y))
    });
    treated.chain(held_out).collect()
}

const LATER: Day = Day(1000);

fn terms(outcome: Outcome) -> Terms {
    Terms::new(outcome, 90)
}

#[test]
fn the_margin_is_that_of_the_authors_formula() {
    // scipy.special.lambertw in `best_rho2_exact` and `std_conjmix_margin` of drconfseq (R/asymptotic_confseq.R).
    near(best_rho2(500.0, 0.05), 0.016_418_327_152_702_21);
    near(best_rho2(100.0, 0.05), 0.082_091_635_763_511_04);
    near(best_rho2(1000.0, 0.01), 0.011_756_262_716_430_104);
    let rho2 = best_rho2(500.0, 0.05);
    near(margin(60.0, rho2, 0.05), 0.473_555_064_681_880_2);
    near(margin(500.0, rho2, 0.05), 0.135_734_801_094_458_76);
    near(margin(2000.0, rho2, 0.05), 0.070_009_700_139_297_43);
}

#[test]
fn shares_have_newcombes_interval_for_one_look() {
    // statsmodels.stats.proportion.confint_proportions_2indep(452, 500, 85, 100, method="newcomb", compare="diff")
    let proof = prove(&shares((452, 500), (85, 100)), LATER, &terms(Outcome::Share)).expect("enough");
    near(proof.uplift, 0.904 - 0.85);
    near(proof.once.low, -0.009_893_852_206_355_969);
    near(proof.once.high, 0.139_923_133_315_462_52);
    // confint_proportions_2indep(56, 70, 48, 80, method="newcomb", compare="diff")
    let proof = prove(&shares((56, 70), (48, 80)), LATER, &terms(Outcome::Share)).expect("enough");
    near(proof.once.low, 0.052_431_472_402_364_98);
    near(proof.once.high, 0.333_872_654_036_906_1);
    assert!(proof.always.low < proof.once.low && proof.always.high > proof.once.high, "daily looks cost width");
    assert!(!proof.is_shown(), "one look would have been enough, daily looks are not");
}

#[test]
fn numbers_have_welchs_interval_for_one_look() {
    let proof = prove(&numbers(false), LATER, &terms(Outcome::Number)).expect("enough");
    // scipy.stats.ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
    near(proof.uplift, 0.114_166_666_666_665_86);
    near(proof.once.low, -1.001_899_320_523_370_2);
    near(proof.once.high, 1.230_232_653_856_701_9);
    // sqrt(100 * (var(a, ddof=1) / 60 + var(b, ddof=1) / 40)) times the margin at 100 accounts.
    near(proof.always.margin(), 1.880_394_330_305_990_7);
    assert_eq!((proof.plain, proof.variance_left), (proof.uplift, 1.0));
}

#[test]
fn a_covariate_adjusts_as_a_common_slope_does() {
    let proof = prove(&numbers(true), LATER, &terms(Outcome::Number)).expect("enough");
    // statsmodels.api.OLS(y, [1, treated, x]).fit().params[1]; variance of y − slope · x per arm, times 98 / 97.
    assert!((proof.uplift - -0.248_003_35).abs() < 1e-7, "{proof:?}");
    near(proof.variance_left, 0.680_525_534_835_011_8);
    near(proof.plain, 0.114_166_666_666_665_86);
}

#[test]
fn what_is_not_enough_says_why() {
    let share = terms(Outcome::Share);
    let all = |treated: bool| vec![unit(treated, 1.0, f64::NAN); 100];
    assert_eq!(prove(&[], LATER, &share), Err(NotEnough::NoTreated));
    assert_eq!(prove(&all(true), LATER, &share), Err(NotEnough::NoHoldOut));
    assert_eq!(prove(&all(false), LATER, &share), Err(NotEnough::NoTreated));
    let units = shares((90, 100), (80, 100));
    assert_eq!(prove(&units, Day(189), &share), Err(NotEnough::HorizonNotOver { first: Day(190) }));
    assert!(prove(&units, Day(190), &share).is_ok());
    let few = prove(&shares((80, 100), (20, 29)), LATER, &share);
    assert_eq!(few, Err(NotEnough::TooFew { treated: 100, held_out: 29 }));
    let few_lost = prove(&shares((388, 400), (97, 100)), LATER, &share);
    assert_eq!(few_lost, Err(NotEnough::TooFewOfAKind { known: 15, needed: 25 }));
    let none_lost = prove(&shares((400, 400), (75, 100)), LATER, &share).expect("enough");
    assert!(none_lost.is_shown(), "a play that loses nobody is judged too");
    let flat: Vec<Unit> = (0..80).map(|at| unit(at < 40, 3.5, f64::NAN)).collect();
    assert_eq!(prove(&flat, LATER, &terms(Outcome::Number)), Err(NotEnough::NoSpread));
}

#[test]
fn what_is_not_known_yet_changes_nothing() {
    let mut units = shares((90, 100), (80, 100));
    let before = prove(&units, Day(190), &terms(Outcome::Share)).expect("enough");
    units.push(Unit { entered: Day(150), treated: true, outcome: None, before: f64::NAN });
    units.push(Unit { entered: Day(150), treated: true, outcome: Some(0.0), before: f64::NAN });
    let after = prove(&units, Day(190), &terms(Outcome::Share)).expect("enough");
    assert_eq!(after, Proof { waiting: 2, ..before }, "an outcome that came before its horizon waits with the others");
}

#[test]
fn arms_that_the_lot_did_not_draw_are_noticed() {
    let arms = |treated: u32, held_out: u32| shares((0, treated), (0, held_out));
    // scipy.stats.norm.sf: (200 − 160) / √(800 · 0.2 · 0.8) = 3.54, p = 0.00041; 199 of 800: p = 0.00057.
    assert!(is_lopsided(&arms(600, 200), 0.2) && !is_lopsided(&arms(601, 199), 0.2));
    assert!(is_lopsided(&arms(680, 120), 0.2) && !is_lopsided(&arms(679, 121), 0.2), "to the other side too");
    assert!(!is_lopsided(&[], 0.2));
}

fn expected(outcome: Base, held_out: f64) -> Expected {
    Expected { outcome, held_out, per_week: 50.0, horizon: 90, alpha: 0.05, power: 0.8 }
}

#[test]
fn one_look_needs_what_the_textbook_says() {
    // samplesize_proportions_2indep_onetail(diff, base, 0.8, ratio=held_out/treated, alpha=0.05), treated arm:
    // 1355.369 (0.90 → 0.93, 1:1), 3249.451 (the same, 4:1), 905.366 (0.80 → 0.85, 1:1).
    let once = |base, effect, held_out| expected(Base::Share(base), held_out).plan(effect).expect("a plan").once;
    assert_eq!(once(0.90, 0.03, 0.5), Need { accounts: 2711, treated: 1355, held_out: 1356, weeks: 68 });
    assert_eq!(once(0.90, 0.03, 0.2).accounts, (3_249.450_542_771_608_5_f64 * 1.25).ceil() as u32);
    assert_eq!(once(0.80, 0.05, 0.5).accounts, 1811);
    // NormalIndPower().solve_power(0.2, alpha=0.05, power=0.8, ratio): 392.443 and 981.108 treated.
    let number = |held_out, left| {
        expected(Base::Number { deviation: 5.0, variance_left: left }, held_out)
            .plan(1.0)
            .expect("a plan")
            .once
            .accounts
    };
    assert_eq!((number(0.5, 1.0), number(0.2, 1.0)), (785, 1227));
    assert_eq!(number(0.5, 0.5), 393, "a covariate that halves the variance halves the accounts");
}

#[test]
fn what_the_planner_asks_for_finds_the_effect_as_often_as_it_says() {
    let (base, effect) = (0.8, 0.08);
    let plan = expected(Base::Share(base), 0.5).plan(effect).expect("a plan");
    assert!(plan.always.accounts > plan.once.accounts);
    let world = World::Retention(base);
    let accounts = plan.always.accounts;
    let scenario = Scenario { effect: Effect::Constant(effect), accounts, days: 90, horizon: 90, held_out: 0.5, world };
    let found = simulate(&scenario, 400, 3).alarms();
    assert!((0.78..0.92).contains(&found), "{found} of {accounts}");
}

#[test]
fn what_cannot_be_shown_is_said_before_the_play_starts() {
    let play = expected(Base::Share(0.9), 0.2);
    assert_eq!(play.plan(0.0), None);
    assert_eq!(play.plan(0.2), None, "110 % are never retained");
    assert_eq!(expected(Base::Share(0.9), 0.0).plan(0.03), None, "nobody is held out");
    assert_eq!(play.smallest_effect(200), None, "even if all were retained");
    let smallest = play.smallest_effect(2000).expect("an effect");
    assert!((0.03..0.1).contains(&smallest), "{smallest}");
    let plan = play.plan(smallest).expect("a plan");
    assert!((1999..=2000).contains(&plan.always.accounts));
}

/// The generator of the Python script that made the values: s ← 1103515245 s + 12345 mod 2³¹.
fn peers() -> (Vec<Peer>, Vec<Peer>) {
    let mut state = 7u64;
    let mut next = || {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        state as f64 / 2_147_483_648.0
    };
    let mut peer = |shift: f64, effect: f64| {
        let (x, z, e) = (next() * 4.0 + shift, next() * 10.0, next());
        Peer { covariates: vec![x, z], outcome: 2.0 * x + 0.3 * z + e + effect }
    };
    let ours = (0..80).map(|_| peer(0.5, 1.0)).collect();
    (ours, (0..400).map(|_| peer(0.0, 0.0)).collect())
}

#[test]
fn matched_accounts_give_the_effect_on_those_in_the_play() {
    let (mut ours, pool) = peers();
    // scipy.spatial.distance.cdist (Euclidean, with Chebyshev for calipers) and the standard error written out in numpy.
    let matched = compare(&ours, &pool, 0.05).expect("matches");
    assert_eq!((matched.accounts, matched.left_out, matched.peers), (75, 5, 66));
    near(matched.effect, 1.047_698_538_800_080_6);
    near(matched.interval.low, 0.951_267_686_409_549_6);
    near(matched.interval.high, 1.144_129_391_190_611_6);
    assert!((matched.balance[0].before - 0.302_435_38).abs() < 1e-8);
    assert!((matched.balance[0].after - 0.018_341_51).abs() < 1e-8);
    assert!(matched.is_balanced());
    ours.truncate(20);
    assert!(matches!(compare(&ours, &pool, 0.05), Err(TooFewMatches { matched: ..=20, .. })));
    assert_eq!(compare(&[], &[], 0.05), Err(TooFewMatches { matched: 0, peers: 0 }));
}

#[test]
fn intervals_of_matched_accounts_hold_where_covariates_hold_all() {
    let mut chance = Chance::new(5);
    let mut peer = |shift: f64, effect: f64| {
        let (x, z) = (chance.normal() * 0.7 + shift, chance.normal());
        Peer { covariates: vec![x, z], outcome: x + 0.5 * z + 2.0 * chance.normal() + effect }
    };
    let (mut held, mut naive) = (0, 0);
    for _ in 0..400 {
        let ours: Vec<Peer> = (0..100).map(|_| peer(0.6, 0.5)).collect();
        let pool: Vec<Peer> = (0..400).map(|_| peer(0.0, 0.0)).collect();
        let matched = compare(&ours, &pool, 0.05).expect("matches");
        held += u32::from(matched.interval.holds(0.5));
        let mean = |peers: &[Peer]| peers.iter().map(|peer| peer.outcome).sum::<f64>() / peers.len() as f64;
        naive += u32::from(matched.interval.holds(mean(&ours) - mean(&pool)));
    }
    // Of 400 intervals of 95 %, 370 or more with a chance of 0.99.
    assert!((370..=395).contains(&held), "{held} of 400 hold");
    assert!(naive < 300, "the plain difference is something else: {naive}");
}

#[test]
fn a_return_carries_the_interval_through_and_pays_the_work() {
    let work = Work { minutes: 600.0, hourly: 5_000.0, messages: 100, message: 10.0 };
    let returned = worth(0.03, Interval { low: -0.01, high: 0.07 }, 10_000_000.0, 12.0, &work);
    near(returned.gain, 3_600_000.0);
    near(returned.cost, 51_000.0);
    near(returned.net, 3_549_000.0);
    near(returned.interval.low, -1_251_000.0);
    near(returned.interval.high, 8_349_000.0);
    let amount = worth_of_amount(300.0, Interval { low: 100.0, high: 500.0 }, 1000, 12.0, &work);
    assert_eq!((amount.net, amount.interval.low), (3_549_000.0, 1_149_000.0));
}

proptest! {
    #[test]
    fn the_order_of_accounts_and_the_unit_of_numbers_do_not_matter(
        rows in prop::collection::vec((any::<bool>(), -5.0..5.0f64, prop_oneof![Just(f64::NAN), -3.0..3.0f64], 0i32..40), 150..250),
        by in 0.5..2000.0f64,
    ) {
        let of = |&(treated, y, x, day): &(bool, f64, f64, i32)| {
            Unit { entered: Day(day), treated, outcome: Some(y), before: x }
        };
        let units: Vec<Unit> = rows.iter().map(of).collect();
        let turned: Vec<Unit> = rows.iter().rev().map(of).collect();
        let scaled: Vec<Unit> = units.iter().map(|u| Unit { outcome: u.outcome.map(|y| y * by + 7.0), ..*u }).collect();
        let look = |units: &[Unit]| prove(units, Day(115), &terms(Outcome::Number));
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9 * (1.0 + by);
        match (look(&units), look(&turned), look(&scaled)) {
            (Ok(a), Ok(b), Ok(c)) => {
                prop_assert!(close(a.uplift, b.uplift) && close(a.always.low, b.always.low));
                prop_assert!(close(a.uplift * by, c.uplift) && close(a.always.high * by, c.always.high));
                prop_assert!(a.always.low < a.once.low && a.once.high < a.always.high);
                prop_assert!(a.variance_left < 1.1 && a.always.holds(a.uplift));
            }
            (a, b, c) => prop_assert!(a.is_err() && a == b && a == c, "{a:?}"),
        }
    }

    #[test]
    fn more_is_needed_for_less(base in 0.5..0.9f64, held_out in 0.1..0.9f64, effect in 0.01..0.04f64) {
        let play = expected(Base::Share(base), held_out);
        let (small, large) = (play.plan(effect).expect("a plan"), play.plan(effect * 1.2).expect("a plan"));
        prop_assert!(small.always.accounts >= large.always.accounts && small.once.accounts >= large.once.accounts);
        prop_assert!(small.always.accounts >= small.once.accounts && small.always.weeks >= small.once.weeks);
        prop_assert_eq!(small.always.treated + small.always.held_out, small.always.accounts);
        let shown = play.smallest_effect(small.always.accounts).expect("an effect");
        prop_assert!(shown <= effect * 1.000_001, "{} {}", shown, effect);
    }
}

/// An account enters each day from day 100 on, every fourth is held out.
fn a_daily_entry(days: u32, lost_every: u32) -> Vec<Unit> {
    let unit = |at: u32| Unit {
        entered: Day(100 + at as i32),
        treated: at % 4 != 3,
        outcome: Some(f64::from(u8::from(!at.is_multiple_of(lost_every)))),
        before: f64::NAN,
    };
    (0..days).map(unit).collect()
}

#[test]
fn what_lacks_is_there_about_the_day_that_was_foretold() {
    let terms = Terms::new(Outcome::Share, 30);
    let pace = Pace { per_week: 7.0, held_out: 0.25 };
    let of_a_kind = |why: &NotEnough| matches!(why, NotEnough::TooFewOfAKind { .. });
    for (known, lost_every) in [(20, 4), (60, 10), (115, 4), (160, 40)] {
        let (entered, all) = (a_daily_entry(known, lost_every), a_daily_entry(2_000, lost_every));
        let today = Day(100 + known as i32 - 1);
        let why = prove(&entered, today, &terms).expect_err("not enough");
        let lacks = |day: &Day| prove(&all, *day, &terms).is_err_and(|now| of_a_kind(&now) == of_a_kind(&why));
        let first = (today.0..5_000).map(Day).find(|day| !lacks(day)).expect("enough");
        let day = expected_on(&entered, today, &terms, why, pace).expect("a day");
        // How often the rarer outcome comes is known badly from a few.
        let within = if of_a_kind(&why) { (first - today) / 4 } else { 4 };
        assert!((day - first).abs() <= within, "{why:?}: foretold {day:?}, was {first:?}");
    }
}

#[test]
fn what_does_not_come_by_itself_has_no_day() {
    let terms = Terms::new(Outcome::Share, 30);
    let pace = Pace { per_week: 7.0, held_out: 0.25 };
    let units = a_daily_entry(20, 4);
    let few = NotEnough::TooFew { treated: 0, held_out: 0 };
    assert!(expected_on(&units, Day(119), &terms, few, pace).is_some());
    assert_eq!(expected_on(&units, Day(119), &terms, few, Pace { per_week: 0.0, ..pace }), None);
    assert_eq!(expected_on(&units, Day(119), &terms, NotEnough::NoHoldOut, pace), None);
    let none_lost = NotEnough::TooFewOfAKind { known: 0, needed: 10 };
    assert_eq!(expected_on(&units, Day(119), &terms, none_lost, pace), None);
}
