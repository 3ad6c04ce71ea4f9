//! The account list as pure code: which accounts, in which order, which fifty of them, and what they add up to.
//!
//! A [`Board`] is all accounts on one day under one model, in the order of their names. A [`Query`] is what an address
//! asks for, parsed into enums: no text of a reader's ever becomes part of a statement.

mod condition;
mod list;
mod parse;
mod past;
mod query;
mod row;

pub use condition::{Condition, OwnerIs, Since};
pub use list::{Emptied, Group, Page, Totals};
pub use parse::parse;
pub use past::Past;
pub use query::{Column, Cursor, GroupBy, Query, Sort, SortBy};
pub use row::{Move, Row, Standing};

use crate::health::Model;
use banso_kernel::{AccountId, Currency, Day};
use std::collections::BTreeSet;

/// What the board's model calls its parts, by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Segment ids.
    pub segments: Vec<String>,
    /// Axis ids with the ids of their ranks (empty for axes that have none).
    pub axes: Vec<(String, Vec<String>)>,
    /// Criterion ids, in the order of the bits of `met` and `known`.
    pub criteria: Vec<String>,
}

impl Names {
    /// The names of a model's parts.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        Self {
            segments: model.segments.iter().map(|segment| segment.id.clone()).collect(),
            axes: model
                .axes
                .iter()
                .map(|axis| (axis.id.clone(), axis.ranks.iter().map(|rank| rank.letter.clone()).collect()))
                .collect(),
            criteria: model.criteria.iter().map(|criterion| criterion.id.clone()).collect(),
        }
    }
}

/// All accounts as they stood on one day under one model.
#[derive(Clone, Debug)]
pub struct Board {
    /// The day that the rows describe.
    pub as_of: Day,
    /// The currency of every `cmrr`.
    pub currency: Currency,
    /// What the model calls its parts.
    pub names: Names,
    rows: Vec<Row>,
    facets: Facets,
}

/// The values that occur on a board, for the choices of the filters. Sorted, without empty ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Phases.
    pub phases: Vec<String>,
    /// Industries.
    pub industries: Vec<String>,
    /// Plans.
    pub plans: Vec<String>,
}

impl Board {
    /// Puts `rows` into the order of their names (五十音順, then id).
    #[must_use]
    pub fn new(as_of: Day, currency: Currency, names: Names, mut rows: Vec<Row>) -> Self {
        rows.sort_by(|a, b| a.collation.cmp(&b.collation).then(a.account.cmp(&b.account)));
        let values = |of: fn(&Row) -> &str| -> Vec<String> {
            let set: BTreeSet<&str> = rows.iter().map(of).filter(|value| !value.is_empty()).collect();
            set.into_iter().map(str::to_owned).collect()
        };
        let facets = Facets {
            phases: values(|row| &row.phase),
            industries: values(|row| &row.industry),
            plans: values(|row| &row.plan),
        };
        Self { as_of, currency, names, rows, facets }
    }

    /// Offers the phases of `order` first and in that order, the others after them.
    #[must_use]
    pub fn phases_in(mut self, order: &[String]) -> Self {
        self.facets.phases.sort_by_key(|phase| order.iter().position(|known| known == phase).unwrap_or(usize::MAX));
        self
    }

    /// All rows, in the order of their names.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of an account.
    #[must_use]
    pub fn row(&self, account: AccountId) -> Option<&Row> {
        self.rows.iter().find(|row| row.account == account)
    }

    /// The values that filters can choose from.
    #[must_use]
    pub fn facets(&self) -> &Facets {
        &self.facets
    }
}

#[cfg(test)]
mod tests;
