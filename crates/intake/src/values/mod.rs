//! Values out of cells: numbers and money, truth values, dates. Reading is lenient, the result strict.

pub mod booleans;
pub mod dates;
pub mod months;
pub mod numbers;
