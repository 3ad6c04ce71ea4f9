//! What a row becomes in a file of facts.

use super::Source;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One fact of a row. A row may become several: a wide table with three measures has three of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactSpec {
    /// The fact's name.
    pub name: Source,
    /// Put before the name, such as `web.`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// When it happened.
    pub occurred_at: Source,
    /// The number that belongs to it. Where its cell is empty the row has no such fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Source>,
    /// A column that must have something in it for the row to have such a fact, such as `closed_at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Source>,
    /// The source's own id for the row. Without one, equal rows of a file are told apart by counting them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Source>,
    /// Properties by name. If absent: all columns that are not mapped, under their own names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub props: Option<BTreeMap<String, Source>>,
}

impl FactSpec {
    /// A fact with only a name and a time.
    #[must_use]
    pub fn new(name: Source, occurred_at: Source) -> Self {
        Self { name, prefix: String::new(), occurred_at, value: None, when: None, id: None, props: None }
    }

    /// All sources that it reads.
    pub(super) fn sources(&self) -> impl Iterator<Item = &Source> {
        let props = self.props.iter().flat_map(BTreeMap::values);
        [Some(&self.name), Some(&self.occurred_at), self.value.as_ref(), self.when.as_ref(), self.id.as_ref()]
            .into_iter()
            .flatten()
            .chain(props)
    }
}
