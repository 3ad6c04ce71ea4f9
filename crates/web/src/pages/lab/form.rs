//! What all pages of the lab share: tabs, and the form that says which past is asked.

use crate::{Cx, ui};
use banso_app::lab::{Ask, Outcome, PERIODS, Sight, WITHIN};
use banso_kernel::Day;

/// A link among several of which one is where the reader is.
pub(super) struct Tab {
    pub label: String,
    pub href: String,
    pub here: bool,
}

/// Something to choose.
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    pub on: bool,
}

/// A select box of the form.
pub(super) struct Select {
    pub name: &'static str,
    pub label: String,
    pub choices: Vec<Choice>,
}

/// The pages of the lab, all about the same past.
pub(super) fn tabs(cx: &Cx, ask: Ask, here: &str) -> Vec<Tab> {
    let pages = [
        ("/lab", "lab-tab-back-test"),
        ("/lab/metrics", "lab-tab-metrics"),
        ("/lab/learned", "lab-tab-learned"),
        ("/lab/survival", "lab-tab-survival"),
        ("/lab/models", "lab-tab-models"),
    ];
    let tab = |(path, id): (&str, &str)| Tab {
        label: cx.t(id).into_owned(),
        href: ui::address(path, ask.pairs()),
        here: path == here,
    };
    pages.map(tab).into()
}

/// The choices of what is asked.
pub(super) fn selects(cx: &Cx, ask: Ask) -> Vec<Select> {
    let select = |name, label: &str, choices| Select { name, label: cx.t(label).into_owned(), choices };
    let choice = |value: String, label: String, on| Choice { value, label, on };
    let word = |id: &str, value: &str, on| choice(value.to_owned(), cx.t(id).into_owned(), on);
    let outcomes = [Outcome::Churn, Outcome::Downgrade]
        .map(|one| word(&format!("lab-outcome-{}", one.word()), one.word(), one == ask.outcome));
    let horizons =
        WITHIN.map(|days| choice(days.to_string(), cx.t1("lab-days", "n", i64::from(days)), days == ask.horizon));
    let months = PERIODS.map(|n| choice(n.to_string(), cx.t1("lab-months", "n", i64::from(n)), n == ask.months));
    let sights =
        [Sight::Then, Sight::Now].map(|one| word(&format!("lab-sight-{}", one.word()), one.word(), one == ask.sight));
    vec![
        select("outcome", "lab-outcome", outcomes.into()),
        select("horizon", "lab-horizon", horizons.into()),
        select("months", "lab-period", months.into()),
        select("sight", "lab-sight", sights.into()),
    ]
}

/// What the address asks.
pub(super) fn asked(cx: &Cx) -> Ask {
    let pairs: Vec<(String, String)> = url::form_urlencoded::parse(cx.query.as_bytes()).into_owned().collect();
    Ask::read(&pairs)
}

/// `2025/08/31〜2026/07/31 の月末 12 回`.
pub(super) fn period(cx: &Cx, days: &[Day]) -> String {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return String::new() };
    let parts = [("from", cx.words.day(*first).into()), ("to", cx.words.day(*last).into()), ("n", days.len().into())];
    cx.words.with("lab-looked-at", &parts)
}
