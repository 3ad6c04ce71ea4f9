//! A figure is never alone: value, unit, period, as of when, compared with what, and what it means.

use super::Html;
use crate::Cx;
use askama::Template;

/// How good something is, for colour with a word or an arrow beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither.
    #[default]
    Plain,
    /// Good.
    Good,
    /// Needs a look.
    Warn,
    /// Bad.
    Bad,
}

impl Tone {
    /// The class name and colour token: `plain`, `good`, `warn`, `bad`.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Good => "good",
            Tone::Warn => "warn",
            Tone::Bad => "bad",
        }
    }
}

/// The change of a figure and what it is measured against.
#[derive(Clone, Debug)]
pub struct Compare {
    /// With sign and arrow, such as "▲ +3 社" or "→ ±0".
    pub change: String,
    /// Against what, such as "前月末比".
    pub against: String,
    /// Whether the change is good.
    pub tone: Tone,
}

/// A headline or tile figure. Every text field is required (RULES 16); [`Figure::compare`] is `None` only where there
/// is nothing before to compare with.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it is: "熱狂クライアント率".
    pub label: String,
    /// Formatted by `words`.
    pub value: String,
    /// "社", "%", "円"; the empty string only where the value carries it ("¥1,200").
    pub unit: String,
    /// "直近30日", "2026年11月".
    pub period: String,
    /// "2026/11/22(日) 時点".
    pub as_of: String,
    /// The change.
    pub compare: Option<Compare>,
    /// One or two sentences: how it is counted.
    pub definition: String,
    /// The list behind it.
    pub href: Option<String>,
}

#[derive(Template)]
#[template(path = "ui/figure.html")]
struct View<'a> {
    cx: &'a Cx,
    figure: &'a Figure,
    id: String,
    icon: Html,
}

impl Figure {
    /// Finished markup; `id` makes the definition's element unique in the page.
    #[must_use]
    pub fn html(&self, cx: &Cx, id: &str) -> Html {
        Html::of(&View { cx, figure: self, id: format!("def-{id}"), icon: super::icon("info") })
    }
}
