//! The object store given to Delta Lake for everything that it writes. The only place that may make a
//! `LocalFileSystem`, because that one never calls fsync (RELIABILITY T1).

use super::publish::{Publish, make_dirs, publish};
use super::{Disk, FileOps};
use bytes::Bytes;
use deltalake::logstore::object_store::{
    CopyMode, CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore, PutMode,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, RenameOptions, RenameTargetMode, Result, UploadPart,
    local::LocalFileSystem, path::Path,
};
use futures::stream::BoxStream;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A local object store whose writes are on the disk when they return. Locations are absolute paths without the
/// leading slash. Reads are those of `LocalFileSystem`.
#[derive(Clone, Debug)]
pub struct SyncedStore {
    reads: Arc<LocalFileSystem>,
    ops: Arc<dyn FileOps>,
    failing: Arc<AtomicBool>,
}

impl SyncedStore {
    /// On the real disk.
    #[must_use]
    pub fn new() -> Self {
        Self::with_ops(Arc::new(Disk))
    }

    /// Through other file operations, for tests.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "only for reading")]
    pub fn with_ops(ops: Arc<dyn FileOps>) -> Self {
        Self { reads: Arc::new(LocalFileSystem::new()), ops, failing: Arc::default() }
    }

    /// Makes a folder and what is missing above it, durably.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn make_folder(&self, folder: &FilePath) -> io::Result<()> {
        make_dirs(self.ops.as_ref(), folder)
    }

    /// Forces the names in a folder to disk.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn sync_folder(&self, folder: &FilePath) -> io::Result<()> {
        self.ops.sync_dir(folder)
    }

    /// A write or a sync has failed for another reason than a full disk: what is written from now on may never reach
    /// the disk (RELIABILITY T13).
    #[must_use]
    pub fn is_failing(&self) -> bool {
        self.failing.load(Ordering::Relaxed)
    }

    async fn publish(&self, location: &Path, payload: PutPayload, how: Publish) -> Result<PutResult> {
        let path = self.reads.path_to_filesystem(location)?;
        let (ops, failing) = (Arc::clone(&self.ops), Arc::clone(&self.failing));
        blocking(move || {
            let parts: Vec<&[u8]> = payload.iter().map(AsRef::as_ref).collect();
            publish(ops.as_ref(), FilePath::new("/"), &path, &parts, how).map_err(|error| {
                let harmless = [io::ErrorKind::AlreadyExists, io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded];
                if !harmless.contains(&error.kind()) {
                    failing.store(true, Ordering::Relaxed);
                }
                explain(&path, error)
            })
        })
        .await?;
        Ok(PutResult { e_tag: None, version: None })
    }
}

impl Default for SyncedStore {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for SyncedStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SyncedStore")
    }
}

#[async_trait::async_trait]
impl ObjectStore for SyncedStore {
    async fn put_opts(&self, location: &Path, payload: PutPayload, opts: PutOptions) -> Result<PutResult> {
        let how = match opts.mode {
            PutMode::Create => Publish::Create,
            PutMode::Overwrite => Publish::Replace,
            PutMode::Update(_) => return Err(unsupported("conditional update")),
        };
        self.publish(location, payload, how).await
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        _opts: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        Ok(Box::new(Parts { store: self.clone(), location: location.clone(), payload: Vec::new() }))
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.reads.get_opts(location, options).await
    }

    async fn get_ranges(&self, location: &Path, ranges: &[Range<u64>]) -> Result<Vec<Bytes>> {
        self.reads.get_ranges(location, ranges).await
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        self.reads.delete_stream(locations)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.reads.list(prefix)
    }

    fn list_with_offset(&self, prefix: Option<&Path>, offset: &Path) -> BoxStream<'static, Result<ObjectMeta>> {
        self.reads.list_with_offset(prefix, offset)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.reads.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        let payload = self.reads.get_opts(from, GetOptions::default()).await?.bytes().await?;
        let how = match options.mode {
            CopyMode::Create => Publish::Create,
            CopyMode::Overwrite => Publish::Replace,
        };
        self.publish(to, payload.into(), how).await.map(drop)
    }

    async fn rename_opts(&self, from: &Path, to: &Path, options: RenameOptions) -> Result<()> {
        let mode = match options.target_mode {
            RenameTargetMode::Create => CopyMode::Create,
            RenameTargetMode::Overwrite => CopyMode::Overwrite,
        };
        self.copy_opts(from, to, CopyOptions::new().with_mode(mode)).await?;
        let path = self.reads.path_to_filesystem(from)?;
        let ops = Arc::clone(&self.ops);
        blocking(move || ops.remove(&path).map_err(|error| explain(&path, error))).await
    }
}

/// An upload in parts: kept in memory and published as one file when complete. The lake's files are bounded.
#[derive(Debug)]
struct Parts {
    store: SyncedStore,
    location: Path,
    payload: Vec<PutPayload>,
}

#[async_trait::async_trait]
impl MultipartUpload for Parts {
    fn put_part(&mut self, data: PutPayload) -> UploadPart {
        self.payload.push(data);
        Box::pin(std::future::ready(Ok(())))
    }

    async fn complete(&mut self) -> Result<PutResult> {
        let parts = std::mem::take(&mut self.payload);
        let whole: PutPayload = parts.into_iter().flatten().collect();
        self.store.publish(&self.location, whole, Publish::Replace).await
    }

    async fn abort(&mut self) -> Result<()> {
        self.payload.clear();
        Ok(())
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(source) => Err(Error::JoinError { source }),
    }
}

fn explain(path: &FilePath, error: io::Error) -> Error {
    let path = PathBuf::from(path).display().to_string();
    match error.kind() {
        io::ErrorKind::AlreadyExists => Error::AlreadyExists { path, source: error.into() },
        io::ErrorKind::NotFound => Error::NotFound { path, source: error.into() },
        _ => Error::Generic { store: "SyncedStore", source: format!("{path}: {error}").into() },
    }
}

fn unsupported(operation: &str) -> Error {
    Error::NotImplemented { operation: operation.to_owned(), implementer: "SyncedStore".to_owned() }
}
