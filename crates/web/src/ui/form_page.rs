//! A page that is one form.

use super::{Action, Field, Html, Page, PageHead, errors};
use crate::Cx;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use banso_app::Wrong;

/// A page with one form and its one primary button.
#[derive(Template)]
#[template(path = "ui/form_page.html")]
pub struct FormPage {
    cx: Cx,
    title: String,
    question: String,
    trail: Vec<(String, String)>,
    action: String,
    wrong: Vec<Wrong>,
    fields: Vec<Field>,
    hidden: Vec<(&'static str, String)>,
    submit: Html,
    before: Html,
    after: Html,
    cancel: Option<String>,
    bare: bool,
}

impl FormPage {
    /// `area` is the prefix of the messages `AREA-title`, `AREA-question` and `AREA-submit`; the form posts to `action`.
    #[must_use]
    pub fn new(cx: &Cx, area: &str, action: &str) -> Self {
        Self {
            title: cx.t(&format!("{area}-title")).into_owned(),
            question: cx.t(&format!("{area}-question")).into_owned(),
            submit: cx.h(&format!("{area}-submit")),
            cx: cx.clone(),
            trail: Vec::new(),
            action: action.to_owned(),
            wrong: Vec::new(),
            fields: Vec::new(),
            hidden: Vec::new(),
            before: Html::default(),
            after: Html::default(),
            cancel: None,
            bare: false,
        }
    }

    /// Another title than the area's message: the name of a thing.
    #[must_use]
    pub fn titled(mut self, title: &str) -> Self {
        title.clone_into(&mut self.title);
        self
    }

    /// One more field, with its errors among `wrong`.
    #[must_use]
    pub fn field(mut self, field: Field, wrong: &[Wrong]) -> Self {
        self.fields.push(field.errors(&self.cx, wrong));
        self
    }

    /// One more hidden field.
    #[must_use]
    pub fn hidden(mut self, name: &'static str, value: &str) -> Self {
        self.hidden.push((name, value.to_owned()));
        self
    }

    /// The list of errors on top; with any, the answer's status is 422.
    #[must_use]
    pub fn wrong(mut self, wrong: &[Wrong]) -> Self {
        wrong.clone_into(&mut self.wrong);
        self
    }

    /// Between head and form.
    #[must_use]
    pub fn before(mut self, html: Html) -> Self {
        self.before = html;
        self
    }

    /// Below the form.
    #[must_use]
    pub fn after(mut self, html: Html) -> Self {
        self.after = html;
        self
    }

    /// The way here.
    #[must_use]
    pub fn trail(mut self, label: &str, href: &str) -> Self {
        self.trail.push((label.to_owned(), href.to_owned()));
        self
    }

    /// A way back without sending it; where the form is in a dialog, it closes.
    #[must_use]
    pub fn cancel(mut self, href: &str) -> Self {
        self.cancel = Some(href.to_owned());
        self
    }

    /// Without rail and search.
    #[must_use]
    pub fn alone(mut self) -> Self {
        self.bare = true;
        self
    }

    fn errors(&self) -> Html {
        errors(&self.cx, &self.wrong, &self.fields)
    }

    /// The finished answer.
    #[must_use]
    pub fn respond(&self) -> Response {
        let mut response = super::respond(self);
        if !self.wrong.is_empty() {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        response
    }
}

impl Page for FormPage {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.title.clone(),
            question: self.question.clone(),
            figure: None,
            action: Action::InContent,
            trail: self.trail.clone(),
        }
    }

    fn bare(&self) -> bool {
        self.bare
    }

    /// All forms of this crate's own pages, empty and with errors.
    fn samples(cx: &Cx) -> Vec<Self> {
        crate::pages::forms(cx)
    }
}
