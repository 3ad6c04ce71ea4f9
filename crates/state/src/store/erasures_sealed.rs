//! What an erasure does where personal values are sealed: what the database cannot search in is opened here, and the keys
//! of what goes are condemned. They are destroyed once the transaction is committed.

use super::delivery_rows::{ATTEMPT, ERROR, PAYLOAD};
use super::error::Result;
use super::inbox::fact_id;
use super::inbox_rows::open_said;
use super::keys::{Keys, Subject};
use super::named::{ANONYMOUS, AliasRecord, BODY, USER, WAITING, alias_tag};
use super::open::State;
use super::statement::{execute, fetch_all, scalar_optional};
use super::tx::Tx;
use banso_kernel::{AccountId, FactId, PersonId};
use sqlx::FromRow;
use std::collections::HashSet;

/// Rows that are opened at a time.
const PAGE: i64 = 2_000;

/// A person whose texts are not needed.
#[derive(FromRow)]
struct PersonRecord {
    id: i64,
}

/// An event that waits.
#[derive(FromRow)]
struct WaitingRecord {
    seq: i64,
    id: Vec<u8>,
    user_key: String,
    body: String,
}

/// A fact in the inbox.
#[derive(FromRow)]
struct FactRecord {
    seq: i64,
    id: Vec<u8>,
    name: String,
    props: String,
}

/// A message to a person.
#[derive(FromRow)]
struct MessageRecord {
    id: i64,
    payload: String,
    last_error: String,
}

/// A try to send one.
#[derive(FromRow)]
struct TryRecord {
    delivery: i64,
    n: i64,
    request: String,
    response: String,
    error: String,
}

impl State {
    /// Persons whose key was destroyed and who are there nevertheless, because the database was put back from a backup.
    /// No other method of the store knows them.
    ///
    /// # Errors
    /// The database failed.
    pub async fn persons_without_key(&self) -> Result<Vec<PersonId>> {
        let Some(keys) = self.sealing().keys().filter(|keys| keys.any_destroyed()) else { return Ok(Vec::new()) };
        let rows = fetch_all!(self.read().await?, PersonRecord, "sql/erasures/everybody.sql")?;
        Ok(rows.into_iter().filter(|row| keys.is_destroyed(row.id)).map(|row| PersonId(row.id)).collect())
    }

    /// At which account such a person is.
    ///
    /// # Errors
    /// The database failed.
    pub async fn account_of_person_without_key(&self, person: PersonId) -> Result<Option<AccountId>> {
        if !self.sealing().keys().is_some_and(|keys| keys.is_destroyed(person.0)) {
            return Ok(None);
        }
        let account = scalar_optional!(self.read().await?, "sql/erasures/account_of.sql", person.0)?;
        Ok(account.map(AccountId))
    }
}

impl Tx {
    /// Names as they are looked up, to be found in users and visitors.
    pub(super) fn stored_names(&self, called: &[String]) -> (Vec<String>, Vec<String>) {
        let stored = |place| called.iter().map(|name| self.sealing().blind(place, name)).collect();
        (stored(USER), stored(ANONYMOUS))
    }

    /// The key of a person is to go.
    pub(super) fn condemn_person(&self, person: PersonId) -> Result<()> {
        self.sealing().keys().map_or(Ok(()), |keys| keys.condemn(Subject::Person(person.0)))
    }

    /// So are those of aliases.
    pub(super) fn condemn_aliases(&self, rows: &[AliasRecord]) -> Result<()> {
        let Some(keys) = self.sealing().keys() else { return Ok(()) };
        for row in rows {
            alias_tag(self.sealing(), &row.user_key)?.map_or(Ok(()), |tag| keys.condemn_tag(&tag))?;
        }
        Ok(())
    }

    /// Deletes what waits in the inbox of a person whose key was destroyed: nobody can read it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn drop_facts_without_key(&mut self, account: AccountId, person: PersonId) -> Result<()> {
        let rows = fetch_all!(self, FactRecord, "sql/erasures/named_facts.sql", account.0, person.0)?;
        let ids: Vec<FactId> = rows.iter().map(|row| fact_id(&row.id)).collect::<Result<_>>()?;
        self.forget_fact_ids(&ids).await?;
        execute!(self, "sql/erasures/delete_facts.sql", account.0, person.0)?;
        Ok(())
    }

    /// Facts of a person that stay without naming them are no secret of theirs. Those that nobody can read do not stay.
    pub(super) async fn unname_sealed(&mut self, account: AccountId, person: PersonId, keep: &[FactId]) -> Result<()> {
        let keep: HashSet<FactId> = keep.iter().copied().collect();
        let rows = fetch_all!(self, FactRecord, "sql/erasures/named_facts.sql", account.0, person.0)?;
        for row in rows {
            if !keep.contains(&fact_id(&row.id)?) {
                continue;
            }
            if let Some((name, props)) = open_said(self.sealing(), Some(person.0), row.name, row.props)? {
                execute!(self, "sql/erasures/unname_fact.sql", row.seq, name, props)?;
            }
        }
        Ok(())
    }

    /// Deletes events that wait for somebody who is called so, or in which one of `marks` stands. The keys that sealed them
    /// are condemned, and what else these sealed is sealed with others. Returns how many events that were.
    pub(super) async fn forget_waiting_sealed(&mut self, called: &[String], marks: &[String]) -> Result<u64> {
        let Some(keys) = self.sealing().keys().cloned() else { return Ok(0) };
        let under = |name: &String| ["u:", "a:"].map(|kind| self.sealing().blind(WAITING, &format!("{kind}{name}")));
        let named: HashSet<String> = called.iter().flat_map(under).collect();
        let (mut gone, mut ids, mut tags, mut after) = (Vec::new(), Vec::new(), HashSet::new(), 0);
        loop {
            let rows = fetch_all!(self, WaitingRecord, "sql/erasures/waiting_page.sql", after, PAGE)?;
            let Some(last) = rows.last() else { break };
            after = last.seq;
            for row in rows {
                let tag = self.sealing().tag(BODY, &row.body)?;
                let body = self.sealing().open(BODY, row.body)?.unwrap_or_default();
                if row.user_key.split('@').any(|half| named.contains(half)) || says(&[&body], marks) {
                    gone.push(row.seq);
                    ids.push(fact_id(&row.id)?);
                    tags.extend(tag);
                }
            }
        }
        if gone.is_empty() {
            return Ok(0);
        }
        self.forget_fact_ids(&ids).await?;
        self.wait_no_longer(&gone).await?;
        tags.iter().try_for_each(|tag| keys.condemn_tag(tag))?;
        self.reseal_waiting(&keys, &tags).await?;
        Ok(gone.len() as u64)
    }

    /// Seals anew what waits and was sealed with one of these keys.
    async fn reseal_waiting(&mut self, keys: &Keys, tags: &HashSet<[u8; 16]>) -> Result<()> {
        let mut after = 0;
        loop {
            let rows = fetch_all!(self, WaitingRecord, "sql/erasures/waiting_page.sql", after, PAGE)?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last.seq;
            for row in rows {
                let sealed = self.sealing().tag(BODY, &row.body)?;
                if !sealed.is_some_and(|tag| tags.contains(&tag) && keys.opening(&tag).is_ok_and(|key| key.is_some())) {
                    continue;
                }
                let body = self.sealing().open(BODY, row.body)?.unwrap_or_default();
                let body = self.sealing().seal(Subject::Waiting(&row.user_key), BODY, &body)?;
                execute!(self, "sql/erasures/waiting_body.sql", row.seq, body)?;
            }
        }
    }

    /// Empties messages to anybody, and what is kept of their tries, in which one of `marks` stands. Returns how many
    /// places that were.
    pub(super) async fn empty_messages_sealed(&mut self, marks: &[String]) -> Result<u64> {
        let (mut places, mut after) = (0, 0);
        loop {
            let rows = fetch_all!(self, MessageRecord, "sql/erasures/messages_page.sql", after, PAGE)?;
            let Some(last) = rows.last().map(|row| row.id) else { return Ok(places) };
            let tries = fetch_all!(self, TryRecord, "sql/erasures/tries_page.sql", after, last)?;
            after = last;
            let open = |tx: &Self, place, text| {
                Ok::<_, super::StateError>(tx.sealing().open(place, text)?.unwrap_or_default())
            };
            for row in rows {
                let said = [open(self, PAYLOAD, row.payload)?, open(self, ERROR, row.last_error)?];
                if says(&said, marks) {
                    places += execute!(self, "sql/erasures/empty_message.sql", row.id)?;
                }
            }
            for row in tries {
                let said = [row.request, row.response, row.error].map(|text| open(self, ATTEMPT, text));
                let said: Vec<String> = said.into_iter().collect::<Result<_>>()?;
                if says(&said, marks) {
                    places += execute!(self, "sql/erasures/empty_try.sql", row.delivery, row.n)?;
                }
            }
        }
    }
}

/// Whether one of `marks`, which are in lower case, stands in one of these texts.
fn says(texts: &[impl AsRef<str>], marks: &[String]) -> bool {
    texts.iter().any(|text| {
        let lower = text.as_ref().to_ascii_lowercase();
        marks.iter().any(|mark| lower.contains(mark))
    })
}
