//! Two servers on one folder: what one of them learned is acted on, also while the other acts and when it died.

use crate::receivers::{receiver, status, webhook};
use crate::world::World;
use banso_kernel::{AccountId, Clock, Micros};
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

/// Another server is about to act, as long as this is there.
struct Coming(File);

impl Coming {
    fn start(world: &World) -> Self {
        let file = File::create(world.path().join("actions.lock")).expect("a file");
        file.try_lock().expect("nobody acts");
        Self(file)
    }

    /// It acts, and says so again until a moment.
    async fn acts(self, world: &World, until: Micros) -> Acting {
        let mut tx = world.app.state.begin().await.expect("a transaction");
        let lease = tx.take_lease("actions", "another", Micros(i64::MAX), until).await.expect("asks");
        tx.commit().await.expect("committed");
        Acting(self.0, lease.expect("the lease"))
    }
}

/// Another server is acting, as long as this is there.
struct Acting(File, Lease);

impl Acting {
    async fn start(world: &World) -> Self {
        Coming::start(world).acts(world, Micros(i64::MAX)).await
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

#[tokio::test]
async fn a_turn_that_another_server_is_about_to_take_is_left_to_it_and_one_that_it_sleeps_over_is_not() {
    let world = World::new().await;
    world.accounts(1).await;
    let coming = Coming::start(&world);
    assert_eq!(world.app.act(None).await.expect("asked"), None, "never taken before");
    coming.acts(&world, Micros(i64::MAX)).await.end(&world).await;
    let coming = Coming::start(&world);
    assert_eq!(world.app.act(None).await.expect("asked"), None, "given back");
    let now = world.clock.now();
    let asleep = coming.acts(&world, Micros(now.0 + 60)).await;
    assert_eq!(world.app.act(None).await.expect("asked"), None, "it has some time left");
    world.to(Micros(now.0 + 61));
    assert!(world.app.act(None).await.expect("acted").is_some());
    drop(asleep);
}
