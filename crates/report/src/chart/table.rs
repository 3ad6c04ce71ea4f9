//! The rows behind a chart, as an HTML table for `<details>`: what the drawing says, for those who cannot see it.

use super::pen::escape;
use std::fmt::Write;

/// The table of a chart. Every text is finished.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What the table holds, with units.
    pub caption: String,
    /// Heads of the columns; the first names the rows.
    pub heads: Vec<String>,
    /// Rows; the first cell of each is its head.
    pub rows: Vec<Vec<Datum>>,
}

/// A cell of the table.
#[derive(Clone, Debug, Default)]
pub struct Datum {
    /// Its text.
    pub text: String,
    /// The list behind it.
    pub href: Option<String>,
    /// A figure, set to the right.
    pub number: bool,
}

impl Datum {
    /// Words.
    #[must_use]
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None, number: false }
    }

    /// A figure.
    #[must_use]
    pub fn figure(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None, number: true }
    }

    /// The same cell as a link.
    #[must_use]
    pub fn to(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

/// Writes the table.
#[must_use]
pub fn table(table: &Table) -> String {
    let mut out = format!("<table class=\"chart-table\"><caption>{}</caption><thead><tr>", escape(&table.caption));
    for (i, head) in table.heads.iter().enumerate() {
        let number = table.rows.first().and_then(|r| r.get(i)).is_some_and(|d| d.number);
        let _ = write!(out, "<th scope=\"col\"{}>{}</th>", class(number), escape(head));
    }
    out.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        out.push_str("<tr>");
        for (i, datum) in row.iter().enumerate() {
            let text = match &datum.href {
                Some(href) => format!("<a href=\"{}\">{}</a>", escape(href), escape(&datum.text)),
                None => escape(&datum.text),
            };
            let _ = match i {
                0 => write!(out, "<th scope=\"row\">{text}</th>"),
                _ => write!(out, "<td{}>{text}</td>", class(datum.number)),
            };
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table>");
    out
}

fn class(number: bool) -> &'static str {
    if number { " class=\"number\"" } else { "" }
}
