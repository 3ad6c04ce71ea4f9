//! What leaves Banso on paper or as a file: charts as SVG, tables as CSV and XLSX, and the colours they are drawn with.
//!
//! Pure functions from plain data: no clock, no database, no sentence of its own. Titles, summaries and labels come in
//! as finished text in the reader's language.

pub mod chart;
pub mod export;
pub mod tokens;
