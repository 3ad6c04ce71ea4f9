//! What happened.

use banso_kernel::{AccountId, FactId, Micros, PersonId};

/// Something that happened to an account. Immutable; the same `id` is never counted twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Identity over all sources.
    pub id: FactId,
    /// Whose.
    pub account: AccountId,
    /// Who did it, where known.
    pub person: Option<PersonId>,
    /// What, such as `login` or `ticket.opened`.
    pub name: String,
    /// When it happened.
    pub occurred_at: Micros,
    /// When we learned of it.
    pub known_at: Micros,
    /// A number that belongs to it: a count, an amount, a score. Finite, magnitude below 10^15.
    pub value: Option<f64>,
    /// Further properties: a JSON object with sorted keys, or empty text for none.
    pub props: String,
    /// Where it came from: `import:usage`, `touch`, `demo`, later an ingest source.
    pub source: String,
}

/// Largest magnitude of a fact's value: sums are taken exactly in millionths, see `metrics`.
pub const VALUE_LIMIT: f64 = 1e15;

impl Fact {
    /// A hash of what the fact says, without its id and `known_at`: tells a repeated fact from another one that
    /// came under the same id.
    #[must_use]
    pub fn content_hash(&self) -> i64 {
        let value = self.value.map_or(u64::MAX, f64::to_bits).to_le_bytes();
        let person = self.person.map_or(-1, |p| p.0).to_le_bytes();
        let id = FactId::of(&[
            &self.account.0.to_le_bytes(),
            &person,
            self.name.as_bytes(),
            &self.occurred_at.0.to_le_bytes(),
            &value,
            self.props.as_bytes(),
        ]);
        let [a, b, c, d, e, f, g, h, ..] = id.0;
        i64::from_le_bytes([a, b, c, d, e, f, g, h])
    }
}

/// Names of facts that Banso itself writes or gives a meaning to.
pub mod names {
    /// Somebody logged in to the vendor's product.
    pub const LOGIN: &str = "login";
    /// Somebody used a function of it; `props.feature` says which.
    pub const FEATURE_USED: &str = "feature.used";
    /// A contact with the customer; `props.kind` is meeting, call, mail, visit, session or other.
    pub const TOUCH: &str = "touch";
    /// A support ticket was opened.
    pub const TICKET: &str = "ticket";
    /// The account left (a churn event).
    pub const CHURN: &str = "churn";
    /// A survey answer; `value` is the score.
    pub const SURVEY: &str = "survey";
}
