//! Files beside the stores: rows that could not be read, and uploads that wait.

use super::marks::Marks;
use crate::import::{REJECTS, Reject, UPLOADS};
use crate::{App, Refused};
use banso_lake::repair::ASIDE;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Ending of a file that is being written again.
const NEW: &str = "new";

impl App {
    /// Takes the lines that name the person out of the files with rejected rows, and deletes all files that wait for
    /// their mapping, which are a day old at most, and what a repair of the lake moved aside: what is in them is not
    /// looked at. Returns how many files that were.
    pub(super) async fn erase_from_files(&self, marks: &Marks) -> Result<u64, Refused> {
        let (dir, marks) = (self.dir.clone(), marks.clone());
        let done = tokio::task::spawn_blocking(move || -> io::Result<u64> {
            let aside = aside(&dir.join("lake").join(ASIDE))?;
            Ok(rejects(&dir.join(REJECTS), &marks)? + uploads(&dir.join(UPLOADS))? + aside)
        });
        done.await.map_err(Refused::broken)?.map_err(Refused::broken)
    }
}

fn uploads(folder: &Path) -> io::Result<u64> {
    let mut gone = 0;
    for path in files(folder)? {
        fs::remove_file(path)?;
        gone += 1;
    }
    sync(folder).map(|()| gone)
}

/// What was bad in the lake and was moved out of the way when it was mended: all of it.
fn aside(folder: &Path) -> io::Result<u64> {
    match fs::remove_dir_all(folder) {
        Ok(()) => sync(folder.parent().unwrap_or(folder)).map(|()| 1),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

fn rejects(folder: &Path, marks: &Marks) -> io::Result<u64> {
    let mut changed = 0;
    for path in files(folder)? {
        if path.extension().is_some_and(|ending| ending == NEW) {
            fs::remove_file(path)?; // left by a crash
            continue;
        }
        let text = fs::read(&path)?;
        let text = String::from_utf8_lossy(&text);
        let names = |line: &str| match serde_json::from_str::<Reject>(line) {
            Ok(reject) => marks.reject(&reject),
            Err(_) => marks.are_in(line),
        };
        let kept: Vec<&str> = text.lines().filter(|line| !names(line)).collect();
        if kept.len() == text.lines().count() {
            continue;
        }
        let new = path.with_extension(NEW);
        let mut file = fs::File::create(&new)?;
        kept.iter().try_for_each(|line| writeln!(file, "{line}"))?;
        file.sync_all()?;
        fs::rename(&new, &path)?;
        changed += 1;
    }
    sync(folder).map(|()| changed)
}

fn files(folder: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// A power cut must not bring the files back.
fn sync(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if folder.is_dir() {
        fs::File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
