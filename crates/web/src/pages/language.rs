//! Changing the language of the pages.

use crate::form::Fields;
use crate::{Cx, Fail, Form, Shared, ui};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use banso_app::Wrong;
use banso_kernel::{Lang, Problem};
use serde::Deserialize;

/// The switch in the top bar.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    lang: String,
    back: String,
}

impl Fields for Change {}

/// Remembers the language for a year and goes back to the page.
pub async fn change(cx: Cx, State(shared): State<Shared>, Form(form): Form<Change>) -> Result<Response, Fail> {
    let lang = Lang::parse(&form.lang).filter(|lang| lang.code() == form.lang).ok_or_else(|| {
        Fail::Bad(vec![Wrong { field: "lang".to_owned(), problem: Problem::new("web-problem-unknown-choice") }])
    })?;
    if let Some(current) = &cx.current {
        shared.app.change_profile(current, &current.principal.name, lang).await?;
    }
    let cookie = format!("lang={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", lang.code());
    Ok(([(header::SET_COOKIE, cookie)], ui::see(&form.back)).into_response())
}
