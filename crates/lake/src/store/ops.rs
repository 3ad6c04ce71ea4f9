//! The file operations behind the syncing store, one by one, so that a test can watch their order.

use std::fmt::Debug;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The writing half of a file system.
pub trait FileOps: Debug + Send + Sync + 'static {
    /// Creates a new file with the given content. Fails if the file exists.
    fn write_new(&self, path: &Path, parts: &[&[u8]]) -> io::Result<()>;
    /// Forces the content of a file to disk.
    fn sync_file(&self, path: &Path) -> io::Result<()>;
    /// Gives a file a second name; fails with `AlreadyExists` if the name is taken.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a file, replacing what has the new name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a name.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes one folder, whose parent exists.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Forces the names in a folder to disk.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;
}

/// The operating system's file system.
#[derive(Debug, Default)]
pub struct Disk;

impl FileOps for Disk {
    fn write_new(&self, path: &Path, parts: &[&[u8]]) -> io::Result<()> {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
        parts.iter().try_for_each(|part| file.write_all(part))
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        // Any descriptor of the file will do: fsync is about the file, not about who wrote it.
        fs::OpenOptions::new().write(true).open(path)?.sync_all()
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        #[cfg(unix)]
        {
            fs::File::open(path)?.sync_all()
        }
        // Windows keeps names durable without it and cannot open folders this way.
        #[cfg(not(unix))]
        {
            let _ = path;
            Ok(())
        }
    }
}
