//! Workbooks. The directory is checked, every part is unpacked once under caps, and only then are cells read, one by
//! one, on a thread of their own: a fault of the reader ends the import of this file and nothing else.

mod directory;
mod scan;

use super::{Meter, Next};
use crate::limits::{CELL_BYTES, COLUMNS};
use crate::row::{Cell, Item, Reject, Row};
use banso_kernel::Problem;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use std::fs::File;
use std::io::BufReader;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Rows that go over the channel at once.
const BATCH: usize = 256;

/// The rows of one worksheet.
pub(super) struct Sheet {
    receiver: Receiver<Result<Vec<Item>, Problem>>,
    batch: std::vec::IntoIter<Item>,
    done: bool,
}

/// A checked workbook.
pub(super) struct Book {
    file: File,
    /// Worksheets that can be seen, in order.
    pub(super) sheets: Vec<String>,
}

type Workbook = Xlsx<BufReader<File>>;

/// Checks the file and lists its sheets.
pub(super) fn check(mut file: File) -> Result<Book, Problem> {
    let entries = directory::read(&mut file)?;
    if !entries.iter().any(|entry| entry.name.eq_ignore_ascii_case("xl/workbook.xml")) {
        return Err(Problem::new("problem-file-zip"));
    }
    scan::check(&mut file, &entries)?;
    let book = guarded(|| workbook(&file))?;
    let sheets: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    if sheets.is_empty() { Err(Problem::new("problem-xlsx-no-sheet")) } else { Ok(Book { file, sheets }) }
}

fn workbook(file: &File) -> Result<Workbook, Problem> {
    let handle = file.try_clone().map_err(|_| Problem::new("problem-xlsx-damaged"))?;
    Xlsx::new(BufReader::with_capacity(1 << 16, handle)).map_err(|_| Problem::new("problem-xlsx-damaged"))
}

/// Runs `work` on a thread, so that a panic inside it becomes a problem.
fn guarded<T: Send>(work: impl FnOnce() -> Result<T, Problem> + Send) -> Result<T, Problem> {
    std::thread::scope(|scope| scope.spawn(work).join().unwrap_or_else(|_| Err(Problem::new("problem-xlsx-damaged"))))
}

impl Book {
    /// Starts to read the sheet `name`.
    pub(super) fn read(self, name: String, meter: Meter, total: u64) -> Sheet {
        let (sender, receiver) = sync_channel(4);
        std::thread::spawn(move || {
            let outcome = workbook(&self.file).and_then(|mut book| cells(&mut book, &name, &sender, &meter, total));
            if let Err(problem) = outcome {
                let _ = sender.send(Err(problem));
            }
            meter.set(total);
        });
        Sheet { receiver, batch: Vec::new().into_iter(), done: false }
    }
}

impl Sheet {
    pub(super) fn next(&mut self) -> Next {
        loop {
            if let Some(item) = self.batch.next() {
                return Next::Item(item);
            }
            if self.done {
                return Next::End;
            }
            match self.receiver.recv() {
                Ok(Ok(batch)) if batch.is_empty() => self.done = true,
                Ok(Ok(batch)) => self.batch = batch.into_iter(),
                Ok(Err(problem)) => {
                    self.done = true;
                    return Next::Broken(problem);
                }
                Err(_) => {
                    // The reader is gone without a word: it has panicked.
                    self.done = true;
                    return Next::Broken(Problem::new("problem-xlsx-damaged"));
                }
            }
        }
    }
}

/// Sends the sheet's rows, then an empty batch.
fn cells(
    book: &mut Workbook,
    name: &str,
    sender: &SyncSender<Result<Vec<Item>, Problem>>,
    meter: &Meter,
    total: u64,
) -> Result<(), Problem> {
    let damaged = |_| Problem::new("problem-xlsx-damaged");
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    let rows = u64::from(reader.dimensions().end.0) + 1;
    let mut batch: Vec<Item> = Vec::with_capacity(BATCH);
    let mut row = Row { line: 0, cells: Vec::new() };
    let mut wide: Option<String> = None;
    loop {
        let cell = reader.next_cell().map_err(damaged)?;
        let line = cell.as_ref().map(|cell| u64::from(cell.get_position().0) + 1);
        if line != Some(row.line) {
            if row.line > 0 {
                batch.push(finished(&mut row, &mut wide));
            }
            if batch.len() >= BATCH {
                meter.set((total * row.line.min(rows)) / rows.max(1));
                if sender.send(Ok(std::mem::take(&mut batch))).is_err() {
                    return Ok(()); // nobody listens any more
                }
            }
            if let Some(line) = line {
                if line < row.line {
                    return Err(Problem::new("problem-xlsx-order").with("line", line as i64));
                }
                row = Row { line, cells: Vec::with_capacity(row.cells.len()) };
            }
        }
        let Some(cell) = cell else { break };
        let column = cell.get_position().1 as usize;
        let value = value(cell.get_value());
        if value.is_empty() {
            continue;
        }
        if column >= COLUMNS {
            wide.get_or_insert_with(|| value.shown());
            continue;
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        row.cells[column] = value;
    }
    for last in [batch, Vec::new()] {
        let _ = sender.send(Ok(last));
    }
    Ok(())
}

fn finished(row: &mut Row, wide: &mut Option<String>) -> Item {
    let row = std::mem::replace(row, Row { line: 0, cells: Vec::new() });
    match wide.take() {
        Some(shown) => {
            let problem = Problem::new("problem-row-columns-limit").with("limit", COLUMNS);
            Item::Reject(Reject::new(row.line, "", &shown, problem))
        }
        None => Item::Row(row),
    }
}

fn value(value: &DataRef<'_>) -> Cell {
    let text = |text: &str| {
        if text.len() > CELL_BYTES {
            let problem = Problem::new("problem-cell-too-long").with("limit", CELL_BYTES >> 20);
            Cell::Bad(text.chars().take(256).collect(), Box::new(problem))
        } else {
            Cell::text(text.to_owned())
        }
    };
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(n) => Cell::Text(n.to_string()),
        DataRef::Float(x) => Cell::Number(*x),
        DataRef::Bool(b) => Cell::Bool(*b),
        DataRef::String(s) | DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => text(s),
        DataRef::SharedString(s) => text(s),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
            jiff::civil::DateTime::new(
                year as i16,
                month as i8,
                day as i8,
                hour as i8,
                minute as i8,
                second as i8,
                i32::from(milli) * 1_000_000,
            )
            .map_or(Cell::Number(moment.as_f64()), Cell::Moment)
        }
        DataRef::DateTime(duration) => Cell::Number(duration.as_f64()),
        DataRef::Error(error) => Cell::Bad(
            error.to_string(),
            Box::new(Problem::new("problem-cell-formula").with("error", error.to_string())),
        ),
    }
}
