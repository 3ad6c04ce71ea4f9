//! 検証: whether models foretell what happens, which metrics do, how long customers stay.

mod back_test;
mod form;
mod judged;
mod matter;
mod sample;
mod say;
mod survival;
mod told;

pub use back_test::{BackTest, show};
pub use matter::{Matter, show as matter};
pub use survival::{Survival, show as survival};
