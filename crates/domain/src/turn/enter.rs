//! Who enters a play, and why somebody does not.

use super::deed::Deed;
use super::memory::{Arm, Marks, Memory, Run, RunState};
use super::state::{LivePlay, Turn};
use crate::conditions::{Cause, CauseKind, Part, Scene, Verdict};
use crate::key::Key;
use crate::plays::Trigger;
use banso_kernel::{Day, MemberId};

/// Why an account does not enter a play, whatever triggers it.
#[derive(Clone, Debug, PartialEq)]
pub enum Outside {
    /// The play is off.
    Off,
    /// Its stop date has come.
    Stopped,
    /// The account is in it.
    Active,
    /// The account was in it.
    Entered {
        /// When it last entered.
        on: Day,
        /// From when it may enter again; never without.
        again_on: Option<Day>,
    },
    /// The audience's condition does not hold: its parts that are not yes.
    Audience(Vec<Part>),
}

/// Why the account does not enter the play now; nothing if it would as soon as the play is triggered.
#[must_use]
pub fn outside(live: &LivePlay, scene: &Scene<'_>, memory: &Memory) -> Option<Outside> {
    let play = &live.play;
    if !live.on {
        return Some(Outside::Off);
    }
    if play.stopped(scene.today) {
        return Some(Outside::Stopped);
    }
    if memory.run_of(&play.id).is_some() {
        return Some(Outside::Active);
    }
    if let Some(on) = memory.entered.get(&play.id).copied() {
        let again_on = play.again_after.map(|days| on + days);
        if again_on.is_none_or(|day| scene.today < day) {
            return Some(Outside::Entered { on, again_on });
        }
    }
    let audience = play.audience.as_ref()?;
    if audience.judge(scene).yes() {
        return None;
    }
    Some(Outside::Audience(audience.parts(scene).into_iter().filter(|part| part.verdict != Verdict::Yes).collect()))
}

/// Why the play is triggered for the account today; nothing if it is not. `entered`: phases that it entered in this turn.
/// Plays that are started by hand are not triggered.
#[must_use]
pub fn triggered(trigger: &Trigger, scene: &Scene<'_>, memory: &Memory, entered: &[(String, String)]) -> Option<Cause> {
    match trigger {
        Trigger::Signal(id) => {
            let open = memory.signals.get(id).filter(|open| open.raised_on == scene.today)?;
            Some(Cause { kind: CauseKind::Signal, text: id.clone(), read: open.cause.read.clone() })
        }
        Trigger::Phase { journey, id } => {
            let is = |j: &str, phase: &str| j == journey && phase == id;
            let now = scene.phase.is_some_and(|now| is(now.journey, now.id) && now.entered_on == scene.today);
            let came = now || entered.iter().any(|(journey, phase)| is(journey, phase));
            came.then(|| Cause::of(CauseKind::Phase, format!("{journey}/{id}")))
        }
        Trigger::Segment { model, segment, name } => {
            let in_it = scene.view.health.get(*model)?.segment == Some(*segment);
            in_it.then(|| Cause::of(CauseKind::Segment, name.clone()))
        }
        Trigger::Schedule(schedule) => {
            schedule.falls_on(scene.today).then(|| Cause::of(CauseKind::Schedule, scene.today.to_string()))
        }
        Trigger::ByHand => None,
    }
}

impl Turn<'_> {
    /// Lets the account enter the plays that are triggered.
    pub(super) fn enter(&mut self) {
        let rules = self.rules;
        for live in &rules.plays {
            if let Some((cause, member)) = self.reason_to_enter(live) {
                self.enter_one(live, cause, member);
            }
        }
    }

    fn reason_to_enter(&self, live: &LivePlay) -> Option<(Cause, Option<MemberId>)> {
        if !live.on {
            return None;
        }
        let scene = self.scene();
        let reason = match &live.play.trigger {
            Trigger::ByHand => {
                let asked = self.view.asked.iter().find(|asked| asked.play == live.play.id)?;
                (Cause::of(CauseKind::ByHand, ""), Some(asked.member))
            }
            trigger => (triggered(trigger, &scene, &self.memory, &self.entered)?, None),
        };
        outside(live, &scene, &self.memory).is_none().then_some(reason)
    }

    fn enter_one(&mut self, live: &LivePlay, cause: Cause, member: Option<MemberId>) {
        let play = &live.play;
        let Some(first) = play.steps.first() else { return };
        let held_out = play.holds_out(self.view.account.key);
        let day = self.today.to_string();
        let why = format!("{}:{}", cause.kind.code(), cause.text);
        let account = self.view.account.id.0.to_le_bytes();
        let run = Run {
            key: Key::of(&[b"run", play.id.as_bytes(), &account, why.as_bytes(), day.as_bytes()]),
            play: play.id.clone(),
            version: live.version,
            arm: if held_out { Arm::HeldOut } else { Arm::Treated },
            cause,
            entered_on: self.today,
            entered_at: self.now.moment,
            member,
            step: first.id.clone(),
            wake_at: None,
            state: if held_out { RunState::Done } else { RunState::Active },
            marks: Marks::default(),
        };
        self.memory.entered.insert(play.id.clone(), self.today);
        self.deeds.push(Deed::Entered(Box::new(run.clone())));
        if !held_out {
            self.go_on_with(run);
        }
    }
}
