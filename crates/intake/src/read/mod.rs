//! A mapping applied: rows in, typed rows or rejects out. A row is taken as a whole or not at all.

mod entities;
mod facts;
mod get;
mod rows;

pub(crate) use get::place;
pub use rows::{AccountName, AccountRow, ContractRow, FactRow, PersonRow, TouchRow, Typed};

use crate::mapping::{AccountBy, Kind, Mapping, Rest, fields};
use crate::row::{Reject, Row};
use banso_kernel::{Problem, Zone};
use facts::BoundFact;
use get::{Bound, Get};
use std::collections::HashMap;

/// Reads the rows of one file.
pub struct Reader {
    kind: Kind,
    mapping: Mapping,
    /// The source's name, part of the identity of facts.
    source: String,
    zone: Zone,
    fields: HashMap<&'static str, Bound>,
    facts: Vec<BoundFact>,
    /// Columns that are not mapped: place and name.
    rest: Vec<(usize, String)>,
    /// How often a fact without an id of its own has been seen in this file, by the start of its hash.
    seen: HashMap<u64, u32>,
    /// What the last row's values were read as, where that is not as they stand there.
    notices: Vec<Reject>,
}

impl Reader {
    /// Binds `mapping` to the columns of a file. `source` names where facts come from if the mapping does not.
    ///
    /// # Errors
    /// What is wrong with the mapping, or that the file lacks a column of it.
    pub fn new(mapping: &Mapping, columns: &[String], source: &str, zone: &Zone) -> Result<Self, Problem> {
        mapping.check()?;
        let mut bound = HashMap::new();
        for (field, from) in &mapping.columns {
            if let Some(field) = fields::find(mapping.kind, field) {
                bound.insert(field.id, Bound::new(from, mapping, columns)?);
            }
        }
        let facts = facts::bind(mapping, columns)?;
        let mut used: Vec<usize> = bound.values().filter_map(Bound::at).collect();
        used.extend(facts.iter().flat_map(BoundFact::used));
        let rest = match mapping.rules.rest {
            Rest::Drop => Vec::new(),
            Rest::Keep => columns.iter().cloned().enumerate().filter(|(at, _)| !used.contains(at)).collect(),
        };
        Ok(Self {
            kind: mapping.kind,
            source: mapping.rules.source.clone().unwrap_or_else(|| source.to_owned()),
            mapping: mapping.clone(),
            zone: zone.clone(),
            fields: bound,
            facts,
            rest,
            seen: HashMap::new(),
            notices: Vec::new(),
        })
    }

    /// The name of the source of facts.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Reads a row. The order of calls matters for facts without an id: equal ones are numbered.
    ///
    /// # Errors
    /// Everything that is wrong with the row, cell by cell.
    pub fn read(&mut self, row: &Row) -> Result<Typed, Vec<Reject>> {
        let mut get = Get {
            row,
            fields: &self.fields,
            zone: &self.zone,
            decimal: self.mapping.rules.decimal,
            rejects: Vec::new(),
            notices: Vec::new(),
        };
        let typed = match self.kind {
            Kind::Accounts => entities::account(&mut get, &self.rest).map(|row| Typed::Account(Box::new(row))),
            Kind::People => {
                entities::person(&mut get, self.mapping.rules.account_by).map(|row| Typed::Person(Box::new(row)))
            }
            Kind::Contracts => {
                entities::contract(&mut get, &self.mapping.rules).map(|row| Typed::Contract(Box::new(row)))
            }
            Kind::Touches => entities::touch(&mut get, self.mapping.rules.account_by, &self.source, &mut self.seen)
                .map(|row| Typed::Touch(Box::new(row))),
            Kind::Facts => facts::read(&mut get, &self.facts, &self.mapping, &self.source, &self.rest, &mut self.seen)
                .map(Typed::Facts),
        };
        let Get { rejects, notices, .. } = get;
        self.notices = notices;
        match typed {
            Some(typed) if rejects.is_empty() => Ok(typed),
            _ => Err(rejects),
        }
    }

    /// What whoever made the file should know of the last row, although it was taken: values that were repaired, dates
    /// outside their era.
    #[must_use]
    pub fn notices(&self) -> &[Reject] {
        &self.notices
    }
}

/// The account that a row names; an empty cell is refused.
fn account_name(get: &mut Get<'_>, by: AccountBy) -> Option<AccountName> {
    let bound = get.bound("account")?;
    let name = get.required(bound, "problem-account-empty")?;
    Some(match by {
        AccountBy::Key => AccountName::Key(name),
        AccountBy::Contract => AccountName::Contract(name),
        AccountBy::Person => AccountName::Person(name),
    })
}

/// How many equal ones came before in this file.
fn ordinal(seen: &mut HashMap<u64, u32>, id: banso_kernel::FactId) -> u32 {
    let [a, b, c, d, e, f, g, h, ..] = id.0;
    let count = seen.entry(u64::from_le_bytes([a, b, c, d, e, f, g, h])).or_insert(0);
    let before = *count;
    *count += 1;
    before
}
