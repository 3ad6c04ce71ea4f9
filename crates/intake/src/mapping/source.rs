//! Where a field's value comes from.

use serde::{Deserialize, Serialize};

/// A column of the file, or the same value for every row. Written `"column"` or `"=value"`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Source {
    /// The column of this name.
    Column(String),
    /// This value.
    Constant(String),
}

impl Source {
    /// The column's name, if it is one.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match self {
            Source::Column(name) => Some(name),
            Source::Constant(_) => None,
        }
    }
}

impl From<String> for Source {
    fn from(text: String) -> Self {
        match text.strip_prefix('=') {
            Some(value) => Source::Constant(value.to_owned()),
            None => Source::Column(text),
        }
    }
}

impl From<&str> for Source {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Source> for String {
    fn from(source: Source) -> String {
        match source {
            Source::Column(name) => name,
            Source::Constant(value) => format!("={value}"),
        }
    }
}
