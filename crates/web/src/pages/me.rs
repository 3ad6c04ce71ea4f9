//! The member's own settings: name, language, password, second factor, sessions.

use crate::form::Fields;
use crate::ui::{Action, Field, Html, Kind, Page, PageHead, errors};
use crate::{Cx, Fail, Form, Shared, ui};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use banso_app::auth::OwnSession;
use banso_app::{Refused, Wrong};
use banso_kernel::{Lang, Micros};
use serde::Deserialize;

/// The page.
#[derive(Template)]
#[template(path = "pages/me.html")]
pub struct Me {
    cx: Cx,
    errors: Html,
    profile: Vec<Field>,
    password: Vec<Field>,
    second_factor: bool,
    sessions: Vec<OwnSession>,
}

impl Me {
    fn new(cx: Cx, sessions: Vec<OwnSession>, second_factor: bool, wrong: &[Wrong]) -> Self {
        let name = cx.principal.as_ref().map(|principal| principal.name.clone()).unwrap_or_default();
        let langs = vec![("ja".to_owned(), "日本語".to_owned()), ("en".to_owned(), "English".to_owned())];
        let secret = |name, label| Field::new(&cx, name, label, Kind::Line("password")).errors(&cx, wrong);
        let profile = vec![
            Field::new(&cx, "name", "members-name", Kind::Line("text")).value(&name).fills("name").errors(&cx, wrong),
            Field::new(&cx, "lang", "web-language", Kind::Radio(langs)).value(cx.lang.code()),
        ];
        let password = vec![
            secret("old", "members-old-password").fills("current-password"),
            secret("new", "members-new-password").fills("new-password").help(&cx, "members-password-help"),
        ];
        let fields: Vec<Field> = profile.iter().chain(&password).cloned().collect();
        Self { errors: errors(&cx, wrong, &fields), profile, password, second_factor, sessions, cx }
    }

    /// The part of a browser's own name that tells it from others: "Firefox · Windows".
    fn browser(&self, session: &OwnSession) -> String {
        let find = |names: &[(&str, &'static str)]| {
            names.iter().find(|(mark, _)| session.browser.contains(mark)).map(|(_, name)| *name)
        };
        let program = find(&[("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
        let system = find(&[
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Windows", "Windows"),
            ("Mac OS", "macOS"),
            ("Linux", "Linux"),
        ]);
        let parts: Vec<&str> = [program, system].into_iter().flatten().collect();
        if parts.is_empty() { self.cx.t("members-browser-unknown").into_owned() } else { parts.join(" · ") }
    }
}

impl Page for Me {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("web-me").into_owned(),
            question: self.cx.t("members-me-question").into_owned(),
            figure: None,
            action: Action::InContent,
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let session = |id, browser: &str| OwnSession {
            id,
            this: id == 1,
            created_at: Micros(cx.now.0 - 86_400_000_000),
            seen_at: cx.now,
            browser: browser.to_owned(),
            address: "203.0.113.7".to_owned(),
        };
        let sessions = || vec![session(1, browser), session(2, "curl")];
        let wrong =
            [Wrong { field: "old".to_owned(), problem: banso_kernel::Problem::new("members-problem-old-password") }];
        vec![Self::new(cx.clone(), sessions(), false, &[]), Self::new(cx.clone(), sessions(), true, &wrong)]
    }
}

async fn page(cx: Cx, shared: &Shared, wrong: &[Wrong]) -> Result<Response, Fail> {
    let current = cx.session()?;
    let sessions = shared.app.own_sessions(current).await?;
    let second = shared.app.has_second_factor(current).await?;
    let mut response = ui::respond(&Me::new(cx.clone(), sessions, second, wrong));
    if !wrong.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// The page.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    page(cx, &shared, &[]).await
}

/// Name and language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    name: String,
    lang: String,
}

impl Fields for Profile {}

/// Changes name and language.
pub async fn profile(cx: Cx, State(shared): State<Shared>, Form(input): Form<Profile>) -> Result<Response, Fail> {
    let lang = Lang::parse(&input.lang).unwrap_or(cx.lang);
    match shared.app.change_profile(cx.session()?, &input.name, lang).await {
        Ok(()) => Ok(ui::done("/me", "members-done-saved", None)),
        Err(Refused::Input(wrong)) => page(cx, &shared, &wrong).await,
        Err(refused) => Err(refused.into()),
    }
}

/// Old and new password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Password {
    old: String,
    new: String,
}

impl Fields for Password {}

/// Changes the password.
pub async fn password(cx: Cx, State(shared): State<Shared>, Form(input): Form<Password>) -> Result<Response, Fail> {
    match shared.app.change_password(cx.session()?, &input.old, &input.new).await {
        Ok(()) => Ok(ui::done("/me", "members-done-password", None)),
        Err(Refused::Input(wrong)) => page(cx, &shared, &wrong).await,
        Err(refused) => Err(refused.into()),
    }
}

/// Ends one of the own sessions.
pub async fn end_session(
    cx: Cx,
    State(shared): State<Shared>,
    Path(id): Path<i64>,
    Form(_): Form<crate::form::Nothing>,
) -> Result<Response, Fail> {
    shared.app.end_session(cx.session()?, id).await?;
    Ok(ui::done("/me", "members-done-session", None))
}
