//! Rows with meaning: what a mapping makes of a row. Accounts, people and members are still named by the vendor's keys.

use banso_domain::contracts::Ringi;
use banso_kernel::{Day, FactId, Micros, Money};
use std::collections::BTreeMap;

/// An account named in a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountName {
    /// By the vendor's id.
    Key(String),
    /// By the id of one of its contracts.
    Contract(String),
    /// By the id or mail address of one of its people.
    Person(String),
}

/// A customer company. `None` means that the file says nothing about the field.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountRow {
    /// The vendor's id, not empty.
    pub key: String,
    /// Text fields that the file has, by the name of the field.
    pub texts: BTreeMap<&'static str, String>,
    /// First day as a customer; the outer `None` where the file has no such column.
    pub signed_up_on: Option<Option<Day>>,
    /// Columns that are not mapped, by their names.
    pub attributes: BTreeMap<String, String>,
}

/// Somebody at an account.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// Where.
    pub account: AccountName,
    /// The vendor's id, or the mail address, or the name.
    pub key: String,
    /// Text fields that the file has, by the name of the field; `name` is already split into `family` and `given`.
    pub texts: BTreeMap<&'static str, String>,
    /// Champion, where the file says so.
    pub champion: Option<bool>,
    /// First day with an ID of the product; the outer `None` where the file has no such column.
    pub issued_on: Option<Option<Day>>,
    /// Last day at the account; the outer `None` where the file has no such column.
    pub left_on: Option<Option<Day>>,
}

/// A recurring agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct ContractRow {
    /// The vendor's id, not empty.
    pub key: String,
    /// Whose.
    pub account: AccountName,
    /// Text fields that the file has: `product`, `decider`.
    pub texts: BTreeMap<&'static str, String>,
    /// Amount a month.
    pub monthly: Money,
    /// The amount was of a year and is no multiple of twelve minor units.
    pub rounded: bool,
    /// First day in force.
    pub starts_on: Day,
    /// Last day in force. The day before `starts_on` for a contract that was never in force.
    pub ends_on: Option<Day>,
    /// Renews by itself, where the file says so.
    pub auto_renew: Option<bool>,
    /// Last day to decline; the outer `None` where the file has no such column.
    pub decline_by: Option<Option<Day>>,
    /// Internal approval, where the file says so.
    pub ringi: Option<Ringi>,
}

/// A contact with a customer.
#[derive(Clone, Debug, PartialEq)]
pub struct TouchRow {
    /// With whom.
    pub account: AccountName,
    /// When.
    pub occurred_at: Micros,
    /// One of `meeting`, `call`, `mail`, `visit`, `session`, `other`.
    pub kind: &'static str,
    /// Person at the account, as the vendor names them; may be empty.
    pub person: String,
    /// Member who did it, by mail address or name; may be empty.
    pub member: String,
    /// In one line; may be empty.
    pub subject: String,
    /// In detail; may be empty.
    pub note: String,
    /// Identity of its fact, from the source's id or from its content.
    pub id: FactId,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRow {
    /// Identity.
    pub id: FactId,
    /// The source's own id for the row, where the mapping names its column.
    pub own_id: Option<String>,
    /// Whose.
    pub account: AccountName,
    /// Who, as the vendor names them.
    pub person: Option<String>,
    /// What.
    pub name: String,
    /// When.
    pub occurred_at: Micros,
    /// When it became known; at the import if `None`.
    pub known_at: Option<Micros>,
    /// Its number.
    pub value: Option<f64>,
    /// JSON object with sorted keys, or empty.
    pub props: String,
}

/// What a row became.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// An account.
    Account(Box<AccountRow>),
    /// A person.
    Person(Box<PersonRow>),
    /// A contract.
    Contract(Box<ContractRow>),
    /// A touch.
    Touch(Box<TouchRow>),
    /// None, one or several facts.
    Facts(Vec<FactRow>),
}
