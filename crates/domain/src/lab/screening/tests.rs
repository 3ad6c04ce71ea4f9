use super::*;
use crate::lab::Lack;
use crate::lab::proportion::wilson;
use crate::lab::testing::{Dice, close, look};
use banso_kernel::Day;
use proptest::prelude::*;

const WINDOW: Window = Window { horizon: 30, known_until: Day(5000) };

#[test]
fn many_looks_are_corrected_for_as_in_statsmodels() {
    let p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
    // statsmodels 0.15.0: multipletests(p, method="fdr_bh")[1]; the p-values are of Benjamini & Hochberg's kind.
    let wanted = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.105_714_285_714_285_72, 0.216, 0.216, 0.216];
    for (found, wanted) in benjamini_hochberg(&p).into_iter().zip(wanted) {
        close(found, wanted, 1e-12);
    }
    let (mut mixed, mut expected) = (p, wanted);
    mixed.reverse();
    expected.reverse();
    for (found, wanted) in benjamini_hochberg(&mixed).into_iter().zip(expected) {
        close(found, wanted, 1e-12);
    }
}

#[test]
fn correlations_and_their_order_are_those_of_scipy() {
    let column = |of: fn(i32) -> i32| (0..20).map(|i| f64::from(of(i))).collect::<Vec<_>>();
    let mut third = column(|i| i * 11 % 20);
    third.iter_mut().zip(0..20).for_each(|(value, i)| *value += f64::from(i * 7 % 20) / 3.0);
    let columns = vec![
        column(|i| i * 7 % 20),
        column(|i| (i * 7 % 20).pow(2) / 15),
        third,
        column(|i| -(i * 11 % 20)),
        column(|i| i * 13 % 17),
    ];
    // An older day, which does not count.
    let mut looks: Vec<_> = (0..20).map(|at| look(at, 1000, None)).collect();
    looks.push(look(20, 900, None));
    let mut table = Table { looks, columns };
    table.columns.iter_mut().for_each(|column| column.push(1e6));
    let found = correlations(&table).expect("enough accounts");
    // scipy 1.17.1: spearmanr, and leaves_list(linkage(1 - abs(rho), "average")), which puts 4 left of (2, 3): the same tree.
    let wanted = [
        (0, 1, 0.995_856_075_599_416_5),
        (0, 2, 0.109_259_865_968_830_7),
        (1, 2, 0.082_285_885_967_306_59),
        (2, 3, -0.958_716_852_092_697_5),
        (1, 4, -0.042_706_166_469_339_495),
        (4, 3, -0.339_480_833_631_280_84),
    ];
    for (one, two, rho) in wanted {
        close(found.matrix[one][two].expect("both"), rho, 1e-12);
        assert_eq!(found.matrix[one][two], found.matrix[two][one]);
    }
    assert_eq!((found.accounts, found.order), (20, vec![0, 1, 2, 3, 4]));
    (0..20).filter(|i| i % 4 == 1).for_each(|i| table.columns[2][i] = f64::NAN);
    // scipy 1.17.1: spearmanr of the fifteen rows that have both.
    let found = correlations(&table).expect("enough accounts").matrix[0][2];
    close(found.expect("both"), 0.235_677_870_715_502_97, 1e-12);
    table.columns[2][..11].fill(f64::NAN);
    assert_eq!(correlations(&table).expect("enough accounts").matrix[0][2], None);
}

/// Twelve months of 300 accounts, of which every sixth leaves. Columns: logins, which fall 75 days before leaving; noise;
/// and tickets, of which there is data for half of the accounts, more from 20 days before leaving on.
fn table(seed: u64) -> Table {
    let mut dice = Dice::new(seed);
    let mut table = Table { looks: Vec::new(), columns: vec![Vec::new(); 3] };
    for account in 0..300 {
        let leaves = (account % 6 == 0).then(|| 1100 + dice.below(250) as i32);
        for month in 0..12 {
            let look = look(account, 1000 + month * 30, leaves);
            let within = |days| leaves.is_some_and(|leaves| leaves - look.as_of.0 <= days);
            let fall = if within(75) { 8.0 } else { 0.0 };
            table.columns[0].push((20.0 + 4.0 * dice.normal() - fall).round());
            table.columns[1].push(dice.normal());
            let tickets = dice.normal() + if within(20) { 2.0 } else { 0.0 };
            table.columns[2].push(if account % 2 == 0 { tickets } else { f64::NAN });
            table.looks.push(look);
        }
    }
    table
}

#[test]
fn what_matters_stands_out_with_when_it_moves_and_where_it_splits() {
    let found = screen(&table(5), WINDOW);
    assert_eq!(found.tested, 3);
    let [logins, noise, tickets] = &found.metrics[..] else { panic!("three metrics") };
    assert!(logins.corrected_p.is_some_and(|p| p < 1e-6) && noise.p.is_ok_and(|p| p > 0.01));
    assert!(logins.corrected_p >= logins.p.ok());
    let at = |metric: &Metric, band: usize| metric.early[band].auc.expect("enough").value;
    assert!(at(logins, 0) < 0.2 && at(logins, 1) < 0.2 && at(logins, 2) < 0.45 && at(logins, 3) > 0.4);
    assert!(at(tickets, 0) > 0.7 && (at(tickets, 1) - 0.5).abs() < 0.15);
    close(tickets.missing, 0.5, 0.05);
    assert!(tickets.rate_of_missing.is_ok_and(|rate| rate.value == 0.0));
    let thresholds = logins.thresholds.as_ref().expect("enough");
    assert_eq!(thresholds.direction, Direction::LowIsBad);
    close(thresholds.youden, 16.0, 2.0);
    // What tells most is a purer and smaller side.
    assert!((8.0..18.0).contains(&thresholds.gain));
    let steady = thresholds.steadiness.expect("many months");
    close(steady.median, 16.0, 2.0);
    assert!(steady.spread < 5.0);
    assert!(
        logins.tenths[0].rate.expect("looks").value
            > 5.0 * logins.tenths.last().expect("ten").rate.expect("looks").value
    );
}

#[test]
fn tenths_hold_all_looks_that_count_and_a_column_of_nothing_says_so() {
    let mut table = table(6);
    table.columns.push(vec![f64::NAN; table.looks.len()]);
    table.columns.push(vec![3.0; table.looks.len()]);
    let found = screen(&table, WINDOW);
    let looks = |metric: &Metric| metric.tenths.iter().map(|tenth| tenth.looks).sum::<usize>();
    assert_eq!(looks(&found.metrics[0]), found.counts.rows());
    assert!(found.metrics[0].tenths.windows(2).all(|two| two[0].to < two[1].from));
    assert_eq!((found.metrics[3].missing, found.metrics[3].auc), (1.0, Err(Lack::Events { have: 0, need: 10 })));
    assert_eq!((found.metrics[4].p, found.metrics[4].corrected_p), (Err(Lack::NoSpread), None));
    assert_eq!(found.tested, 3, "what could not be tested does not count as a look");
}

#[test]
fn a_split_lies_where_it_was_put() {
    // Forty accounts; those below 10.5 leave, all but one, and one above does. Cut at 10.5 by either rule.
    let leaves = |at: i64| (at <= 10 && at != 4) || at == 30;
    let looks: Vec<_> = (1..=40).map(|at| look(at, 1000, leaves(at).then_some(1010))).collect();
    let table = Table { looks, columns: vec![(1..=40).map(f64::from).collect()] };
    let found = screen(&table, WINDOW);
    let thresholds = found.metrics[0].thresholds.as_ref().expect("enough");
    assert_eq!((thresholds.youden, thresholds.gain, thresholds.steadiness), (10.5, 10.5, None));
    // numpy 2.4.6: percentile(range(1, 41), 10) and 90.
    close(thresholds.deciles[0], 4.9, 1e-12);
    close(thresholds.deciles[8], 36.1, 1e-12);
    assert_eq!(found.metrics[0].tenths[0].rate, wilson(3.0, 4.0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn corrected_values_keep_the_order_and_never_shrink(p in prop::collection::vec(0.0..1.0f64, 1..40)) {
        let corrected = benjamini_hochberg(&p);
        for one in 0..p.len() {
            prop_assert!(corrected[one] >= p[one] && corrected[one] <= 1.0);
            for two in 0..p.len() {
                prop_assert!(p[one] > p[two] || corrected[one] <= corrected[two]);
            }
        }
    }

    #[test]
    fn turning_a_metric_round_turns_its_findings_round(seed in any::<u64>()) {
        let one = table(seed);
        let mut two = one.clone();
        two.columns.iter_mut().flatten().for_each(|value| *value = -*value);
        let (one, two) = (screen(&one, WINDOW), screen(&two, WINDOW));
        for (one, two) in one.metrics.iter().zip(&two.metrics) {
            if let (Ok(one), Ok(two)) = (one.auc, two.auc) {
                prop_assert!((one.value + two.value - 1.0).abs() < 1e-12 && (one.error - two.error).abs() < 1e-12);
            }
        }
    }
}
