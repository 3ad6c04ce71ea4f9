//! Erasing persons: what is to be done and what was, what keeps late rows out, and the deleting itself.

use super::bulk::{CHUNK, hex, json};
use super::error::{Result, StateError};
use super::named::{AliasRecord, USER, open_alias};
use super::open::State;
use super::statement::{execute, fetch_all, fetch_optional, scalar, scalar_optional};
use super::tx::Tx;
use banso_kernel::{AccountId, FactId, MemberId, Micros, PersonId};
use futures::future::BoxFuture;
use sqlx::FromRow;

/// Ids of persons are random and longer. One that is not stands in too many texts to say anything.
const ID_DIGITS: usize = 10;

/// A keyed hash of something that an erased person was called.
pub type Tombstone = [u8; 32];

/// One erasure. After it is done it says nothing of whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// Its number.
    pub id: i64,
    /// The person, until nothing of them is left anywhere.
    pub person: Option<PersonId>,
    /// Facts that had ever been erased from the lake before it began there.
    pub lake_before: Option<u64>,
    /// When it was asked for.
    pub requested_at: Micros,
    /// By whom; none for the command line.
    pub requested_by: Option<MemberId>,
    /// When it was complete.
    pub done_at: Option<Micros>,
    /// Facts that went.
    pub facts: u64,
    /// Kept edits of the person that went.
    pub edits: u64,
    /// Places that named the person and do so no more: touches, texts that the program wrote.
    pub mentions: u64,
    /// Files that went or were written again: data files of the lake, rejected rows, uploads.
    pub files: u64,
}

/// A row of table `erasure`.
#[derive(FromRow)]
struct ErasureRecord {
    id: i64,
    person: Option<i64>,
    lake_before: Option<i64>,
    requested_at: i64,
    requested_by: Option<i64>,
    done_at: Option<i64>,
    facts: i64,
    edits: i64,
    mentions: i64,
    files: i64,
}

/// A hash in table `tombstone`.
#[derive(FromRow)]
struct HashRecord {
    hash: Vec<u8>,
}

/// The fact of a touch.
#[derive(FromRow)]
struct TouchFactRecord {
    fact: Vec<u8>,
}

/// The id of a fact.
#[derive(FromRow)]
struct IdRecord {
    id: Vec<u8>,
}

impl From<ErasureRecord> for Erasure {
    fn from(row: ErasureRecord) -> Self {
        Self {
            id: row.id,
            person: row.person.map(PersonId),
            lake_before: row.lake_before.map(i64::unsigned_abs),
            requested_at: Micros(row.requested_at),
            requested_by: row.requested_by.map(MemberId),
            done_at: row.done_at.map(Micros),
            facts: row.facts.unsigned_abs(),
            edits: row.edits.unsigned_abs(),
            mentions: row.mentions.unsigned_abs(),
            files: row.files.unsigned_abs(),
        }
    }
}

impl State {
    /// One erasure.
    ///
    /// # Errors
    /// The database failed.
    pub async fn erasure(&self, id: i64) -> Result<Option<Erasure>> {
        let row = fetch_optional!(self.read().await?, ErasureRecord, "sql/erasures/one.sql", id)?;
        Ok(row.map(Erasure::from))
    }

    /// The newest erasures, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn erasures(&self, limit: i64) -> Result<Vec<Erasure>> {
        let rows = fetch_all!(self.read().await?, ErasureRecord, "sql/erasures/newest.sql", limit)?;
        Ok(rows.into_iter().map(Erasure::from).collect())
    }

    /// The erasures that are not complete, oldest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn open_erasures(&self) -> Result<Vec<Erasure>> {
        let rows = fetch_all!(self.read().await?, ErasureRecord, "sql/erasures/unfinished.sql")?;
        Ok(rows.into_iter().map(Erasure::from).collect())
    }

    /// A number that grows with each erasure: whoever keeps the tombstones looks whether there are new ones. Inside of
    /// a write transaction it cannot change.
    ///
    /// # Errors
    /// The database failed.
    pub async fn erasure_mark(&self) -> Result<i64> {
        scalar!(self.read().await?, "sql/erasures/mark.sql")
    }

    /// All tombstones.
    ///
    /// # Errors
    /// The database failed.
    pub async fn tombstones(&self) -> Result<Vec<Tombstone>> {
        let rows = fetch_all!(self.read().await?, HashRecord, "sql/erasures/tombstones.sql")?;
        let hash = |row: HashRecord| {
            Tombstone::try_from(row.hash.as_slice())
                .map_err(|_| StateError::Damaged { what: "tombstone.hash", found: hex(&row.hash) })
        };
        rows.into_iter().map(hash).collect()
    }

    /// The ids of anonymous visitors who turned out to be one of these users.
    ///
    /// # Errors
    /// The database failed.
    pub async fn anonymous_of(&self, users: &[String]) -> Result<Vec<String>> {
        let users: Vec<String> = users.iter().map(|user| self.sealing().blind(USER, user)).collect();
        let users = json(&users)?;
        let rows = fetch_all!(self.read().await?, AliasRecord, "sql/sqlite/erasures/aliases_of.sql", users)?;
        let names = rows.iter().map(|row| open_alias(self.sealing(), &row.anonymous, &row.user_key));
        let names = names.filter_map(Result::transpose).map(|names| names.map(|[anonymous, _]| anonymous));
        names.collect()
    }

    /// The facts of the touches that name a person.
    ///
    /// # Errors
    /// The database failed.
    pub async fn touch_facts_of(&self, account: AccountId, person: PersonId) -> Result<Vec<FactId>> {
        let rows = fetch_all!(
            self.read().await?,
            TouchFactRecord,
            "sql/sqlite/erasures/touch_facts.sql",
            account.0,
            person.0
        )?;
        rows.iter().map(|row| fact_id(&row.fact)).collect()
    }

    /// What members wrote about an account besides touches and memo: tasks, hypotheses, outcomes, churns, reasons for
    /// moves. An erasure leaves it alone, but says how much of it names the person.
    ///
    /// # Errors
    /// The database failed.
    pub async fn member_texts(&self, account: AccountId) -> Result<Vec<String>> {
        let rows = fetch_all!(self.read().await?, WordsRecord, "sql/sqlite/erasures/member_texts.sql", account.0)?;
        Ok(rows.into_iter().map(|row| row.words).collect())
    }
}

/// A text of members.
#[derive(FromRow)]
struct WordsRecord {
    words: String,
}

fn fact_id(bytes: &[u8]) -> Result<FactId> {
    let id = bytes.try_into().map_err(|_| StateError::Damaged { what: "touch.fact", found: hex(bytes) })?;
    Ok(FactId(id))
}

impl Tx {
    /// Notes that a person is to be erased, and what keeps rows out that name them from here on. Returns its number;
    /// that of the one that is under way, if there is one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn open_erasure(
        &mut self,
        person: PersonId,
        hashes: &[Tombstone],
        now: Micros,
        by: Option<MemberId>,
    ) -> Result<i64> {
        let known = scalar_optional!(self, "sql/erasures/of_person.sql", person.0)?;
        if let Some(id) = known {
            return Ok(id);
        }
        let by = by.map(|member| member.0);
        let id = scalar!(self, "sql/erasures/open.sql", person.0, now.0, by)?;
        for hash in hashes {
            let hash = hash.as_slice();
            execute!(self, "sql/erasures/put_tombstone.sql", hash, id)?;
        }
        Ok(id)
    }

    /// Whether a person is being erased.
    ///
    /// # Errors
    /// The database failed.
    pub async fn is_being_erased(&mut self, person: PersonId) -> Result<bool> {
        let known = scalar_optional!(self, "sql/erasures/of_person.sql", person.0)?;
        Ok(known.is_some())
    }

    /// Writes what an erasure has come to.
    ///
    /// # Errors
    /// The database failed.
    pub async fn note_erasure(&mut self, erasure: &Erasure) -> Result<()> {
        let Erasure { id, person, lake_before, done_at, facts, edits, mentions, files, .. } = erasure;
        execute!(
            self,
            "sql/erasures/note.sql",
            id,
            person.map(|person| person.0),
            lake_before.map(u64::cast_signed),
            done_at.map(|at| at.0),
            facts.cast_signed(),
            edits.cast_signed(),
            mentions.cast_signed(),
            files.cast_signed()
        )?;
        Ok(())
    }

    /// Forgets that facts were ever taken: what they said is in a hash.
    ///
    /// # Errors
    /// The database failed.
    pub async fn forget_fact_ids(&mut self, ids: &[FactId]) -> Result<()> {
        for chunk in ids.chunks(CHUNK) {
            let ids: Vec<String> = chunk.iter().map(|id| hex(&id.0)).collect();
            execute!(self, "sql/sqlite/erasures/forget_ids.sql", json(&ids)?)?;
        }
        Ok(())
    }

    /// Facts that were taken say something else from now on: the hash of what is given with each.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_fact_contents(&mut self, contents: &[(FactId, i64)]) -> Result<()> {
        for chunk in contents.chunks(CHUNK) {
            let rows: Vec<(String, i64)> = chunk.iter().map(|(id, content)| (hex(&id.0), *content)).collect();
            execute!(self, "sql/sqlite/erasures/put_contents.sql", json(&rows)?)?;
        }
        Ok(())
    }

    /// Deletes a person with their edits and the messages to them, takes them out of touches and runs, and deletes their
    /// facts from the inbox but for `keep`, which name nobody afterwards. Returns how many facts, edits and mentions
    /// that were; a message is a mention.
    ///
    /// # Errors
    /// The database failed.
    pub fn delete_person<'a>(
        &'a mut self,
        account: AccountId,
        person: PersonId,
        keep: &'a [FactId],
    ) -> BoxFuture<'a, Result<(u64, u64, u64)>> {
        // Boxed, so that so many statements are compiled once.
        Box::pin(async move {
            if self.sealing().keys().is_some() {
                self.unname_sealed(account, person, keep).await?;
            } else {
                for chunk in keep.chunks(CHUNK) {
                    let ids: Vec<String> = chunk.iter().map(|id| hex(&id.0)).collect();
                    execute!(self, "sql/sqlite/erasures/unname_facts.sql", account.0, person.0, json(&ids)?)?;
                }
            }
            let ids = fetch_all!(self, IdRecord, "sql/erasures/inbox_of.sql", account.0, person.0)?;
            let ids: Vec<FactId> = ids.iter().map(|row| fact_id(&row.id)).collect::<Result<_>>()?;
            self.forget_fact_ids(&ids).await?;
            let facts = execute!(self, "sql/erasures/delete_facts.sql", account.0, person.0)?;
            let touches = execute!(self, "sql/sqlite/erasures/touches.sql", account.0, person.0)?;
            let messages = execute!(self, "sql/erasures/delete_deliveries.sql", person.0)?;
            let id = person.0.to_string();
            let mut texts = 0;
            if id.len() >= ID_DIGITS {
                texts += execute!(self, "sql/erasures/run_marks.sql", id)?;
                texts += self.empty_mentions(account, &[id]).await?;
            }
            let edits = execute!(self, "sql/erasures/delete_edits.sql", person.0)?;
            execute!(self, "sql/erasures/delete_person.sql", person.0)?;
            self.condemn_person(person)?;
            Ok((facts, edits, touches + messages + texts))
        })
    }

    /// Forgets where users are, who they were before they had a name, and what waits for their account: of users who are
    /// called so at an account, and of events in which one of `marks` stands. Returns how many events waited.
    ///
    /// # Errors
    /// The database failed.
    pub async fn forget_users(&mut self, account: AccountId, called: &[String], marks: &[String]) -> Result<u64> {
        let (users, visitors) = self.stored_names(called);
        let (users, visitors) = (json(&users)?, json(&visitors)?);
        execute!(self, "sql/sqlite/erasures/ties.sql", users, account.0)?;
        let aliases = fetch_all!(self, AliasRecord, "sql/sqlite/erasures/aliases.sql", users, visitors)?;
        self.condemn_aliases(&aliases)?;
        if self.sealing().keys().is_some() {
            return self.forget_waiting_sealed(called, marks).await;
        }
        let (called, marks) = (json(called)?, json(marks)?);
        execute!(self, "sql/sqlite/erasures/waiting_ids.sql", called, marks)?;
        let gone = execute!(self, "sql/sqlite/erasures/waiting.sql", called, marks)?;
        Ok(gone)
    }

    /// Empties what the program wrote about an account or about what members did, wherever one of `marks` stands in it
    /// (in lower case, ASCII): events, saved views, jobs, names of files, remembered mappings, kept edits of attributes
    /// and deciders, tasks of plays, causes of runs, signals and moves, messages (those that are not sent are cancelled)
    /// and what is kept of their tries. Returns how many places that were.
    ///
    /// # Errors
    /// The database failed.
    pub fn empty_mentions<'a>(&'a mut self, account: AccountId, marks: &'a [String]) -> BoxFuture<'a, Result<u64>> {
        Box::pin(async move {
            let sealed = self.sealing().keys().is_some();
            let mut places = if sealed { self.empty_messages_sealed(marks).await? } else { 0 };
            let marks = json(marks)?;
            places += execute!(self, "sql/sqlite/erasures/events.sql", marks)?;
            for done in [
                execute!(self, "sql/sqlite/erasures/views.sql", marks)?,
                execute!(self, "sql/sqlite/erasures/jobs.sql", marks)?,
                execute!(self, "sql/sqlite/erasures/imports.sql", marks)?,
                execute!(self, "sql/sqlite/erasures/mappings.sql", marks)?,
                execute!(self, "sql/sqlite/erasures/account_edits.sql", marks, account.0)?,
                execute!(self, "sql/sqlite/erasures/contract_edits.sql", marks, account.0)?,
                execute!(self, "sql/sqlite/erasures/tasks.sql", marks)?,
                execute!(self, "sql/sqlite/erasures/runs.sql", marks)?,
                execute!(self, "sql/sqlite/erasures/signals.sql", marks)?,
                execute!(self, "sql/sqlite/erasures/phase_changes.sql", marks)?,
                execute!(self, "sql/sqlite/erasures/payloads.sql", marks)?,
                execute!(self, "sql/sqlite/erasures/attempts.sql", marks)?,
            ] {
                places += done;
            }
            Ok(places)
        })
    }
}
