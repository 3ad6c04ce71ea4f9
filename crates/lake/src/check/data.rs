//! The data files that a table's newest version names.

use super::Finding;
use crate::LakeError;
use crate::facts::erase::erased_of;
use crate::store::{SyncedStore, is_staging};
use crate::table::{FileMeta, Table};
use deltalake::parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};
use deltalake::parquet::file::reader::{FileReader, SerializedFileReader};
use deltalake::parquet::file::statistics::Statistics;
use std::fs;
use std::path::Path;

/// More data files than this make scans slow (T8).
const FILES: usize = 2_000;

/// Opens the table as readers do, and looks whether each of its files is there, is what was written, and holds as many
/// rows as the log says. Returns the rows that readers see, and how many were erased.
pub(super) async fn look(
    name: &str,
    dir: &Path,
    store: &SyncedStore,
    found: &mut Vec<Finding>,
) -> Result<(u64, u64), LakeError> {
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
            Ok(_) => contents(&path, file),
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
    Ok((rows, erased_of(&on)))
}

/// Whether a file holds what the log says of it, and is to the last bit what was written: Parquet has no checksums that
/// readers look at, so a flipped bit would be another value, but our names end in a hash of the content.
pub(crate) fn contents(path: &Path, said: &FileMeta) -> Result<(), String> {
    let file = fs::File::open(path).map_err(|error| error.to_string())?;
    let reader = SerializedFileReader::new(file).map_err(|error| error.to_string())?;
    let inside = u64::try_from(reader.metadata().file_metadata().num_rows()).map_err(|error| error.to_string())?;
    if inside != said.rows {
        return Err(format!("{inside} rows instead of {}", said.rows));
    }
    // Whoever looks for an account or a time passes over files that cannot have it, as the log says.
    for (column, said) in [("account", &said.accounts), ("occurred_at", &said.times)] {
        let beyond = |edge: &i64| !said.contains(edge);
        if let Some(edge) = edges(reader.metadata(), column).iter().find(|edge| beyond(edge)) {
            return Err(format!("the log leaves {column} {edge} out"));
        }
    }
    is_as_written(path)
}

/// Whether a file's content is what its name says; the error is why not. Also right for a name that says nothing.
pub(crate) fn is_as_written(path: &Path) -> Result<(), String> {
    let Some(named) = hash_in_name(path) else { return Ok(()) };
    let mut hasher = blake3::Hasher::new();
    let mut file = fs::File::open(path).map_err(|error| error.to_string())?;
    std::io::copy(&mut file, &mut hasher).map_err(|error| error.to_string())?;
    let found = hasher.finalize().to_hex();
    if found.starts_with(named) { Ok(()) } else { Err("its content is not what was written".to_owned()) }
}

/// The smallest and largest values of a column in each part of a file, as far as the file says.
fn edges(file: &ParquetMetaData, column: &str) -> Vec<i64> {
    let of_column = |chunk: &&ColumnChunkMetaData| chunk.column_path().string() == column;
    let parts = file.row_groups().iter().flat_map(|part| part.columns().iter().find(of_column));
    let known = parts.filter_map(ColumnChunkMetaData::statistics);
    let edges = known.filter_map(|known| match known {
        Statistics::Int64(known) => Some([*known.min_opt()?, *known.max_opt()?]),
        _ => None,
    });
    edges.flatten().collect()
}

/// The beginning of the content's hash at the end of a name such as `batch-000000000012-7e4e1e5e3ae0a623.parquet`. None
/// if somebody else named it.
fn hash_in_name(path: &Path) -> Option<&str> {
    let hash = path.file_stem()?.to_str()?.rsplit_once('-')?.1;
    (matches!(hash.len(), 16 | 32) && hash.bytes().all(|b| b.is_ascii_hexdigit())).then_some(hash)
}
