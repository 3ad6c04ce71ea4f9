//! Learned risk as a metric: a logistic formula over the other metrics of the same day, with every number in the text, so
//! that a person can read why. How it is learned is in [`crate::lab::learned`]; here it is only read and computed.

use super::definition::{Kind, Metric, MetricSet};
use banso_kernel::{Day, Problem, Text};
use serde::Deserialize;
use std::fmt::Write as _;

/// Least share of the weight (Σ|weight|) that must be known of an account for the formula to say anything.
pub const LEAST_KNOWN: f64 = 0.5;
/// Horizons that can be learned, in days.
pub const HORIZONS: [u16; 4] = [30, 60, 90, 180];

/// What is foretold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The last contract ended and none followed.
    Churn,
    /// Less was paid than before, or nothing.
    Downgrade,
}

impl Outcome {
    /// Its word in definitions, in addresses and at the end of message ids.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Churn => "churn",
            Self::Downgrade => "downgrade",
        }
    }

    /// The outcome of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [Self::Churn, Self::Downgrade].into_iter().find(|outcome| outcome.word() == word)
    }
}

/// A logistic formula: risk = 1 / (1 + e^−odds), odds = intercept + Σ of its terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    /// The risk of what.
    pub outcome: Outcome,
    /// Within so many days after the day.
    pub horizon: u16,
    /// The last day whose outcomes it learned from: on days up to it the formula knows the answer.
    pub learned_until: Day,
    /// Log-odds of an account that is at the centre of every metric.
    pub intercept: f64,
    /// A term for each metric that it reads.
    pub terms: Vec<Term>,
}

/// What a metric adds to the log-odds: weight × (value − centre) / scale, or `missing` where there is no data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// Position of the metric.
    pub metric: usize,
    /// The value that adds nothing, in the metric's unit.
    pub centre: f64,
    /// How much of the metric's unit `weight` is for; above 0.
    pub scale: f64,
    /// Log-odds for each `scale` above the centre.
    pub weight: f64,
    /// Log-odds of no data.
    pub missing: f64,
}

impl Term {
    /// Log-odds that it adds at a value; NaN is no data.
    #[must_use]
    pub fn adds(&self, value: f64) -> f64 {
        if value.is_nan() { self.missing } else { self.weight * (value - self.centre) / self.scale }
    }
}

impl Risk {
    /// The risk in per cent, given the value of each metric by position; NaN where less than [`LEAST_KNOWN`] of its weight
    /// is known.
    #[must_use]
    pub fn per_cent(&self, value: impl Fn(usize) -> f64) -> f64 {
        let (mut odds, mut known, mut all) = (self.intercept, 0.0, 0.0);
        for term in &self.terms {
            let value = value(term.metric);
            odds += term.adds(value);
            all += term.weight.abs();
            known += if value.is_nan() { 0.0 } else { term.weight.abs() };
        }
        if known < LEAST_KNOWN * all { f64::NAN } else { 100.0 / (1.0 + (-odds).exp()) }
    }
}

/// Fields of a risk in the text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTerm {
    metric: String,
    centre: f64,
    scale: f64,
    weight: f64,
    #[serde(default)]
    missing: f64,
}

/// Fields that only a risk has.
pub(super) struct RawRisk<'a> {
    pub outcome: Option<&'a str>,
    pub horizon: Option<u16>,
    pub learned_until: Option<&'a str>,
    pub intercept: Option<f64>,
    pub terms: &'a [RawTerm],
}

impl RawRisk<'_> {
    /// The first of its fields that is there; it belongs to no other kind.
    pub fn some(&self) -> Option<&'static str> {
        let fields = [
            ("outcome", self.outcome.is_some()),
            ("horizon", self.horizon.is_some()),
            ("learned_until", self.learned_until.is_some()),
            ("intercept", self.intercept.is_some()),
            ("terms", !self.terms.is_empty()),
        ];
        fields.into_iter().find(|(_, there)| *there).map(|(field, _)| field)
    }

    /// Checks it against the metrics before it.
    pub fn read(&self, before: &MetricSet) -> Result<Risk, Problem> {
        let missing = |field: &str| Problem::new("problem-metric-field-missing").with("field", field);
        let number = |field: &str, value: f64| match value.is_finite() {
            true => Ok(value),
            false => Err(Problem::new("problem-metric-number").with("field", field)),
        };
        let word = self.outcome.ok_or_else(|| missing("outcome"))?;
        let outcome = Outcome::of(word).ok_or_else(|| Problem::new("problem-metric-outcome").with("outcome", word))?;
        let horizon = self.horizon.ok_or_else(|| missing("horizon"))?;
        if !HORIZONS.contains(&horizon) {
            return Err(Problem::new("problem-metric-horizon").with("horizon", i64::from(horizon)));
        }
        let day = self.learned_until.ok_or_else(|| missing("learned_until"))?;
        let learned_until =
            Day::parse_iso(day).ok_or_else(|| Problem::new("problem-metric-learned-until").with("day", day))?;
        let intercept = number("intercept", self.intercept.ok_or_else(|| missing("intercept"))?)?;
        let mut terms: Vec<Term> = Vec::with_capacity(self.terms.len());
        for raw in self.terms {
            let id = raw.metric.as_str();
            let named = |problem: Problem| problem.with("other", id);
            let metric = before.position(id).ok_or_else(|| named(Problem::new("problem-metric-unknown")))?;
            if before.learned_until(metric).is_some() {
                return Err(named(Problem::new("problem-metric-risk-of-risk")));
            }
            if terms.iter().any(|term| term.metric == metric) {
                return Err(named(Problem::new("problem-metric-term-twice")));
            }
            let scale = number("scale", raw.scale)?;
            if scale <= 0.0 {
                return Err(named(Problem::new("problem-metric-scale")));
            }
            let (centre, weight) = (number("centre", raw.centre)?, number("weight", raw.weight)?);
            terms.push(Term { metric, centre, scale, weight, missing: number("missing", raw.missing)? });
        }
        if terms.iter().all(|term| term.weight == 0.0) {
            return Err(Problem::new("problem-metric-terms-none"));
        }
        Ok(Risk { outcome, horizon, learned_until, intercept, terms })
    }
}

/// The names of a metric in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Column name.
    pub id: String,
    /// Short name.
    pub name: Text,
    /// What it says.
    pub about: Text,
}

/// A number as the text has it: four significant digits, since a person reads it and the data say no more.
#[must_use]
pub fn short(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

/// The block `[[metric]]` of a risk, a line for each term.
#[must_use]
pub fn block(named: &Named, risk: &Risk, set: &MetricSet) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let both = |text: &Text| format!("{{ ja = {}, en = {} }}", quoted(&text.ja), quoted(&text.en));
    let mut text = format!("[[metric]]\nid = {}\nname = {}\n", quoted(&named.id), both(&named.name));
    let _ = writeln!(text, "unit = {{ ja = \"%\", en = \"%\" }}\nabout = {}\nkind = \"risk\"", both(&named.about));
    let _ = writeln!(text, "outcome = \"{}\"\nhorizon = {}", risk.outcome.word(), risk.horizon);
    let _ = writeln!(text, "learned_until = \"{}\"\nintercept = {:?}\nterms = [", risk.learned_until, risk.intercept);
    for Term { metric, centre, scale, weight, missing } in &risk.terms {
        let id = set.metrics.get(*metric).map_or("", |metric| metric.id.as_str());
        let _ = writeln!(
            text,
            "  {{ metric = \"{id}\", centre = {centre:?}, scale = {scale:?}, weight = {weight:?}, missing = {missing:?} }},"
        );
    }
    text.push_str("]\n");
    text
}

/// The text of a set with `block` in place of the metric `id`, or at its end. In its place it stays where it reads only
/// metrics before it; else it goes to the end.
#[must_use]
pub fn with_block(text: &str, id: &str, block: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let heads: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].trim() == "[[metric]]").collect();
    let ends = heads.iter().skip(1).copied().chain([lines.len()]);
    let is_it = |line: &&str| {
        let rest = line.trim().strip_prefix("id").map(str::trim_start).and_then(|rest| rest.strip_prefix('='));
        rest.is_some_and(|rest| rest.trim() == format!("\"{id}\""))
    };
    let appended = |lines: &[&str]| format!("{}\n\n{block}", lines.join("\n").trim_end());
    let found = heads.iter().copied().zip(ends).find(|(from, to)| lines[*from..*to].iter().any(&is_it));
    let Some((from, to)) = found else { return appended(&lines) };
    // Blank lines and comments before the next block belong to what follows.
    let own = |line: &&&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let to = to - lines[from..to].iter().rev().take_while(own).count();
    let (before, after) = (&lines[..from], &lines[to..]);
    let mut all = before.to_vec();
    all.extend(block.trim_end().lines());
    all.extend(after);
    let there = format!("{}\n", all.join("\n").trim_end());
    if MetricSet::parse(&there).is_ok() {
        return there;
    }
    let rest: Vec<&str> = before.iter().chain(after).copied().collect();
    appended(&rest)
}

impl MetricSet {
    /// The last day whose outcomes a metric learned from: of a risk, or of the latest risk that it is reckoned from.
    #[must_use]
    pub fn learned_until(&self, at: usize) -> Option<Day> {
        match &self.metrics.get(at)?.kind {
            Kind::Risk(risk) => Some(risk.learned_until),
            Kind::Ratio { of, per } => self.learned_until(*of).max(self.learned_until(*per)),
            Kind::Change { of } => self.learned_until(*of),
            _ => None,
        }
    }
}

impl Metric {
    /// Its formula, if it is a learned risk.
    #[must_use]
    pub fn risk(&self) -> Option<&Risk> {
        match &self.kind {
            Kind::Risk(risk) => Some(risk),
            _ => None,
        }
    }
}

#[cfg(test)]
#[path = "risk_tests.rs"]
mod tests;
