//! Columns as a formula takes them: standardised, with missing values apart.

use serde::{Deserialize, Serialize};

/// How a column is read, as its training rows had it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// Mean of known values.
    pub mean: f64,
    /// Standard deviation of known values (divided by their number, as scikit-learn's `StandardScaler`); 0 where all were
    /// equal: such a column has no term.
    pub deviation: f64,
    /// Share of training rows without data. Above 0 there is a term for missing itself, standardised as well.
    pub missing: f64,
}

impl Scale {
    /// The scale of a training column.
    #[must_use]
    pub fn of(column: &[f64]) -> Self {
        let known = || column.iter().filter(|value| !value.is_nan());
        let count = known().count() as f64;
        if count == 0.0 {
            return Self { mean: 0.0, deviation: 0.0, missing: 0.0 };
        }
        let mean = known().sum::<f64>() / count;
        let square = known().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
        // Below this share of the mean a spread is rounding.
        let deviation = if square.sqrt() > mean.abs() * 1e-12 { square.sqrt() } else { 0.0 };
        Self { mean, deviation, missing: 1.0 - count / column.len() as f64 }
    }

    /// How many terms the column has: 0, 1 or 2.
    #[must_use]
    pub fn terms(&self) -> usize {
        usize::from(self.deviation > 0.0) + usize::from(self.missing > 0.0)
    }

    /// The terms of a value, appended.
    pub(super) fn write(&self, value: f64, terms: &mut Vec<f64>) {
        let gap = value.is_nan();
        if self.deviation > 0.0 {
            terms.push(if gap { 0.0 } else { (value - self.mean) / self.deviation });
        }
        if self.missing > 0.0 {
            let spread = (self.missing * (1.0 - self.missing)).sqrt();
            terms.push((f64::from(u8::from(gap)) - self.missing) / spread);
        }
    }
}
