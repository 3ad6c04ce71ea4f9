//! How the share of each segment moved, week by week.

use crate::health::{Model, NONE};
use banso_kernel::Day;
use std::collections::{BTreeMap, BTreeSet};

/// Shares over time. A day on which nothing was computed has `NaN` everywhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The days, ascending.
    pub days: Vec<Day>,
    /// Accounts on each day.
    pub accounts: Vec<u32>,
    /// Per segment, in the model's order: its share of all accounts on each day, 0–1.
    pub segments: Vec<Vec<f64>>,
    /// Share of accounts with too little data for a segment.
    pub none: Vec<f64>,
}

impl Course {
    /// Whether any account ever had too little data.
    #[must_use]
    pub fn has_none(&self) -> bool {
        self.none.iter().any(|share| *share > 0.0)
    }
}

/// Takes every `step`th day that ends with `to`, from the first day with data but no earlier than `from`. `counts` are
/// (day, segment, accounts); segment [`NONE`] is too little data.
#[must_use]
pub fn course(model: &Model, counts: &[(Day, u8, u32)], from: Day, to: Day, step: u16) -> Course {
    let mut by_day: BTreeMap<Day, Vec<(u8, u32)>> = BTreeMap::new();
    for (day, segment, accounts) in counts.iter().filter(|(day, ..)| (from..=to).contains(day)) {
        by_day.entry(*day).or_default().push((*segment, *accounts));
    }
    let first = by_day.keys().next().copied().unwrap_or(to + 1);
    let step = i32::from(step.max(1));
    let days: Vec<Day> =
        (0..=(to - first).max(-1) / step).rev().map(|i| to - i * step).filter(|d| *d >= first).collect();
    let mut out = Course {
        accounts: Vec::with_capacity(days.len()),
        segments: vec![Vec::with_capacity(days.len()); model.segments.len()],
        none: Vec::with_capacity(days.len()),
        days,
    };
    for day in &out.days {
        let rows = by_day.get(day).map_or(&[][..], Vec::as_slice);
        let all: u32 = rows.iter().map(|(_, n)| n).sum();
        let share = |of: u8| {
            let part: u32 = rows.iter().filter(|(segment, _)| *segment == of).map(|(_, n)| n).sum();
            if all == 0 { f64::NAN } else { f64::from(part) / f64::from(all) }
        };
        out.accounts.push(all);
        out.none.push(share(NONE));
        for (at, values) in out.segments.iter_mut().enumerate() {
            values.push(u8::try_from(at).map_or(f64::NAN, share));
        }
    }
    out
}

/// The same counts with the accounts that were never judged, each from its day in `since` on, among those with too little
/// data: a share of all accounts is one of these too. Days without any count stay without.
#[must_use]
pub fn with_unjudged(mut counts: Vec<(Day, u8, u32)>, since: &[Day]) -> Vec<(Day, u8, u32)> {
    let days: BTreeSet<Day> = counts.iter().map(|(day, ..)| *day).collect();
    let unjudged = |day: Day| (day, NONE, u32::try_from(unjudged_on(since, day)).unwrap_or(u32::MAX));
    counts.extend(days.into_iter().map(unjudged).filter(|(.., accounts)| *accounts > 0));
    counts
}

/// How many of the accounts that were never judged there were on a day.
#[must_use]
pub fn unjudged_on(since: &[Day], day: Day) -> usize {
    since.iter().filter(|since| **since <= day).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::MetricSet;
    use crate::templates;

    #[test]
    fn weeks_end_with_the_last_day_and_missing_days_are_gaps() {
        let metrics = MetricSet::parse(templates::METRICS).expect("metrics");
        let model = Model::parse(templates::MODELS[0].1, &metrics).expect("the rank matrix");
        let day = Day(20_000);
        let counts = [(day, 0, 1), (day, 3, 3), (day - 14, 0, 1), (day - 14, NONE, 1), (day - 16, 0, 9)];
        let found = course(&model, &counts, day - 100, day, 7);
        assert_eq!(found.days, [day - 14, day - 7, day]);
        assert_eq!(found.accounts, [2, 0, 4]);
        assert_eq!((found.segments[0][0], found.segments[0][2]), (0.5, 0.25));
        assert!(found.segments[0][1].is_nan() && found.none[0] == 0.5 && found.has_none());
        assert_eq!(course(&model, &[], day - 100, day, 7).days, []);
    }

    #[test]
    fn accounts_that_were_never_judged_are_part_of_the_whole_since_they_signed_up() {
        let day = Day(20_000);
        let counts = vec![(day, 0, 2), (day, NONE, 1), (day - 7, 0, 2)];
        let found = with_unjudged(counts, &[day - 100, day - 3]);
        assert_eq!(found[3..], [(day - 7, NONE, 1), (day, NONE, 2)]);
        assert_eq!(with_unjudged(Vec::new(), &[day]), []);
        assert_eq!([unjudged_on(&[day], day - 1), unjudged_on(&[day], day)], [0, 1]);
    }
}
