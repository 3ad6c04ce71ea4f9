//! The facts table: sealing batches into it, scanning all of it, reading one account.

pub(crate) mod account;
mod blob;
pub(crate) mod columns;
pub(crate) mod encode;
pub(crate) mod erase;
pub(crate) mod gather;
pub(crate) mod merge;
pub(crate) mod scan;
pub(crate) mod schema;
pub(crate) mod seal;
pub(crate) mod source;
#[cfg(test)]
mod tests;
