//! Files as tables: what a file is is told by its content, never by its name.

mod delimited;
mod encoding;
mod header;
mod inflate;
mod jsonl;
mod table;
mod xlsx;

pub use encoding::Encoding;
pub(crate) use inflate::GZIP;
pub use inflate::Meter;
pub use table::{Format, Info, Options, Table};

use crate::row::Item;
use banso_kernel::Problem;

/// What a source of rows gives next.
enum Next {
    Item(Item),
    End,
    /// The file cannot be read any further.
    Broken(Problem),
}

/// The problem behind an error of reading at `line`.
fn broken(error: &std::io::Error, line: u64) -> Problem {
    let code = match error.to_string() {
        text if text == inflate::BOMB => "problem-file-bomb",
        _ if error.kind() == std::io::ErrorKind::UnexpectedEof => "problem-file-truncated",
        _ if error.kind() == std::io::ErrorKind::InvalidInput || error.kind() == std::io::ErrorKind::InvalidData => {
            "problem-file-damaged"
        }
        _ => "problem-file-unreadable",
    };
    Problem::new(code).with("line", line as i64)
}
