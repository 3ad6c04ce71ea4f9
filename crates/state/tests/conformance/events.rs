//! What members did, and finding it again.

use crate::support::{at, fresh, write};
use banso_kernel::MemberId;
use banso_state::{Event, EventFilter};

#[tokio::test]
async fn events_are_found_by_who_what_and_words_page_by_page() {
    let Some(store) = fresh().await else { return };
    let event = |n, member, verb: &str, object: &str, id: &str, detail: &str| {
        Event::new(at(n), member, verb, object, id, &serde_json::json!({ "play": detail }))
    };
    let given = [
        event(1, Some(MemberId(1)), "switched", "play", "stalled", "On"),
        event(2, Some(MemberId(2)), "switched", "play", "risk", "off"),
        event(3, None, "stopped", "play", "stalled", "stop_on"),
        event(4, Some(MemberId(1)), "edited", "account", "12", "stalled"),
    ];
    write(&store.state, async |tx| {
        for event in &given {
            tx.log(event).await?;
        }
        Ok(())
    })
    .await;
    let find = async |filter: EventFilter| {
        let found = store.state.events_page(&filter, i64::MAX, 9).await.expect("reads");
        found.iter().map(|event| (event.occurred_at.0 - at(0).0) / 1_000_000).collect::<Vec<_>>()
    };
    let any = EventFilter::default;
    assert_eq!(find(any()).await, [4, 3, 2, 1]);
    assert_eq!(find(EventFilter { member: Some(MemberId(1)), ..any() }).await, [4, 1]);
    assert_eq!(find(EventFilter { object: Some("play".into()), ..any() }).await, [3, 2, 1]);
    assert_eq!(find(EventFilter { verb: Some("switched".into()), ..any() }).await, [2, 1]);
    assert_eq!(find(EventFilter { text: Some("STALLED".into()), ..any() }).await, [4, 3, 1], "in id and details");
    assert_eq!(find(EventFilter { text: Some("%".into()), ..any() }).await, [] as [i64; 0], "no pattern");
    let both = EventFilter { member: Some(MemberId(1)), text: Some("\"on\"".into()), ..any() };
    assert_eq!(find(both).await, [1]);
    let first = store.state.events_page(&any(), i64::MAX, 2).await.expect("reads");
    let second = store.state.events_page(&any(), first[1].seq, 2).await.expect("reads");
    let mut whole: Vec<Event> = first.into_iter().chain(second).collect();
    whole.iter_mut().for_each(|event| event.seq = 0);
    whole.reverse();
    assert_eq!(whole, given);
}
