//! Derived history: metrics and health of every account and day.
//!
//! - [`App::rebuild`] computes everything from nothing and replaces what was there.
//! - [`App::catch_up`] computes only the accounts and days that new facts or a new day change.
//! - [`App::picture`] computes one account on demand, all days, for its pages.
//! - `App::back_then` computes all accounts as of a day of the past, for a reader who turned the workspace back.
//! - [`App::refresh`] does the same after a change to one account and writes its current health.
//!
//! All go through the same engine with the same [`Base`], so that they agree to the last bit.

mod back_then;
mod base;
mod catch_up;
mod current;
mod each;
mod inputs;
mod ledger;
mod listed;
mod lists;
mod news;
mod picture;
mod rebuild;
mod rewrite;
mod served;
mod shown;
mod spelled;
mod standing;
mod turn;
mod views;

pub use back_then::BackThens;
pub(crate) use back_then::{BackThen, StoodThen};
pub use base::Base;
pub use catch_up::CaughtUp;
pub(crate) use current::health as current_health;
pub(crate) use ledger::Ledger;
pub use picture::{ModelPicture, Picture};
pub(crate) use rebuild::HISTORY;
pub use rebuild::{Progress, Rebuilt, Step};
pub use standing::HistoryStands;
pub(crate) use views::View;

/// Threads to compute on: all cores.
pub(crate) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Runs work that keeps a core busy without holding up other tasks: on a runtime with several threads they move over.
pub(crate) fn heavy<T>(work: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}
