//! Slack's two ways, at a local receiver.

use crate::house::{Act, LONG, Receiver, SHORT, local, says};
use crate::slack_rules::wrong;
use banso_delivery::slack::{Block, Button, Message, Rich, Slack, send};
use banso_delivery::{Attempt, Outcome, Secret, WebAddress};
use banso_kernel::Micros;
use proptest::prelude::*;
use serde_json::Value;

fn alert() -> Message {
    let account = Rich::plain("").bold("株式会社青空").and(" が リスク に入りました。<!channel> & *強調* ");
    Message {
        summary: "株式会社青空 <!here> がリスクに入りました".into(),
        blocks: vec![
            Block::Header("要対応：利用が止まっています".into()),
            Block::Section(account.link("アカウントを開く", "https://banso.example/accounts/1?tab=a&b=c")),
            Block::Divider,
            Block::Context(vec![Rich::plain("CMRR ¥120,000"), Rich::plain("担当：田中")]),
            Block::Actions(vec![
                Button { label: "開く".into(), url: "https://banso.example/tasks/1".into() },
                Button { label: "悪い".into(), url: "javascript:alert(1)".into() },
            ]),
        ],
    }
}

async fn by_bot(act: Act, thread: Option<&str>) -> (Attempt, Vec<String>) {
    let receiver = Receiver::start(vec![act]).await;
    let address =
        WebAddress::parse(&format!("http://127.0.0.1:{}/api/chat.postMessage", receiver.port)).expect("an address");
    let to = Slack::Bot {
        address,
        token: Secret::new("xoxb-secret"),
        channel: "C0123".into(),
        thread: thread.map(Into::into),
    };
    (send(&local(), &to, &alert(), Micros(0), SHORT * 2).await, receiver.seen())
}

async fn by_hook(act: Act) -> (Attempt, Vec<String>) {
    let receiver = Receiver::start(vec![act]).await;
    let address = WebAddress::parse(&format!("http://127.0.0.1:{}/services/T0/B0/hooksecret0123456789", receiver.port));
    let to = Slack::Hook { address: address.expect("an address") };
    (send(&local(), &to, &alert(), Micros(0), SHORT * 2).await, receiver.seen())
}

fn body(request: &str) -> Value {
    serde_json::from_str(request.split_once("\r\n\r\n").expect("a body").1).expect("JSON")
}

#[tokio::test]
async fn a_bots_message_arrives_as_valid_blocks_in_its_thread() {
    let answer = says("200 OK", "content-type: application/json\r\n", r#"{"ok":true,"channel":"C0123","ts":"17.01"}"#);
    let (attempt, seen) = by_bot(answer, Some("16.99")).await;
    assert_eq!(attempt.outcome, Outcome::Sent { receipt: "C0123:17.01".into() });
    let [request] = seen.as_slice() else { panic!("one request: {seen:?}") };
    assert!(request.starts_with("POST /api/chat.postMessage HTTP/1.1\r\n"));
    assert!(request.contains("authorization: Bearer xoxb-secret\r\n"));
    let sent = body(request);
    assert_eq!(wrong(&sent), Vec::<String>::new(), "{sent:#}");
    assert_eq!((&sent["channel"], &sent["thread_ts"]), (&Value::from("C0123"), &Value::from("16.99")));
    let section = sent["blocks"][1]["text"]["text"].as_str().expect("a text");
    assert_eq!(
        section,
        "*株式会社青空* が リスク に入りました。&lt;!channel&gt; &amp; *強調* \
        <https://banso.example/accounts/1?tab=a&amp;b=c|アカウントを開く>"
    );
    assert_eq!(sent["text"], "株式会社青空 &lt;!here&gt; がリスクに入りました");
    assert_eq!(sent["blocks"][4]["elements"].as_array().map(Vec::len), Some(1), "a script is no button");
}

#[tokio::test]
async fn a_hooks_message_arrives_and_its_address_stays_secret() {
    let (attempt, seen) = by_hook(says("200 OK", "", "ok")).await;
    assert!(matches!(attempt.outcome, Outcome::Sent { .. }));
    assert!(seen[0].starts_with("POST /services/T0/B0/hooksecret0123456789 "));
    assert_eq!(wrong(&body(&seen[0])), Vec::<String>::new());
    assert!(!attempt.request.contains("hooksecret") && attempt.request.contains("青空"));
    let (gone, _) = by_hook(says("404 Not Found", "", "no_service")).await;
    assert!(matches!(gone.outcome, Outcome::Never { gone: true, .. }), "{gone:?}");
}

#[tokio::test]
async fn answers_are_told_apart() {
    let json = |body: &str| says("200 OK", "Retry-After: 30\r\n", body);
    let (never, _) = by_bot(json(r#"{"ok":false,"error":"invalid_auth"}"#), None).await;
    assert!(matches!(never.outcome, Outcome::Never { gone: false, .. }));
    let (limited, _) =
        by_bot(says("429 Too Many", "Retry-After: 30\r\n", r#"{"ok":false,"error":"ratelimited"}"#), None).await;
    assert!(matches!(limited.outcome, Outcome::Again { after: Some(after), .. } if after.as_secs() == 30));
    let (redirected, _) = by_bot(says("302 Found", "Location: http://127.0.0.1:1/\r\n", ""), None).await;
    assert!(matches!(redirected.outcome, Outcome::Never { .. }));
}

#[tokio::test]
async fn after_the_request_a_broken_line_leaves_it_open_because_slack_cannot_tell_doubles() {
    for act in [Act::Reset, Act::Say(Vec::new()), Act::SayAndWait(Vec::new())] {
        assert!(matches!(by_bot(act.clone(), None).await.0.outcome, Outcome::Unsure { .. }));
        assert!(matches!(by_hook(act).await.0.outcome, Outcome::Unsure { .. }));
    }
    let half = Act::Say(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"ok\":tr".to_vec());
    assert!(matches!(by_bot(half, None).await.0.outcome, Outcome::Unsure { .. }));
    // Nobody there: nothing was sent.
    let address = WebAddress::parse("http://127.0.0.1:1/").expect("an address");
    let attempt = send(&local(), &Slack::Hook { address }, &alert(), Micros(0), LONG).await;
    assert!(matches!(attempt.outcome, Outcome::Again { .. }));
}

fn rich() -> impl Strategy<Value = Rich> {
    let text = "(\\PC|[&<>*|\n]|<!channel>|あ){0,12}";
    let long = (text, prop_oneof![9 => 1..9_usize, 1 => 250..600_usize]).prop_map(|(text, times)| text.repeat(times));
    let url = prop_oneof![Just("https://x.example/a?b&c".to_owned()), "\\PC{0,20}", "https://[a-z<>| ]{0,9}"];
    let piece = (0..3, long, url);
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| {
        pieces.into_iter().fold(Rich::default(), |rich, (kind, text, url)| match kind {
            0 => rich.and(text),
            1 => rich.bold(text),
            _ => rich.link(text, url),
        })
    })
}

fn block() -> impl Strategy<Value = Block> {
    let button = ("\\PC{0,9}|(あ🎉){30,50}", prop_oneof!["https://x.example/[a-z]{0,9}", "\\PC{0,9}"]);
    prop_oneof![
        ("(\\PC|\n){0,20}", 0..16_usize).prop_map(|(text, times)| Block::Header(text.repeat(times))),
        rich().prop_map(Block::Section),
        proptest::collection::vec(rich(), 0..13).prop_map(Block::Context),
        proptest::collection::vec(button.prop_map(|(label, url)| Button { label, url }), 0..30)
            .prop_map(Block::Actions),
        Just(Block::Divider),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_put_in_slack_would_take_it(summary in "(\\PC|[&<>\n]){0,40}|(あ&){300,900}", blocks in proptest::collection::vec(block(), 0..60)) {
        let payload = Message { summary, blocks }.payload();
        prop_assert_eq!(wrong(&payload), Vec::<String>::new());
    }

    #[test]
    fn a_plain_text_of_any_length_is_shown_whole_or_ends_in_dots(
        part in "(\\PC|[&<>]|\n|あ){0,200}", times in 0..60_usize,
    ) {
        let text = part.repeat(times);
        let payload = Message::plain(&text).payload();
        prop_assert_eq!(wrong(&payload), Vec::<String>::new());
        let none = Vec::new();
        let blocks = payload["blocks"].as_array().unwrap_or(&none);
        let shown: String = blocks.iter().filter_map(|block| block["text"]["text"].as_str()).collect();
        let shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert!(bare(&shown) == bare(&text) || blocks.len() == 50);
    }
}
