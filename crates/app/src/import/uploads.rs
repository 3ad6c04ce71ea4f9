//! Files that came through the browser and wait for their mapping. They lie in the data folder under random names,
//! each with a note of what it was called, and are deleted once they are imported or a day has passed.

use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_kernel::{Micros, Problem};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The folder for them inside the data folder.
pub(crate) const FOLDER: &str = "uploads";
/// Largest file, in bytes.
pub const UPLOAD_BYTES: u64 = 2 << 30;
/// How long a file waits.
const KEPT: i64 = 24 * 3_600 * 1_000_000;
/// Longest file name that is remembered, in characters.
const NAME_CHARS: usize = 200;

/// A file that waits for its mapping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// 32 hexadecimal digits that nobody can guess.
    pub id: String,
    /// What the file was called.
    pub file_name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it came.
    pub at: i64,
}

impl App {
    /// Makes place for a file. Write to the path that comes with it, then call [`App::keep_upload`].
    ///
    /// # Errors
    /// [`Refused::Forbidden`], or the data folder cannot be written.
    pub fn new_upload(&self, who: &Principal, file_name: &str) -> Result<(Upload, PathBuf), Refused> {
        who.needs(Role::Csm)?;
        let folder = self.dir.join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(Refused::broken)?;
        self.clear_uploads();
        let id = format!("{:016x}{:016x}", self.entropy.key(), self.entropy.key());
        let name: String = file_name.rsplit(['/', '\\']).next().unwrap_or_default().chars().take(NAME_CHARS).collect();
        let file_name = if name.trim().is_empty() { "file".to_owned() } else { name };
        let path = folder.join(&id);
        Ok((Upload { id, file_name, bytes: 0, at: self.clock.now().0 }, path))
    }

    /// Notes that a file is complete.
    ///
    /// # Errors
    /// [`Refused::Input`] for an empty file, or the data folder cannot be written.
    pub fn keep_upload(&self, upload: &Upload) -> Result<(), Refused> {
        if upload.bytes == 0 {
            self.drop_upload(&upload.id);
            return Err(Refused::wrong("file", Problem::new("problem-file-empty")));
        }
        let note = serde_json::to_vec(upload).map_err(Refused::broken)?;
        std::fs::write(self.dir.join(FOLDER).join(format!("{}.json", upload.id)), note).map_err(Refused::broken)
    }

    /// A file that waits, and where it lies.
    ///
    /// # Errors
    /// [`Refused::Missing`] if it was imported, has expired or never was.
    pub fn upload(&self, who: &Principal, id: &str) -> Result<(Upload, PathBuf), Refused> {
        who.needs(Role::Csm)?;
        if id.len() != 32 || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Refused::Missing);
        }
        let folder = self.dir.join(FOLDER);
        let note = std::fs::read(folder.join(format!("{id}.json"))).map_err(|_| Refused::Missing)?;
        let upload = serde_json::from_slice(&note).map_err(|_| Refused::Missing)?;
        Ok((upload, folder.join(id)))
    }

    /// Forgets a file.
    pub fn drop_upload(&self, id: &str) {
        let folder = self.dir.join(FOLDER);
        for name in [format!("{id}.json"), id.to_owned()] {
            if let Err(error) = std::fs::remove_file(folder.join(name))
                && error.kind() != std::io::ErrorKind::NotFound
            {
                tracing::warn!("an uploaded file was not deleted: {error}");
            }
        }
    }

    /// Deletes files that waited too long.
    pub(crate) fn clear_uploads(&self) {
        let Ok(entries) = std::fs::read_dir(self.dir.join(FOLDER)) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(id) = name.strip_suffix(".json") else { continue };
            let note = std::fs::read(entry.path()).ok().and_then(|note| serde_json::from_slice::<Upload>(&note).ok());
            if note.is_none_or(|upload| Micros(upload.at + KEPT) < self.clock.now()) {
                self.drop_upload(id);
            }
        }
    }
}
