//! Why an event, or a whole body, was not taken.

use crate::limits::SHOWN_CHARS;
use std::fmt;

/// An event that was not taken. The others of its batch are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its `messageId`, if it has a usable one.
    pub message_id: Option<String>,
    /// Why.
    pub reason: Reason,
    /// Where, and what stood there: for the eyes of the vendor's developer. At most 200 characters.
    pub detail: String,
}

/// Why an event was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// It is no JSON object.
    NotAnObject,
    /// `type` is missing or none of the six.
    UnknownType,
    /// A track call without `event`.
    NoEventName,
    /// Neither `userId` nor `anonymousId`. A group call may do without, it speaks of the account.
    NoPerson,
    /// A group call without `groupId`.
    NoGroup,
    /// An alias call without `previousId`.
    NoPrevious,
    /// More than 32 KB, as sent or in canonical form.
    TooLarge,
    /// `timestamp` or `originalTimestamp` cannot be read, or says a time before 2000 or more than a day ahead.
    BadTime,
    /// `properties` or `traits` nest more than 32 levels.
    TooDeep,
    /// An id of more than 200 characters.
    IdTooLong,
    /// An id that is neither text nor number.
    BadId,
    /// `event` has more than 200 characters.
    NameTooLong,
    /// A control character inside an id or a name. They are not dropped, as two ids could become one by that.
    ControlCharacter,
    /// Text that is no Unicode: one half of a pair of surrogates.
    BadText,
    /// A number that no double holds, such as `1e400`.
    BadNumber,
    /// `properties` or `traits` is no object.
    BadProperties,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 16] = [
        Self::NotAnObject,
        Self::UnknownType,
        Self::NoEventName,
        Self::NoPerson,
        Self::NoGroup,
        Self::NoPrevious,
        Self::TooLarge,
        Self::BadTime,
        Self::TooDeep,
        Self::IdTooLong,
        Self::BadId,
        Self::NameTooLong,
        Self::ControlCharacter,
        Self::BadText,
        Self::BadNumber,
        Self::BadProperties,
    ];

    /// Its stable code, for answers, counters and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAnObject => "not-an-object",
            Self::UnknownType => "unknown-type",
            Self::NoEventName => "no-event-name",
            Self::NoPerson => "no-person",
            Self::NoGroup => "no-group",
            Self::NoPrevious => "no-previous",
            Self::TooLarge => "too-large",
            Self::BadTime => "bad-time",
            Self::TooDeep => "too-deep",
            Self::IdTooLong => "id-too-long",
            Self::BadId => "bad-id",
            Self::NameTooLong => "name-too-long",
            Self::ControlCharacter => "control-character",
            Self::BadText => "bad-text",
            Self::BadNumber => "bad-number",
            Self::BadProperties => "bad-properties",
        }
    }
}

/// What is wrong with an event, before it is known which one it is.
#[derive(Debug)]
pub(super) struct Bad {
    pub(super) reason: Reason,
    detail: String,
}

impl Bad {
    /// Something wrong in the field `place`, where `stood` stands.
    pub(super) fn new(reason: Reason, place: &str, stood: &str) -> Self {
        let joined = if stood.is_empty() { place.to_owned() } else { format!("{place}: {}", start(stood)) };
        Self { reason, detail: start(&joined).replace(char::is_control, " ") }
    }

    pub(super) fn refusal(self, message_id: Option<String>) -> Refusal {
        Refusal { message_id, reason: self.reason, detail: self.detail }
    }
}

/// As much of a text as is shown.
fn start(text: &str) -> &str {
    text.char_indices().nth(SHOWN_CHARS).map_or(text, |(end, _)| &text[..end])
}

/// Why nothing of a body could be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The bytes are no UTF-8.
    NotUtf8,
    /// The text is no JSON, beginning here.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Byte within the line, from 1.
        column: usize,
    },
    /// A batch or an import without a list `batch`.
    NoBatch,
    /// More bytes than are taken, packed or unpacked.
    TooLarge,
    /// More than [`MOST_EVENTS`](super::MOST_EVENTS).
    TooMany,
    /// Begins like gzip and cannot be unpacked to the end.
    Gzip,
    /// Unpacks to more than is taken, at a rate that no events have.
    Bomb,
}

impl Unreadable {
    /// Its stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotUtf8 => "not-utf8",
            Self::NotJson { .. } => "not-json",
            Self::NoBatch => "no-batch",
            Self::TooLarge => "body-too-large",
            Self::TooMany => "too-many-events",
            Self::Gzip => "gzip-damaged",
            Self::Bomb => "gzip-bomb",
        }
    }
}

/// One English sentence for the log of the program that sent it.
impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 => f.write_str("the body is not UTF-8"),
            Self::NotJson { line, column } => write!(f, "the body is not JSON (line {line}, column {column})"),
            Self::NoBatch => f.write_str("the body has no list \"batch\""),
            Self::TooLarge => f.write_str("the body is too large"),
            Self::TooMany => write!(f, "more than {} events in one batch", super::MOST_EVENTS),
            Self::Gzip => f.write_str("the gzip data is damaged"),
            Self::Bomb => f.write_str("the gzip data unpacks to far more than its size"),
        }
    }
}

impl std::error::Error for Unreadable {}
