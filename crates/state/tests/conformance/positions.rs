//! Where accounts are on their journeys.

use crate::support::{accounts, at, fresh, write};
use banso_kernel::{AccountId, Day, MemberId};
use banso_state::{PhaseChange, Position, StepDone};

fn position(account: AccountId, phase: &str) -> Position {
    Position { account, journey: "onboarding".into(), phase: phase.into(), entered_on: Day(20_500), entered_at: at(1) }
}

fn change(account: AccountId, from: Option<&str>, to: Option<&str>, member: Option<MemberId>) -> PhaseChange {
    PhaseChange {
        seq: 0,
        account,
        journey: "onboarding".into(),
        from: from.map(str::to_owned),
        to: to.map(str::to_owned),
        changed_on: Day(20_500),
        changed_at: at(1),
        member,
        reason: "電話で確認".into(),
        cause: r#"{"when":"metric.x >= 1"}"#.into(),
    }
}

fn step(account: AccountId, step: &str, member: Option<MemberId>) -> StepDone {
    StepDone { account, journey: "onboarding".into(), step: step.into(), done_at: at(3), member }
}

#[tokio::test]
async fn an_account_is_in_the_phase_that_was_written_last() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B", "C"]).await;
    let first: Vec<_> = ids.iter().map(|id| position(*id, "trial")).collect();
    write(&store.state, async |tx| tx.put_positions(&first).await).await;
    let moved = [position(ids[1], "set_up"), position(ids[1], "stable_use")];
    write(&store.state, async |tx| {
        tx.put_positions(&moved).await?;
        tx.remove_positions(&[ids[2]]).await
    })
    .await;
    let found = store.state.positions(None).await.expect("reads");
    assert_eq!(found, [first[0].clone(), moved[1].clone()], "of two in one call the last one counts");
    assert_eq!(store.state.positions(Some(&[ids[1], ids[2]])).await.expect("reads"), [moved[1].clone()]);
    assert_eq!(store.state.positions(Some(&[])).await.expect("reads"), []);
}

#[tokio::test]
async fn moves_are_kept_in_their_order_for_each_account() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let given = [
        change(ids[1], None, Some("trial"), None),
        change(ids[0], None, Some("trial"), None),
        change(ids[1], Some("trial"), Some("set_up"), Some(MemberId(7))),
        change(ids[1], Some("set_up"), None, None),
    ];
    write(&store.state, async |tx| tx.add_phase_changes(&given).await).await;
    let mut found = store.state.phase_changes(None).await.expect("reads");
    assert!(found.iter().all(|change| change.seq > 0));
    found.iter_mut().for_each(|change| change.seq = 0);
    assert_eq!(found, [1, 0, 2, 3].map(|n: usize| given[n].clone()));
    assert_eq!(store.state.phase_changes(Some(&ids[..1])).await.expect("reads").len(), 1);
}

#[tokio::test]
async fn a_step_is_done_once_and_can_be_taken_back() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let steps = [step(ids[0], "kickoff", Some(MemberId(7))), step(ids[1], "kickoff", None)];
    assert_eq!(write(&store.state, async |tx| tx.put_steps_done(&steps).await).await, 2);
    let again = [step(ids[0], "kickoff", None), step(ids[0], "import", None)];
    assert_eq!(write(&store.state, async |tx| tx.put_steps_done(&again).await).await, 1);
    let found = store.state.steps_done(Some(&ids[..1])).await.expect("reads");
    assert_eq!(found, [again[1].clone(), steps[0].clone()], "who ticked it first counts");
    let remove =
        async || write(&store.state, async |tx| tx.remove_step_done(ids[0], "onboarding", "kickoff").await).await;
    assert!(remove().await);
    assert!(!remove().await);
    assert_eq!(store.state.steps_done(None).await.expect("reads"), [again[1].clone(), steps[1].clone()]);
}
