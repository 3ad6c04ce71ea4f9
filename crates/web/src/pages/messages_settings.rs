//! Settings of messages: when they go, how many, in which language; the days on which the company is closed.

use crate::form::Fields;
use crate::ui::{Field, FormPage, Kind};
use crate::{Cx, Fail, Form, Shared, ui};
use axum::extract::State;
use axum::response::Response;
use banso_app::actions::NewTerms;
use banso_app::{Refused, Wrong};
use serde::Deserialize;

const PATH: &str = "/settings/messages";

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    #[serde(default)]
    site: String,
    lang: String,
    weekly: String,
    from: String,
    until: String,
    alert: String,
    #[serde(default)]
    closed: String,
}

impl Fields for Input {}

impl Input {
    fn terms(self) -> NewTerms {
        let Self { site, lang, weekly, from, until, alert, closed } = self;
        NewTerms { site, lang, weekly, from, until, alert, closed: closed.replace("\r\n", "\n") }
    }
}

pub(super) fn sample() -> NewTerms {
    let text = str::to_owned;
    NewTerms {
        site: text("https://cs.example.jp"),
        lang: text("ja"),
        weekly: text("2"),
        from: text("8:30"),
        until: text("18:00"),
        alert: text("9"),
        closed: text("2026-12-29 年末休業\n2026-12-30 年末休業"),
    }
}

pub(super) fn page(cx: &Cx, terms: &NewTerms, wrong: &[Wrong]) -> FormPage {
    let line = |name, label| Field::new(cx, name, label, Kind::Line("text"));
    let langs = ["ja", "en"].map(|lang| (lang.to_owned(), cx.t(&format!("settings-messages-{lang}")).into_owned()));
    let site = line("site", "settings-messages-site").value(&terms.site).optional(cx);
    FormPage::new(cx, "settings-messages", PATH)
        .trail(&cx.t("settings-title"), "/settings")
        .wrong(wrong)
        .field(site.help(cx, "settings-messages-site-help"), wrong)
        .field(Field::new(cx, "lang", "settings-messages-lang", Kind::Select(langs.into())).value(&terms.lang), wrong)
        .field(line("from", "settings-messages-from").value(&terms.from).help(cx, "settings-messages-from-help"), wrong)
        .field(line("until", "settings-messages-until").value(&terms.until), wrong)
        .field(
            line("weekly", "settings-messages-weekly").value(&terms.weekly).help(cx, "settings-messages-weekly-help"),
            wrong,
        )
        .field(
            line("alert", "settings-messages-alert").value(&terms.alert).help(cx, "settings-messages-alert-help"),
            wrong,
        )
        .field(
            Field::new(cx, "closed", "settings-messages-closed", Kind::Lines)
                .value(&terms.closed)
                .optional(cx)
                .help(cx, "settings-messages-closed-help"),
            wrong,
        )
}

/// The form.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let terms = shared.app.action_terms_form(cx.member()?).await?;
    Ok(page(&cx, &terms, &[]).respond())
}

/// Saves.
pub async fn save(cx: Cx, State(shared): State<Shared>, Form(input): Form<Input>) -> Result<Response, Fail> {
    let terms = input.terms();
    match shared.app.change_action_terms(cx.member()?, &terms).await {
        Ok(()) => Ok(ui::done(PATH, "settings-messages-done", None)),
        Err(Refused::Input(wrong)) => Ok(page(&cx, &terms, &wrong).respond()),
        Err(refused) => Err(refused.into()),
    }
}
