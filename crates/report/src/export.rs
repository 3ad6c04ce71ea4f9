//! Tables as files: XLSX first, CSV for Excel (UTF-8 with a byte order mark), CSV for Windows programs (Shift_JIS).
//!
//! What a customer has written must never run as a formula in somebody's spreadsheet, and must still come back to the
//! byte when the file is imported again:
//!
//! - A **number** is a number (`-1200`); only text is guarded.
//! - In **XLSX** every text is a text cell, which no spreadsheet evaluates; nothing is added to it. Text that begins
//!   like a formula also carries the cell flag "quote prefix", so that it stays text when somebody edits the cell.
//! - In **CSV** there are no types, so text that begins like a formula ([`banso_kernel::guard::is_formula`]) gets one apostrophe in
//!   front ([`banso_kernel::guard::guard`]). Reading undoes exactly that ([`banso_kernel::guard::unguard`], used by intake for CSV and TSV):
//!   one apostrophe is taken away if what follows begins like a formula. Other leading apostrophes stay as they are.
//!
//! What cannot be written in the chosen form (𠮷 in Shift_JIS, 40,000 characters in a cell) is replaced or cut and
//! reported by row and column, never hidden and never turned into `&#…;`.

mod csv;
mod shift_jis;
mod xlsx;

use banso_kernel::{Day, Micros, Money};

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Words, ids, phone numbers: keeps its zeros, is never read as anything else.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number. `NaN` and infinities are written as nothing: there is no data.
    Number(f64),
    /// A real date.
    Day(Day),
    /// An amount, written in major units without its currency; the head of the column names it.
    Money(Money),
}

/// A table to export.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Name of the worksheet.
    pub name: String,
    /// Heads of the columns, in the reader's language.
    pub heads: Vec<String>,
    /// Rows. Short rows end in empty cells.
    pub rows: Vec<Vec<Value>>,
}

/// The form of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A workbook with text cells, real dates and numbers.
    Xlsx,
    /// CSV that Excel opens by double-click: UTF-8 with a byte order mark, CRLF.
    CsvUtf8,
    /// CSV in Windows' Shift_JIS (code page 932), CRLF.
    CsvShiftJis,
}

impl Form {
    /// All forms, the recommended one first.
    pub const ALL: [Form; 3] = [Form::Xlsx, Form::CsvUtf8, Form::CsvShiftJis];

    /// Its name in URLs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Form::Xlsx => "xlsx",
            Form::CsvUtf8 => "csv",
            Form::CsvShiftJis => "csv-shift-jis",
        }
    }

    /// The form of that name.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }

    /// File name extension without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Form::Xlsx => "xlsx",
            Form::CsvUtf8 | Form::CsvShiftJis => "csv",
        }
    }

    /// Media type for the HTTP answer.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Form::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Form::CsvUtf8 => "text/csv; charset=utf-8",
            Form::CsvShiftJis => "text/csv; charset=Shift_JIS",
        }
    }

    /// Id of the message that names the form to the reader.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Form::Xlsx => "report-form-xlsx",
            Form::CsvUtf8 => "report-form-csv-utf8",
            Form::CsvShiftJis => "report-form-csv-shift-jis",
        }
    }
}

/// Something that the chosen form could not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Row of the table from 1; 0 is the heads.
    pub row: usize,
    /// Head of the column.
    pub column: String,
    /// What was lost: the characters, or the end of the text, as far as it can be shown.
    pub what: String,
    /// Why.
    pub why: Why,
}

/// Why something was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The characters do not exist in Shift_JIS; each was replaced by 〓.
    NotInShiftJis,
    /// A spreadsheet cell holds 32,767 characters; the rest was cut.
    TooLong,
}

/// A finished file.
#[derive(Clone, Debug)]
pub struct File {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it could not hold.
    pub lost: Vec<Lost>,
}

/// Why no file could be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A worksheet holds 1,048,576 rows and 16,384 columns. CSV holds any number.
    #[error("a worksheet holds 1,048,575 rows of data and 16,384 columns")]
    TooLarge,
    /// The workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// Makes the file. `made_at` is recorded in a workbook as the moment of its making.
///
/// # Errors
/// When a workbook cannot hold the table.
pub fn export(sheet: &Sheet, form: Form, made_at: Micros) -> Result<File, ExportError> {
    match form {
        Form::Xlsx => xlsx::write(sheet, made_at),
        Form::CsvUtf8 => Ok(File { bytes: ["\u{feff}", &csv::write(sheet)].concat().into_bytes(), lost: Vec::new() }),
        Form::CsvShiftJis => Ok(shift_jis::write(sheet)),
    }
}

#[cfg(test)]
mod tests;
