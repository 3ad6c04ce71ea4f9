//! Invented names of companies and people.

mod companies;
mod lists;
mod persons;

pub use companies::{Company, company};
pub use persons::name;
