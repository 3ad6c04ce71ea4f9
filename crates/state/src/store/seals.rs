//! Moving the inbox into the lake exactly once: leases and batches (RELIABILITY T2, T3).
//!
//! The sealer takes the lease, [`Tx::open_seal`] fixes a batch, [`State::seal_facts`] reads it (the same facts however
//! often), the lake commits it, [`Tx::finish_seal`] notes that it did; [`Tx::clear_sealed`] deletes the rows a grace
//! time later.

use super::error::{Result, StateError};
use super::inbox::InboxFact;
use super::open::State;
use super::tx::Tx;
use banso_domain::facts::Fact;
use banso_kernel::{FactId, Micros};

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
        let row = sqlx::query_file_as!(SealRecord, "sql/seals/one.sql", k).fetch_optional(self.read()).await?;
        Ok(row.map(Seal::from))
    }

    /// The batches from number `k` on, in order.
    ///
    /// # Errors
    /// The database failed.
    pub async fn seals_from(&self, k: i64) -> Result<Vec<Seal>> {
        let rows = sqlx::query_file_as!(SealRecord, "sql/seals/from.sql", k).fetch_all(self.read()).await?;
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

    /// The facts of a batch, the same ones however often it is asked.
    ///
    /// # Errors
    /// The database failed, or the rows are not those that the batch was fixed with.
    pub async fn seal_facts(&self, seal: &Seal) -> Result<Vec<Fact>> {
        let rows = self.inbox_between(seal.lo, seal.hi).await?;
        let facts: Vec<Fact> = rows.into_iter().map(|row: InboxFact| row.fact).collect();
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
        let fencing = sqlx::query_file_scalar!("sql/seals/take_lease.sql", name, holder, now.0, until.0)
            .fetch_optional(self.db())
            .await?;
        Ok(fencing.map(|fencing| Lease { name: name.to_owned(), holder: holder.to_owned(), fencing }))
    }

    /// Gives the lease back; nothing happens if it is somebody else's by now.
    ///
    /// # Errors
    /// The database failed.
    pub async fn give_lease_back(&mut self, lease: &Lease) -> Result<()> {
        sqlx::query_file!("sql/seals/give_lease_back.sql", lease.name, lease.fencing).execute(self.db()).await?;
        Ok(())
    }

    async fn hold(&mut self, lease: &Lease) -> Result<()> {
        let found = sqlx::query_file_scalar!("sql/seals/lease.sql", lease.name).fetch_optional(self.db()).await?;
        if found == Some(lease.fencing) {
            Ok(())
        } else {
            Err(StateError::OutOfTurn("the lease is somebody else's now"))
        }
    }

    /// The batch to bring to the lake: the one that is still open, else a new one with at most `most` of the facts
    /// that are in none yet. None when there are no such facts.
    ///
    /// # Errors
    /// The database failed, or the lease is somebody else's by now.
    pub async fn open_seal(&mut self, lease: &Lease, most: i64, now: Micros) -> Result<Option<Seal>> {
        self.hold(lease).await?;
        let last =
            sqlx::query_file_as!(SealRecord, "sql/seals/last.sql").fetch_optional(self.db()).await?.map(Seal::from);
        let (k, lo) = match last {
            Some(open) if !open.done => return Ok(Some(open)),
            Some(last) => (last.k + 1, last.hi),
            None => (1, 0),
        };
        let facts = self.inbox_after(lo, most).await?;
        let Some(hi) = facts.last().map(|last| last.seq) else {
            return Ok(None);
        };
        let (count, hash) = (facts.len() as i64, hash(facts.iter().map(|row| &row.fact)));
        sqlx::query_file!("sql/seals/open.sql", k, lo, hi, count, hash, lease.fencing, now.0)
            .execute(self.db())
            .await?;
        let opened_at = now;
        let (done, lake_version, done_at, cleared_at) = (false, None, None, None);
        Ok(Some(Seal { k, lo, hi, facts: count, hash, done, lake_version, opened_at, done_at, cleared_at }))
    }

    /// Notes that the lake has batch `k` in its version `lake_version`.
    ///
    /// # Errors
    /// The database failed, the lease is somebody else's by now, or `k` is not the open batch.
    pub async fn finish_seal(&mut self, lease: &Lease, k: i64, lake_version: i64, now: Micros) -> Result<()> {
        self.hold(lease).await?;
        let done = sqlx::query_file!("sql/seals/finish.sql", k, lake_version, now.0).execute(self.db()).await?;
        if done.rows_affected() == 1 { Ok(()) } else { Err(StateError::OutOfTurn("this batch is not open")) }
    }

    /// Deletes the inbox rows of batches that the lake has had since before `done_before`. Returns how many rows.
    ///
    /// # Errors
    /// The database failed.
    pub async fn clear_sealed(&mut self, done_before: Micros, now: Micros) -> Result<u64> {
        let hi = sqlx::query_file_scalar!("sql/seals/clear_mark.sql", done_before.0, now.0)
            .fetch_all(self.db())
            .await?
            .into_iter()
            .max();
        let Some(hi) = hi else { return Ok(0) };
        let gone = sqlx::query_file!("sql/seals/clear_rows.sql", hi).execute(self.db()).await?;
        Ok(gone.rows_affected())
    }
}
