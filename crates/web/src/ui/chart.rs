//! A chart with what belongs to it: the sentence above, the drawing for wide and for narrow screens, the table behind,
//! the list that it was counted from (RULES 34).

use super::{Html, Table, icon};
use crate::Cx;
use askama::Template;
use banso_report::chart::Head;

/// Widths in CSS pixels that are drawn: text never shrinks with the screen.
const WIDTHS: [f64; 2] = [560.0, 340.0];

/// A chart; print it with `{{ chart }}`.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/chart.html")]
pub struct Chart {
    title: Html,
    says: Html,
    wide: Html,
    narrow: Html,
    behind: Html,
    source: Option<(String, String)>,
}

impl Chart {
    /// `id` is unique in the page. `says` is the one sentence that the reader should take away; `draw` is called once
    /// per width; `table` holds the same figures.
    #[must_use]
    pub fn new(cx: &Cx, id: &str, title: &str, says: &str, table: &Table, draw: impl Fn(&Head<'_>) -> String) -> Self {
        let drawing = |at: usize| {
            let id = format!("{id}-{at}");
            Html::svg(draw(&Head { id: &id, title, summary: says, width: WIDTHS[at] }))
        };
        Self {
            title: cx.phrases(title),
            says: cx.phrases(says),
            wide: drawing(0),
            narrow: drawing(1),
            behind: table.behind(cx),
            source: None,
        }
    }

    /// Where the figures come from: label and address.
    #[must_use]
    pub fn source(mut self, label: &str, href: &str) -> Self {
        self.source = Some((label.to_owned(), href.to_owned()));
        self
    }

    fn icon(&self, name: &str) -> Html {
        icon(name)
    }
}

impl askama::filters::HtmlSafe for Chart {}
