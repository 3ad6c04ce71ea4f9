//! Why something was decided.

use super::field::Seen;
use serde::{Deserialize, Serialize};

/// Why something was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cause {
    /// What decided.
    pub kind: CauseKind,
    /// The condition's text, or the id of what triggered (`signal`, `journey/phase`, `model/segment`).
    pub text: String,
    /// What was read: names and values.
    #[serde(default)]
    pub read: Vec<(String, Seen)>,
}

/// What decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CauseKind {
    /// A condition holds.
    Condition,
    /// A condition to fall back holds.
    Back,
    /// The account came to a journey.
    Journey,
    /// The segment fell.
    Fell,
    /// The segment rose.
    Rose,
    /// The phase has not advanced.
    Stuck,
    /// A signal was raised.
    Signal,
    /// A phase was entered.
    Phase,
    /// The account is in a segment.
    Segment,
    /// It was the day.
    Schedule,
    /// A member asked for it.
    ByHand,
    /// A step of a play; the text is `play/step`.
    Play,
}

impl Cause {
    /// A cause that read nothing.
    pub(crate) fn of(kind: CauseKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), read: Vec::new() }
    }
}

impl CauseKind {
    /// Its name in stores and keys; must never change.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            CauseKind::Condition => "condition",
            CauseKind::Back => "back",
            CauseKind::Journey => "journey",
            CauseKind::Fell => "fell",
            CauseKind::Rose => "rose",
            CauseKind::Stuck => "stuck",
            CauseKind::Signal => "signal",
            CauseKind::Phase => "phase",
            CauseKind::Segment => "segment",
            CauseKind::Schedule => "schedule",
            CauseKind::ByHand => "by_hand",
            CauseKind::Play => "play",
        }
    }
}
