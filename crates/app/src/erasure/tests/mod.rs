//! RELIABILITY test 23: nothing of an erased person is left in any file, in any encoding; what is computed equals a
//! workspace that never knew them; late rows stay out; stopping after any step changes nothing of that.

mod server;
mod who;
mod world;

use super::{Step, request, request_by_key};
use crate::Refused;
use banso_domain::members::Role;
use banso_testbed::scan::{Mark, found};
use who::Who;
use world::{House, unpack};

const STEPS: [Step; 7] = [Step::Files, Step::Lake, Step::State, Step::Keys, Step::History, Step::Forgotten, Step::Done];

/// Stops after each step, as a crash would, starts again and lets the start complete it.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_person_is_left_wherever_the_erasure_stops_and_all_else_is_as_if_they_had_never_been() {
    let who = Who::new(23);
    let without = House::full(&who, false).await;
    let expected = without.dump().await;
    for last in STEPS {
        let house = House::full(&who, true).await;
        assert_ne!(house.dump().await, expected, "the person counts in some metric");
        let id = house.person(&who).await;
        let marks = who.marks(id);
        house.planted(&marks);
        let erasure = request_by_key(&house.app, "A-1", &who.mail).await.expect("noted");
        let open = house.app.state.open_erasures().await.expect("reads").remove(0);
        assert_eq!((open.id, open.person), (erasure, Some(id)));
        house.app.erase_up_to(open, last).await.expect("goes up to there");
        let house = if last == Step::Done { house } else { house.again().await };
        let done = house.app.finish_erasures().await.expect("completes");
        assert_eq!(done.len(), usize::from(last != Step::Done), "{last:?}");
        assert_eq!(found(&house.dir(), &marks, unpack), Vec::<String>::new(), "{last:?}");
        assert_eq!(house.dump().await, expected, "{last:?}");
        assert_eq!(house.facts().await, without.facts().await, "facts of all accounts, {last:?}");
        let kept = house.app.state.erasure(erasure).await.expect("reads").expect("is kept");
        assert!(kept.person.is_none() && kept.done_at.is_some() && kept.files > 0, "{kept:?}");
        assert_eq!((kept.facts, kept.edits), (who.facts(), 2), "{last:?}");
        house.sound().await;
        house.one_version();
        late(&house, &who, &marks, &expected).await;
    }
}

/// Everything that named them comes once more.
async fn late(house: &House, who: &Who, marks: &[Mark], expected: &str) {
    let [people, facts, touches] = house.import_again(who).await;
    for (done, rows) in [(&people, who.people_rows()), (&facts, who.facts_rows()), (&touches, who.touch_rows())] {
        assert_eq!(done.report.reasons.get("problem-person-erased"), Some(&rows), "{:?}", done.report);
        assert_eq!(done.import.rows_rejected, rows);
    }
    assert_eq!(house.app.state.people_search(&who.family, 9).await.expect("reads").len(), 0);
    house.empty_log().await;
    assert_eq!(
        found(&house.dir(), marks, unpack),
        Vec::<String>::new(),
        "late rows leave nothing, not even as rejects"
    );
    assert_eq!(house.dump().await, expected, "late rows count nowhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_names_its_account_by_an_erased_person_is_refused_without_their_name() {
    let who = Who::new(4);
    let house = House::full(&who, true).await;
    let marks = who.marks(house.person(&who).await);
    request_by_key(&house.app, "A-1", &who.key).await.expect("noted");
    house.app.finish_erasures().await.expect("completes");
    let done = house.by_person_only(&who.mail).await;
    assert_eq!(done.report.reasons.get("problem-person-erased"), Some(&1), "{:?}", done.report);
    house.empty_log().await;
    assert_eq!(found(&house.dir(), &marks, unpack), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_runs_meanwhile_takes_nothing_of_the_person_after_and_forgets_what_it_remembered() {
    let who = Who::new(5);
    let house = House::full(&who, true).await;
    let marks = who.marks(house.person(&who).await);
    house
        .import_around(&who, async |house| {
            request_by_key(&house.app, "A-1", &who.key).await.expect("noted");
            house.app.finish_erasures().await.expect("completes");
        })
        .await;
    house.empty_log().await;
    assert_eq!(found(&house.dir(), &marks, unpack), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_administrator_who_typed_the_right_name_erases() {
    let who = Who::new(6);
    let house = House::full(&who, true).await;
    let id = house.person(&who).await;
    let account = house.app.state.person(id).await.expect("reads").expect("is there").account;
    let by = world::member;
    let memo = crate::accounts::Change::Memo(format!("窓口は {}", who.mail));
    crate::accounts::change(&house.app, &by(Role::Csm), account, vec![memo.into()]).await.expect("kept");
    for (role, typed) in [(Role::Manager, who.mail.as_str()), (Role::Admin, ""), (Role::Admin, "x@example.jp")] {
        let answer = request(&house.app, &by(role), account, id, typed).await;
        assert!(matches!(answer, Err(Refused::Forbidden | Refused::Input(_))), "{answer:?}");
    }
    let first = request(&house.app, &by(Role::Admin), account, id, &who.mail.to_uppercase()).await.expect("noted");
    let again = request(&house.app, &by(Role::Admin), account, id, &who.key).await.expect("noted");
    assert_eq!(first, again, "asking twice is one erasure");
    let preview = super::preview(&house.app, &by(Role::Admin), account, id).await.expect("shown");
    assert_eq!((preview.facts, preview.edits, preview.touches, preview.texts), (who.facts() + 2, 2, 2, 1));
    // Nothing new of somebody who is being erased.
    let touch = world::touch(id);
    let answer = crate::accounts::record_touch(&house.app, &by(Role::Admin), account, touch).await;
    assert!(matches!(answer, Err(Refused::Missing)), "{answer:?}");
    house.app.finish_erasures().await.expect("completes");
    let events = house.app.state.events(i64::MAX, 50).await.expect("reads");
    let said: Vec<_> = events.iter().filter(|event| event.object == "erasure").collect();
    assert_eq!(said.iter().map(|event| event.verb.as_str()).collect::<Vec<_>>(), ["erased", "erasure_requested"]);
    assert!(said.iter().all(|event| event.object_id == first.to_string() && event.detail == "{}"), "{said:?}");
}
