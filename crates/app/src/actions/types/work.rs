//! Daily work: tasks, signals, renewals, Today, the team.

use super::{AccountName, Cause, Scope};
use crate::accounts::MemberName;
use banso_kernel::{Day, Micros, Money, Text};

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// To do.
    Open,
    /// Done, with an outcome.
    Done,
    /// Found not to be needed, with a reason.
    NotNeeded,
}

/// A task in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRow {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub account: AccountName,
    /// What to do; in the language of the definition's readers, or as typed.
    pub title: Text,
    /// The play that made it: id and name.
    pub play: Option<(String, Text)>,
    /// Why.
    pub reason: Option<Text>,
    /// Who does it.
    pub owner: Option<MemberName>,
    /// By when.
    pub due_on: Day,
    /// How often it was put off is told by the first date.
    pub first_due_on: Day,
    /// Open and past its day.
    pub overdue: bool,
    /// How it stands.
    pub state: TaskState,
    /// CMRR at stake when it was made.
    pub worth: Money,
    /// A hypothesis must be written first, and is not yet.
    pub wants_hypothesis: bool,
}

/// A task with everything about it.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskPage {
    /// As in lists.
    pub row: TaskRow,
    /// What to say, step by step; may be empty.
    pub script: Text,
    /// Points and whether they are ticked.
    pub checklist: Vec<(Text, bool)>,
    /// What is supposed to be the reason, written before the contact; may be empty.
    pub hypothesis: String,
    /// What came of it; empty while open.
    pub outcome: String,
    /// Why it was put off or not needed.
    pub why: String,
    /// When it was made, and by whom if by hand.
    pub created: (Micros, Option<MemberName>),
    /// When it was closed, and by whom.
    pub closed: Option<(Micros, Option<MemberName>)>,
    /// Who could do it, and who is to.
    pub owners: Vec<MemberName>,
    /// The day on which the signal behind it was raised, and what was read then.
    pub cause: Option<(Day, Cause)>,
    /// The page's day.
    pub today: Day,
}

/// How a task ended, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskEnd {
    /// What came of it.
    pub outcome: String,
    /// The kind of the touch that it was (`meeting`, `call`…): recorded on the timeline; none = no contact.
    /// One that there is not, or an empty one, is refused.
    pub touch: Option<String>,
}

/// A task made by hand, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewTask {
    /// What to do.
    pub title: String,
    /// More about it.
    pub body: String,
    /// By when, as typed.
    pub due: String,
    /// Who; the asker if none.
    pub owner: Option<banso_kernel::MemberId>,
    /// The definition of the signal that it answers: the signal has its task then.
    pub signal: Option<String>,
}

/// A noticed change that is still so.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalRow {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub account: AccountName,
    /// The definition's id.
    pub signal: String,
    /// The definition's name.
    pub name: Text,
    /// high, medium, low.
    pub severity: String,
    /// Since when.
    pub raised_on: Day,
    /// Until when, if it has cleared.
    pub cleared_on: Option<Day>,
    /// What was read.
    pub cause: Cause,
    /// What to do.
    pub next: Text,
    /// Who looks after the account.
    pub owner: Option<MemberName>,
    /// CMRR at stake.
    pub worth: Money,
    /// An open task of the account that came of it.
    pub task: Option<i64>,
}

/// How often a signal would have been raised in the last 90 days (RULES 22).
#[derive(Clone, Debug, PartialEq)]
pub struct SignalCount {
    /// The definition.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// high, medium, low.
    pub severity: String,
    /// How often.
    pub raised: usize,
    /// For how many accounts.
    pub accounts: usize,
    /// Most on one day for one member.
    pub most_a_day: usize,
}

/// A contract whose date is near.
#[derive(Clone, Debug, PartialEq)]
pub struct RenewalRow {
    /// Whose.
    pub account: AccountName,
    /// The vendor's id of the contract.
    pub contract: String,
    /// The last day on which they can decline.
    pub decline_by: Option<Day>,
    /// Its last day.
    pub ends_on: Option<Day>,
    /// State of their internal approval.
    pub ringi: banso_domain::contracts::Ringi,
    /// What it is worth a month.
    pub worth: Money,
    /// Who looks after the account.
    pub owner: Option<MemberName>,
}

/// W-01: what to do today, with whom, and why; each list in the order of what is at stake.
#[derive(Clone, Debug)]
pub struct Today {
    /// Whose.
    pub scope: Scope,
    /// The day.
    pub day: Day,
    /// Past their day.
    pub overdue: Vec<TaskRow>,
    /// Due today.
    pub due: Vec<TaskRow>,
    /// Changes without a task.
    pub signals: Vec<SignalRow>,
    /// Deadlines within 60 days.
    pub renewals: Vec<RenewalRow>,
    /// Due in the next seven days.
    pub coming: Vec<TaskRow>,
    /// Who can be chosen as the scope.
    pub members: Vec<MemberName>,
}

/// How much a member has to do (W-33).
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// Who; none = nobody's.
    pub member: Option<MemberName>,
    /// Accounts looked after.
    pub accounts: usize,
    /// What they are worth.
    pub worth: Money,
    /// Open tasks.
    pub open: usize,
    /// Past their day.
    pub overdue: usize,
    /// Due within seven days.
    pub soon: usize,
    /// Done in the last 28 days.
    pub done: usize,
    /// Open signals without a task.
    pub signals: usize,
}

/// W-33: who is over their head, and what falls through.
#[derive(Clone, Debug)]
pub struct Team {
    /// A row for each member, then what is nobody's.
    pub rows: Vec<Load>,
    /// Overdue tasks of all, oldest first.
    pub overdue: Vec<TaskRow>,
    /// Open tasks of nobody.
    pub unowned: Vec<TaskRow>,
    /// The day.
    pub day: Day,
    /// Who tasks can be given to.
    pub members: Vec<MemberName>,
}
