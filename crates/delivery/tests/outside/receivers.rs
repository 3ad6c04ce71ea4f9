//! The sixteen ways in which a receiver of webhooks behaves.

use crate::house::{Act, Canary, LONG, Receiver, SHORT, expired, good, local, says};
use banso_delivery::webhook::{SigningSecret, Webhook, send};
use banso_delivery::{Attempt, KEPT, Outcome, WebAddress, retry};
use banso_kernel::Micros;
use std::io::Write;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::net::TcpListener;

const NOW: Micros = Micros(1_445_412_000_000_000); // Wed, 21 Oct 2015 07:20:00 GMT

fn hook(url: &str) -> Webhook {
    Webhook { address: WebAddress::parse(url).expect("an address"), secrets: vec![SigningSecret::new([1; 32])] }
}

async fn post(url: &str, limit: Duration) -> Attempt {
    send(&local(), &hook(url), "run-1-step-2", r#"{"type":"play.step"}"#, NOW, limit).await
}

/// Posts once to a receiver that acts so.
async fn once(act: Act, limit: Duration) -> (Attempt, Receiver) {
    let receiver = Receiver::start(vec![act]).await;
    let attempt = post(&format!("http://127.0.0.1:{}/hook", receiver.port), limit).await;
    assert_eq!(receiver.seen().len(), 1, "asked once");
    (attempt, receiver)
}

fn code(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Sent { .. } => "sent",
        Outcome::Again { why, .. } | Outcome::Never { why, .. } | Outcome::Unsure { why } => &why.code,
    }
}

fn head(status: &str, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}\r\n").into_bytes()
}

#[tokio::test]
async fn statuses_mean_what_they_say() {
    let (taken, _) = once(says("204 No Content", "", ""), LONG).await;
    assert_eq!(taken.outcome, Outcome::Sent { receipt: "204".into() });
    let (gone, _) = once(says("410 Gone", "", "bye"), LONG).await;
    assert!(
        matches!(gone.outcome, Outcome::Never { gone: true, bounced: false, .. }) && gone.response.ends_with("bye")
    );
    let (limited, _) = once(says("429 Too Many Requests", "Retry-After: 120\r\n", ""), LONG).await;
    assert!(matches!(limited.outcome, Outcome::Again { after: Some(after), .. } if after == Duration::from_secs(120)));
    let date = "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n";
    let (dated, _) = once(says("503 Service Unavailable", date, ""), LONG).await;
    assert!(matches!(dated.outcome, Outcome::Again { after: Some(after), .. } if after == Duration::from_secs(480)));
    let (failed, _) = once(says("500 Internal Server Error", "", "stack trace"), LONG).await;
    assert!(matches!(failed.outcome, Outcome::Again { after: None, .. }) && failed.response.contains("stack trace"));
    let (refused, _) = once(says("400 Bad Request", "", "no"), LONG).await;
    assert!(matches!(refused.outcome, Outcome::Never { gone: false, .. }));
}

#[tokio::test]
async fn a_redirect_into_the_house_is_not_followed() {
    let canary = Canary::start();
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let location = format!("Location: http://127.0.0.1:{}/\r\n", canary.port);
        let (attempt, _) = once(says(status, &location, ""), LONG).await;
        assert_eq!(code(&attempt.outcome), "delivery-redirect");
        assert!(matches!(attempt.outcome, Outcome::Never { .. }));
    }
    assert_eq!(canary.count(), 0);
}

#[tokio::test]
async fn slow_receivers_are_left_after_the_limit() {
    let (no_head, _) = once(Act::SayAndWait(b"HTTP/1.1 20".to_vec()), SHORT).await;
    assert_eq!(code(&no_head.outcome), "delivery-slow");
    assert!(matches!(no_head.outcome, Outcome::Again { after: None, .. }));
    let mut bytes = head("200 OK", "content-length: 1000\r\n");
    bytes.extend(b"first half");
    let (no_body, _) = once(Act::SayAndWait(bytes), SHORT).await;
    assert_eq!(no_body.outcome, Outcome::Sent { receipt: "200".into() }, "the status had come");
    assert!(no_body.response.ends_with("first half"));
}

#[tokio::test]
async fn an_endless_body_is_cut() {
    let (attempt, receiver) = once(Act::Endless(head("500 Oops", "content-length: 1073741824\r\n")), LONG).await;
    assert!(matches!(attempt.outcome, Outcome::Again { .. }));
    assert!(attempt.response.len() <= KEPT && attempt.response.len() > KEPT - 100, "{}", attempt.response.len());
    // What the operating system had buffered is more than what was read.
    assert!(receiver.written.load(Ordering::SeqCst) < 20_000_000, "the receiver got rid of {:?}", receiver.written);
    let (headers, _) = once(Act::Endless(b"HTTP/1.1 200 OK\r\nx: ".to_vec()), LONG).await;
    assert!(matches!(headers.outcome, Outcome::Again { .. }), "a head without end");
}

#[tokio::test]
async fn broken_answers_count_by_what_came() {
    let (reset, _) = once(Act::Reset, LONG).await;
    assert!(matches!(reset.outcome, Outcome::Again { after: None, .. }));
    assert_eq!(code(&reset.outcome), "delivery-broken");
    for wrong in ["content-length: 1000\r\n", "content-length: 3\r\n", "transfer-encoding: chunked\r\n"] {
        let mut bytes = head("200 OK", wrong);
        bytes.extend(b"half a body");
        let (attempt, _) = once(Act::Say(bytes), LONG).await;
        assert_eq!(attempt.outcome, Outcome::Sent { receipt: "200".into() }, "{wrong}");
    }
    let (both, _) = once(Act::Say(head("200 OK", "content-length: 1\r\ncontent-length: 2\r\n")), LONG).await;
    assert!(matches!(both.outcome, Outcome::Again { .. }), "two lengths are no answer: {both:?}");
    let (nothing, _) = once(Act::Say(Vec::new()), LONG).await;
    assert_eq!(code(&nothing.outcome), "delivery-broken");
}

#[tokio::test]
async fn a_packed_body_is_not_unpacked() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(&vec![b'0'; 50_000_000]).expect("in memory");
    let bomb = packer.finish().expect("in memory");
    let mut bytes = head("200 OK", &format!("content-encoding: gzip\r\ncontent-length: {}\r\n", bomb.len()));
    bytes.extend(&bomb);
    let (attempt, receiver) = once(Act::Say(bytes), LONG).await;
    assert_eq!(attempt.outcome, Outcome::Sent { receipt: "200".into() });
    assert!(!attempt.response.contains("0000000000") && attempt.response.len() <= KEPT);
    assert!(receiver.seen()[0].contains("accept-encoding: identity"));
}

#[tokio::test]
async fn tls_must_be_real_valid_and_for_this_name() {
    let plain = Receiver::start(vec![says("200 OK", "", "")]).await;
    let old = Receiver::start_tls(vec![says("200 OK", "", "")], expired()).await;
    let fine = Receiver::start_tls(vec![says("200 OK", "", "")], good()).await;
    let try_at =
        async |host: &str, port: u16| post(&format!("https://{host}:{port}/"), Duration::from_secs(2)).await.outcome;
    assert!(matches!(try_at("receiver.example", fine.port).await, Outcome::Sent { .. }));
    assert!(matches!(try_at("127.0.0.1", fine.port).await, Outcome::Sent { .. }), "by address");
    for (host, port, why) in [
        ("receiver.example", old.port, "expired"),
        ("other.example", fine.port, "another name"),
        ("127.0.0.2", fine.port, "another address"),
        ("receiver.example", plain.port, "no TLS"),
    ] {
        let outcome = try_at(host, port).await;
        assert!(matches!(outcome, Outcome::Again { .. }), "{why}: {outcome:?}");
    }
    assert_eq!((old.seen().len(), fine.seen().len()), (0, 2), "nothing is said before the name is proven");
}

#[tokio::test]
async fn a_receiver_that_is_down_for_an_hour_gets_it_by_the_schedule() {
    // A port that nobody listens on until an hour has passed on the schedule's clock.
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let at = listener.local_addr().expect("an address");
    drop(listener);
    let url = format!("http://{at}/");
    let (mut passed, mut tries, mut receiver) = (Duration::ZERO, 0, None);
    loop {
        if passed >= Duration::from_hours(1) && receiver.is_none() {
            let listener = TcpListener::bind(at).await.expect("the port again");
            receiver = Some(Receiver::serve(listener, vec![says("200 OK", "", "")], None));
        }
        tries += 1;
        match post(&url, LONG).await.outcome {
            Outcome::Sent { .. } => break,
            Outcome::Again { after, why } => {
                assert_eq!(why.code, "delivery-unreachable");
                passed += retry::wait(tries, 0.5, after).expect("not dead within an hour");
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(tries, 6, "after 10 s, 1 min, 5 min, 30 min and 2 h");
    assert_eq!(receiver.expect("it came back").seen().len(), 1);
}

#[tokio::test]
async fn a_flapping_receiver_can_tell_doubles() {
    let acts =
        vec![Act::Reset, says("500 Oops", "", ""), says("429 Wait", "Retry-After: 1\r\n", ""), says("200 OK", "", "")];
    let receiver = Receiver::start(acts).await;
    let url = format!("http://127.0.0.1:{}/", receiver.port);
    let mut outcomes = Vec::new();
    for _ in 0..4 {
        outcomes.push(post(&url, LONG).await.outcome);
    }
    assert!(outcomes[..3].iter().all(|one| matches!(one, Outcome::Again { .. })), "{outcomes:?}");
    assert!(matches!(outcomes[3], Outcome::Sent { .. }));
    let seen = receiver.seen();
    assert!(seen.len() == 4 && seen.iter().all(|one| one.contains("webhook-id: run-1-step-2\r\n")));
}
