//! What was decided before for an account.

use super::deed::SkipReason;
use crate::conditions::Cause;
use crate::key::Key;
use banso_kernel::{Day, MemberId, Micros, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All that the turn remembers of an account. Starts empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// Where it is on its journey.
    pub position: Option<Position>,
    /// Steps done, by journey and step, with the day.
    pub steps: BTreeMap<String, BTreeMap<String, Day>>,
    /// Open signals by id.
    pub signals: BTreeMap<String, OpenSignal>,
    /// Active runs of plays, oldest first.
    pub runs: Vec<Run>,
    /// The day on which it last entered each play, in whichever arm.
    pub entered: BTreeMap<String, Day>,
}

/// Where an account is on its journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Journey id.
    pub journey: String,
    /// Phase id.
    pub phase: String,
    /// First day in it.
    pub entered_on: Day,
    /// The moment of the move.
    pub entered_at: Micros,
}

/// A signal that was raised and has not cleared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenSignal {
    /// The day on which it was raised.
    pub raised_on: Day,
    /// The moment.
    pub raised_at: Micros,
    /// The last day on which its condition held.
    pub true_on: Day,
    /// Why it was raised.
    pub cause: Cause,
}

/// An account's way through a play.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Derived from play, account, cause and day of entry.
    pub key: Key,
    /// Play id.
    pub play: String,
    /// Version of the play's definition at entry.
    pub version: i64,
    /// Treated, or held out for comparison.
    pub arm: Arm,
    /// Why it entered.
    pub cause: Cause,
    /// The day of entry.
    pub entered_on: Day,
    /// The moment of entry.
    pub entered_at: Micros,
    /// Who started it by hand.
    #[serde(default)]
    pub member: Option<MemberId>,
    /// Id of the step at which it stands; of the last one once it ended.
    pub step: String,
    /// When to look again at the latest. Every active run has one.
    pub wake_at: Option<Micros>,
    /// Whether it goes on.
    pub state: RunState,
    /// What it has done.
    pub marks: Marks,
}

/// In which group an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arm {
    /// Gets what the play does.
    Treated,
    /// Gets nothing, for comparison.
    HeldOut,
}

/// Whether a run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Goes on.
    Active,
    /// Came to its end, or is held out.
    Done,
    /// Ended before its end: see [`EndReason`](super::EndReason).
    Stopped,
}

/// What a run has done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// The day on which it came to the step where it stands.
    pub came_on: Option<Day>,
    /// Steps passed, in order, with the moment.
    pub passed: Vec<(String, Micros)>,
    /// What its steps left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<Skip>,
}

/// Something that a step says and that did not happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skip {
    /// Step id.
    pub step: String,
    /// Who gets nothing; none if it is nobody's.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Why.
    pub why: SkipReason,
    /// The day.
    pub on: Day,
}

impl Memory {
    /// When to look at the account again at the latest, besides every new day; none without active runs.
    #[must_use]
    pub fn wake_at(&self) -> Option<Micros> {
        self.runs.iter().filter_map(|run| run.wake_at).min()
    }

    /// The active run of a play.
    #[must_use]
    pub fn run_of(&self, play: &str) -> Option<&Run> {
        self.runs.iter().find(|run| run.play == play)
    }
}

impl Arm {
    /// Its name in stores.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Arm::Treated => "treated",
            Arm::HeldOut => "held_out",
        }
    }
}

impl RunState {
    /// Its name in stores.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            RunState::Active => "active",
            RunState::Done => "done",
            RunState::Stopped => "stopped",
        }
    }
}
