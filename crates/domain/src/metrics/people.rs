//! Distinct people in a sliding window, as a union of covered days.

use super::engine::PersonSpan;
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

type ByPerson<V> = HashMap<i64, V, BuildHasherDefault<KeyIsHash>>;

/// The days that people's facts cover, merged person by person.
pub(super) struct Covers {
    window: i32,
    days: i32,
    /// Per person, the cover that still may grow: first day, day after the last.
    open: ByPerson<(i32, i32)>,
    /// Covers of people that are closed, kept only until they are clipped and counted.
    closed: Vec<(i64, i32, i32)>,
    steps: Vec<i32>,
}

impl Covers {
    pub(super) fn new(window: u16, days: usize) -> Self {
        let open = ByPerson::default();
        Self { window: i32::from(window), days: days as i32, open, closed: Vec::new(), steps: vec![0; days + 1] }
    }

    /// A fact of `person` on day `at`; days come in ascending order.
    pub(super) fn note(&mut self, person: i64, at: i32) {
        let until = at + self.window;
        let cover = self.open.entry(person).or_insert((at, until));
        if at <= cover.1 {
            cover.1 = until;
        } else {
            self.closed.push((person, cover.0, cover.1));
            *cover = (at, until);
        }
    }

    /// Counts everybody.
    pub(super) fn finish(&mut self) {
        for (_, from, until) in self.drain() {
            self.step(from, until);
        }
    }

    /// Counts people only on days on which they hold an ID.
    pub(super) fn finish_within(&mut self, people: &[PersonSpan], first: Day) {
        let spans: ByPerson<&PersonSpan> = people.iter().map(|person| (person.person, person)).collect();
        for (person, from, until) in self.drain() {
            let Some(span) = spans.get(&person) else { continue };
            let Some(issued) = span.issued else { continue };
            let last = span.left.map_or(i32::MAX, |left| left - first + 1);
            self.step(from.max(issued - first), until.min(last));
        }
    }

    /// People per day.
    pub(super) fn column(&self) -> Vec<f64> {
        let mut people = 0;
        self.steps[..self.days as usize].iter().map(|step| (people += step, f64::from(people)).1).collect()
    }

    fn drain(&mut self) -> Vec<(i64, i32, i32)> {
        let mut all = std::mem::take(&mut self.closed);
        all.extend(self.open.drain().map(|(person, (from, until))| (person, from, until)));
        all
    }

    fn step(&mut self, from: i32, until: i32) {
        let (from, until) = (from.max(0), until.min(self.days));
        if from < until {
            self.steps[from as usize] += 1;
            self.steps[until as usize] -= 1;
        }
    }
}
