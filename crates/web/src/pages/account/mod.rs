//! One account: summary (W-03), timeline (W-04), health (W-05), people (W-07), contracts (W-08), recording a touch
//! (W-11), and editing.

mod contracts;
mod edit;
mod edit_form;
mod erase;
pub(crate) mod facts;
mod head;
mod health;
pub mod journey;
mod known;
mod learned;
mod people;
pub(crate) mod person;
pub(crate) mod sample;
mod sample_why;
mod summary;
mod timeline;
mod timeline_chart;
mod told;
mod touch;
mod values;
mod why;

pub(crate) use contracts::ringi;
pub use contracts::{Contracts, contracts};
pub use edit::{memo, owner, phase};
pub(crate) use edit_form::samples as edit_forms;
pub use edit_form::{form as edit, save};
pub(crate) use erase::samples as erase_forms;
pub use erase::{Erased, erase, erased, form as erase_form};
pub use health::{Health, health};
pub use people::{People, people};
pub use summary::{Summary, show};
pub use timeline::{Timeline, timeline};
pub(crate) use touch::KINDS;
pub use touch::{Choose, TouchPage, choose, new, record};

use crate::{Cx, Fail};
use banso_kernel::AccountId;

/// The parameters of the request that these pages share: which model.
pub(crate) fn model(cx: &Cx) -> Option<String> {
    parameter(cx, "model")
}

/// The first value of a parameter of the request; none if it is absent or empty.
pub(crate) fn parameter(cx: &Cx, name: &str) -> Option<String> {
    cx.asked(name).filter(|value| !value.is_empty())
}

/// The account of a path.
pub(crate) fn account(id: &str) -> Result<AccountId, Fail> {
    id.parse().map(AccountId).map_err(|_| Fail::NotFound)
}
