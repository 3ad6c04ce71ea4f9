//! The names that conditions may use.

use crate::health::{Model, ModelKind};
use crate::metrics::MetricSet;
use std::sync::Arc;

/// All names that conditions may use. Positions count: a [`View`](super::View) gives metrics and health in this order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    /// Metric ids, in the order of the columns.
    pub metrics: Vec<String>,
    /// Health models.
    pub models: Vec<ModelWords>,
    /// Journeys; where there are none, phases and steps are not checked.
    pub journeys: Vec<JourneyWords>,
    /// Signal ids; where there are none, the signals of plays are not checked.
    pub signals: Vec<String>,
}

/// The names of a health model.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelWords {
    /// Model id.
    pub id: String,
    /// Segment ids, best first.
    pub segments: Arc<[String]>,
    /// Axis ids, each with its ranks' letters, best first; without letters the axis yields a number.
    pub axes: Vec<(String, Arc<[String]>)>,
}

/// The names of a journey.
#[derive(Clone, Debug, PartialEq)]
pub struct JourneyWords {
    /// Journey id.
    pub id: String,
    /// Phase ids, in order.
    pub phases: Vec<String>,
    /// Ids of the steps of all phases.
    pub steps: Vec<String>,
}

/// A vocabulary, and what is known only where the condition stands.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The names of the workspace.
    pub words: &'a Vocabulary,
    /// In a journey's definition: its own names, which stand in for `words.journeys`.
    pub journey: Option<&'a JourneyWords>,
    /// In a play's definition: its step ids, for `done.<step>` and `sent.<step>`.
    pub play_steps: &'a [String],
}

impl Vocabulary {
    /// The names of a workspace's metrics and models; journeys are added as they are read.
    #[must_use]
    pub fn of<'m>(metrics: &MetricSet, models: impl IntoIterator<Item = &'m Model>) -> Self {
        Self {
            metrics: metrics.metrics.iter().map(|metric| metric.id.clone()).collect(),
            models: models.into_iter().map(ModelWords::of).collect(),
            ..Self::default()
        }
    }

    /// The scope of a condition that stands in a set of signals.
    #[must_use]
    pub fn scope(&self) -> Scope<'_> {
        Scope { words: self, journey: None, play_steps: &[] }
    }

    /// Position of a health model.
    #[must_use]
    pub fn model(&self, id: &str) -> Option<usize> {
        self.models.iter().position(|model| model.id == id)
    }
}

impl ModelWords {
    /// The names of `model`.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let letters = |at: usize| match model.kind {
            ModelKind::RankMatrix => model.axes[at].ranks.iter().map(|rank| rank.letter.clone()).collect(),
            ModelKind::Score | ModelKind::Points => Arc::from([]),
        };
        Self {
            id: model.id.clone(),
            segments: model.segments.iter().map(|segment| segment.id.clone()).collect(),
            axes: model.axes.iter().enumerate().map(|(at, axis)| (axis.id.clone(), letters(at))).collect(),
        }
    }

    /// Position of a segment, 0 the best.
    #[must_use]
    pub fn segment(&self, id: &str) -> Option<usize> {
        self.segments.iter().position(|segment| segment == id)
    }
}

impl<'a> Scope<'a> {
    fn journeys(&self) -> &'a [JourneyWords] {
        self.journey.map_or(&self.words.journeys, std::slice::from_ref)
    }

    /// Whether a journey in scope has the phase; yes where no journey is known.
    pub(crate) fn knows_phase(&self, id: &str) -> bool {
        self.journeys().is_empty()
            || self.journeys().iter().any(|journey| journey.phases.iter().any(|phase| phase == id))
    }

    /// Whether a journey in scope has the step; yes where no journey is known.
    pub(super) fn knows_step(&self, id: &str) -> bool {
        self.journeys().is_empty() || self.journeys().iter().any(|journey| journey.steps.iter().any(|step| step == id))
    }
}
