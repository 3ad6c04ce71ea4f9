//! Believable messages to test and to look at: of every state and kind, none, and the worst case.

use super::list::{Asked, Deliveries};
use super::one::Delivery;
use crate::Cx;
use crate::pages::journeys::sample::{account, text};
use banso_app::actions::{self, AttemptRow, DeliveryPage, DeliveryRow};
use banso_kernel::{Lang, Micros};
use std::collections::BTreeMap;

fn row(cx: &Cx, n: usize, kind: &str, state: &str) -> DeliveryRow {
    let back = i64::try_from(n).unwrap_or(0);
    let ja = cx.lang == Lang::Ja;
    let destination = match kind {
        "mail" => "sakura.yoshida@long-company-name.example.jp",
        "slack" => "cs-alerts",
        _ => "crm-sync",
    };
    DeliveryRow {
        id: 900 - back,
        kind: kind.to_owned(),
        destination: destination.to_owned(),
        account: (n % 4 != 3).then(|| account(n)),
        person: None,
        play: (n % 3 != 2)
            .then(|| ("stalled_set_up".into(), text("初期設定の停滞に声かけ", "Help with a stalled set-up"))),
        title: match kind {
            "mail" if ja => "【青空ソフト】初期設定のご案内と、ご担当者さまへのお願い".into(),
            "mail" => "How to set up".into(),
            "slack" if ja => "株式会社青空：初期設定が 14 日進んでいません".into(),
            "slack" => "Set-up has not moved for 14 days".into(),
            _ => String::new(),
        },
        state: state.to_owned(),
        attempts: u32::from(state != "waiting") * 3,
        due_at: Micros(cx.now.0 - back * 1_800_000_000),
        error: match state {
            "dead" => "channel_not_found".into(),
            "unsure" => "connection closed after DATA".into(),
            _ => String::new(),
        },
    }
}

fn full(cx: &Cx) -> actions::Deliveries {
    let kinds = ["mail", "slack", "webhook"];
    let states = ["waiting", "sending", "sent", "dead", "unsure", "held", "cancelled"];
    let rows = (0..14).map(|n| row(cx, n, kinds[n % 3], states[n % 7])).collect();
    let counts = states.iter().zip([38, 2, 1_204, 3, 1, 5, 12]).map(|(state, n)| ((*state).to_owned(), n));
    actions::Deliveries { rows, counts: counts.collect(), before: Some(860) }
}

pub(super) fn lists(cx: &Cx) -> Vec<Deliveries> {
    let none = || actions::Deliveries { counts: BTreeMap::from([("waiting".to_owned(), 0)]), ..Default::default() };
    let asked = |state: Option<&str>, play: Option<&str>| Asked {
        state: state.map(str::to_owned),
        play: play.map(str::to_owned),
        before: None,
    };
    let mut dead = full(cx);
    dead.rows.retain(|row| row.state == "dead");
    vec![
        Deliveries::new(cx, full(cx), Asked::default()),
        Deliveries::new(cx, dead, asked(Some("dead"), Some("stalled_set_up"))),
        Deliveries::new(cx, none(), Asked::default()),
        Deliveries::new(cx, none(), asked(Some("held"), None)),
    ]
}

pub(super) fn ones(cx: &Cx) -> Vec<Delivery> {
    let body = match cx.lang {
        Lang::Ja => {
            "株式会社青空\n営業部 部長 山田 太郎 様\n\nいつもお世話になっております。初期設定でお困りのことはありませんか。\n30 分のお打ち合わせで、設定を最後までご一緒できます。\nhttps://cs.example.jp/booking\n\n髙橋 美咲"
        }
        Lang::En => {
            "Dear Taro Yamada,\n\nIs anything in the way of your set-up? In thirty minutes we can finish it together.\nhttps://cs.example.jp/booking\n\nMisaki Takahashi"
        }
    };
    let attempt = |n: u32, status: Option<i64>, error: &str| {
        AttemptRow {
        n,
        at: Micros(cx.now.0 - i64::from(10 - n) * 600_000_000),
        status,
        request: "POST /hook HTTP/1.1\nhost: example.jp\nwebhook-id: msg_9f2c\nwebhook-signature: v1,****\n\n{\"type\":\"task.overdue\"}".into(),
        response: "HTTP/1.1 503\nretry-after: 120\n\n".to_owned() + &"x".repeat(4_000),
        error: error.to_owned(),
    }
    };
    let page = |kind: &str, state: &str, subject: &str, text: &str, attempts: Vec<AttemptRow>| {
        let row = row(cx, 1, kind, state);
        let letter = (kind == "mail").then(|| crate::pages::letter::sample(subject, text, cx.lang));
        Delivery::new(cx, DeliveryPage { row, subject: subject.into(), text: text.into(), letter, attempts })
    };
    let subject = if cx.lang == Lang::Ja { "初期設定のご案内" } else { "How to set up" };
    vec![
        page("mail", "waiting", subject, body, Vec::new()),
        page("mail", "unsure", subject, body, vec![attempt(1, None, "connection closed after DATA")]),
        page(
            "webhook",
            "dead",
            "",
            "{\"type\":\"task.overdue\",\"task\":41}",
            vec![attempt(3, Some(503), ""), attempt(2, None, "timed out after 15 s"), attempt(1, Some(500), "")],
        ),
        page("slack", "sent", "", body, vec![attempt(1, Some(200), "")]),
        page("mail", "held", subject, body, Vec::new()),
    ]
}
