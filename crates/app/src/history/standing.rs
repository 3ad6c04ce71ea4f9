//! What every page shows of the computing: how far it is, and whether there is something new.

use super::rebuild::{HISTORY, mark_of};
use crate::{App, Refused};
use banso_state::WorkState;

/// How history stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryStands {
    /// (done, total), while it is computed.
    pub computing: Option<(u64, u64)>,
    /// A short text that differs whenever it was computed again.
    pub mark: String,
}

impl App {
    /// How history stands.
    ///
    /// # Errors
    /// The database failed.
    pub async fn history_stands(&self) -> Result<HistoryStands, Refused> {
        let note = self.state.derived(HISTORY).await.map_err(Refused::broken)?;
        let mark = blake3::hash(mark_of(note.as_ref()).as_bytes()).to_hex()[..12].to_owned();
        let running = note.filter(|note| note.state == WorkState::Running);
        let computing = running.map(|note| (note.done.max(0).cast_unsigned(), note.total.max(0).cast_unsigned()));
        Ok(HistoryStands { computing, mark })
    }
}
