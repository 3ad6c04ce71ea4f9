//! All versions of a definition, what each changed, and the one click that brings one back.

use crate::Cx;
use crate::ui::Html;
use askama::Template;
use banso_app::lab::{ModelText, ModelVersionText};
use banso_domain::members::Role;
use similar::{ChangeTag, TextDiff};

/// The list; print it with `{{ versions }}`.
#[derive(Template)]
#[template(path = "pages/lab/versions.html")]
pub(super) struct Versions {
    cx: Cx,
    /// Address of the definition.
    href: String,
    all: Vec<Shown>,
}

impl askama::filters::HtmlSafe for Versions {}

/// A version, with what it changed.
struct Shown {
    label: String,
    at: Html,
    by: String,
    why: String,
    number: u32,
    newest: bool,
    diff: Vec<(&'static str, String)>,
}

/// Why a version is there, in words.
pub(super) fn why(cx: &Cx, one: &ModelVersionText) -> String {
    if one.reason == "shipped" { cx.t("plays-version-shipped").into_owned() } else { one.reason.clone() }
}

impl Versions {
    pub(super) fn new(cx: &Cx, href: &str, of: &ModelText) -> Self {
        let all = &of.versions;
        let shown = |(at, one): (usize, &ModelVersionText)| Shown {
            label: cx.t1("plays-version-n", "n", i64::from(one.version)),
            at: cx.moment(one.created_at),
            by: one.by.clone().unwrap_or_else(|| "Banso".to_owned()),
            why: why(cx, one),
            number: one.version,
            newest: at == 0,
            diff: all.get(at + 1).map(|before| diff(&before.text, &one.text)).unwrap_or_default(),
        };
        Self { cx: cx.clone(), href: href.to_owned(), all: all.iter().enumerate().map(shown).collect() }
    }

    fn may_restore(&self) -> bool {
        self.cx.may(Role::Manager)
    }

    fn restore_label(&self, number: &u32) -> String {
        self.cx.t1("lab-restore", "n", i64::from(*number))
    }
}

/// Lines that went and came, with a line around them.
fn diff(before: &str, after: &str) -> Vec<(&'static str, String)> {
    let found = TextDiff::from_lines(before, after);
    let groups = found.grouped_ops(1);
    let lines = groups.iter().enumerate().flat_map(|(at, group)| {
        let gap = (at > 0).then(|| ("gap", "…".to_owned()));
        let changes = group.iter().flat_map(|op| found.iter_changes(op)).map(|change| {
            let class = match change.tag() {
                ChangeTag::Delete => "gone",
                ChangeTag::Insert => "new",
                ChangeTag::Equal => "same",
            };
            let sign = match change.tag() {
                ChangeTag::Delete => "− ",
                ChangeTag::Insert => "+ ",
                ChangeTag::Equal => "  ",
            };
            (class, format!("{sign}{}", change.value().trim_end_matches('\n')))
        });
        gap.into_iter().chain(changes).collect::<Vec<_>>()
    });
    lines.collect()
}
