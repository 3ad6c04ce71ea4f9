//! Can this folder hold the stores? Hard links, renames and directory syncs must work (RELIABILITY T6).

use super::error::{Result, StateError};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Tries in `folder` what the stores rely on. Leaves nothing behind.
///
/// # Errors
/// What does not work there. Blocks on the disk: call it off the async threads.
pub fn probe_folder(folder: &Path) -> Result<()> {
    let [one, two, three] =
        ["one", "two", "three"].map(|name| folder.join(format!(".probe-{}-{name}", std::process::id())));
    let clean = || [&one, &two, &three].map(|path| fs::remove_file(path).ok());
    clean();
    let outcome = (|| {
        step("writing", || {
            let mut file = File::create_new(&one)?;
            file.write_all(b"banso")?;
            file.sync_all()
        })?;
        step("hard link", || fs::hard_link(&one, &two))?;
        step("hard link onto an existing name", || match fs::hard_link(&one, &two) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
            Ok(()) => Err(io::Error::other("it was replaced")),
        })?;
        step("rename", || fs::rename(&two, &three))?;
        step("reading back", || match fs::read(&three)?.as_slice() {
            b"banso" => Ok(()),
            _ => Err(io::Error::other("other content came back")),
        })?;
        step("directory sync", || File::open(folder)?.sync_all())
    })();
    clean();
    outcome
}

fn step(what: &'static str, run: impl FnOnce() -> io::Result<()>) -> Result<()> {
    run().map_err(|error| StateError::Folder { what, error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_folder_will_do_and_stays_empty() {
        let folder = tempfile::tempdir().expect("a folder");
        probe_folder(folder.path()).expect("works");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 0);
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = probe_folder(Path::new("/nonexistent/folder")).expect_err("nothing there");
        assert!(error.to_string().contains("writing"));
    }
}
