//! Why a query was refused or failed, with the place.

use deltalake::datafusion::common::DataFusionError;
use deltalake::datafusion::sql::sqlparser::parser::ParserError;

/// Why a query was refused or failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SqlError {
    /// It does more than read, or is not exactly one statement.
    #[error("only one query that reads is allowed: {0}")]
    NotAQuery(String),
    /// It cannot be understood, or names what does not exist.
    #[error("{message}{}", place(*line, *column))]
    Invalid {
        /// What is wrong, in the words of the query engine (English).
        message: String,
        /// Line of the query, from 1, where known.
        line: Option<u64>,
        /// Column of the line, from 1, where known.
        column: Option<u64>,
    },
    /// It took longer than allowed.
    #[error("the query was stopped after {0} seconds")]
    TooLong(u64),
    /// It needs more memory than allowed.
    #[error("the query needs more than {0} MB of memory")]
    TooLarge(u64),
    /// It failed while running: a division by zero, a text that is no number, a damaged file.
    #[error("{0}")]
    Failed(String),
}

fn place(line: Option<u64>, column: Option<u64>) -> String {
    match (line, column) {
        (Some(line), Some(column)) => format!(" (line {line}, column {column})"),
        _ => String::new(),
    }
}

impl SqlError {
    /// From an error of planning.
    pub(super) fn planning(error: &DataFusionError) -> Self {
        let span = error.diagnostic().and_then(|diagnostic| diagnostic.span);
        let helps: Vec<String> =
            error.diagnostic().map(|d| d.helps.iter().map(|help| help.message.clone()).collect()).unwrap_or_default();
        let mut message = clean(error);
        let mut line = span.map(|span| span.start.line);
        let mut column = span.map(|span| span.start.column);
        if let Some((text, at)) = message.rsplit_once(" at Line: ") {
            // The parser puts the place into its sentence.
            let mut numbers = at.split(", Column: ").map(|n| n.trim().parse::<u64>().ok());
            (line, column) = (numbers.next().flatten(), numbers.next().flatten());
            message = text.to_owned();
        }
        for help in helps {
            message.push_str(". ");
            message.push_str(&help);
        }
        Self::Invalid { message, line, column }
    }

    /// From an error of running, with the memory that was allowed (bytes).
    pub(super) fn running(error: &DataFusionError, memory: usize) -> Self {
        match error.find_root() {
            DataFusionError::ResourcesExhausted(_) => Self::TooLarge(memory as u64 >> 20),
            _ => Self::Failed(clean(error)),
        }
    }
}

/// The innermost sentence, without the layers that it came through and without back traces.
fn clean(error: &DataFusionError) -> String {
    let root = error.find_root();
    let text = match root {
        DataFusionError::SQL(parser, _) => match parser.as_ref() {
            ParserError::ParserError(text) | ParserError::TokenizerError(text) => text.clone(),
            ParserError::RecursionLimitExceeded => "the query is nested too deeply".to_owned(),
        },
        DataFusionError::Plan(text) | DataFusionError::Execution(text) | DataFusionError::NotImplemented(text) => {
            text.clone()
        }
        other => other.strip_backtrace(),
    };
    text.split("\n\nbacktrace:").next().unwrap_or(&text).trim().to_owned()
}
