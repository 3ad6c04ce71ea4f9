//! Messages and where they go.

use super::AccountName;
use banso_kernel::{Lang, Micros, PersonId, Problem, Text};
use std::collections::BTreeMap;

/// A message on its way, or past (W-18).
#[derive(Clone, Debug, PartialEq)]
pub struct DeliveryRow {
    /// Its id.
    pub id: i64,
    /// slack, mail, webhook.
    pub kind: String,
    /// Where to.
    pub destination: String,
    /// Whose.
    pub account: Option<AccountName>,
    /// To whom.
    pub person: Option<PersonId>,
    /// The play behind it.
    pub play: Option<(String, Text)>,
    /// First line of what is sent.
    pub title: String,
    /// waiting, sending, sent, dead, unsure, held, cancelled.
    pub state: String,
    /// Tries so far.
    pub attempts: u32,
    /// When it goes, or went.
    pub due_at: Micros,
    /// What went wrong last.
    pub error: String,
}

/// Messages (W-18).
#[derive(Clone, Debug, Default)]
pub struct Deliveries {
    /// Newest first.
    pub rows: Vec<DeliveryRow>,
    /// How many there are in each state.
    pub counts: BTreeMap<String, usize>,
    /// Where the next page begins.
    pub before: Option<i64>,
}

/// A try to send.
#[derive(Clone, Debug, PartialEq)]
pub struct AttemptRow {
    /// 1, 2, 3…
    pub n: u32,
    /// When.
    pub at: Micros,
    /// HTTP or SMTP status.
    pub status: Option<i64>,
    /// What was sent, secrets masked.
    pub request: String,
    /// What came back.
    pub response: String,
    /// What went wrong.
    pub error: String,
}

/// A message with its tries, as its receiver sees it.
#[derive(Clone, Debug)]
pub struct DeliveryPage {
    /// As in the list.
    pub row: DeliveryRow,
    /// Subject or head; may be empty.
    pub subject: String,
    /// What it says; of a mail, its text part.
    pub text: String,
    /// A mail as its receiver sees it.
    pub letter: Option<LetterSeen>,
    /// Tries, newest first.
    pub attempts: Vec<AttemptRow>,
}

/// A mail as its receiver sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterSeen {
    /// Its language.
    pub lang: Lang,
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part: a whole page.
    pub html: String,
}

/// A mail of a play to a person, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct MailSeen {
    /// The step's id.
    pub step: String,
    /// To whom.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// The person's mail address.
    pub address: String,
    /// The mail; or why the person gets none, as a message.
    pub letter: Result<LetterSeen, Problem>,
}

/// The mails of a play to an account's people.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayMails {
    /// The play's name.
    pub play: Text,
    /// The account.
    pub account: AccountName,
    /// The play has steps that send mail.
    pub writes: bool,
    /// In the order of its steps.
    pub mails: Vec<MailSeen>,
}

/// Where messages can go.
#[derive(Clone, Debug, PartialEq)]
pub struct DestinationRow {
    /// Its id.
    pub id: i64,
    /// slack_hook, slack_bot, webhook, smtp.
    pub kind: String,
    /// Its name, by which plays call it.
    pub name: String,
    /// Address, channel, host… without secrets.
    pub config: BTreeMap<String, String>,
    /// Takes what names no destination.
    pub is_default: bool,
    /// Switched on.
    pub on: bool,
    /// Why it was switched off by itself; may be empty.
    pub why_off: String,
    /// Failures in a row.
    pub failures: u32,
    /// Whether a secret is kept.
    pub has_secret: bool,
}

/// A destination as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDestination {
    /// slack_hook, slack_bot, webhook, smtp.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Fields of its kind: `url`; `channel`; `host`, `port`, `security`, `user`, `from`, `from_name`.
    pub config: BTreeMap<String, String>,
    /// Token, signing secret or password; empty leaves what is kept.
    pub secret: String,
    /// Takes what names no destination.
    pub is_default: bool,
}
