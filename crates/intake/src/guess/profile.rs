//! What the values of a column look like.

use crate::fold;
use crate::row::{Cell, Row};
use crate::values::dates::{self, Form, Order};
use crate::values::numbers;
use std::collections::HashSet;

/// A summary of a column's values in a sample.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    pub(super) filled: usize,
    pub(super) dates: Tally,
    pub(super) numbers: usize,
    pub(super) booleans: usize,
    pub(super) mails: usize,
    pub(super) epochs: usize,
    pub(super) distinct: usize,
    pub(super) examples: Vec<String>,
}

/// What the values of a column say about the order of its dates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Values that have the form of a date.
    pub dates: usize,
    /// Values that cannot be misread.
    pub certain: usize,
    /// Values that are a date only if the day comes first, and one of them.
    pub only_day_first: (usize, String),
    /// Values that are a date only if the month comes first, and one of them.
    pub only_month_first: (usize, String),
    /// A value that is a date either way.
    pub either: String,
}

/// What follows from a tally.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// No order needed.
    Certain,
    /// The values decide; this one for example.
    Decided(Order, String),
    /// The values do not decide, or contradict each other: somebody must say it.
    Open,
}

impl Tally {
    /// Counts one more value.
    pub fn add(&mut self, text: &str) {
        let Some(form) = dates::form(text) else { return };
        self.dates += 1;
        match form {
            Form { certain: true, .. } => self.certain += 1,
            Form { day_first: true, month_first: false, .. } => {
                self.only_day_first.0 += 1;
                remember(&mut self.only_day_first.1, text);
            }
            Form { day_first: false, month_first: true, .. } => {
                self.only_month_first.0 += 1;
                remember(&mut self.only_month_first.1, text);
            }
            Form { day_first: false, month_first: false, .. } => {}
            Form { .. } => {
                let same = |text: &str| {
                    let mut parts = text.split(|c: char| !c.is_ascii_digit());
                    parts.next() == parts.next()
                };
                // 05-05-2023 shows nobody the difference.
                if self.either.is_empty() || same(&self.either) && !same(text) {
                    self.either = text.to_owned();
                }
            }
        }
    }

    /// The order of the column's dates as far as the values tell.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match (self.only_day_first.0, self.only_month_first.0) {
            (0, 0) if self.either.is_empty() => Verdict::Certain,
            (n, 0) if n > 0 => Verdict::Decided(Order::DayFirst, self.only_day_first.1.clone()),
            (0, n) if n > 0 => Verdict::Decided(Order::MonthFirst, self.only_month_first.1.clone()),
            _ => Verdict::Open,
        }
    }
}

fn remember(place: &mut String, text: &str) {
    if place.is_empty() {
        text.clone_into(place);
    }
}

impl Profile {
    /// Looks at the column `at` of `rows`.
    pub(super) fn of(rows: &[Row], at: usize) -> Self {
        let mut profile = Profile::default();
        let mut distinct = HashSet::new();
        for cell in rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.is_empty()) {
            profile.filled += 1;
            let shown = cell.shown();
            match cell {
                Cell::Moment(_) => {
                    profile.dates.dates += 1;
                    profile.dates.certain += 1;
                }
                Cell::Bool(_) => profile.booleans += 1,
                Cell::Number(_) => profile.numbers += 1,
                _ => {
                    profile.dates.add(&shown);
                    let folded = fold::ascii(&shown);
                    profile.numbers += usize::from(numbers::decimal(&folded).is_ok());
                    profile.booleans += usize::from(matches!(
                        folded.to_lowercase().as_str(),
                        "true" | "false" | "yes" | "no" | "はい" | "いいえ" | "有" | "無" | "あり" | "なし"
                    ));
                    profile.mails += usize::from(folded.contains('@'));
                }
            }
            let digits = shown.trim();
            let epoch = matches!(digits.len(), 10 | 13 | 16) && digits.bytes().all(|b| b.is_ascii_digit());
            profile.epochs += usize::from(epoch);
            if profile.examples.len() < 3 && !profile.examples.contains(&shown) {
                profile.examples.push(shown.clone());
            }
            distinct.insert(shown);
        }
        profile.distinct = distinct.len();
        profile
    }

    fn mostly(&self, n: usize) -> bool {
        self.filled > 0 && n * 10 >= self.filled * 9
    }

    pub(super) fn is_date(&self) -> bool {
        self.mostly(self.dates.dates)
    }

    pub(super) fn is_number(&self) -> bool {
        self.mostly(self.numbers)
    }

    pub(super) fn is_boolean(&self) -> bool {
        self.mostly(self.booleans)
    }

    pub(super) fn is_mail(&self) -> bool {
        self.mostly(self.mails)
    }

    pub(super) fn is_epoch(&self) -> bool {
        self.mostly(self.epochs)
    }

    /// No value twice, as far as the sample goes (a few defects allowed).
    pub(super) fn is_unique(&self) -> bool {
        self.filled > 0 && self.distinct * 100 >= self.filled * 98
    }
}
