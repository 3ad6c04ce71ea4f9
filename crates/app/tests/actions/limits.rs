//! What a person gets at most, and when: over all plays and nodes.

use crate::world::{START, World};
use banso_app::actions::settings;
use banso_kernel::{Clock, Day, Micros, Zone};
use banso_state::{DeliveryFilter, DeliveryKind, DeliveryState, DestinationKind};

fn mails(id: &str) -> String {
    format!(
        r#"
play = "{id}"
name = {{ ja = "案内", en = "Guide" }}
hypothesis = {{ ja = "効く", en = "It helps" }}

[trigger]
schedule = "daily"

[[step]]
id = "mail"
do = "mail"
to = "champions"
subject = {{ ja = "{{account.name}} 様へ", en = "To {{account.name}}" }}
body = {{ ja = "{{person.name}} 様\nご案内です。", en = "Dear {{person.name}}" }}
"#
    )
}

async fn due(world: &World) -> Vec<(Day, i64)> {
    let filter = DeliveryFilter { kind: Some(DeliveryKind::Mail), ..DeliveryFilter::default() };
    let mut all = world.app.state.deliveries(&filter, i64::MAX, 100).await.expect("messages");
    all.sort_by_key(|one| one.due_at);
    let zone = Zone::tokyo();
    let of = |at: Micros| (zone.day_of(at), (at.0 - zone.start_of(zone.day_of(at)).0) / 60_000_000);
    all.into_iter().map(|one| of(one.due_at)).collect()
}

#[tokio::test]
async fn two_plays_and_two_nodes_keep_to_one_mail_a_week_in_office_hours_and_to_a_no() {
    let world = World::new().await;
    let account = world.accounts(1).await[0];
    let person = world.champion(account).await;
    world.destination(DestinationKind::Smtp, "mail", r#"{"host":"127.0.0.1","from":"cs@vendor.example"}"#, None).await;
    let mut tx = world.app.state.begin().await.expect("a transaction");
    tx.put_setting(settings::WEEKLY, "1", world.clock.now()).await.expect("a setting");
    tx.commit().await.expect("committed");
    // Friday evening.
    world.at(START + 4, 19);
    for id in ["one", "two", "three"] {
        world.play(&mails(id), 0.0).await;
    }
    let other = world.another().await;
    let (one, two) = tokio::join!(world.app.act_on_news(), other.act_on_news());
    one.expect("acted");
    two.expect("acted");
    world.live().await;
    other.act_on_news().await.expect("acted");
    let monday = START + 7;
    let wanted = [(monday, 510), (monday + 7, 510), (monday + 14, 510)];
    assert_eq!(due(&world).await, wanted, "8:30 of the next business day, then a week apart");

    // They say no before anything has gone: nothing goes, and it is said why.
    world.open().await;
    let first = world.app.state.deliveries(&DeliveryFilter::default(), i64::MAX, 10).await.expect("messages");
    let mut tx = world.app.state.begin().await.expect("a transaction");
    tx.unsubscribe(person, Some(first[0].id), world.clock.now()).await.expect("unsubscribed");
    tx.commit().await.expect("committed");
    world.at(monday + 20, 10);
    world.app.deliver_due().await.expect("delivered");
    let all = world.app.state.deliveries(&DeliveryFilter::default(), i64::MAX, 10).await.expect("messages");
    assert_eq!(all.len(), 3);
    for one in all {
        assert_eq!((one.state, one.last_error.as_str()), (DeliveryState::Cancelled, "unsubscribed"));
    }
}

#[tokio::test]
async fn mail_does_not_go_on_a_holiday() {
    let world = World::new().await;
    let account = world.accounts(1).await[0];
    world.champion(account).await;
    world.destination(DestinationKind::Smtp, "mail", r#"{"host":"127.0.0.1","from":"cs@vendor.example"}"#, None).await;
    // Friday before the silver week of 2026: Monday to Wednesday are holidays.
    let friday = Day::parse_iso("2026-09-18").expect("a day");
    world.at(friday, 19);
    world.play(&mails("one").replace("daily", "weekly:5"), 0.0).await;
    world.live().await;
    assert_eq!(due(&world).await, [(Day::parse_iso("2026-09-24").expect("a day"), 510)]);
}
