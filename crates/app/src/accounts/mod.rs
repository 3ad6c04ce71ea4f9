//! Accounts: the list, one account from every side, touches, edits, saved views. A file per use case.

mod begins;
pub(crate) mod board;
mod bulk;
mod change;
mod contracts;
mod find;
mod frame;
mod health;
mod lens;
mod list;
mod owners;
mod people;
mod put_back;
mod standings;
mod summary;
mod timeline;
mod touch;
mod types;
mod views;
mod why;

pub use board::Boards;
pub use bulk::{BulkField, BulkPlan, BulkReport, BulkRow, bulk_change, bulk_plan, bulk_report, bulk_undo};
pub use change::{CONFLICT, Change, Editable, Typed, change, editable, mark};
pub use contracts::contracts;
pub use find::{Found, find_accounts};
pub use health::health;
pub use lens::lens;
pub use list::{WayBack, list, note_export};
pub(crate) use owners::with_current;
pub use people::people;
pub(crate) use standings::Standings;
pub use summary::summary;
pub use timeline::timeline;
pub use touch::{TOUCH_KINDS, record_touch, touch_form};
pub use types::*;
pub use views::{remove_view, save_view};

use crate::{App, Principal};

/// An entry of the audit log.
fn event(
    app: &App,
    who: &Principal,
    verb: &str,
    object: &str,
    id: &str,
    detail: &serde_json::Value,
) -> banso_state::Event {
    banso_state::Event::new(app.clock.now(), Some(who.member), verb, object, id, detail)
}
