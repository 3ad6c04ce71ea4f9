//! What must now happen.

use super::memory::Run;
use crate::conditions::Cause;
use crate::key::Key;
use crate::plays::Assignee;
use crate::signals::Severity;
use banso_kernel::{Day, Lang, Micros, PersonId, Text};
use serde::{Deserialize, Serialize};

/// One thing that a turn decided. To be saved with the memory, in one transaction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// The account entered a phase.
    Moved {
        /// Journey id.
        journey: String,
        /// The phase before; none at the start of a journey.
        from: Option<String>,
        /// The phase now.
        to: String,
        /// Why.
        cause: Cause,
    },
    /// A step of a phase is done, by its condition.
    StepDone {
        /// Journey id.
        journey: String,
        /// Step id.
        step: String,
        /// Why.
        cause: Cause,
    },
    /// A signal opened.
    Raised {
        /// Signal id.
        signal: String,
        /// How grave it is.
        severity: Severity,
        /// Why.
        cause: Cause,
    },
    /// A signal closed.
    Cleared {
        /// Signal id.
        signal: String,
        /// The day on which it was raised.
        raised_on: Day,
    },
    /// The account entered a play. Stands before every effect of the run.
    Entered(Box<Run>),
    /// Something to do for somebody.
    Effect(Box<Effect>),
    /// A message that a person does not get, though the step says so.
    Skipped {
        /// The run.
        run: Key,
        /// Step id.
        step: String,
        /// Who; none if there is nobody at all.
        person: Option<PersonId>,
        /// Why.
        why: SkipReason,
    },
    /// A run ended, with how it stood.
    Ended {
        /// The run.
        run: Box<Run>,
        /// Why.
        why: EndReason,
    },
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// It came to its end.
    Finished,
    /// The play's stop date came.
    StopDate,
    /// The play was switched off.
    SwitchedOff,
    /// The play's new version has no such step.
    Changed,
}

/// Why a person gets no message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Nobody at the account fits the step's `to`.
    Nobody,
    /// Has no mail address.
    NoAddress,
    /// Wants no messages, or mail comes back.
    Closed,
    /// A merge field has no value: its name.
    Missing(String),
}

/// Something to do, once: rows and receivers know it by its key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// Derived from run, step and recipient.
    pub key: Key,
    /// The run.
    pub run: Key,
    /// Play id.
    pub play: String,
    /// Step id.
    pub step: String,
    /// What.
    pub act: Act,
}

/// What an effect does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// A task for a member.
    Task {
        /// One line.
        title: Text,
        /// What to say; may be empty.
        script: Text,
        /// What to tick.
        checklist: Vec<Text>,
        /// A hypothesis must be written before it is closed.
        needs_hypothesis: bool,
        /// Who.
        owner: Assignee,
        /// The last day.
        due_on: Day,
    },
    /// A mail to a person.
    Mail {
        /// Who.
        person: PersonId,
        /// The language of the texts.
        lang: Lang,
        /// Merged.
        subject: String,
        /// Merged.
        body: String,
        /// Not to go before this moment.
        not_before: Micros,
    },
    /// A message to members in Slack.
    Slack {
        /// Name of the destination; the default one without.
        destination: Option<String>,
        /// Merged.
        text: Text,
        /// Not to go before this moment.
        not_before: Micros,
    },
    /// A call of a webhook.
    Webhook {
        /// Name of the destination.
        destination: String,
    },
    /// Sets an attribute of the account.
    Set {
        /// Its name.
        attribute: String,
        /// Merged.
        value: String,
    },
}

impl Effect {
    /// The key of a step's effect for a recipient (empty where there is only one).
    #[must_use]
    pub fn key(run: Key, step: &str, recipient: &str) -> Key {
        Key::of(&[b"effect", &run.0, step.as_bytes(), recipient.as_bytes()])
    }
}
