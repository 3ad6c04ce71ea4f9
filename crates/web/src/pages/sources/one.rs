//! One source: its keys, its limits; and the page that shows a new key once.

use super::connect::{Place, Snippet, place, snippets};
use super::form::{Input, terms_fields};
use crate::form::{Fields, Nothing};
use crate::ui::{Action, Badge, Field, Html, Page, PageHead, Tone, errors};
use crate::{Cx, Fail, Form, Shared, ui};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use banso_app::ingest::{Source, SourceTerms, WriteKey};
use banso_app::{Refused, Wrong};
use serde::Deserialize;

/// What stands for a key that is not known any more.
const KEY: &str = "WRITE_KEY";

/// The page.
#[derive(Template)]
#[template(path = "pages/sources/one.html")]
pub struct SourcePage {
    cx: Cx,
    source: Source,
    snippets: Vec<Snippet>,
    errors: Html,
    fields: [Field; 2],
}

impl SourcePage {
    fn new(cx: &Cx, source: Source, place: &Place, input: &Input, wrong: &[Wrong]) -> Self {
        let fields = terms_fields(cx, input, wrong);
        let snippets = snippets(cx, place, KEY, source.terms);
        Self { cx: cx.clone(), source, snippets, errors: errors(cx, wrong, &fields), fields }
    }

    fn state(&self, key: &WriteKey) -> Badge {
        let (tone, id) = match key.revoked_at {
            Some(_) => (Tone::Plain, "live-key-revoked"),
            None => (Tone::Good, "live-key-open"),
        };
        Badge::state(&self.cx, tone, &self.cx.t(id))
    }

    fn last_open(&self) -> bool {
        self.source.keys.iter().filter(|key| key.revoked_at.is_none()).count() == 1
    }
}

fn head(cx: &Cx, title: &str, question: &str, action: Action) -> PageHead {
    let trail = vec![(cx.t("live-title").into_owned(), "/live".to_owned())];
    PageHead { title: title.to_owned(), question: cx.t(question).into_owned(), figure: None, action, trail }
}

impl Page for SourcePage {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        head(&self.cx, &self.source.name, "live-source-question", Action::InContent)
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let terms = [
            SourceTerms { makes_accounts: true, ..SourceTerms::default() },
            SourceTerms { browser: true, makes_accounts: false, per_minute: Some(6_000) },
        ];
        let one = |terms| {
            let source = super::sample(cx, 1, terms);
            Self::new(cx, source, &Place::sample(), &Input::of(terms), &[])
        };
        terms.map(one).into()
    }
}

/// A new key, shown once.
#[derive(Template)]
#[template(path = "pages/sources/key.html")]
pub struct KeyPage {
    cx: Cx,
    source: Source,
    key: String,
    snippets: Vec<Snippet>,
}

impl KeyPage {
    pub(super) fn new(cx: Cx, source: Source, key: String, place: &Place) -> Self {
        let snippets = snippets(&cx, place, &key, source.terms);
        Self { cx, source, key, snippets }
    }
}

impl Page for KeyPage {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let title = self.cx.t1("live-key-title", "name", self.source.name.as_str());
        head(&self.cx, &title, "live-key-question", Action::link("/live", &self.cx.t("live-key-done")))
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let terms = SourceTerms { makes_accounts: true, ..SourceTerms::default() };
        let key = "bk_sqiUAchtaEOqxVsjP4BhFSSqQNvgQZMxHN6Elj4Wa8w".to_owned();
        let snippets = snippets(cx, &Place::sample(), &key, terms);
        vec![Self { cx: cx.clone(), source: super::sample(cx, 1, terms), key, snippets }]
    }
}

/// Shows it.
pub async fn show(
    cx: Cx,
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Result<Response, Fail> {
    let source = shared.app.source(cx.member()?, id).await?;
    let input = Input::of(source.terms);
    let place = place(&cx, &shared, &headers).await?;
    Ok(ui::respond(&SourcePage::new(&cx, source, &place, &input, &[])))
}

/// Changes where it sends from, and how much.
pub async fn terms(
    cx: Cx,
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Form(input): Form<Input>,
) -> Result<Response, Fail> {
    match shared.app.change_source(cx.session()?, id, input.terms()).await {
        Ok(()) => Ok(ui::done(&format!("/sources/{id}"), "live-done-terms", None)),
        Err(Refused::Input(wrong)) => {
            let source = shared.app.source(cx.member()?, id).await?;
            let place = place(&cx, &shared, &headers).await?;
            let page = SourcePage::new(&cx, source, &place, &input, &wrong);
            let mut response = ui::respond(&page);
            *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refused) => Err(refused.into()),
    }
}

/// Makes another key and shows it, once.
pub async fn add_key(
    cx: Cx,
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Form(_): Form<Nothing>,
) -> Result<Response, Fail> {
    let key = shared.app.add_key(cx.session()?, id).await?;
    let source = shared.app.source(cx.member()?, id).await?;
    let place = place(&cx, &shared, &headers).await?;
    Ok(ui::respond(&KeyPage::new(cx, source, key, &place)))
}

/// Which key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Which {
    key: String,
}

impl Fields for Which {}

/// Lets a key open nothing any more.
pub async fn revoke(
    cx: Cx,
    State(shared): State<Shared>,
    Path(id): Path<i64>,
    Form(which): Form<Which>,
) -> Result<Response, Fail> {
    let key = which.key.parse().map_err(|_| Fail::from(Refused::Missing))?;
    shared.app.revoke_key(cx.session()?, id, key).await?;
    Ok(ui::done(&format!("/sources/{id}"), "live-done-revoked", None))
}
