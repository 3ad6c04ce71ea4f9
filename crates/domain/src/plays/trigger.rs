//! When accounts enter a play.

use crate::conditions::Vocabulary;
use banso_kernel::{Day, Problem};
use serde::Deserialize;

/// When accounts enter a play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// A signal was raised today.
    Signal(String),
    /// A phase was entered today.
    Phase {
        /// Journey id.
        journey: String,
        /// Phase id.
        id: String,
    },
    /// The account is in a segment.
    Segment {
        /// Position of the model in the vocabulary.
        model: usize,
        /// Position of the segment.
        segment: usize,
        /// `model/segment`.
        name: String,
    },
    /// On certain days.
    Schedule(Schedule),
    /// A member starts it.
    ByHand,
}

/// Days on which a play starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// Every day.
    Daily,
    /// On a weekday, 1 = Monday.
    Weekly(u8),
    /// On a day of the month; on its last day where it has fewer.
    Monthly(i8),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTrigger {
    signal: Option<String>,
    phase: Option<RawPhase>,
    segment: Option<RawSegment>,
    schedule: Option<String>,
    by_hand: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPhase {
    journey: String,
    id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSegment {
    model: String,
    id: String,
}

impl RawTrigger {
    /// Exactly one trigger, with known names.
    pub(super) fn check(self, words: &Vocabulary) -> Result<Trigger, Problem> {
        match (self.signal, self.phase, self.segment, self.schedule, self.by_hand) {
            (Some(signal), None, None, None, None) => {
                if !words.signals.is_empty() && !words.signals.contains(&signal) {
                    return Err(Problem::new("problem-play-signal").with("id", signal));
                }
                Ok(Trigger::Signal(signal))
            }
            (None, Some(RawPhase { journey, id }), None, None, None) => {
                let known = words.journeys.iter().any(|words| words.id == journey && words.phases.contains(&id));
                if !words.journeys.is_empty() && !known {
                    return Err(Problem::new("problem-condition-phase").with("word", format!("{journey}/{id}")));
                }
                Ok(Trigger::Phase { journey, id })
            }
            (None, None, Some(raw), None, None) => {
                let unknown = || Problem::new("problem-condition-model").with("name", raw.model.clone());
                let model = words.model(&raw.model).ok_or_else(unknown)?;
                let no_segment = || Problem::new("problem-condition-segment").with("word", raw.id.clone());
                let segment = words.models[model].segment(&raw.id).ok_or_else(no_segment)?;
                Ok(Trigger::Segment { model, segment, name: format!("{}/{}", raw.model, raw.id) })
            }
            (None, None, None, Some(schedule), None) => {
                let unknown = || Problem::new("problem-play-schedule").with("text", schedule.clone());
                Schedule::parse(&schedule).map(Trigger::Schedule).ok_or_else(unknown)
            }
            (None, None, None, None, Some(true)) => Ok(Trigger::ByHand),
            _ => Err(Problem::new("problem-play-trigger")),
        }
    }
}

impl Schedule {
    /// Reads `daily`, `weekly:1` (Monday) to `weekly:7`, `monthly:1` to `monthly:31`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None if text == "daily" => Some(Self::Daily),
            Some(("weekly", day)) => day.parse().ok().filter(|day| (1..=7).contains(day)).map(Self::Weekly),
            Some(("monthly", day)) => day.parse().ok().filter(|day| (1..=31).contains(day)).map(Self::Monthly),
            _ => None,
        }
    }

    /// Whether it is the day.
    #[must_use]
    pub fn falls_on(self, day: Day) -> bool {
        match self {
            Self::Daily => true,
            Self::Weekly(weekday) => (day.weekday() + 6) % 7 + 1 == weekday,
            Self::Monthly(date) => day.month().day(date) == day,
        }
    }
}
