//! Signal definitions: TOML in, checked [`Signals`] out.

use crate::conditions::{Condition, Vocabulary};
use crate::toml_text;
use banso_kernel::{Problem, Text};
use serde::{Deserialize, Serialize};

/// How grave a signal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Low,
    /// To be looked at this week.
    Medium,
    /// To be looked at today.
    High,
}

impl Severity {
    /// Its name in stores and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Severity::Low => "low",
            Severity::Medium => "medium",
            Severity::High => "high",
        }
    }
}

/// All signals of a workspace, in order of definition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signals {
    /// The signals.
    pub signals: Vec<Signal>,
}

/// Something to notice.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// `a-z0-9_`, unique.
    pub id: String,
    /// Short name.
    pub name: Text,
    /// What it means; may be empty.
    pub about: Text,
    /// How grave it is.
    pub severity: Severity,
    /// When it holds.
    pub test: SignalTest,
    /// It clears once it has not held for so many days; at least 1.
    pub clear_after: i32,
    /// What to do; may be empty.
    pub next: Text,
}

/// When a signal holds.
#[derive(Clone, Debug, PartialEq)]
pub enum SignalTest {
    /// While a condition is yes.
    When(Condition),
    /// For some days after a change of segment.
    Segment {
        /// Position of the model in the vocabulary.
        model: usize,
        /// Its id.
        id: String,
        /// In which direction.
        change: SegmentChange,
        /// For so many days, the day of the change counted.
        days: i32,
    },
    /// While the account stays in a phase longer than it should.
    Stuck {
        /// Which phase; any but the last without.
        phase: Option<String>,
        /// How long it should stay.
        limit: StuckLimit,
    },
}

/// A direction of segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SegmentChange {
    /// To a worse one.
    Fell,
    /// To a better one.
    Rose,
}

/// How long an account should stay in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StuckLimit {
    /// Less than so many days.
    Days(i32),
    /// Not longer than usual: the 80th percentile of past stays, else the phase's `usual_days`.
    Usual,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSignals {
    #[serde(default)]
    signal: Vec<RawSignal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSignal {
    id: String,
    name: Text,
    #[serde(default)]
    about: Text,
    severity: Severity,
    when: Option<String>,
    segment: Option<RawSegment>,
    stuck: Option<RawStuck>,
    clear_after: Option<i32>,
    #[serde(default)]
    next: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSegment {
    model: String,
    change: SegmentChange,
    days: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStuck {
    days: Option<i32>,
    #[serde(default)]
    percentile: bool,
    phase: Option<String>,
}

impl Signals {
    /// Reads and checks a set. All problems are reported, each with the signal's id.
    pub fn parse(text: &str, words: &Vocabulary) -> Result<Self, Vec<Problem>> {
        let raw: RawSignals = toml_text::read(text).map_err(|problem| vec![problem])?;
        let (mut signals, mut problems) = (Vec::<Signal>::new(), Vec::new());
        for signal in raw.signal {
            let id = signal.id.clone();
            let taken = signals.iter().any(|known| known.id == id);
            match check(signal, words) {
                Ok(_) if taken => problems.push(Problem::new("problem-signal-id-taken").with("signal", id)),
                Ok(signal) => signals.push(signal),
                Err(problem) => problems.push(problem.with("signal", id)),
            }
        }
        if problems.is_empty() { Ok(Self { signals }) } else { Err(problems) }
    }

    /// The signal with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Signal> {
        self.signals.iter().find(|signal| signal.id == id)
    }
}

fn check(raw: RawSignal, words: &Vocabulary) -> Result<Signal, Problem> {
    toml_text::check_id(&raw.id)?;
    toml_text::check_name(&raw.name)?;
    let test = match (raw.when, raw.segment, raw.stuck) {
        (Some(when), None, None) => SignalTest::When(Condition::compile(&when, words)?),
        (None, Some(raw), None) => {
            let unknown = || Problem::new("problem-condition-model").with("name", raw.model.clone());
            let model = words.model(&raw.model).ok_or_else(unknown)?;
            SignalTest::Segment { model, id: raw.model, change: raw.change, days: days(raw.days)? }
        }
        (None, None, Some(raw)) => {
            if let Some(phase) = &raw.phase
                && !words.scope().knows_phase(phase)
            {
                return Err(Problem::new("problem-condition-phase").with("word", phase.clone()));
            }
            let limit = match (raw.days, raw.percentile) {
                (Some(limit), false) => StuckLimit::Days(days(limit)?),
                (None, true) => StuckLimit::Usual,
                _ => return Err(Problem::new("problem-signal-stuck")),
            };
            SignalTest::Stuck { phase: raw.phase, limit }
        }
        _ => return Err(Problem::new("problem-signal-test")),
    };
    let clear_after = days(raw.clear_after.unwrap_or(1))?;
    let (name, about, next) = (raw.name, raw.about, raw.next);
    Ok(Signal { id: raw.id, name, about, severity: raw.severity, test, clear_after, next })
}

fn days(days: i32) -> Result<i32, Problem> {
    if (1..=3660).contains(&days) { Ok(days) } else { Err(Problem::new("problem-signal-days")) }
}
