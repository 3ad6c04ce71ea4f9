//! Tasks.

use super::plays::run;
use crate::support::{accounts, at, fresh, write};
use banso_kernel::{AccountId, Day, MemberId};
use banso_state::{RunState, RunTask, Task, TaskCount, TaskEnd, TaskState};

/// A task of a play.
pub fn task(key: u8, account: AccountId, due: i32) -> Task {
    Task {
        id: 0,
        key: Some([key; 16]),
        account,
        play: Some("stalled".into()),
        run: Some([key; 16]),
        step: Some("call".into()),
        title: "電話する".into(),
        body: "「設定はお済みですか」".into(),
        checklist: r#"[{"text":"資料","done":false}]"#.into(),
        needs_hypothesis: true,
        hypothesis: String::new(),
        owner: Some(MemberId(3)),
        due_on: Day(due),
        first_due_on: Day(due),
        state: TaskState::Open,
        outcome: String::new(),
        reason: String::new(),
        created_at: at(1),
        created_by: None,
        closed_at: None,
        closed_by: None,
        alerted_at: None,
        worth_minor: 120_000,
        signal: Some("set_up_stuck".into()),
    }
}

/// A task that a member made.
fn by_hand(account: AccountId, due: i32) -> Task {
    Task {
        key: None,
        play: None,
        run: None,
        step: None,
        signal: None,
        owner: None,
        needs_hypothesis: false,
        created_by: Some(MemberId(7)),
        ..task(0, account, due)
    }
}

fn end(state: TaskState) -> TaskEnd {
    TaskEnd { state, outcome: "設定済み".into(), reason: "解約予定".into(), at: at(9), by: Some(MemberId(3)) }
}

#[tokio::test]
async fn the_same_decision_makes_one_task_and_a_member_as_many_as_they_like() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let given = [task(1, ids[0], 105), by_hand(ids[1], 103), by_hand(ids[1], 103)];
    let made = write(&store.state, async |tx| tx.add_tasks(&given).await).await;
    assert_eq!(made.len(), 3);
    let again = write(&store.state, async |tx| tx.add_tasks(&[task(1, ids[1], 7), task(2, ids[0], 101)]).await).await;
    assert_eq!(again.len(), 1, "only the second one is new");
    let first = Task { id: made[0], ..given[0].clone() };
    assert_eq!(store.state.task(made[0]).await.expect("reads"), Some(first.clone()));
    let open = store.state.open_tasks(None).await.expect("reads");
    let order: Vec<i64> = open.iter().map(|task| task.id).collect();
    assert_eq!(order, [again[0], made[1], made[2], made[0]], "by due day");
    assert_eq!(open[3], first);
    assert_eq!(open[1], Task { id: made[1], ..given[1].clone() });
    assert_eq!(store.state.open_tasks(Some(&ids[1..])).await.expect("reads").len(), 2);
    assert_eq!(store.state.tasks_of_owner(Some(MemberId(3))).await.expect("reads").len(), 2);
    assert_eq!(store.state.tasks_of_owner(None).await.expect("reads"), open[1..3]);
    assert_eq!(store.state.tasks_of(ids[0], 9).await.expect("reads"), [open[0].clone(), first]);
    let overdue = store.state.overdue_tasks(Day(103)).await.expect("reads");
    assert_eq!(overdue, open[..1], "what is due today is not overdue");
    let count = |owner, open, overdue| TaskCount { owner, open, overdue };
    let counts = store.state.task_counts(Day(104)).await.expect("reads");
    assert_eq!(counts, [count(Some(MemberId(3)), 2, 1), count(None, 2, 2)]);
}

#[tokio::test]
async fn a_task_is_closed_once_and_can_be_opened_again() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let id = write(&store.state, async |tx| tx.add_tasks(&[task(1, ids[0], 105)]).await).await[0];
    write(&store.state, async |tx| {
        assert!(tx.put_hypothesis(id, "担当者が代わった").await?);
        assert!(tx.put_checklist(id, "[]").await?);
        assert!(tx.close_task(id, &end(TaskState::NotNeeded)).await?);
        assert!(!tx.close_task(id, &end(TaskState::Done)).await?, "it is closed");
        assert!(!tx.put_hypothesis(id, "後知恵").await?, "nobody writes it afterwards");
        assert!(!tx.put_checklist(id, "[1]").await?);
        assert!(!tx.postpone_task(id, Day(200), "").await?);
        assert!(!tx.mark_alerted(id, at(9)).await?);
        assert_eq!(tx.reassign_tasks(&[id], None).await?, 0);
        Ok(())
    })
    .await;
    let closed = Task {
        id,
        hypothesis: "担当者が代わった".into(),
        checklist: "[]".into(),
        state: TaskState::NotNeeded,
        outcome: "設定済み".into(),
        reason: "解約予定".into(),
        closed_at: Some(at(9)),
        closed_by: Some(MemberId(3)),
        ..task(1, ids[0], 105)
    };
    assert_eq!(store.state.closed_tasks(at(9), 9).await.expect("reads"), [closed]);
    assert_eq!(store.state.closed_tasks(at(10), 9).await.expect("reads"), []);
    assert_eq!(store.state.open_tasks(None).await.expect("reads"), []);
    assert!(write(&store.state, async |tx| tx.reopen_task(id).await).await);
    assert!(!write(&store.state, async |tx| tx.reopen_task(id).await).await);
    let open = store.state.task(id).await.expect("reads").expect("there");
    assert_eq!((open.state, open.closed_at, open.outcome.as_str()), (TaskState::Open, None, ""));
}

#[tokio::test]
async fn one_of_many_tells_that_a_task_is_overdue_and_again_only_after_it_was_put_off() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let id = write(&store.state, async |tx| tx.add_tasks(&[task(1, ids[0], 105)]).await).await[0];
    let alert = async |n| write(&store.again().await, async |tx| tx.mark_alerted(id, at(n)).await).await;
    assert_eq!((alert(1).await, alert(2).await), (true, false));
    let postpone = async |day| write(&store.state, async |tx| tx.postpone_task(id, Day(day), "出張").await).await;
    assert!(postpone(104).await);
    assert!(!alert(3).await, "an earlier day is no reason to tell again");
    assert!(postpone(110).await);
    assert!(alert(4).await);
    let found = store.state.task(id).await.expect("reads").expect("there");
    assert_eq!((found.due_on, found.first_due_on, found.alerted_at), (Day(110), Day(105), Some(at(4))));
}

#[tokio::test]
async fn tasks_move_in_bulk_and_runs_see_what_became_of_theirs() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let mut runs = [run(1, "stalled", ids[0], 100), run(2, "stalled", ids[1], 100)];
    runs[1].state = RunState::Done;
    let made = write(&store.state, async |tx| {
        tx.put_runs(&runs).await?;
        tx.add_tasks(&[task(1, ids[0], 105), task(2, ids[1], 105), by_hand(ids[0], 105)]).await
    })
    .await;
    assert_eq!(write(&store.state, async |tx| tx.reassign_tasks(&made, Some(MemberId(8))).await).await, 3);
    assert_eq!(store.state.tasks_of_owner(Some(MemberId(8))).await.expect("reads").len(), 3);
    assert!(write(&store.state, async |tx| tx.close_task(made[0], &end(TaskState::Done)).await).await);
    let expected =
        RunTask { account: ids[0], run: [1; 16], step: "call".into(), state: TaskState::Done, closed_at: Some(at(9)) };
    assert_eq!(store.state.run_tasks(None).await.expect("reads"), std::slice::from_ref(&expected));
    assert_eq!(store.state.run_tasks(Some(&ids[..1])).await.expect("reads"), [expected]);
    assert_eq!(store.state.run_tasks(Some(&ids[1..])).await.expect("reads"), [], "its run is at its end");
}
