//! What a data file holds when it is unpacked: to prove that something is not in it.

use crate::LakeError;
use deltalake::parquet::file::reader::{FileReader, SerializedFileReader};
use std::path::Path;

/// The pages of a Parquet file (dictionaries and data), decompressed, one after the other.
///
/// # Errors
/// If it is no such file, or damaged.
pub fn unpacked(path: &Path) -> Result<Vec<u8>, LakeError> {
    let file = std::fs::File::open(path).map_err(|source| LakeError::Folder { path: path.to_owned(), source })?;
    let reader = SerializedFileReader::new(file)?;
    let mut bytes = Vec::new();
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group)?;
        for column in 0..group.num_columns() {
            let mut pages = group.get_column_page_reader(column)?;
            while let Some(page) = pages.get_next_page()? {
                bytes.extend_from_slice(page.buffer());
            }
        }
    }
    Ok(bytes)
}
