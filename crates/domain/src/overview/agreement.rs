//! Every count on an overview is the length of the list that it links to.

use super::{Moved, Spot, distribution, moves};
use crate::board::{Board, Move, Names, Query, Row, Standing, parse};
use crate::health::Model;
use crate::metrics::MetricSet;
use crate::templates;
use banso_kernel::{AccountId, Currency, Day};
use proptest::prelude::*;

const TODAY: Day = Day(20_000);

fn model() -> Model {
    let metrics = MetricSet::parse(templates::METRICS).expect("metrics");
    Model::parse(templates::MODELS[0].1, &metrics).expect("the rank matrix")
}

type Change = (i32, Option<u8>, Option<u8>);

fn row(id: i64, spot: &Spot, changes: &[Change]) -> Row {
    let change = |(back, from, to): &Change| Move { on: TODAY - *back, from: *from, to: *to };
    let mut moves: Vec<Move> = changes.iter().map(change).collect();
    moves.sort_by_key(|change| change.on);
    let axes = spot.ranks.iter().map(|rank| rank.map_or(f64::NAN, f64::from)).collect();
    Row {
        account: AccountId(id),
        key: id.to_string(),
        name: id.to_string(),
        collation: id.to_string(),
        search: String::new(),
        industry: String::new(),
        plan: String::new(),
        phase: String::new(),
        owner: None,
        signed_up_on: None,
        standing: Some(Standing {
            segment: spot.segment,
            axes,
            score: f64::NAN,
            met: 0,
            known: 0,
            coverage: 1.0,
            next: None,
            moves,
        }),
        last_touch: None,
        decline_by: None,
        ends_on: None,
        cmrr: 0,
    }
}

fn ask(names: &Names, pairs: &[(&str, &str)]) -> Query {
    let (query, problems) = parse(pairs.iter().copied(), names, |_| Vec::new());
    assert_eq!(problems, []);
    query
}

fn account() -> impl Strategy<Value = (Spot, Vec<Change>)> {
    let segment = || prop::option::weighted(0.9, 0u8..4);
    let spot = (segment(), prop::collection::vec(prop::option::weighted(0.9, 0u8..4), 2))
        .prop_map(|(segment, ranks)| Spot { segment, ranks });
    (spot, prop::collection::vec((0i32..60, segment(), segment()), 0..4))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_count_is_the_length_of_its_list(accounts in prop::collection::vec(account(), 0..40)) {
        let model = model();
        let rows = accounts.iter().enumerate().map(|(id, (spot, changes))| row(id as i64, spot, changes)).collect();
        let board = Board::new(TODAY, Currency::JPY, Names::of(&model), rows);
        let count = |pairs: &[(&str, &str)]| board.list(&ask(&board.names, pairs)).len();
        let spots: Vec<Spot> = accounts.iter().map(|(spot, _)| spot.clone()).collect();
        let found = distribution(&model, &spots, None);
        prop_assert_eq!(found.none.now as usize, count(&[("segment", "none")]));
        for (at, segment) in model.segments.iter().enumerate() {
            prop_assert_eq!(found.segments[at].now as usize, count(&[("segment", &segment.id)]));
        }
        for (r, row) in found.grid.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                let rank = |axis: usize, at: usize| format!("{}:{}", model.axes[axis].id, model.axes[axis].ranks[at].letter);
                let (row, column) = (rank(0, r), rank(1, c));
                // An account's segment follows from its ranks; here both are random, so every segment is asked for.
                let any: Vec<(&str, &str)> = model.segments.iter().map(|s| ("segment", s.id.as_str())).collect();
                let pairs = [any.as_slice(), &[("rank", &row), ("rank", &column)]].concat();
                prop_assert_eq!(cell.now as usize, count(&pairs));
            }
        }
        let changes: Vec<Moved> = accounts.iter().enumerate().flat_map(|(id, (_, changes))| {
            let within = changes.iter().filter(|(back, from, to)| *back < 30 && from != to);
            within.map(move |(_, from, to)| Moved { account: AccountId(id as i64), from: *from, to: *to, axes: vec![] })
        }).collect();
        let found = moves(&model, &changes);
        let id = |at: usize| model.segments[at].id.as_str();
        for from in 0..4 {
            for to in (0..4).filter(|to| *to != from) {
                let listed = count(&[("from", id(from)), ("to", id(to)), ("since", "30")]);
                prop_assert_eq!(found.cells[from][to].accounts as usize, listed);
            }
        }
    }
}
