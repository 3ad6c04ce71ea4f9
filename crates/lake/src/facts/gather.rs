//! Facts on their way to the engine: read, classified and packed, ranges of accounts side by side.

use super::columns::FactRun;
use super::scan::{Scan, scan};
use crate::LakeError;
use crate::lake::{Lake, Snapshot};
use crate::threads::blocking;
use banso_domain::facts::Fact;
use banso_domain::metrics::{Class, Classifier, Decides, Facts, Gather, Metric, MetricSet};
use banso_kernel::{AccountId, Day, Micros, Zone};
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, PoisonError};

/// Ranges of accounts for each thread, so that no thread waits long for another at the end.
const PIECES: usize = 2;

/// Accounts that are read one by one, at most.
const FEW: usize = 16;

/// Which facts the engine gets.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The zone that says on which day a fact is.
    pub zone: Zone,
    /// Only those known by then.
    pub known_by: Option<Micros>,
    /// Those of this day and later; earlier ones may come along.
    pub from: Option<Day>,
    /// Only those of these accounts, ascending.
    pub accounts: Option<Arc<[AccountId]>>,
    /// Facts that are not in the snapshot: inbox rows of later batches.
    pub inbox: Arc<[Fact]>,
    /// Threads to read and decode on.
    pub threads: usize,
}

/// See [`Lake::gather`].
pub(crate) async fn gather(
    lake: &Lake,
    snapshot: &Snapshot,
    metrics: &MetricSet,
    reach: Reach,
) -> Result<Facts, LakeError> {
    let threads = reach.threads.max(1);
    // A few accounts are found by the index of the files; for more it is faster to go over all of them.
    let ranges = match reach.accounts.as_deref() {
        Some(few) if few.len() <= FEW => few.iter().map(|account| *account..=*account).collect(),
        _ => snapshot.ranges(threads * PIECES),
    };
    let pieces = ranges.len();
    let work = Arc::new(Work {
        lake: lake.clone(),
        snapshot: snapshot.clone(),
        metrics: metrics.clone(),
        reach,
        pieces,
        waiting: Mutex::new(ranges.into_iter().enumerate().collect()),
    });
    let workers = (0..threads.min(pieces)).map(|_| blocking(Arc::clone(&work).run()));
    let mut parts: Vec<Piece> = futures::future::try_join_all(workers).await?.into_iter().flatten().collect();
    parts.sort_by_key(|(at, _)| *at);
    Ok(Facts::join(parts.into_iter().map(|(_, facts)| facts)))
}

struct Work {
    lake: Lake,
    snapshot: Snapshot,
    metrics: MetricSet,
    reach: Reach,
    pieces: usize,
    waiting: Mutex<Vec<(usize, RangeInclusive<AccountId>)>>,
}

type Piece = (usize, Facts);

impl Work {
    /// Takes one range after another.
    async fn run(self: Arc<Self>) -> Result<Vec<Piece>, LakeError> {
        let mut done = Vec::new();
        while let Some((at, accounts)) = self.next() {
            done.push((at, self.piece(accounts).await?));
        }
        Ok(done)
    }

    fn next(&self) -> Option<(usize, RangeInclusive<AccountId>)> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    async fn piece(&self, accounts: RangeInclusive<AccountId>) -> Result<Facts, LakeError> {
        let mut naming = Naming::new(Classifier::new(&self.metrics).map_err(LakeError::Definition)?);
        let what = Scan {
            values: self.metrics.metrics.iter().any(Metric::reads_values),
            props: naming.classifier.reads_props(),
            known_by: self.reach.known_by,
            accounts,
            time: self.reach.from.map(|day| self.reach.zone.start_of(day)..Micros(i64::MAX)),
            inbox: Arc::clone(&self.reach.inbox),
        };
        let only = self.reach.accounts.as_deref();
        let room =
            if self.reach.from.is_none() && only.is_none() { self.snapshot.rows() as usize / self.pieces } else { 0 };
        let mut gather = Gather::new(room + room / 16);
        let mut days = self.reach.zone.days();
        let files = self.snapshot.files();
        scan(&self.lake.facts, files, what, &mut |run| {
            if only.is_some_and(|only| only.binary_search(&run.account).is_err()) {
                return;
            }
            gather.account(run.account);
            naming.meet(run);
            for at in 0..run.len() {
                let class = naming.class(run, at);
                let moment = Micros(run.occurred_at[at]);
                let value = run.value.get(at).copied().unwrap_or(f64::NAN);
                gather.note(class, run.person[at], days.of(moment), moment, value);
            }
        })
        .await?;
        Ok(gather.finish(&naming.classifier))
    }
}

/// Classes by the codes of a scan: each name, and each combination of name and properties, is decided once.
struct Naming {
    classifier: Classifier,
    names: Vec<Decides>,
    seen: HashMap<(u32, u32), Class>,
    epoch: u32,
}

impl Naming {
    fn new(classifier: Classifier) -> Self {
        Self { classifier, names: Vec::new(), seen: HashMap::new(), epoch: 0 }
    }

    /// Learns the names of a run, and forgets properties whose codes have changed.
    fn meet(&mut self, run: &FactRun<'_>) {
        for name in &run.names[self.names.len()..] {
            self.names.push(self.classifier.of_name(name));
        }
        if self.epoch != run.props_epoch {
            self.epoch = run.props_epoch;
            self.seen.clear();
        }
    }

    #[inline]
    fn class(&mut self, run: &FactRun<'_>, at: usize) -> Class {
        match self.names[run.name[at] as usize] {
            Decides::Name(class) => class,
            by => self.decide(by, run, at),
        }
    }

    fn decide(&mut self, by: Decides, run: &FactRun<'_>, at: usize) -> Class {
        let code = run.props.get(at).copied();
        let (name, props) =
            (&run.names[run.name[at] as usize], code.map_or("", |code| run.props_texts[code as usize].as_str()));
        if by == Decides::Person {
            return self.classifier.class(name, Some(run.person[at]).filter(|key| *key != 0), props);
        }
        let classifier = &mut self.classifier;
        *self
            .seen
            .entry((run.name[at], code.unwrap_or(u32::MAX)))
            .or_insert_with(|| classifier.class(name, None, props))
    }
}
