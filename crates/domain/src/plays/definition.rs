//! Play definitions: TOML in, checked [`Play`] out.

use super::steps::{PlayStep, RawStep};
use super::trigger::{RawTrigger, Trigger};
use crate::conditions::{Condition, Scope, Vocabulary};
use crate::toml_text;
use banso_kernel::{Day, Problem, Text};
use serde::Deserialize;

/// A play. What is needed only to switch it on may be missing: see [`Play::not_ready`].
#[derive(Clone, Debug, PartialEq)]
pub struct Play {
    /// `a-z0-9_`.
    pub id: String,
    /// Short name.
    pub name: Text,
    /// What it does; may be empty.
    pub about: Text,
    /// Mail address of the member who answers for it; may be empty.
    pub owner: String,
    /// What it should bring about, and why.
    pub hypothesis: Option<Text>,
    /// The day on which its owner looks at what came of it.
    pub review_on: Option<Day>,
    /// From this day on nobody enters, and active runs end.
    pub stop_on: Option<Day>,
    /// Share of the audience that gets nothing, 0–0.5.
    pub hold_out: Option<f64>,
    /// When accounts enter.
    pub trigger: Trigger,
    /// Which accounts enter; all without.
    pub audience: Option<Condition>,
    /// The same account may enter again so many days after it last entered; never without.
    pub again_after: Option<i32>,
    /// One to fifty, in order.
    pub steps: Vec<PlayStep>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPlay {
    play: String,
    name: Text,
    #[serde(default)]
    about: Text,
    #[serde(default)]
    owner: String,
    hypothesis: Option<Text>,
    review_on: Option<toml::value::Datetime>,
    stop_on: Option<toml::value::Datetime>,
    hold_out: Option<f64>,
    trigger: RawTrigger,
    #[serde(default)]
    audience: RawAudience,
    #[serde(default)]
    again: RawAgain,
    #[serde(default)]
    step: Vec<RawStep>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAudience {
    when: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAgain {
    after_days: Option<i32>,
}

const MOST_STEPS: usize = 50;

impl Play {
    /// Reads and checks a play. All problems are reported, each with the step's id.
    pub fn parse(text: &str, words: &Vocabulary) -> Result<Self, Vec<Problem>> {
        let raw: RawPlay = toml_text::read(text).map_err(|problem| vec![problem])?;
        let mut problems = Vec::new();
        let mut note = |problem: Problem| problems.push(problem);
        toml_text::check_id(&raw.play).unwrap_or_else(&mut note);
        toml_text::check_name(&raw.name).unwrap_or_else(&mut note);
        let ids: Vec<String> = raw.step.iter().enumerate().map(|(at, step)| step_id(at, step)).collect();
        let scope = Scope { words, journey: None, play_steps: &ids };
        if !(1..=MOST_STEPS).contains(&ids.len()) {
            note(Problem::new("problem-play-steps").with("steps", ids.len()).with("most", MOST_STEPS));
        }
        let review_on = day(raw.review_on, "review_on").unwrap_or_else(|problem| {
            note(problem);
            None
        });
        let stop_on = day(raw.stop_on, "stop_on").unwrap_or_else(|problem| {
            note(problem);
            None
        });
        if raw.hold_out.is_some_and(|share| !(0.0..=0.5).contains(&share)) {
            note(Problem::new("problem-play-hold-out"));
        }
        if raw.again.after_days.is_some_and(|days| !(1..=3660).contains(&days)) {
            note(Problem::new("problem-play-again"));
        }
        let audience = raw.audience.when.map(|text| Condition::compile_in(&text, words.scope())).transpose();
        let audience = audience.unwrap_or_else(|problem| {
            note(problem);
            None
        });
        let trigger = raw.trigger.check(words).unwrap_or_else(|problem| {
            note(problem);
            Trigger::ByHand
        });
        let mut steps = Vec::with_capacity(ids.len());
        for (at, step) in raw.step.into_iter().enumerate() {
            if ids[..at].contains(&ids[at]) {
                note(Problem::new("problem-play-step-taken").with("step", ids[at].clone()));
                continue;
            }
            match step.check(at, scope) {
                Ok(step) => steps.push(step),
                Err(problem) => note(problem.with("step", ids[at].clone())),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            id: raw.play,
            name: raw.name,
            about: raw.about,
            owner: raw.owner,
            hypothesis: raw.hypothesis,
            review_on,
            stop_on,
            hold_out: raw.hold_out,
            trigger,
            audience,
            again_after: raw.again.after_days,
            steps,
        })
    }

    /// What is missing before it can be switched on, as of `today`: owner, hypothesis, review date, stop date, choice of
    /// hold-out.
    #[must_use]
    pub fn not_ready(&self, today: Day) -> Vec<Problem> {
        let written = |text: &Text| !text.ja.trim().is_empty() || !text.en.trim().is_empty();
        let mut problems = Vec::new();
        let mut need = |there: bool, field: &str| {
            if !there {
                problems.push(Problem::new("problem-play-not-ready").with("field", field));
            }
        };
        need(self.owner.contains('@'), "owner");
        need(self.hypothesis.as_ref().is_some_and(written), "hypothesis");
        need(self.review_on.is_some(), "review_on");
        need(self.stop_on.is_some(), "stop_on");
        need(self.hold_out.is_some(), "hold_out");
        if self.stop_on.is_some_and(|stop| stop <= today) {
            problems.push(Problem::new("problem-play-stop-passed"));
        }
        if let (Some(review), Some(stop)) = (self.review_on, self.stop_on)
            && review > stop
        {
            problems.push(Problem::new("problem-play-review-late"));
        }
        problems
    }

    /// Whether its stop date has come.
    #[must_use]
    pub fn stopped(&self, today: Day) -> bool {
        self.stop_on.is_some_and(|stop| today >= stop)
    }

    /// Whether an account is held out.
    #[must_use]
    pub fn holds_out(&self, account_key: &str) -> bool {
        super::arm_share(&self.id, account_key) < self.hold_out.unwrap_or(0.0)
    }

    /// Position of a step.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.id == id)
    }
}

fn step_id(at: usize, step: &RawStep) -> String {
    step.id.clone().unwrap_or_else(|| format!("step_{}", at + 1))
}

fn day(written: Option<toml::value::Datetime>, field: &str) -> Result<Option<Day>, Problem> {
    let Some(written) = written else { return Ok(None) };
    let day = written.date.and_then(|date| Day::from_ymd(date.year as i16, date.month as i8, date.day as i8));
    day.map(Some).ok_or_else(|| Problem::new("problem-play-field-missing").with("field", field))
}
