//! Axes: honest domains and few, round ticks.

use super::Tick;
use banso_kernel::{Day, Month};
use banso_words::Words;

/// Round values that cover `low..=high`, about `count` of them, at steps of 1, 2, 2.5 or 5 × 10ⁿ. Always at least two,
/// ascending and finite; values that are not finite count as 0.
#[must_use]
pub fn ticks(low: f64, high: f64, count: usize) -> Vec<f64> {
    let clean = |v: f64| if v.is_finite() { v.clamp(-1e15, 1e15) } else { 0.0 };
    let (mut low, mut high) = (clean(low), clean(high));
    if low > high {
        std::mem::swap(&mut low, &mut high);
    }
    if high - low <= f64::EPSILON * high.abs().max(low.abs()) || high - low < 1e-12 {
        high = low + 1.0;
    }
    let raw = (high - low) / count.max(1) as f64;
    let power = 10f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= raw * 0.999);
    let step = step.unwrap_or(10.0 * power);
    let (first, last) = ((low / step).floor() as i64, (high / step - 1e-9).ceil() as i64);
    (first..=last).map(|i| i as f64 * step).collect()
}

/// Like [`ticks`] for counts of things: never between two whole numbers.
#[must_use]
pub fn whole_ticks(high: f64, count: usize) -> Vec<f64> {
    let top = if high.is_finite() { high.max(1.0).ceil() } else { 1.0 };
    let ticks = ticks(0.0, top, count);
    if ticks.iter().all(|t| t.fract() == 0.0) { ticks } else { (0..=top as i64).map(|i| i as f64).collect() }
}

/// The domain of a value axis: all finite `values`, and zero.
#[must_use]
pub fn domain(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    values.into_iter().filter(|v| v.is_finite()).fold((0.0, 0.0), |(low, high), v| (v.min(low), v.max(high)))
}

/// First days of months within `from..=to`, at most `most` of them, every 1, 2, 3, 6 or 12 months, aligned to January.
#[must_use]
pub fn months(from: Day, to: Day, most: usize) -> Vec<Month> {
    let first = if from == from.month().first() { from.month() } else { from.month().plus(1) };
    let count = to.month().0 - first.0 + 1;
    let most = i32::try_from(most.max(1)).unwrap_or(i32::MAX);
    let step =
        [1, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|s| (count + s - 1).div_euclid(*s) <= most).unwrap_or(1200);
    (first.0..=to.month().0).filter(|m| m.rem_euclid(step) == 0).take(most as usize).map(Month).collect()
}

/// Month ticks for a drawing of `width` pixels: the first one and each January name their year.
#[must_use]
pub fn month_axis(words: &Words, from: Day, to: Day, width: f64) -> Vec<Tick> {
    let most = ((width / 64.0) as usize).clamp(3, 13);
    let text = |(i, month): (usize, Month)| {
        let label = if i == 0 || month.0.rem_euclid(12) == 0 { words.month(month) } else { words.month_short(month) };
        Tick { at: f64::from(month.first().0), label }
    };
    months(from, to, most).into_iter().enumerate().map(text).collect()
}

/// Maps a data range to a pixel range. An empty data range maps to the middle.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    from: (f64, f64),
    to: (f64, f64),
}

impl Scale {
    /// `from` in data, `to` in pixels.
    #[must_use]
    pub fn new(from: (f64, f64), to: (f64, f64)) -> Self {
        Self { from, to }
    }

    /// The pixel of `value`, clamped to the range; `NaN` stays `NaN`.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        if value.is_nan() {
            return f64::NAN;
        }
        let span = self.from.1 - self.from.0;
        let share = if span.abs() > 0.0 { ((value - self.from.0) / span).clamp(0.0, 1.0) } else { 0.5 };
        self.to.0 + share * (self.to.1 - self.to.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(0.0, 100.0, 4), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(ticks(0.0, 7.3, 4), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(ticks(-30.0, 130.0, 4), [-50.0, 0.0, 50.0, 100.0, 150.0]);
        assert_eq!(ticks(0.0, 0.0, 4), [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(ticks(0.0, 1_234_567.0, 3), [0.0, 500_000.0, 1_000_000.0, 1_500_000.0]);
        assert_eq!(whole_ticks(1.0, 4), [0.0, 1.0]);
        assert_eq!(whole_ticks(3.0, 4), [0.0, 1.0, 2.0, 3.0]);
    }

    #[test]
    fn month_ticks_thin_out_and_keep_to_the_calendar() {
        let day = |text| Day::parse_iso(text).expect("a day");
        let all = months(day("2025-11-01"), day("2026-11-22"), 13);
        assert_eq!((all.len(), all[0]), (13, day("2025-11-01").month()));
        let thin = months(day("2025-11-02"), day("2026-11-22"), 5);
        assert_eq!(
            thin.iter().map(|m| m.first().to_string()).collect::<Vec<_>>(),
            ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"]
        );
        assert!(months(day("2026-11-02"), day("2026-11-22"), 5).is_empty());
    }

    proptest! {
        #[test]
        fn ticks_cover_the_range_and_stay_few(low in -1e9f64..1e9, span in 0f64..1e9, count in 1usize..12) {
            let (low, high) = (low, low + span);
            let ticks = ticks(low, high, count);
            prop_assert!(ticks.len() >= 2 && ticks.len() <= count + 3);
            prop_assert!(ticks.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(ticks.iter().all(|t| t.is_finite()));
            let slack = span.max(1e-9) * 1e-6 + low.abs() * 1e-9;
            prop_assert!(ticks[0] <= low + slack && ticks[ticks.len() - 1] >= high - slack);
        }

        #[test]
        fn months_are_never_more_than_asked(from in 0i32..40_000, days in 0i32..20_000, most in 1usize..20) {
            let months = months(Day(from), Day(from + days), most);
            prop_assert!(months.len() <= most);
            prop_assert!(months.iter().all(|m| m.first() >= Day(from) && m.first() <= Day(from + days)));
        }
    }
}
