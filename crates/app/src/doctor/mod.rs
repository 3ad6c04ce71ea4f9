//! `banso doctor`: is this installation sound? Looks at everything, changes nothing, and can look at a data folder
//! that the program itself refuses to open. `--repair` mends the lake where that is possible.

mod folder;
mod history;
mod repair;
mod store;
#[cfg(test)]
mod tests;

use crate::Place;
use banso_kernel::Micros;
pub use banso_lake::check::{Finding, Severity};
use banso_lake::check::{SealedBatch, check};
use banso_state::Seal;
pub use repair::repair;

/// Looks at the data folder and the state. The findings are in the order of looking; the worst [`Severity`] is the verdict.
pub async fn doctor(place: impl Into<Place>, now: Micros) -> Vec<Finding> {
    let Place { dir, database } = place.into();
    let dir = dir.as_path();
    let mut found = Vec::new();
    if !dir.is_dir() {
        found.push(Finding::bad("folder-missing").with("folder", dir.display().to_string()));
        return found;
    }
    folder::look(dir, &mut found).await;
    let state = store::look(&database, &mut found).await;
    let sealed = match &state {
        Some(state) => state.seals_from(1).await.ok().map(|seals| seals.iter().map(batch).collect::<Vec<_>>()),
        None => None,
    };
    found.extend(check(&dir.join("lake"), sealed.as_deref()).await);
    if let Some(state) = state {
        let open = state.open_erasures().await.map_or(0, |open| open.len());
        if open > 0 {
            found.push(Finding::warning("erasures-open").with("erasures", open));
        }
        history::look(&state, now, &mut found).await;
        state.close().await;
    }
    found
}

fn batch(seal: &Seal) -> SealedBatch {
    SealedBatch {
        k: seal.k,
        rows: u64::try_from(seal.facts).unwrap_or(0),
        done: seal.done,
        version: seal.lake_version.and_then(|version| u64::try_from(version).ok()),
    }
}

/// The worst of what was found.
#[must_use]
pub fn verdict(found: &[Finding]) -> Severity {
    found.iter().map(|finding| finding.severity).max().unwrap_or(Severity::Good)
}
