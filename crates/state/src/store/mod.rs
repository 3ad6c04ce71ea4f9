//! All but the schema.

mod accounts;
mod bulk;
mod change;
mod contracts;
mod definitions;
mod error;
mod health;
mod imports;
mod inbox;
mod open;
mod people;
mod probe;
mod seals;
mod touches;
mod tx;

pub use accounts::{AccountKeys, AccountRow};
pub use change::{Change, Counts, Edit};
pub use definitions::{Definition, DefinitionKind};
pub use error::StateError;
pub use health::{CurrentHealth, SegmentShare, TransitionRow};
pub use imports::{Import, ImportState, SavedMapping};
pub use inbox::{Accepted, InboxFact};
pub use open::{OLDEST_SQLITE, Sizes, State};
pub use people::PersonKey;
pub use probe::probe_folder;
pub use seals::{Lease, Seal};
pub use touches::{LastTouch, Touch};
pub use tx::Tx;
