//! Names and values below each other: contract terms, settings, details of an error.

use super::Html;
use askama::Template;

/// One name with its value.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name.
    pub name: Html,
    /// The value.
    pub value: Html,
}

impl Row {
    /// From plain text.
    #[must_use]
    pub fn new(name: &str, value: &str) -> Self {
        Self { name: Html::text(name), value: Html::text(value) }
    }
}

/// A description list; print it with `{{ rows }}`.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/rows.html")]
pub struct Rows(pub Vec<Row>);

impl askama::filters::HtmlSafe for Rows {}
