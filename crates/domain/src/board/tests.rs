use super::*;
use banso_kernel::MemberId;
use proptest::prelude::*;

fn names() -> Names {
    Names {
        segments: ["loss", "watch", "steady", "fans"].map(String::from).to_vec(),
        axes: vec![
            ("data".into(), ["A", "B", "C", "D"].map(String::from).to_vec()),
            ("use".into(), ["A", "B", "C", "D"].map(String::from).to_vec()),
        ],
        criteria: ["login", "users", "export"].map(String::from).to_vec(),
    }
}

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

fn row(id: i64, collation: &str) -> Row {
    Row {
        account: AccountId(id),
        key: format!("k{id}"),
        name: collation.to_owned(),
        collation: collation.to_owned(),
        search: collation.to_owned(),
        industry: String::new(),
        plan: String::new(),
        phase: String::new(),
        owner: None,
        signed_up_on: None,
        standing: None,
        last_touch: None,
        decline_by: None,
        ends_on: None,
        cmrr: 0,
    }
}

fn standing(segment: u8, met: u64, known: u64) -> Standing {
    Standing {
        segment: Some(segment),
        met,
        known,
        axes: vec![0.0, 3.0],
        score: f64::NAN,
        coverage: 1.0,
        ..Standing::default()
    }
}

fn board(rows: Vec<Row>) -> Board {
    Board::new(day("2026-11-22"), Currency::JPY, names(), rows)
}

fn fold(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

fn ask(address: &str) -> Query {
    let pairs: Vec<(&str, &str)> = address.split('&').filter_map(|pair| pair.split_once('=')).collect();
    let (query, problems) = parse(pairs, &names(), fold);
    assert_eq!(problems, [], "{address}");
    query
}

fn ids(rows: &[&Row]) -> Vec<i64> {
    rows.iter().map(|row| row.account.0).collect()
}

#[test]
fn values_of_one_kind_mean_any_and_different_kinds_mean_all() {
    let mut rows: Vec<Row> = (0..4).map(|n| row(n, &format!("{n}"))).collect();
    for (n, row) in rows.iter_mut().enumerate() {
        row.standing = Some(standing(n as u8, 0b011, 0b111));
        row.phase = if n % 2 == 0 { "運用".into() } else { "導入".into() };
    }
    rows.push(row(9, "9"));
    let board = board(rows);
    assert_eq!(ids(&board.list(&ask("segment=loss&segment=steady&segment=fans&phase=運用"))), [0, 2]);
    assert_eq!(ids(&board.list(&ask("segment=none"))), [9]);
    assert_eq!(ids(&board.list(&ask("unmet=export"))), [0, 1, 2, 3]);
    assert_eq!(ids(&board.list(&ask("met=login"))), [0, 1, 2, 3]);
    assert_eq!(ids(&board.list(&ask("missing=login"))), [9]);
    assert_eq!(ids(&board.list(&ask("rank=data:A&rank=use:D"))), [0, 1, 2, 3]);
    assert_eq!(ids(&board.list(&ask("rank=use:A"))), [0i64; 0]);
}

#[test]
fn a_move_counts_from_its_first_day_to_the_boards_day() {
    let mut moved = row(1, "a");
    let mut standing = standing(0, 0, 0);
    standing.moves = vec![
        Move { on: day("2026-01-01"), from: None, to: Some(3) },
        Move { on: day("2026-10-24"), from: Some(3), to: Some(0) },
    ];
    moved.standing = Some(standing);
    let board = board(vec![moved]);
    assert_eq!(board.list(&ask("from=fans&to=loss&since=30")).len(), 1, "30 days end with the board's day");
    assert_eq!(board.list(&ask("from=fans&since=29")).len(), 0);
    assert_eq!(board.list(&ask("to=loss&since=2026-10-24")).len(), 1);
    assert_eq!(board.list(&ask("from=loss&since=2026-01-01")).len(), 0);
    assert_eq!(board.list(&ask("to=fans&since=2025-01-01")).len(), 0, "a first day is no change");
}

#[test]
fn silence_and_deadlines_are_counted_in_days() {
    let mut a = row(1, "a");
    a.last_touch = Some(day("2026-10-23"));
    a.decline_by = Some(day("2026-11-22"));
    let mut never = row(2, "b");
    never.signed_up_on = Some(day("2026-01-01"));
    never.decline_by = Some(day("2027-01-31"));
    let unknown = row(3, "c");
    let board = board(vec![a, never, unknown]);
    assert_eq!(ids(&board.list(&ask("silent=30"))), [1, 2]);
    assert_eq!(ids(&board.list(&ask("silent=31"))), [2]);
    assert_eq!(ids(&board.list(&ask("deadline=0"))), [1]);
    assert_eq!(ids(&board.list(&ask("deadline=70"))), [1, 2]);
    assert_eq!(ids(&board.list(&ask("sort=decline"))), [1, 2, 3]);
    assert_eq!(ids(&board.list(&ask("sort=-decline"))), [2, 1, 3], "rows without a deadline stay last");
}

#[test]
fn phases_of_journeys_are_offered_first_and_in_their_order() {
    let rows = ["活用", "初期設定", "トライアル", "解約"].iter().zip(1..).map(|(phase, id)| {
        let mut one = row(id, "a");
        one.phase = (*phase).to_owned();
        one
    });
    let board = board(rows.collect()).phases_in(&["トライアル", "初期設定", "更新"].map(String::from));
    assert_eq!(board.facets().phases, ["トライアル", "初期設定", "活用", "解約"]);
}

#[test]
fn an_unknown_parameter_or_value_is_told_and_the_rest_still_holds() {
    let (query, problems) = parse(
        [("segment", "heaven"), ("colour", "red"), ("sort", "cmrr; drop table"), ("phase", "運用"), ("q", "")],
        &names(),
        fold,
    );
    assert_eq!(query.conditions, [Condition::Phase(vec!["運用".into()])]);
    let codes: Vec<&str> = problems.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(codes, ["accounts-problem-value", "accounts-problem-parameter", "accounts-problem-value"]);
}

#[test]
fn an_empty_list_names_the_condition_that_empties_it() {
    let mut a = row(1, "a");
    a.phase = "運用".into();
    let board = board(vec![a, row(2, "b")]);
    let query = ask("phase=運用&q=zzz");
    assert_eq!(board.list(&query).len(), 0);
    assert_eq!(board.emptied_by(&query), [Emptied { condition: 1, rows: 1 }]);
}

#[test]
fn ten_thousand_accounts_are_listed_in_under_20_ms() {
    let rows = (0..10_000)
        .map(|n| {
            let mut row = row(n, &format!("かいしゃ{:05}", (n * 7919) % 10_000));
            row.standing = Some(standing((n % 4) as u8, n as u64 & 7, 7));
            row.cmrr = (n * 31) % 977;
            row
        })
        .collect();
    let board = board(rows);
    let query = ask("q=かい&unmet=login&sort=-cmrr&group=segment");
    let best = (0..5)
        .map(|_| {
            #[allow(clippy::disallowed_methods, reason = "the test measures")]
            let start = std::time::Instant::now();
            assert!(board.page(&query, 50).total > 1000 && board.totals(&query).count > 1000);
            start.elapsed()
        })
        .min();
    assert!(best.is_some_and(|time| time.as_millis() < 20), "{best:?}");
}

fn any_row(id: i64) -> impl Strategy<Value = Row> {
    let days = prop::option::of(20_700i32..20_790);
    let move_days = prop::collection::vec((20_000i32..20_780, prop::option::of(0u8..4), 0u8..4), 0..4);
    let standing = prop::option::of((0u8..4, 0u64..8, 0u64..8, prop::option::of(0.0..100.0f64), move_days));
    ("[a-c]{1,2}", 0i64..5, days.clone(), days, standing, 0usize..3, prop::option::of(1i64..3)).prop_map(
        move |(name, cmrr, touch, decline, standing, phase, owner)| Row {
            cmrr,
            last_touch: touch.map(Day),
            decline_by: decline.map(Day),
            phase: ["", "導入", "運用"][phase].to_owned(),
            owner: owner.map(|id| (MemberId(id), format!("m{id}"))),
            standing: standing.map(|(segment, met, known, score, moves)| Standing {
                segment: Some(segment),
                met,
                known,
                score: score.unwrap_or(f64::NAN),
                coverage: 0.5,
                axes: vec![f64::from(segment), f64::NAN],
                next: None,
                moves: moves.into_iter().map(|(on, from, to)| Move { on: Day(on), from, to: Some(to) }).collect(),
            }),
            ..row(id, &name)
        },
    )
}

fn any_board() -> impl Strategy<Value = Board> {
    (0i64..40).prop_flat_map(|n| (0..n).map(any_row).collect::<Vec<_>>()).prop_map(board)
}

fn any_condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        "[a-c]".prop_map(|w| Condition::Text { typed: w.clone(), words: vec![w] }),
        prop::collection::hash_set(prop::option::of(0u8..4), 1..3)
            .prop_map(|s| Condition::Segment(s.into_iter().collect())),
        (prop::option::of(0u8..4), prop::option::of(0u8..4), 0u16..900).prop_map(|(from, to, days)| Condition::Moved {
            from,
            to,
            since: Since::Days(days)
        }),
        (0u8..4).prop_map(|rank| Condition::Rank { axis: 0, ranks: vec![rank] }),
        (0u8..3).prop_map(Condition::Unmet),
        (0u8..3).prop_map(Condition::Missing),
        Just(Condition::Owner(vec![OwnerIs::Nobody])),
        (1i64..3).prop_map(|id| Condition::Owner(vec![OwnerIs::Member(MemberId(id))])),
        Just(Condition::Phase(vec!["運用".into()])),
        (0u16..100).prop_map(Condition::Silent),
        Just(Condition::Paying),
        (0u16..100).prop_map(Condition::Deadline),
    ]
}

fn any_sort() -> impl Strategy<Value = Sort> {
    (prop::sample::select(SortBy::ALL), any::<bool>()).prop_map(|(by, descending)| Sort { by, descending })
}

/// At most one condition of each kind, as addresses can express them.
fn any_query() -> impl Strategy<Value = Query> {
    (prop::collection::vec(any_condition(), 0..3), any_sort()).prop_map(|(conditions, sort)| {
        let mut seen = std::collections::HashSet::new();
        let conditions = conditions
            .into_iter()
            .filter(|c| {
                let may_repeat = matches!(c, Condition::Unmet(_) | Condition::Missing(_));
                may_repeat || seen.insert(std::mem::discriminant(c))
            })
            .collect();
        Query { conditions, sort, ..Query::default() }
    })
}

proptest! {
    #[test]
    fn paging_forward_and_back_visits_each_row_exactly_once(board in any_board(), query in any_query(), size in 1usize..7) {
        let all = ids(&board.list(&query));
        let mut forward = Vec::new();
        let mut page = board.page(&query, size);
        loop {
            prop_assert_eq!(page.skipped, forward.len());
            prop_assert!(page.rows.len() <= size);
            forward.extend(ids(&page.rows));
            let Some(after) = page.after else { break };
            page = board.page(&Query { cursor: Some(after), ..query.clone() }, size);
        }
        prop_assert_eq!(&forward, &all);
        let mut back = ids(&page.rows);
        while let Some(before) = page.before {
            page = board.page(&Query { cursor: Some(before), ..query.clone() }, size);
            let mut rows = ids(&page.rows);
            rows.extend(back);
            back = rows;
        }
        prop_assert_eq!(&back, &all);
    }

    #[test]
    fn totals_groups_and_list_agree(board in any_board(), query in any_query(), by in prop::sample::select(GroupBy::ALL)) {
        let list = board.list(&query);
        let totals = board.totals(&query);
        prop_assert_eq!(totals.count, list.len());
        prop_assert_eq!(totals.cmrr, list.iter().map(|row| row.cmrr).sum::<i64>());
        let groups = board.groups(&query, by);
        prop_assert_eq!(groups.iter().map(|g| g.totals.count).sum::<usize>(), totals.count);
        prop_assert_eq!(groups.iter().map(|g| g.totals.cmrr).sum::<i64>(), totals.cmrr);
        for group in groups {
            if let Some(condition) = group.condition {
                prop_assert_eq!(board.totals(&query.with(condition)), group.totals);
            }
        }
    }

    #[test]
    fn an_address_reads_back_to_the_same_query(query in any_query(), group in prop::option::of(prop::sample::select(GroupBy::ALL))) {
        let query = Query { group, columns: vec![Column::Trend, Column::Cmrr], ..query };
        let pairs = query.pairs(&names());
        let (again, problems) = parse(pairs.iter().map(|(name, value)| (*name, value.as_str())), &names(), fold);
        prop_assert_eq!(problems, []);
        prop_assert_eq!(again.pairs(&names()).into_iter().collect::<BTreeSet<_>>(),
            pairs.into_iter().collect::<BTreeSet<_>>());
        prop_assert_eq!(again.sort, query.sort);
        prop_assert_eq!(again.group, query.group);
    }
}
