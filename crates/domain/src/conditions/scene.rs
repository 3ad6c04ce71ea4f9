//! Where a condition is judged: the view, the day, and where the account stands.

use super::view::View;
use crate::key::Key;
use banso_kernel::Day;
use std::collections::BTreeMap;

/// What a condition sees.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// What is known of the account.
    pub view: &'a View<'a>,
    /// The day.
    pub today: Day,
    /// Its phase, if it is on a journey.
    pub phase: Option<PhaseNow<'a>>,
    /// Steps of that journey that are done, with the day.
    pub steps: Option<&'a BTreeMap<String, Day>>,
    /// In a play: the run.
    pub run: Option<Key>,
}

/// Where an account is on its journey.
#[derive(Clone, Copy, Debug)]
pub struct PhaseNow<'a> {
    /// Journey id.
    pub journey: &'a str,
    /// Phase id.
    pub id: &'a str,
    /// First day in it.
    pub entered_on: Day,
    /// All required steps of the phase are done.
    pub steps_done: bool,
}

impl<'a> Scene<'a> {
    /// A scene without a journey.
    #[must_use]
    pub fn new(view: &'a View<'a>, today: Day) -> Self {
        Self { view, today, phase: None, steps: None, run: None }
    }

    /// The same, in a run of a play.
    #[must_use]
    pub fn in_run(self, run: Key) -> Self {
        Self { run: Some(run), ..self }
    }
}
