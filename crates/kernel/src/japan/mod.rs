//! What Japanese people type and expect to read: postcodes, phones, names, eras, forms of address, public holidays.
//!
//! Input is lenient and what is kept is strict: width, dashes, blanks and kana never cause an error (J-06).

mod address;
mod contact;
mod era;
pub(crate) mod holidays;
mod names;
mod number;

pub use address::{Addressee, Honorific};
pub use contact::{Phone, is_mail, kana, mail, phone, postcode};
pub use era::{era, parse_era};
pub use holidays::parse_holidays;
pub use names::{display, romaji, split};
pub use number::{corporate_number, invoice_number};

use crate::Problem;

/// A value as it was read, and a notice for the person who typed it if it was repaired.
#[derive(Clone, Debug, PartialEq)]
pub struct Read<T> {
    /// The normal form.
    pub value: T,
    /// What was changed, where the reader should check it.
    pub notice: Option<Problem>,
}
