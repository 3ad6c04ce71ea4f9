//! Why health differs between two days, split into parts that add up to the whole exactly.
//!
//! The split is a walk from what was shown on the first day to what is shown on the second, one change at a time, each
//! followed by an evaluation of the model. A part is the difference that its step made, so that the parts telescope: their
//! sum is the whole for whatever model, days and data. The walk is always this one:
//!
//! 1. **late data**: facts of the first day that were not known then;
//! 2. **missing data**: metrics that have no data any more, then those that have some again;
//! 3. **human input**: metrics that members type (contracts, people);
//! 4. **behaviour**: all other metrics;
//! 5. **the model**: another version, or metrics defined otherwise, as one part.
//!
//! Data comes before behaviour so that nobody is blamed for what was not measured, and the model comes last so that the
//! parts before it are told in the words of the model that was shown on the first day.
//!
//! Within a stage criteria go in the order in which to work on them ([`priority`](super::priority())). Where a model adds
//! up, the order changes nothing but a rounded tenth. In a rank matrix it decides which of several lost criteria carries
//! the fall: the one of the lowest rank, which is the one that has to be won back first. A Shapley value would share the
//! fall among all of them in fractions of a rank, which nobody can act upon.

use super::amount::{Move, Standing};
use super::change::Cause;
use super::criteria::priority;
use crate::health::{Model, evaluate_values};
use crate::metrics::{Kind, MetricSet};
use std::cmp::Reverse;

/// What a split is over. Slices hold a value for each column of their metric set, NaN for no data.
#[derive(Clone, Copy, Debug)]
pub struct Ends<'a> {
    /// The model in force on the first day.
    pub model: &'a Model,
    /// The metrics that it reads.
    pub metrics: &'a MetricSet,
    /// The first day, as known when it was shown.
    pub shown: &'a [f64],
    /// The first day, as known by the second.
    pub known: &'a [f64],
    /// The second day, by the metrics of the first.
    pub later: &'a [f64],
    /// The model in force on the second day.
    pub to_model: &'a Model,
    /// The second day, by the metrics that `to_model` reads; the same as `later` where metrics did not change.
    pub to: &'a [f64],
}

impl<'a> Ends<'a> {
    /// Two days under one model, both as known now.
    #[must_use]
    pub fn same(model: &'a Model, metrics: &'a MetricSet, before: &'a [f64], after: &'a [f64]) -> Self {
        Self { model, metrics, shown: before, known: before, later: after, to_model: model, to: after }
    }
}

/// A part of a change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The kind of cause.
    pub cause: Cause,
    /// Position of the criterion in the first day's model; `None` for a changed model. Its axis and metric are there too.
    pub criterion: Option<usize>,
    /// Its metric before the step; NaN for no data, or for a changed model.
    pub before: f64,
    /// Its metric after the step.
    pub after: f64,
    /// Whether the criterion turned: met, not met or without data, it was another of these before.
    pub turned: bool,
    /// How health moved by it.
    pub moved: Move,
}

/// A change and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// What was shown on the first day.
    pub from: Standing,
    /// What is shown on the second.
    pub to: Standing,
    /// Whether positions of segments, ranks and scores mean the same at both ends: same kind, segments, axes and ranks.
    /// Where not, the part of the model is told in words and without a number.
    pub comparable: bool,
    /// What moved health, and criteria that turned without moving it; the largest first.
    pub parts: Vec<Part>,
}

impl Split {
    /// The whole change: what the parts add up to.
    #[must_use]
    pub fn whole(&self) -> Move {
        Move::between(&self.from, &self.to)
    }

    /// What the parts of a kind add up to.
    #[must_use]
    pub fn of(&self, cause: Cause) -> Move {
        self.parts.iter().filter(|part| part.cause == cause).map(|part| part.moved).sum()
    }

    /// The part to tell in one sentence: the first of [`Split::deciding`]; `None` where nothing moved.
    #[must_use]
    pub fn decisive(&self) -> Option<&Part> {
        self.deciding().next()
    }

    /// The parts that explain the change, the largest first: of the stage that moved the segment furthest the way that it
    /// went, those that moved it that way. A level changes at the step that happens to cross its border, so that where
    /// health adds up those count that moved the score. Without a change of segment: those that moved the score the way
    /// that it went, or else all that moved anything.
    pub fn deciding(&self) -> impl Iterator<Item = &Part> {
        let whole = self.whole();
        let stages = [Cause::Model, Cause::Activity, Cause::Edit, Cause::MissingData, Cause::LateData]
            .map(|cause| (cause, self.of(cause)));
        let stage = stages
            .into_iter()
            .filter(|(_, moved)| moved.segment.goes_with(whole.segment))
            .max_by_key(|(_, moved)| moved.segment.size());
        let wanted = move |part: &&Part| match stage {
            Some((cause, _)) if part.cause != cause => false,
            Some((_, moved)) if whole.segment.data == 0 && moved.score.data == 0 && moved.score.by != 0 => {
                part.moved.score.goes_with(moved.score)
            }
            Some(_) => part.moved.segment.goes_with(whole.segment),
            None if whole.score.is_zero() => !part.moved.is_zero(),
            None => part.moved.score.goes_with(whole.score),
        };
        self.parts.iter().filter(wanted)
    }
}

/// Splits the change between two days.
///
/// # Panics
/// Where a slice is shorter than the columns that its model reads.
#[must_use]
pub fn split(ends: &Ends<'_>) -> Split {
    let model = ends.model;
    let at_criteria = |columns: &[f64]| model.criteria.iter().map(|c| columns[c.column]).collect::<Vec<f64>>();
    let (mut values, known, later) = (at_criteria(ends.shown), at_criteria(ends.known), at_criteria(ends.later));
    let typed: Vec<bool> = model.criteria.iter().map(|c| is_typed(ends.metrics, &c.metric)).collect();
    let look = |values: &[f64]| {
        let health = evaluate_values(model, values);
        (Standing::of(model, &health), health.met, health.known)
    };
    let mut last = look(&values);
    let (from, mut parts) = (last.0, Vec::new());
    let order = priority(model);
    for stage in Stage::ALL {
        for &at in &order {
            if !stage.holds(values[at], known[at], later[at], typed[at]) {
                continue;
            }
            let before = values[at];
            values[at] = if stage == Stage::Late { known[at] } else { later[at] };
            let next = look(&values);
            let moved = Move::between(&last.0, &next.0);
            let turned = (last.1, last.2) != (next.1, next.2);
            if turned || !moved.is_zero() {
                let (cause, after) = (stage.cause(), values[at]);
                parts.push(Part { cause, criterion: Some(at), before, after, turned, moved });
            }
            last = next;
        }
    }
    let to_values: Vec<f64> = ends.to_model.criteria.iter().map(|c| ends.to[c.column]).collect();
    let to = Standing::of(ends.to_model, &evaluate_values(ends.to_model, &to_values));
    let comparable = comparable(model, ends.to_model);
    if to != last.0 || !comparable {
        let (before, after) = (f64::NAN, f64::NAN);
        let moved = Move::between(&last.0, &to);
        parts.push(Part { cause: Cause::Model, criterion: None, before, after, turned: false, moved });
    }
    let adds_up = from.score.is_some() || to.score.is_some();
    parts.sort_by_key(|part| Reverse(size(&part.moved, adds_up)));
    Split { from, to, comparable, parts }
}

/// The steps of the walk; the model comes after them.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Late,
    Vanished,
    Appeared,
    Edited,
    Behaved,
}

impl Stage {
    const ALL: [Self; 5] = [Self::Late, Self::Vanished, Self::Appeared, Self::Edited, Self::Behaved];

    /// Whether a criterion moves in this stage. What members type is never late: it moves when they type it.
    fn holds(self, value: f64, known: f64, later: f64, typed: bool) -> bool {
        let differs = |other: f64| value.to_bits() != other.to_bits() && !(value.is_nan() && other.is_nan());
        match self {
            Self::Late => !typed && differs(known),
            Self::Vanished => !value.is_nan() && later.is_nan(),
            Self::Appeared => value.is_nan() && !later.is_nan(),
            Self::Edited => typed && differs(later),
            Self::Behaved => differs(later),
        }
    }

    fn cause(self) -> Cause {
        match self {
            Self::Late => Cause::LateData,
            Self::Vanished | Self::Appeared => Cause::MissingData,
            Self::Edited => Cause::Edit,
            Self::Behaved => Cause::Activity,
        }
    }
}

/// Whether members type a metric: a level of contracts or people that counts no facts, or what is reckoned from such only.
pub(super) fn is_typed(metrics: &MetricSet, id: &str) -> bool {
    fn typed(metrics: &MetricSet, at: usize) -> bool {
        let Some(metric) = metrics.metrics.get(at) else { return false };
        match &metric.kind {
            Kind::Level(_) => metric.stream().is_none(),
            Kind::Ratio { of, per } => typed(metrics, *of) && typed(metrics, *per),
            Kind::Change { of } => typed(metrics, *of),
            Kind::Risk(risk) => risk.terms.iter().all(|term| typed(metrics, term.metric)),
            _ => false,
        }
    }
    metrics.position(id).is_some_and(|at| typed(metrics, at))
}

/// Whether positions and scores of two models mean the same.
fn comparable(a: &Model, b: &Model) -> bool {
    let ids = |model: &Model| {
        let segments = model.segments.iter().map(|segment| segment.id.clone()).collect::<Vec<_>>();
        let ranks = |axis: &crate::health::Axis| axis.ranks.iter().map(|rank| rank.letter.clone()).collect::<Vec<_>>();
        let axes = model.axes.iter().map(|axis| (axis.id.clone(), ranks(axis))).collect::<Vec<_>>();
        (model.kind, segments, axes)
    };
    a == b || ids(a) == ids(b)
}

/// To order parts. Where health adds up, the score says more of a part than the level that it happened to cross.
fn size(moved: &Move, adds_up: bool) -> [(u64, u64); 3] {
    let axes = moved.axes.iter().map(|axis| axis.size()).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    let (segment, score) = (moved.segment.size(), moved.score.size());
    if adds_up && moved.segment.data == 0 { [score, segment, axes] } else { [segment, score, axes] }
}
