//! When a delivery is tried again: ten more times over three days, then it is dead and a human looks at it.

use std::time::Duration;

/// Waits between tries, before jitter.
pub const WAITS: [Duration; 10] = [
    Duration::from_secs(10),
    Duration::from_mins(1),
    Duration::from_mins(5),
    Duration::from_mins(30),
    Duration::from_hours(2),
    Duration::from_hours(5),
    Duration::from_hours(10),
    Duration::from_hours(14),
    Duration::from_hours(20),
    Duration::from_hours(24),
];

/// How long to wait after `tries` tries (1 after the first), or `None`: dead. `jitter` in [0, 1) spreads a wait evenly
/// from 80 % to 120 %, so that a receiver that comes back is not met by all at once. What the receiver `asked` for is
/// waited for at least.
#[must_use]
pub fn wait(tries: u32, jitter: f64, asked: Option<Duration>) -> Option<Duration> {
    let usual = WAITS.get(usize::try_from(tries.checked_sub(1)?).ok()?)?;
    let spread = usual.mul_f64(0.8 + 0.4 * jitter.clamp(0.0, 1.0));
    Some(asked.map_or(spread, |asked| spread.max(asked + usual.mul_f64(0.1 * jitter.clamp(0.0, 1.0)))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_schedule_spans_three_days_and_ends() {
        let all: Vec<Duration> = (1..).map_while(|tries| wait(tries, 0.5, None)).collect();
        let near = |a: Duration, b: Duration| a.abs_diff(b) < Duration::from_millis(1);
        assert!(all.len() == WAITS.len() && all.iter().zip(WAITS).all(|(a, b)| near(*a, b)), "{all:?}");
        assert_eq!((wait(0, 0.5, None), wait(11, 0.5, None)), (None, None));
        let whole: Duration = all.iter().sum();
        assert!(whole > Duration::from_hours(72) && whole < Duration::from_hours(80));
    }

    proptest! {
        #[test]
        fn jitter_stays_within_a_fifth_and_the_receivers_wish_is_kept(
            tries in 1..=10_u32, jitter in 0.0..1.0, asked in proptest::option::of(0..86_400_u64),
        ) {
            let usual = WAITS[tries as usize - 1];
            let alone = wait(tries, jitter, None).expect("not dead");
            prop_assert!(alone >= usual.mul_f64(0.8) && alone <= usual.mul_f64(1.2));
            let asked = asked.map(Duration::from_secs);
            let waited = wait(tries, jitter, asked).expect("not dead");
            prop_assert!(waited >= alone && waited >= asked.unwrap_or_default());
        }
    }
}
