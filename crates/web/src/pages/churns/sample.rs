//! Believable churns to test and to look at: a year of them, none, only unrecorded ones, and the worst case.

use super::list::Churns;
use super::year;
use crate::Cx;
use crate::pages::journeys::sample::{account, text, yen};
use banso_app::actions::{self, ChurnForm, ChurnReason, ChurnRow};
use banso_kernel::{Lang, Text};

fn names() -> [(&'static str, Text, bool); 5] {
    [
        ("no_value", text("効果を感じられなかった", "No value felt"), true),
        ("competitor", text("他社へ乗り換えた", "Went to a competitor"), true),
        ("budget", text("予算がなくなった", "Budget was cut"), false),
        ("champion_left", text("推進者が異動した", "Champion left"), true),
        ("closed", text("会社・事業をたたんだ", "Closed the business"), false),
    ]
}

fn row(cx: &Cx, n: usize) -> ChurnRow {
    let ja = cx.lang == Lang::Ja;
    let (id, name, avoidable) = names()[n % 5].clone();
    let back = i32::try_from(n).unwrap_or(0) * 17 + 3;
    let long = if ja {
        "導入から半年、現場の部署では毎週使われていましたが、決裁者の交代で利用目的が引き継がれず、予算の見直しの対象になりました。更新の 2 か月前に初めて知らされました。"
    } else {
        "The team used it every week, but when the decider changed nobody passed on what it was for. We heard of it two months before the renewal."
    };
    ChurnRow {
        id: 30 - i64::try_from(n).unwrap_or(0),
        account: account(n),
        on: cx.today - back,
        worth: yen(180_000 * (i64::try_from(n).unwrap_or(0) + 1)),
        reason: (id.to_owned(), name),
        avoidable: (n % 4 != 3).then_some(avoidable),
        preventable_by: ["cs", "product", "", "sales"][n % 4].to_owned(),
        competitor: if n % 5 == 1 { "Kanri Cloud".to_owned() } else { String::new() },
        note: if n.is_multiple_of(2) { long.to_owned() } else { String::new() },
        lesson: if n % 3 == 1 {
            if ja {
                "決裁者が替わったら 7 日以内に挨拶に行く。"
            } else {
                "Visit a new decider within seven days."
            }
            .to_owned()
        } else {
            String::new()
        },
        unnoticed: n % 4 == 2,
        by: (n % 3 != 2).then(|| "髙橋 美咲".to_owned()),
    }
}

fn full(cx: &Cx) -> actions::Churns {
    let rows: Vec<ChurnRow> = (0..8).map(|n| row(cx, n)).collect();
    actions::Churns {
        days: year::of(cx.today, 4),
        unnoticed: rows.iter().filter(|row| row.unnoticed).count(),
        reasons: vec![
            (names()[0].1.clone(), 3, yen(1_260_000), 2, 0),
            (names()[1].1.clone(), 2, yen(980_000), 2, 0),
            (names()[2].1.clone(), 2, yen(640_000), 0, 2),
            (names()[4].1.clone(), 1, yen(120_000), 0, 1),
        ],
        unrecorded: vec![(account(7), cx.today - 12, yen(90_000)), (account(3), cx.today - 40, yen(240_000))],
        rows,
    }
}

pub(super) fn lists(cx: &Cx) -> Vec<Churns> {
    let days = year::back(cx.today, 4, 1);
    let none = actions::Churns { days, rows: Vec::new(), reasons: Vec::new(), unnoticed: 0, unrecorded: Vec::new() };
    let only = actions::Churns { unrecorded: full(cx).unrecorded, ..none.clone() };
    let learned = actions::Churns { unrecorded: Vec::new(), ..full(cx) };
    [full(cx), learned, only, none].map(|page| Churns::new(cx, page, 4)).into()
}

pub(super) fn form(cx: &Cx, contracts: usize) -> ChurnForm {
    let products = ["Banso Standard", "Banso Enterprise 年間契約（拠点追加オプション付き）", "Training"];
    let contract = |n: usize| {
        let end = (n != 2).then(|| cx.today + 40);
        (format!("C-{n}"), products[n % 3].to_owned(), yen(120_000), end)
    };
    ChurnForm {
        account: account(7),
        contracts: (0..contracts).map(contract).collect(),
        reasons: names()
            .into_iter()
            .map(|(id, name, avoidable)| ChurnReason { id: id.to_owned(), name, avoidable })
            .collect(),
        today: cx.today,
    }
}
