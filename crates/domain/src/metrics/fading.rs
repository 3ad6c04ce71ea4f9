//! Values that weigh less the older they are: what somebody judged a while ago must not speak for today (half-life). When
//! it no longer speaks at all is said by the metric's window.

use banso_kernel::Problem;

/// How a value goes back to rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fading {
    /// Days in which half of the way is gone; at least 1.
    pub half_life: u16,
    /// The value at rest, which says nothing.
    pub to: f64,
}

impl Fading {
    /// Reads the two fields of a definition; the value at rest is 0 where none is given.
    pub(super) fn read(half_life: Option<u16>, to: Option<f64>) -> Result<Option<Self>, Problem> {
        match (half_life, to) {
            (Some(half_life @ 1..=3660), to) if to.is_none_or(f64::is_finite) => {
                Ok(Some(Self { half_life, to: to.unwrap_or(0.0) }))
            }
            (None, None) => Ok(None),
            (None, Some(_)) => Err(Problem::new("problem-metric-field-missing").with("field", "half_life")),
            (Some(_), _) => Err(Problem::new("problem-metric-half-life")),
        }
    }

    /// What is left of `value` after `days`: `to + (value - to) * 2^(-days / half_life)`.
    #[must_use]
    pub fn after(self, value: f64, days: usize) -> f64 {
        self.to + (value - self.to) * 2f64.powf(-(days as f64) / f64::from(self.half_life))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_way_to_rest_is_gone_after_each_half_life() {
        let fading = Fading { half_life: 30, to: 0.0 };
        assert_eq!([0, 30, 60, 90].map(|days| fading.after(80.0, days)), [80.0, 40.0, 20.0, 10.0]);
        // A bad answer is no better for being old where rest is the worst there is.
        let fading = Fading { half_life: 10, to: -100.0 };
        assert_eq!([0, 10, 20].map(|days| fading.after(-50.0, days)), [-50.0, -75.0, -87.5]);
    }
}
