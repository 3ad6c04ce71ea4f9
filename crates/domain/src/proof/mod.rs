//! Proof that a play works, or that nobody can tell yet.
//!
//! | question | answer |
//! |---|---|
//! | Did the play do anything? | [`prove`]: uplift over its hold-out, with an interval that holds however often one looks |
//! | Were the arms drawn as they should be? | [`is_lopsided`] |
//! | How did that become clear? | [`course`]: the same on each day |
//! | Nobody was held out; what now? | [`matched::compare`]: against similar accounts, weaker |
//! | When will there be enough? | [`expected_on`], at the pace so far |
//! | How many accounts, how many weeks? | [`planner::Expected::plan`], [`planner::Expected::smallest_effect`] |
//! | What was it worth? | [`worth::worth`]: uplift × CMRR − cost of tasks and messages |
//! | Do the intervals keep their word? | [`simulate::simulate`]: plays whose effect is known |
//!
//! Where there is not enough data the result is [`NotEnough`] with the reason, never a number.

mod arms;
mod chance;
pub mod matched;
pub mod planner;
mod ratio;
mod sequence;
pub mod simulate;
mod units;
mod uplift;
mod when;
pub mod worth;

#[cfg(test)]
mod tests;

pub use matched::Matched;
pub use ratio::{LOPSIDED, is_lopsided};
pub use sequence::{best_rho2, margin};
pub use units::{FEWEST, FEWEST_OF_A_KIND, Interval, NotEnough, Outcome, Terms, Unit};
pub use uplift::{Arm, Proof, course, prove};
pub use when::{Pace, expected_on};

/// How a play was judged: by experiment, or by a comparison that is weaker. Pages show the second with a mark.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// Accounts were held out by lot.
    Experiment(Proof),
    /// Accounts of the play against similar ones.
    Comparison(Matched),
}

impl Evidence {
    /// The effect and the interval to show with it.
    #[must_use]
    pub fn effect(&self) -> (f64, Interval) {
        match self {
            Evidence::Experiment(proof) => (proof.uplift, proof.always),
            Evidence::Comparison(matched) => (matched.effect, matched.interval),
        }
    }

    /// Whether it is only a comparison.
    #[must_use]
    pub fn is_weaker(&self) -> bool {
        matches!(self, Evidence::Comparison(_))
    }
}
