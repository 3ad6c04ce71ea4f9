//! RULES 21: what a member sees of a mail before it goes is what the mail server gets.

use crate::world::{START, World};
use banso_app::actions::settings;
use banso_kernel::Clock;
use banso_state::{DeliveryFilter, DeliveryState, DestinationKind};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

const PLAY: &str = r#"
play = "guide"
name = { ja = "案内", en = "Guide" }
hypothesis = { ja = "効く", en = "It helps" }

[trigger]
schedule = "daily"

[[step]]
id = "mail"
do = "mail"
to = "champions"
subject = { ja = "{account.name} 様へ", en = "To {account.name}" }
body = { ja = "{person.name} 様\n\n<b>ご案内</b>です。\nhttps://cs.example.jp/start?a=1&b=2", en = "Dear {person.name}" }
"#;

/// A mail server that takes everything; the port, and the mails that came.
pub fn mail_server() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let mails = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&mails);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut out) = stream else { return };
            let mut lines = BufReader::new(out.try_clone().expect("a stream")).lines();
            let _ = out.write_all(b"220 ready\r\n");
            while let Some(Ok(line)) = lines.next() {
                if line == "DATA" {
                    let _ = out.write_all(b"354 go\r\n");
                    let text = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".");
                    kept.lock().expect("mails").push(text.collect::<Vec<_>>().join("\n"));
                }
                let _ = out.write_all(if line == "QUIT" { b"221 bye\r\n" } else { b"250 fine\r\n" });
            }
        }
    });
    (port, mails)
}

/// The text and the HTML of a mail that came, as a mail program decodes them.
pub fn parts(mail: &str) -> (String, String) {
    let part = |kind: &str| {
        let (_, from) = mail.split_once(&format!("Content-Type: {kind}")).expect("a part");
        let (head, body) = from.split_once("\n\n").expect("a body");
        assert!(head.contains("base64"), "Japanese is sent in base64: {head}");
        let body: String = body.lines().take_while(|line| !line.starts_with("--")).collect();
        let bytes = BASE64_STANDARD.decode(body.trim()).expect("base64");
        String::from_utf8(bytes).expect("text").replace("\r\n", "\n")
    };
    (part("text/plain"), part("text/html"))
}

pub async fn set(world: &World, name: &str, value: &str) {
    let mut tx = world.app.state.begin().await.expect("a transaction");
    tx.put_setting(name, value, world.clock.now()).await.expect("a setting");
    tx.commit().await.expect("committed");
}

/// A mail server of ours behind the default destination.
pub async fn with_mail(world: &World) -> Arc<Mutex<Vec<String>>> {
    let (port, mails) = mail_server();
    let config = format!(r#"{{"host":"127.0.0.1","port":"{port}","security":"none","from":"cs@vendor.example"}}"#);
    world.destination(DestinationKind::Smtp, "mail", &config, None).await;
    set(world, settings::SITE, "https://banso.vendor.example").await;
    mails
}

#[tokio::test]
async fn what_is_seen_before_is_what_is_sent() {
    let world = World::new().await;
    let accounts = world.accounts(2).await;
    let person = world.champion(accounts[0]).await;
    let mails = with_mail(&world).await;
    world.at(START, 10);
    world.play(PLAY, 0.0).await;
    let csm = world.csm();
    // Of the play, before there is any message; nobody at the other account would get one.
    let play = world.app.play_mails(&csm, "guide", accounts[0]).await.expect("mails");
    assert!(play.writes && play.mails.len() == 1 && play.mails[0].person == person);
    let before = play.mails[0].letter.clone().expect("a mail");
    assert!(world.app.play_mails(&csm, "guide", accounts[1]).await.expect("mails").mails.is_empty());
    // On its way.
    world.live().await;
    let all = world.app.state.deliveries(&DeliveryFilter::default(), i64::MAX, 10).await.expect("messages");
    assert_eq!((all.len(), all[0].state), (1, DeliveryState::Waiting));
    let waiting = world.app.delivery(&csm, all[0].id).await.expect("a page").letter.expect("a mail");
    world.open().await;
    world.app.deliver_due().await.expect("delivered");
    let sent = world.app.delivery(&csm, all[0].id).await.expect("a page");
    assert_eq!(sent.row.state, "sent", "{:?}", sent.attempts);
    let (text, html) = parts(&mails.lock().expect("mails")[0]);
    assert_eq!((waiting.text.as_str(), waiting.html.as_str()), (text.as_str(), html.as_str()));
    assert_eq!(sent.letter.expect("a mail"), waiting);
    assert!(html.contains("&lt;b&gt;ご案内&lt;/b&gt;") && text.contains("https://banso.vendor.example/u/1-"), "{html}");
    // The preview of the play differs only where each mail has a link of its own.
    let token = text.rsplit('/').next().expect("a token");
    let placeholder = before.text.rsplit('/').next().expect("a token");
    assert_eq!(before.subject, waiting.subject);
    assert_eq!(before.text.replace(placeholder, token), text);
    assert_eq!(before.html.replace(placeholder, token), html);
}

#[tokio::test]
async fn who_gets_no_mail_is_seen_with_the_reason() {
    let world = World::new().await;
    let account = world.accounts(1).await[0];
    let person = world.champion(account).await;
    world.at(START, 10);
    world.play(&PLAY.replace("{person.name} 様", "{account.attributes.missing} 様"), 0.0).await;
    let why = async || {
        let play = world.app.play_mails(&world.csm(), "guide", account).await.expect("mails");
        play.mails[0].letter.clone().expect_err("no mail").code
    };
    assert_eq!(why().await, "plays-skip-missing");
    let mut tx = world.app.state.begin().await.expect("a transaction");
    tx.unsubscribe(person, None, world.clock.now()).await.expect("unsubscribed");
    tx.commit().await.expect("committed");
    assert_eq!(why().await, "plays-skip-closed");
}

/// Who gets nothing is kept with the run: the play and the account say so, also afterwards.
#[tokio::test]
async fn what_a_step_left_out_stands_on_the_play_and_on_the_account() {
    let world = World::new().await;
    let accounts = world.accounts(2).await;
    let person = world.champion(accounts[0]).await;
    with_mail(&world).await;
    let mut tx = world.app.state.begin().await.expect("a transaction");
    tx.unsubscribe(person, None, world.clock.now()).await.expect("unsubscribed");
    tx.commit().await.expect("committed");
    world.at(START, 10);
    world.play(PLAY, 0.0).await;
    world.live().await;
    let play = world.app.play(&world.csm(), "guide").await.expect("a page");
    let told = |account| {
        let run = play.runs.iter().find(|run| run.account.id == account).expect("a run");
        run.skipped.iter().map(|one| (one.who.clone(), one.why.code.clone())).collect::<Vec<_>>()
    };
    assert_eq!(told(accounts[0]), [(Some("山田 太郎".to_owned()), "plays-skip-closed".to_owned())]);
    assert_eq!(told(accounts[1]), [(None, "plays-skip-nobody".to_owned())]);
    for account in accounts {
        let of = world.app.plays_of(&world.csm(), account).await.expect("plays");
        assert_eq!((of.len(), of[0].play.as_str(), of[0].ended), (1, "guide", true));
        assert_eq!(
            of[0].skipped.iter().map(|one| (one.who.clone(), one.why.code.clone())).collect::<Vec<_>>(),
            told(account)
        );
        assert_eq!((of[0].skipped[0].on, of[0].skipped[0].step.en.as_str()), (START, "To {account.name}"));
    }
}
