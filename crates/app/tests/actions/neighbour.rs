//! A receiver that says nothing, with a hundred thousand messages waiting for it, beside one that is well.

use crate::receivers::{receiver, status, tried, webhook};
use crate::world::World;
use banso_domain::key::Key;
use banso_state::Delivery;
use std::net::TcpListener;
use std::time::{Duration, Instant};

const WAITING: u64 = 100_000;
const TOLD: u64 = 200;

/// Accepts, and never answers.
fn silent() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/in", listener.local_addr().expect("an address"));
    (listener, address)
}

/// `n` more messages like one, each under a key of its own.
async fn queue(world: &World, like: &Delivery, keys: std::ops::Range<u64>) {
    let more: Vec<Delivery> =
        keys.map(|n| Delivery { id: 0, key: Key::of(&[b"more", &n.to_le_bytes()]).0, ..like.clone() }).collect();
    let mut tx = world.app.state.begin().await.expect("a transaction");
    tx.enqueue(&more).await.expect("queued");
    tx.commit().await.expect("committed");
}

#[tokio::test(flavor = "multi_thread")]
#[allow(clippy::disallowed_methods, reason = "how long somebody waits is what it is about")]
async fn a_dead_neighbour_with_a_hundred_thousand_messages_holds_nobody_up() {
    let world = World::new().await;
    let (_kept_open, dead) = silent();
    let (well, got) = receiver(vec![status("200 OK")]);
    let mut likes = Vec::new();
    for url in [&dead, &well] {
        let to = webhook(&world, url).await;
        let id = tried(&world, to).await;
        likes.push(world.app.state.delivery(id).await.expect("read").expect("a message").0);
    }
    queue(&world, &likes[0], 0..WAITING).await;
    let mut delays = Vec::new();
    let told = async {
        for n in 0..TOLD {
            let (before, since) = (got.lock().expect("a list").len(), Instant::now());
            queue(&world, &likes[1], WAITING + n..WAITING + n + 1).await;
            while got.lock().expect("a list").len() <= before {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            delays.push(since.elapsed());
        }
    };
    tokio::select! {
        () = world.app.keep_delivering(Duration::from_millis(200)) => unreachable!("it never ends"),
        () = told => {}
    }
    delays.sort_unstable();
    let p95 = delays[delays.len() * 95 / 100];
    println!("{WAITING} wait for a receiver that is silent; of {TOLD} to another 95 of 100 arrived within {p95:?}");
    // The silent one holds four places for twenty seconds each; whoever waited for it would wait longer than this.
    assert!(p95 < Duration::from_secs(2), "{p95:?}");
}
