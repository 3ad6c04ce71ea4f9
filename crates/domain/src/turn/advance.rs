//! Which journey an account is on, and in which phase.

use super::deed::Deed;
use super::memory::Position;
use super::state::{Rules, Turn};
use crate::conditions::{Cause, CauseKind, Condition, PhaseNow, Scene};
use crate::journeys::Journey;

impl Turn<'_> {
    /// Settles journey and phase.
    pub(super) fn journey(&mut self) {
        let rules = self.rules;
        let Some(journey) = self.choose(rules) else { return };
        loop {
            self.mark_steps(journey);
            let Some((to, cause)) = self.next_phase(journey) else { return };
            self.move_to(journey, &journey.phases[to].id, cause);
        }
    }

    /// The account's journey: the first whose condition holds, else the one that it is on. It does not change on a day on
    /// which the account entered its phase, so that no two conditions can toss it to and fro.
    fn choose<'r>(&mut self, rules: &'r Rules) -> Option<&'r Journey> {
        let scene = self.scene();
        let own = |journey: &&Journey| journey.only.as_ref().is_none_or(|only| only.judge(&scene).yes());
        let first = rules.journeys.iter().find(own);
        let position = self.memory.position.as_ref();
        let present = position.and_then(|position| rules.journey(&position.journey));
        let settled = position.is_some_and(|position| position.entered_on >= self.today);
        let chosen = if settled { present.or(first) } else { first.or(present) }?;
        let known = position.is_some_and(|p| p.journey == chosen.id && chosen.position(&p.phase).is_some());
        if !known {
            let cause = match &chosen.only {
                Some(only) => Cause { kind: CauseKind::Journey, text: only.text().to_owned(), read: only.read(&scene) },
                None => Cause::of(CauseKind::Journey, ""),
            };
            self.move_to(chosen, &chosen.phases.first()?.id, cause);
        }
        Some(chosen)
    }

    /// Steps whose conditions hold are done, and stay done.
    fn mark_steps(&mut self, journey: &Journey) {
        let scene = self.scene();
        let open = |id: &str| !scene.steps.is_some_and(|done| done.contains_key(id));
        let mut done = Vec::new();
        for step in journey.steps().filter(|step| open(&step.id)) {
            if let Some(when) = step.done_when.as_ref().filter(|when| when.judge(&scene).yes()) {
                done.push((step.id.clone(), cause(CauseKind::Condition, when, &scene)));
            }
        }
        for (step, cause) in done {
            self.memory.steps.entry(journey.id.clone()).or_default().insert(step.clone(), self.today);
            self.deeds.push(Deed::StepDone { journey: journey.id.clone(), step, cause });
        }
    }

    /// Where the account goes from its phase. Forward at any time; back only from a phase that it was in before today, and
    /// not where it would come straight back.
    fn next_phase(&self, journey: &Journey) -> Option<(usize, Cause)> {
        let scene = self.scene();
        let phase = scene.phase?;
        let at = journey.position(phase.id)?;
        if let Some((to, when)) = forward(journey, at, &scene) {
            return Some((to, cause(CauseKind::Condition, when, &scene)));
        }
        if phase.entered_on >= self.today {
            return None;
        }
        let falls = journey.phases[at].back.as_ref().filter(|(when, _)| when.judge(&scene).yes());
        let falls = falls.map(|(when, to)| (*to, CauseKind::Back, when));
        let earlier = || {
            let open = journey.phases[..at].iter().enumerate().filter(|(_, phase)| phase.from.contains(&at));
            let mut open = open.filter_map(|(to, phase)| Some((to, CauseKind::Condition, phase.enter.as_ref()?)));
            open.find(|(_, _, enter)| enter.judge(&scene).yes())
        };
        let (to, kind, when) = falls.or_else(earlier)?;
        (!self.comes_back(journey, to, at, &scene)).then(|| (to, cause(kind, when, &scene)))
    }

    /// Whether the account, put into phase `from`, would go forward to phase `to` at once.
    fn comes_back(&self, journey: &Journey, from: usize, to: usize, scene: &Scene<'_>) -> bool {
        let mut at = from;
        while at < to {
            let id = journey.phases[at].id.as_str();
            let steps_done = journey.steps_done(id, scene.steps);
            let phase = PhaseNow { journey: &journey.id, id, entered_on: self.today, steps_done };
            match forward(journey, at, &Scene { phase: Some(phase), ..*scene }) {
                Some((next, _)) => at = next,
                None => return false,
            }
        }
        at == to
    }

    /// Puts the account into a phase.
    pub(super) fn move_to(&mut self, journey: &Journey, to: &str, cause: Cause) {
        let (journey, to) = (journey.id.clone(), to.to_owned());
        let position = Position {
            journey: journey.clone(),
            phase: to.clone(),
            entered_on: self.today,
            entered_at: self.now.moment,
        };
        let from = self.memory.position.replace(position).map(|before| before.phase);
        self.entered.push((journey.clone(), to.clone()));
        self.deeds.push(Deed::Moved { journey, from, to, cause });
    }
}

/// The first later phase that can be entered from the one at `at` and whose condition holds.
fn forward<'j>(journey: &'j Journey, at: usize, scene: &Scene<'_>) -> Option<(usize, &'j Condition)> {
    let open = journey.phases.iter().enumerate().skip(at + 1).filter(|(_, phase)| phase.from.contains(&at));
    let mut open = open.filter_map(|(to, phase)| Some((to, phase.enter.as_ref()?)));
    open.find(|(_, enter)| enter.judge(scene).yes())
}

fn cause(kind: CauseKind, when: &Condition, scene: &Scene<'_>) -> Cause {
    Cause { kind, text: when.text().to_owned(), read: when.read(scene) }
}
