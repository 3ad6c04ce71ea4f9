//! A command that brings data while a server runs on the same folder leaves the computing to the server, which goes on
//! from what it knows; without a server it computes by itself.

use super::rebuild::{HISTORY, Progress, Step};
use crate::{App, Definitions, Refused, Workspace};
use banso_state::{Derived, WorkState};
use std::time::Duration;

/// Name of the lease of whoever serves.
const SERVER: &str = "server";
/// A server says that it is there within this time, in microseconds.
const THERE: i64 = 15 * 1_000_000;
/// How often a command looks how far the server is.
const LOOK: Duration = Duration::from_millis(250);

impl App {
    /// Says to other processes that this one keeps history up to date.
    pub(super) async fn say_served(&self) -> Result<(), Refused> {
        self.take_lease(SERVER, THERE).await.map(drop)
    }

    /// Whether another process keeps history up to date.
    async fn served_elsewhere(&self) -> Result<bool, Refused> {
        // Taken only to see whether it is free, and free again at once.
        Ok(self.take_lease(SERVER, 0).await?.is_none())
    }

    /// Brings history up to date after data came: by the server that runs on the same folder, or else here. What comes
    /// to the server meanwhile is not waited for. `everything`: something came that all days are computed with.
    ///
    /// # Errors
    /// A store failed.
    pub async fn bring_up_to_date(
        &self,
        everything: bool,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<(), Refused> {
        let last = self.state.inbox_last().await.map_err(Refused::broken)?;
        if self.served_elsewhere().await? {
            if everything {
                // Not while the server computes: it would say afterwards that all is well, and had begun before.
                let turn = self.wait_for_turn().await?;
                let noted = self.note_stale().await;
                self.give_lease_back(&turn).await;
                noted?;
            }
            while self.served_elsewhere().await? {
                let note = self.state.derived(HISTORY).await.map_err(Refused::broken)?;
                if self.holds(note.as_ref(), &self.definitions().await?, &self.workspace().await?, last) {
                    return Ok(());
                }
                if let Some(note) = note.filter(|note| note.state == WorkState::Running) {
                    let (done, total) = (note.done.max(0).cast_unsigned(), note.total.max(0).cast_unsigned());
                    progress(Progress { step: Step::Accounts, done, total });
                }
                tokio::time::sleep(LOOK).await;
            }
        }
        let note = self.state.derived(HISTORY).await.map_err(Refused::broken)?;
        if everything || !self.holds(note.as_ref(), &self.definitions().await?, &self.workspace().await?, last) {
            self.rebuild(progress).await?;
        }
        Ok(())
    }

    /// Whether history has all facts up to the place `last` of the inbox, under these definitions and settings, up to
    /// today.
    pub(super) fn holds(
        &self,
        note: Option<&Derived>,
        definitions: &Definitions,
        workspace: &Workspace,
        last: i64,
    ) -> bool {
        let today = self.today(workspace);
        note.is_some_and(|note| {
            note.state == WorkState::Done
                && note.definitions == definitions.stamp
                && note.computed_to == Some(today)
                && note.inbox_seq >= last
        })
    }

    /// Says that what is there does not hold any more.
    async fn note_stale(&self) -> Result<(), Refused> {
        let Some(note) = self.state.derived(HISTORY).await.map_err(Refused::broken)? else { return Ok(()) };
        self.note(&Derived { state: WorkState::Failed, ended_at: None, ..note }).await
    }
}
