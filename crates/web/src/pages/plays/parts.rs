//! The long parts of a play: who is in its audience, who is not and why, what happened.

use super::words;
use crate::Cx;
use crate::ui::{self, Badge, Column, Html, Line, Pager, Table, Tone};
use banso_app::actions::{InAudience, LeftOut, PlayOf, PlayPage, RunRow};

/// Rows of a page.
const ROWS: usize = 50;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What it is, and switching it on and off.
    Overview,
    /// Accounts that would enter today.
    Inside,
    /// All others, each with its reason.
    Outside,
    /// What happened.
    Runs,
    /// Its text and versions.
    Text,
}

impl Part {
    pub(super) const ALL: [Part; 5] = [Part::Overview, Part::Inside, Part::Outside, Part::Runs, Part::Text];

    fn word(self) -> &'static str {
        match self {
            Part::Overview => "overview",
            Part::Inside => "inside",
            Part::Outside => "outside",
            Part::Runs => "runs",
            Part::Text => "text",
        }
    }

    /// The part that an address names.
    pub(super) fn of(word: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|part| Some(part.word()) == word).unwrap_or(Part::Overview)
    }
}

fn count(page: &PlayPage, part: Part) -> Option<usize> {
    match part {
        Part::Inside => Some(page.audience.len()),
        Part::Outside => Some(page.outside.len()),
        Part::Runs => Some(page.runs.len()),
        Part::Overview | Part::Text => None,
    }
}

/// Its name, with how many rows it has.
fn title(cx: &Cx, page: &PlayPage, part: Part) -> String {
    let name = cx.t(&format!("plays-part-{}", part.word()));
    match count(page, part) {
        Some(n) => format!("{name} {}", cx.words.int(i64::try_from(n).unwrap_or(i64::MAX))),
        None => name.into_owned(),
    }
}

/// The tabs of a play: its parts, and what it did, which is a page of its own. Parts have their counts where the page
/// knows them.
pub(super) fn tabs(cx: &Cx, path: &str, here: Option<(&PlayPage, Part)>) -> Vec<words::Tab> {
    let part = |part: &Part| words::Tab {
        label: match here {
            Some((page, _)) => title(cx, page, *part),
            None => cx.t(&format!("plays-part-{}", part.word())).into_owned(),
        },
        href: address(path, *part, 0),
        here: here.is_some_and(|(_, here)| here == *part),
    };
    let proof =
        words::Tab { label: cx.t("proof-tab").into_owned(), href: format!("{path}/proof"), here: here.is_none() };
    let mut tabs: Vec<words::Tab> = Part::ALL.iter().map(part).collect();
    tabs.insert(tabs.len() - 1, proof);
    tabs
}

/// The address of a page of a part.
pub(super) fn address(path: &str, part: Part, at: usize) -> String {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    if part != Part::Overview {
        pairs.push(("part", part.word().to_owned()));
    }
    if at > 0 {
        pairs.push(("page", (at + 1).to_string()));
    }
    ui::address(path, pairs)
}

/// Where one is in a long part; none where all of it is shown.
pub(super) fn pager(cx: &Cx, page: &PlayPage, part: Part, at: usize, path: &str) -> Option<Pager> {
    let total = count(page, part).filter(|total| *total > ROWS)?;
    let (from, to) = (at * ROWS, ((at + 1) * ROWS).min(total));
    let before = at.checked_sub(1).map(|at| address(path, part, at));
    let after = (to < total).then(|| address(path, part, at + 1));
    Some(Pager::new(cx, (from + 1).min(total), to, total, before, after))
}

/// Why accounts are left out, most often first.
pub(super) fn reasons(cx: &Cx, page: &PlayPage) -> Vec<(String, String)> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for one in &page.outside {
        // The day differs from account to account.
        let reason = match one.reason.code.as_str() {
            "plays-out-again" => cx.t("plays-out-again-later").into_owned(),
            _ => cx.words.problem(&one.reason),
        };
        match counted.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, n)) => *n += 1,
            None => counted.push((reason, 1)),
        }
    }
    counted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counted.into_iter().take(8).map(|(reason, n)| (reason, cx.t1("common-n-accounts", "n", n))).collect()
}

/// A page of a part.
pub(super) fn table(cx: &Cx, page: &PlayPage, part: Part, at: usize) -> Table {
    match part {
        Part::Outside => audience(cx, "plays-part-outside", &page.outside, at),
        Part::Runs => runs(cx, &page.runs, at),
        _ => audience(cx, "plays-part-inside", &page.audience, at),
    }
}

fn account(account: &banso_app::actions::AccountName) -> Option<String> {
    Some(format!("/accounts/{}", account.id))
}

fn audience(cx: &Cx, name: &str, all: &[InAudience], at: usize) -> Table {
    let columns = vec![
        Column::new(cx, &cx.t("common-account")),
        Column::new(cx, &cx.t("plays-why")),
        Column::new(cx, &cx.t("common-cmrr-short")).figures(),
    ];
    let lines = all.iter().skip(at * ROWS).take(ROWS).map(|one| Line {
        href: account(&one.account),
        id: None,
        cells: vec![
            Html::text(&one.account.name),
            Html::text(&cx.words.problem(&one.reason)),
            Html::text(&cx.words.money(one.worth)),
        ],
    });
    Table::new(&cx.t(name), columns, lines.collect()).cards()
}

fn runs(cx: &Cx, all: &[RunRow], at: usize) -> Table {
    let column = |id: &str| Column::new(cx, &cx.t(id));
    let columns = vec![
        column("common-account"),
        column("plays-entered"),
        column("plays-arm"),
        column("plays-now"),
        column("plays-tasks"),
        column("plays-messages"),
    ];
    let lines = all.iter().skip(at * ROWS).take(ROWS).map(|run| Line {
        href: account(&run.account),
        id: None,
        cells: vec![
            Html::text(&run.account.name),
            cx.date(run.entered_on),
            arm(cx, run.held_out),
            standing(cx, run.step.as_ref(), run.ended),
            tasks(cx, run),
            deliveries(cx, run),
        ],
    });
    Table::new(&cx.t("plays-part-runs"), columns, lines.collect()).cards()
}

/// Whether it gets the play or is compared with.
pub(super) fn arm(cx: &Cx, held_out: bool) -> Html {
    let (tone, word) = if held_out { (Tone::Plain, "plays-arm-held-out") } else { (Tone::Good, "plays-arm-treated") };
    Badge::state(cx, tone, &cx.t(word)).html()
}

fn standing(cx: &Cx, step: Option<&banso_kernel::Text>, ended: bool) -> Html {
    match (step, ended) {
        (_, true) => Html::raw(format!("<span class=\"muted\">{}</span>", Html::text(&cx.t("plays-ended")))),
        (Some(step), false) => words::text_in_words(cx, step.get(cx.lang)),
        (None, false) => Html::text(&cx.t("plays-running")),
    }
}

fn tasks(cx: &Cx, run: &RunRow) -> Html {
    let one = |(id, title, state): &(i64, banso_kernel::Text, _)| {
        let words = format!("{}（{}）", title.get(cx.lang), words::task_state(cx, *state));
        let words =
            if cx.lang == banso_kernel::Lang::Ja { words } else { words.replace('（', " (").replace('）', ")") };
        words::link(&format!("/tasks/{id}"), &words)
    };
    Html::join(run.tasks.iter().map(one), "<br>")
}

fn deliveries(cx: &Cx, run: &RunRow) -> Html {
    let one = |(id, kind, state): &(i64, String, String)| {
        let kind = words::known(cx, "deliveries-kind", kind);
        let state = words::known(cx, "deliveries-state", state);
        words::link(&format!("/deliveries/{id}"), &format!("{kind} · {state}"))
    };
    Html::join(run.deliveries.iter().map(one).chain(run.skipped.iter().map(|one| left_out(cx, one))), "<br>")
}

/// What a step left out: what, who, why.
pub(crate) fn left_out(cx: &Cx, one: &LeftOut) -> Html {
    let what = words::text_in_words(cx, one.step.get(cx.lang));
    let who = one.who.iter().map(|who| Html::text(who));
    let parts = std::iter::once(what).chain(who).chain(std::iter::once(Html::text(&cx.words.problem(&one.why))));
    Html::raw(format!("<span class=\"left-out\">{}</span>", Html::join(parts, " · ")))
}

/// The plays of an account: which, since when, where it stands, what was left out.
pub(crate) fn of_account(cx: &Cx, plays: &[PlayOf]) -> Option<Table> {
    if plays.is_empty() {
        return None;
    }
    let columns = ["plays-play", "plays-entered", "plays-arm", "plays-now", "plays-left-out"];
    let columns = columns.iter().map(|id| Column::new(cx, &cx.t(id))).collect();
    let line = |one: &PlayOf| Line {
        href: Some(super::href(&one.play)),
        id: None,
        cells: vec![
            Html::text(one.name.get(cx.lang)),
            cx.date(one.entered_on),
            arm(cx, one.held_out),
            standing(cx, one.step.as_ref(), one.ended),
            Html::join(one.skipped.iter().map(|one| left_out(cx, one)), "<br>"),
        ],
    };
    Some(Table::new(&cx.t("plays-of-account"), columns, plays.iter().map(line).collect()).cards())
}
