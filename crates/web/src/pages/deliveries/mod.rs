//! W-18: what goes out to customers from now on, and what became of what went.

mod list;
mod one;
mod sample;
mod words;

pub use list::{Deliveries, show};
pub use one::{Delivery, again, cancel, html, one};
