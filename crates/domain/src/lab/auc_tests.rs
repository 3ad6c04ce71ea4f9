use super::*;
use crate::lab::testing::{Dice, close};
use proptest::prelude::*;

/// Sixty looks with ties; every third has the outcome.
fn example() -> (Vec<f64>, Vec<f64>, Vec<bool>) {
    let bonus = |i: i32, worth: f64| if i % 3 == 0 { worth } else { 0.0 };
    let one = (0..60).map(|i| (f64::from(i * 37 % 101) / 10.0 + bonus(i, 2.0)).round_ties_even()).collect();
    let two = (0..60).map(|i| f64::from(i * 53 % 97) / 10.0 + bonus(i, 1.0)).collect();
    (one, two, (0..60).map(|i| i % 3 == 0).collect())
}

#[test]
fn area_and_error_are_those_of_scikit_learn_and_of_delongs_equations() {
    let (one, two, events) = example();
    let accounts: Vec<u32> = (0..60).collect();
    let scored = Scored { scores: &one, events: &events, accounts: &accounts };
    let found = auc(scored).expect("enough");
    // scikit-learn 1.9.1 roc_auc_score; errors from the matrices of structural components in numpy 2.4.6, DeLong eq. 5–7.
    close(found.value, 0.679375, 1e-12);
    close(found.error, 0.072_607_250_293_680_56, 1e-12);
    close(found.p(), 0.013_489, 1e-4);
    let other = auc(Scored { scores: &two, ..scored }).expect("enough");
    close(other.value, 0.61, 1e-12);
    close(other.error, 0.078_296_024_006_131_28, 1e-12);
    let (apart, p) = difference(scored, &two).expect("paired");
    close(apart.value, 0.069_375, 1e-12);
    close((apart.interval.high - apart.interval.low) / 2.0 / Z, 0.099_779_620_736_087_76, 1e-12);
    close(p, 0.486_878_430_795_250_6, 1e-9);
}

#[test]
fn with_accounts_that_repeat_the_error_is_obuchowskis() {
    let (one, two, events) = example();
    let accounts: Vec<u32> = (0..60).map(|i| i / 4).collect();
    let scored = Scored { scores: &one, events: &events, accounts: &accounts };
    // Her equations written out in numpy 2.4.6 with loops over clusters.
    close(auc(scored).expect("enough").error, 0.099_648_626_720_084_12, 1e-12);
    close(auc(Scored { scores: &two, ..scored }).expect("enough").error, 0.057_207_622_338_036_63, 1e-12);
    let (apart, _) = difference(scored, &two).expect("paired");
    close((apart.interval.high - apart.interval.low) / 2.0 / Z, 0.117_948_633_129_844_54, 1e-12);
}

#[test]
fn too_few_accounts_have_no_auc_however_often_they_come() {
    let scores: Vec<f64> = (0..90).map(|at| f64::from(at * 31 % 90)).collect();
    let events: Vec<bool> = (0..90).map(|at| at % 2 == 0).collect();
    let nine: Vec<u32> = (0..90).map(|at| at % 9).collect();
    let scored = Scored { scores: &scores, events: &events, accounts: &nine };
    assert_eq!(auc(scored), Err(Lack::Events { have: 9, need: 10 }));
    let flat = vec![1.0; 90];
    let alone: Vec<u32> = (0..90).collect();
    assert_eq!(auc(Scored { scores: &flat, events: &events, accounts: &alone }), Err(Lack::NoSpread));
}

/// Accounts with four months each; the outcome and the scores of an account's months go together.
fn months(dice: &mut Dice, accounts: usize, apart: f64) -> (Vec<f64>, Vec<f64>, Vec<bool>, Vec<u32>) {
    let mut rows = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for account in 0..accounts {
        let (leaves, own, own_other) = (account % 3 == 0, dice.normal(), dice.normal());
        for month in 0..4 {
            let event = leaves && month >= 2;
            let shift = if event { apart } else { 0.0 };
            rows.0.push(shift + (own + dice.normal()) / 2f64.sqrt());
            rows.1.push(shift + (own_other + dice.normal()) / 2f64.sqrt());
            rows.2.push(event);
            rows.3.push(account as u32);
        }
    }
    rows
}

#[test]
fn intervals_cover_what_is_true_19_times_in_20_though_months_of_an_account_are_alike() {
    let (mut dice, mut robust, mut plain, mut paired) = (Dice::new(1), 0, 0, 0);
    // Normal with distance d: AUC = Φ(d/√2). 1.163_087 gives 0.794_5.
    let truth = 1.0 - two_sided(1.163_087 / 2f64.sqrt()) / 2.0;
    for _ in 0..400 {
        let (scores, other, events, accounts) = months(&mut dice, 60, 1.163_087);
        let alone: Vec<u32> = (0..accounts.len() as u32).collect();
        let scored = Scored { scores: &scores, events: &events, accounts: &accounts };
        robust += u32::from(auc(scored).expect("enough").interval.holds(truth));
        plain += u32::from(auc(Scored { accounts: &alone, ..scored }).expect("enough").interval.holds(truth));
        paired += u32::from(difference(scored, &other).expect("paired").0.interval.holds(0.0));
    }
    assert!((368..=394).contains(&robust), "{robust} of 400 cover");
    assert!((368..=394).contains(&paired), "{paired} of 400 differences cover");
    assert!(plain < robust, "{plain} of 400 cover where months pass for accounts, {robust} with clusters");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_area_is_the_share_of_pairs_in_order(rows in prop::collection::vec((0u8..9, any::<bool>()), 2..60)) {
        let scores: Vec<f64> = rows.iter().map(|(score, _)| f64::from(*score)).collect();
        let events: Vec<bool> = rows.iter().map(|(_, event)| *event).collect();
        let accounts: Vec<u32> = (0..rows.len() as u32).collect();
        let (mut right, mut pairs) = (0.0, 0.0);
        for (one, hit) in rows.iter().filter(|(_, event)| *event) {
            for (two, _) in rows.iter().filter(|(_, event)| !event) {
                right += if one > two { 1.0 } else if one == two { 0.5 } else { 0.0 };
                pairs += f64::from(u8::from(*hit));
            }
        }
        match area(Scored { scores: &scores, events: &events, accounts: &accounts }) {
            Some(found) => prop_assert!((found - right / pairs).abs() < 1e-12),
            None => prop_assert_eq!(pairs, 0.0),
        }
    }

    #[test]
    fn scores_that_order_alike_do_not_differ(scores in prop::collection::vec(0.0..9.0f64, 60), share in 0.2..0.5f64) {
        let events: Vec<bool> = (0..60).map(|at| f64::from(at % 10) < share * 10.0).collect();
        let accounts: Vec<u32> = (0..60).map(|at| at / 2).collect();
        let other: Vec<f64> = scores.iter().map(|score| score.exp()).collect();
        let (apart, p) = difference(Scored { scores: &scores, events: &events, accounts: &accounts }, &other).expect("enough");
        prop_assert_eq!((apart.value, apart.interval.low, apart.interval.high, p), (0.0, 0.0, 0.0, 1.0));
    }
}
