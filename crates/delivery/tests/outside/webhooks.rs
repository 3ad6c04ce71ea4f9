//! Signatures, judged by the reference library.

use crate::house::{LONG, Receiver, local, says};
use banso_delivery::webhook::{SigningSecret, Webhook, send};
use banso_delivery::{Outcome, WebAddress};
use banso_kernel::Micros;
use hyper::HeaderMap;
use hyper::header::{HeaderName, HeaderValue};
use std::time::SystemTime;

/// Does the reference library take this request?
fn verifies(secret: &SigningSecret, request: &str) -> bool {
    let (head, body) = request.split_once("\r\n\r\n").expect("a head and a body");
    let mut headers = HeaderMap::new();
    for (name, value) in head.lines().skip(1).filter_map(|line| line.split_once(": ")) {
        let name = HeaderName::try_from(name).expect("a name");
        headers.insert(name, HeaderValue::from_str(value).expect("a value"));
    }
    let reference = standardwebhooks::Webhook::new(secret.text().reveal()).expect("a secret");
    reference.verify(body.as_bytes(), &headers).is_ok()
}

/// The reference library compares the time stamp with the system's clock.
#[expect(clippy::disallowed_methods, reason = "the reference library asks the system's clock too")]
fn now() -> Micros {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970");
    Micros(i64::try_from(since.as_micros()).expect("fits"))
}

#[tokio::test]
async fn the_reference_library_verifies_and_a_secret_changes_without_a_gap() {
    let receiver = Receiver::start(vec![says("200 OK", "", "")]).await;
    let address = WebAddress::parse(&format!("http://127.0.0.1:{}/", receiver.port)).expect("an address");
    let (old, new) = (SigningSecret::new([1; 32]), SigningSecret::new([2; 32]));
    let body = r#"{"type":"task.overdue","data":{"account":"株式会社青空"}}"#;
    // The sender signs with both while the receiver changes over.
    let stages = [vec![old.clone()], vec![new.clone(), old.clone()], vec![new.clone()]];
    let mut verified = Vec::new();
    for secrets in stages {
        let to = Webhook { address: address.clone(), secrets };
        let attempt = send(&local(), &to, "key-1", body, now(), LONG).await;
        assert!(matches!(attempt.outcome, Outcome::Sent { .. }), "{attempt:?}");
        let request = receiver.seen().pop().expect("a request");
        assert!(request.ends_with(body) && request.contains("content-type: application/json\r\n"));
        verified.push((verifies(&old, &request), verifies(&new, &request)));
        assert!(!verifies(&new, &request.replace("青空", "青海")), "a changed body");
        assert!(!verifies(&old, &request.replace("key-1", "key-2")), "a changed id");
    }
    assert_eq!(verified, [(true, false), (true, true), (false, true)]);
}
