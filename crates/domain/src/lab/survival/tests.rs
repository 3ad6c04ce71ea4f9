use super::*;
use crate::lab::Lack;
use crate::lab::testing::{Csv, close, dataset};
use proptest::prelude::*;

fn lifetimes(times: &[f64], ended: &[bool]) -> Vec<Lifetime> {
    times.iter().zip(ended).map(|(time, ended)| Lifetime { time: *time, ended: *ended }).collect()
}

/// Weeks of remission with and without 6-MP, with 0 for those that were seen last (E. Gehan 1965; Klein & Moeschberger
/// 2003, Table 1.1).
fn gehan() -> [Vec<Lifetime>; 2] {
    let with = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35].map(f64::from);
    let ended = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0].map(|ended| ended == 1);
    let without = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map(f64::from);
    [lifetimes(&with, &ended), lifetimes(&without, &[true; 21])]
}

#[test]
fn a_published_example_comes_out_with_its_intervals() {
    let [with, without] = gehan();
    let found = curve(&with);
    // lifelines 0.30.3, KaplanMeierFitter; the shares stand in Klein & Moeschberger, Table 4.1, too.
    for (week, share, low, high) in [
        (6.0, 0.857_143, 0.619_718, 0.951_552),
        (10.0, 0.752_941, 0.503_200, 0.889_362),
        (16.0, 0.627_451, 0.367_511, 0.804_912),
        (23.0, 0.448_179, 0.188_052, 0.680_143),
    ] {
        let step = found.at(week).expect("a step");
        close(step.survival, share, 1e-6);
        let interval = step.interval.expect("an interval");
        close(interval.low, low, 1e-6);
        close(interval.high, high, 1e-6);
    }
    // Klein & Moeschberger, Table 4.1: standard errors.
    close(found.at(6.0).expect("a step").error, 0.0764, 5e-5);
    close(found.at(23.0).expect("a step").error, 0.1346, 5e-5);
    assert_eq!((found.median(), curve(&without).median()), (Some(23.0), Some(8.0)));
    assert_eq!(found.survival(36.0), None, "nobody was seen for so long");
    let lines = found.at_risk(&[0.0, 6.0, 8.0, 35.0, 40.0]);
    let counts: Vec<_> = lines.iter().map(|line| (line.at_risk, line.ended, line.censored)).collect();
    assert_eq!(counts, [(21, 0, 0), (21, 3, 1), (16, 4, 1), (1, 9, 12), (0, 9, 12)]);
    // lifelines 0.30.3, logrank_test: 16.79 is the published figure as well.
    let test = log_rank(&[with, without]).expect("two groups");
    close(test.chi2, 16.792_940_989_216_547, 1e-9);
    close(test.p, 4.168_809_109_334_511e-5, 1e-12);
}

#[test]
fn what_cannot_be_tested_says_why() {
    let [with, _] = gehan();
    assert_eq!(log_rank(std::slice::from_ref(&with)), Err(Lack::Rows { have: 1, need: 2 }));
    assert_eq!(log_rank(&[with.clone(), Vec::new()]), Err(Lack::Rows { have: 1, need: 2 }));
    let late = lifetimes(&[0.5; 12], &[false; 12]);
    assert_eq!(log_rank(&[with[..4].to_vec(), late.clone()]), Err(Lack::Events { have: 3, need: 10 }));
    let ends = lifetimes(&[1.0; 12], &[true; 12]);
    assert_eq!(log_rank(&[ends, late]), Err(Lack::NoSpread));
    assert_eq!(curve(&[]).survival(1.0), None);
}

fn by<'a>(file: &'a Csv, name: &str, lifetimes: &[Lifetime]) -> Vec<(&'a str, Vec<Lifetime>)> {
    let mut groups: Vec<(&str, Vec<Lifetime>)> = Vec::new();
    for (name, lifetime) in file.column(name).into_iter().zip(lifetimes) {
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push(*lifetime),
            None => groups.push((name, vec![*lifetime])),
        }
    }
    groups.sort_by_key(|(name, _)| *name);
    groups
}

#[test]
fn telco_curves_are_those_of_lifelines() {
    let Some(file) = dataset("telco_ibm/Telco-Customer-Churn.csv") else { return };
    let churned: Vec<bool> = file.column("Churn").iter().map(|churn| *churn == "Yes").collect();
    let all = lifetimes(&file.numbers("tenure"), &churned);
    let found = curve(&all);
    // Values of the data set's note, from lifelines.
    for (month, share) in [
        (1.0, 0.9460),
        (6.0, 0.8848),
        (12.0, 0.8432),
        (24.0, 0.7887),
        (36.0, 0.7485),
        (48.0, 0.7088),
        (60.0, 0.6644),
        (72.0, 0.5928),
    ] {
        close(found.survival(month).expect("seen"), share, 5e-5);
    }
    assert_eq!(found.median(), None);
    // lifelines 0.30.3, confidence_interval_.
    let year = found.at(12.0).and_then(|step| step.interval).expect("an interval");
    close(year.low, 0.834_168_685_811_462, 1e-9);
    close(year.high, 0.851_783_320_693_124, 1e-9);
    let contracts = by(&file, "Contract", &all);
    let expected = [(0.7031, 0.2972, Some(35.0)), (0.9908, 0.8318, None), (1.0, 0.9862, None)];
    for ((_, group), (year, five, median)) in contracts.iter().zip(expected) {
        let found = curve(group);
        close(found.survival(12.0).expect("seen"), year, 5e-5);
        close(found.survival(60.0).expect("seen"), five, 5e-5);
        assert_eq!(found.median(), median);
    }
    let groups: Vec<_> = contracts.into_iter().map(|(_, group)| group).collect();
    let test = log_rank(&groups).expect("three groups");
    close(test.chi2, 2352.87, 0.005);
    assert_eq!(test.degrees, 2);
    // The published subset: month to month, with internet.
    let (contract, net) = (file.column("Contract"), file.column("InternetService"));
    let chosen = (0..all.len()).filter(|at| contract[*at] == "Month-to-month" && net[*at] != "No");
    let subset: Vec<_> = chosen.map(|at| all[at]).collect();
    let found = curve(&subset);
    assert_eq!((found.accounts, subset.iter().filter(|one| one.ended).count()), (3351, 1556));
    for (month, share) in [(6.0, 0.7803), (12.0, 0.6950), (24.0, 0.5753), (48.0, 0.3872), (60.0, 0.2890)] {
        close(found.survival(month).expect("seen"), share, 5e-5);
    }
    assert_eq!(found.median(), Some(34.0));
}

#[test]
fn pysurvival_curve_is_that_of_its_note() {
    let Some(file) = dataset("pysurvival_churn/churn.csv") else { return };
    let ended: Vec<bool> = file.numbers("churned").iter().map(|churned| *churned == 1.0).collect();
    let found = curve(&lifetimes(&file.numbers("months_active"), &ended));
    for (month, share) in [(1.0, 0.9285), (2.0, 0.7810), (3.0, 0.6133), (6.0, 0.4778), (9.0, 0.4122), (12.0, 0.2436)] {
        close(found.survival(month).expect("seen"), share, 5e-5);
    }
    assert_eq!(found.median(), Some(6.0));
}

#[test]
fn waltons_medians_and_test_are_those_of_lifelines() {
    let Some(file) = dataset("lifelines/waltons.csv") else { return };
    let ended: Vec<bool> = file.numbers("E").iter().map(|ended| *ended == 1.0).collect();
    let all = lifetimes(&file.numbers("T"), &ended);
    let found = curve(&all);
    // lifelines 0.30.3: median_survival_times(confidence_interval_) is 53, 58.
    assert_eq!((found.median(), found.median_interval()), (Some(56.0), (Some(53.0), Some(58.0))));
    let low = found.at(60.0).and_then(|step| step.interval).expect("an interval").low;
    close(low, 0.241_659_493_551_395, 1e-9);
    let groups: Vec<_> = by(&file, "group", &all).into_iter().map(|(_, group)| group).collect();
    let medians: Vec<_> = groups.iter().map(|group| curve(group).median()).collect();
    assert_eq!(medians, [Some(58.0), Some(26.0)]);
    close(log_rank(&groups).expect("two groups").chi2, 122.249_125_573_006_15, 1e-8);
}

proptest! {
    #[test]
    fn without_accounts_out_of_sight_the_curve_is_the_share_that_is_left(times in prop::collection::vec(0u8..20, 1..60)) {
        let all: Vec<_> = times.iter().map(|time| Lifetime { time: f64::from(*time), ended: true }).collect();
        let found = curve(&all);
        for time in 0..20u8 {
            let left = times.iter().filter(|own| **own > time).count() as f64 / times.len() as f64;
            prop_assert!((found.survival(f64::from(time)).unwrap_or(f64::NAN) - left).abs() < 1e-12);
        }
    }

    #[test]
    fn the_test_does_not_ask_in_which_order_groups_come(
        rows in prop::collection::vec((1u8..9, prop::bool::weighted(0.8), 0usize..3), 40..80),
    ) {
        let mut groups = vec![Vec::new(); 3];
        for (time, ended, at) in rows {
            groups[at].push(Lifetime { time: f64::from(time), ended });
        }
        let one = log_rank(&groups);
        groups.rotate_left(1);
        if let (Ok(one), Ok(two)) = (one, log_rank(&groups)) {
            prop_assert!((one.chi2 - two.chi2).abs() < 1e-8 && one.chi2 >= -1e-12);
        }
    }
}
