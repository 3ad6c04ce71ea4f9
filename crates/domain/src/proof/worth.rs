//! What a play returned.

use super::units::Interval;

/// What a play cost, in minor units of the workspace's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Work {
    /// Minutes of all its tasks.
    pub minutes: f64,
    /// Cost of an hour.
    pub hourly: f64,
    /// Messages sent.
    pub messages: u32,
    /// Cost of a message.
    pub message: f64,
}

impl Work {
    /// All of it.
    #[must_use]
    pub fn cost(&self) -> f64 {
        self.minutes / 60.0 * self.hourly + f64::from(self.messages) * self.message
    }
}

/// What a play returned, in minor units of the workspace's currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// Uplift × CMRR × months.
    pub gain: f64,
    /// Tasks and messages.
    pub cost: f64,
    /// Gain less cost.
    pub net: f64,
    /// The interval of `net`: the uplift's, carried through. It holds when the uplift's holds.
    pub interval: Interval,
}

/// What an uplift of retention was worth: `uplift` with its interval (0.03 is three points) × CMRR of all treated accounts on
/// entry (minor units a month, together) × the months that count, less the work. Uplift is taken as the same for large and
/// small accounts; where it is not, judge the play by CMRR kept as its outcome, and use [`worth_of_amount`].
#[must_use]
pub fn worth(uplift: f64, interval: Interval, cmrr: f64, months: f64, work: &Work) -> Worth {
    carried(uplift, interval, cmrr * months, work)
}

/// What an uplift of an amount a month (minor units for each account) was worth for `treated` accounts over `months`.
#[must_use]
pub fn worth_of_amount(uplift: f64, interval: Interval, treated: u32, months: f64, work: &Work) -> Worth {
    carried(uplift, interval, f64::from(treated) * months, work)
}

fn carried(uplift: f64, interval: Interval, times: f64, work: &Work) -> Worth {
    let cost = work.cost();
    let net = |uplift: f64| uplift * times - cost;
    let interval = Interval { low: net(interval.low), high: net(interval.high) };
    Worth { gain: uplift * times, cost, net: net(uplift), interval }
}
