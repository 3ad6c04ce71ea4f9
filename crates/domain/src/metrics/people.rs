//! Distinct people in a sliding window, as a union of covered days.
//!
//! A fact on day *d* covers the days *d … d + window − 1* of its person. Overlapping covers of the same person are
//! merged as they come (facts are in order of days), and a merged cover adds 1 at its first day and −1 after its last
//! to a difference array. One person costs one entry, however wide the window.

use super::input::PersonSpan;
use banso_kernel::Day;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Person keys are random already: the key is its own hash.
#[derive(Default)]
pub(super) struct KeyIsHash(u64);

impl Hasher for KeyIsHash {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.0 = self.0.rotate_left(8) ^ u64::from(byte));
    }
    fn write_i64(&mut self, key: i64) {
        // The map takes its position from the low and its tag from the high bits; keys have no sign bit.
        self.0 = (key as u64) << 1;
    }
}

pub(super) type ByPerson<V> = HashMap<i64, V, BuildHasherDefault<KeyIsHash>>;

/// Days counted from the first day that is computed: from the first up to, not including, the second.
type Cover = (i32, i32);

/// No cover yet.
const NONE: Cover = (0, i32::MIN);

/// The days that people's facts cover, merged person by person.
pub(super) struct Covers {
    window: i32,
    first: Day,
    days: i32,
    /// Per person, the cover that still may grow.
    open: Vec<Cover>,
    /// Per person, the days on which they count; nothing for always.
    within: Vec<Cover>,
    steps: Vec<i32>,
}

impl Covers {
    /// For people numbered from 1 to `people`, over so many days from `first` on.
    pub(super) fn new(window: u16, first: Day, days: usize, people: usize) -> Self {
        let (window, within) = (i32::from(window), Vec::new());
        Self { window, first, days: days as i32, open: vec![NONE; people + 1], within, steps: vec![0; days + 1] }
    }

    /// Counts people only on days on which they hold an ID. `keys` are those of the numbered people.
    pub(super) fn only_holders(&mut self, keys: &[i64], people: &[PersonSpan]) {
        let first = self.first;
        let spans: ByPerson<&PersonSpan> = people.iter().map(|person| (person.person, person)).collect();
        let held = |key: &i64| {
            let Some((issued, left)) = spans.get(key).and_then(|span| Some((span.issued?, span.left))) else {
                return (0, 0);
            };
            (issued - first, left.map_or(i32::MAX, |left| left - first + 1))
        };
        self.within = std::iter::once((0, 0)).chain(keys.iter().map(held)).collect();
    }

    /// A fact of a person; days come in ascending order, and those before the first one are left out.
    #[inline]
    pub(super) fn note(&mut self, person: usize, day: i32) {
        let at = day - self.first.0;
        if at < 0 {
            return;
        }
        let cover = self.open[person];
        let until = at + self.window;
        self.open[person] = if at <= cover.1 {
            (cover.0, until)
        } else {
            self.count(person, cover);
            (at, until)
        };
    }

    #[inline]
    fn count(&mut self, person: usize, (from, until): Cover) {
        let (least, most) = self.within.get(person).copied().unwrap_or((0, self.days));
        let (from, until) = (from.max(least).max(0), until.min(most).min(self.days));
        if from < until {
            self.steps[from as usize] += 1;
            self.steps[until as usize] -= 1;
        }
    }

    /// People per day.
    pub(super) fn column(mut self) -> impl Iterator<Item = f64> {
        for person in 0..self.open.len() {
            self.count(person, self.open[person]);
        }
        let mut people = 0;
        self.steps.truncate(self.days as usize);
        self.steps.into_iter().map(move |step| (people += step, f64::from(people)).1)
    }
}
