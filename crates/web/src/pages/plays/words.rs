//! A play's state, steps and dates in words.

use crate::Cx;
use crate::ui::{Badge, Html, Tone};
use banso_app::actions::{PlayRow, PlayState, StepLine, TaskState};
use banso_domain::members::Role;
use banso_kernel::{Arg, Day, Problem, Text};

/// A link among several of which one is where the reader is.
pub(crate) struct Tab {
    pub label: String,
    pub href: String,
    pub here: bool,
}

/// Plays, and what they send.
pub(crate) fn tabs(cx: &Cx, here: &str) -> Vec<Tab> {
    let tab = |path: &str, id: &str| Tab { label: cx.t(id).into_owned(), href: path.to_owned(), here: path == here };
    let deliveries = cx.may(Role::Csm).then(|| tab("/deliveries", "deliveries-title"));
    std::iter::once(tab("/plays", "plays-title")).chain(deliveries).collect()
}

/// A play by name, as a link.
pub(crate) fn play_link(cx: &Cx, play: &(String, Text)) -> Html {
    link(&super::href(&play.0), play.1.get(cx.lang))
}

/// Text as a link.
pub(super) fn link(href: &str, text: &str) -> Html {
    Html::raw(format!("<a href=\"{}\">{}</a>", Html::text(href), Html::text(text)))
}

/// Whether it runs.
pub(super) fn state(cx: &Cx, state: PlayState) -> Badge {
    let (tone, word) = match state {
        PlayState::On => (Tone::Good, "plays-on"),
        PlayState::Off => (Tone::Plain, "plays-off"),
        PlayState::Stopped => (Tone::Warn, "plays-stopped"),
    };
    Badge::state(cx, tone, &cx.t(word))
}

/// A running play whose review is due.
pub(super) fn review_due(row: &PlayRow, today: Day) -> bool {
    row.state == PlayState::On && row.review_on.is_some_and(|day| day <= today)
}

/// The day of its review, with a word when it has come.
pub(super) fn review(cx: &Cx, row: &PlayRow) -> Html {
    let Some(day) = row.review_on else { return unset(cx) };
    let due = review_due(row, cx.today).then(|| Badge::state(cx, Tone::Warn, &cx.t("plays-review-due")).html());
    Html::join(std::iter::once(cx.date(day)).chain(due), " ")
}

/// The day on which it ends by itself.
pub(super) fn stop(cx: &Cx, row: &PlayRow) -> Html {
    row.stop_on.map_or_else(|| unset(cx), |day| cx.date(day))
}

fn unset(cx: &Cx) -> Html {
    Html::raw(format!("<span class=\"none\">{}</span>", Html::text(&cx.t("common-not-set"))))
}

/// The kind of a step, such as "タスク"; what is not known is shown as it is.
pub(super) fn step_kind(cx: &Cx, kind: &str) -> String {
    known(cx, "plays-step", kind)
}

/// The message `area-word` if there is one, else the word itself.
pub(crate) fn known(cx: &Cx, area: &str, word: &str) -> String {
    let id = format!("{area}-{}", word.replace('_', "-"));
    if cx.words.has(&id) { cx.t(&id).into_owned() } else { word.to_owned() }
}

/// Further values of a step: name and value. Other steps are named by their number.
pub(super) fn terms(cx: &Cx, step: &StepLine, all: &[StepLine]) -> Vec<(String, String)> {
    let value = |name: &str, value: &str| match name {
        "then" | "else" | "otherwise" => {
            let at = all.iter().position(|one| one.id == value);
            at.map_or_else(|| value.to_owned(), |at| cx.t1("plays-step-n", "n", at + 1))
        }
        _ => known(cx, "plays-value", value),
    };
    step.terms.iter().map(|(name, of)| (known(cx, "plays-term", name), value(name, of))).collect()
}

/// What a step does. Where something of the account is put in, its name stands in brackets.
pub(super) fn step_text(cx: &Cx, step: &StepLine) -> Html {
    let text = step.text.get(cx.lang);
    if matches!(step.kind.as_str(), "wait_until" | "branch") {
        return Html::raw(format!("<code class=\"code\" translate=\"no\" lang=\"en\">{}</code>", Html::text(text)));
    }
    text_in_words(cx, text)
}

/// A text in which the names of what is put in stand in brackets.
pub(super) fn text_in_words(cx: &Cx, text: &str) -> Html {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, (field, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        let name = field.split('|').next().unwrap_or_default().trim();
        out.push_str(before);
        out.push_str(&cx.t1("plays-merged", "what", known(cx, "plays-merge", &name.replace('.', "-"))));
        rest = after;
    }
    Html::text(&(out + rest))
}

/// What starts a play, or what it lacks. Unlike what is wrong with a text it is in no place of the definition.
pub(super) fn said(cx: &Cx, problem: &Problem) -> String {
    let args: Vec<(&str, Arg)> = problem.args.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    cx.words.with(&problem.code, &args)
}

/// How a task stands, in a word.
pub(super) fn task_state(cx: &Cx, state: TaskState) -> String {
    let word = match state {
        TaskState::Open => "plays-task-open",
        TaskState::Done => "plays-task-done",
        TaskState::NotNeeded => "plays-task-not-needed",
    };
    cx.t(word).into_owned()
}

/// "10 %", or that nothing was chosen.
pub(super) fn hold_out(cx: &Cx, share: Option<f64>) -> String {
    match share {
        None => cx.t("common-not-set").into_owned(),
        Some(0.0) => cx.t("plays-hold-out-none").into_owned(),
        Some(share) => cx.words.percent(share),
    }
}
