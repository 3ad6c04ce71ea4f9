//! Destinations of messages.

use crate::support::{at, fresh, write};
use banso_kernel::MemberId;
use banso_state::{Destination, DestinationKind, Sealed, State};

fn destination(kind: DestinationKind, name: &str) -> Destination {
    Destination {
        id: 0,
        kind,
        name: name.into(),
        config: r##"{"channel":"#cs"}"##.into(),
        secret: Some(Sealed(vec![0, 255, 7])),
        on: true,
        why_off: String::new(),
        failures: 0,
        is_default: false,
        changed_at: at(1),
        changed_by: Some(MemberId(1)),
    }
}

/// Adds one and returns its id.
pub async fn add(state: &State, kind: DestinationKind, name: &str) -> i64 {
    write(state, async |tx| tx.add_destination(&destination(kind, name)).await).await
}

#[tokio::test]
async fn a_destination_is_added_changed_and_shows_no_secret() {
    let Some(store) = fresh().await else { return };
    let mut given = destination(DestinationKind::SlackBot, "cs-alerts");
    given.id = write(&store.state, async |tx| tx.add_destination(&given).await).await;
    assert_eq!(store.state.destination(given.id).await.expect("reads"), Some(given.clone()));
    assert!(format!("{given:?}").contains("Sealed(3 bytes)") && !format!("{given:?}").contains("255"));
    let mut tx = store.state.begin().await.expect("begins");
    assert!(tx.add_destination(&given).await.expect_err("the name is taken").is_duplicate());
    tx.rollback().await.expect("rolls back");
    (given.name, given.secret, given.changed_at) = ("cs".into(), None, at(2));
    assert!(write(&store.state, async |tx| tx.change_destination(&given).await).await);
    assert_eq!(store.state.destinations().await.expect("reads"), [given]);
}

#[tokio::test]
async fn failures_in_a_row_are_counted_and_forgotten_when_it_is_switched_on() {
    let Some(store) = fresh().await else { return };
    let id = add(&store.state, DestinationKind::Webhook, "hook").await;
    let note = async |reached| write(&store.state, async |tx| tx.note_destination(id, reached).await).await;
    assert_eq!((note(false).await, note(false).await, note(true).await, note(false).await), (1, 2, 0, 1));
    let switch = async |on, why: &str| {
        write(&store.state, async |tx| tx.switch_destination(id, on, why, at(3), None).await).await
    };
    assert_eq!((switch(false, "gone").await, switch(false, "again").await), (true, false));
    let off = store.state.destination(id).await.expect("reads").expect("there");
    assert_eq!((off.on, off.why_off.as_str(), off.failures), (false, "gone", 1));
    assert!(switch(true, "").await);
    let on = store.state.destination(id).await.expect("reads").expect("there");
    assert_eq!((on.on, on.why_off.as_str(), on.failures), (true, "", 0));
}

#[tokio::test]
async fn there_is_one_default_of_each_sort() {
    let Some(store) = fresh().await else { return };
    let hook = add(&store.state, DestinationKind::SlackHook, "a").await;
    let bot = add(&store.state, DestinationKind::SlackBot, "b").await;
    let mail = add(&store.state, DestinationKind::Smtp, "c").await;
    for id in [hook, mail, bot] {
        write(&store.state, async |tx| tx.make_default_destination(id).await).await;
    }
    let defaults: Vec<_> =
        store.state.destinations().await.expect("reads").iter().map(|one| (one.id, one.is_default)).collect();
    assert_eq!(defaults, [(hook, false), (bot, true), (mail, true)]);
}
