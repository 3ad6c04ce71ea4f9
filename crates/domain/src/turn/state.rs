//! The turn itself, and what its parts share.

use super::deed::Deed;
use super::memory::Memory;
use crate::conditions::{PhaseNow, Scene, View};
use crate::journeys::Journey;
use crate::plays::{Limits, Play};
use crate::signals::Signals;
use banso_kernel::{Day, Micros, PersonId, Zone};
use std::collections::BTreeMap;

/// All definitions that count, compiled against one vocabulary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// Journeys, in order of their ids.
    pub journeys: Vec<Journey>,
    /// Signals.
    pub signals: Signals,
    /// Plays that are on, and those whose runs have yet to end.
    pub plays: Vec<LivePlay>,
    /// Limits on messages.
    pub limits: Limits,
}

/// A play as it is switched.
#[derive(Clone, Debug, PartialEq)]
pub struct LivePlay {
    /// Its definition.
    pub play: Play,
    /// Version of the definition.
    pub version: i64,
    /// Whether it is on. Active runs of a play that is off end.
    pub on: bool,
}

/// The moment of a turn, and the calendar.
#[derive(Clone, Copy)]
pub struct Now<'a> {
    /// The moment.
    pub moment: Micros,
    /// The workspace's zone.
    pub zone: &'a Zone,
    /// Whether a day is a business day.
    pub business_day: &'a dyn Fn(Day) -> bool,
}

/// A turn under way.
pub(super) struct Turn<'a> {
    pub(super) rules: &'a Rules,
    pub(super) view: &'a View<'a>,
    pub(super) now: &'a Now<'a>,
    pub(super) today: Day,
    pub(super) memory: Memory,
    pub(super) deeds: Vec<Deed>,
    /// Phases entered in this turn: journey and phase.
    pub(super) entered: Vec<(String, String)>,
    /// Messages that this turn decided, by person.
    pub(super) messages: BTreeMap<PersonId, Vec<Micros>>,
}

/// Decides what must happen for an account now. Memory and deeds are to be saved together. With the same view and the
/// memory that it gave, it decides nothing more at the same moment.
#[must_use]
pub fn turn(rules: &Rules, view: &View<'_>, memory: &Memory, now: &Now<'_>) -> (Memory, Vec<Deed>) {
    let mut turn = Turn {
        rules,
        view,
        now,
        today: now.zone.day_of(now.moment),
        memory: memory.clone(),
        deeds: Vec::new(),
        entered: Vec::new(),
        messages: BTreeMap::new(),
    };
    loop {
        let before = turn.deeds.len();
        turn.journey();
        turn.notice();
        turn.go_on();
        turn.enter();
        if turn.deeds.len() == before {
            return (turn.memory, turn.deeds);
        }
    }
}

/// What conditions see of an account, given what is remembered of it.
#[must_use]
pub fn scene<'a>(rules: &Rules, view: &'a View<'a>, memory: &'a Memory, today: Day) -> Scene<'a> {
    let Some(position) = &memory.position else { return Scene::new(view, today) };
    let steps = memory.steps.get(&position.journey);
    let journey = rules.journey(&position.journey);
    let phase = PhaseNow {
        journey: &position.journey,
        id: &position.phase,
        entered_on: position.entered_on,
        steps_done: journey.is_some_and(|journey| journey.steps_done(&position.phase, steps)),
    };
    Scene { phase: Some(phase), steps, ..Scene::new(view, today) }
}

impl Rules {
    /// The journey with this id.
    #[must_use]
    pub fn journey(&self, id: &str) -> Option<&Journey> {
        self.journeys.iter().find(|journey| journey.id == id)
    }

    /// The play with this id.
    #[must_use]
    pub fn play(&self, id: &str) -> Option<&LivePlay> {
        self.plays.iter().find(|live| live.play.id == id)
    }
}

impl Turn<'_> {
    pub(super) fn scene(&self) -> Scene<'_> {
        scene(self.rules, self.view, &self.memory, self.today)
    }
}
