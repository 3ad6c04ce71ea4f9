//! The hidden health of an account over time: straight lines between knots, with slow noise.

use crate::dice::Dice;
use banso_kernel::Day;

/// Health 0–1 for each day of a span.
pub struct Curve {
    from: Day,
    days: Vec<f32>,
}

impl Curve {
    /// Through `knots` (day, level), ascending; flat before the first and after the last.
    pub fn through(knots: &[(Day, f64)], from: Day, to: Day, noise: f64, dice: &mut Dice) -> Self {
        let mut drift = 0.0;
        let mut days = Vec::with_capacity((to - from + 1).max(0) as usize);
        let mut day = from;
        while day <= to {
            if (day - from) % 7 == 0 {
                drift = drift * 0.7 + dice.bell() * noise;
            }
            let level = level(knots, day);
            // Silence stays silent: noise scales with the level.
            days.push((level + drift * level.min(0.6)).clamp(0.0, 1.0) as f32);
            day = day + 1;
        }
        Self { from, days }
    }

    /// Health on `day`; 0 outside the span.
    pub fn at(&self, day: Day) -> f64 {
        usize::try_from(day - self.from).ok().and_then(|i| self.days.get(i)).map_or(0.0, |x| f64::from(*x))
    }
}

fn level(knots: &[(Day, f64)], day: Day) -> f64 {
    let after = knots.partition_point(|(at, _)| *at <= day);
    match (after.checked_sub(1).and_then(|i| knots.get(i)), knots.get(after)) {
        (Some(&(a, low)), Some(&(b, high))) => low + (high - low) * f64::from(day - a) / f64::from((b - a).max(1)),
        (Some(&(_, level)), None) | (None, Some(&(_, level))) => level,
        (None, None) => 0.0,
    }
}
