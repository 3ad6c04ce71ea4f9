//! Erasing one person everywhere (docs/erasure.md).
//!
//! - [`preview`] says what would go, [`request`] notes that it shall. From that moment on rows that name the person are
//!   refused, wherever they come from ([`Tombstones`]).
//! - [`App::finish_erasures`] does it, step by step: files with rejected rows and uploads, the lake, the state database,
//!   then everything derived is computed again, and last the write-ahead log goes. The record of the erasure stays open
//!   until all of that is done: whatever is left after a crash is done at the next start, or the next time somebody looks.
//!
//! Afterwards the record holds numbers, and keyed hashes of what the vendor called the person; nothing that names them.

mod ask;
mod files;
mod marks;
mod run;
mod texts;
mod tombstones;

pub use ask::{Preview, erasure, preview, request, request_by_key};
pub use banso_state::Erasure;
pub use run::Step;
pub use tombstones::Tombstones;

#[cfg(test)]
mod tests;
