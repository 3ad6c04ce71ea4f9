//! Metric definitions: TOML in, checked [`MetricSet`] out.

use super::fading::Fading;
use super::filter::Filter;
use super::risk::{RawRisk, RawTerm, Risk};
use crate::toml_text;
use banso_kernel::{Problem, Text};
use serde::Deserialize;

/// What a metric aggregates.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Number of facts in the window.
    Count(StreamSpec),
    /// Sum of the facts' values in the window.
    Sum(StreamSpec),
    /// Mean of the facts' values in the window; no data if there are none.
    Average(StreamSpec),
    /// Value of the latest fact in the window; no data if there is none.
    Last(StreamSpec),
    /// Distinct people with a fact in the window.
    People(StreamSpec),
    /// Days with a fact in the window.
    ActiveDays(StreamSpec),
    /// Days since the last fact; no data before the first one.
    DaysSince(StreamSpec),
    /// `of` divided by `per`; no data where either has none or `per` is 0.
    Ratio {
        /// Index of the metric above the line.
        of: usize,
        /// Index of the metric below the line.
        per: usize,
    },
    /// `of` now, divided by `of` a window ago, less 1. No data unless both windows lie within what was observed.
    Change {
        /// Index of the metric.
        of: usize,
    },
    /// A level of contracts or people on the day.
    Level(Level),
    /// A learned risk in per cent, from other metrics of the day; no data where too little of its weight is known.
    Risk(Risk),
}

/// A level on a day.
#[derive(Clone, Debug, PartialEq)]
pub enum Level {
    /// Contracts in force.
    ActiveContracts,
    /// Amount a month of contracts in force, in major units of the workspace's currency.
    Cmrr,
    /// People who hold an ID.
    IssuedIds,
    /// People who hold an ID and have a matching fact in the window.
    ActiveIds(StreamSpec),
    /// Champions who hold an ID or have none to hold.
    Champions,
}

/// Which facts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StreamSpec {
    /// Names; empty for all.
    pub names: Vec<String>,
    /// CEL over `name`, `person` and `props`; empty for none.
    pub filter: String,
    /// After this many days without a matching fact from anybody, the stream counts as silent: no data.
    pub stale_after: u16,
}

/// A metric's definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// Column name in `metric_history`, `a-z0-9_`.
    pub id: String,
    /// Short name.
    pub name: Text,
    /// Unit, such as 回; may be empty.
    pub unit: Text,
    /// What it says and why it is measured; may be empty.
    pub about: Text,
    /// What it aggregates.
    pub kind: Kind,
    /// Days up to and including the day itself. 1 for levels without a window.
    pub window: u16,
    /// [`Kind::Last`]: how the value fades while nothing new comes; none if it stays.
    pub fading: Option<Fading>,
}

/// All metrics of a workspace, in order of definition. A metric refers only to earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricSet {
    /// The metrics.
    pub metrics: Vec<Metric>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSet {
    #[serde(default)]
    metric: Vec<RawMetric>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMetric {
    id: String,
    name: Text,
    #[serde(default)]
    unit: Text,
    #[serde(default)]
    about: Text,
    kind: String,
    fact: Option<String>,
    #[serde(default)]
    facts: Vec<String>,
    #[serde(default)]
    filter: String,
    window: Option<u16>,
    stale_after: Option<u16>,
    half_life: Option<u16>,
    fades_to: Option<f64>,
    of: Option<String>,
    per: Option<String>,
    level: Option<String>,
    outcome: Option<String>,
    horizon: Option<u16>,
    learned_until: Option<String>,
    intercept: Option<f64>,
    #[serde(default)]
    terms: Vec<RawTerm>,
}

const DEFAULT_STALE: u16 = 60;

impl MetricSet {
    /// Reads and checks a set. All problems are reported, each with the metric's id.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let raw: RawSet = toml_text::read(text).map_err(|problem| vec![problem])?;
        let mut set = MetricSet { metrics: Vec::with_capacity(raw.metric.len()) };
        let mut problems = Vec::new();
        for metric in raw.metric {
            let id = metric.id.clone();
            match set.check(metric) {
                Ok(metric) => set.metrics.push(metric),
                Err(problem) => problems.push(problem.with("metric", id)),
            }
        }
        if set.metrics.is_empty() && problems.is_empty() {
            problems.push(Problem::new("problem-metrics-none"));
        }
        if problems.is_empty() { Ok(set) } else { Err(problems) }
    }

    /// Position of a metric.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.metrics.iter().position(|metric| metric.id == id)
    }

    /// The metric with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.id == id)
    }

    /// How many days before a day can change its values, at most, besides what [`super::Seen`] keeps of all days.
    #[must_use]
    pub fn lookback(&self) -> i32 {
        let mut back: Vec<i32> = Vec::with_capacity(self.metrics.len());
        for metric in &self.metrics {
            let window = i32::from(metric.window);
            back.push(match &metric.kind {
                Kind::DaysSince(_) => 0,
                Kind::Ratio { of, per } => back[*of].max(back[*per]),
                Kind::Change { of } => back[*of] + window,
                Kind::Risk(risk) => risk.terms.iter().map(|term| back[term.metric]).max().unwrap_or(0),
                _ => window - 1,
            });
        }
        back.into_iter().max().unwrap_or(0)
    }

    fn check(&self, raw: RawMetric) -> Result<Metric, Problem> {
        toml_text::check_id(&raw.id)?;
        if matches!(raw.id.as_str(), "account" | "day") || self.position(&raw.id).is_some() {
            return Err(Problem::new("problem-metric-id-taken"));
        }
        if raw.name.ja.is_empty() || raw.name.en.is_empty() {
            return Err(Problem::new("problem-definition-name-missing"));
        }
        let (kind, window) = self.kind(&raw)?;
        let fading = Fading::read(raw.half_life, raw.fades_to)?;
        if fading.is_some() && !matches!(kind, Kind::Last(_)) {
            return Err(Problem::new("problem-metric-field-unused").with("field", "half_life"));
        }
        Ok(Metric { id: raw.id, name: raw.name, unit: raw.unit, about: raw.about, kind, window, fading })
    }

    fn kind(&self, raw: &RawMetric) -> Result<(Kind, u16), Problem> {
        let window = || match raw.window {
            Some(days @ 1..=3660) => Ok(days),
            Some(_) => Err(Problem::new("problem-metric-window")),
            None => Err(Problem::new("problem-metric-field-missing").with("field", "window")),
        };
        let stream = || raw.stream();
        let kind = match raw.kind.as_str() {
            "count" => (Kind::Count(stream()?), window()?),
            "sum" => (Kind::Sum(stream()?), window()?),
            "average" => (Kind::Average(stream()?), window()?),
            "last" => (Kind::Last(stream()?), window()?),
            "people" => (Kind::People(stream()?), window()?),
            "active_days" => (Kind::ActiveDays(stream()?), window()?),
            "days_since" => (Kind::DaysSince(stream()?), raw.window.unwrap_or(1)),
            "ratio" => {
                let (of, per) = (self.earlier("of", raw.of.as_deref())?, self.earlier("per", raw.per.as_deref())?);
                (Kind::Ratio { of, per }, self.metrics[of].window)
            }
            "change" => {
                let of = self.earlier("of", raw.of.as_deref())?;
                (Kind::Change { of }, raw.window.unwrap_or(self.metrics[of].window))
            }
            "level" => match raw.level.as_deref() {
                Some("active_contracts") => (Kind::Level(Level::ActiveContracts), 1),
                Some("cmrr") => (Kind::Level(Level::Cmrr), 1),
                Some("issued_ids") => (Kind::Level(Level::IssuedIds), 1),
                Some("active_ids") => (Kind::Level(Level::ActiveIds(stream()?)), window()?),
                Some("champions") => (Kind::Level(Level::Champions), 1),
                Some(other) => return Err(Problem::new("problem-metric-level").with("level", other)),
                None => return Err(Problem::new("problem-metric-field-missing").with("field", "level")),
            },
            "risk" => (Kind::Risk(raw.risk().read(self)?), 1),
            other => return Err(Problem::new("problem-metric-kind").with("kind", other)),
        };
        let unused = |field: &str| Err(Problem::new("problem-metric-field-unused").with("field", field));
        if matches!(kind.0, Kind::Ratio { .. } | Kind::Change { .. } | Kind::Risk(_)) && raw.has_stream() {
            return unused("fact");
        }
        match (&kind.0, raw.risk().some()) {
            (Kind::Risk(_), _) if raw.window.is_some() => unused("window"),
            (Kind::Risk(_), _) | (_, None) => Ok(kind),
            (_, Some(field)) => unused(field),
        }
    }

    fn earlier(&self, field: &str, id: Option<&str>) -> Result<usize, Problem> {
        let id = id.ok_or_else(|| Problem::new("problem-metric-field-missing").with("field", field))?;
        self.position(id).ok_or_else(|| Problem::new("problem-metric-unknown").with("other", id))
    }
}

impl RawMetric {
    fn has_stream(&self) -> bool {
        self.fact.is_some() || !self.facts.is_empty() || !self.filter.is_empty()
    }

    fn risk(&self) -> RawRisk<'_> {
        RawRisk {
            outcome: self.outcome.as_deref(),
            horizon: self.horizon,
            learned_until: self.learned_until.as_deref(),
            intercept: self.intercept,
            terms: &self.terms,
        }
    }

    fn stream(&self) -> Result<StreamSpec, Problem> {
        let mut names: Vec<String> = self.fact.iter().chain(&self.facts).cloned().collect();
        names.sort();
        names.dedup();
        if !self.filter.is_empty() {
            Filter::compile(&self.filter)?;
        }
        let stale_after = self.stale_after.unwrap_or(DEFAULT_STALE).max(1);
        Ok(StreamSpec { names, filter: self.filter.clone(), stale_after })
    }
}

impl Metric {
    /// Whether it reads the numbers of facts. Without such a metric, facts need not bring them.
    #[must_use]
    pub fn reads_values(&self) -> bool {
        matches!(self.kind, Kind::Sum(_) | Kind::Average(_) | Kind::Last(_))
    }

    /// The facts that it counts, if it counts facts.
    #[must_use]
    pub fn stream(&self) -> Option<&StreamSpec> {
        match &self.kind {
            Kind::Count(s) | Kind::Sum(s) | Kind::Average(s) | Kind::Last(s) => Some(s),
            Kind::People(s) | Kind::ActiveDays(s) | Kind::DaysSince(s) | Kind::Level(Level::ActiveIds(s)) => Some(s),
            Kind::Ratio { .. } | Kind::Change { .. } | Kind::Level(_) | Kind::Risk(_) => None,
        }
    }
}
