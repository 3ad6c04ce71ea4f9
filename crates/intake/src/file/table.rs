//! An opened file: its shape, a sample of its rows, then all rows one after another.

use super::delimited::{self, Delimited, shape};
use super::encoding::{self, Utf8};
use super::inflate::{self, GZIP, Meter};
use super::jsonl::JsonLines;
use super::{Encoding, Next, header, xlsx};
use crate::limits::{COLUMNS, SAMPLE_ROWS, XLSX_FILE_BYTES};
use crate::row::{Cell, Item, Reject, Row};
use banso_kernel::Problem;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

/// What kind of file it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with this delimiter in this encoding.
    Delimited(char, Encoding),
    /// One JSON object per line.
    JsonLines,
    /// A worksheet of a workbook; the names of all visible ones.
    Sheet(String, Vec<String>),
}

/// What was found out about a file.
#[derive(Clone, Debug)]
pub struct Info {
    /// What kind of file it is.
    pub format: Format,
    /// Packed with gzip.
    pub gzip: bool,
    /// The first row holds the names of the columns.
    pub header: bool,
    /// Size of the file in bytes, as stored.
    pub bytes: u64,
}

/// What the reader may insist on.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether the first row holds names; found out if not given.
    pub header: Option<bool>,
    /// The worksheet; the first visible one if not given.
    pub sheet: Option<String>,
}

type Bytes = Box<dyn Read + Send>;

enum Source {
    Delimited(Box<Delimited<Bytes>>),
    Json(Box<JsonLines<Bytes>>),
    Sheet(xlsx::Sheet),
}

/// An opened file.
pub struct Table {
    info: Info,
    columns: Vec<String>,
    sample: Vec<Row>,
    refused: Vec<Reject>,
    ahead: VecDeque<Item>,
    source: Source,
    meter: Meter,
    broken: Option<Problem>,
}

impl Table {
    /// Opens `path` and reads ahead [`SAMPLE_ROWS`] rows.
    ///
    /// # Errors
    /// The problem for which the file as a whole is refused.
    pub fn open(path: &Path, options: &Options) -> Result<Table, Problem> {
        let unreadable = |_| Problem::new("problem-file-unreadable").with("line", 0_i64);
        let bytes = std::fs::metadata(path).map_err(unreadable)?.len();
        let meter = Meter::default();
        let (gzip, mut stream) = inflate::open(path, meter.clone()).map_err(unreadable)?;
        let mut start = vec![0; 1 << 16];
        let (got, early) = first_bytes(&mut stream, &mut start);
        start.truncate(got);
        if let (0, Some(problem)) = (got, early) {
            return Err(problem);
        }
        refuse(&start)?;
        let whole: Bytes = Box::new(Cursor::new(start.clone()).chain(stream));
        let (source, format) = if start.starts_with(b"PK\x03\x04") {
            let file = if gzip { spooled(whole)? } else { File::open(path).map_err(unreadable)? };
            sheet(file, options, &meter, bytes)?
        } else {
            let (_, again) = inflate::open(path, Meter::default()).map_err(unreadable)?;
            text(whole, encoding::detect(again))?
        };
        let mut table = Table {
            info: Info { format, gzip, header: false, bytes },
            columns: Vec::new(),
            sample: Vec::new(),
            refused: Vec::new(),
            ahead: VecDeque::new(),
            source,
            meter,
            broken: None,
        };
        table.read_ahead(options)?;
        Ok(table)
    }

    /// What was found out about the file.
    #[must_use]
    pub fn info(&self) -> &Info {
        &self.info
    }

    /// The names of the columns. Where the file has none they are `#1`, `#2`, …
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The first rows that have the table's shape. They come again from [`Table::next_item`].
    #[must_use]
    pub fn sample(&self) -> &[Row] {
        &self.sample
    }

    /// Those of the first rows that have not the table's shape. They come again from [`Table::next_item`].
    #[must_use]
    pub fn refused(&self) -> &[Reject] {
        &self.refused
    }

    /// How much of the file has been read.
    #[must_use]
    pub fn meter(&self) -> Meter {
        self.meter.clone()
    }

    /// The next row or reject; `None` at the end, or where the file is broken.
    pub fn next_item(&mut self) -> Option<Item> {
        if let Some(item) = self.ahead.pop_front() {
            return Some(item);
        }
        loop {
            match self.pull()? {
                Item::Row(row) if row.cells.iter().all(Cell::is_empty) => {}
                Item::Row(row) => {
                    return Some(shape(pad(row, self.columns.len(), &self.source), Some(self.columns.len())));
                }
                reject @ Item::Reject(_) => return Some(reject),
            }
        }
    }

    /// Why reading ended before the file did, once [`Table::next_item`] has returned `None`.
    #[must_use]
    pub fn broken(&self) -> Option<&Problem> {
        self.broken.as_ref()
    }

    fn pull(&mut self) -> Option<Item> {
        if self.broken.is_some() {
            return None;
        }
        let next = match &mut self.source {
            Source::Delimited(rows) => rows.next(),
            Source::Json(rows) => rows.next(),
            Source::Sheet(rows) => rows.next(),
        };
        match next {
            Next::Item(item) => Some(item),
            Next::End => None,
            Next::Broken(problem) => {
                self.broken = Some(problem);
                None
            }
        }
    }

    /// Reads the sample, finds the header in it and fixes the shape.
    fn read_ahead(&mut self, options: &Options) -> Result<(), Problem> {
        let mut ahead = Vec::new();
        while ahead.len() < SAMPLE_ROWS {
            match self.pull() {
                Some(Item::Row(row)) if row.cells.iter().all(Cell::is_empty) => {}
                Some(item) => ahead.push(item),
                None => break,
            }
        }
        if !ahead.iter().any(|item| matches!(item, Item::Row(_))) {
            let first = ahead.into_iter().find_map(|item| match item {
                Item::Reject(reject) => Some(reject.problem.with("line", reject.line as i64)),
                Item::Row(_) => None,
            });
            return Err(self.broken.take().or(first).unwrap_or_else(|| Problem::new("problem-file-empty")));
        }
        if let Source::Json(rows) = &mut self.source {
            rows.fix();
            self.columns = rows.columns().to_vec();
            self.info.header = true;
        } else {
            let rows: Vec<&Row> = ahead
                .iter()
                .filter_map(|item| match item {
                    Item::Row(row) => Some(row),
                    Item::Reject(_) => None,
                })
                .collect();
            let found = header::find(&rows, options.header);
            self.columns = found.columns;
            self.info.header = found.named;
            // What stands above the table (a title, a date of issue) and the names themselves are not data.
            ahead.retain(|item| match item {
                Item::Row(row) => row.line >= found.first_line,
                Item::Reject(_) => true,
            });
        }
        if self.columns.len() > COLUMNS {
            return Err(Problem::new("problem-row-columns-limit").with("limit", COLUMNS));
        }
        if let Source::Delimited(rows) = &mut self.source {
            rows.expect(self.columns.len());
        }
        for item in ahead {
            let item = match item {
                Item::Row(row) => {
                    let row = pad(row, self.columns.len(), &self.source);
                    shape(row, Some(self.columns.len()))
                }
                reject => reject,
            };
            match &item {
                Item::Row(row) => self.sample.push(row.clone()),
                Item::Reject(reject) => self.refused.push(reject.clone()),
            }
            self.ahead.push_back(item);
        }
        Ok(())
    }
}

/// Spreadsheets and JSON leave out empty cells at the end; delimited text does not.
fn pad(mut row: Row, width: usize, source: &Source) -> Row {
    if !matches!(source, Source::Delimited(_)) && row.cells.len() < width {
        row.cells.resize(width, Cell::Empty);
    }
    row
}

/// As many bytes as come, and why no more came.
fn first_bytes(stream: &mut Bytes, start: &mut [u8]) -> (usize, Option<Problem>) {
    let mut got = 0;
    while got < start.len() {
        match stream.read(&mut start[got..]) {
            Ok(0) => break,
            Ok(n) => got += n,
            Err(error) => return (got, Some(super::broken(&error, 1))),
        }
    }
    (got, None)
}

/// Refuses what is no table, by its first bytes.
fn refuse(start: &[u8]) -> Result<(), Problem> {
    let trimmed = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    let code = if trimmed.is_empty() {
        "problem-file-empty"
    } else if start.starts_with(&GZIP) {
        "problem-file-nested-gzip"
    } else if start.starts_with(b"\xD0\xCF\x11\xE0") {
        "problem-file-old-excel"
    } else if trimmed.starts_with(b"[") && trimmed[1..].trim_ascii_start().starts_with(b"{") {
        "problem-file-json-array"
    } else if trimmed.starts_with(b"<?xml") || trimmed.starts_with(b"<!") || trimmed.starts_with(b"<html") {
        "problem-file-markup"
    } else if binary(start) {
        "problem-file-binary"
    } else {
        return Ok(());
    };
    Err(Problem::new(code))
}

/// Control characters that no text has.
fn binary(start: &[u8]) -> bool {
    if start.starts_with(b"PK\x03\x04") || start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
        return false;
    }
    let control = start.iter().filter(|b| matches!(b, 0..=8 | 11 | 14..=26 | 28..=31 | 127)).count();
    start.starts_with(b"%PDF") || start.contains(&0) && control * 200 > start.len() || control * 50 > start.len()
}

/// A workbook inside gzip must become a file: it is read from its end.
fn spooled(stream: Bytes) -> Result<File, Problem> {
    let unreadable = |error: std::io::Error| super::broken(&error, 0);
    let mut file = tempfile::tempfile().map_err(unreadable)?;
    let copied = std::io::copy(&mut stream.take(XLSX_FILE_BYTES + 1), &mut file).map_err(unreadable)?;
    if copied > XLSX_FILE_BYTES {
        return Err(Problem::new("problem-xlsx-file-limit").with("limit", (XLSX_FILE_BYTES >> 20) as i64));
    }
    Ok(file)
}

fn sheet(file: File, options: &Options, meter: &Meter, bytes: u64) -> Result<(Source, Format), Problem> {
    let book = xlsx::check(file)?;
    let sheets = book.sheets.clone();
    let name = match &options.sheet {
        Some(name) if sheets.contains(name) => name.clone(),
        Some(name) => return Err(Problem::new("problem-xlsx-sheet").with("name", name.as_str())),
        None => sheets[0].clone(),
    };
    meter.set(0);
    Ok((Source::Sheet(book.read(name.clone(), meter.clone(), bytes)), Format::Sheet(name, sheets)))
}

fn text(stream: Bytes, encoding: Encoding) -> Result<(Source, Format), Problem> {
    let mut stream: Bytes = Box::new(Utf8::new(stream, encoding));
    let mut start = vec![0; 1 << 18];
    // A fault here comes again when the rest is read, after the rows before it.
    let (got, _) = first_bytes(&mut stream, &mut start);
    start.truncate(got);
    if start.starts_with(b"\xEF\xBB\xBF") {
        start.drain(..3);
    }
    let sample = String::from_utf8_lossy(&start).into_owned();
    let whole: Bytes = Box::new(Cursor::new(start).chain(stream));
    if sample.trim_start().starts_with('{') {
        return Ok((Source::Json(Box::new(JsonLines::new(whole))), Format::JsonLines));
    }
    let delimiter = delimited::delimiter(&sample);
    let rows = Delimited::new(whole, delimiter, encoding != Encoding::Utf8);
    Ok((Source::Delimited(Box::new(rows)), Format::Delimited(char::from(delimiter), encoding)))
}
