//! How values of a file are understood.

use serde::{Deserialize, Serialize};

/// What the account column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountBy {
    /// The vendor's id of the account.
    #[default]
    Key,
    /// The id of one of its contracts.
    Contract,
    /// The id (or mail address) of one of its people.
    Person,
}

/// When a fact of the file became known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// When it was imported: the honest answer unless somebody knows better.
    #[default]
    AtImport,
    /// As it happened: for the history of a system of record.
    AtOccurrence,
}

/// The time that an amount is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A month.
    #[default]
    Month,
    /// A year: divided by twelve and rounded to the minor unit, halves away from zero; rows that were not exact are
    /// counted in the report.
    Year,
}

/// What a contract's end date says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// The last day in force.
    #[default]
    LastDay,
    /// The first day no longer in force.
    FirstDayAfter,
}

/// The sign between whole and fraction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decimal {
    /// 1,234.56
    #[default]
    Point,
    /// 1.234,56
    Comma,
}

/// What becomes of columns that are not mapped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    /// Accounts keep them as attributes, facts without `props` as properties.
    #[default]
    Keep,
    /// They are left out.
    Drop,
}

/// How values of a file are understood. All have a default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// What the account column holds.
    #[serde(skip_serializing_if = "is_default")]
    pub account_by: AccountBy,
    /// When facts became known, unless the field `known_at` has a column.
    #[serde(skip_serializing_if = "is_default")]
    pub known: Known,
    /// Name of the source of facts: part of their identity, so that the same ids of two systems stay apart. The first
    /// file's name if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The time that amounts are for.
    #[serde(skip_serializing_if = "is_default")]
    pub amount_per: Per,
    /// What a contract's end date says.
    #[serde(skip_serializing_if = "is_default")]
    pub ends: Ends,
    /// The sign between whole and fraction.
    #[serde(skip_serializing_if = "is_default")]
    pub decimal: Decimal,
    /// What becomes of columns that are not mapped.
    #[serde(skip_serializing_if = "is_default")]
    pub rest: Rest,
}

impl Rules {
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
