//! Definitions as text: the form in which one is written, tried and published, and the list of its versions.

use crate::Cx;
use crate::form::Fields;
use crate::ui::{Column, Field, Html, Kind, Line, Table, errors};
use askama::Template;
use banso_app::Wrong;
use banso_kernel::{Micros, Problem};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The largest body with a definition in it, in bytes.
pub(crate) const BODY: usize = 512 * 1024;
/// The longest definition in characters.
const MOST: usize = 100_000;

/// A version: number, when, by whom, why.
pub(crate) type Version = (u32, Micros, Option<String>, String);

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    #[serde(default)]
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) reason: String,
    #[serde(default)]
    tried: String,
    #[serde(default)]
    then: String,
}

impl Fields for Sent {}

/// What stands for a text: what was tried is what is published.
fn print(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl Sent {
    /// A form that holds `text`.
    pub(crate) fn of(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// Browsers send lines ended with CR LF; definitions have LF.
    pub(crate) fn read(mut self) -> Self {
        self.text = self.text.replace("\r\n", "\n");
        self
    }

    /// It is to be published, and exactly this text was tried before.
    pub(crate) fn publishes(&self) -> bool {
        self.then == "publish" && self.tried == print(&self.text)
    }

    /// It is to be published, but the text is another one than what was tried.
    pub(crate) fn changed_since(&self) -> bool {
        self.then == "publish" && self.tried != print(&self.text)
    }

    /// What is wrong before anything is asked of the definition itself.
    pub(crate) fn wrong(&self) -> Vec<Wrong> {
        let empty = self.publishes() && self.reason.trim().is_empty();
        let missing = || Wrong { field: "reason".to_owned(), problem: Problem::new("problem-required") };
        empty.then(missing).into_iter().collect()
    }
}

/// The form; print it with `{{ editor }}`.
#[derive(Template)]
#[template(path = "pages/definition.html")]
pub(crate) struct Editor {
    cx: Cx,
    action: String,
    back: String,
    submit: &'static str,
    sent: Sent,
    wrong: Vec<Wrong>,
    /// The text was tried and can be published.
    ready: bool,
}

impl Editor {
    /// `action` takes the form, `back` is where one goes without sending it; `submit` is the message of the button that
    /// publishes.
    pub(crate) fn new(cx: &Cx, action: &str, back: &str, submit: &'static str, sent: Sent, wrong: Vec<Wrong>) -> Self {
        let (action, back) = (action.to_owned(), back.to_owned());
        Self { cx: cx.clone(), action, back, submit, sent, wrong, ready: false }
    }

    /// The text was tried and held: it can be published.
    pub(crate) fn ready(mut self) -> Self {
        self.ready = true;
        self
    }

    fn errors(&self) -> Html {
        errors(&self.cx, &self.wrong, &[self.reason()])
    }

    fn tried(&self) -> String {
        if self.ready { print(&self.sent.text) } else { String::new() }
    }

    fn of_text(&self) -> Vec<String> {
        let own = self.wrong.iter().filter(|wrong| wrong.field == "text");
        own.map(|wrong| self.cx.words.problem(&wrong.problem)).collect()
    }

    fn most(&self) -> usize {
        MOST
    }

    fn changed(&self) -> bool {
        self.ready && self.sent.changed_since()
    }

    fn reason(&self) -> Field {
        let field = Field::new(&self.cx, "reason", "plays-reason", Kind::Line("text")).value(&self.sent.reason);
        field.help(&self.cx, "plays-reason-help").errors(&self.cx, &self.wrong)
    }
}

impl askama::filters::HtmlSafe for Editor {}

/// Versions, newest first.
pub(crate) fn versions(cx: &Cx, all: &[Version]) -> Table {
    let column = |id: &str| Column::new(cx, &cx.t(id));
    let columns = vec![
        column("common-version"),
        column("plays-version-at"),
        column("plays-version-by"),
        column("plays-version-why"),
    ];
    let lines = all.iter().map(|(number, at, by, why)| Line {
        href: None,
        id: None,
        cells: vec![
            Html::text(&cx.t1("plays-version-n", "n", i64::from(*number))),
            cx.moment(at),
            Html::text(by.as_deref().unwrap_or("Banso")),
            Html::text(&if why == "shipped" { cx.t("plays-version-shipped").into_owned() } else { why.clone() }),
        ],
    });
    Table::new(&cx.t("plays-versions"), columns, lines.collect()).cards()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_text_that_was_tried_is_published() {
        let text = "journey = \"a\"\n";
        let sent = |text: &str, then: &str| Sent {
            text: text.to_owned(),
            reason: "r".into(),
            tried: print("journey = \"a\"\n"),
            then: then.to_owned(),
        };
        assert!(sent(text, "publish").publishes());
        assert!(sent("journey = \"a\"\r\n", "publish").read().publishes(), "a browser's line ends change nothing");
        assert!(!sent("journey = \"b\"\n", "publish").publishes());
        assert!(sent("journey = \"b\"\n", "publish").changed_since());
        assert!(!sent(text, "try").publishes());
        assert!(!Sent { tried: String::new(), ..sent(text, "publish") }.publishes());
    }
}
