//! What is known of an account now, as the turn gets it.

use crate::health::{HealthHistory, MOST_AXES, NONE};
use crate::key::Key;
use banso_kernel::{AccountId, Day, Lang, MemberId, Micros, PersonId};
use std::collections::BTreeMap;

/// All that is known of an account at a moment. Borrowed throughout: a view costs nothing to make.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Its fields.
    pub account: &'a AccountNow<'a>,
    /// Values of all metrics, in the order of the vocabulary; NaN where there is no data.
    pub metrics: &'a [f64],
    /// Health under each model, in the order of the vocabulary.
    pub health: &'a [HealthNow],
    /// Its contracts.
    pub contract: ContractNow<'a>,
    /// Its people, without those who left.
    pub people: &'a [PersonNow<'a>],
    /// What came of the steps of its active runs of plays.
    pub ends: &'a [StepEnd<'a>],
    /// Plays that members start by hand for it now.
    pub asked: &'a [Asked<'a>],
    /// How long accounts usually stay in a phase.
    pub usual: &'a Usual,
}

/// Fields of an account.
#[derive(Clone, Copy, Debug)]
pub struct AccountNow<'a> {
    /// Ours.
    pub id: AccountId,
    /// The vendor's own id.
    pub key: &'a str,
    /// As typed.
    pub name: &'a str,
    /// Plan or tier; may be empty.
    pub plan: &'a str,
    /// Industry; may be empty.
    pub industry: &'a str,
    /// Country or region; may be empty.
    pub country: &'a str,
    /// Phase as typed, for those who have no journey yet; may be empty.
    pub phase: &'a str,
    /// Other columns of the vendor's files.
    pub attributes: &'a BTreeMap<String, String>,
    /// First day as a customer.
    pub signed_up_on: Option<Day>,
    /// The member who looks after it.
    pub owner: Option<OwnerNow<'a>>,
    /// Amount a month of the contracts in force, in major units; NaN if unknown.
    pub cmrr: f64,
    /// Its churn was recorded.
    pub churned: bool,
}

/// The member who looks after an account.
#[derive(Clone, Copy, Debug)]
pub struct OwnerNow<'a> {
    /// As shown to customers.
    pub name: &'a str,
    /// Mail address.
    pub email: &'a str,
}

/// Health under one model.
#[derive(Clone, Copy, Debug)]
pub struct HealthNow {
    /// Position of the segment, 0 the best; none with too little data.
    pub segment: Option<usize>,
    /// Position of the segment before the last change.
    pub previous: Option<usize>,
    /// Day of the last change of segment.
    pub changed_on: Option<Day>,
    /// Score or points; NaN for a rank matrix or without data.
    pub score: f64,
    /// Share of weight that had data, 0–1.
    pub coverage: f64,
    /// Per axis: position of the rank, score or points; NaN without data.
    pub axes: [f64; MOST_AXES],
}

/// The contract whose end, and the one whose deadline to decline, comes next.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContractNow<'a> {
    /// Last day in force of the contract that ends next.
    pub ends_on: Option<Day>,
    /// The next deadline to decline a renewal.
    pub decline_by: Option<Day>,
    /// State of the internal approval of the contract with that deadline (`Ringi::code`).
    pub ringi: Option<&'a str>,
}

/// Somebody at the account.
#[derive(Clone, Copy, Debug)]
pub struct PersonNow<'a> {
    /// Who.
    pub id: PersonId,
    /// As addressed in a message.
    pub name: &'a str,
    /// Mail address; may be empty.
    pub email: &'a str,
    /// The language that the person reads, if known.
    pub lang: Option<Lang>,
    /// Promotes the product.
    pub champion: bool,
    /// Decides on the contract.
    pub decides: bool,
    /// Holds an ID.
    pub issued: bool,
    /// Wants no messages, or mail to this address comes back.
    pub closed: bool,
    /// When messages went, or will go, to the person: at least those of the last week, ascending.
    pub messages: &'a [Micros],
}

/// What came of a step of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepEnd<'a> {
    /// The run.
    pub run: Key,
    /// Id of the step.
    pub step: &'a str,
    /// What came of it.
    pub ending: Ending,
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Its task was done.
    Done,
    /// Its message was handed over.
    Sent,
}

/// A member starts a play by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Play id.
    pub play: &'a str,
    /// Who.
    pub member: MemberId,
}

/// How many days accounts usually stay, by journey and phase: the 80th percentile of past stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usual(pub BTreeMap<String, BTreeMap<String, i32>>);

impl Usual {
    /// Days in a phase.
    #[must_use]
    pub fn days(&self, journey: &str, phase: &str) -> Option<i32> {
        self.0.get(journey)?.get(phase).copied()
    }
}

impl HealthNow {
    /// No data at all.
    pub const UNKNOWN: HealthNow = HealthNow {
        segment: None,
        previous: None,
        changed_on: None,
        score: f64::NAN,
        coverage: f64::NAN,
        axes: [f64::NAN; MOST_AXES],
    };

    /// As of `day` of a history, with the last change of segment that the history shows up to that day.
    #[must_use]
    pub fn of(history: &HealthHistory, day: Day) -> Self {
        let Some(now) = history.on(day) else { return Self::UNKNOWN };
        let known = |segment: u8| (segment != NONE).then_some(usize::from(segment));
        let before = (history.first.0..day.0).rev().map(Day);
        let other =
            before.clone().zip(before.filter_map(|day| history.on(day))).find(|(_, d)| d.segment != now.segment);
        Self {
            segment: known(now.segment),
            previous: other.and_then(|(_, state)| known(state.segment)),
            changed_on: other.map(|(day, _)| day + 1),
            score: now.score,
            coverage: now.coverage,
            axes: now.axes,
        }
    }
}
