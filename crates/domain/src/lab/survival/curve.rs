//! The Kaplan-Meier curve.

use super::{Lifetime, sorted};
use crate::lab::estimate::{Interval, Z};
use serde::{Deserialize, Serialize};

/// A time at which accounts left or went out of sight.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// When.
    pub time: f64,
    /// Accounts that were there just before.
    pub at_risk: usize,
    /// Accounts that left.
    pub ended: usize,
    /// Accounts that were seen last.
    pub censored: usize,
    /// Share that stays beyond this time.
    pub survival: f64,
    /// Greenwood's standard error of that share.
    pub error: f64,
    /// 95 % on the log(−log) scale; `None` where the share is 1 or 0.
    pub interval: Option<Interval>,
}

/// A line of the table of accounts at risk under a chart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtRisk {
    /// When.
    pub time: f64,
    /// Accounts still there and in sight just before.
    pub at_risk: usize,
    /// Accounts that left up to and with this time.
    pub ended: usize,
    /// Accounts seen last up to and with this time.
    pub censored: usize,
}

/// A survival curve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// Accounts.
    pub accounts: usize,
    /// By time.
    pub steps: Vec<Step>,
}

/// The product-limit estimate (E. Kaplan & P. Meier 1958, JASA 53:457–481) with Greenwood's variance (M. Greenwood 1926)
/// and the log(−log) interval (J. Kalbfleisch & R. Prentice 1980, §1.3), as lifelines' `KaplanMeierFitter`. Who is
/// seen last at a time is at risk at that time.
#[must_use]
pub fn curve(lifetimes: &[Lifetime]) -> Curve {
    let sorted = sorted(lifetimes);
    let (mut at_risk, mut survival, mut greenwood) = (sorted.len(), 1.0f64, 0.0);
    let mut steps = Vec::new();
    for now in sorted.chunk_by(|one, two| one.time == two.time) {
        let ended = now.iter().filter(|lifetime| lifetime.ended).count();
        survival *= (at_risk - ended) as f64 / at_risk as f64;
        if ended < at_risk {
            greenwood += ended as f64 / (at_risk as f64 * (at_risk - ended) as f64);
        }
        let interval = (survival > 0.0 && survival < 1.0).then(|| {
            let (log, half) = (survival.ln(), Z * greenwood.sqrt() / survival.ln());
            let end = |half: f64| (-((-log).ln() + half).exp()).exp();
            Interval { low: end(-half), high: end(half) }
        });
        let censored = now.len() - ended;
        let error = survival * greenwood.sqrt();
        steps.push(Step { time: now[0].time, at_risk, ended, censored, survival, error, interval });
        at_risk -= now.len();
    }
    Curve { accounts: sorted.len(), steps }
}

impl Curve {
    /// The last step at `time` or before; `None` before the first.
    #[must_use]
    pub fn at(&self, time: f64) -> Option<&Step> {
        self.steps.partition_point(|step| step.time <= time).checked_sub(1).map(|at| &self.steps[at])
    }

    /// Share that stays beyond `time`. `None` beyond the last time that anybody was seen, unless nobody is left.
    #[must_use]
    pub fn survival(&self, time: f64) -> Option<f64> {
        let last = self.steps.last()?;
        if time > last.time && last.survival > 0.0 {
            return None;
        }
        Some(self.at(time).map_or(1.0, |step| step.survival))
    }

    /// The first time at which half or fewer are left; `None` where it was not reached.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.first(|step| Some(step.survival))
    }

    /// The ends of the median's 95 % interval, from where the curve's interval crosses one half (R. Brookmeyer & J.
    /// Crowley 1982, Biometrics 38:29–41). An end that was not reached is `None`.
    #[must_use]
    pub fn median_interval(&self) -> (Option<f64>, Option<f64>) {
        let end = |of: fn(Interval) -> f64| {
            self.first(|step| step.interval.map(of).or((step.survival == 0.0).then_some(0.0)))
        };
        (end(|interval| interval.low), end(|interval| interval.high))
    }

    fn first(&self, share: impl Fn(&Step) -> Option<f64>) -> Option<f64> {
        self.steps.iter().find(|step| share(step).is_some_and(|share| share <= 0.5)).map(|step| step.time)
    }

    /// The table under the chart.
    #[must_use]
    pub fn at_risk(&self, times: &[f64]) -> Vec<AtRisk> {
        let line = |time: &f64| {
            let (before, after) = self.steps.split_at(self.steps.partition_point(|step| step.time <= *time));
            let count = |of: fn(&Step) -> usize| before.iter().map(of).sum::<usize>();
            let here = before.last().filter(|step| step.time == *time).or(after.first());
            AtRisk {
                time: *time,
                at_risk: here.map_or(0, |step| step.at_risk),
                ended: count(|step| step.ended),
                censored: count(|step| step.censored),
            }
        };
        times.iter().map(line).collect()
    }
}
