//! Believable tasks to test and to look at.

use crate::pages::accounts::sample::{NAMES, today};
use banso_app::accounts::MemberName;
use banso_app::actions::{AccountName, Cause, TaskPage, TaskRow, TaskState};
use banso_kernel::{AccountId, Currency, Day, Lang, MemberId, Micros, Money, Text};

pub(crate) fn text(ja: &str, en: &str) -> Text {
    Text { ja: ja.to_owned(), en: en.to_owned() }
}

pub(crate) fn account(at: usize) -> AccountName {
    AccountName { id: AccountId(at as i64 + 1), name: NAMES[at % NAMES.len()].0.to_owned() }
}

pub(crate) fn members(lang: Lang) -> Vec<MemberName> {
    let names = match lang {
        Lang::Ja => ["髙橋 美咲", "山﨑 健太郎", "𠮷田 さくら"],
        Lang::En => ["Misaki Takahashi", "Kentaro Yamazaki", "Sakura Yoshida"],
    };
    names.into_iter().enumerate().map(|(at, name)| (MemberId(at as i64 + 1), name.to_owned())).collect()
}

/// (title, reason): what plays say.
fn work(at: usize) -> (Text, Option<Text>) {
    let all = [
        (
            text("初期設定でつまずいている点を電話で聞く", "Call to ask where the set-up is stuck"),
            Some(text(
                "「初期設定」に入って 12 日、「レポート作成」の設定がまだありません。",
                "12 days in “Set-up”, and the report has not been set up.",
            )),
        ),
        (
            text("利用が減った理由をうかがう", "Ask why usage went down"),
            Some(text(
                "利用日数（28日）が 18 日から 4 日に減り、11/15 に「離反リスク」になりました。",
                "Active days (28 days) fell from 18 to 4; at risk since 15 Nov.",
            )),
        ),
        (
            text(
                "新しい推進者 <候補> を紹介してもらい、次の打ち合わせの日程を決める",
                "Ask for a new <champion> & set a date",
            ),
            Some(text("推進者の 𠮷田様が 10/31 に退職しました。", "The champion left on 31 Oct.")),
        ),
        (text("更新の見積もりを送る", "Send the quote for the renewal"), None),
    ];
    all[at % all.len()].clone()
}

/// `n` open tasks, due from `first` on, one a day.
pub(crate) fn tasks(lang: Lang, n: usize, first: Day) -> Vec<TaskRow> {
    let row = |at: usize| {
        let (title, reason) = work(at);
        let due_on = first + (at as i32 % 7);
        TaskRow {
            id: at as i64 + 1,
            account: account(at),
            title,
            play: (at % 4 != 3)
                .then(|| ("stalled_set_up".to_owned(), text("初期設定の停滞を解く", "Unblock the set-up"))),
            reason,
            owner: (at % 5 != 4).then(|| members(lang)[at % 3].clone()),
            due_on,
            first_due_on: if at % 3 == 1 { due_on - 7 } else { due_on },
            overdue: due_on < today(),
            state: TaskState::Open,
            worth: Money { minor: 1_480_000 - (at as i64 * 27_000) % 1_400_000, currency: Currency::JPY },
            wants_hypothesis: at % 4 == 1,
        }
    };
    (0..n).map(row).collect()
}

/// One task: to do, with everything; waiting for its hypothesis; done; not needed; made by hand.
pub(crate) fn pages(lang: Lang, now: Micros) -> Vec<TaskPage> {
    let rows = tasks(lang, 4, today() - 2);
    let page = |at: usize, state| {
        let mut row = rows[at].clone();
        row.state = state;
        row.overdue &= state == TaskState::Open;
        TaskPage {
            row,
            script: text(
                "最初に、導入のお礼を伝える。\n「レポート作成」で困っている点を聞く。\n次の打ち合わせの日を決める。",
                "Thank them first.\nAsk what stops them from setting up the report.\nSet a date for the next meeting.",
            ),
            checklist: vec![
                (text("前回の議事録を読む", "Read the last minutes"), true),
                (text("設定画面の手順書（PDF）を用意する", "Have the set-up guide (PDF) ready"), false),
            ],
            hypothesis: String::new(),
            outcome: String::new(),
            why: String::new(),
            created: (Micros(now.0 - 5 * 86_400_000_000), None),
            closed: None,
            owners: members(lang),
            cause: Some((
                today() - 3,
                Cause {
                    condition: "phase.id == 'set_up' && phase.days >= 7".to_owned(),
                    read: vec![
                        (text("フェーズ", "Phase"), text("初期設定", "Set-up")),
                        (text("フェーズの日数", "Days in phase"), text("12", "12")),
                    ],
                },
            )),
            today: today(),
        }
    };
    let mut waiting = page(1, TaskState::Open);
    waiting.hypothesis = String::new();
    let mut done = page(0, TaskState::Done);
    done.outcome =
        text("設定の権限がないことが原因。管理者の方に依頼済み。", "No rights to set it up; the admin was asked.")
            .get(lang)
            .to_owned();
    done.hypothesis = text("担当者の異動で引き継ぎがない", "Handed over without notes").get(lang).to_owned();
    done.closed = Some((Micros(now.0 - 600_000_000), Some(members(lang)[0].clone())));
    let mut dropped = page(2, TaskState::NotNeeded);
    dropped.why = text("別件で先方から連絡があったため。", "They called about it themselves.").get(lang).to_owned();
    dropped.closed = Some((Micros(now.0 - 86_400_000_000), Some(members(lang)[1].clone())));
    let mut by_hand = page(3, TaskState::Open);
    (by_hand.script, by_hand.checklist, by_hand.cause) = (text("", ""), Vec::new(), None);
    by_hand.row.play = None;
    by_hand.created.1 = Some(members(lang)[2].clone());
    vec![page(0, TaskState::Open), waiting, done, dropped, by_hand]
}
