//! What pages about accounts are made of.

use banso_domain::accounts::Account;
use banso_domain::board::{Board, Past, Query};
use banso_domain::contracts::Contract;
use banso_domain::facts::Fact;
use banso_domain::health::{DayHealth, HealthHistory, Model};
use banso_domain::metrics::{History, MetricSet};
use banso_domain::people::Person;
use banso_domain::reasons::{Reading, Split, Told};
use banso_kernel::{AccountId, Currency, Day, MemberId, Money, PersonId, Problem, Text, Zone};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The model that a page looks through, and the others that it offers.
#[derive(Clone, Debug)]
pub struct Lens {
    /// The model.
    pub model: Arc<Model>,
    /// Its version.
    pub version: u32,
    /// The metrics that it reads.
    pub metrics: Arc<MetricSet>,
    /// All models: id and name, in the order of offering.
    pub offered: Vec<(String, Text)>,
    /// The day that is looked at.
    pub as_of: Day,
    /// How that day is looked at where it is not today.
    pub past: Option<Past>,
    /// The workspace's currency.
    pub currency: Currency,
    /// The zone in which its days begin.
    pub zone: Zone,
}

/// A member as lists of choices need one.
pub type MemberName = (MemberId, String);

/// A saved view of the account list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id.
    pub id: i64,
    /// Its name, as typed.
    pub name: String,
    /// The parameters that it stands for, as in an address.
    pub query: String,
    /// Everybody sees it.
    pub shared: bool,
    /// The asker made it.
    pub own: bool,
}

/// The account list.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The model looked through.
    pub lens: Lens,
    /// All accounts.
    pub board: Arc<Board>,
    /// What was asked.
    pub query: Query,
    /// What of it was not understood.
    pub problems: Vec<Problem>,
    /// Who can look after accounts.
    pub members: Vec<MemberName>,
    /// Saved views that the asker may see.
    pub views: Vec<View>,
    /// The first day with data, where the day of the past that is looked at is before it.
    pub begins: Option<Day>,
}

/// What every page about one account shows in its head.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The model looked through.
    pub lens: Lens,
    /// The account.
    pub account: Account,
    /// Who looks after it.
    pub owner: Option<MemberName>,
    /// Who could, and who does.
    pub owners: Vec<MemberName>,
    /// All members, for their names.
    pub members: Vec<MemberName>,
    /// Phases in use, for choosing.
    pub phases: Vec<String>,
    /// A journey has it: its phase is moved there, with a reason.
    pub on_journey: bool,
    /// How it stands; `None` while nothing is computed.
    pub standing: Option<DayHealth>,
    /// Its last change of segment.
    pub change: Option<Told>,
    /// Recurring revenue a month, in force on the day.
    pub cmrr: Money,
    /// The contract whose date comes next.
    pub next_contract: Option<Contract>,
}

/// A touch as pages show it.
#[derive(Clone, Debug, PartialEq)]
pub struct TouchLine {
    /// Its id.
    pub id: i64,
    /// Kind: meeting, call, mail, visit, session, other.
    pub kind: String,
    /// The day.
    pub on: Day,
    /// Who of us.
    pub member: Option<String>,
    /// What it was about.
    pub summary: String,
    /// More about it.
    pub body: String,
    /// Who of them.
    pub people: Vec<Person>,
}

/// A person with what is known of their use.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// Who.
    pub person: Person,
    /// Day of the last use of the product.
    pub last: Option<Day>,
    /// Uses within the 28 days before the page's day.
    pub recent: u32,
}

/// The summary of an account (W-03).
#[derive(Clone, Debug)]
pub struct Summary {
    /// The head.
    pub frame: Frame,
    /// All criteria, what to work on first at the top.
    pub readings: Vec<Reading>,
    /// The last changes of segment, newest first.
    pub changes: Vec<Told>,
    /// The last touches, newest first.
    pub touches: Vec<TouchLine>,
    /// Champions, then who was seen last.
    pub people: Vec<Seen>,
    /// How many people there are.
    pub people_count: usize,
    /// Contracts in force or to come.
    pub contracts: Vec<Contract>,
}

/// Why an account has its rank (W-05).
#[derive(Clone, Debug)]
pub struct HealthPage {
    /// The head.
    pub frame: Frame,
    /// All criteria.
    pub readings: Vec<Reading>,
    /// Metrics of all days.
    pub metrics: History,
    /// Health of all days.
    pub health: HealthHistory,
    /// All changes of segment, newest first.
    pub changes: Vec<Told>,
    /// Why health changed between two days; none while the history has no two days.
    pub why: Option<Why>,
}

/// Why health differs between two days.
#[derive(Clone, Debug)]
pub struct Why {
    /// The first day.
    pub from: Day,
    /// The second day.
    pub to: Day,
    /// The first day that can be asked for.
    pub first: Day,
    /// On the first day nothing of the account had come yet: it is told as what was brought in later says.
    pub brought_later: bool,
    /// The model in force on the first day, which the parts are told in.
    pub model: Arc<Model>,
    /// The metrics in force on the first day.
    pub metrics: Arc<MetricSet>,
    /// The model's version on the first day.
    pub version: u32,
    /// The model in force on the second day.
    pub to_model: Arc<Model>,
    /// Its version.
    pub to_version: u32,
    /// The change and its parts.
    pub split: Split,
}

/// An entry of the timeline.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "a page holds a few dozen of them")]
pub enum Entry {
    /// Something happened.
    Fact {
        /// What.
        fact: Fact,
        /// Who did it, where known.
        person: Option<Person>,
    },
    /// Somebody talked to them.
    Touch(TouchLine),
}

/// What happened and when (W-04).
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The head.
    pub frame: Frame,
    /// Health of all days.
    pub health: HealthHistory,
    /// Marks of the event lane: day, fact name, how many.
    pub marks: Vec<(Day, String, u32)>,
    /// Entries of the page, newest first.
    pub entries: Vec<Entry>,
    /// How many entries there are under the filter.
    pub total: usize,
    /// How many come before the first of the page.
    pub skipped: usize,
    /// Where the page after starts: the key of its last entry.
    pub after: Option<String>,
    /// Where the page before ends.
    pub before: Option<String>,
    /// Fact names that occur, with how often, most frequent first.
    pub names: Vec<(String, u32)>,
    /// The filter.
    pub asked: TimelineQuery,
    /// The criterion behind which one looks, with the days of its window.
    pub behind: Option<Behind>,
    /// What products said of the person whose entries these are, beyond name and address.
    pub traits: BTreeMap<String, String>,
}

/// What of a timeline is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineQuery {
    /// Only facts of this name.
    pub name: Option<String>,
    /// Only what the metric of this criterion counts.
    pub criterion: Option<String>,
    /// Only of this person.
    pub person: Option<PersonId>,
    /// The day on which the metric counts; without it, the last one.
    pub on: Option<Day>,
    /// Only facts that were known when this day was over.
    pub known: Option<Day>,
    /// The page after this entry.
    pub after: Option<String>,
    /// The page before this entry.
    pub before: Option<String>,
}

/// The facts behind a criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind {
    /// Position of the criterion.
    pub criterion: usize,
    /// First day of the window.
    pub from: Day,
    /// Last day of the window.
    pub to: Day,
    /// The metric's value; NaN for no data.
    pub value: f64,
    /// How many facts it counted.
    pub facts: usize,
}

/// The people of an account (W-07).
#[derive(Clone, Debug)]
pub struct PeoplePage {
    /// The head.
    pub frame: Frame,
    /// Everybody, in reading order; departments' addresses last.
    pub people: Vec<Seen>,
}

/// The contracts of an account (W-08).
#[derive(Clone, Debug)]
pub struct ContractsPage {
    /// The head.
    pub frame: Frame,
    /// In force first, then those to come, then past ones; newest first within.
    pub contracts: Vec<Contract>,
}

/// A touch as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewTouch {
    /// One of `domain`'s kinds.
    pub kind: String,
    /// What it was about.
    pub summary: String,
    /// More about it; may be empty.
    pub body: String,
    /// When, as typed.
    pub on: String,
    /// Who was there.
    pub people: Vec<PersonId>,
}

/// What the form for a touch needs.
#[derive(Clone, Debug)]
pub struct TouchForm {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Its people, in reading order, those who left not.
    pub people: Vec<Person>,
    /// The next action that it is for, and that action's criterion.
    pub purpose: Option<(String, Text)>,
    /// Today.
    pub today: Day,
}
