//! Secrets do not show: not in `Debug`, not in what is kept, not in traces, not even if the receiver sends them back.

use crate::house::{Act, LONG, Receiver, good, local, says};
use crate::mail_server::{MailHouse, Manners};
use banso_delivery::mail::{Letter, Login, MailServer, Party, Security, seal};
use banso_delivery::slack::{Message, Slack};
use banso_delivery::webhook::{SigningSecret, Webhook};
use banso_delivery::{Secret, Target, WebAddress, mail, slack, webhook};
use banso_kernel::{Lang, Micros};
use base64::{Engine, prelude::BASE64_STANDARD};
use std::io::Write;
use std::sync::{Arc, Mutex};
use tracing_subscriber::util::SubscriberInitExt;

/// Keeps all that is traced.
#[derive(Clone, Default)]
struct Tape(Arc<Mutex<Vec<u8>>>);

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a tape").extend(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

const PASSWORD: &str = "canary-password-0001";
const TOKEN: &str = "xoxb-canary-token-0002";
const HOOK: &str = "canaryhook0003canaryhook";
const QUERY: &str = "token=canary-query-0004";

#[tokio::test]
async fn twenty_places_hold_no_secret() {
    let tape = Tape::default();
    let writer = tape.clone();
    let _traced = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish()
        .set_default();
    let signing = SigningSecret::new(*b"canary-signing-secret-0005-0005!");
    let mut shown = String::new();
    // Receivers that send back all they got, as bodies of every kind of outcome.
    for status in ["200 OK", "400 Bad", "410 Gone", "429 Wait", "500 Oops"] {
        let head = format!("HTTP/1.1 {status}\r\ncontent-type: text/plain\r\n\r\n").into_bytes();
        let echo = Receiver::start(vec![Act::Echo(head)]).await;
        let at = |path: &str| WebAddress::parse(&format!("http://127.0.0.1:{}/{path}", echo.port)).expect("an address");
        let hook = Webhook { address: at(&format!("hook?{QUERY}")), secrets: vec![signing.clone()] };
        let attempt = webhook::send(&local(), &hook, "k", "{}", Micros(0), LONG).await;
        shown += &format!("{hook:?} {attempt:?} {}", serde_json::to_string(&attempt.outcome).expect("JSON"));
        let signature = webhook::signature(std::slice::from_ref(&signing), "k", 0, "{}");
        assert!(!shown.contains(&signature[3..]), "a signature is as good as a secret for this delivery");
        for to in [
            Slack::Hook { address: at(&format!("services/T0/B0/{HOOK}")) },
            Slack::Bot { address: at("api"), token: Secret::new(TOKEN), channel: "C".into(), thread: None },
        ] {
            let attempt = slack::send(&local(), &to, &Message::plain("hi"), Micros(0), LONG).await;
            shown += &format!("{to:?} {attempt:?} {}", serde_json::to_string(&attempt.outcome).expect("JSON"));
        }
    }
    let error = format!(r#"{{"ok":false,"error":"bad token {TOKEN}"}}"#);
    let telling = Receiver::start(vec![says("200 OK", "", &error)]).await;
    let address = WebAddress::parse(&format!("http://127.0.0.1:{}/", telling.port)).expect("an address");
    let to = Slack::Bot { address, token: Secret::new(TOKEN), channel: "C".into(), thread: None };
    shown += &format!("{:?}", slack::send(&local(), &to, &Message::plain("hi"), Micros(0), LONG).await);

    // Mail servers that repeat the login, in both of its forms.
    for offers in [&["m", "AUTH PLAIN"][..], &["m", "AUTH LOGIN"]] {
        let manners = Manners { offers, echoes_login: true, ..Manners::default() };
        let house = MailHouse::start(manners, good(), true).await;
        let party = || Party { name: None, mail: "a@b.example".into() };
        let letter = Letter {
            key: "k".into(),
            from: party(),
            to: party(),
            reply_to: None,
            subject: "s".into(),
            text: "t".into(),
            lang: Lang::En,
            earlier: vec![],
            unsubscribe: None,
        };
        let server = MailServer {
            target: Target::new("mail.example", house.port).expect("a host"),
            security: Security::Tls,
            login: Some(Login { user: "u".into(), password: Secret::new(PASSWORD) }),
            hello: "h".into(),
        };
        let attempt = mail::send(&local(), &server, &seal(&letter, Micros(0)).expect("a letter"), LONG).await;
        shown += &format!("{server:?} {attempt:?} {}", serde_json::to_string(&attempt.outcome).expect("JSON"));
    }
    let traced = String::from_utf8_lossy(&tape.0.lock().expect("a tape")).into_owned();
    let packed = [
        BASE64_STANDARD.encode(PASSWORD),
        BASE64_STANDARD.encode(format!("\0u\0{PASSWORD}")),
        signing.text().reveal().trim_start_matches("whsec_").to_owned(),
    ];
    let plain = [PASSWORD, TOKEN, HOOK, "canary-query-0004", "canary-signing", "0001", "0002", "0003", "0004", "0005"];
    for secret in plain.into_iter().chain(packed.iter().map(String::as_str)) {
        for (place, text) in [("shown", &shown), ("traced", &traced)] {
            assert!(!text.contains(secret), "{secret} is {place}: {}", &text[..text.len().min(2000)]);
        }
    }
    assert!(shown.contains("•••"));
}
