//! The frame around every page: rail, top bar, head, notice.

use super::rail::{Entry, rail};
use super::{Action, Html, PageHead, icon};
use crate::{Cx, assets};
use askama::Template;
use banso_domain::members::Role;
use banso_kernel::{Arg, Day, Lang};

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

    /// The day that the pages show, where it leads, and whether it is a day of the past.
    fn day(&self) -> String {
        self.cx.words.day(self.cx.today)
    }

    fn may_set(&self) -> bool {
        self.cx.may(Role::Admin)
    }

    /// "計算中 120/500", while history is computed.
    fn computing(&self) -> Option<String> {
        let (done, total) = self.cx.computing?;
        let count = |n: u64| Arg::from(n.cast_signed());
        Some(match total {
            0 => self.cx.t("web-computing-soon").into_owned(),
            _ => self.cx.words.with("web-computing", &[("done", count(done)), ("total", count(total))]),
        })
    }

    /// The day that the address asks for, if it is not the one that is shown; and the address without it.
    fn other_day(&self) -> Option<(String, String)> {
        let day = self.cx.asked("as_of")?;
        if Day::parse_iso(&day) == Some(self.cx.today) {
            return None;
        }
        let pairs = url::form_urlencoded::parse(self.cx.query.as_bytes());
        let rest: Vec<_> = pairs.filter(|(name, _)| name != "as_of").collect();
        Some((self.cx.t1("web-other-day", "day", self.day()), super::address(&self.cx.path, &rest)))
    }

    fn search_exists(&self) -> bool {
        crate::routes::who_may_get("/search").is_some()
    }

    fn me_exists(&self) -> bool {
        crate::routes::who_may_get("/me").is_some()
    }
}
