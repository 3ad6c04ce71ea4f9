//! Believable plays to test and to look at: full, just begun, empty, and the worst case.

use super::dry::PlayTry;
use super::edit::PlayEdit;
use super::new::PlayNew;
use super::one::Play;
use super::parts::Part;
use crate::Cx;
use crate::pages::definition::Sent;
use crate::pages::journeys::sample::{account, text, yen};
use banso_app::Wrong;
use banso_app::actions::{
    DryEntry, DryRun, InAudience, LeftOut, PlayOf, PlayPage, PlayRow, PlayState, RunRow, StepLine, TaskState,
};
use banso_domain::members::Role;
use banso_kernel::{Problem, Text};

const TEXT: &str = "play = \"stalled_set_up\"\nname = { ja = \"初期設定の停滞に声かけ\", en = \"Help with a stalled set-up\" }\nowner = \"misaki@example.jp\"\nreview_on = 2027-01-31\nstop_on = 2027-03-31\nhold_out = 0.1\n\n[trigger]\nsignal = \"set_up_stuck\"\n\n[[step]]\nid = \"call\"\ndo = \"task\"\ntitle = { ja = \"設定の困りごとを聞く\", en = \"Ask what is in the way\" }\ndue = 3\n";

fn row(cx: &Cx, id: &str, name: Text, state: PlayState) -> PlayRow {
    PlayRow {
        id: id.to_owned(),
        name,
        version: 4,
        state,
        owner: "misaki.takahashi@example.jp".into(),
        hypothesis: text(
            "設定で止まった顧客に 3 営業日以内に声をかければ、半分は 2 週間で安定利用に進む。",
            "Half of the accounts stuck in set-up reach stable use within two weeks if we call within three days.",
        ),
        review_on: Some(cx.today + 70),
        stop_on: Some(cx.today + 129),
        active: 12,
        treated: 148,
        held_out: 17,
        open_tasks: 9,
    }
}

/// A mail of it: subject and text.
pub(super) fn mail(lang: banso_kernel::Lang) -> (&'static str, &'static str) {
    match lang {
        banso_kernel::Lang::Ja => (
            "初期設定のご案内",
            "株式会社青空\n山田 太郎 様\n\n初期設定でお困りのことはありませんか。\nhttps://cs.example.jp/booking\n\n髙橋 美咲",
        ),
        banso_kernel::Lang::En => (
            "How to set up",
            "Dear Taro Yamada,\n\nIs anything in the way of your set-up?\nhttps://cs.example.jp/booking\n\nMisaki Takahashi",
        ),
    }
}

pub(super) fn stalled() -> Text {
    text("初期設定の停滞に声かけ", "Help with a stalled set-up")
}

pub(super) fn rows(cx: &Cx) -> Vec<PlayRow> {
    let off = PlayRow {
        hypothesis: Text::default(),
        review_on: None,
        stop_on: None,
        active: 0,
        treated: 0,
        held_out: 0,
        open_tasks: 0,
        ..row(cx, "renewal", text("更新拒絶期限の 90・60・30 日前の準備", "Ready for the deadline"), PlayState::Off)
    };
    let due = PlayRow {
        review_on: Some(cx.today - 3),
        ..row(cx, "fell", text("セグメント下降への連絡", "Segment fell"), PlayState::On)
    };
    let over = PlayRow {
        stop_on: Some(cx.today - 40),
        ..row(cx, "champion", text("推進者の異動", "Champion gone"), PlayState::Stopped)
    };
    vec![over, off, row(cx, "stalled_set_up", stalled(), PlayState::On), due]
}

fn step(id: &str, kind: &str, text: Text, terms: &[(&str, &str)]) -> StepLine {
    let terms = terms.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    StepLine { id: id.into(), kind: kind.into(), text, terms }
}

fn steps() -> Vec<StepLine> {
    vec![
        step(
            "call",
            "task",
            text("設定の困りごとを聞く", "Ask what is in the way"),
            &[("owner", "owner"), ("due", "3")],
        ),
        step("wait", "wait_until", text("done.call", "done.call"), &[("at_most_days", "14"), ("otherwise", "tell")]),
        step("mail", "mail", text("初期設定のご案内", "How to set up"), &[("to", "champions")]),
        step(
            "tell",
            "slack",
            text("{account.name} が動いていません", "{account.name} has not moved"),
            &[("destination", "cs-alerts")],
        ),
        step("stop", "end", Text::default(), &[]),
    ]
}

fn inside(n: usize) -> InAudience {
    InAudience { account: account(n), reason: Problem::new("plays-in"), worth: yen(240_000) }
}

fn outside(cx: &Cx, n: usize) -> InAudience {
    let reason = match n % 4 {
        0 => Problem::new("plays-out-condition").with("condition", "account.cmrr > 0"),
        1 => Problem::new("plays-out-in-it"),
        2 => Problem::new("plays-out-again").with("day", cx.words.day(cx.today + 30)),
        _ => Problem::new("plays-out-trigger"),
    };
    InAudience { account: account(n + 3), reason, worth: yen(80_000) }
}

/// Inside and outside.
pub(super) fn audience(cx: &Cx) -> (Vec<InAudience>, Vec<InAudience>) {
    ((0..7).map(inside).collect(), (0..9).map(|n| outside(cx, n)).collect())
}

fn run(cx: &Cx, n: usize) -> RunRow {
    let call = text("設定の困りごとを聞く", "Ask what is in the way");
    let (held_out, ended) = (n % 5 == 4, n % 3 == 2);
    let tasks = vec![(41, call.clone(), TaskState::Done), (42, call, TaskState::Open)];
    let deliveries = vec![(7, "mail".to_owned(), "sent".to_owned()), (8, "slack".to_owned(), "dead".to_owned())];
    RunRow {
        account: account(n),
        entered_on: cx.today - i32::try_from(n).unwrap_or(0),
        held_out,
        ended,
        step: (!held_out && !ended).then(|| text("タスクの完了を待つ", "Waits for the task")),
        tasks: if held_out { Vec::new() } else { tasks },
        deliveries: if held_out || n % 2 == 1 { Vec::new() } else { deliveries },
        skipped: if held_out || n % 3 != 1 { Vec::new() } else { left_out(cx) },
    }
}

fn left_out(cx: &Cx) -> Vec<LeftOut> {
    let one = |who: Option<&str>, why| LeftOut {
        on: cx.today - 3,
        step: text("初期設定のご案内", "How to set up"),
        who: who.map(str::to_owned),
        why,
    };
    vec![
        one(Some("山田 太郎"), Problem::new("plays-skip-closed")),
        one(None, Problem::new("plays-skip-missing").with("field", "contract.ends_on")),
    ]
}

/// Plays of an account: one under way, one over, one for comparison.
pub(super) fn of_account(cx: &Cx) -> Vec<PlayOf> {
    let one = |back: i32, held_out: bool, ended: bool, skipped: Vec<LeftOut>| PlayOf {
        play: "stalled_set_up".to_owned(),
        name: stalled(),
        entered_on: cx.today - back,
        held_out,
        ended,
        step: (!held_out && !ended).then(|| text("{account.name} に電話する", "Call {account.name}")),
        skipped,
    };
    vec![one(3, false, false, left_out(cx)), one(40, false, true, Vec::new()), one(200, true, true, Vec::new())]
}

fn page(cx: &Cx, row: PlayRow) -> PlayPage {
    PlayPage {
        row,
        about: text(
            "オンボーディングの途中で進まなくなった顧客に、担当が理由を聞きに行きます。",
            "The owner asks accounts that stopped moving during onboarding what is in the way.",
        ),
        text: TEXT.to_owned(),
        trigger: Problem::new("plays-trigger-signal").with("signal", "初期設定が進まない"),
        steps: steps(),
        hold_out: Some(0.1),
        lacks: Vec::new(),
        audience: (0..7).map(inside).collect(),
        outside: (0..63).map(|n| outside(cx, n)).collect(),
        runs: (0..12).map(|n| run(cx, n)).collect(),
        versions: vec![
            (4, cx.now, Some("髙橋 美咲".into()), "期限を 5 日から 3 日に縮めた".into()),
            (1, cx.now, None, "shipped".into()),
        ],
    }
}

fn lacking(cx: &Cx) -> PlayPage {
    let lacks = ["hypothesis", "stop-on", "review-on", "hold-out"];
    PlayPage {
        lacks: lacks.iter().map(|what| Problem::new(&format!("plays-lacks-{what}"))).collect(),
        hold_out: None,
        about: Text::default(),
        audience: Vec::new(),
        runs: Vec::new(),
        ..page(cx, rows(cx).remove(1))
    }
}

pub(super) fn plays(cx: &Cx) -> Vec<Play> {
    let on = || page(cx, row(cx, "stalled_set_up", stalled(), PlayState::On));
    let ready = page(cx, row(cx, "stalled_set_up", stalled(), PlayState::Off));
    let by_hand = PlayPage { trigger: Problem::new("plays-trigger-by-hand"), ..on() };
    let wrong = |field: &str| vec![Wrong { field: field.to_owned(), problem: Problem::new("problem-required") }];
    let show = |page, part| Play::new(cx, page, part, 0);
    // Whoever may not stop it never sees what is wrong with the reason.
    let refused = cx.may(Role::Manager).then(|| show(on(), Part::Overview).wrong(wrong("reason"), ""));
    let all = vec![
        show(on(), Part::Overview),
        show(ready, Part::Overview),
        show(lacking(cx), Part::Overview),
        show(by_hand, Part::Overview),
        show(on(), Part::Inside),
        Play::new(cx, on(), Part::Outside, 1),
        show(on(), Part::Outside),
        show(on(), Part::Runs),
        show(on(), Part::Text),
        show(lacking(cx), Part::Runs),
        show(lacking(cx), Part::Inside),
    ];
    all.into_iter().chain(refused).collect()
}

fn dry(cx: &Cx, accounts: usize) -> DryRun {
    let day = |back: usize| cx.today - i32::try_from(back).unwrap_or(0);
    let what = text("設定の困りごとを聞く", "Ask what is in the way");
    let entries = (0..accounts).map(|n| DryEntry {
        account: account(n),
        entered_on: day(90 - n.min(89)),
        held_out: n % 9 == 8,
        effects: match n % 9 {
            8 => Vec::new(),
            _ => vec![
                (day(90 - n.min(89)), "call".into(), "task".into(), what.clone()),
                (day(80 - n.min(79)), "mail".into(), "mail".into(), text("初期設定のご案内", "How to set up")),
            ],
        },
    });
    let mut load = std::collections::BTreeMap::new();
    for week in 0..accounts.min(13) {
        load.insert(("髙橋 美咲".to_owned(), day(6 + 7 * week)), 2 + week % 4 * 5);
        load.insert(("山﨑 健太郎".to_owned(), day(6 + 7 * week)), week % 3);
    }
    let effects = [("task", accounts), ("mail", accounts), ("slack", 4)];
    DryRun {
        days: Some((day(90), day(1))),
        entries: entries.collect(),
        load,
        effects: effects.iter().filter(|_| accounts > 0).map(|(kind, n)| ((*kind).to_owned(), *n)).collect(),
    }
}

pub(super) fn tries(cx: &Cx) -> Vec<PlayTry> {
    let name = stalled();
    [64, 3, 0].map(|n| PlayTry::new(cx, "stalled_set_up", name.get(cx.lang), dry(cx, n), 0)).into()
}

pub(super) fn edits(cx: &Cx) -> Vec<PlayEdit> {
    let play = page(cx, row(cx, "stalled_set_up", stalled(), PlayState::On));
    let syntax = Problem::new("problem-definition-syntax").with("line", 7_i64).with("reason", "expected `=`");
    let wrong = vec![Wrong { field: "text".to_owned(), problem: syntax }];
    vec![
        PlayEdit::new(cx, &play),
        PlayEdit::new(cx, &play).tried(Sent::of(TEXT), Vec::new(), dry(cx, 64)),
        PlayEdit::new(cx, &play).wrong(Sent::of("play ="), wrong),
    ]
}

pub(super) fn news(cx: &Cx) -> Vec<PlayNew> {
    let offered = || {
        vec![
            (
                "stalled_set_up".to_owned(),
                stalled(),
                text("進まない顧客に担当が声をかけます。", "The owner calls accounts that do not move."),
                TEXT.to_owned(),
            ),
            (
                "renewal".to_owned(),
                text("更新拒絶期限の 90・60・30 日前の準備", "Ready for the deadline to decline renewal"),
                text("期限から逆算してタスクを作ります。", "Tasks counted back from the deadline."),
                TEXT.to_owned(),
            ),
        ]
    };
    vec![
        PlayNew::new(cx, offered(), None),
        PlayNew::new(cx, offered(), Some("renewal")),
        PlayNew::new(cx, offered(), Some("")).tried(Sent::of(TEXT), Vec::new(), dry(cx, 3)),
        PlayNew::new(cx, Vec::new(), None),
    ]
}
