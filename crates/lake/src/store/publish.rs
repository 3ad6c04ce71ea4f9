//! Publishing a file durably: content first, then its name, then the folder that holds the name.

use super::FileOps;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// How a name may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Publish {
    /// Only if nothing has it (hard link).
    Create,
    /// Whatever has it (rename).
    Replace,
}

static STAGED: AtomicU64 = AtomicU64::new(0);

/// Writes `parts` to `path` so that after `Ok` they survive a power cut, and at no moment is a half-written file
/// to be seen under that name. `root` and folders above it exist and are durable.
pub(crate) fn publish(ops: &dyn FileOps, root: &Path, path: &Path, parts: &[&[u8]], how: Publish) -> io::Result<()> {
    let folder = path.parent().unwrap_or(root);
    make_dirs(ops, folder)?;
    let mut staging = staging_name(path);
    let mut written = ops.write_new(&staging, parts);
    while written.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::AlreadyExists) {
        // Left by a crashed process that had our number.
        staging = staging_name(path);
        written = ops.write_new(&staging, parts);
    }
    let written = written.and_then(|()| ops.sync_file(&staging));
    let published = written.and_then(|()| match how {
        Publish::Create => ops.link(&staging, path),
        Publish::Replace => ops.rename(&staging, path),
    });
    if how == Publish::Create || published.is_err() {
        // Left behind by a crash it is invisible: the store hides names with '#', maintenance removes them.
        let _ = ops.remove(&staging);
    }
    published?;
    ops.sync_dir(folder)
}

/// Makes `folder` and what is missing above it; each new name is forced to disk before anything is put inside.
pub(crate) fn make_dirs(ops: &dyn FileOps, folder: &Path) -> io::Result<()> {
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|dir| !dir.as_os_str().is_empty() && !dir.exists()).collect();
    for dir in missing.into_iter().rev() {
        match ops.create_dir(dir) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => ops.sync_dir(dir.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")))?,
        }
    }
    Ok(())
}

/// A name beside `path` of the form `name#digits`, which object stores on a local disk leave out of listings.
fn staging_name(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!("#{}{:09}", std::process::id(), STAGED.fetch_add(1, Ordering::Relaxed)));
    PathBuf::from(name)
}

/// A staging file of [`publish`] (or of object_store), which a crash left behind.
pub(crate) fn is_staging(name: &str) -> bool {
    name.rsplit_once('#').is_some_and(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}
