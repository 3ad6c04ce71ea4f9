//! The frame around every page: rail, top bar, head, notice.

use super::rail::{Entry, rail};
use super::{Action, Html, PageHead, icon};
use crate::{Cx, assets, turned};
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

    /// The day that the reader looks at.
    fn day(&self) -> String {
        self.cx.words.day(self.cx.looking.map_or(self.cx.real_day, |past| past.day))
    }

    fn loud(&self) -> bool {
        self.cx.past || self.cx.looking.is_some()
    }

    /// What the pill says to those who do not see it.
    fn day_label(&self) -> String {
        let id = if self.knows_then() { "web-as-of-known" } else { "web-as-of" };
        self.cx.t1(id, "day", self.day())
    }

    fn knows_then(&self) -> bool {
        self.cx.looking.is_some_and(|past| past.known_then)
    }

    /// The last day that can be turned back to, and the one that is.
    fn days(&self) -> (String, String) {
        let last = self.cx.real_day - 1;
        (last.to_string(), self.cx.looking.map_or(last, |past| past.day).to_string())
    }

    fn others(&self) -> Vec<(String, String)> {
        turned::others(&self.cx)
    }

    /// The same page today, where it is turned back.
    fn today_href(&self) -> Option<String> {
        self.cx.looking.map(|_| {
            let day = ("as_of".to_owned(), "today".to_owned());
            super::address(&self.cx.path, [self.others(), vec![day]].concat())
        })
    }

    /// The day that this page cannot show although the workspace is turned back to it.
    fn stays(&self) -> Option<String> {
        let past = self.cx.looking.filter(|_| !turned::turns(&self.cx.path))?;
        Some(self.cx.t1("web-past-not-here", "day", self.cx.words.day(past.day)))
    }

    fn turned(&self) -> bool {
        self.cx.looking.is_some() && turned::turns(&self.cx.path)
    }

    fn may_set(&self) -> bool {
        self.cx.has(Role::Admin)
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

    /// That the address asks for what is no day of the past; and the address without it.
    fn other_day(&self) -> Option<(String, String)> {
        let said = self.cx.asked("as_of").filter(|_| self.cx.looking.is_none())?;
        if Day::parse_iso(&said) == Some(self.cx.real_day) {
            return None;
        }
        Some((self.cx.t1("web-other-day", "day", self.day()), turned::address(&self.cx, None)))
    }

    fn search_exists(&self) -> bool {
        crate::routes::who_may_get("/search").is_some()
    }

    fn me_exists(&self) -> bool {
        crate::routes::who_may_get("/me").is_some()
    }
}
