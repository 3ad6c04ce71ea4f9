//! Files of customers' data into typed rows, whatever made the files: delimited text, workbooks, JSON Lines; requests of
//! analytics SDKs into typed events.
//!
//! Bytes and paths in, rows and rejects out; knows no database. A file is read once, from start to end, with bounded
//! memory: [`file::Table`] gives cells, a [`mapping::Mapping`] says what they mean, [`read::Reader`] makes typed rows.
//! What cannot be read is refused with its place and reason ([`row::Reject`]), the rest is kept. [`guess`] proposes a
//! mapping for a file that is seen for the first time. The limits are in [`limits`].
//!
//! What SDKs send over HTTP is read by [`event`], a request at a time, from memory.

pub mod event;
pub mod file;
pub mod fold;
pub mod guess;
pub mod limits;
pub mod mapping;
pub mod preview;
pub mod read;
pub mod row;
pub mod values;

pub use file::{Encoding, Format, Info, Meter, Options, Table};
pub use mapping::{Kind, Mapping};
pub use read::{Reader, Typed};
pub use row::{Cell, Item, Reject, Row};
