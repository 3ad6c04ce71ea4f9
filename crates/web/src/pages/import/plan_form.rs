//! What the mapping page sends: a base mapping as text, and choices laid over it. Names that the page does not have
//! are refused by name.

use crate::form::Fields;
use banso_app::import::mapping::{AccountBy, Ends, Known, Per};
use banso_app::import::{Kind, Mapping, Order, Rules, Source, fields};
use banso_kernel::Problem;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The fields that the form sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub struct PlanForm(BTreeMap<String, String>);

impl Fields for PlanForm {}

/// Parts of a fact that can be chosen.
pub(super) const FACT_PARTS: [&str; 4] = ["name", "occurred_at", "value", "id"];

impl TryFrom<BTreeMap<String, String>> for PlanForm {
    type Error = String;

    fn try_from(fields: BTreeMap<String, String>) -> Result<Self, String> {
        match fields.keys().find(|name| !known(name)) {
            Some(name) => Err(format!("unknown field `{name}`")),
            None => Ok(Self(fields)),
        }
    }
}

fn known(name: &str) -> bool {
    let number = |text: &str| text.parse::<u16>().is_ok();
    match name.split('-').collect::<Vec<_>>().as_slice() {
        ["text"] => true,
        ["column", id] => Kind::ALL.into_iter().any(|kind| fields::find(kind, id).is_some()),
        ["date", at] => number(at),
        ["fact", at, part] => number(at) && FACT_PARTS.contains(part),
        ["rule", rule] => ["account_by", "amount_per", "ends", "known"].contains(rule),
        _ => false,
    }
}

impl PlanForm {
    /// The mapping that was chosen.
    ///
    /// # Errors
    /// The text is no mapping, or a choice is not one of the list.
    pub(super) fn mapping(&self, columns: &[String]) -> Result<Mapping, Problem> {
        // What is missing may be chosen here, so only the text itself must be right.
        let mut mapping = Mapping::parse_open(self.0.get("text").map(String::as_str).unwrap_or_default())?;
        for (name, value) in &self.0 {
            let unknown = || Problem::new("web-problem-unknown-choice");
            match name.split('-').collect::<Vec<_>>().as_slice() {
                ["column", id] => match source(value, columns).ok_or_else(unknown)? {
                    Chosen::Keep => {}
                    Chosen::Nothing => {
                        mapping.columns.remove(*id);
                    }
                    Chosen::Source(source) => {
                        mapping.columns.insert((*id).to_owned(), source);
                    }
                },
                ["date", at] => {
                    let column = at.parse().ok().and_then(|at: usize| columns.get(at)).ok_or_else(unknown)?;
                    let order = match value.as_str() {
                        "" => None,
                        "year-first" => Some(Order::YearFirst),
                        "day-first" => Some(Order::DayFirst),
                        "month-first" => Some(Order::MonthFirst),
                        "unix" => Some(Order::Unix),
                        _ => return Err(unknown()),
                    };
                    match order {
                        Some(order) => mapping.dates.insert(column.clone(), order),
                        None => mapping.dates.remove(column),
                    };
                }
                ["fact", at, part] => {
                    let fact = at.parse().ok().and_then(|at: usize| mapping.facts.get_mut(at)).ok_or_else(unknown)?;
                    match (*part, source(value, columns).ok_or_else(unknown)?) {
                        (_, Chosen::Keep) => {}
                        ("name", Chosen::Source(source)) => fact.name = source,
                        ("occurred_at", Chosen::Source(source)) => fact.occurred_at = source,
                        ("value", chosen) => fact.value = chosen.option(),
                        ("id", chosen) => fact.id = chosen.option(),
                        _ => return Err(unknown()),
                    }
                }
                ["rule", rule] => rules(&mut mapping.rules, rule, value).ok_or_else(unknown)?,
                _ => {}
            }
        }
        Ok(mapping)
    }
}

enum Chosen {
    Keep,
    Nothing,
    Source(Source),
}

impl Chosen {
    fn option(self) -> Option<Source> {
        match self {
            Chosen::Source(source) => Some(source),
            Chosen::Keep | Chosen::Nothing => None,
        }
    }
}

/// `` nothing, `keep` as it is, `c3` the fourth column, `=JPY` a constant.
fn source(value: &str, columns: &[String]) -> Option<Chosen> {
    Some(match value {
        "" => Chosen::Nothing,
        "keep" => Chosen::Keep,
        constant if constant.starts_with('=') => Chosen::Source(Source::from(constant)),
        column => {
            let at: usize = column.strip_prefix('c')?.parse().ok()?;
            Chosen::Source(Source::Column(columns.get(at)?.clone()))
        }
    })
}

fn rules(rules: &mut Rules, rule: &str, value: &str) -> Option<()> {
    match (rule, value) {
        ("account_by", "key") => rules.account_by = AccountBy::Key,
        ("account_by", "contract") => rules.account_by = AccountBy::Contract,
        ("account_by", "person") => rules.account_by = AccountBy::Person,
        ("amount_per", "month") => rules.amount_per = Per::Month,
        ("amount_per", "year") => rules.amount_per = Per::Year,
        ("ends", "last_day") => rules.ends = Ends::LastDay,
        ("ends", "first_day_after") => rules.ends = Ends::FirstDayAfter,
        ("known", "at_import") => rules.known = Known::AtImport,
        ("known", "at_occurrence") => rules.known = Known::AtOccurrence,
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Result<PlanForm, String> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<BTreeMap<_, _>>()
            .try_into()
    }

    #[test]
    fn choices_lie_over_the_text() {
        let columns: Vec<String> = ["id", "顧客", "when", "n"].map(str::to_owned).to_vec();
        let text = "kind = 'facts'\n[columns]\naccount = 'id'\n[[fact]]\nname = '=used'\noccurred_at = 'when'";
        let form = form(&[
            ("text", text),
            ("column-account", "c1"),
            ("date-2", "day-first"),
            ("fact-0-name", "keep"),
            ("fact-0-value", "c3"),
            ("rule-known", "at_occurrence"),
        ])
        .expect("known fields");
        let mapping = form.mapping(&columns).expect("a mapping");
        assert_eq!(mapping.columns["account"], Source::from("顧客"));
        assert_eq!(mapping.dates["when"], Order::DayFirst);
        assert_eq!(mapping.facts[0].value, Some(Source::from("n")));
        assert_eq!(mapping.facts[0].name, Source::from("=used"));
        assert_eq!(mapping.rules.known, Known::AtOccurrence);
    }

    #[test]
    fn what_the_page_does_not_have_is_refused() {
        for name in ["role", "column-password", "fact-x-name", "fact-0-person", "rule-source", "date-x", "text-x"] {
            assert!(form(&[(name, "1")]).expect_err(name).contains(name));
        }
        let columns = vec!["id".to_owned()];
        let text = "kind = 'accounts'\n[columns]\nkey = 'id'";
        for (name, value) in
            [("column-name", "c7"), ("column-name", "id"), ("date-3", ""), ("rule-ends", "never"), ("fact-0-id", "c0")]
        {
            let form = form(&[("text", text), (name, value)]).expect("known fields");
            assert!(form.mapping(&columns).is_err(), "{name}={value}");
        }
    }
}
