//! The steps of an erasure. Each can be done again, and what is left to do follows from what is there: a person who is
//! still in the state database has all steps ahead, an erasure that still knows whom everything that is derived.

use super::marks::Marks;
use crate::{App, Refused};
use banso_domain::facts::Fact;
use banso_domain::people::Person;
use banso_kernel::{FactId, PersonId};
use banso_lake::{Erase, Which};
use banso_state::{Erasure, Event, Lease};
use std::collections::HashSet;
use std::time::Duration;

/// How long to wait before looking again whether the sealer is free, or the readers are gone.
const PAUSE: Duration = Duration::from_millis(200);
/// An erasure must be done within this time, else somebody else may go on with it; in microseconds.
const LEASE: i64 = 10 * 60 * 1_000_000;
/// How often readers are waited for.
const PATIENCE: usize = 150;

/// Where an erasure can be stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Rejected rows and uploads are clean.
    Files,
    /// The lake is.
    Lake,
    /// The person is out of the state database.
    State,
    /// What was written of the person on a server can be read by nobody: its key is destroyed.
    Keys,
    /// Everything derived is computed without the person.
    History,
    /// The erasure does not know any more whom.
    Forgotten,
    /// No byte is left.
    Done,
}

impl App {
    /// Completes the erasures that are open. Called when one was asked for, at every start and every few minutes.
    /// Returns those that were completed.
    ///
    /// # Errors
    /// A store failed, or somebody kept reading the database for half a minute. The next call goes on.
    pub async fn finish_erasures(&self) -> Result<Vec<Erasure>, Refused> {
        let _alone = self.erasing.lock().await;
        self.note_persons_without_key().await?;
        let mut done = Vec::new();
        // As they are once nobody else is at them.
        while let Some(lease) = self.eraser().await? {
            let open = self.state.open_erasures().await.map_err(Refused::broken)?;
            let outcome = match open.first() {
                Some(erasure) => self.erase_up_to(*erasure, Step::Done).await,
                None => Ok(()),
            };
            self.give_lease_back(&lease).await;
            outcome?;
            if let Some(erasure) = open.first() {
                done.extend(self.state.erasure(erasure.id).await.map_err(Refused::broken)?);
            }
        }
        Ok(done)
    }

    /// The right to erase, over all processes; none when there is nothing to do (any more).
    async fn eraser(&self) -> Result<Option<Lease>, Refused> {
        while !self.state.open_erasures().await.map_err(Refused::broken)?.is_empty() {
            if let Some(lease) = self.take_lease("eraser", LEASE).await? {
                return Ok(Some(lease));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(None)
    }

    /// Goes on with an erasure until `last` is done.
    pub(super) async fn erase_up_to(&self, erasure: Erasure, last: Step) -> Result<(), Refused> {
        let erasure = {
            let _alone = self.sealing.lock().await;
            let lease = self.wait_for_sealer().await?;
            let done = self.erase_ground(erasure, &lease, last).await;
            self.give_lease_back(&lease).await;
            done?
        };
        if last <= Step::State {
            return Ok(());
        }
        self.erase_derived(erasure, last).await
    }

    /// Files, lake and state database; as the sealer, so that nothing of the person is on its way meanwhile.
    async fn erase_ground(&self, mut erasure: Erasure, lease: &Lease, last: Step) -> Result<Erasure, Refused> {
        let Some(id) = erasure.person else { return Ok(erasure) };
        let Some(person) = self.whom(id).await? else { return Ok(erasure) };
        // A batch that is fixed but not in the lake yet must not lose rows.
        self.seal_all(&|_| {}).await?;
        let marks = self.marks_of(&person).await?;
        erasure.files += self.erase_from_files(&marks).await?;
        if last == Step::Files {
            return Ok(erasure);
        }
        let keep = self.erase_from_lake(&mut erasure, &person).await?;
        if last == Step::Lake {
            return Ok(erasure);
        }
        if self.wait_for_sealer().await? != *lease {
            return Err(Refused::broken(std::io::Error::other("somebody else was the sealer meanwhile")));
        }
        self.erase_from_state(&mut erasure, &person, &marks, &keep).await?;
        Ok(erasure)
    }

    /// A person who is there. Of one whose key is gone only number and account are known; what waits of theirs in the inbox
    /// nobody can read, and must not come to the lake.
    async fn whom(&self, id: PersonId) -> Result<Option<Person>, Refused> {
        if let Some(person) = self.state.person(id).await.map_err(Refused::broken)? {
            return Ok(Some(person));
        }
        let account = self.state.account_of_person_without_key(id).await.map_err(Refused::broken)?;
        let Some(account) = account else { return Ok(None) };
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.drop_facts_without_key(account, id).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(Some(Person::bare(id, account, "")))
    }

    /// A database that was put back from a backup holds persons who were erased since. They are erased again.
    async fn note_persons_without_key(&self) -> Result<(), Refused> {
        for person in self.state.persons_without_key().await.map_err(Refused::broken)? {
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            tx.open_erasure(person, &[], self.clock.now(), None).await.map_err(Refused::broken)?;
            tx.commit().await.map_err(Refused::broken)?;
        }
        Ok(())
    }

    /// The lake; returns the facts that stay without the person: those of touches, which are the vendor's own doing.
    async fn erase_from_lake(&self, erasure: &mut Erasure, person: &Person) -> Result<HashSet<FactId>, Refused> {
        let (account, id) = (person.account, person.id);
        let keep = self.state.touch_facts_of(account, id).await.map_err(Refused::broken)?;
        let keep: HashSet<_> = keep.into_iter().collect();
        let snapshot = self.lake.snapshot().await.map_err(Refused::broken)?;
        let mut theirs = self.lake.facts_of(&snapshot, account, &Which::default()).await.map_err(Refused::broken)?;
        theirs.retain(|fact| fact.person == Some(id));
        let (stay, go): (Vec<Fact>, Vec<Fact>) = theirs.into_iter().partition(|fact| keep.contains(&fact.id));
        if erasure.lake_before.is_none() {
            erasure.lake_before = Some(self.lake.erased().await.map_err(Refused::broken)?);
        }
        let without = |fact: &Fact| (fact.id, Fact { person: None, ..fact.clone() }.content_hash());
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.forget_fact_ids(&go.iter().map(|fact| fact.id).collect::<Vec<_>>()).await.map_err(Refused::broken)?;
        tx.put_fact_contents(&stay.iter().map(without).collect::<Vec<_>>()).await.map_err(Refused::broken)?;
        tx.note_erasure(erasure).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        let whose = Erase { persons: HashSet::from([id]), keep: keep.clone() };
        let done = self.lake.erase(whose).await.map_err(Refused::broken)?;
        erasure.files += done.rewritten as u64;
        Ok(keep)
    }

    async fn erase_from_state(
        &self,
        erasure: &mut Erasure,
        person: &Person,
        marks: &Marks,
        keep: &HashSet<FactId>,
    ) -> Result<(), Refused> {
        let (account, id) = (person.account, person.id);
        let snapshot = self.lake.snapshot().await.map_err(Refused::broken)?;
        let place = self.state.sealed_place(snapshot.k).await.map_err(Refused::broken)?;
        let lake = self.lake.erased().await.map_err(Refused::broken)?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let waiting = self.state.inbox_of_account(account, place).await.map_err(Refused::broken)?;
        let gone = |fact: &Fact| fact.person == Some(id) && !keep.contains(&fact.id);
        let waiting = waiting.iter().filter(|row| gone(&row.fact)).count() as u64;
        let kept: Vec<_> = keep.iter().copied().collect();
        let mentions = self.empty_texts(&mut tx, account, marks).await?;
        let events = tx.forget_users(account, &marks.called, &marks.texts).await.map_err(Refused::broken)?;
        let (_, edits, touches) = tx.delete_person(account, id, &kept).await.map_err(Refused::broken)?;
        erasure.facts = lake.saturating_sub(erasure.lake_before.unwrap_or(lake)) + waiting + events;
        erasure.edits = edits;
        erasure.mentions = mentions + touches;
        tx.note_erasure(erasure).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        self.ingest.forget_live();
        Ok(())
    }

    /// What follows from ground truth, and the bytes that deleting leaves behind.
    async fn erase_derived(&self, mut erasure: Erasure, last: Step) -> Result<(), Refused> {
        if erasure.person.is_some() {
            // The rows are gone for good by now.
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            tx.destroy_keys().map_err(Refused::broken)?;
            tx.commit().await.map_err(Refused::broken)?;
            if last == Step::Keys {
                return Ok(());
            }
            self.bring_up_to_date(true, &|_| {}).await?;
            self.forget_derived().await?;
            if last == Step::History {
                return Ok(());
            }
            erasure.person = None;
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            tx.note_erasure(&erasure).await.map_err(Refused::broken)?;
            let (now, by, id) = (self.clock.now(), erasure.requested_by, erasure.id.to_string());
            let event = Event::new(now, by, "erased", "erasure", &id, &serde_json::json!({}));
            tx.log(&event).await.map_err(Refused::broken)?;
            tx.commit().await.map_err(Refused::broken)?;
        }
        if last == Step::Forgotten {
            return Ok(());
        }
        self.empty_log().await?;
        erasure.done_at = Some(self.clock.now());
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.note_erasure(&erasure).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// Older versions of the history were computed with the person.
    async fn forget_derived(&self) -> Result<(), Refused> {
        let _ledger = self.ledger.lock().await;
        let turn = self.wait_for_turn().await?;
        let done = self.lake.forget_derived().await;
        self.give_lease_back(&turn).await;
        done.map_err(Refused::broken).map(drop)
    }

    /// What was deleted still stands in the write-ahead log until it is emptied (T10).
    async fn empty_log(&self) -> Result<(), Refused> {
        for _ in 0..PATIENCE {
            if self.state.truncate_log().await.map_err(Refused::broken)? {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(Refused::broken(std::io::Error::other("somebody kept reading; the erasure is completed later")))
    }

    async fn wait_for_sealer(&self) -> Result<Lease, Refused> {
        loop {
            if let Some(lease) = self.take_sealer().await? {
                return Ok(lease);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Refuses people who are not there, or are just being erased. Inside of a write transaction, so that it still holds
    /// when that is committed.
    pub(crate) async fn people_must_stay(&self, tx: &mut banso_state::Tx, people: &[PersonId]) -> Result<(), Refused> {
        for person in people {
            let known = self.state.person(*person).await.map_err(Refused::broken)?.is_some();
            if !known || tx.is_being_erased(*person).await.map_err(Refused::broken)? {
                return Err(Refused::Missing);
            }
        }
        Ok(())
    }
}
