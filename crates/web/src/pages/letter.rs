//! A mail as its receiver sees it: the text part beside the HTML part, which a frame shows as it is sent (RULES 21).

use crate::Cx;
use crate::outer::Framed;
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use banso_app::actions::LetterSeen;

/// The mail; print it with `{{ letter }}`.
#[derive(Template)]
#[template(path = "pages/letter.html")]
pub(crate) struct Letter {
    cx: Cx,
    letter: LetterSeen,
    /// Where the HTML part is.
    html: String,
}

impl askama::filters::HtmlSafe for Letter {}

impl Letter {
    pub fn new(cx: &Cx, letter: LetterSeen, html: String) -> Self {
        Self { cx: cx.clone(), letter, html }
    }

    /// Height of the frame in pixels: without scripts nobody can ask the mail for its own.
    fn height(&self) -> usize {
        let wide = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        let lines: usize = self.letter.text.lines().map(|line| wide(line).div_ceil(52).max(1)).sum();
        (lines * 28 + 48).clamp(160, 960)
    }
}

/// The HTML part for a frame, to the byte.
pub(crate) fn framed(letter: &LetterSeen) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    let mut response = (kind, letter.html.clone()).into_response();
    response.extensions_mut().insert(Framed);
    response
}

/// A believable mail, to test and to look at.
pub(crate) fn sample(subject: &str, text: &str, lang: banso_kernel::Lang) -> LetterSeen {
    let html = format!("<p>{}</p>", crate::ui::Html::text(text));
    LetterSeen { lang, subject: subject.to_owned(), text: text.to_owned(), html }
}
