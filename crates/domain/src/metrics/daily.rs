//! Daily partial aggregates, and windows that slide over them.

use super::people::Covers;
use banso_kernel::Day;

/// Daily partial aggregates of one account, per stream, each from a day of its own on.
pub(super) struct Daily {
    streams: Vec<Stream>,
    /// By stream, then day.
    counts: Vec<u32>,
    /// Empty where no metric reads values.
    values: Vec<Vec<DayValues>>,
    /// Taken by the metric that they belong to.
    pub covers: Vec<Option<Covers>>,
}

struct Stream {
    first: i32,
    days: usize,
    /// Where its days begin among all counts.
    start: usize,
}

impl Daily {
    /// For streams with these first days and numbers of days; `needs_values` says which of them sum up numbers.
    pub fn new(
        streams: impl Iterator<Item = (Day, usize)>,
        needs_values: &[bool],
        covers: Vec<Option<Covers>>,
    ) -> Self {
        let mut start = 0;
        let stream = |(first, days): (Day, usize)| {
            start += days;
            Stream { first: first.0, days, start: start - days }
        };
        let streams: Vec<Stream> = streams.map(stream).collect();
        let needed = streams.iter().zip(needs_values);
        let values = needed.map(|(of, needed)| vec![DayValues::default(); usize::from(*needed) * of.days]).collect();
        Self { streams, counts: vec![0; start], values, covers }
    }

    /// Where facts of a stream and day are counted, unless it is out of reach.
    #[inline]
    pub fn count(&mut self, stream: usize, day: i32) -> Option<&mut u32> {
        let of = &self.streams[stream];
        let at = usize::try_from(day - of.first).ok().filter(|at| *at < of.days)?;
        Some(&mut self.counts[of.start + at])
    }

    /// Where numbers of a stream and day are summed up, if they are.
    #[inline]
    pub fn value(&mut self, stream: usize, day: i32) -> Option<&mut DayValues> {
        let at = usize::try_from(day - self.streams[stream].first).ok()?;
        self.values[stream].get_mut(at)
    }

    /// Facts of a stream per day, from a day on.
    pub fn counts(&self, stream: usize, from: Day) -> &[u32] {
        let of = &self.streams[stream];
        &self.counts[of.start..of.start + of.days][of.skipped(from)..]
    }

    /// Numbers of a stream per day, from a day on.
    pub fn values(&self, stream: usize, from: Day) -> &[DayValues] {
        &self.values[stream][self.streams[stream].skipped(from)..]
    }
}

impl Stream {
    fn skipped(&self, from: Day) -> usize {
        ((from.0 - self.first).max(0) as usize).min(self.days)
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
pub(super) fn sliding(daily: &[u32], window: usize, of: impl Fn(u32) -> i64) -> impl Iterator<Item = f64> {
    let mut sum = 0;
    daily.iter().enumerate().map(move |(at, &n)| {
        sum += of(n) - at.checked_sub(window).map_or(0, |gone| of(daily[gone]));
        sum as f64
    })
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
