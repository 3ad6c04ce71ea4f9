//! Why health changed between two days: what use cases read from the stores adds up, across a new version of the model
//! and facts that came late.

use crate::support::{ACCOUNTS, TODAY, a_fact, add_accounts, runtime, send};
use banso_app::accounts::{Why, health};
use banso_app::history::Progress;
use banso_app::{App, Principal};
use banso_domain::facts::Fact;
use banso_domain::health::evaluate_values;
use banso_domain::members::Role;
use banso_domain::reasons::{Cause, Move, Standing};
use banso_domain::templates;
use banso_kernel::{AccountId, Clock, Day, FactId, Lang, MemberId, Micros, Zone};
use banso_testbed::Counter;
use proptest::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock that is moved by hand.
struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Micros {
        Micros(self.0.load(Ordering::SeqCst))
    }
}

impl Hand {
    fn to(&self, day: i32) {
        self.0.store(Zone::tokyo().start_of(Day(day)).0 + 12 * 3_600_000_000, Ordering::SeqCst);
    }
}

fn reader() -> Principal {
    Principal { member: MemberId(1), role: Role::Viewer, lang: Lang::Ja, name: "x".to_owned(), past: None }
}

/// The shipped model with a criterion that is harder to meet.
fn stricter() -> String {
    let (_, text) = templates::MODELS[0];
    let stricter = text.replacen("at_least = 4\nname = { ja = \"28日", "at_least = 6\nname = { ja = \"28日", 1);
    assert_ne!(stricter, text);
    stricter
}

/// A folder that began 40 days ago, with these facts, a second version since 12 days ago.
async fn world(dir: &std::path::Path, facts: &[Fact]) -> App {
    let clock = Arc::new(Hand(AtomicI64::new(0)));
    clock.to(TODAY - 40);
    let app = App::open(dir, clock.clone(), Arc::new(Counter::default())).await.expect("a data folder");
    add_accounts(&app).await;
    clock.to(TODAY - 12);
    app.publish_as(None, &stricter(), "four days are too few").await.expect("published");
    clock.to(TODAY);
    send(&app, facts).await;
    app.rebuild(&|_: Progress| ()).await.expect("rebuilt");
    app
}

async fn why(app: &App, account: AccountId, from: i32, to: i32) -> Option<Why> {
    let days = (Some(Day(from)), Some(Day(to)));
    health(app, &reader(), account, Some("rank_matrix"), days).await.expect("a page").why
}

/// What was shown of an account on a day, from the use case that asks for all accounts at once.
async fn shown(app: &App, why: &Why, account: AccountId, day: Day) -> Option<Standing> {
    let over = Micros(Zone::tokyo().start_of(day + 1).0 - 1);
    let known = app.known_then(&[day]).await.expect("metrics");
    assert!(over < app.clock.now());
    let (_, rows) = known.first()?;
    let at = rows.accounts.iter().position(|id| *id == account)?;
    let values: Vec<f64> = why.model.criteria.iter().map(|criterion| rows.columns[criterion.column][at]).collect();
    Some(Standing::of(&why.model, &evaluate_values(&why.model, &values)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn parts_add_up_across_a_new_version_and_late_facts(
        facts in prop::collection::vec(a_fact(), 20..90),
        pairs in prop::collection::vec((0..34i32, 0..34i32), 8),
    ) {
        runtime().block_on(async {
            let folder = tempfile::tempdir().expect("a folder");
            let app = world(folder.path(), &facts).await;
            for (a, b) in pairs {
                for account in (1..=ACCOUNTS).map(AccountId) {
                    let Some(why) = why(&app, account, TODAY - a, TODAY - b).await else { continue };
                    let split = &why.split;
                    let sum: Move = split.parts.iter().map(|part| part.moved).sum();
                    assert_eq!(sum, split.whole(), "{why:?}");
                    assert_eq!(split.whole(), Move::between(&split.from, &split.to));
                    let versions = [why.from, why.to].map(|day| if day < Day(TODAY - 12) { 1 } else { 2 });
                    assert_eq!([why.version, why.to_version], versions, "{:?} {:?}", why.from, why.to);
                    if why.to == Day(TODAY) {
                        let rows = app.state.health_all("rank_matrix", 2).await.expect("lists");
                        let row = rows.iter().find(|row| row.account == account).expect("a row");
                        let segment = split.to.segment.unwrap_or(i64::from(banso_domain::health::NONE));
                        assert_eq!(segment, i64::from(row.segment), "{why:?}");
                    }
                }
            }
        });
    }
}

fn login(n: u8, day: i32, known: i32) -> Fact {
    Fact {
        id: FactId([n; 16]),
        account: AccountId(1),
        person: None,
        name: "login".to_owned(),
        occurred_at: Micros(Zone::tokyo().start_of(Day(day)).0 + i64::from(n)),
        known_at: Micros(Zone::tokyo().start_of(Day(known)).0 + 1),
        value: None,
        props: String::new(),
        source: "test".to_owned(),
    }
}

#[test]
fn facts_that_came_late_are_told_as_late_and_a_new_version_as_the_model() {
    runtime().block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        // One login was known at once; five more of the days before came two days later.
        let mut facts = vec![login(1, TODAY - 20, TODAY - 20)];
        facts.extend((2..7).map(|n| login(n, TODAY - 20 - i32::from(n), TODAY - 18)));
        let app = world(folder.path(), &facts).await;
        let late = why(&app, AccountId(1), TODAY - 19, TODAY - 17).await.expect("two days");
        let causes: Vec<Cause> = late.split.parts.iter().map(|part| part.cause).collect();
        assert!(causes.contains(&Cause::LateData), "{late:?}");
        assert!(!causes.contains(&Cause::Model), "{late:?}");
        assert_eq!(Some(late.split.from), shown(&app, &late, AccountId(1), late.from).await, "as it was shown");
        let part = late.split.parts.iter().find(|part| part.cause == Cause::LateData).expect("a part");
        assert!(part.before < part.after, "{part:?}");
        // Known at once and known now agree where nothing came late.
        let quiet = why(&app, AccountId(1), TODAY - 17, TODAY - 16).await.expect("two days");
        assert!(quiet.split.parts.iter().all(|part| part.cause != Cause::LateData), "{quiet:?}");
        let across = why(&app, AccountId(1), TODAY - 13, TODAY - 12).await.expect("two days");
        assert_eq!((across.version, across.to_version), (1, 2));
    });
}

#[test]
fn what_was_brought_in_later_is_not_late() {
    runtime().block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        // A year's worth of a file: everything became known yesterday.
        let facts: Vec<Fact> = (1..9).map(|n| login(n, TODAY - 3 * i32::from(n), TODAY - 1)).collect();
        let app = world(folder.path(), &facts).await;
        let why = why(&app, AccountId(1), TODAY - 10, TODAY).await.expect("two days");
        assert!(why.brought_later);
        assert!(why.split.parts.iter().all(|part| part.cause != Cause::LateData), "{why:?}");
        assert_eq!((why.from, why.to), (Day(TODAY - 10), Day(TODAY)));
    });
}
