//! The facts that the last days still count, packed as in [`Facts`] but open to more: a new day, or a fact that comes,
//! is computed from them without reading any fact again.
//!
//! A fact is kept for as long as a metric that counts it looks back, and some days more, so that facts which come late
//! find the others that they are counted with. Most facts are counted for a month: of years, little is kept.

use super::definition::MetricSet;
use super::people::ByPerson;
use super::reach::Reach;
use super::streams::{Class, Classifier};
use super::table::{AccountFacts, ByAccount, Event, Facts, ValueRow};
use banso_kernel::{AccountId, Day};
use std::collections::HashMap;

/// The facts of the last days, account by account.
#[derive(Debug)]
pub struct Recent {
    /// Per stream, how many days are counted with a day.
    reach: Vec<i32>,
    /// How many days late facts may come.
    late: i32,
    today: Day,
    classes: Vec<Vec<u16>>,
    /// Per class, the first day that is kept.
    kept_from: Vec<i32>,
    by_members: HashMap<Vec<u16>, Class>,
    accounts: HashMap<i64, OfAccount>,
}

#[derive(Debug, Default)]
struct OfAccount {
    /// Days ascending.
    events: Vec<Event>,
    values: Vec<ValueRow>,
    people: Vec<i64>,
}

impl Recent {
    /// What `today` and the `late` days before it still count of all facts.
    #[must_use]
    pub fn new(facts: &Facts, set: &MetricSet, classifier: &Classifier, today: Day, late: i32) -> Self {
        let reach = Reach::of(&set.metrics, classifier.of_metric(), classifier.streams()).streams;
        let (by_members, accounts) = (HashMap::from([(Vec::new(), 0)]), HashMap::new());
        let (classes, kept_from) = (vec![Vec::new()], vec![0]);
        let mut recent = Self { reach, late, today, classes, kept_from, by_members, accounts };
        recent.add(facts);
        recent
    }

    /// Adds facts; those that no day in reach counts any more are left out.
    pub fn add(&mut self, facts: &Facts) {
        let (mut theirs, mut ours): (&[Vec<u16>], Vec<Class>) = (&[], Vec::new());
        for (account, more) in facts.accounts() {
            if !std::ptr::eq(theirs, more.classes) {
                theirs = more.classes;
                ours = theirs.iter().map(|members| self.class(members)).collect();
            }
            let of = self.accounts.entry(account.0).or_default();
            of.add(&more, &ours, &self.kept_from);
        }
    }

    /// Goes on to a day, and forgets what is not counted any more.
    pub fn pass(&mut self, today: Day) {
        self.today = today;
        self.kept_from = self.classes.iter().map(|members| self.first_kept(members)).collect();
        let kept_from = &self.kept_from;
        self.accounts.values_mut().for_each(|of| {
            of.events.retain(|event| event.day() >= kept_from[event.class()]);
            of.values.retain(|row| i32::from(row.day) >= kept_from[usize::from(row.class)]);
        });
    }

    /// Whether all facts are here that the days from `from` on count.
    #[must_use]
    pub fn reaches(&self, from: Day) -> bool {
        from >= self.today - self.late
    }

    /// Bytes of memory, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let of = |of: &OfAccount| {
            size_of_val(&*of.events) + size_of_val(&*of.values) + size_of_val(&*of.people) + 2 * size_of::<OfAccount>()
        };
        self.accounts.values().map(of).sum()
    }

    /// Our number of a set of streams.
    fn class(&mut self, members: &[u16]) -> Class {
        if let Some(class) = self.by_members.get(members) {
            return *class;
        }
        // As many different sets of streams as a classifier tells apart.
        let class = Class::try_from(self.classes.len()).unwrap_or(Class::MAX);
        self.by_members.insert(members.to_vec(), class);
        self.classes.push(members.to_vec());
        self.kept_from.push(self.first_kept(members));
        class
    }

    /// The first day of which facts with these streams are kept.
    fn first_kept(&self, members: &[u16]) -> i32 {
        self.today.0 - self.late - members.iter().map(|stream| self.reach[usize::from(*stream)]).max().unwrap_or(0)
    }
}

impl OfAccount {
    fn add(&mut self, more: &AccountFacts<'_>, classes: &[Class], kept_from: &[i32]) {
        let mut numbers: ByPerson<u32> = ByPerson::default();
        if !more.people.is_empty() {
            numbers.extend(self.people.iter().zip(1..).map(|(key, number)| (*key, number)));
        }
        let people = &mut self.people;
        let mut number = |theirs: usize| {
            let Some(key) = theirs.checked_sub(1).map(|at| more.people[at]) else { return 0 };
            *numbers.entry(key).or_insert_with(|| {
                people.push(key);
                people.len() as u32
            })
        };
        let kept = |class: usize, day: i32| (day >= kept_from[usize::from(classes[class])]).then_some(classes[class]);
        for event in more.events {
            if let Some(class) = kept(event.class(), event.day()) {
                self.events.push(Event::new(event.day() as u16, class, number(event.person())));
            }
        }
        if !self.events.is_sorted_by_key(|event| event.day()) {
            self.events.sort();
        }
        for row in more.values {
            if let Some(class) = kept(usize::from(row.class), i32::from(row.day)) {
                self.values.push(ValueRow { class, ..*row });
            }
        }
    }
}

impl ByAccount for Recent {
    fn account(&self, account: AccountId) -> AccountFacts<'_> {
        let Some(of) = self.accounts.get(&account.0) else { return AccountFacts::NONE };
        let OfAccount { events, values, people } = of;
        // The day of the first fact of any kind may be out of reach: `Seen` knows it.
        AccountFacts { classes: &self.classes, events, values, people, earliest: None }
    }
}
