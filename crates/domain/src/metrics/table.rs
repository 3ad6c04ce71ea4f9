//! Facts as plain columns, grouped by account.
//!
//! Every fact is an *event*: 12 bytes, its person and its day and class in one word. A fact with a number is also a
//! *value*. Both are grouped by account with a counting sort; account ids are dense, so an id is its own position.

use super::streams::Class;
use banso_kernel::{AccountId, Day, Micros};

/// One fact on its way into the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Whose.
    pub account: AccountId,
    /// The person's key, 0 for none.
    pub person: i64,
    /// What the classifier said.
    pub class: Class,
    /// The day in the workspace's zone.
    pub day: Day,
    /// The moment; decides which value is the last one.
    pub occurred_at: Micros,
    /// NaN for none.
    pub value: f64,
}

/// A fact's value.
#[derive(Clone, Copy, Debug)]
pub struct ValueRow {
    pub(super) account: u32,
    pub(super) day: u16,
    pub(super) class: Class,
    pub(super) moment: i64,
    pub(super) value: f64,
}

/// Facts in arrival order, then [`grouped`](FactTable::grouped) by account. Facts of class 0 are left out, and so
/// are facts outside 1970-01-01…2149-06-06, the days that fit 16 bits.
#[derive(Default)]
pub struct FactTable {
    account: Vec<u32>,
    person: Vec<i64>,
    when: Vec<u32>,
    values: Vec<ValueRow>,
    presence: Presence,
    earliest: Vec<u16>,
}

/// On which days any account had a fact of a class.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    by_class: Vec<Vec<u64>>,
}

impl Presence {
    fn note(&mut self, class: Class, day: u16) {
        let class = usize::from(class);
        if self.by_class.len() <= class {
            self.by_class.resize(class + 1, Vec::new());
        }
        let (word, bit) = (usize::from(day) / 64, day % 64);
        let days = &mut self.by_class[class];
        if days.len() <= word {
            days.resize(word + 1, 0);
        }
        days[word] |= 1 << bit;
    }

    /// The days of a class, a bit a day since 1970.
    #[must_use]
    pub fn days(&self, class: usize) -> &[u64] {
        self.by_class.get(class).map_or(&[], Vec::as_slice)
    }
}

impl FactTable {
    /// An empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a fact.
    pub fn push(&mut self, row: Row) {
        let (Ok(day), Ok(account)) = (u16::try_from(row.day.0), u32::try_from(row.account.0)) else { return };
        let at = account as usize;
        if self.earliest.len() <= at {
            self.earliest.resize(at + 1, u16::MAX);
        }
        self.earliest[at] = self.earliest[at].min(day);
        if row.class == 0 {
            return;
        }
        self.presence.note(row.class, day);
        self.account.push(account);
        self.person.push(row.person);
        self.when.push(u32::from(day) << 16 | u32::from(row.class));
        if row.value.is_finite() {
            let (class, moment, value) = (row.class, row.occurred_at.0, row.value);
            self.values.push(ValueRow { account, day, class, moment, value });
        }
    }

    /// Number of facts that some metric counts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.when.len()
    }

    /// Whether no metric counts any fact.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.when.is_empty()
    }

    /// Groups by account, each account's facts in order of days.
    #[must_use]
    pub fn grouped(self) -> Grouped {
        let accounts = self.earliest.len();
        let offsets = offsets(accounts, self.account.iter().copied());
        let mut next = offsets.clone();
        let mut person = vec![0i64; self.person.len()];
        let mut when = vec![0u32; self.when.len()];
        for ((&account, &who), &at) in self.account.iter().zip(&self.person).zip(&self.when) {
            let slot = &mut next[account as usize];
            person[*slot] = who;
            when[*slot] = at;
            *slot += 1;
        }
        let value_offsets = offsets_of_values(accounts, &self.values);
        let mut values = self.values;
        values.sort_by_key(|row| (row.account, row.day));
        for span in offsets.windows(2) {
            sort_by_day(&mut person[span[0]..span[1]], &mut when[span[0]..span[1]]);
        }
        Grouped { offsets, person, when, value_offsets, values, earliest: self.earliest, presence: self.presence }
    }
}

fn offsets(accounts: usize, of: impl Iterator<Item = u32>) -> Vec<usize> {
    let mut offsets = vec![0usize; accounts + 1];
    for account in of {
        offsets[account as usize + 1] += 1;
    }
    for at in 0..accounts {
        offsets[at + 1] += offsets[at];
    }
    offsets
}

fn offsets_of_values(accounts: usize, values: &[ValueRow]) -> Vec<usize> {
    offsets(accounts, values.iter().map(|row| row.account))
}

fn sort_by_day(person: &mut [i64], when: &mut [u32]) {
    if when.is_sorted_by_key(|at| at >> 16) {
        return;
    }
    let mut rows: Vec<(u32, i64)> = when.iter().copied().zip(person.iter().copied()).collect();
    rows.sort_unstable();
    for (at, (day_class, who)) in rows.into_iter().enumerate() {
        when[at] = day_class;
        person[at] = who;
    }
}

/// Facts grouped by account.
pub struct Grouped {
    offsets: Vec<usize>,
    person: Vec<i64>,
    when: Vec<u32>,
    value_offsets: Vec<usize>,
    values: Vec<ValueRow>,
    earliest: Vec<u16>,
    presence: Presence,
}

/// One account's facts, days ascending.
#[derive(Clone, Copy)]
pub(super) struct AccountFacts<'a> {
    pub person: &'a [i64],
    /// Day in the upper, class in the lower 16 bits.
    pub when: &'a [u32],
    pub values: &'a [ValueRow],
    /// Day of the first fact of any kind.
    pub earliest: Option<Day>,
}

impl Grouped {
    /// Number of facts that some metric counts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.when.len()
    }

    /// Whether no metric counts any fact.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.when.is_empty()
    }

    /// On which days any account had a fact of a class.
    #[must_use]
    pub fn presence(&self) -> &Presence {
        &self.presence
    }

    pub(super) fn account(&self, account: AccountId) -> AccountFacts<'_> {
        let at = usize::try_from(account.0).unwrap_or(usize::MAX);
        let Some(&earliest) = self.earliest.get(at) else {
            return AccountFacts { person: &[], when: &[], values: &[], earliest: None };
        };
        let (facts, values) =
            (self.offsets[at]..self.offsets[at + 1], self.value_offsets[at]..self.value_offsets[at + 1]);
        AccountFacts {
            person: &self.person[facts.clone()],
            when: &self.when[facts],
            values: &self.values[values],
            earliest: (earliest != u16::MAX).then(|| Day(i32::from(earliest))),
        }
    }
}
