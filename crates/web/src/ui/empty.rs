//! Nothing here yet: what will be here, what it needs, and the one click that brings it.

use super::Html;
use crate::Cx;
use askama::Template;

/// An empty state; print it with `{{ empty }}`.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/empty.html")]
pub struct Empty {
    what: Html,
    needs: String,
    href: String,
    label: Html,
    primary: bool,
}

impl Empty {
    /// `what` will be here, `needs` says what for; the link brings it or widens the filter.
    #[must_use]
    pub fn new(cx: &Cx, what: &str, needs: &str, href: &str, label: &str) -> Self {
        Self {
            what: cx.phrases(what),
            needs: needs.to_owned(),
            href: href.to_owned(),
            label: cx.phrases(label),
            primary: false,
        }
    }

    /// Its link is the page's primary action (then the head's is [`super::Action::InContent`]).
    #[must_use]
    pub fn primary(mut self) -> Self {
        self.primary = true;
        self
    }
}

impl askama::filters::HtmlSafe for Empty {}
