//! Messages to receivers that misbehave: what becomes of them, what is kept, what is switched off.

use crate::world::World;
use banso_app::actions::NewDestination;
use banso_domain::members::Role;
use banso_kernel::Clock;
use banso_state::DeliveryState;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// Answers each request with the next of the answers, then with the last of them; keeps what it got.
pub fn receiver(answers: Vec<String>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/in", listener.local_addr().expect("an address"));
    let got = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&got);
    std::thread::spawn(move || {
        for (n, stream) in listener.incoming().enumerate() {
            let Ok(mut stream) = stream else { return };
            let mut bytes = Vec::new();
            let mut buffer = [0; 4096];
            while let Ok(read) = stream.read(&mut buffer) {
                bytes.extend_from_slice(&buffer[..read]);
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let length = text
                    .to_lowercase()
                    .lines()
                    .find_map(|line| line.strip_prefix("content-length: ").and_then(|n| n.parse::<usize>().ok()));
                let whole = text.split_once("\r\n\r\n").zip(length).is_some_and(|((_, body), n)| body.len() >= n);
                if read == 0 || whole {
                    break;
                }
            }
            kept.lock().expect("a list").push(String::from_utf8_lossy(&bytes).into_owned());
            let answer = answers.get(n).or(answers.last()).cloned().unwrap_or_default();
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, got)
}

pub fn status(line: &str) -> String {
    format!("HTTP/1.1 {line}\r\ncontent-length: 2\r\nconnection: close\r\n\r\nno")
}

pub async fn webhook(world: &World, url: &str) -> i64 {
    world.open().await;
    let admin = banso_app::Principal { role: Role::Admin, ..world.manager() };
    let new = NewDestination {
        kind: "webhook".to_owned(),
        name: format!("crm {url}"),
        config: BTreeMap::from([("url".to_owned(), url.to_owned())]),
        secret: SECRET.to_owned(),
        is_default: true,
    };
    world.app.put_destination(&admin, None, new).await.expect("a destination")
}

pub async fn tried(world: &World, destination: i64) -> i64 {
    let admin = banso_app::Principal { role: Role::Admin, ..world.manager() };
    world.app.try_destination(&admin, destination).await.expect("queued")
}

async fn state(world: &World, id: i64) -> DeliveryState {
    world.app.state.delivery(id).await.expect("read").expect("a message").0.state
}

#[tokio::test]
async fn a_receiver_that_fails_is_tried_again_under_the_same_key_and_told_once() {
    let world = World::new().await;
    let answers = vec![
        status("500 Internal Server Error"),
        "HTTP/1.1 429 Too Many Requests\r\nretry-after: 3600\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            .to_owned(),
        String::new(),
        status("200 OK"),
    ];
    let (url, got) = receiver(answers);
    let to = webhook(&world, &url).await;
    let id = tried(&world, to).await;
    let mut waits = Vec::new();
    for _ in 0..4 {
        world.app.deliver_due().await.expect("delivered");
        let one = world.app.state.delivery(id).await.expect("read").expect("a message").0;
        if one.state == DeliveryState::Waiting {
            waits.push((one.due_at.0 - world.clock.now().0) / 1_000_000);
            world.to(one.due_at);
        }
    }
    assert_eq!(state(&world, id).await, DeliveryState::Sent);
    assert!((8..=12).contains(&waits[0]) && waits[1] >= 3_600, "{waits:?}");
    let got = got.lock().expect("a list").clone();
    let header = |text: &str, name: &str| -> String {
        let line = text.lines().find(|line| line.to_lowercase().starts_with(name)).unwrap_or_default();
        line.split_once(": ").map(|(_, value)| value.to_owned()).unwrap_or_default()
    };
    let keys: Vec<String> = got.iter().map(|text| header(text, "webhook-id")).collect();
    assert!(keys.len() == 4 && keys.iter().all(|key| *key == keys[0] && key.len() == 32), "{keys:?}");
    // The page shows each try, and no secret.
    let page = world.app.delivery(&world.csm(), id).await.expect("a page");
    assert_eq!(page.attempts.iter().map(|one| one.n).collect::<Vec<_>>(), [4, 3, 2, 1]);
    assert!(page.attempts.iter().all(|one| !one.request.contains("MfKQ9r8GKYqr")), "{:?}", page.attempts[0].request);
}

#[tokio::test]
async fn a_receiver_that_is_gone_is_switched_off_and_a_redirect_is_not_followed() {
    let world = World::new().await;
    let (inner, seen) = receiver(vec![status("200 OK")]);
    let redirect = format!("HTTP/1.1 302 Found\r\nlocation: {inner}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    let (url, _) = receiver(vec![redirect, status("410 Gone")]);
    let to = webhook(&world, &url).await;
    let id = tried(&world, to).await;
    world.app.deliver_due().await.expect("delivered");
    assert_eq!(state(&world, id).await, DeliveryState::Dead);
    assert_eq!(seen.lock().expect("a list").len(), 0, "nobody followed");
    world.app.send_again(&world.csm(), id).await.expect("again");
    world.app.deliver_due().await.expect("delivered");
    assert_eq!(state(&world, id).await, DeliveryState::Dead);
    let destination = world.app.state.destination(to).await.expect("read").expect("there");
    assert!(!destination.on && destination.why_off == "deliveries-off-gone", "{destination:?}");
}

#[tokio::test]
async fn secrets_stand_in_no_file_and_another_key_is_refused_in_a_sentence() {
    let world = World::new().await;
    let (url, _) = receiver(vec![status("200 OK")]);
    let to = webhook(&world, &url).await;
    let id = tried(&world, to).await;
    world.app.deliver_due().await.expect("delivered");
    assert_eq!(state(&world, id).await, DeliveryState::Sent);
    world.app.state.truncate_log().await.expect("truncated");
    for entry in std::fs::read_dir(world.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        if let Ok(bytes) = std::fs::read(&path) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("MfKQ9r8GKYqr"), "{}", path.display());
        }
    }
    use banso_app::actions::Outside;
    use banso_delivery::{Dialer, Guard, Keys, SecretKey, SystemResolver, Trust};
    let dialer = Dialer::new(Guard::strict(), Arc::new(SystemResolver), Trust::system().expect("TLS"));
    let keys = |byte| Some(Keys::new(SecretKey::new(&[byte; 32]), Vec::new()));
    let outside = |keys| Outside { dialer: dialer.clone(), keys, slack_api: String::new() };
    let refused = world.app.open_to(outside(keys(8))).await.expect_err("another key");
    assert!(
        matches!(&refused, banso_app::Refused::Input(wrong) if wrong[0].problem.code == "delivery-secret-other-key")
    );
    world.app.open_to(outside(keys(7))).await.expect("the key");
}
