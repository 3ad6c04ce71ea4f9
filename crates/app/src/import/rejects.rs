//! The file with the rows that were not taken: kept as JSON Lines in the data folder under a random name, given out as
//! a table in the reader's language.

use crate::{App, Refused};
use banso_intake::Reject;
use banso_kernel::Micros;
use banso_report::export::{Form, Sheet, Value, export};
use banso_words::Words;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// Rejects that are kept; further ones are only counted.
const KEPT: u64 = 100_000;

/// The folder for them inside the data folder.
pub(crate) const FOLDER: &str = "imports";

/// The file of one import; made when the first reject comes.
pub(super) struct Rejects {
    writer: Option<BufWriter<File>>,
    /// Its name, relative to the data folder.
    pub(super) name: Option<String>,
    pub(super) kept: u64,
}

impl Rejects {
    pub(super) fn new() -> Self {
        Self { writer: None, name: None, kept: 0 }
    }

    /// Goes on with the file as it is now: an erasure may have written it again.
    pub(super) fn reopen(&mut self, app: &App) -> Result<(), Refused> {
        let Some(name) = self.name.as_ref().filter(|_| self.writer.is_some()) else { return Ok(()) };
        let file = File::options().append(true).create(true).open(app.dir.join(name)).map_err(Refused::broken)?;
        self.writer = Some(BufWriter::new(file));
        Ok(())
    }

    /// Appends.
    pub(super) fn keep(&mut self, app: &App, rejects: &[Reject]) -> Result<(), Refused> {
        for reject in rejects {
            if self.kept >= KEPT {
                break;
            }
            let writer = match &mut self.writer {
                Some(writer) => writer,
                None => {
                    let name = format!("{FOLDER}/{:016x}{:016x}.jsonl", app.entropy.key(), app.entropy.key());
                    std::fs::create_dir_all(app.dir.join(FOLDER)).map_err(Refused::broken)?;
                    let file = File::create_new(app.dir.join(&name)).map_err(Refused::broken)?;
                    self.name = Some(name);
                    self.writer.insert(BufWriter::new(file))
                }
            };
            serde_json::to_writer(&mut *writer, reject).map_err(Refused::broken)?;
            writer.write_all(b"\n").map_err(Refused::broken)?;
            self.kept += 1;
        }
        if let Some(writer) = &mut self.writer {
            writer.flush().map_err(Refused::broken)?;
        }
        Ok(())
    }
}

/// The rejects of a file as a table: row, column, value, reason.
///
/// # Errors
/// The file is not there.
pub fn rejects_sheet(path: &Path, words: &'static Words) -> Result<Sheet, Refused> {
    let file = BufReader::new(File::open(path).map_err(|_| Refused::Missing)?);
    let mut rows = Vec::new();
    for line in file.lines() {
        let Ok(reject) = serde_json::from_str::<Reject>(&line.map_err(Refused::broken)?) else { continue };
        rows.push(vec![
            Value::Int(reject.line.cast_signed()),
            Value::Text(reject.column.clone()),
            Value::Text(reject.value.clone()),
            Value::Text(words.problem(&reject.problem)),
        ]);
    }
    let heads = ["import-reject-line", "import-reject-column", "import-reject-value", "import-reject-reason"];
    Ok(Sheet {
        name: words.get("import-rejects").to_string(),
        heads: heads.iter().map(|id| words.get(id).to_string()).collect(),
        rows,
    })
}

/// That table as CSV that a spreadsheet opens by double-click.
///
/// # Errors
/// Never for CSV.
pub fn rejects_csv(sheet: &Sheet, now: Micros) -> Result<Vec<u8>, Refused> {
    Ok(export(sheet, Form::CsvUtf8, now).map_err(Refused::broken)?.bytes)
}
