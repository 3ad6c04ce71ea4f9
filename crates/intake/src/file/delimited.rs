//! Delimited text: records out of bytes, with bounded memory whatever the bytes are.

use super::{Next, broken};
use crate::limits::{CELL_BYTES, COLUMNS, ROW_BYTES};
use crate::row::{Cell, Item, Reject, Row};
use banso_kernel::{Problem, guard};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::{BufRead, BufReader, Read};

/// The delimiters that are tried, in order of preference.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Tells the delimiter from the start of a file: the one that cuts most records into the same number of cells.
pub(super) fn delimiter(sample: &str) -> u8 {
    let score = |delimiter: u8| {
        let mut records = Records::new(sample.as_bytes(), delimiter);
        let mut widths: Vec<usize> = Vec::new();
        while let Ok(Some(record)) = records.next() {
            widths.push(record.ends.len());
            if widths.len() == 100 {
                break;
            }
        }
        if widths.len() > 1 {
            widths.pop(); // the sample may end inside it
        }
        let mut best = (0, 1);
        for width in &widths {
            let same = widths.iter().filter(|w| *w == width).count();
            best = best.max((same, *width));
        }
        let (same, width) = best;
        if width < 2 { 0.0 } else { same as f64 / widths.len() as f64 + (width as f64).ln() * 0.05 }
    };
    let mut chosen = (b',', 0.0);
    for delimiter in DELIMITERS {
        let s = score(delimiter);
        if s > chosen.1 {
            chosen = (delimiter, s);
        }
    }
    chosen.0
}

/// One record; `over` says that it was longer than a row may be and has been skipped.
struct Record {
    line: u64,
    over: bool,
    ends: Vec<usize>,
}

/// Cuts bytes into records. The cells of the last record are in `out`.
struct Records<R> {
    reader: BufReader<R>,
    parser: Reader,
    out: Vec<u8>,
    ends: Vec<usize>,
    ended: bool,
    /// The present line, from 1.
    line: u64,
}

impl<R: Read> Records<R> {
    fn new(reader: R, delimiter: u8) -> Self {
        let parser = ReaderBuilder::new().delimiter(delimiter).build();
        let ends = vec![0; COLUMNS * 4];
        Self {
            reader: BufReader::with_capacity(1 << 16, reader),
            parser,
            out: vec![0; 1 << 14],
            ends,
            ended: false,
            line: 1,
        }
    }

    fn next(&mut self) -> std::io::Result<Option<Record>> {
        if self.ended {
            return Ok(None);
        }
        self.skip_line_ends()?;
        let line = self.line;
        let (mut filled, mut cells, mut over) = (0, 0, false);
        loop {
            let input = self.reader.fill_buf()?;
            let at_end = input.is_empty();
            let (result, read, wrote, ended) =
                self.parser.read_record(input, &mut self.out[filled..], &mut self.ends[cells..]);
            self.line += input[..read].iter().filter(|b| **b == b'\n').count() as u64;
            self.reader.consume(read);
            filled += wrote;
            cells += ended;
            match result {
                ReadRecordResult::OutputFull if self.out.len() < ROW_BYTES => {
                    let longer = self.out.len() * 2;
                    self.out.resize(longer, 0);
                }
                ReadRecordResult::OutputFull => {
                    over = true;
                    filled = ROW_BYTES / 2; // keep the start, forget the rest
                }
                ReadRecordResult::OutputEndsFull => {
                    over = true;
                    cells = COLUMNS;
                }
                ReadRecordResult::InputEmpty if at_end => self.ended = true,
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => {
                    return Ok(Some(Record { line, over, ends: self.ends[..cells].to_vec() }));
                }
                ReadRecordResult::End => {
                    self.ended = true;
                    return Ok(None);
                }
            }
        }
    }

    /// Empty lines, and what is left of the line end before.
    fn skip_line_ends(&mut self) -> std::io::Result<()> {
        loop {
            let input = self.reader.fill_buf()?;
            let skipped = input.iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
            self.line += input[..skipped].iter().filter(|b| **b == b'\n').count() as u64;
            let more = skipped == input.len() && skipped > 0;
            self.reader.consume(skipped);
            if !more {
                return Ok(());
            }
        }
    }
}

/// The rows of a delimited text that has been converted to UTF-8.
pub(super) struct Delimited<R> {
    records: Records<R>,
    converted: bool,
    width: Option<usize>,
}

impl<R: Read> Delimited<R> {
    /// `converted` says that broken bytes have already become U+FFFD.
    pub(super) fn new(reader: R, delimiter: u8, converted: bool) -> Self {
        Self { records: Records::new(reader, delimiter), converted, width: None }
    }

    /// From now on rows must have `width` cells.
    pub(super) fn expect(&mut self, width: usize) {
        self.width = Some(width);
    }

    /// The next row or reject.
    pub(super) fn next(&mut self) -> Next {
        let record = match self.records.next() {
            Ok(Some(record)) => record,
            Ok(None) => return Next::End,
            Err(error) => return Next::Broken(broken(&error, self.records.line)),
        };
        let line = record.line;
        if record.over {
            let start = String::from_utf8_lossy(&self.records.out[..1024]).into_owned();
            let problem = if record.ends.len() >= COLUMNS {
                Problem::new("problem-row-columns-limit").with("limit", COLUMNS)
            } else {
                Problem::new("problem-row-too-long").with("limit", ROW_BYTES >> 20)
            };
            return Next::Item(Item::Reject(Reject::new(line, "", &start, problem)));
        }
        let mut from = 0;
        let mut cells = Vec::with_capacity(self.width.unwrap_or(record.ends.len()));
        for to in &record.ends {
            cells.push(cell(&self.records.out[from..*to], self.converted));
            from = *to;
        }
        Next::Item(shape(Row { line, cells }, self.width))
    }
}

/// Gives a row the table's width: empty cells at its end may be missing or too many, others not.
pub(super) fn shape(mut row: Row, width: Option<usize>) -> Item {
    let Some(width) = width else { return Item::Row(row) };
    while row.cells.len() > width && row.cells.last().is_some_and(Cell::is_empty) {
        row.cells.pop();
    }
    if row.cells.len() == width {
        return Item::Row(row);
    }
    if row.cells.iter().all(Cell::is_empty) {
        row.cells.resize(width, Cell::Empty);
        return Item::Row(row);
    }
    let found: Vec<String> = row.cells.iter().take(20).map(Cell::shown).collect();
    let problem = Problem::new("problem-row-cells").with("found", row.cells.len()).with("wanted", width);
    Item::Reject(Reject::new(row.line, "", &found.join(" | "), problem))
}

fn cell(bytes: &[u8], converted: bool) -> Cell {
    if bytes.len() > CELL_BYTES {
        return Cell::Bad(
            lossy(bytes),
            Box::new(Problem::new("problem-cell-too-long").with("limit", CELL_BYTES >> 20)),
        );
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if converted && text.contains('\u{FFFD}') => {
            Cell::Bad(lossy(bytes), Box::new(Problem::new("problem-cell-encoding")))
        }
        Ok(text) if text.contains('\0') => Cell::Bad(lossy(bytes), Box::new(Problem::new("problem-cell-control"))),
        // An export puts an apostrophe before text that a spreadsheet would run; here it comes off again.
        Ok(text) => Cell::text(guard::unguard(text).to_owned()),
        Err(_) => Cell::Bad(lossy(bytes), Box::new(Problem::new("problem-cell-encoding"))),
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned()
}
