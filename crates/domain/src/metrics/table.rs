//! Facts packed for the engine, account by account.
//!
//! A fact is an *event* of 8 bytes: its day, its class, and its person as a small number within the account. A fact
//! with a number is also a *value*. Parts are filled side by side (each by its own [`Gather`], for its own range of
//! accounts) and put together as [`Facts`].

use super::people::ByPerson;
use super::streams::{Class, Classifier};
use crate::facts::Fact;
use banso_kernel::{AccountId, Day, Micros, Zone};
use std::ops::Range;

/// A fact's value.
#[derive(Clone, Copy, Debug)]
pub(super) struct ValueRow {
    pub day: u16,
    pub class: Class,
    pub moment: i64,
    pub value: f64,
}

/// A fact, packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event(u64);

impl Event {
    pub fn new(day: u16, class: Class, person: u32) -> Self {
        Self(u64::from(day) << 48 | u64::from(class) << 32 | u64::from(person))
    }

    /// Days since 1970.
    pub fn day(self) -> i32 {
        (self.0 >> 48) as i32
    }

    /// What the classifier said.
    pub fn class(self) -> usize {
        usize::from((self.0 >> 32) as u16)
    }

    /// The person's number within the account, from 1; 0 for none.
    pub fn person(self) -> usize {
        (self.0 as u32) as usize
    }
}

/// On which days any account had a fact of a class: a bit a day since 1970.
#[derive(Clone, Debug, Default)]
pub(super) struct Presence {
    words: Vec<u64>,
}

/// Words that hold a bit for each day that fits 16 bits.
const WORDS: usize = 1024;

impl Presence {
    #[inline]
    fn note(&mut self, class: Class, day: u16) {
        let word = usize::from(class) * WORDS + usize::from(day) / 64;
        if self.words.len() <= word {
            self.words.resize((usize::from(class) + 1) * WORDS, 0);
        }
        self.words[word] |= 1 << (day % 64);
    }

    /// The days of a class.
    pub fn days(&self, class: usize) -> &[u64] {
        self.words.get(class * WORDS..(class + 1) * WORDS).unwrap_or(&[])
    }
}

struct Span {
    account: i64,
    events: Range<usize>,
    values: Range<usize>,
    people: Range<usize>,
    earliest: u16,
}

/// Facts of a range of accounts.
#[derive(Default)]
struct Part {
    /// Streams of each class, as the part's classifier numbered them.
    classes: Vec<Vec<u16>>,
    spans: Vec<Span>,
    events: Vec<Event>,
    values: Vec<ValueRow>,
    /// Keys of people, by account and number.
    people: Vec<i64>,
    presence: Presence,
}

/// Takes facts in, account by account in ascending order. Facts outside 1970-01-01…2149-06-06, the days that fit 16
/// bits, are left out.
pub struct Gather {
    part: Part,
    account: Option<i64>,
    earliest: u16,
    starts: [usize; 3],
    codes: ByPerson<u32>,
    last_person: (i64, u32),
}

impl Gather {
    /// Empty, with room for about so many facts.
    #[must_use]
    pub fn new(room: usize) -> Self {
        let part = Part { events: Vec::with_capacity(room), ..Part::default() };
        let codes = ByPerson::default();
        Self { part, account: None, earliest: u16::MAX, starts: [0; 3], codes, last_person: (0, 0) }
    }

    /// The facts that follow are this account's, which must not be less than the one before.
    pub fn account(&mut self, account: AccountId) {
        if self.account == Some(account.0) {
            return;
        }
        debug_assert!(self.account.is_none_or(|before| before < account.0), "accounts come in ascending order");
        self.close();
        self.account = Some(account.0);
    }

    /// Takes a fact of the present account: its class, its person's key (0 for none), its day in the workspace's
    /// zone, its moment (which decides what is the last value) and its number (NaN for none).
    #[inline]
    pub fn note(&mut self, class: Class, person: i64, day: Day, occurred_at: Micros, value: f64) {
        let Ok(day) = u16::try_from(day.0) else { return };
        self.earliest = self.earliest.min(day);
        if class == 0 {
            return;
        }
        self.part.presence.note(class, day);
        if person != self.last_person.0 {
            self.last_person = (person, self.code(person));
        }
        self.part.events.push(Event::new(day, class, self.last_person.1));
        if value.is_finite() {
            self.part.values.push(ValueRow { day, class, moment: occurred_at.0, value });
        }
    }

    fn code(&mut self, person: i64) -> u32 {
        if person == 0 {
            return 0;
        }
        let next = (self.part.people.len() - self.starts[2]) as u32 + 1;
        let code = *self.codes.entry(person).or_insert(next);
        if code == next {
            self.part.people.push(person);
        }
        code
    }

    fn close(&mut self) {
        let part = &mut self.part;
        let ends = [part.events.len(), part.values.len(), part.people.len()];
        if let Some(account) = self.account.take() {
            let [events, values, people] = [0, 1, 2].map(|at| self.starts[at]..ends[at]);
            if !part.events[events.clone()].is_sorted_by_key(|event| event.day()) {
                part.events[events.clone()].sort_unstable();
            }
            part.values[values.clone()].sort_by_key(|row| row.day);
            part.spans.push(Span { account, events, values, people, earliest: self.earliest });
        }
        self.starts = ends;
        self.earliest = u16::MAX;
        self.codes.clear();
        self.last_person = (0, 0);
    }

    /// The facts, with the classes of the classifier that named them.
    #[must_use]
    pub fn finish(mut self, classifier: &Classifier) -> Facts {
        self.close();
        self.part.classes = classifier.classes().to_vec();
        Facts { parts: vec![self.part] }
    }
}

/// Facts of all accounts.
#[derive(Default)]
pub struct Facts {
    /// By ranges of accounts, ascending.
    parts: Vec<Part>,
}

/// One account's facts, days ascending.
#[derive(Clone, Copy)]
pub struct AccountFacts<'a> {
    pub(super) classes: &'a [Vec<u16>],
    pub(super) events: &'a [Event],
    pub(super) values: &'a [ValueRow],
    /// Keys of its people, by their number less one.
    pub(super) people: &'a [i64],
    /// Day of the first fact of any kind.
    pub(super) earliest: Option<Day>,
}

impl AccountFacts<'_> {
    /// No facts at all.
    pub(super) const NONE: Self = Self { classes: &[], events: &[], values: &[], people: &[], earliest: None };

    /// The last day before `day` with a fact of a stream.
    pub(super) fn last_before(&self, stream: usize, day: Day) -> Option<Day> {
        let earlier = &self.events[..self.events.partition_point(|event| event.day() < day.0)];
        let of_stream = |event: &&Event| self.classes[event.class()].iter().any(|of| usize::from(*of) == stream);
        earlier.iter().rfind(of_stream).map(|event| Day(event.day()))
    }
}

/// Packed facts of which those of one account can be taken.
pub trait ByAccount: Sync {
    /// The facts of an account; nothing if it has none.
    fn account(&self, account: AccountId) -> AccountFacts<'_>;
}

impl Facts {
    /// Puts together what was gathered for ranges of accounts that do not overlap, given in ascending order.
    #[must_use]
    pub fn join(parts: impl IntoIterator<Item = Facts>) -> Self {
        let parts = parts.into_iter().flat_map(|facts| facts.parts).filter(|part| !part.spans.is_empty());
        Self { parts: parts.collect() }
    }

    /// Classified facts in any order.
    #[must_use]
    pub fn of(mut rows: Vec<Row>, classifier: &Classifier) -> Self {
        rows.sort_by_key(|row| row.account);
        let mut gather = Gather::new(rows.len());
        for row in rows {
            gather.account(row.account);
            gather.note(row.class, row.person, row.day, row.occurred_at, row.value);
        }
        gather.finish(classifier)
    }

    /// Facts in memory, in any order. For few facts, such as those of an account.
    #[must_use]
    pub fn pack<'f>(facts: impl IntoIterator<Item = &'f Fact>, classifier: &mut Classifier, zone: &Zone) -> Self {
        let row = |fact: &Fact| {
            let person = fact.person.map(|person| person.0);
            Row {
                account: fact.account,
                person: person.unwrap_or(0),
                class: classifier.class(&fact.name, person, &fact.props),
                day: zone.day_of(fact.occurred_at),
                occurred_at: fact.occurred_at,
                value: fact.value.unwrap_or(f64::NAN),
            }
        };
        let rows = facts.into_iter().map(row).collect();
        Self::of(rows, classifier)
    }

    /// Number of facts that some metric counts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.events.len()).sum()
    }

    /// Whether no metric counts any fact.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first day with a fact of each account that has any, ascending by account.
    pub fn first_days(&self) -> impl Iterator<Item = (AccountId, Day)> {
        let known = self.parts.iter().flat_map(|part| &part.spans).filter(|span| span.earliest != u16::MAX);
        known.map(|span| (AccountId(span.account), Day(i32::from(span.earliest))))
    }

    pub(super) fn presence(&self) -> impl Iterator<Item = (&[Vec<u16>], &Presence)> {
        self.parts.iter().map(|part| (part.classes.as_slice(), &part.presence))
    }

    /// All accounts that have facts, ascending.
    pub(super) fn accounts(&self) -> impl Iterator<Item = (AccountId, AccountFacts<'_>)> {
        let of_part = |part: &'_ Part| part.spans.iter().map(|span| AccountId(span.account)).collect::<Vec<_>>();
        self.parts.iter().flat_map(of_part).map(|account| (account, self.account(account)))
    }
}

impl ByAccount for Facts {
    fn account(&self, account: AccountId) -> AccountFacts<'_> {
        let none = AccountFacts::NONE;
        let at = self.parts.partition_point(|part| part.spans.first().is_some_and(|span| span.account <= account.0));
        let Some(part) = at.checked_sub(1).and_then(|at| self.parts.get(at)) else { return none };
        let Ok(at) = part.spans.binary_search_by_key(&account.0, |span| span.account) else { return none };
        let span = &part.spans[at];
        AccountFacts {
            classes: &part.classes,
            events: &part.events[span.events.clone()],
            values: &part.values[span.values.clone()],
            people: &part.people[span.people.clone()],
            earliest: (span.earliest != u16::MAX).then(|| Day(i32::from(span.earliest))),
        }
    }
}

/// One fact on its way into [`Facts::of`].
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
