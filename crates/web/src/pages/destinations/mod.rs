//! Where messages go: Slack, mail servers, webhooks.

mod form;
mod list;

pub(super) use form::samples as forms;
pub use form::{create, edit, new, save};
pub use list::{Destinations, off, on, show, try_it};

/// Kinds of destinations, those that everybody has first.
const KINDS: &[&str] = &["smtp", "slack_hook", "slack_bot", "webhook"];

/// The message of a kind.
fn kind(cx: &crate::Cx, kind: &str) -> String {
    super::plays::known(cx, "deliveries-destination", kind)
}
