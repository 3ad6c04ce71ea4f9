//! Derived history: the same whatever way the facts came, and kept for every version of a model.

use banso_app::history::Progress;
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
use std::sync::atomic::{AtomicU64, Ordering};

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
        text += &format!("{:?}\n", app.state.transitions(id, version, Day(0), Day(TODAY)).await.expect("moves"));
        text += &format!("{:?}\n", app.state.shares(id, version, Day(0), Day(TODAY)).await.expect("shares"));
    }
    text
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
