//! A segment, rank or state: a coloured mark with a letter or a dot, and always a word.

use super::{Html, Tone};
use crate::Cx;
use askama::Template;

/// A badge; print it with `{{ badge }}`.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/badge.html")]
pub struct Badge {
    class: String,
    letter: String,
    word: Html,
    href: Option<String>,
    title: Option<String>,
}

impl Badge {
    /// A segment with its fixed colour (1…8).
    #[must_use]
    pub fn segment(cx: &Cx, color: u8, name: &str) -> Self {
        Self::new(format!("c-segment-{}", color.clamp(1, 8)), "", cx.phrases(name))
    }

    /// A rank: its letter and a word, such as "A" and "十分".
    #[must_use]
    pub fn rank(cx: &Cx, letter: char, word: &str) -> Self {
        let letter = letter.to_ascii_uppercase();
        Self::new(format!("c-rank-{}", letter.to_ascii_lowercase()), &letter.to_string(), cx.phrases(word))
    }

    /// A state: good, warn, bad or plain.
    #[must_use]
    pub fn state(cx: &Cx, tone: Tone, word: &str) -> Self {
        Self::new(format!("c-{}", tone.class()), "", cx.phrases(word))
    }

    fn new(class: String, letter: &str, word: Html) -> Self {
        Self { class, letter: letter.to_owned(), word, href: None, title: None }
    }

    /// The same badge as a link to what is behind it.
    #[must_use]
    pub fn to(mut self, href: &str) -> Self {
        self.href = Some(href.to_owned());
        self
    }

    /// What it means, on hover.
    #[must_use]
    pub fn meaning(mut self, text: &str) -> Self {
        self.title = Some(text.to_owned());
        self
    }

    /// Finished markup.
    #[must_use]
    pub fn html(&self) -> Html {
        Html::of(self)
    }
}

impl askama::filters::HtmlSafe for Badge {}
