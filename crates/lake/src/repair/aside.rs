//! Moving files out of the way, so that they can be put back.

use super::ASIDE;
use crate::store::{Disk, FileOps, Publish, publish};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What was moved and written, in order.
#[derive(Debug)]
pub(super) struct Aside {
    lake: PathBuf,
    moved: Vec<(PathBuf, PathBuf)>,
    written: Vec<PathBuf>,
}

impl Aside {
    /// Nothing yet, in the lake at `lake`.
    pub fn new(lake: &Path) -> Self {
        Self { lake: lake.to_owned(), moved: Vec::new(), written: Vec::new() }
    }

    /// Moves a file of the lake into the folder [`ASIDE`], under the same path there; with a number behind it if that is
    /// taken. Nothing happens if there is no such file.
    pub fn take(&mut self, path: &Path) -> io::Result<()> {
        if !path.exists() {
            return Ok(());
        }
        let inside = path.strip_prefix(&self.lake).unwrap_or(path);
        let place = self.lake.join(ASIDE).join(inside);
        let numbered = |n: u32| PathBuf::from(format!("{}.{n}", place.display()));
        let to = match place.exists() {
            true => (1..).map(numbered).find(|place| !place.exists()).unwrap_or_else(|| place.clone()),
            false => place,
        };
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::rename(path, &to)?;
        for folder in [path.parent(), to.parent()].into_iter().flatten() {
            Disk.sync_dir(folder)?;
        }
        self.moved.push((path.to_owned(), to));
        Ok(())
    }

    /// Writes a file that was not there.
    pub fn write(&mut self, path: &Path, text: &[u8]) -> io::Result<()> {
        publish(&Disk, Path::new("/"), path, &[text], Publish::Create)?;
        self.wrote(path);
        Ok(())
    }

    /// A file was written that goes when everything is put back.
    pub fn wrote(&mut self, path: &Path) {
        self.written.push(path.to_owned());
    }

    /// Puts everything back as it was.
    pub fn undo(self) -> io::Result<()> {
        for path in self.written.iter().rev().filter(|path| path.exists()) {
            fs::remove_file(path)?;
        }
        for (from, to) in self.moved.iter().rev() {
            fs::rename(to, from)?;
        }
        let folders = self.written.iter().chain(self.moved.iter().map(|(from, _)| from));
        folders.filter_map(|path| path.parent()).try_for_each(|folder| Disk.sync_dir(folder))
    }
}
