//! The fields that a row can fill, by kind.

use super::Kind;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text as typed.
    Text,
    /// A calendar day.
    Day,
    /// A moment.
    Moment,
    /// True or false.
    Boolean,
    /// Money.
    Amount,
    /// A currency code.
    Currency,
    /// A state of the internal approval.
    Ringi,
    /// A kind of touch.
    TouchKind,
}

/// A field. Its label is the message `import-field-ID` with `_` as `-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in mappings.
    pub id: &'static str,
    /// What it holds.
    pub holds: Type,
    /// A mapping without it is refused.
    pub required: bool,
}

const fn need(id: &'static str, holds: Type) -> Field {
    Field { id, holds, required: true }
}

const fn may(id: &'static str, holds: Type) -> Field {
    Field { id, holds, required: false }
}

const ACCOUNTS: &[Field] = &[
    need("key", Type::Text),
    may("name", Type::Text),
    may("kana", Type::Text),
    may("domain", Type::Text),
    may("corporate_number", Type::Text),
    may("industry", Type::Text),
    may("country", Type::Text),
    may("plan", Type::Text),
    may("phase", Type::Text),
    may("signed_up_on", Type::Day),
    may("owner", Type::Text),
    may("memo", Type::Text),
];

const PEOPLE: &[Field] = &[
    need("account", Type::Text),
    may("key", Type::Text),
    may("name", Type::Text),
    may("family", Type::Text),
    may("given", Type::Text),
    may("kana", Type::Text),
    may("family_kana", Type::Text),
    may("given_kana", Type::Text),
    may("email", Type::Text),
    may("phone", Type::Text),
    may("department", Type::Text),
    may("title", Type::Text),
    may("champion", Type::Boolean),
    may("issued_on", Type::Day),
    may("left_on", Type::Day),
];

const CONTRACTS: &[Field] = &[
    need("key", Type::Text),
    need("account", Type::Text),
    may("product", Type::Text),
    need("amount", Type::Amount),
    need("currency", Type::Currency),
    need("starts_on", Type::Day),
    may("ends_on", Type::Day),
    may("auto_renew", Type::Boolean),
    may("decline_by", Type::Day),
    may("ringi", Type::Ringi),
    may("decider", Type::Text),
];

const FACTS: &[Field] = &[need("account", Type::Text), may("person", Type::Text), may("known_at", Type::Moment)];

const TOUCHES: &[Field] = &[
    need("account", Type::Text),
    need("occurred_at", Type::Moment),
    may("key", Type::Text),
    may("kind", Type::TouchKind),
    may("person", Type::Text),
    may("member", Type::Text),
    may("subject", Type::Text),
    may("note", Type::Text),
];

/// The fields of a kind, in the order in which a page shows them.
#[must_use]
pub fn of(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Accounts => ACCOUNTS,
        Kind::People => PEOPLE,
        Kind::Contracts => CONTRACTS,
        Kind::Facts => FACTS,
        Kind::Touches => TOUCHES,
    }
}

/// A field by its name.
#[must_use]
pub fn find(kind: Kind, id: &str) -> Option<&'static Field> {
    of(kind).iter().find(|field| field.id == id)
}
