//! How the columns of a file become fields of ours: a TOML text that people can read, review and keep.
//!
//! ```toml
//! kind = "contracts"
//! [columns]                      # field = "column of the file", or "=constant"
//! key = "subscription_id"
//! account = "account_id"
//! amount = "mrr_amount"
//! currency = "=USD"
//! starts_on = "start_date"
//! ends_on = "end_date"
//! [dates]                        # column = year-first | day-first | month-first | unix
//! start_date = "day-first"
//! end_date = "day-first"
//! [rules]
//! ends = "first_day_after"       # the file names the first day that is no longer in force
//! ```

mod fact;
pub mod fields;
mod rules;
mod source;

pub use fact::FactSpec;
pub use rules::{AccountBy, Decimal, Ends, Known, Per, Rest, Rules};
pub use source::Source;

use crate::fold;
use crate::values::dates::Order;
use banso_kernel::Problem;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Customer companies.
    Accounts,
    /// People at accounts.
    People,
    /// Recurring agreements.
    Contracts,
    /// What happened.
    Facts,
    /// Contacts with customers.
    Touches,
}

impl Kind {
    /// All kinds, in the order in which they are best imported.
    pub const ALL: [Kind; 5] = [Kind::Accounts, Kind::People, Kind::Contracts, Kind::Facts, Kind::Touches];

    /// The word for it in mappings and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Accounts => "accounts",
            Kind::People => "people",
            Kind::Contracts => "contracts",
            Kind::Facts => "facts",
            Kind::Touches => "touches",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A mapping. Unknown keys are refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What the rows are.
    pub kind: Kind,
    /// Whether the first row holds the names of the columns; found out if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// The worksheet; the first visible one if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Field → where it comes from.
    #[serde(default)]
    pub columns: BTreeMap<String, Source>,
    /// Column → order of its dates. Columns that are not named must be readable without one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dates: BTreeMap<String, Order>,
    /// How values are understood.
    #[serde(default, skip_serializing_if = "Rules::is_default")]
    pub rules: Rules,
    /// For facts: what each row becomes; one fact for each entry.
    #[serde(default, rename = "fact", skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactSpec>,
}

impl Mapping {
    /// A mapping of `kind` that maps nothing yet.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            header: None,
            sheet: None,
            columns: BTreeMap::new(),
            dates: BTreeMap::new(),
            rules: Rules::default(),
            facts: Vec::new(),
        }
    }

    /// Reads a mapping's text.
    ///
    /// # Errors
    /// `problem-mapping-text` with what TOML says, or the first of [`Mapping::check`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let mapping = Self::parse_open(text)?;
        mapping.check()?;
        Ok(mapping)
    }

    /// Reads a mapping's text that may still lack something.
    ///
    /// # Errors
    /// `problem-mapping-text` with what TOML says.
    pub fn parse_open(text: &str) -> Result<Self, Problem> {
        toml::from_str(text)
            .map_err(|error| Problem::new("problem-mapping-text").with("reason", error.to_string().trim().to_owned()))
    }

    /// The mapping as TOML.
    #[must_use]
    pub fn to_text(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// Everything that must be mapped is, and nothing is that cannot be.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), Problem> {
        for field in self.columns.keys() {
            if fields::find(self.kind, field).is_none() {
                return Err(Problem::new("problem-mapping-field")
                    .with("field", field.as_str())
                    .with("kind", self.kind.word()));
            }
        }
        for field in fields::of(self.kind).iter().filter(|field| field.required) {
            if !self.columns.contains_key(field.id) {
                return Err(Problem::new("problem-mapping-missing").with("field", field.id));
            }
        }
        if let Some(Source::Constant(code)) = self.columns.get("currency")
            && banso_kernel::Currency::parse(code).is_none()
        {
            return Err(Problem::new("problem-currency"));
        }
        if self.kind == Kind::People
            && !["key", "email", "name", "family"].iter().any(|f| self.columns.contains_key(*f))
        {
            return Err(Problem::new("problem-mapping-missing").with("field", "key"));
        }
        if (self.kind == Kind::Facts) == self.facts.is_empty() {
            return Err(Problem::new("problem-mapping-facts"));
        }
        Ok(())
    }

    /// The columns of the file that the mapping names.
    #[must_use]
    pub fn used(&self) -> BTreeSet<&str> {
        let facts = self.facts.iter().flat_map(FactSpec::sources);
        self.columns.values().chain(facts).filter_map(Source::column).collect()
    }

    /// Tells whether the mapping fits a file with these columns: all that it names are there.
    #[must_use]
    pub fn fits(&self, columns: &[String]) -> bool {
        let there: BTreeSet<String> = columns.iter().map(|name| fold::header(name)).collect();
        self.used().into_iter().all(|name| there.contains(&fold::header(name)))
    }
}

/// What files of the same make have in common: their columns, in any order and spelling. Under it a mapping is kept
/// for the next file.
#[must_use]
pub fn signature(columns: &[String]) -> String {
    let names: BTreeSet<String> = columns.iter().map(|name| fold::header(name)).collect();
    let parts: Vec<&[u8]> = names.iter().map(String::as_bytes).collect();
    banso_kernel::FactId::of(&parts).to_string()
}
