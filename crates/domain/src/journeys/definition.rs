//! Journey definitions: TOML in, checked [`Journey`] out.

use crate::conditions::{Condition, JourneyWords, Scope, Vocabulary};
use crate::toml_text;
use banso_kernel::{Problem, Text};
use serde::Deserialize;

/// A journey: phases in order, and what leads from one to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Journey {
    /// `a-z0-9_`.
    pub id: String,
    /// Short name.
    pub name: Text,
    /// What it is for; may be empty.
    pub about: Text,
    /// Whose journey it is; everybody's without.
    pub only: Option<Condition>,
    /// One to twenty, in order.
    pub phases: Vec<Phase>,
}

/// A phase of a journey.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// `a-z0-9_`, unique in the journey.
    pub id: String,
    /// Short name.
    pub name: Text,
    /// What is reached at its end; may be empty.
    pub goal: Text,
    /// The role that looks after accounts in it, as shown; may be empty.
    pub owner: String,
    /// How many days accounts should stay in it.
    pub usual_days: Option<i32>,
    /// Accounts enter it while this holds; none on the first phase.
    pub enter: Option<Condition>,
    /// Positions of the phases from which accounts enter it: the one before, and those in `from`.
    pub from: Vec<usize>,
    /// When accounts fall back, and to which position.
    pub back: Option<(Condition, usize)>,
    /// What is to be done in it.
    pub steps: Vec<Step>,
}

/// Something to be done in a phase.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// `a-z0-9_`, unique in the journey.
    pub id: String,
    /// A sentence.
    pub name: Text,
    /// Needed for `phase.steps_done`.
    pub required: bool,
    /// Done once this holds; without it a member ticks it.
    pub done_when: Option<Condition>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawJourney {
    journey: String,
    name: Text,
    #[serde(default)]
    about: Text,
    #[serde(rename = "for")]
    only: Option<String>,
    #[serde(default)]
    phase: Vec<RawPhase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPhase {
    id: String,
    name: Text,
    #[serde(default)]
    goal: Text,
    #[serde(default)]
    owner: String,
    usual_days: Option<i32>,
    enter: Option<String>,
    #[serde(default)]
    from: Vec<String>,
    back: Option<RawBack>,
    #[serde(default)]
    step: Vec<RawStep>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBack {
    when: String,
    to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    id: String,
    name: Text,
    #[serde(default)]
    required: bool,
    done_when: Option<String>,
}

const MOST_PHASES: usize = 20;

impl Journey {
    /// Reads and checks a journey. All problems are reported, each with the phase's or step's id.
    pub fn parse(text: &str, words: &Vocabulary) -> Result<Self, Vec<Problem>> {
        let raw: RawJourney = toml_text::read(text).map_err(|problem| vec![problem])?;
        let mut problems = Vec::new();
        let mut note = |result: Result<(), Problem>| problems.extend(result.err());
        note(toml_text::check_id(&raw.journey));
        note(toml_text::check_name(&raw.name));
        if !(1..=MOST_PHASES).contains(&raw.phase.len()) {
            note(Err(Problem::new("problem-journey-phases").with("phases", raw.phase.len()).with("most", MOST_PHASES)));
        }
        let own = JourneyWords {
            id: raw.journey.clone(),
            phases: raw.phase.iter().map(|phase| phase.id.clone()).collect(),
            steps: raw.phase.iter().flat_map(|phase| &phase.step).map(|step| step.id.clone()).collect(),
        };
        for (at, id) in own.phases.iter().enumerate().filter(|(at, id)| own.phases[..*at].contains(id)) {
            note(Err(Problem::new("problem-journey-phase-taken").with("id", id.clone()).with("at", at + 1)));
        }
        for (at, id) in own.steps.iter().enumerate().filter(|(at, id)| own.steps[..*at].contains(id)) {
            note(Err(Problem::new("problem-journey-step-taken").with("id", id.clone()).with("at", at + 1)));
        }
        let scope = Scope { words, journey: Some(&own), play_steps: &[] };
        let only = raw.only.map(|text| Condition::compile_in(&text, scope)).transpose().unwrap_or_else(|problem| {
            note(Err(problem));
            None
        });
        let mut phases = Vec::with_capacity(raw.phase.len());
        for (at, phase) in raw.phase.into_iter().enumerate() {
            let id = phase.id.clone();
            match check_phase(at, phase, scope, &own.phases) {
                Ok(phase) => phases.push(phase),
                Err(found) => found.into_iter().for_each(|problem| note(Err(problem.with("phase", id.clone())))),
            }
        }
        if problems.is_empty() {
            return Ok(Self { id: raw.journey, name: raw.name, about: raw.about, only, phases });
        }
        Err(problems)
    }

    /// The names that other definitions may use.
    #[must_use]
    pub fn words(&self) -> JourneyWords {
        JourneyWords {
            id: self.id.clone(),
            phases: self.phases.iter().map(|phase| phase.id.clone()).collect(),
            steps: self.steps().map(|step| step.id.clone()).collect(),
        }
    }

    /// Position of a phase.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.phases.iter().position(|phase| phase.id == id)
    }

    /// The phase with this id.
    #[must_use]
    pub fn phase(&self, id: &str) -> Option<&Phase> {
        self.phases.iter().find(|phase| phase.id == id)
    }

    /// Whether a later phase can be entered from this one.
    #[must_use]
    pub fn leads_on(&self, id: &str) -> bool {
        self.position(id).is_some_and(|at| self.phases[at + 1..].iter().any(|phase| phase.from.contains(&at)))
    }

    /// The steps of all phases.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.phases.iter().flat_map(|phase| &phase.steps)
    }
}

fn check_phase(at: usize, raw: RawPhase, scope: Scope<'_>, ids: &[String]) -> Result<Phase, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut note = |problem: Problem| problems.push(problem);
    toml_text::check_id(&raw.id).unwrap_or_else(&mut note);
    toml_text::check_name(&raw.name).unwrap_or_else(&mut note);
    if raw.usual_days.is_some_and(|days| !(1..=3660).contains(&days)) {
        note(Problem::new("problem-journey-usual-days"));
    }
    if (at == 0) != raw.enter.is_none() {
        note(Problem::new(if at == 0 { "problem-journey-enter-first" } else { "problem-journey-enter-missing" }));
    }
    let place = |id: &String| {
        let found = ids.iter().position(|known| known == id).filter(|found| *found != at);
        found.ok_or_else(|| Problem::new("problem-condition-phase").with("word", id.clone()))
    };
    let enter = raw.enter.map(|text| Condition::compile_in(&text, scope)).transpose().unwrap_or_else(|problem| {
        note(problem);
        None
    });
    let mut from: Vec<usize> = at.checked_sub(1).into_iter().collect();
    for id in &raw.from {
        match place(id) {
            Ok(found) if !from.contains(&found) => from.push(found),
            Ok(_) => {}
            Err(problem) => note(problem),
        }
    }
    let back = raw.back.and_then(|raw| match (Condition::compile_in(&raw.when, scope), place(&raw.to)) {
        (Ok(when), Ok(to)) if to < at => Some((when, to)),
        (Ok(_), Ok(_)) => {
            note(Problem::new("problem-journey-back").with("to", raw.to));
            None
        }
        (when, to) => {
            when.err().into_iter().chain(to.err()).for_each(&mut note);
            None
        }
    });
    let mut steps = Vec::with_capacity(raw.step.len());
    for step in raw.step {
        let id = step.id.clone();
        match check_step(step, scope) {
            Ok(step) => steps.push(step),
            Err(problem) => note(problem.with("step", id)),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let RawPhase { id, name, goal, owner, usual_days, .. } = raw;
    Ok(Phase { id, name, goal, owner, usual_days, enter, from, back, steps })
}

fn check_step(raw: RawStep, scope: Scope<'_>) -> Result<Step, Problem> {
    toml_text::check_id(&raw.id)?;
    toml_text::check_name(&raw.name)?;
    let done_when = raw.done_when.map(|text| Condition::compile_in(&text, scope)).transpose()?;
    Ok(Step { id: raw.id, name: raw.name, required: raw.required, done_when })
}
