//! Two servers on one folder: what one of them learned is acted on, also while the other acts and when it died.

use crate::receivers::{receiver, status, webhook};
use crate::world::World;
use banso_kernel::{AccountId, Micros};
use banso_state::{DeliveryFilter, DeliveryState, Lease};
use std::fs::File;
use std::time::Duration;

/// Tells a receiver, and has a task made once that went out.
fn told(trigger: &str, destination: &str) -> String {
    format!(
        r#"
play = "told"
name = {{ ja = "知らせる", en = "Tell" }}
hypothesis = {{ ja = "効く", en = "It helps" }}

[trigger]
{trigger}

[[step]]
id = "tell"
do = "webhook"
destination = "{destination}"

[[step]]
id = "heard"
do = "wait_until"
when = "sent.tell"
at_most_days = 100

[[step]]
id = "call"
do = "task"
title = {{ ja = "電話", en = "Call" }}
due = 3
"#
    )
}

/// Another server is acting, as long as this is there.
struct Acting(File, Lease);

impl Acting {
    async fn start(world: &World) -> Self {
        let file = File::create(world.path().join("actions.lock")).expect("a file");
        file.try_lock().expect("nobody acts");
        let mut tx = world.app.state.begin().await.expect("a transaction");
        let lease = tx.take_lease("actions", "another", Micros(i64::MAX), Micros(i64::MAX)).await.expect("asks");
        tx.commit().await.expect("committed");
        Self(file, lease.expect("the lease"))
    }

    async fn end(self, world: &World) {
        let mut tx = world.app.state.begin().await.expect("a transaction");
        tx.give_lease_back(&self.1).await.expect("given back");
        tx.commit().await.expect("committed");
        drop(self.0);
    }
}

async fn tasks(world: &World) -> usize {
    world.app.state.tasks_of_play("told", 10).await.expect("reads").len()
}

async fn messages(world: &World) -> Vec<DeliveryState> {
    let all = world.app.state.deliveries(&DeliveryFilter::default(), i64::MAX, 10).await.expect("messages");
    all.into_iter().map(|one| one.state).collect()
}

/// An account, a receiver that is well, and a play that tells it.
async fn begun(trigger: &str) -> (World, AccountId) {
    let world = World::new().await;
    let account = world.accounts(1).await[0];
    let (url, _) = receiver(vec![status("200 OK")]);
    let _ = webhook(&world, &url).await;
    world.play(&told(trigger, &format!("crm {url}")), 0.0).await;
    world.live().await;
    (world, account)
}

#[tokio::test]
async fn what_becomes_known_while_another_server_acts_is_acted_on_afterwards() {
    let (world, _) = begun("schedule = \"daily\"").await;
    assert_eq!(messages(&world).await, [DeliveryState::Waiting]);
    world.app.deliver_due().await.expect("delivered");
    assert_eq!(messages(&world).await, [DeliveryState::Sent]);
    let other = Acting::start(&world).await;
    world.live().await;
    assert_eq!(tasks(&world).await, 0, "one acts at a time");
    other.end(&world).await;
    world.live().await;
    assert_eq!(tasks(&world).await, 1, "it was not forgotten");
}

#[tokio::test]
async fn a_new_day_that_begins_while_another_server_acts_is_looked_at_afterwards() {
    let (world, _) = begun("schedule = \"weekly:3\"").await;
    assert_eq!(messages(&world).await, [], "it is Monday");
    world.at(crate::world::START + 2, 9);
    let other = Acting::start(&world).await;
    world.live().await;
    assert_eq!(messages(&world).await, []);
    other.end(&world).await;
    world.live().await;
    assert_eq!(messages(&world).await, [DeliveryState::Waiting]);
}

#[tokio::test]
async fn a_play_started_by_hand_waits_for_another_server_that_acts() {
    let (world, account) = begun("by_hand = true").await;
    let csm = world.csm();
    let other = Acting::start(&world).await;
    let early = tokio::time::timeout(Duration::from_millis(300), world.app.enter_by_hand(&csm, "told", account)).await;
    assert!(early.is_err(), "it waits: {early:?}");
    other.end(&world).await;
    world.app.enter_by_hand(&csm, "told", account).await.expect("entered");
    assert_eq!(messages(&world).await, [DeliveryState::Waiting]);
}

#[tokio::test]
async fn what_a_server_sent_that_died_before_it_could_act_is_acted_on_by_another() {
    let (world, _) = begun("schedule = \"daily\"").await;
    let dead = world.another().await;
    dead.deliver_due().await.expect("delivered");
    assert_eq!(messages(&world).await, [DeliveryState::Sent]);
    drop(dead);
    world.live().await;
    assert_eq!(tasks(&world).await, 0, "nobody has said anything yet");
    world.app.deliver_due().await.expect("looked for what is due");
    world.live().await;
    assert_eq!(tasks(&world).await, 1);
}
