//! A data file on the disk, as the Parquet reader wants to read it. Reading goes to the file directly: on the thread that
//! asked, without a copy and without a hop. (Writing goes through the store, which syncs.)

use crate::table::{FileMeta, Table};
use bytes::Bytes;
use deltalake::parquet::arrow::arrow_reader::ArrowReaderOptions;
use deltalake::parquet::arrow::async_reader::AsyncFileReader;
use deltalake::parquet::errors::{ParquetError, Result};
use deltalake::parquet::file::metadata::{PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader};
use futures::FutureExt;
use futures::future::BoxFuture;
use std::fs::File;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes read from the end of a file at once: most footers with their page index fit.
const FOOTER: usize = 64 * 1024;

/// A data file.
pub(crate) struct Blob {
    path: PathBuf,
    size: u64,
    open: Option<File>,
}

impl Blob {
    /// Nothing is read yet.
    pub fn new(table: &Table, file: &FileMeta) -> Self {
        Self { path: table.dir.join(&file.path), size: file.size, open: None }
    }

    fn read(&mut self, range: &Range<u64>) -> std::io::Result<Bytes> {
        let file = match &mut self.open {
            Some(file) => file,
            closed => closed.insert(File::open(&self.path)?),
        };
        let mut bytes = vec![0; usize::try_from(range.end - range.start).unwrap_or(0)];
        read_exact_at(file, &mut bytes, range.start)?;
        Ok(bytes.into())
    }
}

#[cfg(unix)]
fn read_exact_at(file: &File, bytes: &mut [u8], at: u64) -> std::io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(not(unix))]
fn read_exact_at(mut file: &File, bytes: &mut [u8], at: u64) -> std::io::Result<()> {
    use std::io::{Read, Seek, SeekFrom};
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(bytes)
}

impl AsyncFileReader for Blob {
    fn get_bytes(&mut self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes>> {
        async move { self.read(&range).map_err(|error| ParquetError::External(Box::new(error))) }.boxed()
    }

    fn get_metadata<'a>(
        &'a mut self,
        _options: Option<&'a ArrowReaderOptions>,
    ) -> BoxFuture<'a, Result<Arc<ParquetMetaData>>> {
        let size = self.size;
        async move {
            let reader = ParquetMetaDataReader::new()
                .with_page_index_policy(PageIndexPolicy::Optional)
                .with_prefetch_hint(Some(FOOTER));
            Ok(Arc::new(reader.load_and_finish(self, size).await?))
        }
        .boxed()
    }
}
