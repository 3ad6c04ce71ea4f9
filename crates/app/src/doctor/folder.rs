//! The data folder: can it hold the stores (RELIABILITY T6), and is there room?

use super::Finding;
use std::path::Path;

/// Less free space than this is little.
const LITTLE: u64 = 2 << 30;
/// Less than this stops the stores soon.
const TOO_LITTLE: u64 = 200 << 20;

pub(super) async fn look(dir: &Path, found: &mut Vec<Finding>) {
    let folder = dir.to_owned();
    let probed = tokio::task::spawn_blocking(move || banso_state::probe_folder(&folder).map_err(|e| e.to_string()));
    found.push(match probed.await {
        Ok(Ok(())) => Finding::good("folder-good"),
        Ok(Err(why)) => Finding::bad("folder-unfit").with("folder", dir.display().to_string()).with("why", why),
        Err(error) => {
            Finding::bad("folder-unfit").with("folder", dir.display().to_string()).with("why", error.to_string())
        }
    });
    if let Some(free) = free(dir) {
        let megabytes = i64::try_from(free >> 20).unwrap_or(i64::MAX);
        let finding = match free {
            ..TOO_LITTLE => Finding::bad("disk-full"),
            TOO_LITTLE..LITTLE => Finding::warning("disk-little"),
            _ => Finding::good("disk-good"),
        };
        found.push(finding.with("megabytes", megabytes));
    }
}

/// Bytes that can still be written, where the system tells.
#[cfg(unix)]
fn free(dir: &Path) -> Option<u64> {
    let stats = rustix::fs::statvfs(dir).ok()?;
    Some(stats.f_bavail.saturating_mul(stats.f_frsize))
}

#[cfg(not(unix))]
fn free(_dir: &Path) -> Option<u64> {
    None
}
