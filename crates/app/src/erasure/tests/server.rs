//! The state on a PostgreSQL server, which keeps what was deleted in its files, its log and its backups: what a person is
//! called is nowhere in them even before an erasure, and after it nobody has the key.

use super::who::Who;
use super::world::{House, unpack};
use super::{STEPS, Step, request_by_key};
use crate::ingest::{Call, SourceTerms, read};
use banso_kernel::{Micros, PersonId};
use banso_state::{ClaimLimits, Delivery, DeliveryFilter, DeliveryKind, DeliveryState, Ending, Tried, WaitingEvent};
use banso_testbed::Postgres;
use banso_testbed::scan::{Mark, found};
use std::path::Path;
use std::sync::Arc;

/// Bytes before the slots of the file of keys, and of a slot.
const HEAD: usize = 128;
const SLOT: usize = 64;

fn server() -> Option<Postgres> {
    Postgres::start().map_err(|reason| println!("skipped: {reason}")).ok()
}

/// An id from before somebody had a name.
fn visitor(who: &Who) -> String {
    format!("visitor-{}", who.key.to_lowercase())
}

/// What the person is called; not the number, which says nothing to whoever cannot read the rest.
fn marks(who: &Who) -> Vec<Mark> {
    let mut marks = who.marks(PersonId(0));
    marks.pop();
    marks.push(Mark::text("visitor", &visitor(who)));
    marks
}

/// Tells over HTTP who the person is, and what they did before and after.
async fn told(house: &House, who: &Who, source: &str) {
    let terms = SourceTerms { browser: false, makes_accounts: true, per_minute: None };
    let (_, key) = house.app.make_source(source, terms, None).await.expect("a source");
    let gate = house.app.gate(&key).await.expect("reads").expect("a gate");
    let (key, mail, anonymous) = (&who.key, &who.mail, visitor(who));
    let group = r#""context":{"groupId":"A-1"}"#;
    let traits = format!(r#"{{"email":"{mail}","nickname":"{}","phone":"{}"}}"#, who.title, who.phone);
    let events = [
        format!(r#"{{"type":"track","anonymousId":"{anonymous}","event":"before","properties":{{"by":"{mail}"}}}}"#),
        format!(r#"{{"type":"track","anonymousId":"{anonymous}9","event":"asked","properties":{{"of":"{mail}"}}}}"#),
        r#"{"type":"track","anonymousId":"stranger","event":"asked","properties":{"of":"nobody"}}"#.to_owned(),
        format!(r#"{{"type":"identify","userId":"{key}","anonymousId":"{anonymous}","traits":{traits},{group}}}"#),
        format!(r#"{{"type":"track","userId":"{key}","event":"!{mail}","properties":{{"by":"{mail}"}},{group}}}"#),
    ];
    let body = format!("{{\"batch\":[{}]}}", events.join(","));
    let now = house.app.clock.now();
    let delivery = read(Call::Batch, body.as_bytes(), now).expect("reads");
    let room = house.app.room(body.len()).expect("room");
    house.app.ingest(gate, delivery.events, now, room).await.expect("taken");
}

/// A mail to the person, sent, and one to somebody else that names them.
async fn mailed(house: &House, who: &Who, id: PersonId, other: PersonId) {
    let state = &house.app.state;
    let now = house.app.clock.now();
    let account = state.person(id).await.expect("reads").expect("there").account;
    let mail = |key: u8, to: PersonId| Delivery {
        id: 0,
        key: [key; 16],
        destination: None,
        kind: DeliveryKind::Mail,
        account: Some(account),
        person: Some(to),
        play: None,
        run: None,
        step: None,
        payload: format!(r#"{{"to":"{}","text":"{}{}様"}}"#, who.mail, who.family, who.given),
        state: DeliveryState::Waiting,
        attempts: 0,
        due_at: now,
        holder: String::new(),
        fencing: 0,
        held_until: None,
        last_error: String::new(),
        created_at: now,
        sent_at: None,
    };
    let mut tx = state.begin().await.expect("begins");
    tx.enqueue(&[mail(1, id), mail(2, other)]).await.expect("kept");
    let limits = ClaimLimits { messages: 9, per_destination: 9 };
    let taken = tx.claim_deliveries("one", now, Micros(now.0 + 60_000_000), limits).await.expect("taken");
    assert_eq!(taken.iter().filter(|one| one.payload.contains(&who.mail)).count(), 2, "readable to whoever sends it");
    for one in &taken {
        let (said, ending) = (format!("<{}> is unknown", who.mail), Ending::Dead);
        let (request, response) = (one.payload.clone(), said.clone());
        let tried = Tried { ending, at: now, status: Some(550), request, response, error: said };
        assert!(tx.finish_delivery(one.id, one.fencing, &tried).await.expect("kept"));
    }
    tx.commit().await.expect("commits");
}

/// The keys in the file that are in use, or to be destroyed.
fn keys(dir: &Path) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(dir.join("keys")).expect("reads");
    let slots = bytes[HEAD..].chunks_exact(SLOT);
    slots.filter(|slot| slot[0] == 1 || slot[0] == 2).map(|slot| slot[24..56].to_vec()).collect()
}

/// In which files any of these bytes are.
fn holding(dir: &Path, keys: &[Vec<u8>]) -> Vec<String> {
    let mut hits = Vec::new();
    for entry in std::fs::read_dir(dir).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            hits.extend(holding(&path, keys));
        } else {
            let bytes = std::fs::read(&path).expect("reads");
            let held = |key: &&Vec<u8>| bytes.windows(key.len()).any(|window| window == key.as_slice());
            hits.extend(keys.iter().find(held).map(|_| path.display().to_string()));
        }
    }
    hits
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copy(&path, &to) } else { std::fs::copy(&path, &to).map(drop).expect("copied") }
    }
}

/// The server's files as they lie there once everything is written, its log too.
fn seen(server: &Postgres, database: &str, marks: &[Mark]) -> Vec<String> {
    server.tell(database, "checkpoint");
    server.kill();
    let found = found(&server.data(), marks, unpack);
    server.resume();
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_never_has_what_a_person_is_called_and_its_backups_say_nothing_of_whom_once_the_key_is_gone() {
    let Some(server) = server() else { return };
    let who = Who::new(7);
    let without = House::on_server(&who, false, server.database()).await;
    let (expected, facts) = (without.dump().await, without.facts().await);
    drop(without);
    let database = server.database();
    let house = House::on_server(&who, true, database.clone()).await;
    told(&house, &who, "web").await;
    let (id, other) = (house.person(&who).await, house.somebody("P-0").await);
    mailed(&house, &who, id, other).await;
    let state = &house.app.state;
    let account = state.person(id).await.expect("reads").expect("there").account;
    assert_eq!(state.person_edits(id).await.expect("reads").len(), 3, "mail, title, a trait");
    assert_eq!(state.people_search(&who.family, 9).await.expect("reads").len(), 1);
    assert_eq!(state.waiting_count().await.expect("counts"), 2, "of two visitors; the third was met");

    // Nothing is readable before, and the look finds what is.
    let marks = marks(&who);
    let known = seen(&server, &database, &[Mark::text("account", "会社1")]);
    assert!(["base/", "pg_wal/"].iter().all(|place| known.iter().any(|hit| hit.contains(place))), "{known:?}");
    assert_eq!(seen(&server, &database, &marks), Vec::<String>::new(), "before the erasure");
    let dump = server.dump(&database);
    let dumped = tempfile::tempdir().expect("a folder");
    std::fs::write(dumped.path().join("dump"), &dump).expect("written");
    assert_eq!(found(dumped.path(), &marks, unpack), Vec::<String>::new(), "in the dump");
    assert!(!found(dumped.path(), &[Mark::text("account", "会社1")], unpack).is_empty());
    let (backup, before) = (tempfile::tempdir().expect("a folder"), keys(&house.dir()));
    copy(&house.dir(), backup.path());
    assert_eq!(holding(&server.data(), &before), Vec::<String>::new(), "no key is in the database");

    request_by_key(&house.app, "A-1", &who.key).await.expect("noted");
    house.app.finish_erasures().await.expect("completes");
    let after = keys(&house.dir());
    let gone: Vec<Vec<u8>> = before.into_iter().filter(|key| !after.contains(key)).collect();
    // The person, the visitor, the events that waited, the report of the import with a row that named them.
    assert!(gone.len() >= 4, "{} keys are destroyed", gone.len());
    assert_eq!(holding(&house.dir(), &gone), Vec::<String>::new());
    assert_eq!(found(&house.dir(), &marks, unpack), Vec::<String>::new());
    assert_eq!((house.dump().await, house.facts().await), (expected.clone(), facts.clone()));
    let state = &house.app.state;
    assert_eq!(state.person(other).await.expect("reads").expect("stays").family, "人0");
    assert_eq!(state.waiting_count().await.expect("counts"), 1);
    let mut tx = state.begin().await.expect("begins");
    let waiting: Vec<WaitingEvent> = tx.waiting_of(&["a:stranger"], 9).await.expect("reads");
    assert!(waiting.len() == 1 && waiting[0].body.contains("nobody"), "others wait on: {waiting:?}");
    drop(tx);

    // Late rows and events stay out and leave nothing.
    let [people, ..] = house.import_again(&who).await;
    assert_eq!(people.report.reasons.get("problem-person-erased"), Some(&1), "{:?}", people.report);
    told(&house, &who, "late").await;
    house.app.rebuild(&|_| {}).await.expect("computed");
    assert_eq!(house.dump().await, expected);
    assert_eq!(seen(&server, &database, &marks), Vec::<String>::new(), "after the erasure");

    // The backup of database and folder from before, with the keys as they are now.
    let restored = server.database();
    server.tell(&restored, &dump);
    let house = house
        .again_on(Some(restored), |dir| {
            let keys = std::fs::read(dir.join("keys")).expect("reads");
            std::fs::remove_dir_all(dir).expect("deleted");
            copy(backup.path(), dir);
            std::fs::write(dir.join("keys"), keys).expect("written");
        })
        .await;
    let state = &house.app.state;
    assert_eq!(state.person(id).await.expect("reads"), None);
    assert_eq!(state.people_of(account).await.expect("reads").len() as i64, super::who::OTHERS);
    assert_eq!(state.people_search(&who.family, 9).await.expect("reads").len(), 0);
    assert_eq!(state.person_edits(id).await.expect("reads").len(), 0);
    let messages = state.deliveries(&DeliveryFilter::default(), i64::MAX, 9).await.expect("reads");
    assert_eq!(messages.iter().filter(|one| one.payload == "{}").count(), 1, "to the other one it can be read");
    state.imports(99).await.expect("reads");
    assert_eq!(state.persons_without_key().await.expect("reads"), [id]);
    assert_eq!(house.app.finish_erasures().await.expect("completes").len(), 1);
    assert_eq!(state.persons_without_key().await.expect("reads"), []);
    assert_eq!((house.dump().await, house.facts().await), (expected, facts));
    house.sound().await;
}

/// Stops after each step, as a crash would, starts again and lets the start complete it.
#[tokio::test(flavor = "multi_thread")]
async fn wherever_an_erasure_on_a_server_stops_the_next_start_destroys_the_keys_and_nobody_else_loses_theirs() {
    let Some(server) = server() else { return };
    let who = Who::new(8);
    let without = House::on_server(&who, false, server.database()).await;
    let (expected, facts) = (without.dump().await, without.facts().await);
    drop(without);
    for last in STEPS {
        let house = House::on_server(&who, true, server.database()).await;
        told(&house, &who, "web").await;
        let (id, other) = (house.person(&who).await, house.somebody("P-0").await);
        mailed(&house, &who, id, other).await;
        let before = keys(&house.dir());
        request_by_key(&house.app, "A-1", &who.mail).await.expect("noted");
        let open = house.app.state.open_erasures().await.expect("reads").remove(0);
        house.app.erase_up_to(open, last).await.expect("goes up to there");
        if last < Step::Keys {
            let now = keys(&house.dir());
            assert!(before.iter().all(|key| now.contains(key)), "no key goes before its rows have, {last:?}");
        }
        let house = if last == Step::Done { house } else { house.again().await };
        house.app.finish_erasures().await.expect("completes");
        let after = keys(&house.dir());
        let gone: Vec<Vec<u8>> = before.into_iter().filter(|key| !after.contains(key)).collect();
        assert!(gone.len() >= 4, "{} keys are destroyed, {last:?}", gone.len());
        assert_eq!(holding(&house.dir(), &gone), Vec::<String>::new(), "{last:?}");
        assert_eq!(found(&house.dir(), &marks(&who), unpack), Vec::<String>::new(), "{last:?}");
        assert_eq!((house.dump().await, house.facts().await), (expected.clone(), facts.clone()), "{last:?}");
        let state = &house.app.state;
        assert_eq!(state.person(id).await.expect("reads"), None);
        assert_eq!(state.person(other).await.expect("reads").expect("stays").family, "人0", "{last:?}");
        assert_eq!(state.people_all().await.expect("reads").len() as i64, super::who::ACCOUNTS * super::who::OTHERS);
        house.app.state.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_not_served_without_its_keys() {
    let Some(server) = server() else { return };
    let who = Who::new(9);
    let database = server.database();
    let house = House::on_server(&who, true, database.clone()).await;
    let (dir, clock, entropy) = (house.dir(), Arc::clone(&house.app.clock), Arc::clone(&house.app.entropy));
    house.app.state.close().await;
    let kept = std::fs::read(dir.join("keys")).expect("reads");
    let place = crate::Place::new(&dir, Some(&database)).expect("an address");
    for (bytes, said, code) in [
        (None, "missing", "keys-missing"),
        (Some(&kept[..kept.len() - SLOT]), "older", "keys-older"),
        (Some(&kept[1..]), "damaged", "keys-damaged"),
    ] {
        match bytes {
            Some(bytes) => std::fs::write(dir.join("keys"), bytes).expect("written"),
            None => std::fs::remove_file(dir.join("keys")).expect("deleted"),
        }
        let opened = crate::App::open(place.clone(), Arc::clone(&clock), Arc::clone(&entropy)).await;
        let refused = opened.err().expect("refused").to_string();
        assert!(refused.contains("keys") && refused.contains(said), "{refused}");
        let found = crate::doctor::doctor(place.clone(), clock.now()).await;
        assert!(found.iter().any(|finding| finding.code == code), "{found:?}");
    }
    std::fs::write(dir.join("keys"), kept).expect("written");
    crate::App::open(place, clock, entropy).await.expect("opens again");
}
