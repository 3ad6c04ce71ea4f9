use super::*;
use crate::lab::testing::{Dice, close};

const DAYS: usize = 200;

/// Accounts from day 0; every tenth leaves on day 150. `value` gives a day's value from the dice, the days to the outcome
/// (`None` for stayers) and the account's own level.
fn accounts(seed: u64, value: impl Fn(&mut Dice, Option<i32>, f64) -> f64) -> Vec<(Option<Day>, Vec<f64>)> {
    let mut dice = Dice::new(seed);
    let one = |at: usize| {
        let (leaves, level) = (at.is_multiple_of(10).then_some(Day(150)), dice.share());
        let values = (0..DAYS as i32).map(|day| value(&mut dice, leaves.map(|leaves| leaves.0 - day), level));
        (leaves, values.collect())
    };
    (0..300).map(one).collect()
}

fn ask(accounts: &[(Option<Day>, Vec<f64>)]) -> Answer<Leakage> {
    let paths = accounts.iter().map(|(outcome, values)| Path { outcome: *outcome, first: Day(0), values });
    leakage(&paths.collect::<Vec<_>>())
}

fn judge(accounts: &[(Option<Day>, Vec<f64>)]) -> Leakage {
    ask(accounts).expect("enough accounts")
}

#[test]
fn visits_to_the_cancellation_page_leak() {
    // Two of three leavers open it, three days before; no stayer ever does.
    let found = judge(&accounts(1, |_, to, level| f64::from(u8::from(level < 0.67 && to.is_some_and(|to| to <= 3)))));
    assert!(found.leaks);
    assert_eq!((found.mark, found.leavers, found.others_marked, found.lead), (Mark::AtLeast(1.0), 30, 0, Some(3.0)));
    assert!((15..=25).contains(&found.leavers_marked) && found.chance < 1e-9);
}

#[test]
fn what_comes_only_after_the_outcome_leaks_with_a_negative_lead() {
    let found = judge(&accounts(2, |_, to, _| if to.is_some_and(|to| to <= -2) { 0.0 } else { 5.0 }));
    assert!(found.leaks);
    assert_eq!((found.mark, found.lead, found.leavers_marked), (Mark::AtMost(0.0), Some(-2.0), 30));
}

#[test]
fn a_sign_that_comes_weeks_before_does_not_leak() {
    let found = judge(&accounts(3, |_, to, _| f64::from(u8::from(to.is_some_and(|to| to <= 45)))));
    assert!(!found.leaks);
    assert_eq!((found.leavers_marked, found.others_marked, found.lead), (30, 0, Some(45.0)));
}

#[test]
fn a_late_sign_that_stayers_show_as_well_does_not_leak() {
    let found = judge(&accounts(4, |_, to, level| f64::from(u8::from(to.map_or(level < 0.1, |to| to <= 3)))));
    assert!(!found.leaks && found.others_marked >= 10);
}

#[test]
fn noise_does_not_leak_however_often_it_is_looked_at() {
    let noise = |seed| accounts(seed, |dice, _, level| dice.normal() + level);
    let leaks = (10..70).filter(|seed| ask(&noise(*seed)).is_ok_and(|found| found.leaks)).count();
    assert_eq!(leaks, 0);
}

#[test]
fn the_chance_is_fishers_and_few_accounts_get_no_answer() {
    // scipy 1.17.1: fisher_exact([[8, 1], [12, 179]], alternative="greater").pvalue
    let cut = Cut { from: 0.0, leavers: 8, others: 1, apart: 0.0, tried: 1 };
    close(chance(cut, 20, 180), 1.943311265700679e-08, 1e-15);
    let none = [f64::NAN; 5];
    let path = |outcome| Path { outcome, first: Day(0), values: &[1.0] };
    let mut paths = vec![path(None); 20];
    paths.extend(vec![path(Some(Day(3))); 9]);
    paths.extend(vec![Path { values: &none, ..path(Some(Day(3))) }; 9]);
    assert_eq!(leakage(&paths), Err(Lack::Events { have: 9, need: 10 }));
    paths.push(path(Some(Day(3))));
    assert_eq!(leakage(&paths), Err(Lack::NoSpread));
}
