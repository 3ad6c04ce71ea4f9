//! Inviting a member, and the page that shows the one-time link once.

use crate::form::Fields;
use crate::ui::{Action, Field, FormPage, Kind, Page, PageHead};
use crate::{Cx, Fail, Form, Shared, ui};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use banso_app::{Refused, Wrong};
use banso_domain::members::Role;
use banso_kernel::{MemberId, Problem};
use serde::Deserialize;

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    name: String,
    mail: String,
    role: String,
}

impl Default for Input {
    fn default() -> Self {
        Self { name: String::new(), mail: String::new(), role: "csm".to_owned() }
    }
}

impl Fields for Input {}

/// (value, label) of all roles.
pub(super) fn roles(cx: &Cx) -> Vec<(String, String)> {
    let label = |role: Role| cx.t(&format!("common-role-{}", role.code())).into_owned();
    Role::ALL.into_iter().rev().map(|role| (role.code().to_owned(), label(role))).collect()
}

pub(super) fn page(cx: &Cx, input: &Input, wrong: &[Wrong]) -> FormPage {
    let line = |name, label, kind| Field::new(cx, name, label, Kind::Line(kind));
    let role = Field::new(cx, "role", "common-role", Kind::Radio(roles(cx))).value(&input.role);
    FormPage::new(cx, "members-new", "/members/new")
        .trail(&cx.t("members-title"), "/members")
        .wrong(wrong)
        .field(line("name", "members-name", "text").value(&input.name), wrong)
        .field(line("mail", "common-mail", "email").value(&input.mail).keyboard("email"), wrong)
        .field(role.help(cx, "members-role-help"), wrong)
}

/// The one-time link, to be handed over by hand.
#[derive(Template)]
#[template(path = "pages/invited.html")]
pub struct InvitedPage {
    pub(super) cx: Cx,
    pub(super) link: String,
}

impl Page for InvitedPage {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("members-invited-title").into_owned(),
            question: self.cx.t("members-invited-question").into_owned(),
            figure: None,
            action: Action::link("/members", &self.cx.t("members-invited-back")),
            trail: vec![(self.cx.t("members-title").into_owned(), "/members".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let link = "https://cs.example.jp/invitation/Qm9uc29pci1jZWNpLW4tZXN0LXBhcy11bi1zZWNyZXQ".to_owned();
        vec![Self { cx: cx.clone(), link }]
    }
}

fn link(shared: &Shared, headers: &HeaderMap, token: &str) -> String {
    let host = headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if shared.options.https { "https" } else { "http" };
    format!("{scheme}://{host}/invitation/{token}")
}

/// The form.
pub async fn show(cx: Cx) -> Response {
    page(&cx, &Input::default(), &[]).respond()
}

/// Adds the member and shows the link.
pub async fn create(
    cx: Cx,
    State(shared): State<Shared>,
    headers: HeaderMap,
    Form(input): Form<Input>,
) -> Result<Response, Fail> {
    let Some(role) = Role::parse(&input.role) else {
        let wrong = [Wrong { field: "role".to_owned(), problem: Problem::new("web-problem-unknown-choice") }];
        return Ok(page(&cx, &input, &wrong).respond());
    };
    match shared.app.invite(cx.session()?, &input.name, &input.mail, role, cx.lang).await {
        Ok(token) => Ok(ui::respond(&InvitedPage { link: link(&shared, &headers, &token), cx })),
        Err(Refused::Input(wrong)) => Ok(page(&cx, &input, &wrong).respond()),
        Err(refused) => Err(refused.into()),
    }
}

/// A new link for a member who lost the old one or the password.
pub async fn again(
    cx: Cx,
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Form(_): Form<crate::form::Nothing>,
) -> Result<Response, Fail> {
    let token = shared.app.invite_again(cx.session()?, MemberId(id)).await?;
    Ok(ui::respond(&InvitedPage { link: link(&shared, &headers, &token), cx }))
}
