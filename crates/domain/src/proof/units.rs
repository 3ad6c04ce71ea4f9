//! What is compared, and when there is not enough of it.

use banso_kernel::Day;

/// An account in a play, by the arm that it was given on entry, whatever was done with it afterwards: what is estimated is
/// the effect of the decision to treat (intent to treat), which no later choice of anybody can bend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// The day of entry.
    pub entered: Day,
    /// Whether the play was carried out for it; else it was held out.
    pub treated: bool,
    /// The outcome at the end of the horizon; `None` while that lies ahead. 0 or 1 for [`Outcome::Share`].
    pub outcome: Option<f64>,
    /// The number of the outcome's kind, or what else foretells it, from before entry; NaN for none.
    pub before: f64,
}

/// What an outcome is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 1 for yes (retained), 0 for no.
    Share,
    /// Any number: change of a metric, of a rank, of CMRR.
    Number,
}

/// How a play is judged. All of it is fixed before the first look, else the interval does not hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// What the outcome is.
    pub outcome: Outcome,
    /// Days from entry to the outcome.
    pub horizon: u16,
    /// The error that is accepted: 0.05 for intervals of 95 %.
    pub alpha: f64,
    /// Number of accounts at which the interval is to be as narrow as it can be; it holds at any other number too.
    pub planned: u32,
}

impl Terms {
    /// 95 %, narrowest at 500 accounts.
    #[must_use]
    pub fn new(outcome: Outcome, horizon: u16) -> Self {
        Self { outcome, horizon, alpha: 0.05, planned: 500 }
    }
}

/// Fewest accounts with an outcome in each arm. Below it the normal approximation, on which all intervals here rest, is
/// too bad; the simulation ([`simulate`](super::simulate)) was run with this number.
pub const FEWEST: u32 = 30;

/// Fewest accounts that each arm would have with the rarer of two outcomes (mostly: lost accounts) if both arms had the
/// same share of them, for the same reason; the rule for χ² tests (Cochran 1954). It asks for both arms together, so that
/// neither a play that loses nobody waits for ever nor an arm is first looked at when chance turned against it.
pub const FEWEST_OF_A_KIND: u32 = 5;

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotEnough {
    /// No account was held out: nothing to compare with. See [`matched`](super::matched).
    NoHoldOut,
    /// No account was treated.
    NoTreated,
    /// No outcome is known yet; the first will be on this day.
    HorizonNotOver {
        /// The day.
        first: Day,
    },
    /// Too few outcomes in an arm, of [`FEWEST`].
    TooFew {
        /// Outcomes of treated accounts.
        treated: u32,
        /// Outcomes of accounts held out.
        held_out: u32,
    },
    /// Too few accounts of both arms together had the rarer of two outcomes.
    TooFewOfAKind {
        /// Accounts that had it.
        known: u32,
        /// Accounts that must have it, by [`FEWEST_OF_A_KIND`] and the size of the smaller arm.
        needed: u32,
    },
    /// All outcomes are the same number.
    NoSpread,
}

/// From one number to another, both within.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// `value` and as much to both sides.
    #[must_use]
    pub fn around(value: f64, margin: f64) -> Self {
        Self { low: value - margin, high: value + margin }
    }

    /// Whether `value` lies within.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Half of its width.
    #[must_use]
    pub fn margin(self) -> f64 {
        (self.high - self.low) / 2.0
    }
}
