//! The night's work: once a night, whether something was sealed or not, the lake is compacted, checkpointed and cleaned,
//! history that lies in many files is written anew, the inbox and the write-ahead log shrink, and old uploads and sessions go.

use crate::lab::Came;
use crate::{App, Refused};
use banso_kernel::{Micros, Zone};
use banso_lake::Maintained;
use std::time::Duration;

/// It begins so long after midnight in the workspace's zone, in microseconds: three o'clock.
const BEGINS: i64 = 3 * 3_600 * 1_000_000;
/// History that was written again more often than this since it was written as a whole is written as a whole, so that it
/// does not lie in ever more files: every fourth night, when facts come all day.
const REVISIONS: i64 = 100;
/// Setting that says when it was last done, in microseconds since 1970.
const DONE: &str = "tidy.done_at";

/// What a night's work did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// In the lake.
    pub lake: Maintained,
    /// Sessions that were over and are forgotten.
    pub sessions: u64,
}

impl App {
    /// Looks every `pause` whether an erasure was left open or the night's work is due, and does it. Never returns; what
    /// goes wrong is logged and tried again. A computer that slept through the night does it when it wakes. `always`:
    /// every so often instead of once a night.
    pub async fn keep_tidy(&self, pause: Duration, always: Option<Duration>) {
        let pause = always.unwrap_or(pause);
        loop {
            // What a crash left of an erasure is done at the next start.
            match self.finish_erasures().await {
                Ok(done) if done.is_empty() => {}
                Ok(done) => tracing::info!(erasures = done.len(), "persons are erased"),
                Err(error) => tracing::warn!(%error, "an erasure is not complete and goes on later"),
            }
            let done = match always {
                Some(_) => self.tidy_now(self.clock.now()).await,
                None => self.tidy_when_due().await,
            };
            match done {
                Ok(Some(done)) => tracing::info!(?done, "the night's work is done"),
                Ok(None) => {}
                Err(error) => tracing::warn!(%error, "the night's work failed and is tried again"),
            }
            match self.learn_again_when_due().await {
                Ok(learned) if learned.is_empty() => {}
                Ok(learned) => tracing::info!(?learned, "what is learned each month was learned again"),
                Err(error) => tracing::warn!(%error, "learning again failed and is tried again"),
            }
            tokio::time::sleep(pause).await;
        }
    }

    /// Learns again what is learned each month, once a month from its first night on: which metrics, and what came of it.
    ///
    /// # Errors
    /// A store failed.
    pub async fn learn_again_when_due(&self) -> Result<Vec<(String, Came)>, Refused> {
        let night = last_night(&self.workspace().await?.zone, self.clock.now());
        self.learn_when_due(night).await
    }

    /// Does the night's work unless it has been done since three o'clock of the workspace's night. None when it is not
    /// due, or another process has the lake in hand just now. A folder that is opened for the first time waits for its
    /// first night.
    ///
    /// # Errors
    /// The database failed.
    pub async fn tidy_when_due(&self) -> Result<Option<Tidied>, Refused> {
        let now = self.clock.now();
        let night = last_night(&self.workspace().await?.zone, now);
        let done = self.state.setting(DONE).await.map_err(Refused::broken)?;
        match done.and_then(|text| text.parse::<i64>().ok()) {
            Some(done) if done < night.0 => {}
            Some(_) => return Ok(None),
            None => return self.note_tidy(now).await.map(|()| None),
        }
        self.tidy_now(now).await
    }

    async fn tidy_now(&self, now: Micros) -> Result<Option<Tidied>, Refused> {
        let Some(lake) = self.tidy_as_sealer().await? else { return Ok(None) };
        self.clear_uploads();
        self.give_up_waiting(now).await?;
        if self.lake.revisions().await.map_err(Refused::broken)? > REVISIONS {
            self.rebuild(&|_| {}).await?;
        }
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let sessions = self.forget_old_sessions(&mut tx, now).await?;
        tx.commit().await.map_err(Refused::broken)?;
        self.note_tidy(now).await?;
        if !self.state.truncate_log().await.map_err(Refused::broken)? {
            tracing::debug!("somebody reads; the write-ahead log keeps its length for today");
        }
        Ok(Some(Tidied { lake, sessions }))
    }

    async fn note_tidy(&self, at: Micros) -> Result<(), Refused> {
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.put_setting(DONE, &at.0.to_string(), at).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }
}

/// The last three o'clock that has passed.
fn last_night(zone: &Zone, now: Micros) -> Micros {
    let today = zone.day_of(now);
    let night = |day| Micros(zone.start_of(day).0 + BEGINS);
    if night(today) <= now { night(today) } else { night(today - 1) }
}

#[cfg(test)]
mod tests;
