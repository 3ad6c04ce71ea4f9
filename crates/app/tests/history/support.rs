//! A data folder with a few accounts, facts for them, and everything that is derived as text.

use banso_app::App;
use banso_app::history::Progress;
use banso_domain::accounts::Account;
use banso_domain::contracts::{Contract, Ringi};
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, Clock, Currency, Day, FactId, Micros, Money, Zone};
use banso_lake::{HealthDay, ModelVersion};
use banso_state::{AccountKeys, Change};
use banso_testbed::Counter;
use proptest::prelude::*;
use std::sync::Arc;

pub const TODAY: i32 = 20_500;
pub const ACCOUNTS: i64 = 3;

/// A clock that stands still at noon of [`TODAY`].
pub struct Noon;

impl Clock for Noon {
    fn now(&self) -> Micros {
        Micros(Zone::tokyo().start_of(Day(TODAY)).0 + 12 * 3_600_000_000)
    }
}

pub async fn app(dir: &std::path::Path) -> App {
    App::open(dir, Arc::new(Noon), Arc::new(Counter::default())).await.expect("a data folder")
}

pub fn change() -> Change {
    Change { at: Noon.now(), by: None, cause: "test".to_owned() }
}

pub async fn add_accounts(app: &App) {
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

pub async fn send(app: &App, facts: &[Fact]) {
    let mut tx = app.state.begin().await.expect("a transaction");
    tx.accept_facts(facts).await.expect("facts");
    tx.commit().await.expect("committed");
}

/// Everything that is derived, as text that differs if any bit does.
pub async fn derived(app: &App) -> String {
    app.rebuild(&|_: Progress| ()).await.expect("rebuilt");
    dump(app).await
}

pub async fn dump(app: &App) -> String {
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
pub async fn health(app: &App, model: &str, version: u32, account: AccountId) -> Vec<String> {
    let version = ModelVersion { model: model.to_owned(), version };
    let days: Vec<HealthDay> = app.lake.health_of(&version, account).await.expect("health history");
    days.iter().map(|day| format!("{day:?}")).collect()
}

pub fn a_fact() -> impl Strategy<Value = Fact> {
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

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
}
