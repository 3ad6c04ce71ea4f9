//! A simulated vendor: customers with believable names, people, contracts, touches and months of facts, all decided
//! by a seed and an end day. No clock and no other source of randomness: the same plan gives the same bytes.
//!
//! A hidden health per account drives every stream (use, tickets, answers, renewals), with noise, so that a model
//! that reads the streams can find it again and be judged against the churn that came of it.
//!
//! Accounts are independent: [`Vendor::bundle`] makes any one of them alone, in any order, on any thread, and
//! memory stays bounded however many there are.

mod calendar;
mod case;
mod contact;
mod contracts;
mod curve;
mod dice;
mod names;
mod onboarding;
mod pen;
mod people;
mod story;
mod summary;
mod usage;
mod vendor;
mod voice;

pub use story::Story;
pub use vendor::{Bundle, Member, Plan, Touch, TouchKind, Vendor, simulate};
