//! Plays: lists, one, its audience and runs, a dry run.

use super::AccountName;
use super::TaskState;
use banso_kernel::{Day, Micros, Money, Problem, Text};
use std::collections::BTreeMap;

/// Whether a play runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlayState {
    /// Never switched on, or switched off.
    Off,
    /// Runs.
    On,
    /// Its stop date has come.
    Stopped,
}

/// A play in the list (W-16).
#[derive(Clone, Debug, PartialEq)]
pub struct PlayRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Newest version.
    pub version: u32,
    /// Whether it runs.
    pub state: PlayState,
    /// Who answers for it, as named in the definition.
    pub owner: String,
    /// Why it should work.
    pub hypothesis: Text,
    /// When it is looked at again.
    pub review_on: Option<Day>,
    /// When it ends by itself (施策の止め時).
    pub stop_on: Option<Day>,
    /// Accounts that are in it now.
    pub active: usize,
    /// Accounts that entered, ever, and got it.
    pub treated: usize,
    /// Accounts that entered, ever, and were held out.
    pub held_out: usize,
    /// Its open tasks.
    pub open_tasks: usize,
}

/// Why an account is in the audience of a play or is not (RULES 20).
#[derive(Clone, Debug, PartialEq)]
pub struct InAudience {
    /// The account.
    pub account: AccountName,
    /// The reason: a message id and its values.
    pub reason: Problem,
    /// CMRR.
    pub worth: Money,
}

/// What happened in a play.
#[derive(Clone, Debug, PartialEq)]
pub struct RunRow {
    /// The account.
    pub account: AccountName,
    /// When it entered.
    pub entered_on: Day,
    /// Gets nothing, to compare with.
    pub held_out: bool,
    /// Over.
    pub ended: bool,
    /// The step that comes next, in words.
    pub step: Option<Text>,
    /// Its tasks: id, title, state.
    pub tasks: Vec<(i64, Text, TaskState)>,
    /// Its messages: id, kind, state.
    pub deliveries: Vec<(i64, String, String)>,
    /// What its steps left out.
    pub skipped: Vec<LeftOut>,
}

/// What a step left out.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// The day.
    pub on: Day,
    /// The step, in words.
    pub step: Text,
    /// Who gets nothing; none if it is nobody's, or of a person who is no longer there.
    pub who: Option<String>,
    /// Why, as a message.
    pub why: Problem,
}

/// A play that an account is in or was in.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayOf {
    /// Its id.
    pub play: String,
    /// Its name.
    pub name: Text,
    /// When the account entered.
    pub entered_on: Day,
    /// Gets nothing, to compare with.
    pub held_out: bool,
    /// Over.
    pub ended: bool,
    /// The step that comes next, in words.
    pub step: Option<Text>,
    /// What its steps left out.
    pub skipped: Vec<LeftOut>,
}

/// A step of a play in words.
#[derive(Clone, Debug, PartialEq)]
pub struct StepLine {
    /// Its id.
    pub id: String,
    /// task, mail, slack, webhook, set, move, wait, wait_until, branch, end.
    pub kind: String,
    /// What it does: title, subject, text or condition.
    pub text: Text,
    /// Further values by name (days, owner, to…), as defined.
    pub terms: Vec<(String, String)>,
}

/// A play from every side (W-17).
#[derive(Clone, Debug)]
pub struct PlayPage {
    /// As in the list.
    pub row: PlayRow,
    /// What it is for.
    pub about: Text,
    /// The newest text.
    pub text: String,
    /// What starts it, in words: a message id and its values.
    pub trigger: Problem,
    /// Its steps.
    pub steps: Vec<StepLine>,
    /// Share held out, 0–0.5; none = not chosen yet.
    pub hold_out: Option<f64>,
    /// What keeps it from being switched on (RULES 19).
    pub lacks: Vec<Problem>,
    /// Accounts that would enter today.
    pub audience: Vec<InAudience>,
    /// All others, each with its reason.
    pub outside: Vec<InAudience>,
    /// Runs, newest first; at most 200.
    pub runs: Vec<RunRow>,
    /// All versions, newest first: number, when, by whom, why.
    pub versions: Vec<(u32, Micros, Option<String>, String)>,
}

/// Who of some accounts would enter a play that is started by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct EnterPlan {
    /// Plays that can be started by hand now.
    pub plays: Vec<(String, Text)>,
    /// The one that was chosen.
    pub play: Option<(String, Text)>,
    /// How many accounts were selected.
    pub accounts: usize,
    /// Those that would enter.
    pub inside: Vec<InAudience>,
    /// The others, each with its reason.
    pub outside: Vec<InAudience>,
}

/// What became of accounts that were put into a play by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct EnterReport {
    /// The play.
    pub play: (String, Text),
    /// Each account, and why it did not enter.
    pub rows: Vec<(AccountName, Option<Problem>)>,
}

/// What a play would have done (dry run).
#[derive(Clone, Debug, Default)]
pub struct DryRun {
    /// First and last day.
    pub days: Option<(Day, Day)>,
    /// What it would have done with each account, in order of the day.
    pub entries: Vec<DryEntry>,
    /// Tasks for each member and week (its Monday).
    pub load: BTreeMap<(String, Day), usize>,
    /// How many tasks, mails, Slack messages, webhooks.
    pub effects: BTreeMap<String, usize>,
}

/// What a play would have done with an account.
#[derive(Clone, Debug, PartialEq)]
pub struct DryEntry {
    /// The account.
    pub account: AccountName,
    /// The day on which it would have entered.
    pub entered_on: Day,
    /// Held out.
    pub held_out: bool,
    /// Effects: day, step id, kind, what.
    pub effects: Vec<(Day, String, String, Text)>,
}
