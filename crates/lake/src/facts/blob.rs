//! A data file in the store, as the Parquet reader wants to read it.

use crate::table::{FileMeta, Table};
use bytes::Bytes;
use deltalake::ObjectStore;
use deltalake::logstore::object_store::{ObjectStoreExt, path::Path};
use deltalake::parquet::arrow::arrow_reader::ArrowReaderOptions;
use deltalake::parquet::arrow::async_reader::AsyncFileReader;
use deltalake::parquet::errors::{ParquetError, Result};
use deltalake::parquet::file::metadata::{PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader};
use futures::FutureExt;
use futures::future::BoxFuture;
use std::ops::Range;
use std::sync::Arc;

/// Bytes read from the end of a file at once: most footers with their page index fit.
const FOOTER: usize = 64 * 1024;

/// A data file.
pub(crate) struct Blob {
    store: Arc<dyn ObjectStore>,
    path: Path,
    size: u64,
}

impl Blob {
    /// Nothing is read yet.
    pub fn new(table: &Table, file: &FileMeta) -> Self {
        Self { store: table.store(), path: Path::from(file.path.as_str()), size: file.size }
    }
}

fn outer(error: deltalake::ObjectStoreError) -> ParquetError {
    ParquetError::External(Box::new(error))
}

impl AsyncFileReader for Blob {
    fn get_bytes(&mut self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes>> {
        async move { self.store.get_range(&self.path, range).await.map_err(outer) }.boxed()
    }

    fn get_byte_ranges(&mut self, ranges: Vec<Range<u64>>) -> BoxFuture<'_, Result<Vec<Bytes>>> {
        async move { self.store.get_ranges(&self.path, &ranges).await.map_err(outer) }.boxed()
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
