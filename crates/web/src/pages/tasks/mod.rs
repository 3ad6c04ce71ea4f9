//! Tasks: the list and the calendar, one task, how it ends, making one by hand, giving many to somebody else.

pub mod assign;
pub mod ends;
mod list;
mod month;
pub mod new;
pub mod one;
pub(crate) mod sample;

pub use list::{Tasks, show};
pub use month::MonthPage;

use crate::Cx;
use crate::ui::FormPage;

/// The forms about tasks, empty and with an error.
pub(crate) fn forms(cx: &Cx) -> Vec<FormPage> {
    let mut forms = ends::samples(cx);
    forms.extend(new::samples(cx));
    forms
}
