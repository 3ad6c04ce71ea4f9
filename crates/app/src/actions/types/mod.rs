//! What pages about actions are made of.

mod audit;
mod churns;
mod journeys;
mod messages;
mod plays;
mod work;

pub use audit::*;
pub use churns::*;
pub use journeys::*;
pub use messages::*;
pub use plays::*;
pub use work::*;

use banso_kernel::{AccountId, Text};

/// An account as rows of lists name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountName {
    /// Which.
    pub id: AccountId,
    /// Its name, as typed.
    pub name: String,
}

/// Whose work a page shows (RULES 4: it is in the address).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The asker's own.
    #[default]
    Own,
    /// Everybody's.
    All,
    /// Nobody's yet.
    Unowned,
    /// A member's.
    Member(banso_kernel::MemberId),
}

/// Why a task or a signal is there: values that were read, by the name of what was read (such as a metric's).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cause {
    /// The condition, as defined.
    pub condition: String,
    /// What it read: a label and the value.
    pub read: Vec<(Text, Text)>,
}
