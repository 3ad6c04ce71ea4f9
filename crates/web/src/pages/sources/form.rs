//! A new source.

use super::connect::place;
use super::one::KeyPage;
use crate::form::Fields;
use crate::ui::{Field, FormPage, Kind};
use crate::{Cx, Fail, Form, Shared, ui};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use banso_app::ingest::SourceTerms;
use banso_app::{Refused, Wrong};
use serde::Deserialize;

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    #[serde(default)]
    name: String,
    #[serde(default = "server")]
    place: String,
    #[serde(default)]
    per_minute: String,
}

fn server() -> String {
    "server".to_owned()
}

impl Default for Input {
    fn default() -> Self {
        Self { name: String::new(), place: server(), per_minute: String::new() }
    }
}

impl Fields for Input {}

impl Input {
    pub(super) fn of(terms: SourceTerms) -> Self {
        let place = if terms.browser { "browser".to_owned() } else { server() };
        let per_minute = terms.per_minute.map(|limit| limit.to_string()).unwrap_or_default();
        Self { name: String::new(), place, per_minute }
    }

    /// What was asked for; a limit that is no number is one that is not allowed.
    pub(super) fn terms(&self) -> SourceTerms {
        let browser = self.place == "browser";
        let typed: String = self.per_minute.trim().replace([',', '，'], "");
        let per_minute = (!typed.is_empty()).then(|| typed.parse().unwrap_or(0));
        SourceTerms { browser, makes_accounts: !browser, per_minute }
    }
}

/// Where it sends from, and how much.
pub(super) fn terms_fields(cx: &Cx, input: &Input, wrong: &[Wrong]) -> [Field; 2] {
    let place = |id: &str| (id.to_owned(), cx.t(&format!("live-place-{id}")).into_owned());
    let places = Kind::Radio(vec![place("server"), place("browser")]);
    let limit = Field::new(cx, "per_minute", "live-per-minute", Kind::Line("text")).value(&input.per_minute);
    [
        Field::new(cx, "place", "live-place", places).value(&input.place).help(cx, "live-place-help").errors(cx, wrong),
        limit.keyboard("numeric").max(12).optional(cx).help(cx, "live-per-minute-help").errors(cx, wrong),
    ]
}

pub(in crate::pages) fn page(cx: &Cx, input: &Input, wrong: &[Wrong]) -> FormPage {
    let name = Field::new(cx, "name", "live-name", Kind::Line("text")).value(&input.name).max(60);
    let form = FormPage::new(cx, "live-new", "/sources/new")
        .trail(&cx.t("live-title"), "/live")
        .wrong(wrong)
        .field(name.help(cx, "live-name-help"), wrong);
    terms_fields(cx, input, wrong).into_iter().fold(form, |form, field| form.field(field, wrong))
}

/// The form.
pub async fn show(cx: Cx) -> Response {
    page(&cx, &Input::default(), &[]).respond()
}

/// Makes the source and shows its key, once.
pub async fn create(
    cx: Cx,
    State(shared): State<Shared>,
    headers: HeaderMap,
    Form(input): Form<Input>,
) -> Result<Response, Fail> {
    match shared.app.add_source(cx.session()?, &input.name, input.terms()).await {
        Ok((id, key)) => {
            let source = shared.app.source(cx.member()?, id).await?;
            let place = place(&cx, &shared, &headers).await?;
            Ok(ui::respond(&KeyPage::new(cx, source, key, &place)))
        }
        Err(Refused::Input(wrong)) => Ok(page(&cx, &input, &wrong).respond()),
        Err(refused) => Err(refused.into()),
    }
}
