//! The lab: whether scores mean anything, judged by what really happened after them.
//!
//! | part | what it answers in a plain sentence |
//! |---|---|
//! | [`judge`] | With only what was known then: did accounts that the model called bad really leave, how early, and how much revenue left unseen? Is this version better than that one? |
//! | [`leakage`] | Does a metric look clever only because it follows the outcome, as a visit to the cancellation page does? |
//! | [`survival`] | How many accounts are still there after so many months, by group, and do groups differ more than by chance? |
//! | [`learned`] | What risk would a formula that is learned from history give, and is it any better than the simple or the hand-made one? |
//! | [`screening`] | Which metric tells leavers from stayers, how early, beyond chance after so many looks, and where would thresholds lie? |
//!
//! Rules that hold everywhere:
//!
//! - A [`Look`] is an account on a day with what was known then. Looks whose horizon is not over yet are left out and
//!   counted, whatever came of them.
//! - An account comes once for each as-of day; its months are alike. Every interval takes accounts, not looks, as what is
//!   independent: [`auc()`] by Obuchowski 1997, shares by an effective number of tries ([`proportion`]).
//! - Every interval is a 95 % one. Where data do not carry a figure, the answer is a [`Lack`] that says why.
//! - Nothing here was caused by what it goes with. What works is asked of plays with a hold-out.

pub mod auc;
mod bins;
pub mod estimate;
pub mod judge;
pub mod leakage;
pub mod learned;
mod linear;
mod look;
pub mod proportion;
pub mod screening;
pub mod survival;
#[cfg(test)]
mod testing;

pub use auc::{Auc, auc};
pub use estimate::{Answer, Estimate, FEWEST, Interval, Lack};
pub use look::{Counts, Fate, Look, Window};
