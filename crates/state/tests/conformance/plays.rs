//! Plays and their runs.

use crate::support::{accounts, at, fresh, write};
use banso_kernel::{AccountId, Day, MemberId};
use banso_state::{Arm, Key, LastEntry, PlayRun, PlayState, PlaySwitch, RunCount, RunState};

/// A run under way.
pub fn run(key: u8, play: &str, account: AccountId, day: i32) -> PlayRun {
    PlayRun {
        key: [key; 16],
        play: play.into(),
        version: 2,
        account,
        arm: Arm::Treated,
        cause: r#"{"signal":"no_touch"}"#.into(),
        entered_on: Day(day),
        entered_at: at(i64::from(day)),
        step: "call".into(),
        state: RunState::Active,
        wake_at: Some(at(i64::from(day) + 10)),
        marks: "{}".into(),
        ended_at: None,
    }
}

fn keys(runs: &[PlayRun]) -> Vec<Key> {
    runs.iter().map(|run| run.key).collect()
}

#[tokio::test]
async fn a_play_is_as_it_was_switched_last() {
    let Some(store) = fresh().await else { return };
    let switch = |state, version| PlaySwitch {
        play: "stalled".into(),
        state,
        version,
        changed_at: at(i64::from(version)),
        member: Some(MemberId(7)),
        reason: "試行".into(),
    };
    for state in [switch(PlayState::On, 1), switch(PlayState::Off, 1), switch(PlayState::Stopped, 2)] {
        write(&store.state, async |tx| tx.put_play_switch(&state).await).await;
        assert_eq!(store.state.play_switches().await.expect("reads"), [state]);
    }
}

#[tokio::test]
async fn a_run_keeps_how_it_began_and_moves_on() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let mut given = [run(1, "stalled", ids[0], 100), run(2, "stalled", ids[1], 101), run(3, "risk", ids[0], 99)];
    given[1].arm = Arm::HeldOut;
    given[2].wake_at = None;
    write(&store.state, async |tx| tx.put_runs(&given).await).await;
    assert_eq!(keys(&store.state.active_runs(None).await.expect("reads")), [[3; 16], [1; 16], [2; 16]]);
    assert_eq!(store.state.active_runs(Some(&ids[1..])).await.expect("reads"), [given[1].clone()]);
    assert_eq!(store.state.accounts_due(at(110), 9).await.expect("reads"), [ids[0]]);
    assert_eq!(store.state.accounts_due(at(111), 1).await.expect("reads"), [ids[0]], "the most overdue first");
    assert_eq!(store.state.next_wake().await.expect("reads"), Some(at(110)));
    let ended = PlayRun {
        step: String::new(),
        state: RunState::Done,
        wake_at: None,
        marks: r#"{"call":"done"}"#.into(),
        ended_at: Some(at(200)),
        ..given[0].clone()
    };
    let rewritten = PlayRun { version: 9, arm: Arm::HeldOut, entered_on: Day(1), cause: "{}".into(), ..ended.clone() };
    write(&store.state, async |tx| tx.put_runs(&[rewritten]).await).await;
    assert_eq!(store.state.run(&[1; 16]).await.expect("reads"), Some(ended), "how it began stays");
    assert_eq!(store.state.run(&[9; 16]).await.expect("reads"), None);
    assert_eq!(keys(&store.state.runs_of_play("stalled", 9).await.expect("reads")), [[2; 16], [1; 16]]);
    assert_eq!(keys(&store.state.runs_of(ids[0], 1).await.expect("reads")), [[1; 16]]);
    assert_eq!(keys(&store.state.active_runs(Some(&ids[..1])).await.expect("reads")), [[3; 16]]);
}

#[tokio::test]
async fn the_last_entry_counts_whatever_came_of_it() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let mut given = [run(1, "stalled", ids[0], 100), run(2, "stalled", ids[0], 190), run(3, "risk", ids[1], 50)];
    (given[1].state, given[2].state) = (RunState::Done, RunState::Stopped);
    write(&store.state, async |tx| tx.put_runs(&given).await).await;
    let entry = |account, play: &str, day| LastEntry { account, play: play.into(), entered_on: Day(day) };
    let mut found = store.state.last_entries(None).await.expect("reads");
    found.sort_by_key(|entry| entry.account);
    assert_eq!(found, [entry(ids[0], "stalled", 190), entry(ids[1], "risk", 50)]);
    assert_eq!(store.state.last_entries(Some(&ids[1..])).await.expect("reads"), [entry(ids[1], "risk", 50)]);
}

#[tokio::test]
async fn a_play_that_stops_ends_its_runs() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let mut given = [run(1, "stalled", ids[0], 100), run(2, "stalled", ids[1], 101), run(3, "risk", ids[0], 99)];
    (given[1].state, given[1].arm) = (RunState::Done, Arm::HeldOut);
    write(&store.state, async |tx| tx.put_runs(&given).await).await;
    let stop = async || write(&store.state, async |tx| tx.stop_runs("stalled", at(500)).await).await;
    assert_eq!((stop().await, stop().await), (1, 0));
    let stopped = store.state.run(&[1; 16]).await.expect("reads").expect("there");
    assert_eq!((stopped.state, stopped.wake_at, stopped.ended_at), (RunState::Stopped, None, Some(at(500))));
    let count = |play: &str, arm, state| RunCount { play: play.into(), arm, state, runs: 1 };
    assert_eq!(
        store.state.run_counts().await.expect("reads"),
        [
            count("risk", Arm::Treated, RunState::Active),
            count("stalled", Arm::HeldOut, RunState::Done),
            count("stalled", Arm::Treated, RunState::Stopped),
        ]
    );
}
