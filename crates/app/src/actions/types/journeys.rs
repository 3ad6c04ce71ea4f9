//! Journeys: the board, and one account on it.

use super::AccountName;
use crate::accounts::MemberName;
use banso_kernel::{Day, Money, Text};

/// A card on the board of a journey.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The account.
    pub account: AccountName,
    /// Days in the phase.
    pub days: i32,
    /// Longer than four of five accounts stayed.
    pub stumbling: bool,
    /// What is missing for the next phase.
    pub missing: Vec<Missing>,
    /// Who looks after it.
    pub owner: Option<MemberName>,
    /// CMRR.
    pub worth: Money,
}

/// A part of a condition that is not met.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// What is read: a metric's name, a step's name, or the part as defined.
    pub what: Text,
    /// The value now; none without data.
    pub now: Option<String>,
    /// What is wanted, such as `≥ 3`; may be empty.
    pub wanted: String,
}

/// A column of the board.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The phase's id.
    pub phase: String,
    /// Its name.
    pub name: Text,
    /// What is reached at its end.
    pub goal: Text,
    /// Accounts, the longest in the phase first.
    pub cards: Vec<Card>,
    /// How many are in it (cards may be fewer).
    pub accounts: usize,
    /// How many of them stumble.
    pub stumbling: usize,
    /// What they are worth together.
    pub worth: Money,
    /// Median of the days that accounts stayed, of those who left it forward.
    pub usual: Option<i32>,
    /// 80th percentile of the same.
    pub long: Option<i32>,
}

/// How long accounts of a month took from the first phase to a later one.
#[derive(Clone, Debug, PartialEq)]
pub struct CohortTime {
    /// First day of the month in which they entered.
    pub month: Day,
    /// How many entered.
    pub accounts: usize,
    /// How many arrived.
    pub arrived: usize,
    /// Median days of those who arrived.
    pub median: Option<i32>,
}

/// W-14: where accounts are on a journey, and where they are stuck.
#[derive(Clone, Debug)]
pub struct Board {
    /// The journey.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its version.
    pub version: u32,
    /// All journeys: id and name.
    pub offered: Vec<(String, Text)>,
    /// Phases in order.
    pub columns: Vec<Column>,
    /// The phase to which the time to value is counted.
    pub value_phase: Option<Text>,
    /// Time to value by month of entry, newest first.
    pub cohorts: Vec<CohortTime>,
    /// The day.
    pub day: Day,
}

/// Where one account is on its journey.
#[derive(Clone, Debug, PartialEq)]
pub struct JourneyOf {
    /// The journey and its name.
    pub journey: (String, Text),
    /// All phases: id, name.
    pub phases: Vec<(String, Text)>,
    /// Position of the present phase.
    pub at: usize,
    /// Since when.
    pub since: Day,
    /// What is missing for the next phase.
    pub missing: Vec<Missing>,
    /// Steps of the present phase: id, name, done, by hand.
    pub steps: Vec<(String, Text, bool, bool)>,
    /// Moves, newest first.
    pub moves: Vec<PhaseMove>,
}

/// A move from phase to phase.
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseMove {
    /// The day.
    pub on: Day,
    /// From.
    pub from: Option<Text>,
    /// To.
    pub to: Option<Text>,
    /// Days stayed before.
    pub stayed: Option<i32>,
    /// Who moved it; none = by itself.
    pub by: Option<String>,
    /// The reason given, or the condition in words.
    pub reason: Text,
}
