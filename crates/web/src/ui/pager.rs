//! Pages by cursor: how many there are in all, the way back and the way on.

use super::{Html, icon};
use crate::Cx;
use askama::Template;

/// Below a long list; print it with `{{ pager }}`.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/pager.html")]
pub struct Pager {
    shown: String,
    name: String,
    previous: Option<(String, String)>,
    next: Option<(String, String)>,
    left: Html,
    right: Html,
}

impl Pager {
    /// `from`–`to` of `total` (1-based), with the addresses of the neighbouring pages.
    #[must_use]
    pub fn new(cx: &Cx, from: usize, to: usize, total: usize, previous: Option<String>, next: Option<String>) -> Self {
        let args = [("from", from.into()), ("to", to.into()), ("total", total.into())];
        Self {
            shown: cx.words.with("web-pager-shown", &args),
            name: cx.t("web-pager").into_owned(),
            previous: previous.map(|href| (href, cx.t("common-previous").into_owned())),
            next: next.map(|href| (href, cx.t("common-next").into_owned())),
            left: icon("left"),
            right: icon("right"),
        }
    }
}

impl askama::filters::HtmlSafe for Pager {}
