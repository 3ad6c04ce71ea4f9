//! Where the lake's bytes go: a local object store that never says "done" before the disk has it (RELIABILITY T1).

mod ops;
mod publish;
mod synced;
#[cfg(test)]
mod tests;

pub use ops::{Disk, FileOps};
pub(crate) use publish::{Publish, is_staging, publish};
pub use synced::SyncedStore;
