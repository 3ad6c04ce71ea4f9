//! No way into the house, by no spelling and on no route.

use crate::house::{CA, Canary, Liar, Receiver, SHORT, dialer, says};
use banso_delivery::mail::{Letter, MailServer, Party, Security, seal};
use banso_delivery::slack::{Message, Slack};
use banso_delivery::webhook::{SigningSecret, Webhook};
use banso_delivery::{Dialer, Guard, Outcome, Secret, Target, Trust, WebAddress, mail, slack, webhook};
use banso_kernel::{Lang, Micros};
use std::net::{IpAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Addresses as somebody may write them.
const HOSTS: &[&str] = &[
    // This machine, in IPv4's many spellings.
    "127.0.0.1",
    "127.0.0.2",
    "127.255.255.254",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "0X7F.0x0.0x0.0x1",
    "0177.0.0.1",
    "017700000001",
    "0177.1",
    "00000177.0.0.01",
    "127.0.0.1.",
    "0x7f.1.",
    "１２７.0.0.1",
    "127。0。0。1",
    "%31%32%37.0.0.1",
    "①②⑦.⓪.⓪.①",
    "0",
    "0.0.0.0",
    "0x0",
    "0.0",
    "00.0",
    "0.0.0.0.",
    // In IPv6, bare and around IPv4.
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:FFFF:127.0.0.1]",
    "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[::ffff:0.0.0.0]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2002:7f00:1::1]",
    "[2002:c0a8:1::1]",
    "[2001:0:7f00:1::]",
    "[2001::80ff:fffe]",
    "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:192.168.0.1]",
    "[::ffff:100.64.0.1]",
    "[64:ff9b::10.0.0.1]",
    "[64:ff9b::a9fe:a9fe]",
    // Private and shared networks.
    "10.0.0.1",
    "10.255.255.255",
    "012.0.0.1",
    "167772161",
    "0xa000001",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "0xc0a80001",
    "3232235521",
    "100.64.0.1",
    "100.127.255.255",
    "[fc00::1]",
    "[fd00::1]",
    "[fdff:ffff::1]",
    // Link-local, and the metadata services of clouds.
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "169.254.1.1",
    "[fe80::1]",
    "[febf::1]",
    "[fec0::1]",
    "[fd00:ec2::254]",
    "100.100.100.200",
    "192.0.0.192",
    // Nobody's: documentation, benchmarks, relays, multicast, reserved.
    "192.0.0.8",
    "192.0.2.1",
    "192.0.2.2",
    "198.51.100.1",
    "203.0.113.1",
    "198.18.0.1",
    "198.19.255.255",
    "192.88.99.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "[ff02::1]",
    "[ff0e::1]",
    "[2001:db8::1]",
    "[3fff::1]",
    "[100::1]",
    "[5f00::1]",
    // Names.
    "localhost",
    "LOCALHOST",
    "localhost.",
    "LocalHost.",
    "foo.localhost",
    "ip6-localhost",
    "private.example",
    "mapped.example",
    "nat64.example",
    "unspecified.example",
    "unspecified6.example",
    "mixed.example",
    "mixed-last.example",
    "metadata.example",
    "PRIVATE.Example.",
    "ｌｏｃａｌｈｏｓｔ",
    "failing.example",
    "empty.example",
    "later.example",
];

/// Addresses with something around the host; `PORT` is the canary's.
const URLS: &[&str] = &[
    "http://user@127.0.0.1:PORT/",
    "http://user:pass@127.0.0.1:PORT/",
    "http://1.1.1.1@127.0.0.1:PORT/",
    "http://127.0.0.1:PORT#@example.com/",
    "http://127.0.0.1:PORT\\@example.com/",
    "http:\\\\127.0.0.1:PORT\\",
    "http:/127.0.0.1:PORT/",
    "http:127.0.0.1:PORT",
    "HtTp://127.0.0.1:PORT/",
    "\thttp://127.0.0.1:PORT/\n",
    "ht\ntp://127.0.0.1:PORT/",
    "http://127.0.0.1\t:PORT/",
    "https://127.0.0.1:PORT/",
    "ftp://127.0.0.1:PORT/",
    "gopher://127.0.0.1:PORT/_x",
    "file:///etc/passwd",
    "http://[::1]:PORT/",
    "http://[::1%25lo]:PORT/",
];

fn liar() -> Liar {
    let here: &[&[&str]] = &[&["127.0.0.1"]];
    let liar = Liar::default()
        .says("localhost", &[&["::1", "127.0.0.1"]])
        .says("foo.localhost", here)
        .says("ip6-localhost", &[&["::1"]])
        .says("private.example", &[&["10.0.0.1"]])
        .says("mapped.example", &[&["::ffff:127.0.0.1"]])
        .says("nat64.example", &[&["64:ff9b::7f00:1"]])
        .says("unspecified.example", &[&["0.0.0.0"]])
        .says("unspecified6.example", &[&["::"]])
        .says("mixed.example", &[&["127.0.0.1", "1.1.1.1"]])
        .says("mixed-last.example", &[&["1.1.1.1", "127.0.0.1"]])
        .says("metadata.example", &[&["169.254.169.254"]])
        // As at saving nothing was found, and at sending it is here.
        .says("later.example", &[&[], &["127.0.0.1"]])
        .says("empty.example", &[&[]]);
    match own() {
        Some(own) => liar.says("own.example", &[&[&own.to_string()]]),
        None => liar,
    }
}

/// The address under which this machine is known in its network. No packet is sent.
fn own() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.77:9").ok()?;
    Some(socket.local_addr().ok()?.ip())
}

/// Sends by every route to `host`, or to `url` where the route takes one.
async fn all_routes(dialer: &Dialer, host: Option<&str>, url: &str, port: u16) -> Vec<(&'static str, Outcome)> {
    let mut outcomes = Vec::new();
    if let Ok(address) = WebAddress::parse(url) {
        let (now, message) = (Micros(0), Message::plain("hello"));
        let hook = Webhook { address: address.clone(), secrets: vec![SigningSecret::new([1; 32])] };
        outcomes.push(("webhook", webhook::send(dialer, &hook, "k", "{}", now, SHORT).await.outcome));
        let hook = Slack::Hook { address: address.clone() };
        outcomes.push(("slack hook", slack::send(dialer, &hook, &message, now, SHORT).await.outcome));
        let bot = Slack::Bot { address, token: Secret::new("xoxb-1"), channel: "C1".into(), thread: None };
        outcomes.push(("slack bot", slack::send(dialer, &bot, &message, now, SHORT).await.outcome));
    }
    if let Some(Ok(target)) = host.map(|host| Target::new(host, port)) {
        let party = || Party { name: None, mail: "a@example.com".into() };
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
        let letter = seal(&letter, Micros(0)).expect("a letter");
        for security in [Security::Plain, Security::StartTls, Security::Tls] {
            let server = MailServer { target: target.clone(), security, login: None, hello: "h".into() };
            outcomes.push(("mail", mail::send(dialer, &server, &letter, SHORT).await.outcome));
        }
    }
    outcomes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_target_in_the_house_is_connected_to_on_any_route() {
    let canary = Canary::start();
    let strict = dialer(Guard::strict(), liar());
    let own = own().map(|own| own.to_string());
    let hosts = HOSTS.iter().copied().chain(own.as_deref()).chain(own.is_some().then_some("own.example"));
    let mut tried = 0;
    for host in hosts {
        let outcomes = all_routes(&strict, Some(host), &format!("http://{host}:{}/", canary.port), canary.port).await;
        for (route, outcome) in &outcomes {
            let refused = matches!(outcome, Outcome::Never { why, .. } if why.code == "delivery-address-forbidden");
            let unknown = matches!(outcome, Outcome::Again { why, .. } if why.code == "delivery-host-unknown");
            let nowhere = ["failing.example", "empty.example", "later.example"].contains(&host);
            assert!(refused || unknown && nowhere, "{host} by {route}: {outcome:?}");
        }
        assert!(!outcomes.is_empty(), "{host} was not even tried");
        tried += 1;
    }
    for url in URLS {
        for (route, outcome) in all_routes(&strict, None, &url.replace("PORT", &canary.port.to_string()), 0).await {
            assert!(matches!(outcome, Outcome::Never { .. }), "{url} by {route}: {outcome:?}");
        }
        tried += 1;
    }
    assert!(tried >= 80, "{tried} targets");
    assert_eq!(canary.count(), 0, "somebody came in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_canary_sings_when_the_operator_has_opened_the_network() {
    let canary = Canary::start();
    let open = dialer(Guard::allowing("127.0.0.0/8,::1").expect("networks"), liar());
    let mut all = 0;
    for host in ["127.0.0.1", "0x7f.1", "[::1]", "localhost", "[::ffff:127.0.0.1]", "mapped.example", "nat64.example"] {
        all += all_routes(&open, Some(host), &format!("http://{host}:{}/", canary.port), canary.port).await.len();
    }
    assert_eq!((all, canary.count()), (7 * 6, 7 * 6), "each send is one connection");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_moves_after_the_check_does_not_get_in() {
    let canary = Canary::start();
    // First an allowed address where nobody listens, from then on the canary's: a second look-up would connect.
    let rebind = Arc::new(Liar::default().says("rebind.example", &[&["127.77.0.1"], &["::1"]]));
    let guard = Guard::allowing("127.77.0.0/16").expect("a network");
    let listener = tokio::net::TcpListener::bind("127.77.0.1:0").await.expect("a port");
    let receiver = Receiver::serve(listener, vec![says("200 OK", "", "")], None);
    let moving = Dialer::new(guard, Arc::<Liar>::clone(&rebind), Trust::only(CA).expect("an authority"));
    let hook = |port| Webhook {
        address: WebAddress::parse(&format!("http://rebind.example:{port}/")).expect("an address"),
        secrets: vec![],
    };
    let first = webhook::send(&moving, &hook(receiver.port), "k", "{}", Micros(0), SHORT).await;
    assert!(matches!(first.outcome, Outcome::Sent { .. }), "the checked address is the one connected to: {first:?}");
    assert_eq!(rebind.asked.load(Ordering::SeqCst), 1, "one look-up for one send");
    let second = webhook::send(&moving, &hook(canary.port), "k", "{}", Micros(0), SHORT).await;
    assert!(matches!(second.outcome, Outcome::Never { .. }), "{second:?}");
    assert_eq!(canary.count(), 0);
}

#[tokio::test]
async fn a_settings_page_can_ask_beforehand() {
    let strict = dialer(Guard::strict(), liar());
    for (host, code) in [("private.example", "delivery-address-forbidden"), ("no.example", "delivery-host-unknown")] {
        let problem = strict.check(&Target::new(host, 443).expect("a host")).await.expect_err("refused");
        assert_eq!(problem.code, code);
    }
    assert_eq!(strict.check(&Target::new("1.1.1.1", 443).expect("a host")).await, Ok(()));
}
