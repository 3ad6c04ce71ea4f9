//! Erasing persons: what goes with them, what stays, and what is known of it afterwards.

use super::churns::churn;
use super::deliveries::{delivery, mail};
use super::plays::run;
use super::tasks::task;
use crate::support::{accounts, at, change, fact, fresh, person, write};
use banso_kernel::{Day, FactId, MemberId, PersonId};
use banso_state::{
    ClaimLimits, DeliveryFilter, DeliveryKind, DeliveryState, Ending, Event, Outcome, PhaseChange, PlayRun, SavedView,
    SignalRow, Task, Touch, Tried, WaitingEvent,
};

const GONE: PersonId = PersonId(i64::MAX - 1);
const OTHER: PersonId = PersonId(4);

#[tokio::test]
async fn an_erasure_is_asked_for_once_and_says_nothing_of_whom_when_it_is_done() {
    let Some(store) = fresh().await else { return };
    assert_eq!(store.state.erasure_mark().await.expect("reads"), 0);
    let ask =
        async |by| write(&store.state, async |tx| tx.open_erasure(GONE, &[[1; 32], [2; 32]], at(1), by).await).await;
    let first = ask(Some(MemberId(7))).await;
    assert_eq!(ask(None).await, first, "one that is under way is not asked for again");
    assert!(write(&store.state, async |tx| tx.is_being_erased(GONE).await).await);
    let mut open = store.state.open_erasures().await.expect("reads");
    assert_eq!((open.len(), open[0].person, open[0].requested_by), (1, Some(GONE), Some(MemberId(7))));
    open[0].person = None;
    (open[0].lake_before, open[0].done_at) = (Some(5), Some(at(9)));
    (open[0].facts, open[0].edits, open[0].mentions, open[0].files) = (1, 2, 3, 4);
    write(&store.state, async |tx| tx.note_erasure(&open[0]).await).await;
    assert_eq!(store.state.erasure(first).await.expect("reads"), Some(open[0]));
    assert_eq!(store.state.erasures(9).await.expect("reads"), open);
    assert!(store.state.open_erasures().await.expect("reads").is_empty());
    assert!(!write(&store.state, async |tx| tx.is_being_erased(GONE).await).await);
    let mut held = store.state.tombstones().await.expect("reads");
    held.sort_unstable();
    assert_eq!(held, [[1; 32], [2; 32]]);
    assert_eq!(store.state.erasure_mark().await.expect("reads"), first);
}

#[tokio::test]
async fn a_person_goes_with_facts_and_edits_and_touches_stay_without_them() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let mut people = [person(GONE.0, ids[0], "gone"), person(OTHER.0, ids[0], "other")];
    write(&store.state, async |tx| tx.put_people(&people, &change(1)).await).await;
    people[0].0.title = "常務".into();
    write(&store.state, async |tx| tx.put_people(&people, &change(2)).await).await;
    let mut facts: Vec<_> = (1..=5).map(|n| fact(n, ids[0])).collect();
    let whose = [Some(GONE), Some(OTHER), None, Some(GONE), Some(GONE)];
    facts.iter_mut().zip(whose).for_each(|(fact, person)| fact.person = person);
    write(&store.state, async |tx| tx.accept_facts(&facts).await).await;
    let touch = |people: &[PersonId], fact: FactId| Touch {
        id: 0,
        account: ids[0],
        kind: "call".into(),
        occurred_on: Day(20_500),
        occurred_at: at(1),
        member: None,
        summary: "定例".into(),
        body: String::new(),
        people: people.to_vec(),
        source_key: None,
        fact: Some(fact),
        created_at: at(1),
        created_by: None,
    };
    let touches = [touch(&[OTHER, GONE], facts[3].id), touch(&[GONE], facts[4].id), touch(&[OTHER], facts[1].id)];
    write(&store.state, async |tx| tx.put_touches(&touches).await).await;

    let mut keep = store.state.touch_facts_of(ids[0], GONE).await.expect("reads");
    keep.sort_unstable();
    let mut wanted = [facts[3].id, facts[4].id];
    wanted.sort_unstable();
    assert_eq!(keep, wanted);
    let content = |n: usize| {
        let mut fact = facts[n].clone();
        fact.person = None;
        (fact.id, fact.content_hash())
    };
    let gone = write(&store.state, async |tx| {
        tx.put_fact_contents(&[content(3), content(4)]).await?;
        tx.delete_person(ids[0], GONE, &keep).await
    })
    .await;
    assert_eq!(gone, (1, 1, 2), "facts, edits, touches");
    assert_eq!(store.state.person(GONE).await.expect("reads"), None);
    assert!(store.state.person(OTHER).await.expect("reads").is_some());
    let left = store.state.inbox_after(0, 9).await.expect("reads");
    let left: Vec<_> = left.into_iter().map(|row| (row.fact.id, row.fact.person)).collect();
    let expected = [(1, Some(OTHER)), (2, None), (3, None), (4, None)].map(|(n, who): (usize, _)| (facts[n].id, who));
    assert_eq!(left, expected);
    let mut found: Vec<Vec<PersonId>> =
        store.state.touches_of(ids[0], 9).await.expect("reads").into_iter().map(|touch| touch.people).collect();
    found.sort();
    assert_eq!(found, [vec![], vec![OTHER], vec![OTHER]]);
    // The ids of what is gone are free; what stays is known by what it says now.
    let mut again = vec![facts[0].clone(), facts[3].clone()];
    again.iter_mut().for_each(|fact| fact.person = None);
    let outcomes = write(&store.state, async |tx| tx.accept_facts_each(&again).await).await;
    assert_eq!(outcomes, [Outcome::New, Outcome::Already]);
}

#[tokio::test]
async fn what_the_program_wrote_is_emptied_where_it_names_somebody_and_users_are_forgotten() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let event = |query: &str| Event::new(at(1), None, "export", "accounts", "", &serde_json::json!({ "query": query }));
    let view = |name: &str, query: &str| SavedView {
        id: 0,
        page: "accounts".into(),
        name: name.into(),
        query: query.into(),
        owner: MemberId(1),
        shared: false,
    };
    let waiting = |n: u8, user: &str, body: &str| WaitingEvent {
        seq: 0,
        id: FactId([n; 16]),
        source: 1,
        user: user.into(),
        body: body.into(),
        content: 0,
        received_at: at(1),
    };
    let terms = banso_state::SourceTerms { browser: false, makes_accounts: true, per_minute: None };
    let emptied = write(&store.state, async |tx| {
        tx.log(&event("q=Gone@Example.jp")).await?;
        tx.log(&event("q=other")).await?;
        tx.put_view(&view("mine", "q=gone%40example.jp"), at(1)).await?;
        tx.put_view(&view("other", "q=other"), at(1)).await?;
        tx.add_source("web", terms, at(1), None).await?;
        let users = [("gone", ids[0]), ("Gone@example.jp", ids[0]), ("else", ids[1]), ("other", ids[0])];
        tx.tie_users(&users, at(1)).await?;
        tx.put_aliases(&[("anonymous", "gone"), ("somebody", "other")]).await?;
        let events =
            [waiting(1, "u:gone", "{}"), waiting(2, "u:x", r#"{"by":"gone@example.jp"}"#), waiting(3, "u:x", "{}")];
        tx.keep_waiting(&events).await?;
        let marks = ["gone@example.jp".to_owned(), "gone%40example.jp".to_owned()];
        tx.empty_mentions(ids[0], &marks).await
    })
    .await;
    assert_eq!(emptied, 2);
    let called = ["gone".to_owned(), "gone@example.jp".to_owned()];
    assert_eq!(store.state.anonymous_of(&called).await.expect("reads"), ["anonymous"]);
    let marks = ["gone@example.jp".to_owned()];
    let waited = write(&store.state, async |tx| tx.forget_users(ids[0], &called, &marks).await).await;
    assert_eq!((waited, store.state.waiting_count().await.expect("reads")), (2, 1));
    let events = store.state.events(i64::MAX, 9).await.expect("reads");
    assert_eq!(events.iter().map(|e| e.detail.as_str()).collect::<Vec<_>>(), [r#"{"query":"q=other"}"#, "{}"]);
    let views = store.state.views("accounts", MemberId(1)).await.expect("reads");
    assert_eq!(views.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(), ["other"]);
    let (homes, known) = write(&store.state, async |tx| {
        let homes = tx.accounts_of_users(&["gone", "Gone@example.jp", "else", "other"]).await?;
        Ok((homes, tx.users_of_anonymous(&["anonymous", "somebody"]).await?))
    })
    .await;
    let mut homes: Vec<_> = homes.into_keys().collect();
    homes.sort_unstable();
    assert_eq!(homes, ["else", "other"]);
    assert_eq!(known.into_keys().collect::<Vec<_>>(), ["somebody"]);
}

#[tokio::test]
async fn messages_to_a_person_go_with_their_tries_and_what_plays_wrote_names_them_no_more() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let people = [person(GONE.0, ids[0], "gone"), person(OTHER.0, ids[0], "other")];
    let said = |text: &str| format!(r#"{{"text":"{text}"}}"#);
    let named = said("Gone@Aozora.example へ");
    let message = |key, payload: &str, state| {
        let mut message = delivery(key, DeliveryKind::Slack, None);
        (message.payload, message.state) = (payload.to_owned(), state);
        message
    };
    let cause = format!(r#"{{"person":{}}}"#, GONE.0);
    let runs = [
        PlayRun { cause: cause.clone(), marks: format!(r#"{{"sent":[{},4]}}"#, GONE.0), ..run(1, "p", ids[0], 100) },
        run(2, "p", ids[0], 101),
    ];
    let tasks = [
        Task { title: "gone@aozora.example さんに電話".into(), reason: "理由".into(), ..task(1, ids[0], 100) },
        Task { key: None, body: "Gone@Aozora.example は不在".into(), ..task(2, ids[0], 101) },
    ];
    let signal = SignalRow {
        id: 0,
        account: ids[0],
        signal: "champion_gone".into(),
        severity: "high".into(),
        raised_on: Day(100),
        raised_at: at(1),
        true_on: Day(100),
        cleared_on: None,
        cleared_at: None,
        cause: cause.clone(),
    };
    let moved = PhaseChange {
        seq: 0,
        account: ids[0],
        journey: "onboarding".into(),
        from: None,
        to: Some("trial".into()),
        changed_on: Day(100),
        changed_at: at(1),
        member: None,
        reason: "gone@aozora.example から連絡".into(),
        cause,
    };
    let one = ClaimLimits { messages: 9, per_destination: 9 };
    let sent = Tried {
        ending: Ending::Sent,
        at: at(2),
        status: None,
        request: "to gone@aozora.example".into(),
        response: "ok".into(),
        error: String::new(),
    };
    write(&store.state, async |tx| {
        tx.put_people(&people, &change(1)).await?;
        tx.put_runs(&runs).await?;
        tx.add_tasks(&tasks).await?;
        tx.raise_signals(&[signal]).await?;
        tx.add_phase_changes(&[moved]).await?;
        tx.record_churn(&churn(ids[0], 100)).await?;
        tx.unsubscribe(GONE, None, at(1)).await?;
        tx.enqueue(&[mail(1, ids[0], GONE), message(2, &said("x"), DeliveryState::Waiting)]).await?;
        let taken = tx.claim_deliveries("one", at(1), at(9), one).await?;
        for delivery in &taken {
            assert!(tx.finish_delivery(delivery.id, 1, &sent).await?);
        }
        let (waiting, dead) = (DeliveryState::Waiting, DeliveryState::Dead);
        tx.enqueue(&[message(3, &named, waiting), message(4, &named, dead), message(5, &said("y"), waiting)]).await?;
        tx.log(&Event::new(at(1), None, "sent", "delivery", "1", &serde_json::json!({ "person": GONE.0 }))).await?;
        tx.empty_mentions(ids[0], &["gone@aozora.example".to_owned()]).await?;
        tx.delete_person(ids[0], GONE, &[]).await
    })
    .await;
    let left = store.state.deliveries(&DeliveryFilter::default(), i64::MAX, 9).await.expect("reads");
    let left_now: Vec<_> = left.iter().rev().map(|one| (one.key[1], one.payload.as_str(), one.state)).collect();
    let (x, y, off) = (said("x"), said("y"), DeliveryState::Cancelled);
    assert_eq!(
        left_now,
        [(2, &*x, DeliveryState::Sent), (3, "{}", off), (4, "{}", off), (5, &*y, DeliveryState::Waiting)]
    );
    let (_, attempts) = store.state.delivery(left[3].id).await.expect("reads").expect("there");
    assert_eq!((attempts[0].request.as_str(), attempts[0].ended_at), ("", Some(at(2))));
    let found = store.state.active_runs(None).await.expect("reads");
    let found: Vec<_> = found.iter().map(|run| (run.cause.as_str(), run.marks.as_str())).collect();
    assert_eq!(found, [("{}", r#"{"sent":[0,4]}"#), (runs[1].cause.as_str(), "{}")]);
    let found = store.state.open_tasks(None).await.expect("reads");
    let found: Vec<_> = found.iter().map(|task| (task.title.as_str(), task.body.as_str())).collect();
    assert_eq!(found, [("…", ""), (tasks[1].title.as_str(), tasks[1].body.as_str())], "members' words stay");
    assert_eq!(store.state.open_signals(None).await.expect("reads")[0].cause, "{}");
    assert_eq!(store.state.phase_changes(None).await.expect("reads")[0].cause, "{}");
    assert_eq!(store.state.events(i64::MAX, 9).await.expect("reads")[0].detail, "{}");
    let unsubscribed = write(&store.state, async |tx| tx.unsubscribed_of(&[GONE]).await).await;
    assert!(unsubscribed.is_empty());
    let words = store.state.member_texts(ids[0]).await.expect("reads");
    assert_eq!(words.iter().filter(|text| text.to_lowercase().contains("gone@aozora.example")).count(), 2);
    assert!(words.iter().any(|text| text.contains("稟議が通らなかった")));
}

#[tokio::test]
async fn what_a_message_to_somebody_else_says_of_a_person_is_emptied_with_its_tries() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let people = [person(GONE.0, ids[0], "gone"), person(OTHER.0, ids[0], "other")];
    let says =
        |key, text: &str| banso_state::Delivery { payload: format!("{{\"{text}\":1}}"), ..mail(key, ids[0], OTHER) };
    let limits = ClaimLimits { messages: 9, per_destination: 9 };
    write(&store.state, async |tx| {
        tx.put_people(&people, &change(1)).await?;
        tx.enqueue(&[says(1, "Gone@Aozora.example"), says(2, "other"), says(3, "else")]).await?;
        for delivery in tx.claim_deliveries("one", at(1), at(9), limits).await? {
            let response = if delivery.payload.contains("else") { "no gone@aozora.example" } else { "ok" };
            let (request, response) = (delivery.payload.clone(), response.to_owned());
            let (ending, at, status, error) = (Ending::Sent, at(2), None, "e".to_owned());
            tx.finish_delivery(delivery.id, 1, &Tried { ending, at, status, request, response, error }).await?;
        }
        tx.empty_mentions(ids[0], &["gone@aozora.example".to_owned()]).await
    })
    .await;
    let mut left = Vec::new();
    for message in store.state.deliveries(&DeliveryFilter::default(), i64::MAX, 9).await.expect("reads") {
        let (_, tries) = store.state.delivery(message.id).await.expect("reads").expect("there");
        left.push((message.payload, message.last_error, tries[0].request.clone(), tries[0].response.clone()));
    }
    let row = |payload: &str, error: &str, request: &str, response: &str| {
        (payload.to_owned(), error.to_owned(), request.to_owned(), response.to_owned())
    };
    let (other, other_one) = (r#"{"other":1}"#, r#"{"else":1}"#);
    assert_eq!(left, [row(other_one, "e", "", ""), row(other, "e", other, "ok"), row("{}", "", "", "")]);
}
