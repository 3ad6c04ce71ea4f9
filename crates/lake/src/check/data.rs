//! The data files that a table's newest version names.

use super::Finding;
use crate::LakeError;
use crate::store::{SyncedStore, is_staging};
use crate::table::Table;
use deltalake::parquet::file::reader::{FileReader, SerializedFileReader};
use std::fs;
use std::path::Path;

/// More data files than this make scans slow (T8).
const FILES: usize = 2_000;

/// Opens the table as readers do, and looks whether each of its files is there, whole, and holds as many rows as the
/// log says. Returns the rows that readers see.
pub(super) async fn look(
    name: &str,
    dir: &Path,
    store: &SyncedStore,
    found: &mut Vec<Finding>,
) -> Result<u64, LakeError> {
    let table = Table::open_existing(dir, store)?;
    let on = table.load().await?;
    let mut rows = 0;
    for file in &on.files {
        rows += file.rows;
        let shown = format!("{name}/{}", file.path);
        let path = dir.join(&file.path);
        let whole = match fs::metadata(&path) {
            Err(error) => Err(error.to_string()),
            Ok(meta) if meta.len() != file.size => Err(format!("{} bytes instead of {}", meta.len(), file.size)),
            Ok(_) => footer_rows(&path).and_then(|inside| {
                if inside == file.rows { Ok(()) } else { Err(format!("{inside} rows instead of {}", file.rows)) }
            }),
        };
        match whole {
            Err(_) if !path.exists() => found.push(Finding::bad("lake-file-missing").with("file", shown)),
            Err(why) => found.push(Finding::bad("lake-file-damaged").with("file", shown).with("why", why)),
            Ok(()) => {}
        }
    }
    if on.files.len() > FILES {
        found.push(Finding::warning("lake-files-many").with("table", name).with("files", on.files.len()));
    }
    let left = fs::read_dir(dir).into_iter().flatten().flatten();
    let left = left.filter(|entry| entry.file_name().to_str().is_some_and(is_staging)).count();
    if left > 0 {
        found.push(Finding::warning("lake-leftovers").with("table", name).with("files", left));
    }
    Ok(rows)
}

fn footer_rows(path: &Path) -> Result<u64, String> {
    let file = fs::File::open(path).map_err(|error| error.to_string())?;
    let reader = SerializedFileReader::new(file).map_err(|error| error.to_string())?;
    u64::try_from(reader.metadata().file_metadata().num_rows()).map_err(|error| error.to_string())
}
