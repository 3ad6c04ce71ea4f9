//! Daily partial aggregates, and windows that slide over them.

use super::people::Covers;
use banso_kernel::Day;

/// Daily partial aggregates of one account, per stream.
pub(super) struct Daily {
    pub days: usize,
    /// By stream, then day.
    pub counts: Vec<u32>,
    /// Empty where no metric reads values.
    pub values: Vec<Vec<DayValues>>,
    /// Taken by the metric that they belong to.
    pub covers: Vec<Option<Covers>>,
}

impl Daily {
    /// Facts per day of a stream.
    pub fn counts(&self, stream: usize) -> &[u32] {
        &self.counts[stream * self.days..(stream + 1) * self.days]
    }
}

/// The numbers of a day.
#[derive(Clone, Default)]
pub(super) struct DayValues {
    sum: i128,
    pub count: u32,
    pub last: f64,
    moment: i64,
}

impl DayValues {
    /// Takes a number in.
    pub fn add(&mut self, moment: i64, value: f64) {
        // Of two values at the same microsecond the greater one is last, in whatever order they came.
        let later =
            self.count == 0 || (moment, value).partial_cmp(&(self.moment, self.last)).is_some_and(|o| o.is_gt());
        if later {
            (self.moment, self.last) = (moment, value);
        }
        self.sum += (value * 1e6).round() as i128;
        self.count += 1;
    }
}

/// A sum in millionths as a number.
pub(super) fn from_millionths(sum: i128) -> f64 {
    sum as f64 / 1e6
}

/// Sums over the last `window` entries.
pub(super) fn sliding(daily: &[u32], window: usize, of: impl Fn(u32) -> i64) -> Vec<f64> {
    let mut sum = 0;
    let day = |(at, &n): (usize, &u32)| {
        sum += of(n) - at.checked_sub(window).map_or(0, |gone| of(daily[gone]));
        sum as f64
    };
    daily.iter().enumerate().map(day).collect()
}

/// Sums and numbers of values over the last `window` days.
pub(super) fn windowed(daily: &[DayValues], window: usize) -> impl Iterator<Item = (i128, i64)> {
    let (mut sum, mut count) = (0, 0);
    daily.iter().enumerate().map(move |(at, day)| {
        sum += day.sum;
        count += i64::from(day.count);
        if let Some(gone) = at.checked_sub(window).map(|gone| &daily[gone]) {
            sum -= gone.sum;
            count -= i64::from(gone.count);
        }
        (sum, count)
    })
}

/// Blanks the days on which the stream was silent for everybody.
pub(super) fn blank(column: &mut [f64], alive: &[bool], first: Day) {
    for (at, value) in column.iter_mut().enumerate() {
        let day = usize::try_from(first.0 + at as i32).ok();
        if !day.is_some_and(|day| alive.get(day).is_some_and(|alive| *alive)) {
            *value = f64::NAN;
        }
    }
}
