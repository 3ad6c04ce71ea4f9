//! The frame around every page: rail, top bar, head, notice.

use super::rail::{Entry, rail};
use super::{Action, Html, PageHead, icon};
use crate::{Cx, assets};
use askama::Template;
use banso_kernel::Lang;

/// Rendered around a page's content.
#[derive(Template)]
#[template(path = "layout.html")]
pub(super) struct Layout {
    cx: Cx,
    head: PageHead,
    bare: bool,
    content: Html,
    rail: Vec<Entry>,
    foot: Vec<Entry>,
}

impl Layout {
    pub(super) fn new(cx: &Cx, head: PageHead, bare: bool, content: Html) -> Self {
        let (rail, foot) = rail(cx);
        Self { bare: bare || cx.principal.is_none(), cx: cx.clone(), head, content, rail, foot }
    }

    fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    fn icon(&self, name: &str) -> Html {
        icon(name)
    }

    /// The two languages: (code, own name, is the page's).
    fn langs(&self) -> [(&'static str, &'static str, bool); 2] {
        [("ja", "日本語", self.cx.lang == Lang::Ja), ("en", "English", self.cx.lang == Lang::En)]
    }

    /// What stands in a round mark for a member: the first letter of the name.
    fn initial(&self) -> String {
        let name = self.cx.principal.as_ref().map(|principal| principal.name.trim()).unwrap_or_default();
        name.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default()
    }

    /// Where to come back to after changing the language.
    fn here(&self) -> String {
        if self.cx.query.is_empty() { self.cx.path.clone() } else { format!("{}?{}", self.cx.path, self.cx.query) }
    }

    fn search_exists(&self) -> bool {
        crate::routes::who_may_get("/search").is_some()
    }

    fn me_exists(&self) -> bool {
        crate::routes::who_may_get("/me").is_some()
    }
}
