//! What is wrong with an input: a code that the words crate turns into a sentence in the reader's language.

use serde::{Deserialize, Serialize};

/// A value inside a problem's sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A count or amount, formatted by the reader's language.
    Number(i64),
    /// Anything else, shown as it is.
    Text(String),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}
impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}
impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// One thing that is wrong with an input. `code` is the id of a message in `words` (`problem-…`), `args` its values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Message id, such as `problem-date-unreadable`.
    pub code: String,
    /// Named values for the message.
    pub args: Vec<(String, Arg)>,
}

impl Problem {
    /// A problem without values.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), args: Vec::new() }
    }

    /// The same problem with one more value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Arg>) -> Self {
        self.args.push((name.to_owned(), value.into()));
        self
    }
}
