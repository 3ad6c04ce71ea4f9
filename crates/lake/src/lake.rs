//! The lake as a whole.

use crate::Answer;
use crate::LakeError;
use crate::derived::{health, metrics};
use crate::facts::account::{Which, facts_of};
use crate::facts::columns::FactRun;
use crate::facts::erase::{Erase, Erased, erase, erased_of, forget};
use crate::facts::gather::{Reach, gather};
use crate::facts::scan::{Scan, scan};
use crate::facts::schema;
use crate::facts::seal::{Sealed, seal};
use crate::store::SyncedStore;
use crate::table::{FileMeta, Loaded, Table};
use banso_domain::facts::Fact;
use banso_domain::metrics::{Facts, MetricSet};
use banso_kernel::AccountId;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

/// The lake in a folder. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Lake {
    pub(crate) facts: Arc<Table>,
    pub(crate) metrics: Arc<Table>,
    pub(crate) health: Arc<Table>,
    pub(crate) shown: Arc<Table>,
    pub(crate) known: Arc<Table>,
    store: SyncedStore,
}

/// The facts as they were at one moment. Keeps reading the same however much is sealed or compacted meanwhile.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The last inbox batch inside. What the inbox holds of later batches is not in the snapshot.
    pub k: i64,
    pub(crate) on: Arc<Loaded>,
}

impl Lake {
    /// Opens the lake in `dir`, creating empty tables at version 0 where there are none.
    ///
    /// # Errors
    /// If the folder cannot be written or a table's log cannot be read.
    pub fn open(dir: &Path) -> Answer<'_, Self> {
        Box::pin(async move { Self::open_in(dir, &SyncedStore::new()).await })
    }

    pub(crate) async fn open_in(dir: &Path, store: &SyncedStore) -> Result<Self, LakeError> {
        let facts = Table::open(&dir.join("facts"), store, schema::delta(), &schema::PROPERTIES).await?;
        let metrics = Table::open(&dir.join("metric_history"), store, metrics::base(), &metrics::PROPERTIES).await?;
        let health = Table::open(&dir.join("health_history"), store, health::columns(), &health::PROPERTIES).await?;
        let shown = Table::open(&dir.join("health_shown"), store, health::columns(), &health::PROPERTIES).await?;
        let known = Table::open(&dir.join("metric_known"), store, metrics::base(), &metrics::PROPERTIES).await?;
        let [facts, metrics, health, shown, known] = [facts, metrics, health, shown, known].map(Arc::new);
        Ok(Self { facts, metrics, health, shown, known, store: store.clone() })
    }

    /// A write has failed to reach the disk, and not because that is full: the program must end, and recover when it
    /// starts again.
    #[must_use]
    pub fn is_failing(&self) -> bool {
        self.store.is_failing()
    }

    /// Puts inbox batch `k` into the lake exactly once (RELIABILITY T2, steps 3 and 4). The batch must be fixed:
    /// calling again for the same `k` must come with the same facts. Batches are numbered from 1 without gaps.
    ///
    /// # Errors
    /// [`LakeError::LostCommits`] if the lake does not end with `k - 1`: stop and alarm. [`LakeError::NotCommitted`]
    /// if others were faster again and again: call again.
    pub fn seal(&self, k: i64, facts: Vec<Fact>) -> Answer<'_, Sealed> {
        Box::pin(async move { seal(&self.facts, k, facts).await })
    }

    /// Takes all facts of some persons out of the lake: files that hold any are written again without them in one
    /// commit that names nobody, then older log entries and files that are not needed any more go at once, so that no
    /// byte of them is left. Facts of others stay as they are. Only for the holder of the sealer's lease (T7); readers
    /// of an older snapshot lose its files. After a crash at any point the lake is readable, and calling again
    /// completes it.
    ///
    /// # Errors
    /// If something cannot be read or written; call again.
    pub fn erase(&self, whose: Erase) -> Answer<'_, Erased> {
        Box::pin(async move { erase(Arc::clone(&self.facts), Arc::new(whose)).await })
    }

    /// How many facts were ever erased: with those that are there, these are all that were sealed.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn erased(&self) -> Answer<'_, u64> {
        Box::pin(async move { Ok(erased_of(self.facts.load().await?.as_ref())) })
    }

    /// Leaves of the derived history only what it says now: no older version can be looked at afterwards. Not of what
    /// was shown ([`Lake::shown_on`]), which is never written again. Only for whoever computes history. Returns how
    /// many files were deleted.
    ///
    /// # Errors
    /// If something cannot be read or written; call again.
    pub fn forget_derived(&self) -> Answer<'_, usize> {
        Box::pin(
            async move { Ok(forget(&self.metrics).await? + forget(&self.health).await? + forget(&self.known).await?) },
        )
    }

    /// The last inbox batch in the lake's log; 0 for none.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn sealed(&self) -> Answer<'_, i64> {
        Box::pin(async move { Ok(self.facts.load().await?.batch) })
    }

    /// What is in the lake now.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn snapshot(&self) -> Answer<'_, Snapshot> {
        Box::pin(async move {
            let on = self.facts.load().await?;
            Ok(Snapshot { k: on.batch, on })
        })
    }

    /// The facts of the snapshot and of `what.inbox`, in runs of one account each, ascending by account. It reads and
    /// decodes on the thread that polls it, so give it one where it may block; for more cores, scan the ranges of
    /// [`Snapshot::ranges`] side by side.
    ///
    /// # Errors
    /// If a data file is missing or damaged.
    pub fn scan<'a>(
        &'a self,
        snapshot: &'a Snapshot,
        what: Scan,
        each: &'a mut (dyn FnMut(&FactRun<'_>) + Send),
    ) -> Answer<'a, ()> {
        Box::pin(async move { scan(&self.facts, &snapshot.on.files, what, each).await })
    }

    /// The facts of the snapshot that are in reach, classified for `metrics` and packed for the engine.
    ///
    /// # Errors
    /// If a data file is missing or damaged, or a filter of `metrics` cannot be read.
    pub fn gather<'a>(&'a self, snapshot: &'a Snapshot, metrics: &'a MetricSet, reach: Reach) -> Answer<'a, Facts> {
        Box::pin(async move { gather(self, snapshot, metrics, reach).await })
    }

    /// Facts of one account in the snapshot, ascending by time and id.
    ///
    /// # Errors
    /// If a data file is missing or damaged.
    pub fn facts_of<'a>(
        &'a self,
        snapshot: &'a Snapshot,
        account: AccountId,
        which: &'a Which,
    ) -> Answer<'a, Vec<Fact>> {
        Box::pin(async move { facts_of(&self.facts, &snapshot.on.files, account, which).await })
    }
}

impl Snapshot {
    /// Number of facts.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.files().iter().map(|file| file.rows).sum()
    }

    /// Version of the lake's log.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.on.version
    }

    /// Number of files that facts lie in.
    #[must_use]
    pub fn file_count(&self) -> usize {
        self.files().len()
    }

    pub(crate) fn files(&self) -> &[FileMeta] {
        &self.on.files
    }

    /// Cuts all accounts into at most `n` ranges with about the same number of facts, for scans side by side.
    #[must_use]
    pub fn ranges(&self, n: usize) -> Vec<RangeInclusive<AccountId>> {
        // Facts of accounts below, as if the accounts of a file were alike.
        let below = |account: i64| -> f64 {
            let of_file = |file: &FileMeta| {
                let (start, end) = (*file.accounts.start() as f64, *file.accounts.end() as f64 + 1.0);
                file.rows as f64 * ((account as f64 - start) / (end - start)).clamp(0.0, 1.0)
            };
            self.files().iter().map(of_file).sum()
        };
        let least = self.files().iter().map(|file| *file.accounts.start()).min().unwrap_or(0);
        let most = self.files().iter().map(|file| *file.accounts.end()).max().unwrap_or(0);
        let cut = |part: usize| {
            let wanted = self.rows() as f64 * part as f64 / n as f64;
            let (mut low, mut high) = (least, most.max(least));
            while low < high {
                let middle = low + (high - low) / 2;
                if below(middle) < wanted { low = middle + 1 } else { high = middle }
            }
            low
        };
        let mut cuts: Vec<i64> = (1..n).map(cut).filter(|cut| *cut > least).collect();
        cuts.dedup();
        let starts = std::iter::once(i64::MIN).chain(cuts.iter().copied());
        let ends = cuts.iter().map(|cut| cut - 1).chain([i64::MAX]);
        starts.zip(ends).map(|(start, end)| AccountId(start)..=AccountId(end)).collect()
    }
}
