//! Why a page did not come, and the page that says so: what happened, what to do, an id to quote.

use crate::Cx;
use crate::ui::{Action, Page, PageHead};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use banso_app::{Refused, Wrong};

/// What a handler returns when it cannot show its page.
#[derive(Clone, Debug, PartialEq)]
pub enum Fail {
    /// There is no such thing, or it may not be seen: one and the same page.
    NotFound,
    /// One has to sign in first; comes back to the page afterwards.
    SignIn,
    /// The form came from another site, or its token is old.
    Foreign,
    /// The request is wrong in a way that our own pages never make: (field, message id).
    Bad(Vec<Wrong>),
    /// The method does not exist for this page.
    Method,
    /// The body is larger than the route takes.
    TooLarge,
    /// Too many tries; again after so many seconds.
    Later(u32),
    /// The reader looks at a day of the past, where nothing can be changed.
    Past,
    /// Something broke. The cause is in the log under the request's id.
    Broken,
}

impl Fail {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Fail::NotFound => StatusCode::NOT_FOUND,
            Fail::SignIn => StatusCode::SEE_OTHER,
            Fail::Foreign => StatusCode::FORBIDDEN,
            Fail::Bad(_) => StatusCode::BAD_REQUEST,
            Fail::Method => StatusCode::METHOD_NOT_ALLOWED,
            Fail::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Fail::Later(_) => StatusCode::TOO_MANY_REQUESTS,
            Fail::Past => StatusCode::CONFLICT,
            Fail::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What a bare status of axum (unknown path, unreadable body…) means.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Fail::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Fail::Method,
            StatusCode::PAYLOAD_TOO_LARGE => Fail::TooLarge,
            status if status.is_server_error() => Fail::Broken,
            _ => Fail::Bad(Vec::new()),
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Fail::NotFound | Fail::SignIn => "not-found",
            Fail::Foreign => "foreign",
            Fail::Bad(_) => "bad",
            Fail::Method => "method",
            Fail::TooLarge => "too-large",
            Fail::Later(_) => "later",
            Fail::Past => "past",
            Fail::Broken => "broken",
        }
    }
}

impl From<Refused> for Fail {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Forbidden | Refused::Missing => Fail::NotFound,
            Refused::Input(wrong) => Fail::Bad(wrong),
            Refused::Later(seconds) => Fail::Later(seconds),
            Refused::Broken(error) => {
                tracing::error!("{error}");
                Fail::Broken
            }
        }
    }
}

/// The answer carries the failure; the outermost layer, which knows the reader, turns it into a page.
impl IntoResponse for Fail {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The page for a failure.
#[derive(Template)]
#[template(path = "pages/fail.html")]
pub(crate) struct FailPage {
    cx: Cx,
    fail: Fail,
}

impl FailPage {
    fn what(&self) -> String {
        match &self.fail {
            Fail::Later(seconds) => self.cx.t1("web-fail-later", "seconds", i64::from(*seconds)),
            other => self.cx.t(&format!("web-fail-{}", other.key())).into_owned(),
        }
    }

    fn todo(&self) -> String {
        self.cx.t(&format!("web-fail-{}-do", self.fail.key())).into_owned()
    }

    /// What is wrong, a sentence each, after the name that the reader knows the field by.
    fn wrong(&self) -> Vec<String> {
        let Fail::Bad(wrong) = &self.fail else { return Vec::new() };
        let said = |wrong: &Wrong| {
            let problem = self.cx.words.problem(&wrong.problem);
            match label(&self.cx, &wrong.field) {
                Some(field) => {
                    let args = [("field", field.into()), ("problem", problem.into())];
                    self.cx.words.with("web-fail-wrong", &args)
                }
                None => problem,
            }
        };
        wrong.iter().map(said).collect()
    }
}

/// What forms call the field; none where no form shows one of that name.
fn label(cx: &Cx, field: &str) -> Option<String> {
    let id = match field {
        "password" => "members-password".to_owned(),
        "query" => "accounts-filter".to_owned(),
        "reason" => "audit-detail-reason".to_owned(),
        other => format!("common-{}", other.replace('_', "-")),
    };
    cx.words.has(&id).then(|| cx.t(&id).into_owned())
}

impl Page for FailPage {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let back = match (&self.fail, self.cx.principal.is_some()) {
            (Fail::Past, _) => ("/?as_of=today", "web-past-end"),
            (_, true) => ("/", "web-fail-home"),
            (_, false) => ("/sign-in", "web-fail-sign-in"),
        };
        PageHead {
            title: self
                .cx
                .t(if self.fail == Fail::Past { "web-fail-past-title" } else { "web-fail-title" })
                .into_owned(),
            question: self.what(),
            figure: None,
            action: Action::link(back.0, &self.cx.t(back.1)),
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let problem = banso_kernel::Problem::new("web-problem-unknown-field").with("field", "role_id");
        let wrong = vec![Wrong { field: "role_id".to_owned(), problem }];
        let all = [
            Fail::NotFound,
            Fail::Foreign,
            Fail::Bad(wrong),
            Fail::Method,
            Fail::TooLarge,
            Fail::Later(42),
            Fail::Past,
            Fail::Broken,
        ];
        all.into_iter().map(|fail| FailPage { cx: cx.clone(), fail }).collect()
    }
}

/// The finished answer for `fail`.
pub(crate) fn answer(cx: &Cx, fail: Fail) -> Response {
    if fail == Fail::SignIn {
        let back: String = url::form_urlencoded::byte_serialize(path_and_query(cx).as_bytes()).collect();
        return Redirect::to(&format!("/sign-in?next={back}")).into_response();
    }
    let status = fail.status();
    let later = if let Fail::Later(seconds) = &fail { Some(*seconds) } else { None };
    let mut response = crate::ui::respond(&FailPage { cx: cx.clone(), fail });
    *response.status_mut() = status;
    if let Some(value) = later.and_then(|seconds| HeaderValue::from_str(&seconds.to_string()).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

fn path_and_query(cx: &Cx) -> String {
    if cx.query.is_empty() { cx.path.clone() } else { format!("{}?{}", cx.path, cx.query) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::{Lang, Problem};

    fn said(field: &str, lang: Lang) -> Vec<String> {
        let wrong = vec![Wrong { field: field.to_owned(), problem: Problem::new("problem-required") }];
        FailPage { cx: Cx::sample(lang, None), fail: Fail::Bad(wrong) }.wrong()
    }

    #[test]
    fn a_wrong_field_is_named_as_forms_name_it_and_not_as_the_address_does() {
        assert_eq!(said("phase", Lang::Ja), ["フェーズ：入力してください。"]);
        assert_eq!(said("name", Lang::En), ["Name: Enter a value."]);
        assert_eq!(said("role_id", Lang::Ja), ["入力してください。"]);
    }
}
