//! Derived history: the same whatever way the facts came, and kept for every version of a model.

use banso_app::history::{CaughtUp, Progress};
use banso_app::{App, METRICS};
use banso_domain::accounts::Account;
use banso_domain::contracts::{Contract, Ringi};
use banso_domain::facts::Fact;
use banso_domain::templates;
use banso_kernel::{AccountId, Clock, Currency, Day, Entropy, FactId, Micros, Money, Zone};
use banso_lake::{HealthDay, ModelVersion};
use banso_state::{AccountKeys, Change, DefinitionKind};
use proptest::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

const TODAY: i32 = 20_500;
const ACCOUNTS: i64 = 3;

/// A clock that stands still at noon of [`TODAY`].
struct Noon;

impl Clock for Noon {
    fn now(&self) -> Micros {
        Micros(Zone::tokyo().start_of(Day(TODAY)).0 + 12 * 3_600_000_000)
    }
}

/// Counts instead of being random.
#[derive(Default)]
struct Counter(AtomicU64);

impl Entropy for Counter {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let next = (self.0.fetch_add(1, Ordering::Relaxed) + 1).to_le_bytes();
            chunk.copy_from_slice(&next[..chunk.len()]);
        }
    }
}

async fn app(dir: &std::path::Path) -> App {
    App::open(dir, Arc::new(Noon), Arc::new(Counter::default())).await.expect("a data folder")
}

fn change() -> Change {
    Change { at: Noon.now(), by: None, cause: "test".to_owned() }
}

async fn add_accounts(app: &App) {
    let account = |n: i64| Account {
        name: format!("株式会社{n}"),
        signed_up_on: Some(Day(TODAY - 40)),
        ..Account::bare(&format!("A-{n}"))
    };
    let keys =
        |n: i64| AccountKeys { name_key: n.to_string(), search_key: n.to_string(), collation_key: n.to_string() };
    let accounts: Vec<_> = (1..=ACCOUNTS).map(|n| (account(n), keys(n))).collect();
    let contract = Contract {
        key: "C-1".to_owned(),
        account: AccountId(1),
        product: "pro".to_owned(),
        monthly: Money { minor: 50_000, currency: Currency::JPY },
        starts_on: Day(TODAY - 30),
        ends_on: None,
        auto_renew: true,
        decline_by: None,
        ringi: Ringi::None,
        decider: String::new(),
    };
    let mut tx = app.state.begin().await.expect("a transaction");
    tx.put_accounts(&accounts, &change()).await.expect("accounts");
    tx.put_contracts(&[contract], &change()).await.expect("contracts");
    tx.commit().await.expect("committed");
}

async fn send(app: &App, facts: &[Fact]) {
    let mut tx = app.state.begin().await.expect("a transaction");
    tx.accept_facts(facts).await.expect("facts");
    tx.commit().await.expect("committed");
}

/// Everything that is derived, as text that differs if any bit does.
async fn derived(app: &App) -> String {
    app.rebuild(&|_: Progress| ()).await.expect("rebuilt");
    dump(app).await
}

async fn dump(app: &App) -> String {
    let definitions = app.definitions().await.expect("definitions");
    let ids: Vec<String> = definitions.metrics.metrics.iter().map(|metric| metric.id.clone()).collect();
    let mut text = String::new();
    for account in (1..=ACCOUNTS).map(AccountId) {
        let metrics = app.lake.metrics_of(account, &ids).await.expect("metrics");
        let bits: Vec<Vec<u64>> = metrics.columns.iter().map(|c| c.iter().map(|v| v.to_bits()).collect()).collect();
        text += &format!("{account} {:?} {bits:?}\n", metrics.days);
        for current in &definitions.models {
            text += &format!("{:?}\n", health(app, &current.model.id, current.version, account).await);
        }
    }
    for current in &definitions.models {
        let (id, version) = (&current.model.id, current.version);
        text += &format!("{:?}\n", app.state.health_all(id, version).await.expect("health"));
        text += &format!("{:?}\n", app.state.transitions(id, version, Day(0), Day(i32::MAX)).await.expect("moves"));
        text += &format!("{:?}\n", app.state.shares(id, version, Day(0), Day(i32::MAX)).await.expect("shares"));
    }
    text + &format!("{:?}\n", app.state.metrics_all().await.expect("metrics now"))
}

/// As text, so that no data (NaN) equals no data.
async fn health(app: &App, model: &str, version: u32, account: AccountId) -> Vec<String> {
    let version = ModelVersion { model: model.to_owned(), version };
    let days: Vec<HealthDay> = app.lake.health_of(&version, account).await.expect("health history");
    days.iter().map(|day| format!("{day:?}")).collect()
}

fn a_fact() -> impl Strategy<Value = Fact> {
    let names = prop_oneof![Just("login"), Just("feature.used"), Just("data.imported"), Just("survey"), Just("touch")];
    let values = proptest::option::of((0i32..400).prop_map(|n| f64::from(n) / 10.0));
    (any::<[u8; 16]>(), 1..=ACCOUNTS, 0i64..3, names, 0i64..35 * 86_400, 0i64..9 * 86_400, values).prop_map(
        |(id, account, person, name, seconds, late, value)| {
            let occurred_at = Micros(Zone::tokyo().start_of(Day(TODAY - 34)).0 + seconds * 1_000_000);
            Fact {
                id: FactId(id),
                account: AccountId(account),
                person: (person > 0).then_some(banso_kernel::PersonId(person)),
                name: name.to_owned(),
                occurred_at,
                known_at: Micros(occurred_at.0 + late * 1_000_000),
                value,
                props: if name == "feature.used" { r#"{"feature":"report"}"#.to_owned() } else { String::new() },
                source: "test".to_owned(),
            }
        },
    )
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn any_order_and_split_of_facts_gives_the_same_history_as_a_rebuild_from_nothing(
        facts in proptest::collection::vec(a_fact(), 1..60),
        order in any::<u64>(),
        cuts in proptest::collection::vec((0usize..60, any::<bool>(), any::<bool>()), 0..5),
    ) {
        runtime().block_on(async {
            let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
            let at_once = app(one.path()).await;
            add_accounts(&at_once).await;
            send(&at_once, &facts).await;
            let want = derived(&at_once).await;

            let piecemeal = app(other.path()).await;
            add_accounts(&piecemeal).await;
            let mut shuffled = facts.clone();
            shuffled.sort_by_key(|fact| blake3::hash(&[&fact.id.0[..], &order.to_le_bytes()].concat()).to_hex());
            let mut rest = shuffled.as_slice();
            for (cut, seal, rebuild) in cuts {
                let (head, tail) = rest.split_at(cut.min(rest.len()));
                send(&piecemeal, head).await;
                send(&piecemeal, head).await; // sent twice, counted once
                if seal {
                    piecemeal.seal(&|_| ()).await.expect("sealed");
                }
                if seal && rebuild {
                    piecemeal.lake.maintain(Micros(0), std::time::Duration::ZERO).await.expect("compacted");
                }
                if rebuild {
                    piecemeal.rebuild(&|_: Progress| ()).await.expect("rebuilt");
                }
                rest = tail;
            }
            send(&piecemeal, rest).await;
            piecemeal.seal(&|_| ()).await.expect("sealed");
            prop_assert_eq!(derived(&piecemeal).await, want);
            Ok(())
        })?;
    }

    #[test]
    fn one_account_computed_on_demand_equals_the_rebuild(facts in proptest::collection::vec(a_fact(), 1..40)) {
        runtime().block_on(async {
            let folder = tempfile::tempdir().expect("a folder");
            let app = app(folder.path()).await;
            add_accounts(&app).await;
            let (sealed, fresh) = facts.split_at(facts.len() / 2);
            send(&app, sealed).await;
            app.seal(&|_| ()).await.expect("sealed");
            send(&app, fresh).await;
            let want = derived(&app).await;
            for account in (1..=ACCOUNTS).map(AccountId) {
                app.refresh(account).await.expect("refreshed");
            }
            prop_assert_eq!(dump(&app).await, want);
            Ok(())
        })?;
    }
}

/// A clock that tests move.
struct Hand(AtomicI64);

impl Hand {
    fn at(day: i32) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(Zone::tokyo().start_of(Day(day)).0 + 9 * 3_600_000_000)))
    }

    fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Micros {
        Micros(self.0.load(Ordering::SeqCst))
    }
}

/// What happens to a workspace.
#[derive(Clone, Debug)]
enum Happens {
    /// Facts come: account, name, seconds ago (some in the future), value; some of them are sent twice.
    Facts(Vec<(u8, i64, usize, i64, Option<i32>)>),
    Seal,
    Compact,
    CatchUp,
    WithLake,
    Touch(u8),
    /// So many days go by.
    Days(u8),
    /// The program is started anew.
    Restart,
}

fn happens() -> impl Strategy<Value = Happens> {
    let ago = prop_oneof![6 => 0i64..7_200, 3 => 0i64..3 * 86_400, 2 => 0i64..40 * 86_400, 1 => -90_000i64..0];
    let fact = (1u8..=4, 0i64..3, 0usize..5, ago, proptest::option::of(0i32..400));
    prop_oneof![
        8 => proptest::collection::vec(fact, 1..8).prop_map(Happens::Facts),
        1 => Just(Happens::Seal),
        1 => Just(Happens::Compact),
        5 => Just(Happens::CatchUp),
        2 => Just(Happens::WithLake),
        1 => (1u8..=3).prop_map(Happens::Touch),
        3 => (1u8..4).prop_map(Happens::Days),
        1 => Just(Happens::Restart),
    ]
}

/// Metrics and a model that few facts move.
const NERVOUS_METRICS: &str = r#"
[[metric]]
id = "n_logins"
name = { ja = "ログイン", en = "Log-ins" }
kind = "count"
fact = "login"
window = 3

[[metric]]
id = "n_people"
name = { ja = "人", en = "People" }
kind = "people"
facts = ["login", "feature.used"]
window = 2

[[metric]]
id = "n_score"
name = { ja = "点", en = "Score" }
kind = "sum"
fact = "survey"
window = 5
stale_after = 6

[[metric]]
id = "n_since"
name = { ja = "最後の接点", en = "Since the last touch" }
kind = "days_since"
fact = "touch"
"#;
const NERVOUS_MODEL: &str = r#"
id = "nervous"
kind = "points"
name = { ja = "敏感", en = "Nervous" }
min_coverage = 0

[[segment]]
id = "best"
name = { ja = "最良", en = "Best" }
about = { ja = "最良", en = "Best" }
from = 30

[[segment]]
id = "good"
name = { ja = "良い", en = "Good" }
about = { ja = "良い", en = "Good" }
from = 20

[[segment]]
id = "fair"
name = { ja = "普通", en = "Fair" }
about = { ja = "普通", en = "Fair" }
from = 10

[[segment]]
id = "low"
name = { ja = "低い", en = "Low" }
about = { ja = "低い", en = "Low" }

[[axis]]
id = "all"
name = { ja = "すべて", en = "All" }
about = { ja = "すべて", en = "All" }

[[axis.criterion]]
id = "logs_in"
metric = "n_logins"
at_least = 1
points = 10
name = { ja = "ログインがある", en = "Logs in" }
next = { ja = "招く", en = "Invite" }

[[axis.criterion]]
id = "has_people"
metric = "n_people"
at_least = 2
points = 10
name = { ja = "二人いる", en = "Two people" }
next = { ja = "増やす", en = "Add people" }

[[axis.criterion]]
id = "scores"
metric = "n_score"
at_least = 5
points = 10
name = { ja = "点がある", en = "Scores" }
next = { ja = "聞く", en = "Ask" }

[[axis.criterion]]
id = "touched"
metric = "n_since"
at_most = 3
points = 10
name = { ja = "話した", en = "Touched" }
next = { ja = "話す", en = "Call" }
"#;

/// What was shown on a day, and when it was computed.
struct Shown {
    day: Day,
    known_by: Micros,
    of_model: Vec<String>,
}

async fn shown(app: &App, day: Day) -> Vec<String> {
    let mut all = Vec::new();
    for of in app.definitions().await.expect("definitions").models {
        let version = ModelVersion { model: of.model.id.clone(), version: of.version };
        all.push(format!("{:?}", app.lake.shown_on(&version, day).await.expect("what was shown")));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn catching_up_equals_a_rebuild_and_every_day_stays_as_it_was_known(
        events in proptest::collection::vec(happens(), 1..24),
    ) {
        runtime().block_on(async {
            let folder = tempfile::tempdir().expect("a folder");
            let clock = Hand::at(TODAY - 12);
            let open = async || {
                App::open(folder.path(), clock.clone(), Arc::new(Counter::default())).await.expect("a data folder")
            };
            let mut app = open().await;
            add_accounts(&app).await;
            // A fourth account has no history but its facts, so that the first of them begins it.
            let mut tx = app.state.begin().await.expect("a transaction");
            let keys = AccountKeys { name_key: "4".into(), search_key: "4".into(), collation_key: "4".into() };
            tx.put_accounts(&[(Account::bare("A-4"), keys)], &change()).await.expect("an account");
            tx.commit().await.expect("committed");
            app.publish_as(None, &format!("{}{NERVOUS_METRICS}", templates::METRICS), "test").await.expect("metrics");
            app.publish_as(None, NERVOUS_MODEL, "test").await.expect("a model");
            app.rebuild(&|_: Progress| ()).await.expect("rebuilt");
            let (mut sent, mut days, mut resumed) = (0u64, Vec::new(), 0);
            for event in events {
                clock.pass(60);
                match event {
                    Happens::Facts(rows) => {
                        let facts: Vec<Fact> = rows.into_iter().map(|(account, person, name, ago, value)| {
                            sent += 1;
                            let name = ["login", "feature.used", "data.imported", "survey", "touch"][name];
                            Fact {
                                id: FactId(u128::from(sent).to_be_bytes()),
                                account: AccountId(i64::from(account)),
                                person: (person > 0).then_some(banso_kernel::PersonId(person)),
                                name: name.to_owned(),
                                occurred_at: Micros(clock.now().0 - ago * 1_000_000),
                                known_at: clock.now(),
                                value: value.map(|n| f64::from(n) / 10.0),
                                props: String::new(),
                                source: "test".to_owned(),
                            }
                        }).collect();
                        send(&app, &facts).await;
                        send(&app, &facts[..facts.len() / 2]).await;
                    }
                    Happens::Seal => drop(app.seal(&|_| ()).await.expect("sealed")),
                    Happens::Compact => drop(app.lake.maintain(Micros(0), std::time::Duration::ZERO).await.expect("done")),
                    Happens::CatchUp => {
                        let done = app.catch_up().await.expect("caught up");
                        resumed += usize::from(matches!(done, CaughtUp::Days { .. }));
                        prop_assert_eq!(app.catch_up().await.expect("caught up"), CaughtUp::Nothing);
                    }
                    Happens::WithLake => drop(app.catch_up_with_lake().await.expect("caught up")),
                    Happens::Touch(account) => {
                        app.refresh(AccountId(i64::from(account))).await.expect("refreshed");
                    }
                    Happens::Days(days_by) => {
                        // What is on the screens when the day ends.
                        app.catch_up().await.expect("caught up");
                        let day = Zone::tokyo().day_of(clock.now());
                        let known_by = clock.now();
                        clock.pass(i64::from(days_by) * 86_400);
                        app.catch_up().await.expect("caught up");
                        days.push(Shown { day, known_by, of_model: shown(&app, day).await });
                    }
                    Happens::Restart => {
                        drop(app);
                        app = open().await;
                    }
                }
            }
            app.catch_up_with_lake().await.expect("caught up");
            let got = dump(&app).await;
            prop_assert_eq!(&got, &derived(&app).await, "after {} continued computations", resumed);
            for then in days {
                prop_assert_eq!(&shown(&app, then.day).await, &then.of_model, "what was shown stays");
                let known = app.known_on(then.day, then.known_by).await.expect("as known then");
                for (place, of) in app.definitions().await.expect("definitions").models.iter().enumerate() {
                    let version = ModelVersion { model: of.model.id.clone(), version: of.version };
                    let shown = app.lake.shown_on(&version, then.day).await.expect("shown");
                    let segments = |days: Vec<(AccountId, String, u64)>| days;
                    let name = |at: u8| of.model.segments.get(usize::from(at)).map_or("", |s| s.id.as_str()).to_owned();
                    let want = segments(known[place].iter().map(|(id, day)| (*id, name(day.segment), day.coverage.to_bits())).collect());
                    let got = segments(shown.iter().map(|row| (row.account, row.state.segment.clone(), row.state.coverage.to_bits())).collect());
                    prop_assert_eq!(got, want, "{} on {}", of.model.id, then.day);
                    let unmet = |bits: u64| of.model.in_set(bits).map(|c| c.id.as_str()).collect::<Vec<_>>().join(",");
                    let want: Vec<String> = known[place].iter().map(|(_, day)| unmet(day.unmet())).collect();
                    prop_assert_eq!(shown.iter().map(|row| row.state.unmet.clone()).collect::<Vec<_>>(), want);
                }
            }
            Ok(())
        })?;
    }
}

#[test]
fn a_changed_criterion_is_version_2_and_version_1_keeps_its_history() {
    runtime().block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(folder.path()).await;
        add_accounts(&app).await;
        let login = |n: u8| Fact {
            id: FactId([n; 16]),
            account: AccountId(1),
            person: None,
            name: "login".to_owned(),
            occurred_at: Micros(Zone::tokyo().start_of(Day(TODAY - i32::from(n))).0),
            known_at: Micros(Zone::tokyo().start_of(Day(TODAY - i32::from(n))).0),
            value: None,
            props: String::new(),
            source: "test".to_owned(),
        };
        send(&app, &(0..5).map(login).collect::<Vec<_>>()).await;
        app.rebuild(&|_: Progress| ()).await.expect("rebuilt");
        let first = health(&app, "rank_matrix", 1, AccountId(1)).await;
        assert!(!first.is_empty());

        let (_, text) = templates::MODELS[0];
        assert_eq!(app.publish_as(None, text, "the same text").await.expect("published").1, 1, "no change, no version");
        let stricter = text.replacen("at_least = 4\nname = { ja = \"28日", "at_least = 6\nname = { ja = \"28日", 1);
        assert_ne!(stricter, text);
        let (id, version) = app.publish_as(None, &stricter, "four days are too few").await.expect("published");
        assert_eq!((id.as_str(), version), ("rank_matrix", 2));
        app.rebuild(&|_: Progress| ()).await.expect("rebuilt");
        assert_eq!(health(&app, "rank_matrix", 1, AccountId(1)).await, first, "version 1 to the last bit");
        let second = health(&app, "rank_matrix", 2, AccountId(1)).await;
        assert_ne!(second.last(), first.last());
        app.rebuild(&|_: Progress| ()).await.expect("rebuilt");
        assert_eq!(health(&app, "rank_matrix", 2, AccountId(1)).await, second, "again the same");
        let versions = app.state.definition_versions(DefinitionKind::Model, "rank_matrix").await.expect("versions");
        assert_eq!(versions.iter().map(|v| v.version).collect::<Vec<_>>(), [2, 1]);
    });
}

#[test]
fn metrics_that_a_model_needs_cannot_be_taken_away() {
    runtime().block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(folder.path()).await;
        let without = templates::METRICS.replace("id = \"login_days_28d\"", "id = \"renamed\"");
        let refused = app.publish_as(None, &without, "renamed").await.expect_err("refused");
        assert!(
            matches!(&refused, banso_app::Refused::Input(wrong) if wrong[0].problem.code == "problem-metric-unknown")
        );
        let definitions = app.state.definitions(DefinitionKind::Metrics).await.expect("definitions");
        assert_eq!((definitions[0].id.as_str(), definitions[0].version), (METRICS, 1));
    });
}
