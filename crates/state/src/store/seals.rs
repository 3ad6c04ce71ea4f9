//! Moving the inbox into the lake exactly once: leases and batches (RELIABILITY T2, T3).
//!
//! The sealer takes the lease, [`State::next_seal`] reads a batch, [`Tx::open_seal`] fixes it (from here on it holds the
//! same facts however often it is asked for), the lake commits it, [`Tx::finish_seal`] notes that it did;
//! [`Tx::mark_cleared`] and [`Tx::clear_sealed`] delete the rows a grace time later. Facts are read outside of the write
//! transaction: whoever takes facts in waits for a few short statements, never for a batch.

use super::error::{Result, StateError};
use super::open::State;
use super::statement::{execute, fetch_all, fetch_optional, scalar_optional};
use super::tx::Tx;
use banso_domain::facts::Fact;
use banso_kernel::{FactId, Micros};
use sqlx::FromRow;

/// The right to do something alone, until it ends or is taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// What for, such as `sealer`.
    pub name: String,
    /// Who holds it: a random text for each process.
    pub holder: String,
    /// Grows whenever the lease goes to somebody else. A write that belongs to it must still find this number.
    pub fencing: i64,
}

/// A batch of the inbox that goes to the lake as one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Its number, 1, 2, 3…
    pub k: i64,
    /// It holds the facts with places above `lo`…
    pub lo: i64,
    /// …up to and with `hi`.
    pub hi: i64,
    /// How many those are.
    pub facts: i64,
    /// A hash over them.
    pub hash: String,
    /// The lake has it.
    pub done: bool,
    /// The lake's version that brought it.
    pub lake_version: Option<i64>,
    /// When the batch was fixed.
    pub opened_at: Micros,
    /// When the lake was known to have it.
    pub done_at: Option<Micros>,
    /// When its rows left the inbox.
    pub cleared_at: Option<Micros>,
}

/// A row of table `seal`.
#[derive(FromRow)]
struct SealRecord {
    k: i64,
    lo: i64,
    hi: i64,
    facts: i64,
    hash: String,
    state: String,
    lake_version: Option<i64>,
    opened_at: i64,
    done_at: Option<i64>,
    cleared_at: Option<i64>,
}

impl From<SealRecord> for Seal {
    fn from(row: SealRecord) -> Self {
        Self {
            k: row.k,
            lo: row.lo,
            hi: row.hi,
            facts: row.facts,
            hash: row.hash,
            done: row.state == "done",
            lake_version: row.lake_version,
            opened_at: Micros(row.opened_at),
            done_at: row.done_at.map(Micros),
            cleared_at: row.cleared_at.map(Micros),
        }
    }
}

fn hash<'a>(facts: impl Iterator<Item = &'a Fact>) -> String {
    let mut bytes = Vec::new();
    for fact in facts {
        bytes.extend_from_slice(&fact.id.0);
        bytes.extend_from_slice(&fact.content_hash().to_le_bytes());
        bytes.extend_from_slice(&fact.known_at.0.to_le_bytes());
    }
    FactId::of(&[&bytes]).to_string()
}

impl State {
    /// One batch.
    ///
    /// # Errors
    /// The database failed.
    pub async fn seal_of(&self, k: i64) -> Result<Option<Seal>> {
        let row = fetch_optional!(self.read().await?, SealRecord, "sql/seals/one.sql", k)?;
        Ok(row.map(Seal::from))
    }

    /// The batches from number `k` on, in order.
    ///
    /// # Errors
    /// The database failed.
    pub async fn seals_from(&self, k: i64) -> Result<Vec<Seal>> {
        let rows = fetch_all!(self.read().await?, SealRecord, "sql/seals/from.sql", k)?;
        Ok(rows.into_iter().map(Seal::from).collect())
    }

    /// The last place in the inbox that batch `k` and those before it hold; 0 for batch 0. A reader of the lake that
    /// contains batch `k` adds the inbox after this place.
    ///
    /// # Errors
    /// The database failed, or there is no such batch: the lake then belongs to another state store.
    pub async fn sealed_place(&self, k: i64) -> Result<i64> {
        match k {
            0 => Ok(0),
            k => Ok(self.seal_of(k).await?.ok_or(StateError::Missing("batch"))?.hi),
        }
    }

    /// The batch to bring to the lake with its facts: the one that is still open, else what would be the next one, with
    /// at most `most` of the facts that are in none yet. None when there are no such facts. Rows never change and new
    /// ones only come after them, so a batch may be read before [`Tx::open_seal`] fixes it.
    ///
    /// # Errors
    /// The database failed, or the rows of an open batch are not those that it was fixed with.
    pub async fn next_seal(&self, most: i64, now: Micros) -> Result<Option<(Seal, Vec<Fact>)>> {
        let last = fetch_optional!(self.read().await?, SealRecord, "sql/seals/last.sql")?;
        let (k, lo) = match last.map(Seal::from) {
            Some(open) if !open.done => {
                let facts = self.seal_facts(&open).await?;
                return Ok(Some((open, facts)));
            }
            last => next_place(last.as_ref()),
        };
        let rows = self.inbox_after(lo, most).await?;
        let Some(hi) = rows.last().map(|last| last.seq) else {
            return Ok(None);
        };
        let facts: Vec<Fact> = rows.into_iter().map(|row| row.fact).collect();
        let (count, hash) = (facts.len() as i64, hash(facts.iter()));
        let (done, lake_version, done_at, cleared_at) = (false, None, None, None);
        let seal = Seal { k, lo, hi, facts: count, hash, done, lake_version, opened_at: now, done_at, cleared_at };
        Ok(Some((seal, facts)))
    }

    /// The facts of a batch, the same ones however often it is asked.
    ///
    /// # Errors
    /// The database failed, or the rows are not those that the batch was fixed with.
    pub async fn seal_facts(&self, seal: &Seal) -> Result<Vec<Fact>> {
        let rows = self.inbox_between(seal.lo, seal.hi).await?;
        let facts: Vec<Fact> = rows.into_iter().map(|row| row.fact).collect();
        if facts.len() as i64 != seal.facts || hash(facts.iter()) != seal.hash {
            return Err(StateError::Damaged {
                what: "a sealed batch of inbox",
                found: format!("{} facts", facts.len()),
            });
        }
        Ok(facts)
    }
}

impl Tx {
    /// Takes the lease `name` for `holder` until `until`, or prolongs it. None while somebody else holds it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn take_lease(&mut self, name: &str, holder: &str, now: Micros, until: Micros) -> Result<Option<Lease>> {
        let fencing = scalar_optional!(self, "sql/seals/take_lease.sql", name, holder, now.0, until.0)?;
        Ok(fencing.map(|fencing| Lease { name: name.to_owned(), holder: holder.to_owned(), fencing }))
    }

    /// Whether nobody has the lease `name`: it was never taken, or given back. One whose time has passed is not free: who
    /// had it may be asleep.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lease_is_free(&mut self, name: &str) -> Result<bool> {
        Ok(scalar_optional!(self, "sql/seals/lease_until.sql", name)?.is_none_or(|until: i64| until == 0))
    }

    /// Gives the lease back; nothing happens if it is somebody else's by now.
    ///
    /// # Errors
    /// The database failed.
    pub async fn give_lease_back(&mut self, lease: &Lease) -> Result<()> {
        execute!(self, "sql/seals/give_lease_back.sql", lease.name, lease.fencing)?;
        Ok(())
    }

    async fn hold(&mut self, lease: &Lease) -> Result<()> {
        let found = scalar_optional!(self, "sql/seals/lease.sql", lease.name)?;
        if found == Some(lease.fencing) {
            Ok(())
        } else {
            Err(StateError::OutOfTurn("the lease is somebody else's now"))
        }
    }

    /// Fixes a batch that [`State::next_seal`] read; a batch that is fixed already stays as it is.
    ///
    /// # Errors
    /// The database failed, the lease is somebody else's by now, or the batch is not the next one any more.
    pub async fn open_seal(&mut self, lease: &Lease, seal: &Seal) -> Result<()> {
        self.hold(lease).await?;
        let last = fetch_optional!(self, SealRecord, "sql/seals/last.sql")?;
        let last = last.map(Seal::from);
        if last.as_ref() == Some(seal) && !seal.done {
            return Ok(());
        }
        if last.as_ref().is_some_and(|last| !last.done) || next_place(last.as_ref()) != (seal.k, seal.lo) {
            return Err(StateError::OutOfTurn("another batch has come first"));
        }
        let Seal { k, lo, hi, facts, hash, opened_at, .. } = seal;
        execute!(self, "sql/seals/open.sql", k, lo, hi, facts, hash, lease.fencing, opened_at.0)?;
        Ok(())
    }

    /// Notes that the lake has batch `k` in its version `lake_version`.
    ///
    /// # Errors
    /// The database failed, the lease is somebody else's by now, or `k` is not the open batch.
    pub async fn finish_seal(&mut self, lease: &Lease, k: i64, lake_version: i64, now: Micros) -> Result<()> {
        self.hold(lease).await?;
        let done = execute!(self, "sql/seals/finish.sql", k, lake_version, now.0)?;
        if done == 1 { Ok(()) } else { Err(StateError::OutOfTurn("this batch is not open")) }
    }

    /// Marks the batches that the lake has had since before `done_before`: their inbox rows may go.
    ///
    /// # Errors
    /// The database failed.
    pub async fn mark_cleared(&mut self, done_before: Micros, now: Micros) -> Result<()> {
        execute!(self, "sql/seals/clear_mark.sql", done_before.0, now.0)?;
        Ok(())
    }

    /// Deletes at most `most` inbox rows of marked batches, oldest first. Returns how many; call it again, in another
    /// transaction, until that is 0. Rows that a crash left behind go next time.
    ///
    /// # Errors
    /// The database failed.
    pub async fn clear_sealed(&mut self, most: i64) -> Result<u64> {
        execute!(self, "sql/seals/clear_rows.sql", most)
    }
}

/// Number and beginning of the batch after `last`, which the lake has.
fn next_place(last: Option<&Seal>) -> (i64, i64) {
    last.map_or((1, 0), |last| (last.k + 1, last.hi))
}
