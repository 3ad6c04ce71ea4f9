//! The engine against plain SQL: each kind of metric, for every account and day, as a statement that anybody can read.
//! What the engine does in one pass over packed facts, DataFusion does here the slow way over the same lake and inbox.

use banso_domain::facts::Fact;
use banso_domain::metrics::{AccountInput, Classifier, ContractSpan, Engine, Known, Liveness, MetricSet, PersonSpan};
use banso_kernel::{AccountId, Day, FactId, Micros, PersonId, Zone};
use banso_lake::sql::{Cell, NamedTable, SqlLimits, Values};
use banso_lake::{Lake, Reach};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::time::Duration;

const START: i32 = 20_000;
const DAYS: i32 = 20;

/// Each metric: its definition, and the statement that says the same.
fn metrics() -> Vec<(&'static str, &'static str, String)> {
    let (a, b) = ("f.name = 'a'", "f.name = 'b'");
    let ax = r#"f.name = 'a' AND f.props LIKE '%"x"%'"#;
    let count = live(a, 4, &window(a, 3, "count(f.day)"));
    let people = live("true", 60, &window("true", 4, "count(DISTINCT f.person)"));
    let sum = live("f.name IN ('a', 'b')", 30, &window("f.name IN ('a', 'b')", 5, "coalesce(sum(f.value), 0.0)"));
    let average = window(b, 4, "avg(f.value)");
    let ratio = format!(
        "SELECT n.account, n.day, CASE WHEN p.value <> 0 THEN CAST(n.value AS DOUBLE) / p.value END AS value \
         FROM ({count}) n JOIN ({people}) p ON p.account = n.account AND p.day = n.day"
    );
    // Both windows lie within what was observed of the account and of the stream.
    let change = format!(
        "SELECT s.account, s.day, CASE WHEN o.value <> 0 THEN s.value / o.value - 1 END AS value \
         FROM ({sum}) s JOIN who w ON w.account = s.account \
         CROSS JOIN (SELECT min(f.day) AS began FROM f WHERE f.name IN ('a', 'b')) t \
         LEFT JOIN ({sum}) o ON o.account = s.account AND o.day = s.day - 5 AND s.day - 9 >= w.began AND s.day - 9 >= t.began"
    );
    let level = |table: &str, on: &str, value: &str| {
        format!(
            "SELECT g.account, g.day, {value} AS value FROM grid g \
             LEFT JOIN {table} x ON x.account = g.account AND {on} GROUP BY g.account, g.day"
        )
    };
    let in_force = "x.starts <= g.day AND (x.ends IS NULL OR x.ends >= g.day)";
    let holds = "x.issued <= g.day AND (x.gone IS NULL OR x.gone >= g.day)";
    let champion = "x.champion AND (x.issued IS NULL OR x.issued <= g.day) AND (x.gone IS NULL OR x.gone >= g.day)";
    let active = live(
        a,
        60,
        &format!(
            "SELECT g.account, g.day, count(DISTINCT f.person) AS value FROM grid g \
             LEFT JOIN people x ON x.account = g.account AND {holds} \
             LEFT JOIN f ON f.account = g.account AND f.person = x.person AND {a} AND f.day <= g.day AND f.day > g.day - 3 \
             GROUP BY g.account, g.day"
        ),
    );
    // In the order of the terms, so that sums come out the same to the last bit; half of the weight must be known.
    let risk = format!(
        "SELECT n.account, n.day, CASE WHEN \
           CASE WHEN n.value IS NULL THEN 0.0 ELSE 0.25 END + CASE WHEN a.value IS NULL THEN 0.0 ELSE 0.5 END \
             + CASE WHEN c.value IS NULL THEN 0.0 ELSE 0.25 END >= 0.5 \
           THEN 100.0 / (1.0 + exp(-(-1.5 + coalesce(-0.25 * (n.value - 2.0) / 0.5, 0.0) \
             + coalesce(0.5 * (a.value - -3.0) / 16.0, 0.75) + coalesce(0.25 * (c.value - 0.0) / 2.0, -0.125)))) \
         END AS value \
         FROM (SELECT account, day, CAST(value AS DOUBLE) AS value FROM ({count}) x) n \
         JOIN ({average}) a ON a.account = n.account AND a.day = n.day \
         JOIN ({change}) c ON c.account = n.account AND c.day = n.day"
    );
    vec![
        ("n", r#"kind = "count", fact = "a", window = 3, stale_after = 4"#, count),
        ("s", r#"kind = "sum", facts = ["a", "b"], window = 5, stale_after = 30"#, sum),
        ("avg", r#"kind = "average", fact = "b", window = 4"#, average),
        (
            "lst",
            r#"kind = "last", fact = "b", window = 6"#,
            window("f.name = 'b' AND f.value IS NOT NULL", 6, "last_value(f.value ORDER BY f.occurred_at)"),
        ),
        (
            "fade",
            r#"kind = "last", fact = "b", window = 6, half_life = 3"#,
            window(
                "f.name = 'b' AND f.value IS NOT NULL",
                6,
                "last_value(f.value ORDER BY f.occurred_at) * power(2.0, (max(f.day) - g.day) / 3.0)",
            ),
        ),
        ("ppl", r#"kind = "people", window = 4"#, people),
        (
            "act",
            r#"kind = "active_days", fact = "a", filter = "props.k == 'x'", window = 7"#,
            live(ax, 60, &window(ax, 7, "count(DISTINCT f.day)")),
        ),
        ("since", r#"kind = "days_since", fact = "b""#, live(b, 60, &window(b, 100_000, "g.day - max(f.day)"))),
        ("ratio", r#"kind = "ratio", of = "n", per = "ppl""#, ratio),
        ("chg", r#"kind = "change", of = "s""#, change),
        ("contracts", r#"kind = "level", level = "active_contracts""#, level("contracts", in_force, "count(x.starts)")),
        ("cmrr", r#"kind = "level", level = "cmrr""#, level("contracts", in_force, "coalesce(sum(x.monthly), 0)")),
        ("issued", r#"kind = "level", level = "issued_ids""#, level("people", holds, "count(x.person)")),
        ("active", r#"kind = "level", level = "active_ids", fact = "a", window = 3"#, active),
        ("champions", r#"kind = "level", level = "champions""#, level("people", champion, "count(x.person)")),
        (
            "risk",
            r#"kind = "risk", outcome = "churn", horizon = 90, learned_until = "2026-01-31", intercept = -1.5, terms = [
                { metric = "n", centre = 2, scale = 0.5, weight = -0.25 },
                { metric = "avg", centre = -3.0, scale = 16.0, weight = 0.5, missing = 0.75 },
                { metric = "chg", centre = 0.0, scale = 2.0, weight = 0.25, missing = -0.125 } ]"#,
            risk,
        ),
    ]
}

/// An aggregate over an account's facts of the last days.
fn window(pass: &str, days: i32, value: &str) -> String {
    format!(
        "SELECT g.account, g.day, {value} AS value FROM grid g \
         LEFT JOIN f ON f.account = g.account AND f.day <= g.day AND f.day > g.day - {days} AND ({pass}) \
         GROUP BY g.account, g.day"
    )
}

/// Nothing where nobody sent such a fact for so many days.
fn live(pass: &str, stale: i32, inner: &str) -> String {
    format!(
        "SELECT v.account, v.day, CASE WHEN l.n > 0 THEN v.value END AS value FROM ({inner}) v \
         LEFT JOIN (SELECT d.day, count(f.day) AS n FROM days d \
                    JOIN f ON f.day <= d.day AND f.day > d.day - {stale} AND ({pass}) GROUP BY d.day) l ON l.day = v.day"
    )
}

const WITH: &str = "WITH f AS (SELECT account, person, name, value, props, occurred_at, \
    CAST(CAST(occurred_at AS DATE) AS INT) AS day FROM facts), \
    grid AS (SELECT w.account, d.day FROM who w CROSS JOIN days d WHERE d.day >= w.began) ";

fn inputs() -> Vec<AccountInput> {
    let contract = |from: i32, to: Option<i32>, monthly| ContractSpan {
        from: Day(START + from),
        to: to.map(|to| Day(START + to)),
        monthly,
    };
    let person = |person, issued: Option<i32>, left: Option<i32>, champion| PersonSpan {
        person,
        issued: issued.map(|day| Day(START + day)),
        left: left.map(|day| Day(START + day)),
        champion,
    };
    let input = |account, contracts, people| AccountInput { account, contracts, people, ..AccountInput::default() };
    vec![
        input(1, vec![contract(2, Some(9), 300), contract(8, None, 50)], vec![person(1, Some(3), Some(11), true)]),
        input(
            2,
            vec![],
            vec![person(1, None, Some(15), true), person(2, Some(0), None, false), person(3, None, None, true)],
        ),
        input(3, vec![contract(5, Some(5), 7)], vec![]),
    ]
}

fn a_fact() -> impl Strategy<Value = (i64, i64, usize, usize, i64, Option<i32>)> {
    (1i64..4, 0i64..4, 0usize..3, 0usize..3, 0i64..i64::from(DAYS) * 1440, proptest::option::of(-80i32..80))
}

fn extra(inputs: &[AccountInput], began: &BTreeMap<i64, Day>) -> Vec<NamedTable> {
    let int = |day: Option<Day>| day.map(|day| i64::from(day.0));
    let contracts: Vec<_> = inputs.iter().flat_map(|i| i.contracts.iter().map(|c| (i.account, *c))).collect();
    let people: Vec<_> = inputs.iter().flat_map(|i| i.people.iter().map(|p| (i.account, *p))).collect();
    vec![
        NamedTable::new("days")
            .with("day", Values::Int((START..START + DAYS).map(|day| Some(i64::from(day))).collect())),
        NamedTable::new("who")
            .with("account", Values::Int(began.keys().map(|account| Some(*account)).collect()))
            .with("began", Values::Int(began.values().map(|day| int(Some(*day))).collect())),
        NamedTable::new("contracts")
            .with("account", Values::Int(contracts.iter().map(|(account, _)| Some(*account)).collect()))
            .with("starts", Values::Int(contracts.iter().map(|(_, c)| int(Some(c.from))).collect()))
            .with("ends", Values::Int(contracts.iter().map(|(_, c)| int(c.to)).collect()))
            .with("monthly", Values::Int(contracts.iter().map(|(_, c)| Some(c.monthly)).collect())),
        NamedTable::new("people")
            .with("account", Values::Int(people.iter().map(|(account, _)| Some(*account)).collect()))
            .with("person", Values::Int(people.iter().map(|(_, p)| Some(p.person)).collect()))
            .with("issued", Values::Int(people.iter().map(|(_, p)| int(p.issued)).collect()))
            .with("gone", Values::Int(people.iter().map(|(_, p)| int(p.left)).collect()))
            .with("champion", Values::Bool(people.iter().map(|(_, p)| Some(p.champion)).collect())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_kind_of_metric_equals_its_sql(rows in proptest::collection::vec(a_fact(), 1..70)) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let facts: Vec<Fact> = rows
                .iter()
                .enumerate()
                .map(|(n, (account, person, name, props, minute, value))| Fact {
                    id: FactId((n as u128).to_be_bytes()),
                    account: AccountId(*account),
                    person: (*person > 0).then_some(PersonId(*person)),
                    name: ["a", "b", "c"][*name].to_owned(),
                    // No two at the same moment, so that the last one is the last one.
                    occurred_at: Micros(i64::from(START) * 86_400_000_000 + minute * 60_000_000 + n as i64),
                    known_at: Micros(0),
                    value: value.map(|n| f64::from(n) / 8.0),
                    props: ["", r#"{"k":"x"}"#, r#"{"k":"y"}"#][*props].to_owned(),
                    source: "test".to_owned(),
                })
                .collect();
            let folder = tempfile::tempdir().expect("a folder");
            let lake = Lake::open(folder.path()).await.expect("opens");
            let (sealed, inbox) = facts.split_at(facts.len() * 2 / 3);
            for (k, batch) in sealed.chunks(20).enumerate() {
                lake.seal(k as i64 + 1, batch.to_vec()).await.expect("seals");
            }
            let snapshot = lake.snapshot().await.expect("a snapshot");

            let all = metrics();
            let line = |(id, what, _): &(&str, &str, String)| {
                format!("{{ id = \"{id}\", name = {{ ja = \"x\", en = \"x\" }}, {what} }},\n")
            };
            let definitions = format!("metric = [\n{}]", all.iter().map(line).collect::<String>());
            let set = MetricSet::parse(&definitions).expect("metrics");
            let zone = Zone::named("UTC").expect("a zone");
            let reach = Reach { zone, known_by: None, from: None, accounts: None, inbox: inbox.into(), threads: 2 };
            let packed = lake.gather(&snapshot, &set, reach).await.expect("facts");
            let (classifier, inputs) = (Classifier::new(&set).expect("a classifier"), inputs());
            let liveness = Liveness::of(&packed);
            let known = Known { contracts: true, people: true, digits: 0 };
            let engine = Engine::new(&set, &classifier, &liveness, known, Day(START + DAYS - 1));
            let histories = engine.each(&packed, &inputs, 2, |_, history| history);

            let began = histories.iter().map(|history| (history.account.0, history.first)).collect();
            let extra = extra(&inputs, &began);
            let limits = SqlLimits { rows: 10_000, time: Duration::from_secs(60), memory: 512 << 20 };
            for (at, (id, _, query)) in all.iter().enumerate() {
                let query = format!("{WITH}SELECT account, day, CAST(value AS DOUBLE) FROM ({query}) q ORDER BY account, day");
                let says = lake.sql(&query, &snapshot, inbox, &extra, limits).await;
                let says = says.unwrap_or_else(|error| panic!("{id}: {error:?}"));
                let says: Vec<(i64, i64, Option<u64>)> = says
                    .rows
                    .iter()
                    .map(|row| match row.as_slice() {
                        [Cell::Int(account), Cell::Int(day), value] => (*account, *day, match value {
                            Cell::Float(value) => Some(value.to_bits()),
                            Cell::Null => None,
                            other => panic!("{id}: {other:?}"),
                        }),
                        other => panic!("{id}: {other:?}"),
                    })
                    .collect();
                let ours: Vec<(i64, i64, Option<u64>)> = histories
                    .iter()
                    .flat_map(|history| {
                        let day = |n: usize| i64::from(history.first.0) + n as i64;
                        let value = |v: &f64| (!v.is_nan()).then_some((*v + 0.0).to_bits());
                        history.columns[at].iter().enumerate().map(move |(n, v)| (history.account.0, day(n), value(v)))
                    })
                    .collect();
                prop_assert_eq!(&ours, &says, "{}", id);
            }
            Ok(())
        })?;
    }
}
