//! Erasing a person: what goes and what stays, the typed safeguard, and what came of it.

use crate::form::Fields;
use crate::ui::{self, Action, Column, Field, FormPage, Html, Kind, Line, Page, PageHead, Table};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::erasure::{self, Erasure, Preview};
use banso_app::{Refused, Wrong};
use banso_kernel::{AccountId, Micros, PersonId};
use serde::Deserialize;

/// What the form sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    typed: String,
}
impl Fields for Sent {}

/// What goes and what stays.
#[derive(Template)]
#[template(path = "pages/account/erase.html")]
struct About<'a> {
    cx: &'a Cx,
    goes: Vec<String>,
    stays: Vec<String>,
}

fn page(cx: &Cx, preview: &Preview, typed: &str, wrong: &[Wrong]) -> FormPage {
    let person = &preview.person;
    let people = format!("/accounts/{}/people", person.account);
    let name = shown(cx, preview);
    let count = |id: &str, name: &'static str, n: u64| cx.t1(id, name, i64::try_from(n).unwrap_or(i64::MAX));
    let said = |id: &str| cx.t(id).into_owned();
    let about = About {
        cx,
        goes: vec![
            count("erasure-goes-person", "edits", preview.edits),
            count("erasure-goes-facts", "facts", preview.facts),
            count("erasure-goes-touches", "touches", preview.touches),
            said("erasure-goes-files"),
            said("erasure-goes-late"),
        ],
        stays: vec![
            count("erasure-stays-texts", "texts", preview.texts),
            said("erasure-stays-copies"),
            said("erasure-stays-backups"),
            said("erasure-stays-others"),
        ],
    };
    let field = Field::new(cx, "typed", "erasure-typed", Kind::Line("text")).value(typed).fills("off");
    FormPage::new(cx, "erasure", &format!("{people}/{}/erase", person.id))
        .titled(&cx.t1("erasure-title-of", "name", name.as_str()))
        .trail(&cx.t("accounts-title"), "/accounts")
        .trail(&preview.account, &people)
        .cancel(&people)
        .wrong(wrong)
        .before(Html::of(&about))
        .field(field.help(cx, "erasure-typed-help"), wrong)
}

/// The name, or what stands for it.
fn shown(cx: &Cx, preview: &Preview) -> String {
    let name = preview.person.shown(cx.lang);
    if name.trim().is_empty() { preview.person.key.clone() } else { name }
}

/// What came of an erasure.
#[derive(Template)]
#[template(path = "pages/account/erased.html")]
pub struct Erased {
    cx: Cx,
    erasure: Erasure,
}

impl Erased {
    fn says(&self) -> String {
        match self.erasure.done_at {
            Some(at) => self.cx.t1("erasure-done", "at", self.cx.words.moment(at, &self.cx.zone)),
            None => self.cx.t("erasure-running").into_owned(),
        }
    }

    fn table(&self) -> Table {
        let cx = &self.cx;
        let columns = vec![Column::new(cx, &cx.t("erasure-what")), Column::new(cx, &cx.t("erasure-count")).figures()];
        let of = &self.erasure;
        let counts = [("facts", of.facts), ("edits", of.edits), ("mentions", of.mentions), ("files", of.files)];
        let lines = counts.into_iter().map(|(name, n)| Line {
            href: None,
            id: None,
            cells: vec![cx.h(&format!("erasure-count-{name}")), Html::text(&cx.words.int(n.cast_signed()))],
        });
        Table::new(&cx.t("erasure-counts"), columns, lines.collect()).dense()
    }
}

impl Page for Erased {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let action = match self.erasure.done_at {
            Some(_) => Action::link("/accounts", &self.cx.t("erasure-back")),
            None => Action::link(&format!("/erasures/{}", self.erasure.id), &self.cx.t("erasure-look-again")),
        };
        PageHead {
            title: self.cx.t1("erasure-shown-title", "id", self.erasure.id),
            question: self.cx.t("erasure-shown-question").into_owned(),
            figure: None,
            action,
            trail: vec![(self.cx.t("accounts-title").into_owned(), "/accounts".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let erasure = |done_at| Erasure {
            id: 7,
            person: None,
            lake_before: Some(0),
            requested_at: Micros(cx.now.0 - 60_000_000),
            requested_by: None,
            done_at,
            facts: 1_284,
            edits: 3,
            mentions: 5,
            files: 14,
        };
        [None, Some(cx.now)].map(|done_at| Self { cx: cx.clone(), erasure: erasure(done_at) }).into()
    }
}

/// The form, for looking at it.
pub(crate) fn samples(cx: &Cx) -> Vec<FormPage> {
    let seen = super::sample::people(cx.lang).into_iter().flat_map(|page| page.people).next();
    let Some(seen) = seen else { return Vec::new() };
    let preview = Preview {
        person: seen.person,
        account: "株式会社あおぞら".into(),
        facts: 1_284,
        edits: 3,
        touches: 2,
        texts: 1,
    };
    let wrong = [Wrong { field: "typed".to_owned(), problem: banso_kernel::Problem::new("problem-erasure-typed") }];
    vec![page(cx, &preview, "", &[]), page(cx, &preview, "<b>", &wrong)]
}

/// Where the people's page leads an administrator.
pub(super) fn href(person: &banso_domain::people::Person) -> String {
    format!("/accounts/{}/people/{}/erase", person.account, person.id)
}

/// What the link says to whoever cannot see the line that it stands in.
pub(super) fn about(cx: &Cx, person: &banso_domain::people::Person) -> String {
    let name = person.shown(cx.lang);
    cx.t1("erasure-link-about", "name", if name.trim().is_empty() { person.key.clone() } else { name })
}

fn named(account: &str, person: &str) -> Result<(AccountId, PersonId), Fail> {
    Ok((super::account(account)?, person.parse().map(PersonId).map_err(|_| Fail::NotFound)?))
}

/// `GET /accounts/{id}/people/{person}/erase`
pub async fn form(
    cx: Cx,
    Path((account, person)): Path<(String, String)>,
    State(shared): State<Shared>,
) -> Result<Response, Fail> {
    let (account, person) = named(&account, &person)?;
    let preview = erasure::preview(&shared.app, cx.member()?, account, person).await?;
    Ok(page(&cx, &preview, "", &[]).respond())
}

/// `POST /accounts/{id}/people/{person}/erase`
pub async fn erase(
    cx: Cx,
    Path((account, person)): Path<(String, String)>,
    State(shared): State<Shared>,
    Form(sent): Form<Sent>,
) -> Result<Response, Fail> {
    let (account, person) = named(&account, &person)?;
    match erasure::request(&shared.app, cx.member()?, account, person, &sent.typed).await {
        Ok(id) => {
            let app = shared.app.clone();
            // It goes on when the page is closed, and after a crash at the next start.
            tokio::spawn(async move {
                if let Err(error) = app.finish_erasures().await {
                    tracing::error!("an erasure is not complete and goes on later: {error}");
                }
            });
            Ok(ui::see(&format!("/erasures/{id}")))
        }
        Err(Refused::Input(wrong)) => {
            let preview = erasure::preview(&shared.app, cx.member()?, account, person).await?;
            Ok(page(&cx, &preview, &sent.typed, &wrong).respond())
        }
        Err(refused) => Err(refused.into()),
    }
}

/// `GET /erasures/{id}`
pub async fn erased(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let id = id.parse().map_err(|_| Fail::NotFound)?;
    let erasure = erasure::erasure(&shared.app, cx.member()?, id).await?;
    Ok(ui::respond(&Erased { cx, erasure }))
}
