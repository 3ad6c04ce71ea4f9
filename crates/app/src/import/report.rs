//! What an import has to say besides its counts. Kept with the import as JSON.

use banso_intake::Reject;
use banso_kernel::{Micros, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is being done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Rows are read.
    #[default]
    Reading,
    /// Facts go over into the lake.
    Sealing,
    /// Everything is in.
    Done,
}

/// Things that were made because a row named them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// How many.
    pub count: u64,
    /// The first few.
    pub first: Vec<String>,
}

impl Made {
    /// Counts `count` more, of which these are some.
    pub(super) fn add<'a>(&mut self, count: u64, names: impl Iterator<Item = &'a str>) {
        if count > 0 {
            self.count += count;
            let free = 10usize.saturating_sub(self.first.len());
            self.first.extend(names.take(free).map(str::to_owned));
        }
    }
}

/// What an import has to say besides its counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// What is being done.
    pub step: Step,
    /// Bytes of the file that have been read.
    pub bytes: u64,
    /// Bytes of the file.
    pub total: u64,
    /// When this was written: an import that runs and is silent for minutes was interrupted.
    pub noted_at: i64,
    /// Facts that are new. A row can become several.
    pub facts_new: u64,
    /// Facts that were there with the same content.
    pub facts_already: u64,
    /// Facts whose id was there with other content; the first ones stand.
    pub facts_conflicting: u64,
    /// Rows with such facts.
    pub rows_conflicting: u64,
    /// Rows about something that an earlier row of the file was about too; the later one counts. They are in no other
    /// count.
    pub repeated: u64,
    /// Where the first of them stand.
    pub first_repeated: Vec<u64>,
    /// Accounts made because a row names them.
    pub accounts: Made,
    /// People made because a row names them.
    pub people: Made,
    /// Yearly amounts that were not divisible by twelve.
    pub rounded: u64,
    /// Owners that are no members; the name was kept as an attribute.
    pub owners_unknown: u64,
    /// Why the file could not be read to its end.
    pub broken: Option<Problem>,
    /// How often each reason refused a cell or row.
    pub reasons: BTreeMap<String, u64>,
    /// Refused cells that are in the rejects file; further ones are only counted.
    pub rejects_kept: u64,
    /// The first of them, to show at once.
    pub first: Vec<Reject>,
    /// Cells that were taken but read otherwise than they stand there (an address repaired, a date outside its era).
    pub noticed: u64,
    /// The first of them.
    pub first_noticed: Vec<Reject>,
    /// Contracts in another currency than the workspace's: nothing adds them up.
    pub other_currency: u64,
    /// The workspace's currency was set to that of its first contracts.
    pub currency: Option<String>,
    /// The newest moment of its facts, in microseconds.
    pub newest: Option<i64>,
    /// Columns whose dates are in an order that the values decided.
    pub decided: Vec<(String, String)>,
}

impl Report {
    /// As it is kept.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Forgets what names somebody: names for which `called` is true, cells for which `names` is. Returns how many.
    pub(crate) fn forget(&mut self, called: impl Fn(&str) -> bool, names: impl Fn(&Reject) -> bool) -> u64 {
        let before = self.people.first.len();
        self.people.first.retain(|name| !called(name));
        let mut gone = before - self.people.first.len();
        for list in [&mut self.first, &mut self.first_noticed] {
            for cell in list.iter_mut().filter(|cell| names(cell)) {
                cell.value.clear();
                cell.problem.args.clear();
                gone += 1;
            }
        }
        gone as u64
    }

    /// As it was kept; empty where it cannot be read.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Silent for so long that whoever ran it must be gone.
    #[must_use]
    pub fn silent(&self, now: Micros) -> bool {
        self.step != Step::Done && now.0 - self.noted_at > 180 * 1_000_000
    }

    /// Share of the file that has been read, 0–100.
    #[must_use]
    pub fn percent(&self) -> u64 {
        (self.bytes * 100).checked_div(self.total).unwrap_or(0).min(100)
    }
}
