//! Acting on a new day: `cargo xtask bench` runs it and prints what it says.
//!
//! `actions DIR` makes a workspace of 10,000 accounts with 50 plays and 200 conditions in an empty folder, lets them act
//! once, and takes the facts of some days, each followed by a turn of all accounts. A line of JSON says how long these
//! took, and how long reading the same state took. The folder is emptied at the end.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a program that measures and prints"
)]

use banso_app::{App, Principal};
use banso_domain::accounts::Account;
use banso_domain::contracts::{Contract, Ringi};
use banso_domain::facts::Fact;
use banso_domain::members::Role;
use banso_domain::people::Person;
use banso_domain::templates;
use banso_kernel::{AccountId, Clock, Currency, Day, FactId, Lang, Micros, Money, PersonId, Zone};
use banso_state::{AccountKeys, Change, NewMember};
use banso_testbed::Drawn;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

const ACCOUNTS: usize = 10_000;
const PLAYS: usize = 50;
/// Conditions of signals, shipped ones among them; those of plays, steps and phases bring them to two hundred.
const SIGNALS: usize = 93;
/// Days that are measured.
const MEASURED: i32 = 5;
/// Days of the past that have facts.
const PAST: i32 = 30;
/// Facts of a day.
const FACTS: u64 = 20_000;
const START: Day = Day(20_605);
const OWNER: &str = "sato@vendor.example";
const NAMES: [&str; 4] = ["login", "feature.used", "data.imported", "ticket"];
const METRICS: [&str; 6] =
    ["logins_28d", "login_days_28d", "feature_uses_28d", "imports_28d", "days_since_login", "uses_7d"];
const MICROS_OF_DAY: i64 = 86_400_000_000;

struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Micros {
        Micros(self.0.load(Ordering::SeqCst))
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    match arguments.as_slice() {
        // A word without a folder is the name of a test, which `cargo test NAME` gives to benches too.
        [dir] if Path::new(dir).is_absolute() => runtime.block_on(measure(Path::new(dir))),
        // `cargo test --all-targets` runs every bench once: nothing to do without data.
        _ => println!("actions: nothing asked for"),
    }
}

async fn measure(dir: &Path) {
    let zone = Zone::tokyo();
    let clock = Arc::new(Hand(AtomicI64::new(0)));
    let to = |day: Day| clock.0.store(zone.start_of(day).0 + MICROS_OF_DAY / 3, Ordering::SeqCst);
    to(START);
    let app = App::open(dir, clock.clone(), Arc::new(Drawn::new(1))).await.unwrap();
    let accounts = prepare(&app).await;
    for ago in (1..=PAST).rev() {
        send(&app, &accounts, &zone, START - ago).await;
    }
    app.catch_up().await.unwrap();
    let start = Instant::now();
    let first = app.act(None).await.unwrap();
    let took = start.elapsed().as_secs_f64();
    eprintln!("first: {took:.1} s, {first:?}");

    let (mut acts, mut again, mut reads, mut deeds, mut rows) = (Vec::new(), Vec::new(), Vec::new(), 0, 0);
    for day in 1..=MEASURED {
        send(&app, &accounts, &zone, START + day - 1).await;
        to(START + day);
        app.catch_up().await.unwrap();
        let start = Instant::now();
        rows = read(&app).await;
        reads.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let acted = app.act(None).await.unwrap().unwrap();
        acts.push(start.elapsed().as_secs_f64());
        assert_eq!(acted.accounts, ACCOUNTS);
        deeds += acted.deeds;
        // Once more, with nothing left to decide.
        let start = Instant::now();
        let _ = app.act(None).await.unwrap();
        again.push(start.elapsed().as_secs_f64());
        eprintln!("day {day}: read {:.2} s, act {:.2} s, {acted:?}", reads[reads.len() - 1], acts[acts.len() - 1]);
    }
    let line = serde_json::json!({
        "accounts": ACCOUNTS,
        "plays": PLAYS,
        "conditions": conditions(),
        "rows": rows,
        "first": took,
        "read": median(reads),
        "act": median(acts),
        "again": median(again),
        "deeds": deeds / MEASURED as usize,
    });
    println!("{line}");
    drop(app);
    std::fs::remove_dir_all(dir).unwrap();
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Reads once what a turn of all accounts reads, and says how many rows that is.
async fn read(app: &App) -> usize {
    let state = &app.state;
    let mut rows = state.accounts_full().await.unwrap().len();
    rows += state.people_all().await.unwrap().len();
    rows += state.contracts_all().await.unwrap().len();
    rows += state.churned_accounts().await.unwrap().len() + state.unsubscribed().await.unwrap().len();
    rows += state.messages_since(Micros(app.clock.now().0 - 8 * MICROS_OF_DAY)).await.unwrap().len();
    rows += state.positions(None).await.unwrap().len() + state.steps_done(None).await.unwrap().len();
    rows += state.open_signals(None).await.unwrap().len();
    rows += state.active_runs(None).await.unwrap().len() + state.last_entries(None).await.unwrap().len();
    rows += state.run_tasks(None).await.unwrap().len() + state.run_deliveries(None).await.unwrap().len();
    rows += state.metrics_of(None).await.unwrap().len();
    for versioned in &app.definitions().await.unwrap().models {
        rows += state.health_all(&versioned.model.id, versioned.version).await.unwrap().len();
    }
    rows
}

/// Members, accounts with people and contracts, signals and plays that are on.
async fn prepare(app: &App) -> Vec<AccountId> {
    let now = app.clock.now();
    let mut tx = app.state.begin().await.unwrap();
    let (name, role) = ("佐藤 葵", Role::Admin);
    let new = NewMember { mail: OWNER, mail_key: OWNER, name, role, lang: Lang::Ja, password: "x" };
    let member = tx.add_member(&new, now).await.unwrap();
    let accounts: Vec<_> = (1..=ACCOUNTS)
        .map(|n| {
            let (name, signed_up_on) = (format!("株式会社{n}"), Some(START - (n % 900) as i32));
            let account = Account { name, signed_up_on, owner: Some(member), ..Account::bare(&format!("A-{n:05}")) };
            let keys = AccountKeys::of(&account);
            (account, keys)
        })
        .collect();
    let change = Change { at: now, by: None, cause: "bench".to_owned() };
    let (_, ids) = tx.put_accounts(&accounts, &change).await.unwrap();
    let contracts: Vec<Contract> = ids.iter().map(|id| contract(*id)).collect();
    tx.put_contracts(&contracts, &change).await.unwrap();
    let people: Vec<_> = ids
        .iter()
        .flat_map(|id| [1, 2].map(|n| person(*id, n)))
        .map(|person| {
            let key = person.search_text();
            (person, key)
        })
        .collect();
    tx.put_people(&people, &change).await.unwrap();
    tx.commit().await.unwrap();
    let leader = Principal { member, role, lang: Lang::Ja, name: name.to_owned(), past: None };
    let _ = app.publish_as(None, &signals(), "bench").await.unwrap();
    for n in 0..PLAYS {
        let (id, _) = app.publish_as(None, &play(n), "bench").await.unwrap();
        app.start_play(&leader, &id).await.unwrap();
    }
    ids
}

fn contract(account: AccountId) -> Contract {
    Contract {
        key: format!("C-{account}"),
        account,
        product: "pro".to_owned(),
        monthly: Money { minor: 10_000 + account.0 % 97 * 1_000, currency: Currency::JPY },
        starts_on: START - 400,
        ends_on: Some(START + (account.0 % 700) as i32 + 10),
        auto_renew: true,
        decline_by: None,
        ringi: Ringi::None,
        decider: String::new(),
    }
}

fn person(account: AccountId, n: i64) -> Person {
    Person {
        family: "山田".to_owned(),
        given: "太郎".to_owned(),
        email: format!("yamada{n}@c{account}.example"),
        champion: n == 1,
        issued_on: Some(START - 100),
        ..Person::bare(PersonId(account.0 * 10 + n), account, &format!("yamada{n}"))
    }
}

/// A condition that a few in a hundred accounts meet: a narrow range of a metric among those who pay so much.
fn condition(n: usize) -> String {
    let (metric, from) = (METRICS[n % METRICS.len()], 2 + n / METRICS.len());
    format!("metric.{metric} >= {from} && metric.{metric} < {} && account.cmrr > {}", from + 2, 70_000 + n * 300)
}

fn signals() -> String {
    let mut text = templates::SIGNALS.to_owned();
    for n in 0..SIGNALS - text.matches("[[signal]]").count() {
        let severity = ["high", "medium", "low"][n % 3];
        let _ = writeln!(
            text,
            "[[signal]]\nid = \"s{n}\"\nname = {{ ja = \"兆し{n}\", en = \"Signal {n}\" }}\nseverity = \"{severity}\"\n\
             when = \"{}\"\nclear_after = {}\n",
            condition(n),
            1 + n % 5
        );
    }
    text
}

/// Half of the plays wait for a signal, the others look every day; each has a condition for its audience and one inside.
fn play(n: usize) -> String {
    let trigger = if n.is_multiple_of(2) { format!("signal = \"s{n}\"") } else { "schedule = \"daily\"".to_owned() };
    format!(
        "play = \"p{n}\"\nname = {{ ja = \"施策{n}\", en = \"Play {n}\" }}\nowner = \"{OWNER}\"\n\
         hypothesis = {{ ja = \"効く\", en = \"It helps\" }}\nhold_out = 0.1\nreview_on = {}\nstop_on = {}\n\
         [trigger]\n{trigger}\n[audience]\nwhen = \"{}\"\n[again]\nafter_days = 30\n\
         [[step]]\nid = \"call\"\ndo = \"task\"\ntitle = {{ ja = \"{{account.name}}\", en = \"{{account.name}}\" }}\n\
         due = 3\n[[step]]\nid = \"done\"\ndo = \"wait_until\"\nwhen = \"done.call || metric.uses_7d >= {}\"\n\
         at_most_days = 10\n",
        START + 200,
        START + 300,
        if n.is_multiple_of(2) { "account.days >= 10".to_owned() } else { condition(n) },
        60 + n
    )
}

/// Conditions of signals, audiences and steps, and of the shipped journey (five of phases, two of steps).
fn conditions() -> usize {
    SIGNALS + 2 * PLAYS + 7
}

async fn send(app: &App, accounts: &[AccountId], zone: &Zone, day: Day) {
    let fact = |n: u64| {
        let hash = blake3::hash(&[n.to_le_bytes(), i64::from(day.0).to_le_bytes()].concat());
        let random = u128::from_le_bytes(hash.as_bytes()[..16].try_into().unwrap());
        let some = (random % accounts.len() as u128) as usize;
        Fact {
            id: FactId(random.to_le_bytes()),
            // Some accounts are busier than others.
            account: accounts[some * ((random >> 80) as usize % accounts.len()) / accounts.len()],
            person: None,
            name: NAMES[(random >> 20) as usize % NAMES.len()].to_owned(),
            occurred_at: Micros(zone.start_of(day).0 + (random >> 60) as i64 % MICROS_OF_DAY),
            known_at: app.clock.now(),
            value: None,
            props: String::new(),
            source: "bench".to_owned(),
        }
    };
    let facts: Vec<Fact> = (0..FACTS).map(fact).collect();
    let mut tx = app.state.begin().await.unwrap();
    tx.accept_facts(&facts).await.unwrap();
    tx.commit().await.unwrap();
}
