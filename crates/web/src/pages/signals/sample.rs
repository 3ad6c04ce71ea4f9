//! Believable signals to test and to look at.

use crate::pages::accounts::sample::today;
use crate::pages::tasks::sample::{account, members, text};
use banso_app::actions::{Cause, SignalCount, SignalRow};
use banso_kernel::{Currency, Lang, Money};

/// `n` open signals, the most at stake first.
pub(crate) fn signals(lang: Lang, n: usize) -> Vec<SignalRow> {
    let kinds = [
        ("silent", text("沈黙している顧客", "Silent customer"), "high"),
        ("no_touch", text("接点がない", "No touch"), "medium"),
        ("near_limit", text("プランの上限に近い利用", "Usage near the plan's limit"), "low"),
    ];
    let row = |at: usize| {
        let (signal, name, severity) = kinds[at % 3].clone();
        let read = match at % 3 {
            0 => vec![(text("利用日数（28日）", "Active days (28 days)"), text("0", "0"))],
            1 => vec![
                (text("最後の接点からの日数", "Days since the last touch"), text("45", "45")),
                (text("CMRR", "CMRR"), text("¥1,200,000", "¥1,200,000")),
            ],
            _ => Vec::new(),
        };
        SignalRow {
            id: at as i64 + 1,
            account: account(at + 2),
            signal: signal.to_owned(),
            name,
            severity: severity.to_owned(),
            raised_on: today() - (at as i32 % 40),
            cleared_on: None,
            cause: Cause { condition: "metric.active_days_28 == 0".to_owned(), read },
            next: text("最近の困りごとを電話で聞く", "Call and ask how things are going"),
            owner: (at % 6 != 5).then(|| members(lang)[at % 3].clone()),
            worth: Money { minor: 2_100_000 - (at as i64 * 41_000) % 2_000_000, currency: Currency::JPY },
            task: (at % 4 == 3).then_some(at as i64 + 1),
        }
    };
    (0..n).map(row).collect()
}

/// The definitions' text.
pub(super) const TEXT: &str = r#"[[signal]]
id = "no_touch"
name = { ja = "接点がない", en = "No touch" }
severity = "medium"
when = "metric.days_since_touch >= 30"
next = { ja = "近況をうかがう", en = "Ask how they are" }
"#;

/// How often the definitions would have been raised; one of them far too often.
pub(super) fn counts() -> Vec<SignalCount> {
    let count = |id: &str, name, severity: &str, raised, accounts, most_a_day| SignalCount {
        id: id.to_owned(),
        name,
        severity: severity.to_owned(),
        raised,
        accounts,
        most_a_day,
    };
    vec![
        count("silent", text("沈黙している顧客", "Silent customer"), "high", 6, 5, 1),
        count("no_touch", text("接点がない", "No touch"), "medium", 1_204, 388, 17),
        count("near_limit", text("プランの上限に近い利用", "Usage near the plan's limit"), "low", 0, 0, 0),
    ]
}
