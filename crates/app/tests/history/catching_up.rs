//! Going on from what was computed equals computing from nothing, and what was shown of a day stays.

use crate::support::*;
use banso_app::history::{CaughtUp, Progress};
use banso_app::{App, Principal};
use banso_domain::accounts::Account;
use banso_domain::board::Past;
use banso_domain::facts::Fact;
use banso_domain::health::DayHealth;
use banso_domain::templates;
use banso_kernel::{AccountId, Clock, Day, FactId, Micros, Zone};
use banso_lake::{HealthDay, ModelVersion};
use banso_state::AccountKeys;
use banso_testbed::Counter;
use proptest::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

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

/// Segment (none: past the last one), share of weight known, criteria met and known.
type Stood = (u8, u64, u64, u64);

fn of_health(day: &DayHealth) -> Stood {
    (day.segment, day.coverage.to_bits(), day.met, day.known)
}

/// The account list as a reader sees it on a day of the past, by id.
async fn turned_back(app: &App, model: &str, past: Past) -> Vec<(AccountId, Stood)> {
    let who = Principal {
        member: banso_kernel::MemberId(1),
        role: banso_domain::members::Role::Viewer,
        lang: banso_kernel::Lang::Ja,
        name: String::new(),
        past: Some(past),
    };
    let asked = [("model".to_owned(), model.to_owned())];
    let listing = banso_app::accounts::list(app, &who, &asked).await.expect("a list");
    assert_eq!((listing.lens.as_of, listing.board.as_of), (past.day, past.day));
    let mut rows: Vec<(AccountId, Stood)> = (listing.board.rows().iter())
        .filter_map(|row| {
            let stood = row.standing.as_ref()?;
            let segment = stood.segment.unwrap_or(banso_domain::health::NONE);
            Some((row.account, (segment, stood.coverage.to_bits(), stood.met, stood.known)))
        })
        .collect();
    rows.sort_by_key(|(id, _)| *id);
    rows
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
                    let name = |at: u8| of.model.segments.get(usize::from(at)).map_or("", |s| s.id.as_str()).to_owned();
                    let unmet = |bits: u64| of.model.in_set(bits).map(|c| c.id.as_str()).collect::<Vec<_>>().join(",");
                    let want: Vec<_> = known[place]
                        .iter()
                        .map(|(id, day)| (*id, name(day.segment), day.coverage.to_bits(), unmet(day.unmet())))
                        .collect();
                    let got: Vec<_> = shown
                        .into_iter()
                        .map(|HealthDay { account, state, .. }| (account, state.segment, state.coverage.to_bits(), state.unmet))
                        .collect();
                    prop_assert_eq!(got, want, "{} on {}", of.model.id, then.day);
                    // A reader who turns the workspace back sees the same, and with all facts what a rebuild says.
                    let listed = turned_back(&app, &of.model.id, Past { day: then.day, known_then: true }).await;
                    let then_known: Vec<_> = known[place].iter().map(|(id, day)| (*id, of_health(day))).collect();
                    prop_assert_eq!(listed, then_known, "{} turned back to {}", of.model.id, then.day);
                    let listed = turned_back(&app, &of.model.id, Past { day: then.day, known_then: false }).await;
                    let rebuilt = app.lake.health_on(&version, then.day).await.expect("health").into_iter();
                    let now: Vec<_> = rebuilt
                        .map(|HealthDay { account, state, .. }| (account, (state.segment, state.coverage.to_bits())))
                        .collect();
                    let listed: Vec<_> = listed
                        .into_iter()
                        .map(|(id, (segment, coverage, ..))| (id, (name(segment), coverage)))
                        .collect();
                    prop_assert_eq!(listed, now, "{} turned back to {} with all facts", of.model.id, then.day);
                }
            }
            Ok(())
        })?;
    }
}

#[test]
fn a_start_brings_the_lake_what_only_the_lists_had() {
    runtime().block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Hand::at(TODAY);
        let open = async || {
            App::open(folder.path(), clock.clone(), Arc::new(Counter::default())).await.expect("a data folder")
        };
        let app = open().await;
        add_accounts(&app).await;
        app.rebuild(&|_: Progress| ()).await.expect("rebuilt");
        let login = |n: u8| Fact {
            id: FactId([n; 16]),
            account: AccountId(1),
            person: None,
            name: "login".to_owned(),
            occurred_at: Micros(clock.now().0 - i64::from(n) * 60_000_000),
            known_at: clock.now(),
            value: None,
            props: String::new(),
            source: "test".to_owned(),
        };
        // The first one ends a silence for everybody; the second one changes lists alone.
        send(&app, &[login(1)]).await;
        app.catch_up().await.expect("caught up");
        send(&app, &[login(2)]).await;
        assert!(matches!(app.catch_up().await.expect("caught up"), CaughtUp::Days { accounts: 1, .. }));
        drop(app);
        let app = open().await;
        assert!(matches!(app.catch_up().await.expect("caught up"), CaughtUp::Everything(_)));
        assert_eq!(app.catch_up().await.expect("caught up"), CaughtUp::Nothing);
        let got = dump(&app).await;
        assert_eq!(got, derived(&app).await);
    });
}
