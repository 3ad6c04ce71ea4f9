//! What a condition can read, bound to its place in the view.

use super::scene::Scene;
use super::view::{Ending, HealthNow};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// A variable, bound.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Field {
    Metric(usize),
    Key,
    Name,
    Plan,
    Industry,
    Country,
    AccountPhase,
    Attribute(String),
    HasOwner,
    AccountDays,
    Cmrr,
    Churned,
    Segment(usize, Arc<[String]>),
    Previous(usize, Arc<[String]>),
    ChangedDays(usize),
    Score(usize),
    Coverage(usize),
    Rank(usize, usize, Arc<[String]>),
    Axis(usize, usize),
    DaysToEnd,
    DaysToDecline,
    Ringi,
    Journey,
    Phase,
    PhaseDays,
    StepsDone,
    Step(String),
    Date,
    Month,
    DayOfMonth,
    Weekday,
    Done(String),
    Sent(String),
}

/// The type of a variable or an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Flag,
    Int,
    Double,
    Text,
}

/// A value that a condition read, for showing. In JSON: null, true, a number or a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Seen {
    /// Nothing there.
    Absent,
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(f64),
    /// Text, such as a segment's id.
    Text(String),
}

impl Field {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::HasOwner | Self::Churned | Self::StepsDone | Self::Step(_) | Self::Done(_) | Self::Sent(_) => {
                Kind::Flag
            }
            Self::AccountDays | Self::ChangedDays(_) | Self::DaysToEnd | Self::DaysToDecline | Self::PhaseDays => {
                Kind::Int
            }
            Self::Month | Self::DayOfMonth | Self::Weekday => Kind::Int,
            Self::Metric(_) | Self::Cmrr | Self::Score(_) | Self::Coverage(_) | Self::Axis(..) => Kind::Double,
            _ => Kind::Text,
        }
    }

    /// The value of a flag.
    pub(super) fn flag(&self, scene: &Scene<'_>) -> Option<bool> {
        let ended = |step: &str, ending: Ending| {
            let of_run = |run| scene.view.ends.iter().any(|e| e.run == run && e.ending == ending && e.step == step);
            scene.run.map(of_run)
        };
        match self {
            Self::HasOwner => Some(scene.view.account.owner.is_some()),
            Self::Churned => Some(scene.view.account.churned),
            Self::StepsDone => scene.phase.map(|phase| phase.steps_done),
            Self::Step(id) => scene.phase.map(|_| scene.steps.is_some_and(|done| done.contains_key(id))),
            Self::Done(step) => ended(step, Ending::Done),
            Self::Sent(step) => ended(step, Ending::Sent),
            _ => None,
        }
    }

    /// The value of a number; NaN if absent.
    pub(super) fn number(&self, scene: &Scene<'_>) -> f64 {
        let view = scene.view;
        let health = |model: usize| view.health.get(model).unwrap_or(&HealthNow::UNKNOWN);
        let days = |days: Option<i32>| days.map_or(f64::NAN, f64::from);
        match self {
            Self::Metric(column) => view.metrics.get(*column).copied().unwrap_or(f64::NAN),
            Self::AccountDays => days(view.account.signed_up_on.map(|first| scene.today - first)),
            Self::Cmrr => view.account.cmrr,
            Self::ChangedDays(model) => days(health(*model).changed_on.map(|on| (scene.today - on).max(0))),
            Self::Score(model) => health(*model).score,
            Self::Coverage(model) => health(*model).coverage,
            Self::Axis(model, axis) => health(*model).axes[*axis],
            Self::DaysToEnd => days(view.contract.ends_on.map(|last| last - scene.today)),
            Self::DaysToDecline => days(view.contract.decline_by.map(|last| last - scene.today)),
            Self::PhaseDays => days(scene.phase.map(|phase| (scene.today - phase.entered_on).max(0))),
            Self::Month => f64::from(scene.today.ymd().1),
            Self::DayOfMonth => f64::from(scene.today.ymd().2),
            Self::Weekday => f64::from((scene.today.weekday() + 6) % 7 + 1),
            _ => f64::NAN,
        }
    }

    /// The value of a text.
    pub(super) fn text<'s>(&'s self, scene: &Scene<'s>) -> Option<Cow<'s, str>> {
        let view = scene.view;
        let word = |at: Option<usize>, words: &'s [String]| words.get(at?).map(String::as_str);
        let found = match self {
            Self::Key => Some(view.account.key),
            Self::Name => Some(view.account.name),
            Self::Plan => Some(view.account.plan),
            Self::Industry => Some(view.account.industry),
            Self::Country => Some(view.account.country),
            Self::AccountPhase => Some(view.account.phase),
            Self::Attribute(name) => view.account.attributes.get(name).map(String::as_str),
            Self::Segment(model, words) => word(view.health.get(*model)?.segment, words),
            Self::Previous(model, words) => word(view.health.get(*model)?.previous, words),
            Self::Rank(model, axis, words) => {
                let rank = view.health.get(*model)?.axes[*axis];
                word((rank >= 0.0).then_some(rank as usize), words)
            }
            Self::Ringi => view.contract.ringi,
            Self::Journey => scene.phase.map(|phase| phase.journey),
            Self::Phase => scene.phase.map(|phase| phase.id),
            Self::Date => return Some(Cow::Owned(scene.today.to_string())),
            _ => None,
        };
        found.map(Cow::Borrowed)
    }

    /// Whether there is a value; a text of an account's field counts if it is not empty.
    pub(super) fn present(&self, scene: &Scene<'_>) -> bool {
        match self.kind() {
            Kind::Flag => self.flag(scene).is_some(),
            Kind::Int | Kind::Double => !self.number(scene).is_nan(),
            Kind::Text => self.text(scene).is_some_and(|text| !text.is_empty()),
        }
    }

    /// The value, for showing.
    pub(super) fn seen(&self, scene: &Scene<'_>) -> Seen {
        match self.kind() {
            Kind::Flag => self.flag(scene).map_or(Seen::Absent, Seen::Flag),
            Kind::Int | Kind::Double => match self.number(scene) {
                number if number.is_finite() => Seen::Number(number),
                _ => Seen::Absent,
            },
            Kind::Text => self.text(scene).map_or(Seen::Absent, |text| Seen::Text(text.into_owned())),
        }
    }
}
