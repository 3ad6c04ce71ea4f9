//! Settings, views, events, jobs.

use crate::support::{at, fresh, write};
use banso_kernel::MemberId;
use banso_state::{Event, SavedView, WorkState};

#[tokio::test]
async fn settings_are_kept_changed_and_forgotten() {
    let Some(store) = fresh().await else { return };
    for value in ["Asia/Tokyo", "Europe/Paris"] {
        write(&store.state, async |tx| tx.put_setting("zone", value, at(0)).await).await;
        assert_eq!(store.state.setting("zone").await.expect("reads").as_deref(), Some(value));
    }
    // A server's database notes which keys belong to it.
    let settings = store.state.settings().await.expect("reads");
    assert_eq!(settings.into_keys().filter(|name| !name.starts_with("keys.")).collect::<Vec<_>>(), ["zone"]);
    write(&store.state, async |tx| tx.delete_setting("zone").await).await;
    assert_eq!(store.state.setting("zone").await.expect("reads"), None);
}

#[tokio::test]
async fn views_are_seen_by_their_owner_and_when_shared_by_all() {
    let Some(store) = fresh().await else { return };
    let view = |name: &str, owner, shared, query: &str| SavedView {
        id: 0,
        page: "accounts".into(),
        name: name.into(),
        query: query.into(),
        owner: MemberId(owner),
        shared,
    };
    let put = async |view: SavedView| write(&store.state, async |tx| tx.put_view(&view, at(0)).await).await;
    let mine = put(view("担当", 1, false, "owner=1")).await;
    let shared = put(view("更新前", 2, true, "q=1")).await;
    assert_eq!(put(view("担当", 1, false, "owner=1&sort=name")).await, mine, "the same name is replaced");
    let seen = store.state.views("accounts", MemberId(1)).await.expect("reads");
    assert_eq!(seen.iter().map(|view| view.id).collect::<Vec<_>>(), [mine, shared]);
    assert_eq!(store.state.views("accounts", MemberId(2)).await.expect("reads").len(), 1);
    assert_eq!(store.state.view(mine).await.expect("reads").map(|view| view.query), Some("owner=1&sort=name".into()));
    assert!(!write(&store.state, async |tx| tx.delete_view(mine, MemberId(2)).await).await, "only the owner may");
    assert!(write(&store.state, async |tx| tx.delete_view(mine, MemberId(1)).await).await);
}

#[tokio::test]
async fn events_are_read_newest_first_page_by_page() {
    let Some(store) = fresh().await else { return };
    for n in 0..5 {
        let (member, id) = ((n > 0).then_some(MemberId(n)), (n % 2).to_string());
        let event = Event::new(at(n), member, "exported", "accounts", &id, &serde_json::json!({}));
        write(&store.state, async |tx| tx.log(&event).await).await;
    }
    let first = store.state.events(i64::MAX, 3).await.expect("reads");
    let rest = store.state.events(first[2].seq, 3).await.expect("reads");
    let times: Vec<_> = first.iter().chain(&rest).map(|event| event.occurred_at).collect();
    assert_eq!(times, [4, 3, 2, 1, 0].map(at));
    assert_eq!(rest[1].member, None);
    assert_eq!(store.state.events_of("accounts", "1", 9).await.expect("reads").len(), 2);
}

#[tokio::test]
async fn a_job_is_done_by_one_and_taken_over_when_it_falls_silent() {
    let Some(store) = fresh().await else { return };
    let queue = async || write(&store.state, async |tx| tx.queue_job("rebuild", "{}", None, at(0)).await).await;
    let take = async |now, silent| write(&store.state, async |tx| tx.take_job(at(now), at(silent)).await).await;
    let id = queue().await;
    assert_eq!(queue().await, id, "one that waits is enough");
    let job = take(1, 0).await.expect("waits");
    assert_eq!((job.id, job.state, job.heartbeat_at), (id, WorkState::Running, Some(at(1))));
    assert_eq!(take(2, 0).await, None, "somebody does it already");
    let other = queue().await;
    assert_ne!(other, id, "a running one may have begun too early: another waits");
    write(&store.state, async |tx| tx.note_job(id, 3, 9, "days", at(5)).await).await;
    let noted = store.state.job(id).await.expect("reads").expect("there");
    assert_eq!((noted.done, noted.total, noted.note.as_str()), (3, 9, "days"));
    assert_eq!(take(7, 6).await.map(|job| job.id), Some(id), "silent since 5");
    write(&store.state, async |tx| tx.end_job(id, WorkState::Done, "", at(8)).await).await;
    assert_eq!(take(9, 0).await.map(|job| job.id), Some(other));
    assert_eq!(store.state.jobs(9).await.expect("reads").len(), 2);
}
