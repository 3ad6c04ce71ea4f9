//! Believable journeys to test and to look at: full, filtered, empty, and the worst case.

use super::board::{Asked, Journeys};
use super::edit::JourneyEdit;
use crate::Cx;
use crate::pages::accounts::sample::NAMES;
use crate::pages::definition::Sent;
use banso_app::Wrong;
use banso_app::actions::{AccountName, Board, Card, CohortTime, Column, Missing, Scope};
use banso_kernel::{AccountId, Currency, MemberId, Micros, Money, Month, Problem, Text};

/// A journey as it is written.
pub(super) const TEXT: &str = "journey = \"onboarding\"\nname = { ja = \"オンボーディング\", en = \"Onboarding\" }\n\n[[phase]]\nid = \"trial\"\nname = { ja = \"トライアル\", en = \"Trial\" }\ngoal = { ja = \"導入を決める\", en = \"They decide\" }\n\n[[phase]]\nid = \"set_up\"\nname = { ja = \"初期設定\", en = \"Set-up\" }\nenter = \"metric.onboarding_mail_365d >= 1\"\n\n[[phase]]\nid = \"stable_use\"\nname = { ja = \"安定利用\", en = \"Stable use\" }\nenter = \"metric.uses_7d >= 3\"\n";

pub(crate) fn text(ja: &str, en: &str) -> Text {
    Text { ja: ja.to_owned(), en: en.to_owned() }
}

pub(crate) fn yen(minor: i64) -> Money {
    Money { minor, currency: Currency::JPY }
}

pub(crate) fn account(n: usize) -> AccountName {
    let id = AccountId(i64::try_from(n).unwrap_or(0) + 1);
    AccountName { id, name: NAMES[n % NAMES.len()].0.to_owned() }
}

fn card(n: usize, phase: usize) -> Card {
    let missing = |what: Text, now: Option<&str>, wanted: &str| Missing {
        what,
        now: now.map(str::to_owned),
        wanted: wanted.to_owned(),
    };
    let all = [
        missing(text("レポート作成数（30 日）", "Reports made (30 days)"), Some("1"), "≥ 4"),
        missing(text("権限の設定", "Permissions set"), None, ""),
        missing(text("週に 3 日以上の利用", "Used on three days of a week"), Some("1"), "≥ 3"),
        missing(text("推進者のいる部署の数", "Departments with a champion"), None, "≥ 2"),
        missing(text("キックオフ会議", "Kick-off meeting"), None, ""),
    ];
    Card {
        account: account(n),
        days: 61 - i32::try_from(n).unwrap_or(0) * 3,
        stumbling: phase % 2 == 1 && n < 3,
        missing: all.into_iter().take(if phase == 3 { 0 } else { n % 6 }).collect(),
        owner: (n % 4 != 3)
            .then(|| (MemberId(1), if n.is_multiple_of(2) { "髙橋 美咲" } else { "山﨑 健太郎" }.to_owned())),
        worth: yen(120_000 * (i64::try_from(n).unwrap_or(0) + 1)),
    }
}

fn board(cx: &Cx) -> Board {
    let names = [
        ("trial", text("トライアル", "Trial"), text("導入を決める", "They decide"), 6, None, None),
        (
            "set_up",
            text("初期設定", "Set-up"),
            text("必要な設定が済んでいる", "What is needed is set"),
            26,
            Some(14),
            Some(28),
        ),
        (
            "stable_use",
            text("安定利用", "Stable use"),
            text("毎週使われている", "Used every week"),
            9,
            Some(45),
            Some(70),
        ),
        ("renewal", text("更新", "Renewal"), text("更新が決まっている", "Renewal is decided"), 0, None, None),
    ];
    let columns = names.into_iter().enumerate().map(|(at, (id, name, goal, accounts, usual, long))| {
        let cards: Vec<Card> = (0..accounts).map(|n| card(n, at)).collect();
        Column {
            phase: id.to_owned(),
            name,
            goal,
            accounts,
            stumbling: cards.iter().filter(|card| card.stumbling).count(),
            cards,
            worth: yen(1_280_000),
            usual,
            long,
        }
    });
    let month = |back: i32| Month(cx.today.month().0 - back).first();
    let cohort = |back: i32, accounts, arrived, median| CohortTime { month: month(back), accounts, arrived, median };
    Board {
        id: "onboarding".into(),
        name: text("オンボーディング", "Onboarding"),
        version: 3,
        offered: vec![
            ("onboarding".into(), text("オンボーディング", "Onboarding")),
            ("enterprise".into(), text("大企業向けの導入", "Enterprise roll-out")),
        ],
        columns: columns.collect(),
        value_phase: Some(text("安定利用", "Stable use")),
        cohorts: vec![
            cohort(0, 5, 0, None),
            cohort(1, 8, 3, Some(19)),
            cohort(2, 12, 10, Some(31)),
            cohort(3, 0, 0, None),
        ],
        day: cx.today,
    }
}

pub(super) fn boards(cx: &Cx) -> Vec<Journeys> {
    let members = vec![(MemberId(1), "髙橋 美咲".to_owned()), (MemberId(2), "山﨑 健太郎".to_owned())];
    let page = |board, asked| Journeys::new(cx, board, asked, members.clone());
    let all = Asked { scope: Scope::All, ..Asked::default() };
    let mut calm = board(cx);
    calm.offered.truncate(1);
    (calm.value_phase, calm.cohorts) = (None, Vec::new());
    for column in &mut calm.columns {
        column.stumbling = 0;
        column.cards.iter_mut().for_each(|card| card.stumbling = false);
    }
    let mut nobody = calm.clone();
    for column in &mut nobody.columns {
        (column.cards, column.accounts) = (Vec::new(), 0);
    }
    vec![
        page(Some(board(cx)), all.clone()),
        page(Some(calm), all.clone()),
        page(Some(board(cx)), Asked { phase: Some("set_up".into()), stuck: true, ..all.clone() }),
        page(Some(board(cx)), Asked { phase: Some("set_up".into()), ..all.clone() }),
        page(Some(nobody.clone()), all.clone()),
        page(Some(nobody), Asked { scope: Scope::Member(MemberId(2)), ..all.clone() }),
        page(None, all),
    ]
}

pub(super) fn edits(cx: &Cx) -> Vec<JourneyEdit> {
    let versions = vec![
        (3, cx.now, Some("髙橋 美咲".to_owned()), "安定利用の条件を週 3 日に上げた".to_owned()),
        (1, Micros(cx.now.0 - 90 * 86_400_000_000), None, "shipped".to_owned()),
    ];
    let stored = || (TEXT.to_owned(), 3, versions.clone());
    let page = || JourneyEdit::new(cx, "onboarding", stored(), None);
    let trial = vec![
        (text("トライアル", "Trial"), 6, 4),
        (text("初期設定", "Set-up"), 26, 31),
        (text("安定利用", "Stable use"), 9, 6),
        (text("更新", "Renewal"), 0, 0),
    ];
    let syntax = Problem::new("problem-definition-syntax").with("line", 12_i64).with("reason", "expected `=`");
    let wrong = |field: &str, problem| vec![Wrong { field: field.to_owned(), problem }];
    vec![
        page(),
        page().tried(Sent::of(TEXT), Vec::new(), &trial),
        page().tried(Sent::of(TEXT), wrong("reason", Problem::new("problem-required")), &Vec::new()),
        page().wrong(Sent::of("journey ="), wrong("text", syntax)),
    ]
}
