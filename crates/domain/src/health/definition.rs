//! Model definitions: TOML in, checked [`Model`] out.

use crate::metrics::MetricSet;
use crate::toml_text;
use banso_kernel::{Problem, Text};
use serde::Deserialize;

/// How axes combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelKind {
    /// Two axes with ranks; their grid gives the segment.
    RankMatrix,
    /// Axes with scores 0–100; their weighted mean gives the level.
    Score,
    /// Axes with points; their sum gives the level.
    Points,
}

/// A health model, without its version: the store gives versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// `a-z0-9_`.
    pub id: String,
    /// Short name.
    pub name: Text,
    /// What it is for.
    pub about: Text,
    /// How axes combine.
    pub kind: ModelKind,
    /// One to four.
    pub axes: Vec<Axis>,
    /// All criteria, axis by axis; at most 64, so that a set of them is one word.
    pub criteria: Vec<Criterion>,
    /// Segments or levels, best first.
    pub segments: Vec<Segment>,
    /// Rank matrix: segment by rank of the first axis (rows) and of the second (columns), best first.
    pub grid: Vec<Vec<u8>>,
    /// Below this coverage (0–1) an account has no segment.
    pub min_coverage: f64,
}

/// A family of criteria.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// `a-z0-9_`.
    pub id: String,
    /// Short name.
    pub name: Text,
    /// The question that it answers.
    pub about: Text,
    /// Rank matrix: ranks best first, each a letter with a word.
    pub ranks: Vec<Rank>,
    /// Score: share in the whole.
    pub weight: f64,
}

/// A rank of an axis.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rank {
    /// A letter.
    pub letter: String,
    /// A word or two.
    pub name: Text,
}

/// A group that a model puts accounts in.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// `a-z0-9_`.
    pub id: String,
    /// Short name.
    pub name: Text,
    /// What it means and what to do with accounts in it.
    pub about: Text,
    /// Score and points: lowest total of this level; the last level has none.
    #[serde(default)]
    pub from: Option<f64>,
}

/// A condition over a metric, with what to do while it is not met.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// `a-z0-9_`, unique in the model.
    pub id: String,
    /// A sentence.
    pub name: Text,
    /// The next action while it is not met.
    pub next: Text,
    /// Metric id.
    pub metric: String,
    /// Position of the metric in its set.
    pub column: usize,
    /// Position of the axis.
    pub axis: usize,
    /// The condition.
    pub test: Test,
    /// Share in coverage, and in a score.
    pub weight: f64,
    /// Rank matrix: position of the rank that needs it (and every better one).
    pub rank: usize,
    /// Points: what it is worth.
    pub points: f64,
    /// Score: the value at which progress is 0.
    pub zero: f64,
}

/// A threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Test {
    /// Met at this value and above.
    AtLeast(f64),
    /// Met at this value and below.
    AtMost(f64),
}

impl Test {
    /// The wanted value.
    #[must_use]
    pub fn wanted(self) -> f64 {
        match self {
            Test::AtLeast(value) | Test::AtMost(value) => value,
        }
    }

    /// Whether `value` meets it.
    #[must_use]
    pub fn met(self, value: f64) -> bool {
        match self {
            Test::AtLeast(wanted) => value >= wanted,
            Test::AtMost(wanted) => value <= wanted,
        }
    }

    /// How far `value` has come from `zero` to what is wanted, 0–1.
    #[must_use]
    pub fn progress(self, value: f64, zero: f64) -> f64 {
        if self.met(value) {
            return 1.0;
        }
        let wanted = self.wanted();
        if wanted == zero { 0.0 } else { ((value - zero) / (wanted - zero)).clamp(0.0, 1.0) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawModel {
    id: String,
    kind: ModelKind,
    name: Text,
    #[serde(default)]
    about: Text,
    #[serde(default)]
    min_coverage: Option<f64>,
    segment: Vec<Segment>,
    #[serde(default)]
    grid: Vec<Vec<String>>,
    axis: Vec<RawAxis>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAxis {
    id: String,
    name: Text,
    #[serde(default)]
    about: Text,
    #[serde(default)]
    rank: Vec<Rank>,
    #[serde(default)]
    weight: Option<f64>,
    criterion: Vec<RawCriterion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCriterion {
    id: String,
    name: Text,
    next: Text,
    metric: String,
    at_least: Option<f64>,
    at_most: Option<f64>,
    #[serde(default)]
    weight: Option<f64>,
    rank: Option<String>,
    points: Option<f64>,
    zero: Option<f64>,
}

impl Model {
    /// Reads and checks a model against the metrics that it may use. All problems are reported.
    pub fn parse(text: &str, metrics: &MetricSet) -> Result<Self, Vec<Problem>> {
        let raw: RawModel = toml_text::read(text).map_err(|problem| vec![problem])?;
        let mut problems = Vec::new();
        let mut note = |problem: Problem| problems.push(problem);
        toml_text::check_id(&raw.id).unwrap_or_else(&mut note);
        let axes_wanted = if raw.kind == ModelKind::RankMatrix { 2..=2 } else { 1..=super::MOST_AXES };
        if !axes_wanted.contains(&raw.axis.len()) {
            note(Problem::new("problem-model-axes").with("axes", raw.axis.len()));
        }
        if !(2..=12).contains(&raw.segment.len()) {
            note(Problem::new("problem-model-segments").with("segments", raw.segment.len()));
        }
        let (mut axes, mut criteria) = (Vec::new(), Vec::<Criterion>::new());
        for (at, axis) in raw.axis.into_iter().enumerate() {
            if raw.kind == ModelKind::RankMatrix && !(2..=9).contains(&axis.rank.len()) {
                note(Problem::new("problem-model-ranks").with("axis", axis.id.clone()));
            }
            for criterion in axis.criterion {
                let id = criterion.id.clone();
                let taken = criteria.iter().any(|known| known.id == id);
                match check_criterion(criterion, raw.kind, at, &axis.rank, metrics) {
                    Ok(_) if taken => note(Problem::new("problem-model-id-taken").with("id", id)),
                    Ok(criterion) => criteria.push(criterion),
                    Err(problem) => note(problem.with("criterion", id)),
                }
            }
            let weight = positive(axis.weight).unwrap_or(1.0);
            axes.push(Axis { id: axis.id, name: axis.name, about: axis.about, ranks: axis.rank, weight });
        }
        if !(1..=64).contains(&criteria.len()) {
            note(Problem::new("problem-model-criteria").with("criteria", criteria.len()));
        }
        let grid = check_grid(raw.kind, &raw.grid, &axes, &raw.segment).unwrap_or_else(|problem| {
            note(problem);
            Vec::new()
        });
        if raw.kind != ModelKind::RankMatrix && !levels_descend(&raw.segment) {
            note(Problem::new("problem-model-levels"));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            id: raw.id,
            name: raw.name,
            about: raw.about,
            kind: raw.kind,
            axes,
            criteria,
            segments: raw.segment,
            grid,
            min_coverage: raw.min_coverage.unwrap_or(0.5).clamp(0.0, 1.0),
        })
    }

    /// Position of a segment.
    #[must_use]
    pub fn segment(&self, id: &str) -> Option<usize> {
        self.segments.iter().position(|segment| segment.id == id)
    }

    /// The criteria in a set of bits.
    pub fn in_set(&self, bits: u64) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, criterion)| criterion)
    }
}

fn positive(weight: Option<f64>) -> Option<f64> {
    weight.filter(|weight| weight.is_finite() && *weight > 0.0)
}

fn check_criterion(
    raw: RawCriterion,
    kind: ModelKind,
    axis: usize,
    ranks: &[Rank],
    metrics: &MetricSet,
) -> Result<Criterion, Problem> {
    toml_text::check_id(&raw.id)?;
    let column = metrics
        .position(&raw.metric)
        .ok_or_else(|| Problem::new("problem-metric-unknown").with("other", raw.metric.clone()))?;
    let test = match (raw.at_least, raw.at_most) {
        (Some(value), None) if value.is_finite() => Test::AtLeast(value),
        (None, Some(value)) if value.is_finite() => Test::AtMost(value),
        _ => return Err(Problem::new("problem-model-test")),
    };
    let rank = match (kind, &raw.rank) {
        (ModelKind::RankMatrix, Some(letter)) => ranks
            .iter()
            .position(|rank| rank.letter == *letter)
            .filter(|at| at + 1 < ranks.len())
            .ok_or_else(|| Problem::new("problem-model-rank-unknown").with("rank", letter.clone()))?,
        (ModelKind::RankMatrix, None) => return Err(Problem::new("problem-model-rank-missing")),
        _ => 0,
    };
    let points = match (kind, raw.points) {
        (ModelKind::Points, Some(points)) if points.is_finite() => points,
        (ModelKind::Points, _) => return Err(Problem::new("problem-model-points-missing")),
        _ => 0.0,
    };
    let zero = raw.zero.unwrap_or(match test {
        Test::AtLeast(_) => 0.0,
        Test::AtMost(wanted) if wanted > 0.0 => wanted * 2.0,
        Test::AtMost(wanted) => wanted + 1.0,
    });
    let weight = positive(raw.weight).unwrap_or(if points > 0.0 { points } else { 1.0 });
    let Text { ja, en } = &raw.next;
    if ja.is_empty() || en.is_empty() || raw.name.ja.is_empty() || raw.name.en.is_empty() {
        return Err(Problem::new("problem-definition-name-missing"));
    }
    Ok(Criterion {
        id: raw.id,
        name: raw.name,
        next: raw.next,
        metric: raw.metric,
        column,
        axis,
        test,
        weight,
        rank,
        points,
        zero,
    })
}

fn check_grid(
    kind: ModelKind,
    grid: &[Vec<String>],
    axes: &[Axis],
    segments: &[Segment],
) -> Result<Vec<Vec<u8>>, Problem> {
    if kind != ModelKind::RankMatrix {
        return if grid.is_empty() { Ok(Vec::new()) } else { Err(Problem::new("problem-model-grid-unused")) };
    }
    let size = |axis: usize| axes.get(axis).map_or(0, |axis| axis.ranks.len());
    if grid.len() != size(0) || grid.iter().any(|row| row.len() != size(1)) {
        return Err(Problem::new("problem-model-grid").with("rows", size(0)).with("columns", size(1)));
    }
    let find = |id: &String| {
        let at = segments.iter().position(|segment| segment.id == *id);
        at.map(|at| at as u8).ok_or_else(|| Problem::new("problem-model-segment-unknown").with("segment", id.clone()))
    };
    grid.iter().map(|row| row.iter().map(find).collect()).collect()
}

fn levels_descend(levels: &[Segment]) -> bool {
    let Some((last, above)) = levels.split_last() else { return false };
    last.from.is_none()
        && above.iter().all(|level| level.from.is_some_and(f64::is_finite))
        && above.windows(2).all(|pair| pair[0].from > pair[1].from)
}
