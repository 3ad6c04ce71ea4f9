//! Mail at a real SMTP server, read by a mail client's parser.

use crate::house::{LONG, SHORT, expired, good, local};
use crate::mail_server::{MailHouse, Manners};
use banso_delivery::mail::{Letter, Login, MailServer, Party, Sealed, Security, message_id, seal, send};
use banso_delivery::{Attempt, Outcome, Secret, Target};
use banso_kernel::{Lang, Micros};
use mail_parser::MessageParser;
use proptest::prelude::*;

const NOW: Micros = Micros(1_795_392_000_000_000); // 2026-11-23T00:00:00Z

fn party(name: &str, mail: &str) -> Party {
    Party { name: Some(name.to_owned()), mail: mail.to_owned() }
}

fn letter() -> Letter {
    Letter {
        key: "9f2c0a".into(),
        from: party("アシスト株式会社 田中 花子", "cs@vendor.example"),
        to: party("山田 太郎", "taro@customer.example"),
        reply_to: Some(party("田中 花子", "tanaka@vendor.example")),
        subject: "【重要】初期設定のご案内と、次回お打ち合わせの日程について（株式会社青空 様）🎉".into(),
        text: "株式会社青空\n山田 太郎 様\n\nいつもお世話になっております。<b>田中</b>です。\n.\n..\n\
               詳しくは https://vendor.example/start?a=1&b=2 をご覧ください。\n"
            .into(),
        lang: Lang::Ja,
        earlier: vec!["<first@vendor.example>".into(), "<second@vendor.example>".into()],
        unsubscribe: Some(
            "https://banso.vendor.example/u/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef".into(),
        ),
    }
}

fn sealed() -> Sealed {
    seal(&letter(), NOW).expect("a letter")
}

fn server(port: u16, security: Security, login: bool) -> MailServer {
    let login = login.then(|| Login { user: "banso".into(), password: Secret::new("open sesame") });
    let target = Target::new("mail.example", port).expect("a host");
    MailServer { target, security, login, hello: "banso.vendor.example".into() }
}

async fn by(manners: Manners) -> (Attempt, MailHouse) {
    let house = MailHouse::start(manners, good(), false).await;
    let attempt = send(&local(), &server(house.port, Security::Plain, false), &sealed(), SHORT * 3).await;
    (attempt, house)
}

#[tokio::test]
async fn what_arrives_is_the_preview_to_the_byte() {
    let preview = sealed();
    assert_eq!(sealed(), preview, "the same letter makes the same bytes");
    for (security, wrapped) in [(Security::Plain, false), (Security::StartTls, false), (Security::Tls, true)] {
        let house = MailHouse::start(Manners::default(), good(), wrapped).await;
        let attempt = send(&local(), &server(house.port, security, true), &preview, LONG).await;
        assert!(
            matches!(&attempt.outcome, Outcome::Sent { receipt } if receipt.contains("queued as 4711")),
            "{attempt:?}"
        );
        let log = house.log();
        assert_eq!(log.mails, [[preview.bytes(), b"\r\n"].concat()], "{security:?}");
        assert!(attempt.request.as_bytes() == preview.bytes() && preview.bytes().is_ascii());
        let place = |what: &str| log.commands.iter().position(|line| line.starts_with(what));
        assert!(place("EHLO banso.vendor.example").is_some() && place("MAIL FROM:<cs@vendor.example>").is_some());
        assert!(place("RCPT TO:<taro@customer.example>").is_some());
        if security != Security::Plain {
            assert!(place("TLS") < place("AUTH") && place("TLS").is_some(), "{:?}", log.commands);
        }
        assert_eq!(
            log.commands.iter().filter(|line| line.starts_with("EHLO")).count(),
            if security == Security::StartTls { 2 } else { 1 }
        );
    }
}

#[test]
fn a_mail_client_reads_japanese_threads_and_unsubscribes() {
    let sealed = sealed();
    let mail = MessageParser::default().parse(sealed.bytes()).expect("a mail");
    let letter = letter();
    assert_eq!(mail.subject(), Some(letter.subject.as_str()));
    let first = |list: Option<&mail_parser::Address<'_>>| {
        let one = list.and_then(|list| list.first()).expect("somebody");
        (one.name().unwrap_or_default().to_owned(), one.address().unwrap_or_default().to_owned())
    };
    assert_eq!(first(mail.from()), ("アシスト株式会社 田中 花子".into(), "cs@vendor.example".into()));
    assert_eq!(first(mail.to()), ("山田 太郎".into(), "taro@customer.example".into()));
    assert_eq!(first(mail.reply_to()), ("田中 花子".into(), "tanaka@vendor.example".into()));
    assert_eq!(mail.message_id(), Some("9f2c0a@vendor.example"));
    assert_eq!(sealed.id(), message_id("9f2c0a", "vendor.example"));
    assert_eq!(mail.in_reply_to().as_text(), Some("second@vendor.example"));
    let references: Vec<&str> = mail.references().as_text_list().expect("a list").iter().map(AsRef::as_ref).collect();
    assert_eq!(references, ["first@vendor.example", "second@vendor.example"]);
    assert_eq!(mail.date().map(|date| date.to_timestamp()), Some(NOW.0 / 1_000_000));
    let text = mail.body_text(0).expect("a text");
    assert_eq!(text.replace("\r\n", "\n").trim_end(), letter.text.trim_end());
    let html = mail.body_html(0).expect("a page");
    assert!(html.contains("&lt;b&gt;田中&lt;/b&gt;") && html.contains("lang=\"ja\""));
    assert!(html.contains("<a href=\"https://vendor.example/start?a=1&amp;b=2\">"));
    // One-click, unfolded and not encoded (RFC 8058).
    let raw = String::from_utf8(sealed.bytes().to_vec()).expect("ASCII");
    let url = letter.unsubscribe.expect("an address");
    assert!(raw.contains(&format!("\r\nList-Unsubscribe: <{url}>\r\n")), "{raw}");
    assert!(raw.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
    assert!(raw.lines().all(|line| line.len() <= 998));
}

#[tokio::test]
async fn refusals_mean_what_their_codes_say() {
    let well = Manners::default;
    let never = |bounced| move |outcome: &Outcome| matches!(outcome, Outcome::Never { bounced: b, gone: false, .. } if *b == bounced);
    let again = |outcome: &Outcome| matches!(outcome, Outcome::Again { .. });
    let unsure = |outcome: &Outcome| matches!(outcome, Outcome::Unsure { .. });
    type Judge = Box<dyn Fn(&Outcome) -> bool>;
    let cases: Vec<(Manners, Judge)> = vec![
        (Manners { recipient: "550 5.1.1 no such user", ..well() }, Box::new(never(true))),
        (Manners { recipient: "550 unknown", ..well() }, Box::new(never(true))),
        (Manners { recipient: "550 5.7.1 blocked by policy", ..well() }, Box::new(never(false))),
        (Manners { recipient: "450 4.2.0 greylisted", ..well() }, Box::new(again)),
        (Manners { recipient: "421 4.3.2 shutting down", ..well() }, Box::new(again)),
        (Manners { sender: "553 5.1.8 who are you", ..well() }, Box::new(never(false))),
        (Manners { end: "552 5.2.2 mailbox full", ..well() }, Box::new(never(true))),
        (Manners { end: "554 5.7.0 spam", ..well() }, Box::new(never(false))),
        (Manners { end: "451 4.3.0 try later", ..well() }, Box::new(again)),
        (Manners { greeting: "554 no", ..well() }, Box::new(never(false))),
        (Manners { greeting: "421 busy", ..well() }, Box::new(again)),
        (Manners { greeting: "", ..well() }, Box::new(again)),
        (Manners { recipient: "", ..well() }, Box::new(again)),
        (Manners { data: "", ..well() }, Box::new(again)),
        (Manners { greeting: "hello there", ..well() }, Box::new(again)),
        // After the text nobody knows.
        (Manners { end: "", ..well() }, Box::new(unsure)),
        (Manners { end: "nonsense", ..well() }, Box::new(unsure)),
        (Manners { silent_at_end: true, ..well() }, Box::new(unsure)),
    ];
    for (number, (manners, fits)) in cases.into_iter().enumerate() {
        let (attempt, house) = by(manners).await;
        assert!(fits(&attempt.outcome), "case {number}: {:?} {:?}", attempt.outcome, house.log().commands);
        if let Outcome::Never { .. } = attempt.outcome {
            assert!(attempt.response.starts_with('5'), "the server's words are kept: {:?}", attempt.response);
        }
    }
}

#[tokio::test]
async fn nothing_is_said_in_the_clear_that_was_to_be_protected() {
    let plain = Manners { offers: &["mail.example", "AUTH PLAIN"], ..Manners::default() };
    // The offer of STARTTLS was taken out on the way.
    let stripped = MailHouse::start(plain, good(), false).await;
    let attempt = send(&local(), &server(stripped.port, Security::StartTls, true), &sealed(), LONG).await;
    assert!(
        matches!(&attempt.outcome, Outcome::Never { why, .. } if why.code == "delivery-mail-no-tls"),
        "{attempt:?}"
    );
    // Somebody put words behind the answer, to be taken for the server's own under TLS (CVE-2011-0411).
    let injected = Manners { injected: "250 mail.example\r\n", ..Manners::default() };
    let spoiled = MailHouse::start(injected, good(), false).await;
    let attempt = send(&local(), &server(spoiled.port, Security::StartTls, true), &sealed(), LONG).await;
    assert!(matches!(attempt.outcome, Outcome::Again { .. }), "{attempt:?}");
    // The certificate has ended.
    let old = MailHouse::start(Manners::default(), expired(), false).await;
    let attempt = send(&local(), &server(old.port, Security::StartTls, true), &sealed(), LONG).await;
    assert!(matches!(&attempt.outcome, Outcome::Again { why, .. } if why.code == "delivery-tls"), "{attempt:?}");
    for house in [stripped, spoiled, old] {
        let log = house.log();
        assert!(log.mails.is_empty() && !log.commands.iter().any(|line| line.starts_with("AUTH")), "{log:?}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_not_a_bounce() {
    let wrong = Manners { login: "535 5.7.8 wrong", ..Manners::default() };
    let house = MailHouse::start(wrong, good(), true).await;
    let attempt = send(&local(), &server(house.port, Security::Tls, true), &sealed(), LONG).await;
    assert!(matches!(attempt.outcome, Outcome::Never { bounced: false, .. }), "{attempt:?}");
    let none = Manners { offers: &["mail.example"], ..Manners::default() };
    let house = MailHouse::start(none, good(), true).await;
    let attempt = send(&local(), &server(house.port, Security::Tls, true), &sealed(), LONG).await;
    assert!(
        matches!(&attempt.outcome, Outcome::Never { why, .. } if why.code == "delivery-mail-no-login"),
        "{attempt:?}"
    );
}

#[test]
fn wrong_addresses_are_told_before_anything_is_sent() {
    for mail in ["", "a", "@b.example", "a@", "a b@c.example", "a@b.example\r\nBcc: x@y.example", "山田@b.example"] {
        let problem = seal(&Letter { to: Party { name: None, mail: mail.into() }, ..letter() }, NOW).expect_err(mail);
        assert_eq!(problem.code, "delivery-mail-address", "{mail}");
    }
    let domain =
        seal(&Letter { to: Party { name: None, mail: "a@日本語.jp".into() }, ..letter() }, NOW).expect("a letter");
    assert!(String::from_utf8_lossy(domain.bytes()).contains("a@xn--wgv71a119e.jp"));
    for url in ["http://x.example/", "https://x.example/\r\nBcc: y", "https://x.example/a>b", "mailto:x@y.example"] {
        assert!(seal(&Letter { unsubscribe: Some(url.into()), ..letter() }, NOW).is_err(), "{url}");
    }
}

proptest! {
    #[test]
    fn no_field_can_add_a_header_and_every_text_arrives(
        subject in "(\\PC|[\r\n\t]|Bcc: x@y.example){0,60}", name in "(\\PC|[\r\n\"<>,;@]){0,30}",
        text in "(\\PC|[\n.]|\r\n){0,300}", earlier in "(\\PC|[\r\n]){0,40}",
    ) {
        let letter = Letter {
            subject: subject.clone(), text: text.clone(), earlier: vec![earlier],
            from: party(&name, "cs@vendor.example"), ..letter()
        };
        let sealed = seal(&letter, NOW).expect("a letter");
        prop_assert!(sealed.bytes().is_ascii());
        let raw = String::from_utf8(sealed.bytes().to_vec()).expect("ASCII");
        let head = raw.split("\r\n\r\n").next().expect("a head");
        let names: Vec<&str> = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']))
            .filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
        let known = ["From", "To", "Subject", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References",
            "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type"];
        prop_assert!(names.iter().all(|name| known.contains(name)), "{:?}", names);
        let mail = MessageParser::default().parse(sealed.bytes()).expect("a mail");
        let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").trim_end_matches('\n').to_owned();
        prop_assert_eq!(lines(&mail.body_text(0).unwrap_or_default()), lines(&text));
    }
}
