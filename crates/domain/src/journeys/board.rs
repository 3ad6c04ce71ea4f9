//! What the board of a journey shows of an account.

use super::definition::{Journey, Phase, Step};
use crate::conditions::{Part, Scene, Usual, Verdict};
use banso_kernel::Day;
use std::collections::BTreeMap;

/// What is missing for the next phase.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing<'j> {
    /// The next phase.
    pub phase: &'j Phase,
    /// Parts of its entry condition that do not hold, each with the present values.
    pub parts: Vec<Part>,
    /// Required steps of the present phase that are not done.
    pub steps: Vec<&'j Step>,
}

impl Journey {
    /// What is missing for the phase that follows the one in which the account is; nothing on the last.
    #[must_use]
    pub fn missing(&self, scene: &Scene<'_>) -> Option<Missing<'_>> {
        let at = self.position(scene.phase?.id)?;
        let phase = self.phases[at + 1..].iter().find(|phase| phase.from.contains(&at))?;
        let parts =
            phase.enter.as_ref()?.parts(scene).into_iter().filter(|part| part.verdict != Verdict::Yes).collect();
        let open = |step: &&Step| step.required && !scene.steps.is_some_and(|done| done.contains_key(&step.id));
        Some(Missing { phase, parts, steps: self.phases[at].steps.iter().filter(open).collect() })
    }

    /// Whether all required steps of a phase are among those done.
    #[must_use]
    pub fn steps_done(&self, phase: &str, done: Option<&BTreeMap<String, Day>>) -> bool {
        let is_done = |step: &Step| done.is_some_and(|done| done.contains_key(&step.id));
        self.phase(phase).is_some_and(|phase| phase.steps.iter().all(|step| !step.required || is_done(step)))
    }

    /// Whether `days` in a phase are more than usual: the 80th percentile of past stays, else the phase's `usual_days`.
    /// Accounts do not stumble in the last phase.
    #[must_use]
    pub fn stumbles(&self, phase: &str, days: i32, usual: &Usual) -> bool {
        let limit = usual.days(&self.id, phase).or_else(|| self.phase(phase)?.usual_days);
        self.leads_on(phase) && limit.is_some_and(|limit| days > limit)
    }
}
