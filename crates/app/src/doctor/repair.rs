//! Mending the lake of an installation that may not open any more.

use super::{Finding, batch};
use crate::lease::{Held, Taker};
use crate::{Place, Refused};
use banso_domain::facts::Fact;
use banso_kernel::{Entropy, Micros};
use banso_lake::repair::{Inbox, repair as mend};
use banso_state::{Database, Seal, State};
use futures::future::BoxFuture;

/// The mending must be done within this time, else somebody else may seal; in microseconds.
const LEASE: i64 = 60 * 60 * 1_000_000;

/// Moves bad checkpoints aside, writes damaged log entries again, and brings the facts of bad files back from the inbox,
/// as far as that can be done without losing or doubling one. Says what it did and what it could not do; nothing where
/// nothing was to be done. As the sealer, so that no other process writes to the lake meanwhile.
pub async fn repair(place: impl Into<Place>, now: Micros, entropy: &dyn Entropy) -> Vec<Finding> {
    let Place { dir, database } = place.into();
    if matches!(&database, Database::File(path) if !path.is_file()) {
        return vec![Finding::bad("not-mended-state")];
    }
    let Ok(state) = State::open(&database).await else { return vec![Finding::bad("not-mended-state")] };
    let (held, holder) = (Held::default(), format!("{:x}", entropy.key()));
    let taker = Taker { state: &state, dir: &dir, holder: &holder, now };
    let done = async {
        let Some(lease) = held.take(&taker, "sealer", LEASE).await? else {
            return Ok(vec![Finding::bad("not-mended-busy")]);
        };
        let done = async {
            let seals = state.seals_from(1).await.map_err(Refused::broken)?;
            let sealed: Vec<_> = seals.iter().map(batch).collect();
            Ok(mend(&dir.join("lake"), &sealed, &Kept { state: &state, seals: &seals }).await)
        };
        let done = done.await;
        held.give_back(&state, &lease).await.map_err(Refused::broken)?;
        done
    };
    let done =
        done.await.unwrap_or_else(|error: Refused| vec![Finding::bad("not-mended-why").with("why", error.to_string())]);
    state.close().await;
    done
}

/// Rows of sealed batches that are still in the inbox.
struct Kept<'a> {
    state: &'a State,
    seals: &'a [Seal],
}

impl Inbox for Kept<'_> {
    fn batch(&self, k: i64) -> BoxFuture<'_, Vec<Fact>> {
        Box::pin(async move {
            let Some(seal) = self.seals.iter().find(|seal| seal.k == k) else { return Vec::new() };
            // What cannot be read is as good as gone.
            let rows = self.state.inbox_between(seal.lo, seal.hi).await.unwrap_or_default();
            rows.into_iter().map(|row| row.fact).collect()
        })
    }
}
