//! Facts out of rows.

use super::get::{Bound, Get};
use super::rows::{AccountName, FactRow};
use super::{account_name, ordinal};
use crate::mapping::{FactSpec, Known, Mapping, Source};
use crate::row::Cell;
use crate::values::numbers;
use banso_kernel::{FactId, Problem};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// Largest size of a fact's properties, in bytes of JSON.
const PROPS_BYTES: usize = 64 << 10;

/// A [`FactSpec`] bound to the columns of a file.
pub(super) struct BoundFact {
    name: Bound,
    prefix: String,
    occurred_at: Bound,
    value: Option<Bound>,
    when: Option<Bound>,
    id: Option<Bound>,
    props: Option<Vec<(String, Bound)>>,
    /// Tells the facts of one row apart that carry the row's id.
    part: String,
}

pub(super) fn bind(mapping: &Mapping, columns: &[String]) -> Result<Vec<BoundFact>, Problem> {
    let bind = |source: &Source| Bound::new(source, mapping, columns);
    let option = |source: &Option<Source>| source.as_ref().map(bind).transpose();
    let mut facts = Vec::new();
    for spec in &mapping.facts {
        let props = match &spec.props {
            None => None,
            Some(props) => {
                Some(props.iter().map(|(name, from)| Ok((name.clone(), bind(from)?))).collect::<Result<_, Problem>>()?)
            }
        };
        facts.push(BoundFact {
            name: bind(&spec.name)?,
            prefix: spec.prefix.clone(),
            occurred_at: bind(&spec.occurred_at)?,
            value: option(&spec.value)?,
            when: option(&spec.when)?,
            id: option(&spec.id)?,
            props,
            part: part(spec, &mapping.facts),
        });
    }
    Ok(facts)
}

/// The fixed name of the fact; with its measure where two facts of a row have the same name; nothing where the row
/// itself names the fact.
fn part(spec: &FactSpec, all: &[FactSpec]) -> String {
    let Source::Constant(name) = &spec.name else { return String::new() };
    let measure = match &spec.value {
        Some(Source::Column(column)) if all.iter().filter(|other| other.name == spec.name).count() > 1 => column,
        _ => "",
    };
    format!("{}{name}\n{measure}", spec.prefix)
}

impl BoundFact {
    /// Columns that it reads.
    pub(super) fn used(&self) -> Vec<usize> {
        let props = self.props.iter().flatten().map(|(_, bound)| bound);
        [Some(&self.name), Some(&self.occurred_at), self.value.as_ref(), self.when.as_ref(), self.id.as_ref()]
            .into_iter()
            .flatten()
            .chain(props)
            .filter_map(Bound::at)
            .collect()
    }
}

pub(super) fn read<'a>(
    get: &mut Get<'a>,
    specs: &'a [BoundFact],
    mapping: &Mapping,
    source: &str,
    rest: &[(usize, String)],
    seen: &mut HashMap<u64, u32>,
) -> Option<Vec<FactRow>> {
    let account = account_name(get, mapping.rules.account_by)?;
    let person = get.bound("person").and_then(|bound| get.name(bound));
    let known = get.bound("known_at").and_then(|bound| get.moment(bound));
    let mut facts = Vec::with_capacity(specs.len());
    for spec in specs {
        let empty = |bound: &Option<Bound>| bound.as_ref().is_some_and(|bound| get.cell(bound).is_empty());
        if empty(&spec.when) || empty(&spec.value) {
            continue;
        }
        let name = get.required(&spec.name, "problem-fact-name");
        let before = get.rejects.len();
        let occurred_at = get.moment(&spec.occurred_at);
        if occurred_at.is_none() && get.rejects.len() == before {
            get.refuse(&spec.occurred_at, Problem::new("problem-date-empty"));
        }
        let value = spec.value.as_ref().and_then(|bound| get.number(bound)).map(|number| number.to_f64());
        let props = match &spec.props {
            Some(props) => named_props(get, props),
            None => rest_props(get, rest),
        };
        let props = if props.is_empty() { String::new() } else { serde_json::to_string(&props).unwrap_or_default() };
        if props.len() > PROPS_BYTES {
            get.refuse(&spec.name, Problem::new("problem-props-limit").with("limit", PROPS_BYTES >> 10));
        }
        let own_id = spec.id.as_ref().map(|bound| get.required(bound, "problem-fact-id"));
        let (Some(name), Some(occurred_at)) = (name, occurred_at) else { continue };
        let name = format!("{}{name}", spec.prefix);
        let known_at = match mapping.rules.known {
            _ if known.is_some() => known,
            Known::AtImport => None,
            Known::AtOccurrence => Some(occurred_at),
        };
        let mut fact = FactRow {
            id: FactId([0; 16]),
            own_id: None,
            account: account.clone(),
            person: person.clone(),
            name,
            occurred_at,
            known_at,
            value,
            props,
        };
        fact.id = match own_id {
            Some(Some(id)) => {
                let hash = FactId::of(&[source.as_bytes(), b"id", spec.part.as_bytes(), id.as_bytes()]);
                fact.own_id = Some(id);
                hash
            }
            Some(None) => continue, // already refused
            None if get.rejects.is_empty() => {
                let content = content(&fact, source);
                FactId::of(&[&content.0, &ordinal(seen, content).to_le_bytes()])
            }
            None => continue,
        };
        facts.push(fact);
    }
    Some(facts)
}

/// The hash of what a fact says, by the vendor's own keys: the same on every installation.
fn content(fact: &FactRow, source: &str) -> FactId {
    let (AccountName::Key(account) | AccountName::Contract(account) | AccountName::Person(account)) = &fact.account;
    FactId::of(&[
        source.as_bytes(),
        b"content",
        account.as_bytes(),
        fact.person.as_deref().unwrap_or_default().as_bytes(),
        fact.name.as_bytes(),
        &fact.occurred_at.0.to_le_bytes(),
        &fact.value.map_or(u64::MAX, f64::to_bits).to_le_bytes(),
        fact.props.as_bytes(),
    ])
}

fn named_props<'a>(get: &mut Get<'a>, props: &'a [(String, Bound)]) -> BTreeMap<String, Value> {
    let mut result = BTreeMap::new();
    for (name, bound) in props {
        match (bound, get.cell(bound)) {
            (_, Cell::Empty) => {}
            // A constant is text as it was written.
            (Bound::Constant(_), cell) => {
                result.insert(name.clone(), Value::String(cell.shown()));
            }
            (_, Cell::Bad(_, problem)) => get.refuse(bound, (**problem).clone()),
            (_, cell) => {
                result.insert(name.clone(), json(cell));
            }
        }
    }
    result
}

fn rest_props(get: &mut Get<'_>, rest: &[(usize, String)]) -> BTreeMap<String, Value> {
    let mut result = BTreeMap::new();
    for (at, name) in rest {
        match get.row.cells.get(*at) {
            None | Some(Cell::Empty) => {}
            Some(Cell::Bad(_, problem)) => {
                let bound =
                    Bound::Column { at: *at, name: name.clone(), order: crate::values::dates::Order::YearFirst };
                get.refuse(&bound, (**problem).clone());
            }
            Some(cell) => {
                result.insert(name.clone(), json(cell));
            }
        }
    }
    result
}

/// A property keeps the type that its text plainly has: truth values, and numbers in their plainest form. `00123` and
/// `1,234` stay text.
fn json(cell: &Cell) -> Value {
    match cell {
        Cell::Bool(truth) => Value::Bool(*truth),
        Cell::Number(number) => number_value(*number),
        Cell::Text(text) => match text.trim() {
            "TRUE" | "True" | "true" => Value::Bool(true),
            "FALSE" | "False" | "false" => Value::Bool(false),
            trimmed if plain_number(trimmed) => match trimmed.parse::<i64>() {
                Ok(whole) => Value::from(whole),
                Err(_) => trimmed.parse().map_or_else(|_| Value::String(trimmed.to_owned()), number_value),
            },
            trimmed => Value::String(trimmed.to_owned()),
        },
        other => Value::String(other.shown()),
    }
}

fn number_value(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        Value::from(number as i64)
    } else {
        serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number)
    }
}

fn plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let starts = digits.starts_with(|c: char| c.is_ascii_digit())
        && (!digits.starts_with('0') || digits.len() == 1 || digits.starts_with("0."));
    starts
        && text.len() <= 15
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !digits.ends_with('.')
        && numbers::decimal(text).is_ok()
}
