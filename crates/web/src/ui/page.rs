//! What every page is: a question, at most one headline figure, exactly one primary action, and content below.

use super::layout::Layout;
use super::{Figure, Html};
use crate::Cx;
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use banso_kernel::Lang;

/// The head of a page.
#[derive(Clone, Debug)]
pub struct PageHead {
    /// Where am I: the page's name, or the account's.
    pub title: String,
    /// The one written question that the page answers.
    pub question: String,
    /// The one figure that matters, if there is one.
    pub figure: Option<Figure>,
    /// The one action that matters.
    pub action: Action,
    /// The way here: (label, address), outermost first, without the page itself.
    pub trail: Vec<(String, String)>,
}

/// The primary action of a page.
#[derive(Clone, Debug)]
pub enum Action {
    /// A link in the head that looks like a button.
    Link {
        /// Where to.
        href: String,
        /// A verb with its object.
        label: String,
    },
    /// A button in the head that opens the `<dialog>` with this id; without scripts it is a link to `href`.
    Dialog {
        /// Id of the dialog element.
        id: String,
        /// The same form as a page of its own.
        href: String,
        /// A verb with its object.
        label: String,
    },
    /// The content has the page's one `class="button primary"` itself, such as a form's submit button.
    InContent,
}

impl Action {
    /// A link in the head.
    #[must_use]
    pub fn link(href: &str, label: &str) -> Self {
        Self::Link { href: href.to_owned(), label: label.to_owned() }
    }

    /// A button that opens a dialog.
    #[must_use]
    pub fn dialog(id: &str, href: &str, label: &str) -> Self {
        Self::Dialog { id: id.to_owned(), href: href.to_owned(), label: label.to_owned() }
    }
}

/// A page: an askama template of its content, plus what the frame needs.
pub trait Page: Template + Sized {
    /// The request.
    fn cx(&self) -> &Cx;
    /// Question, figure, action.
    fn head(&self) -> PageHead;
    /// Believable contents to test and look at: full, empty, and the worst case.
    fn samples(cx: &Cx) -> Vec<Self>;
    /// Without rail and search: sign-in and the like. Signed-out pages always are.
    fn bare(&self) -> bool {
        false
    }
}

/// The whole page as text.
#[must_use]
pub fn render(page: &impl Page) -> String {
    let layout = Layout::new(page.cx(), page.head(), page.bare(), Html::of(page));
    let html = Html::of(&layout);
    match page.cx().lang {
        Lang::En => super::speech::mark_japanese(html.as_str()),
        Lang::Ja => html.to_string(),
    }
}

/// The whole page as an answer.
#[must_use]
pub fn respond(page: &impl Page) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::VARY, "Cookie, Accept-Language")];
    let lang = [(header::CONTENT_LANGUAGE, page.cx().lang.code())];
    (kind, lang, render(page)).into_response()
}
