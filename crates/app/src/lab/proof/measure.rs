//! By what a play is judged.

use banso_domain::proof::{Outcome, Terms};
use banso_domain::revenue::GAP;
use banso_kernel::Text;

/// Days after entry at which an outcome can be looked at.
pub const HORIZONS: [u16; 4] = [30, 60, 90, 180];

/// What is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MeasureBy {
    /// Whether an account that paid on entry still does.
    #[default]
    Retained,
    /// By how much CMRR changed, in the currency's main unit.
    Expansion,
    /// How many segments lie below the account's own, under the workspace's first model.
    Standing,
    /// The value of a metric, by id.
    Metric(String),
}

impl MeasureBy {
    /// As addresses say it.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            MeasureBy::Retained => "retained".to_owned(),
            MeasureBy::Expansion => "expansion".to_owned(),
            MeasureBy::Standing => "segment".to_owned(),
            MeasureBy::Metric(id) => format!("metric.{id}"),
        }
    }

    /// What an address says; the usual one where it says something else.
    #[must_use]
    pub fn parse(code: &str) -> Self {
        match (code, code.strip_prefix("metric.")) {
            ("expansion", _) => MeasureBy::Expansion,
            ("segment", _) => MeasureBy::Standing,
            (_, Some(id)) => MeasureBy::Metric(id.to_owned()),
            _ => MeasureBy::Retained,
        }
    }

    /// Whether contracts say it.
    pub(super) fn is_of_contracts(&self) -> bool {
        matches!(self, MeasureBy::Retained | MeasureBy::Expansion)
    }
}

/// What of a proof is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofQuery {
    /// By what.
    pub by: MeasureBy,
    /// How many days after entry; one of [`HORIZONS`].
    pub days: u16,
}

impl Default for ProofQuery {
    fn default() -> Self {
        Self { by: MeasureBy::Retained, days: 90 }
    }
}

impl ProofQuery {
    /// From an address; what is not offered becomes the usual.
    #[must_use]
    pub fn parse(by: Option<&str>, days: Option<&str>) -> Self {
        let days = days.and_then(|days| days.parse().ok()).filter(|days| HORIZONS.contains(days)).unwrap_or(90);
        Self { by: MeasureBy::parse(by.unwrap_or_default()), days }
    }

    /// How it is judged. Outcomes of contracts are waited for as long as a renewal may be signed late.
    pub(super) fn terms(&self) -> Terms {
        let outcome = if self.by == MeasureBy::Retained { Outcome::Share } else { Outcome::Number };
        let late = if self.by.is_of_contracts() { GAP as u16 } else { 0 };
        Terms::new(outcome, self.days + late)
    }
}

/// A measure with its name and unit, as pages offer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Which.
    pub by: MeasureBy,
    /// The metric's name; empty for what the product has words for.
    pub name: Text,
    /// The metric's unit; may be empty.
    pub unit: Text,
    /// A share that is shown in percent.
    pub is_ratio: bool,
}
