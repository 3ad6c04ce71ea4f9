//! Slack's markup (mrkdwn), built from pieces so that nothing a customer wrote becomes a link, a mention or a broken
//! character when it is cut to length.

/// A formatted text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Plain(String),
    Bold(String),
    Link { label: String, url: String },
}

impl Rich {
    /// Plain text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().and(text)
    }

    /// With plain text after it.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece::Plain(text.into()));
        self
    }

    /// With bold text after it.
    #[must_use]
    pub fn bold(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece::Bold(text.into()));
        self
    }

    /// With a link after it. What is no web address becomes plain text.
    #[must_use]
    pub fn link(mut self, label: impl Into<String>, url: impl Into<String>) -> Self {
        let (label, url) = (label.into(), url.into());
        let piece =
            if fits(&url) && !label.trim().is_empty() { Piece::Link { label, url } } else { Piece::Plain(label) };
        self.0.push(piece);
        self
    }

    /// As mrkdwn of at most `most` units; what is too long ends in `…`, and never within a link or an escape.
    pub(crate) fn mrkdwn(&self, most: usize) -> String {
        let mut out = Line { text: String::new(), left: most.saturating_sub(1), cut: false };
        for piece in &self.0 {
            match piece {
                Piece::Plain(text) => out.escaped(text, 0),
                Piece::Bold(text) if text.trim().is_empty() => out.escaped(text, 0),
                // A star inside would end the bold text.
                Piece::Bold(text) => {
                    if out.take("*", 1) {
                        out.escaped(&text.replace('*', "∗"), 1);
                        out.text.push('*');
                        out.left -= 1;
                    }
                }
                Piece::Link { label, url } => {
                    let label = label.replace('|', "¦").replace('\n', " ");
                    let whole = format!("<{}|{}>", escape(url), escape(&label));
                    if !out.take(&whole, 0) {
                        out.escaped(&label, 0);
                    }
                }
            }
        }
        out.text
    }

    /// Nothing but blanks.
    pub(crate) fn is_blank(&self) -> bool {
        let text = |piece: &Piece| match piece {
            Piece::Plain(text) | Piece::Bold(text) => text.trim().is_empty(),
            Piece::Link { .. } => false,
        };
        self.0.iter().all(text)
    }
}

/// An address that Slack takes: the web's schemes, at most 3,000 units, nothing that ends the link.
pub(crate) fn fits(url: &str) -> bool {
    let web = url.starts_with("https://") || url.starts_with("http://");
    web && units(url) <= 3000
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '|'))
}

/// Slack counts as JavaScript does.
pub(crate) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Plain text of at most `most` units, `…` at the end of what was cut.
pub(crate) fn short(text: &str, most: usize) -> String {
    if units(text) <= most {
        return text.to_owned();
    }
    let mut left = most.saturating_sub(1);
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    kept.chain(['…']).collect()
}

/// The three characters that Slack asks to escape.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A text that is being written up to a length.
struct Line {
    text: String,
    /// Units left, one for `…` not counted.
    left: usize,
    cut: bool,
}

impl Line {
    /// Writes `text` if it fits with `after` more.
    fn take(&mut self, text: &str, after: usize) -> bool {
        let fits = !self.cut && units(text) + after <= self.left;
        if fits {
            self.text.push_str(text);
            self.left -= units(text);
        }
        fits
    }

    /// Writes as much of `text` as fits, keeping `after` units free.
    fn escaped(&mut self, text: &str, after: usize) {
        for c in text.chars() {
            if self.cut || !self.take(&escape(c.encode_utf8(&mut [0; 4])), after) {
                if !self.cut {
                    self.text.push('…');
                }
                self.cut = true;
                return;
            }
        }
    }
}
