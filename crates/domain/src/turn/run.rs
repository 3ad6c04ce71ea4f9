//! A run of a play goes on, step by step.

use super::deed::{Deed, EndReason};
use super::memory::{Run, RunState};
use super::state::Turn;
use crate::plays::{Does, Play};
use banso_kernel::Micros;

/// Where a run goes from a step.
enum Way {
    To(usize),
    WaitUntil(Micros),
    End,
}

impl Turn<'_> {
    /// Goes on with all active runs.
    pub(super) fn go_on(&mut self) {
        for run in std::mem::take(&mut self.memory.runs) {
            self.go_on_with(run);
        }
    }

    /// Goes on with a run until it waits (then it is remembered) or ends.
    pub(super) fn go_on_with(&mut self, mut run: Run) {
        let Some(live) = self.rules.play(&run.play).filter(|live| live.on) else {
            return self.end(run, RunState::Stopped, EndReason::SwitchedOff);
        };
        if live.play.stopped(self.today) {
            return self.end(run, RunState::Stopped, EndReason::StopDate);
        }
        let Some(mut at) = live.play.step(&run.step) else {
            return self.end(run, RunState::Stopped, EndReason::Changed);
        };
        loop {
            match self.step(&live.play, at, &mut run) {
                Way::To(next) if next < live.play.steps.len() => {
                    run.pass(&live.play.steps[at].id, self.now.moment);
                    at = next;
                    run.step.clone_from(&live.play.steps[at].id);
                }
                Way::To(_) | Way::End => {
                    run.pass(&live.play.steps[at].id, self.now.moment);
                    return self.end(run, RunState::Done, EndReason::Finished);
                }
                Way::WaitUntil(moment) => {
                    run.wake_at = Some(moment);
                    return self.memory.runs.push(run);
                }
            }
        }
    }

    /// Does the step at `at`, and says where the run goes.
    fn step(&mut self, play: &Play, at: usize, run: &mut Run) -> Way {
        let step = &play.steps[at];
        match &step.does {
            Does::Wait { days } => self.wait(run, *days).map_or(Way::To(at + 1), Way::WaitUntil),
            Does::WaitUntil { when, at_most_days, otherwise } => {
                if when.judge(&self.scene().in_run(run.key)).yes() {
                    return Way::To(at + 1);
                }
                self.wait(run, *at_most_days).map_or(Way::To(otherwise.unwrap_or(at + 1)), Way::WaitUntil)
            }
            Does::Branch { when, then, otherwise } => {
                let yes = when.judge(&self.scene().in_run(run.key)).yes();
                Way::To(if yes { *then } else { *otherwise })
            }
            Does::End => Way::End,
            _ => {
                self.act(run, step);
                Way::To(at + 1)
            }
        }
    }

    /// The moment until which the run waits at its step; nothing once that has come.
    fn wait(&self, run: &mut Run, days: i32) -> Option<Micros> {
        let came = *run.marks.came_on.get_or_insert(self.today);
        let over = self.now.zone.start_of(came + days);
        (self.now.moment < over).then_some(over)
    }

    fn end(&mut self, mut run: Run, state: RunState, why: EndReason) {
        (run.state, run.wake_at) = (state, None);
        self.deeds.push(Deed::Ended { run: Box::new(run), why });
    }
}

impl Run {
    fn pass(&mut self, step: &str, moment: Micros) {
        self.marks.passed.push((step.to_owned(), moment));
        self.marks.came_on = None;
    }
}
