//! How many accounts a play needs, how many weeks that takes, and what it could ever show.

use super::sequence::{best_rho2, margin};
use super::units::{FEWEST, FEWEST_OF_A_KIND};
use super::uplift::z;

/// What is expected of a play before it starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// The outcome without the play.
    pub outcome: Base,
    /// Share held out, above 0 and below 1.
    pub held_out: f64,
    /// Accounts that enter in a week, both arms together.
    pub per_week: f64,
    /// Days from entry to the outcome.
    pub horizon: u16,
    /// The error that is accepted, such as 0.05.
    pub alpha: f64,
    /// The chance to see an effect that is there, such as 0.8.
    pub power: f64,
}

/// The outcome without the play.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Base {
    /// This share of accounts is retained.
    Share(f64),
    /// A number.
    Number {
        /// Its standard deviation.
        deviation: f64,
        /// The share of variance that the covariate is expected to leave, 1 − r² of it with the outcome; 1 without one.
        variance_left: f64,
    },
}

/// What it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Accounts with an outcome, both arms together.
    pub accounts: u32,
    /// Of them treated.
    pub treated: u32,
    /// Of them held out.
    pub held_out: u32,
    /// Weeks from the first entry to the last outcome that is needed.
    pub weeks: u32,
}

/// What it takes to see an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Looked at as often as one likes: what Banso shows.
    pub always: Need,
    /// Looked at a single time, when all outcomes are known. What an ordinary test asks for.
    pub once: Need,
}

impl Expected {
    /// What it takes to see `effect` (in the outcome's unit; 0.03 is three points). `None` where no number of accounts
    /// does: no effect, nobody enters, an arm is empty, or a share would leave 0–1.
    ///
    /// *Once* is the classical size for two shares with the variance of the null pooled (Fleiss, Levin & Paik 2003, eq.
    /// 4.19, as `samplesize_proportions_2indep_onetail` of statsmodels) or two means (normal). *Always* is the number of
    /// accounts after which the confidence sequence, narrowest there, excludes 0 with the wanted chance; as it may have
    /// done so at any look before, the chance is a little better than that.
    #[must_use]
    pub fn plan(&self, effect: f64) -> Option<Plan> {
        let [always, once] = self.sizes(effect)?;
        let least = self.least(effect);
        Some(Plan { always: self.need(always.max(least))?, once: self.need(once.max(least))? })
    }

    /// The smallest effect to the better that so many accounts could show, looked at daily; `None` where even the largest
    /// possible one needs more.
    #[must_use]
    pub fn smallest_effect(&self, accounts: u32) -> Option<f64> {
        let enough = |effect: f64| self.sizes(effect).is_some_and(|[always, _]| always <= f64::from(accounts));
        let mut high = match self.outcome {
            Base::Share(base) => (1.0 - base) * (1.0 - 1e-9),
            Base::Number { deviation, .. } => 100.0 * deviation,
        };
        if !enough(high) {
            return None;
        }
        let mut low = 0.0;
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            if enough(middle) { high = middle } else { low = middle }
        }
        (self.least(high) <= f64::from(accounts)).then_some(high)
    }

    /// Accounts for an effect: looked at daily, and once.
    fn sizes(&self, effect: f64) -> Option<[f64; 2]> {
        let sound = effect != 0.0
            && effect.is_finite()
            && (self.per_week > 0.0 && self.per_week.is_finite())
            && within(self.held_out)
            && (within(self.alpha) && self.alpha < 0.5)
            && within(self.power);
        if !sound {
            return None;
        }
        let variances = self.variances(effect)?;
        let spread = variances[0] / (1.0 - self.held_out) + variances[1] / self.held_out;
        let chance = z(2.0 * (1.0 - self.power));
        // With ρ² made for the number itself, √t × margin(t) is the same for all t.
        let wide = margin(1.0, best_rho2(1.0, self.alpha), self.alpha);
        let null = match self.outcome {
            Base::Share(base) => {
                let pooled = base + effect * (1.0 - self.held_out);
                pooled * (1.0 - pooled) * (1.0 / (1.0 - self.held_out) + 1.0 / self.held_out)
            }
            Base::Number { .. } => spread,
        };
        let always = (wide + chance) * spread.sqrt() / effect;
        let once = (z(self.alpha) * null.sqrt() + chance * spread.sqrt()) / effect;
        Some([always * always, once * once])
    }

    /// Variances of an outcome, treated and held out.
    fn variances(&self, effect: f64) -> Option<[f64; 2]> {
        match self.outcome {
            Base::Share(base) if within(base) && within(base + effect) => {
                Some([base + effect, base].map(|share| share * (1.0 - share)))
            }
            Base::Number { deviation, variance_left } if deviation > 0.0 && variance_left > 0.0 => {
                Some([deviation * deviation * variance_left; 2])
            }
            _ => None,
        }
    }

    /// Below this number there is no interval at all.
    fn least(&self, effect: f64) -> f64 {
        let of_a_kind = match self.outcome {
            Base::Share(base) => {
                let pooled = base + effect * (1.0 - self.held_out);
                f64::from(FEWEST_OF_A_KIND) / pooled.min(1.0 - pooled)
            }
            Base::Number { .. } => 0.0,
        };
        of_a_kind.max(f64::from(FEWEST)) / self.held_out.min(1.0 - self.held_out)
    }

    fn need(&self, accounts: f64) -> Option<Need> {
        let accounts = accounts.ceil();
        let weeks = (accounts / self.per_week + f64::from(self.horizon) / 7.0).ceil();
        if accounts > f64::from(u32::MAX) || weeks > f64::from(u32::MAX) {
            return None;
        }
        let held_out = (accounts * self.held_out).round();
        Some(Need {
            accounts: accounts as u32,
            treated: (accounts - held_out) as u32,
            held_out: held_out as u32,
            weeks: weeks as u32,
        })
    }
}

fn within(share: f64) -> bool {
    share > 0.0 && share < 1.0
}
