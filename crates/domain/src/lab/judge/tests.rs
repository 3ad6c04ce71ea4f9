use super::*;
use crate::lab::proportion::wilson;
use crate::lab::testing::{Dice, close, look};
use crate::lab::{Fate, Lack};
use banso_kernel::Day;
use proptest::prelude::*;

const WINDOW: Window = Window { horizon: 90, known_until: Day(2000) };
const SETTINGS: Settings = Settings { window: WINDOW, segments: 4, warning: 2, probabilities: true };

fn sighting(account: i64, as_of: i32, outcome: Option<i32>, score: f64, segment: Option<u8>) -> Sighting {
    Sighting { look: look(account, as_of, outcome), score, segment, cmrr: account * 100, cohorts: [NO_COHORT; 4] }
}

/// Forty accounts, seen once each; every fourth leaves after 60 days.
fn once() -> Vec<Sighting> {
    let one = |at: i32| {
        let outcome = (at % 4 == 0).then_some(1060);
        let score = f64::from(at * 7 % 40 + if at % 4 == 0 { 15 } else { 0 }) / 60.0;
        sighting(i64::from(at), 1000, outcome, score, Some((score * 4.0) as u8))
    };
    (0..40).map(one).collect()
}

#[test]
fn segments_are_judged_as_alarms() {
    let found = backtest(&once(), SETTINGS);
    assert_eq!((found.counts.events, found.counts.others, found.accounts), (10, 30, 40));
    let flagged = |from: u8| once().iter().filter(|one| one.segment >= Some(from)).count();
    for row in &found.segments {
        assert_eq!(row.flagged, flagged(row.segment));
        assert_eq!(row.precision, wilson(row.hits as f64, row.flagged as f64));
        assert_eq!(row.recall, wilson(row.hits as f64, 10.0));
    }
    assert_eq!(found.segments[0].hits, 10);
    assert_eq!(found.segments.iter().map(|row| row.inside).sum::<usize>(), 40);
    // Python: sum of (score - y)**2 / 40; scikit-learn 1.9.1 brier_score_loss says the same.
    let brier = found.calibration.brier.expect("probabilities");
    close(brier.value, 0.17076388888888888, 1e-12);
    close(brier.of_rate, 0.1875, 1e-12);
    let tenths = found.calibration.rows.iter().filter(|row| matches!(row.group, Group::Tenth(_)));
    assert_eq!(tenths.map(|row| row.looks).sum::<usize>(), 40);
    let auc = found.auc.expect("enough");
    close(auc.value, 0.7783333333333333, 1e-12);
}

#[test]
fn the_worst_tenth_shares_out_a_tie_at_its_border() {
    // Of 100 accounts 10 are in the worst tenth: five scores of 3, and five of the twenty that tie at 2.
    let score = |at: usize| {
        if at < 5 {
            3.0
        } else if at < 25 {
            2.0
        } else {
            1.0
        }
    };
    // All five of the worst leave, eight of the tied, seven of the rest.
    let leaves = |at: usize| at < 5 || (5..13).contains(&at) || at >= 93;
    let all: Vec<_> =
        (0..100).map(|at| sighting(at as i64, 1000, leaves(at).then_some(1001), score(at), None)).collect();
    let worst = backtest(&all, Settings { probabilities: false, ..SETTINGS }).worst.expect("enough");
    close(worst.caught.value, (5.0 + 8.0 * 5.0 / 20.0) / 20.0, 1e-12);
    close(worst.lift.value, 3.5, 1e-12);
    assert!(worst.lift.interval.holds(3.5) && !worst.lift.interval.holds(1.0));
    let flat: Vec<_> = all.iter().map(|one| Sighting { score: 1.0, ..*one }).collect();
    assert_eq!(backtest(&flat, SETTINGS).worst, Err(Lack::NoSpread));
    assert_eq!(backtest(&flat[..50], SETTINGS).calibration.brier.map(|brier| brier.value), Ok(37.0 / 50.0));
    assert_eq!(backtest(&all, SETTINGS).calibration.brier, Err(Lack::NotProbabilities));
}

#[test]
fn lead_counts_from_where_the_warning_no_longer_breaks() {
    let trail = |steps: &[(i32, Option<u8>)]| Trail {
        account: banso_kernel::AccountId(1),
        outcome: Day(100),
        steps: steps.iter().map(|(day, segment)| (Day(*day), *segment)).collect(),
    };
    let trails = [
        trail(&[(0, Some(0)), (40, Some(2)), (70, Some(3))]),
        trail(&[(0, Some(3)), (10, None), (90, Some(2)), (100, Some(0))]),
        trail(&[(20, Some(3))]),
        trail(&[(0, Some(3)), (50, Some(1))]),
        trail(&[(0, Some(3)), (50, None)]),
        trail(&[(0, Some(1)), (101, Some(3))]),
        trail(&[(100, Some(3))]),
    ];
    let found = lead_times(&trails, 2);
    assert_eq!((found.outcomes, found.warned, found.from_the_start, found.lapsed, found.never), (6, 3, 1, 2, 1));
    assert_eq!(found.days, Some([35.0, 60.0, 70.0]));
    assert_eq!(found.unnoticed, wilson(3.0, 6.0));
    assert_eq!(lead_times(&trails[6..], 2).days, None);
}

#[test]
fn missed_revenue_counts_an_outcome_once_and_only_where_nothing_warned() {
    let all = [
        sighting(1, 1000, Some(1050), 0.1, Some(0)),
        sighting(1, 1030, Some(1050), 0.1, Some(1)),
        sighting(2, 1000, Some(1050), 0.1, Some(2)),
        sighting(2, 1030, Some(1050), 0.1, Some(0)),
        sighting(3, 800, Some(1050), 0.1, Some(3)),
        sighting(3, 1030, Some(1050), 0.1, None),
        sighting(4, 1000, None, 0.1, Some(0)),
    ];
    let missed = backtest(&all, SETTINGS).missed;
    assert_eq!((missed.outcomes, missed.missed, missed.cmrr, missed.missed_cmrr), (3, 2, 600, 400));
}

#[test]
fn moves_tell_what_became_of_who_went_there() {
    let all = [
        sighting(1, 1000, None, 0.1, Some(0)),
        sighting(1, 1030, None, 0.1, Some(2)),
        sighting(1, 1060, None, 0.1, Some(2)),
        sighting(2, 1000, Some(1070), 0.1, Some(0)),
        sighting(2, 1030, Some(1070), 0.1, Some(2)),
        sighting(3, 1000, Some(1010), 0.1, Some(0)),
        sighting(4, 1000, None, 0.1, None),
        sighting(4, 1060, None, 0.1, Some(0)),
    ];
    let moves = backtest(&all, SETTINGS).moves;
    assert_eq!((moves.cells[0][2].moves, moves.cells[0][2].rate), (2, wilson(1.0, 2.0)));
    assert_eq!((moves.cells[2][2].moves, moves.cells[2][2].judged), (1, 1));
    assert_eq!(moves.left, [1, 0, 0, 0, 0]);
    assert_eq!(moves.cells[4][0].moves, 0, "an as-of day lies between");
    let total: usize = moves.cells.iter().flatten().map(|cell| cell.moves).sum();
    assert_eq!(total, 3);
}

#[test]
fn a_cohort_is_judged_by_its_own_accounts() {
    let mut all = once();
    all.iter_mut().for_each(|one| one.cohorts[1] = u16::from(one.look.account.0 >= 20));
    let found = backtest(&all, SETTINGS);
    let looks: Vec<_> = found.slices.iter().map(|slice| (slice.key, slice.value, slice.looks, slice.events)).collect();
    assert_eq!(looks, [(1, 0, 20, 5), (1, 1, 20, 5)]);
    assert_eq!(found.slices[0].auc, Err(Lack::Events { have: 5, need: 10 }));
    assert_eq!(found.slices[0].rate, wilson(5.0, 20.0));
}

/// Six months of 200 accounts with a score that knows something.
fn year(seed: u64, known: f64) -> Vec<Sighting> {
    let mut dice = Dice::new(seed);
    let mut all = Vec::new();
    for account in 0..200 {
        let leaves = (account % 5 == 0).then_some(1000 + dice.below(200) as i32);
        for month in 0..6 {
            let day = 1000 + month * 30;
            let soon = leaves.is_some_and(|leaves| leaves > day && leaves <= day + 90);
            let score = dice.normal() + if soon { known } else { 0.0 };
            all.push(sighting(account, day, leaves, score, Some((score + 1.0).clamp(0.0, 3.0) as u8)));
        }
    }
    all
}

#[test]
fn a_version_that_knows_more_is_found_better_and_lists_must_match() {
    let (one, two) = (year(1, 0.2), year(1, 1.5));
    let found = compare(&one, &two, WINDOW).expect("the same looks");
    let apart = found.difference.expect("enough");
    assert!(apart.interval.low > 0.0 && found.p.expect("enough") < 0.001);
    let (first, second) = (found.first.expect("enough"), found.second.expect("enough"));
    close(second.value - first.value, apart.value, 1e-12);
    let back = compare(&two, &one, WINDOW).expect("the same looks").difference.expect("enough");
    close(back.value, -apart.value, 1e-12);
    assert_eq!(compare(&one, &two[1..], WINDOW), Err(Lack::NotPaired));
    let mut gap = two.clone();
    gap.iter_mut().step_by(10).for_each(|one| one.score = f64::NAN);
    let counted = |one: &&Sighting| matches!(one.look.fate(WINDOW), Fate::Event | Fate::Other);
    let unscored = gap.iter().filter(|one| one.score.is_nan()).filter(counted).count();
    assert_eq!(compare(&one, &gap, WINDOW).expect("the same looks").unscored, unscored);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_depends_on_the_order_of_sightings(seed in any::<u64>()) {
        let all = year(seed, 1.0);
        let mut mixed = all.clone();
        let mut dice = Dice::new(seed ^ 1);
        (1..mixed.len()).for_each(|at| mixed.swap(at, dice.below(at + 1)));
        prop_assert_eq!(backtest(&all, SETTINGS), backtest(&mixed, SETTINGS));
    }

    #[test]
    fn looks_are_never_lost(seed in any::<u64>(), until in 1000i32..1400) {
        let window = Window { known_until: Day(until), ..WINDOW };
        let all = year(seed, 1.0);
        let found = backtest(&all, Settings { window, ..SETTINGS });
        let counts = found.counts;
        prop_assert_eq!(counts.rows() + counts.unripe + counts.lost + counts.gone, all.len());
        prop_assert_eq!(found.segments[0].flagged, counts.rows());
        prop_assert!(found.segments.windows(2).all(|two| two[0].flagged >= two[1].flagged && two[0].hits >= two[1].hits));
    }
}
