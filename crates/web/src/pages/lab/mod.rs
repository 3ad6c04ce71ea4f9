//! 検証: whether models foretell what happens, which metrics do, how long customers stay.

mod back_test;
mod form;
mod judged;
mod learned;
mod matter;
mod models;
mod sample;
mod say;
mod survival;
mod told;
mod tried;

pub use back_test::{BackTest, show};
pub use learned::{LearnedRisk, show as learned};
pub use matter::{Matter, show as matter};
pub use models::{Model, Models, file, list as models, restore, save, show as model};
pub use survival::{Survival, show as survival};
