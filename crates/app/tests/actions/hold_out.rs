//! Who is held out: stable, about the wanted share, and written down before anything happens.

use crate::world::World;
use banso_app::App;
use banso_state::{Arm, RunState};
use std::collections::{BTreeMap, HashSet};

const PLAY: &str = r#"
play = "everybody"
name = { ja = "全員", en = "Everybody" }
hypothesis = { ja = "効く", en = "It helps" }

[trigger]
schedule = "daily"

[[step]]
id = "call"
do = "task"
title = { ja = "電話", en = "Call" }
due = 3
"#;

#[tokio::test]
async fn a_tenth_of_ten_thousand_is_held_out_the_same_after_a_restart_and_on_another_node() {
    let world = World::new().await;
    world.accounts(10_000).await;
    world.play(PLAY, 0.1).await;
    // Two nodes at the same time: one acts, the other leaves it alone.
    let other = world.another().await;
    let (one, two) = tokio::join!(world.app.act(None), other.act(None));
    let acted = [one.expect("acted"), two.expect("acted")];
    assert!(acted.iter().flatten().all(|acted| acted.accounts == 10_000) && acted != [None, None], "{acted:?}");
    let arms = async |app: &App| -> BTreeMap<i64, Arm> {
        let runs = app.state.runs_of_play("everybody", 20_000).await.expect("runs");
        assert_eq!(runs.len(), 10_000, "each account once");
        runs.into_iter().map(|run| (run.account.0, run.arm)).collect()
    };
    let first = arms(&world.app).await;
    let held = first.values().filter(|arm| **arm == Arm::HeldOut).count();
    assert!((900..=1_100).contains(&held), "{held} of 10,000");
    let tasks = world.app.state.tasks_of_play("everybody", 20_000).await.expect("tasks");
    let with_tasks: HashSet<i64> = tasks.iter().map(|task| task.account.0).collect();
    assert_eq!(tasks.len(), 10_000 - held, "who is held out gets nothing, everybody else one task");
    assert!(first.iter().all(|(id, arm)| (*arm == Arm::Treated) == with_tasks.contains(id)));
    // Whatever acts again changes nothing.
    other.act(None).await.expect("acted");
    world.app.act(None).await.expect("acted");
    assert_eq!(arms(&other).await, first);
    let runs = world.app.state.runs_of_play("everybody", 20_000).await.expect("runs");
    assert!(runs.iter().filter(|run| run.arm == Arm::HeldOut).all(|run| run.state == RunState::Done));
}
