//! What was promised, held against what is there.

use crate::events::{Batch, Id, MARK};
use crate::program::{Program, told};
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The test's memory of everything that was sent. Shared by the threads of a [`crate::load::Load`], and outlives the
/// server.
#[derive(Debug, Default)]
pub struct Ledger {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    sent: HashSet<Id>,
    /// With the number of the batch, in the order of acknowledgements.
    acknowledged: HashMap<Id, usize>,
    batches: usize,
    dark: bool,
    late: HashSet<Id>,
    unsure: Vec<Batch>,
}

/// How what is there differs from what was promised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Events that were answered with 200.
    pub acknowledged: usize,
    /// Facts that are there.
    pub found: usize,
    /// Acknowledged and not there; with the number of the batch, in the order of acknowledgements.
    pub lost: Vec<(usize, Id)>,
    /// There more than once.
    pub double: Vec<Id>,
    /// There though nobody sent them.
    pub strange: usize,
    /// Answered with 200 after the power had gone, which only a test can hear; and how many of those are not there.
    pub late: (usize, usize),
}

impl Account {
    /// Whether everything that was promised is there once, and nothing else.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.lost.is_empty() && self.double.is_empty() && self.strange == 0
    }
}

impl std::fmt::Display for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { acknowledged, found, lost, double, strange, late } = self;
        let (losses, doubles) = (lost.len(), double.len());
        write!(f, "{acknowledged} acknowledged, {found} there, {losses} lost, {doubles} double, {strange} strange")?;
        if late.0 > 0 {
            write!(f, "; {} acknowledged in the dark, {} of them not there", late.0, late.1)?;
        }
        for (batch, id) in lost.iter().take(5) {
            write!(f, "; lost {id:032x} of batch {batch}")?;
        }
        for id in double.iter().take(5) {
            write!(f, "; double {id:032x}")?;
        }
        Ok(())
    }
}

impl Ledger {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The batch is about to be sent.
    pub fn send(&self, batch: &Batch) {
        self.inner().sent.extend(&batch.ids);
    }

    /// The server said 200.
    pub fn acknowledge(&self, batch: &Batch) {
        let mut inner = self.inner();
        if inner.dark {
            inner.late.extend(&batch.ids);
            return;
        }
        inner.batches += 1;
        let number = inner.batches;
        inner.acknowledged.extend(batch.ids.iter().map(|id| (*id, number)));
    }

    /// The power is about to go: what is acknowledged from now on counts for nothing, because nobody would hear it. The
    /// kernel, which in truth would have stopped, may even say of a sync that comes between that it succeeded.
    pub fn power_goes(&self) {
        self.inner().dark = true;
    }

    /// All connections have ended; what is acknowledged counts again.
    pub fn power_comes(&self) {
        self.inner().dark = false;
    }

    /// No answer came: the batch may be there or not, and is to be sent again.
    pub fn doubt(&self, batch: Batch) {
        self.inner().unsure.push(batch);
    }

    /// A batch to send again, if there is one.
    pub fn again(&self) -> Option<Batch> {
        self.inner().unsure.pop()
    }

    /// Events acknowledged so far.
    #[must_use]
    pub fn acknowledged(&self) -> usize {
        self.inner().acknowledged.len()
    }

    /// Compares with what is there.
    #[must_use]
    pub fn compare(&self, there: &[Id]) -> Account {
        let inner = self.inner();
        let lost = |there: &HashMap<Id, usize>| {
            let lost = inner.acknowledged.iter().filter(|(id, _)| !there.contains_key(id));
            let mut lost: Vec<(usize, Id)> = lost.map(|(id, batch)| (*batch, *id)).collect();
            lost.sort_unstable();
            lost
        };
        let mut times: HashMap<Id, usize> = HashMap::with_capacity(there.len());
        there.iter().for_each(|id| *times.entry(*id).or_default() += 1);
        Account {
            acknowledged: inner.acknowledged.len(),
            found: there.len(),
            lost: lost(&times),
            double: times.iter().filter(|(_, times)| **times > 1).map(|(id, _)| *id).collect(),
            late: (inner.late.len(), inner.late.iter().filter(|id| !times.contains_key(id)).count()),
            strange: times.keys().filter(|id| !inner.sent.contains(id)).count(),
        }
    }

    /// Compares with what `banso sql` finds in the data folder. A folder that does not hold what it should is copied to
    /// `BANSO_FAULT_KEEP`, where that is set, so that it can be looked at.
    ///
    /// # Errors
    /// What the program said, if the query failed; or a fact without a message id.
    pub fn audit(&self, program: &Program) -> Result<Account, String> {
        let account = facts(program).map(|there| self.compare(&there));
        if !account.as_ref().is_ok_and(Account::holds)
            && let Some(folder) = std::env::var_os("BANSO_FAULT_KEEP")
        {
            let _ = std::process::Command::new("cp").arg("-a").arg(&program.data).arg(folder).status();
        }
        account
    }

    /// The same, for tests that go on only if every promise was kept.
    ///
    /// # Panics
    /// If the query failed or a promise was broken; `when` says when.
    #[must_use]
    pub fn assert_holds(&self, program: &Program, when: &str) -> Account {
        let account = self.audit(program).unwrap_or_else(|why| panic!("{when}: {why}"));
        assert!(account.holds(), "{when}: {account}");
        account
    }
}

/// The message ids of all facts, as a reader of the data folder sees them.
fn facts(program: &Program) -> Result<Vec<Id>, String> {
    let query = "select props from facts";
    let done = program.run(&["sql", query, "--format", "json", "--rows", "100000000", "--time", "600"]);
    if !done.status.success() {
        return Err(format!("facts cannot be read: {}", told(&done)));
    }
    let said = String::from_utf8_lossy(&done.stdout);
    let rows = said.lines().filter(|line| line.starts_with('{'));
    rows.map(|row| {
        let after = row.split(MARK).nth(1).unwrap_or_default();
        let hex: String = after.chars().skip_while(|c| !c.is_ascii_hexdigit()).take(32).collect();
        Id::from_str_radix(&hex, 16).map_err(|_| format!("a fact without a message id: {row}"))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(ids: &[Id]) -> Batch {
        Batch { ids: ids.to_vec(), body: Vec::new() }
    }

    #[test]
    fn what_is_lost_double_or_strange_is_told() {
        let ledger = Ledger::default();
        for ids in [&[1, 2][..], &[3, 4]] {
            ledger.send(&batch(ids));
        }
        ledger.acknowledge(&batch(&[1, 2]));
        // 3 and 4 were not acknowledged: they may be there or not.
        assert!(ledger.compare(&[1, 2]).holds());
        assert!(ledger.compare(&[1, 2, 3]).holds());
        assert_eq!(ledger.compare(&[1]).lost, [(1, 2)]);
        assert_eq!(ledger.compare(&[1, 2, 2]).double, [2]);
        assert_eq!(ledger.compare(&[1, 2, 9]).strange, 1);
        assert!(!ledger.compare(&[1, 2, 4, 4]).holds());
    }
}
