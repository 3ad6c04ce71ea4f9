//! HTML that is known to be safe: only this crate's components make it, from escaped text and templates.

use askama::Template;
use askama::filters::HtmlSafe;
use std::fmt;

/// A piece of finished HTML. Templates print it without escaping it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Plain text, escaped.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let mut out = String::with_capacity(text.len() + 8);
        escape_into(&mut out, text);
        Self(out)
    }

    /// The output of a template, which escapes what it prints.
    #[must_use]
    pub fn of(template: &impl Template) -> Self {
        match template.render() {
            Ok(html) => Self(html),
            Err(error) => {
                tracing::error!("a component did not render: {error}");
                Self::default()
            }
        }
    }

    /// A drawing of the `report` crate, which escapes its texts itself.
    #[must_use]
    pub fn svg(svg: String) -> Self {
        Self(svg)
    }

    /// Markup written by this crate's components.
    pub(crate) fn raw(html: String) -> Self {
        Self(html)
    }

    /// Several pieces one after the other.
    #[must_use]
    pub fn join(parts: impl IntoIterator<Item = Html>, between: &str) -> Self {
        Self(parts.into_iter().map(|part| part.0).collect::<Vec<_>>().join(between))
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Appends `text` with the five characters that mean something in HTML replaced.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_never_opens_a_tag_or_leaves_an_attribute(text in ".*") {
            let html = Html::text(&text);
            prop_assert!(!html.as_str().contains(['<', '>', '"', '\'']));
        }
    }
}
