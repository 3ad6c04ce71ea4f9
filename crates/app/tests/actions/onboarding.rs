//! The shipped onboarding: trial → set-up → stable use, and what happens to who gets stuck.

use crate::world::{START, World};
use banso_app::actions::{Scope, TaskEnd, TaskState};
use banso_domain::templates;
use banso_state::{DeliveryFilter, DeliveryState};

fn follow_up() -> &'static str {
    templates::PLAYS.iter().find(|(id, _)| *id == "set_up_follow_up").expect("the shipped play").1
}

#[tokio::test]
async fn who_stalls_gets_one_task_one_alert_and_one_line_and_who_advances_gets_none() {
    let world = World::new().await;
    let ids = world.accounts(3).await;
    let [stalls, advances, waits] = ids[..] else { panic!("three accounts") };
    world.slack().await;
    world.play(follow_up(), 0.0).await;
    world.live().await;
    let phase = async |account| {
        let of = world.app.state.positions(Some(&[account])).await.expect("positions");
        of.first().map(|position| position.phase.clone())
    };
    assert_eq!(phase(stalls).await.as_deref(), Some("trial"));

    // The mail was sent: set-up begins by itself, for two of the three.
    world.at(START + 1, 10);
    for account in [stalls, advances] {
        world.happened(account, "mail.sent", r#"{"mail":"onboarding"}"#, 1).await;
    }
    world.live().await;
    assert_eq!(phase(stalls).await.as_deref(), Some("set_up"));
    assert_eq!(phase(waits).await.as_deref(), Some("trial"));

    // One makes the setting and uses it all week: stable use. Then seven days pass; the clock ticks several times a day.
    world.at(START + 3, 10);
    world.happened(advances, "setting.done", r#"{"setting":"data"}"#, 1).await;
    world.happened(advances, "login", "", 6).await;
    world.live().await;
    assert_eq!(phase(advances).await.as_deref(), Some("stable_use"));
    for day in 4..=20 {
        for hour in [8, 9, 15] {
            world.at(START + day, hour);
            world.happened(advances, "login", "", 2).await;
            world.live().await;
            world.live().await;
        }
    }
    let all = |states: &'static [TaskState]| world.app.tasks_in(Scope::All, states);
    let tasks = all(&[TaskState::Open]).await;
    assert_eq!(tasks.iter().map(|task| task.account.id).collect::<Vec<_>>(), [stalls], "exactly one task");
    let task = &tasks[0];
    assert_eq!(task.owner.as_ref().map(|(id, _)| *id), Some(world.owner));
    // Eight days after entering (a day of the week of START + 8), three business days.
    assert!(task.overdue && task.due_on > START + 8 && task.due_on < START + 16, "{}", task.due_on);

    let told = world.app.state.deliveries(&DeliveryFilter::default(), i64::MAX, 100).await.expect("messages");
    assert_eq!(told.len(), 1, "exactly one alert: {told:?}");
    assert!(told[0].payload.contains("株式会社1") && told[0].state == DeliveryState::Waiting);
    let team = world.app.team(&world.manager()).await.expect("a team");
    assert_eq!(team.overdue.iter().map(|row| row.id).collect::<Vec<_>>(), [task.id], "exactly one line");

    // Put off, it alerts once more when the new day is over, and not before.
    world.at(START + 20, 16);
    let (csm, id) = (world.csm(), task.id);
    let later = (START + 22).to_string();
    world.app.postpone_task(&csm, id, &later, "担当者の休暇").await.expect("put off");
    let count =
        async || world.app.state.deliveries(&DeliveryFilter::default(), i64::MAX, 100).await.expect("messages").len();
    for (day, hour, wanted) in [(21, 9, 1), (22, 23, 1), (23, 8, 1), (23, 10, 2), (24, 10, 2)] {
        world.at(START + day, hour);
        world.live().await;
        assert_eq!(count().await, wanted, "on day {day} at {hour}");
    }

    // Its hypothesis comes first; then the outcome is a touch on the timeline, and the play is over.
    let end = TaskEnd { outcome: "設定を一緒に済ませた".to_owned(), touch: Some("call".to_owned()) };
    assert!(world.app.finish_task(&csm, id, end.clone()).await.is_err(), "no hypothesis yet");
    world.app.work_on_task(&csm, id, "権限の設定で止まっている", &[0]).await.expect("written");
    world.app.finish_task(&csm, id, end).await.expect("done");
    world.live().await;
    let touches = world.app.state.touches_of(stalls, 10).await.expect("touches");
    assert_eq!(touches.iter().map(|touch| touch.kind.as_str()).collect::<Vec<_>>(), ["call"]);
    let runs = world.app.state.runs_of(stalls, 10).await.expect("runs");
    assert!(runs.iter().all(|run| run.state == banso_state::RunState::Done), "{runs:?}");
    assert_eq!(all(&[TaskState::Open]).await.len(), 0);
    assert_eq!(all(&[TaskState::Done]).await.len(), 1);
}

/// What a test may ask without being somebody.
trait Ask {
    async fn tasks_in(&self, scope: Scope, states: &[TaskState]) -> Vec<banso_app::actions::TaskRow>;
}

impl Ask for banso_app::App {
    async fn tasks_in(&self, scope: Scope, states: &[TaskState]) -> Vec<banso_app::actions::TaskRow> {
        let who = banso_app::Principal {
            member: banso_kernel::MemberId(1),
            role: banso_domain::members::Role::Viewer,
            lang: banso_kernel::Lang::Ja,
            name: String::new(),
            past: None,
        };
        self.tasks(&who, scope, states, None).await.expect("tasks")
    }
}

#[tokio::test]
async fn moving_by_hand_needs_a_reason_and_is_kept() {
    let world = World::new().await;
    let account = world.accounts(1).await[0];
    world.live().await;
    let csm = world.csm();
    assert!(world.app.move_account(&csm, account, "stable_use", " ").await.is_err(), "no reason");
    assert!(world.app.move_account(&csm, account, "nowhere", "理由").await.is_err(), "no such phase");
    world.app.move_account(&csm, account, "stable_use", "他製品から移行し、設定は済んでいる").await.expect("moved");
    let of = world.app.journey_of(&csm, account).await.expect("read").expect("on a journey");
    assert_eq!(of.phases[of.at].0, "stable_use");
    assert_eq!(of.moves[0].reason.ja, "他製品から移行し、設定は済んでいる");
    assert_eq!(of.moves[0].by.as_deref(), Some("佐藤 葵"));
}
