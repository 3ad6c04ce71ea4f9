//! What ingestion over HTTP keeps beside facts: where users belong, who is who, events that wait, what became of all.

use super::bulk::{CHUNK, json};
use super::change::{Change, NewEdit};
use super::error::Result;
use super::inbox::fact_id;
use super::keys::Subject;
use super::named::{ANONYMOUS, AliasRecord, Asked, BODY, USER, WAITING, open_alias, seal_alias};
use super::open::State;
use super::person_rows::KEY;
use super::sealing::Sealing;
use super::statement::{execute, fetch_all, scalar};
use super::tx::Tx;
use banso_kernel::{AccountId, Day, FactId, Micros, PersonId};
use sqlx::FromRow;
use std::collections::{BTreeMap, HashMap};

/// What is sealed in table `person_trait`.
const TRAIT: &str = "person_trait";

/// So many events of a source came to one end on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IngestCount {
    /// A day of the workspace.
    pub day: Day,
    /// The source's number.
    pub source: i64,
    /// What became of them: `new`, `already`, or the code of a reason.
    pub outcome: String,
    /// How many.
    pub events: i64,
}

/// An event of a user whose account is not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingEvent {
    /// Its place in the order of arrival; not looked at when it is kept.
    pub seq: i64,
    /// The identity of the fact that it will be.
    pub id: FactId,
    /// The number of its source.
    pub source: i64,
    /// Whose account must become known.
    pub user: String,
    /// The event, as its keeper writes it.
    pub body: String,
    /// Hash of its content.
    pub content: i64,
    /// When it came.
    pub received_at: Micros,
}

/// A row of table `ingest_count`.
#[derive(FromRow)]
struct CountRecord {
    day: i64,
    source: i64,
    outcome: String,
    events: i64,
}

/// At which account a user is.
#[derive(FromRow)]
struct TieRecord {
    user_key: String,
    account: i64,
}

/// A row of table `waiting_event`.
#[derive(FromRow)]
struct WaitingRecord {
    seq: i64,
    id: Vec<u8>,
    source: i64,
    user_key: String,
    body: String,
    content: i64,
    received_at: i64,
}

/// The source of an event.
#[derive(FromRow)]
struct SourceRecord {
    source: i64,
}

/// A row of table `person_trait`.
#[derive(FromRow)]
struct TraitRecord {
    person: i64,
    name: String,
    value: String,
}

/// Values of traits by person and name, without those whose key was destroyed.
fn opened(rows: Vec<TraitRecord>, sealing: &Sealing) -> Result<HashMap<(i64, String), String>> {
    let mut values = HashMap::new();
    for row in rows {
        values.extend(sealing.open(TRAIT, row.value)?.map(|value| ((row.person, row.name), value)));
    }
    Ok(values)
}

impl State {
    /// What became of events since `day`, newest day first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn ingest_counts(&self, day: Day) -> Result<Vec<IngestCount>> {
        let rows = fetch_all!(self.read().await?, CountRecord, "sql/ingest/counts.sql", i64::from(day.0))?;
        let count =
            |day, source, outcome, events| IngestCount { day: super::accounts::day(day), source, outcome, events };
        Ok(rows.into_iter().map(|row| count(row.day, row.source, row.outcome, row.events)).collect())
    }

    /// What products said of a person, beyond name and address, by its name.
    ///
    /// # Errors
    /// The database failed.
    pub async fn traits_of(&self, person: PersonId) -> Result<BTreeMap<String, String>> {
        let rows = fetch_all!(self.read().await?, TraitRecord, "sql/sqlite/ingest/traits.sql", json(&[person.0])?)?;
        Ok(opened(rows, self.sealing())?.into_iter().map(|((_, name), value)| (name, value)).collect())
    }

    /// How many events wait for their user's account.
    ///
    /// # Errors
    /// The database failed.
    pub async fn waiting_count(&self) -> Result<u64> {
        let count = scalar!(self.read().await?, "sql/ingest/waiting_count.sql")?;
        Ok(count.unsigned_abs())
    }
}

impl Tx {
    /// Adds to what became of events.
    ///
    /// # Errors
    /// The database failed.
    pub async fn count_ingest(&mut self, day: Day, counts: &[(i64, &str, i64)]) -> Result<()> {
        if counts.is_empty() {
            return Ok(());
        }
        let rows: Vec<_> = counts.iter().map(|(source, outcome, events)| (day.0, source, outcome, events)).collect();
        execute!(self, "sql/sqlite/ingest/count.sql", json(&rows)?)?;
        Ok(())
    }

    /// The accounts of these users: where they were last said to be, else the only account that has such a person.
    ///
    /// # Errors
    /// The database failed.
    pub async fn accounts_of_users(&mut self, users: &[&str]) -> Result<HashMap<String, AccountId>> {
        let mut found = HashMap::new();
        for chunk in users.chunks(CHUNK) {
            let asked = Asked::of(chunk.iter().copied(), |user| self.sealing().blind_name(USER, user));
            let tied = fetch_all!(self, TieRecord, "sql/sqlite/ingest/ties.sql", asked.json()?)?;
            found.extend(tied.into_iter().filter_map(|row| asked.answer(&row.user_key, AccountId(row.account))));
            let rest: Vec<&&str> = chunk.iter().filter(|user| !found.contains_key(**user)).collect();
            if !rest.is_empty() {
                let asked = Asked::of(rest.into_iter().copied(), |user| self.sealing().blind(KEY, user));
                let only = fetch_all!(self, TieRecord, "sql/sqlite/ingest/only_account.sql", asked.json()?)?;
                found.extend(only.into_iter().filter_map(|row| asked.answer(&row.user_key, AccountId(row.account))));
            }
        }
        Ok(found)
    }

    /// Notes at which account users are from now on.
    ///
    /// # Errors
    /// The database failed.
    pub async fn tie_users(&mut self, ties: &[(&str, AccountId)], now: Micros) -> Result<()> {
        for chunk in ties.chunks(CHUNK) {
            let tie = |(user, account): &(&str, AccountId)| (self.sealing().blind_name(USER, user), account.0);
            let rows: Vec<_> = chunk.iter().map(tie).collect();
            execute!(self, "sql/sqlite/ingest/tie.sql", json(&rows)?, now.0)?;
        }
        Ok(())
    }

    /// Who these anonymous visitors turned out to be, as far as it is known.
    ///
    /// # Errors
    /// The database failed.
    pub async fn users_of_anonymous(&mut self, anonymous: &[&str]) -> Result<HashMap<String, String>> {
        let mut found = HashMap::new();
        for chunk in anonymous.chunks(CHUNK) {
            let asked = Asked::of(chunk.iter().copied(), |one| self.sealing().blind(ANONYMOUS, one));
            let rows = fetch_all!(self, AliasRecord, "sql/sqlite/ingest/aliases.sql", asked.json()?)?;
            for row in rows {
                let Some([_, user]) = open_alias(self.sealing(), &row.anonymous, &row.user_key)? else { continue };
                found.extend(asked.answer(&row.anonymous, user));
            }
        }
        Ok(found)
    }

    /// Notes who anonymous visitors are: (anonymous, user).
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_aliases(&mut self, aliases: &[(&str, &str)]) -> Result<()> {
        for chunk in aliases.chunks(CHUNK) {
            let rows = chunk.iter().map(|(anonymous, user)| seal_alias(self.sealing(), anonymous, user));
            let rows: Vec<(String, String)> = rows.collect::<Result<_>>()?;
            execute!(self, "sql/sqlite/ingest/alias.sql", json(&rows)?)?;
        }
        Ok(())
    }

    /// Keeps events until the account of their user is known. Their ids must have been claimed.
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep_waiting(&mut self, events: &[WaitingEvent]) -> Result<()> {
        for chunk in super::bulk::chunks(events, CHUNK, |event| event.body.len()) {
            let row = |event: &WaitingEvent| {
                let (id, user) = (super::bulk::hex(&event.id.0), self.sealing().blind_name(WAITING, &event.user));
                let body = self.sealing().seal(Subject::Waiting(&user), BODY, &event.body)?;
                Ok((id, event.source, user, body, event.content, event.received_at.0))
            };
            let rows: Vec<_> = chunk.iter().map(row).collect::<Result<_>>()?;
            execute!(self, "sql/sqlite/ingest/wait.sql", json(&rows)?)?;
        }
        Ok(())
    }

    /// The events that wait for one of these users, oldest first, at most `limit`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn waiting_of(&mut self, users: &[&str], limit: i64) -> Result<Vec<WaitingEvent>> {
        let asked = Asked::of(users.iter().copied(), |user| self.sealing().blind_name(WAITING, user));
        let rows = fetch_all!(self, WaitingRecord, "sql/sqlite/ingest/waiting_of.sql", asked.json()?, limit)?;
        let event = |row: WaitingRecord| {
            let WaitingRecord { seq, id, source, user_key, body, content, received_at } = row;
            let (id, received_at) = (fact_id(&id)?, Micros(received_at));
            let body = self.sealing().open(BODY, body)?;
            let named = asked.answer(&user_key, ());
            // Without a body it is of somebody who was erased.
            let whole = named.zip(body);
            Ok(whole.map(|((user, ()), body)| WaitingEvent { seq, id, source, user, body, content, received_at }))
        };
        rows.into_iter().filter_map(|row| event(row).transpose()).collect()
    }

    /// What waits under one name waits under another from now on: (before, now).
    ///
    /// # Errors
    /// The database failed.
    pub async fn wait_under(&mut self, names: &[(String, String)]) -> Result<()> {
        for chunk in names.chunks(CHUNK) {
            let blind = |name: &str| self.sealing().blind_name(WAITING, name);
            let rows: Vec<_> = chunk.iter().map(|(before, now)| (blind(before), blind(now))).collect();
            execute!(self, "sql/sqlite/ingest/relabel.sql", json(&rows)?)?;
        }
        Ok(())
    }

    /// These events wait no longer.
    ///
    /// # Errors
    /// The database failed.
    pub async fn wait_no_longer(&mut self, places: &[i64]) -> Result<()> {
        for chunk in places.chunks(CHUNK) {
            execute!(self, "sql/sqlite/ingest/no_longer.sql", json(chunk)?)?;
        }
        Ok(())
    }

    /// Gives up on at most `limit` events that have waited since before `before`; how many of each source.
    ///
    /// # Errors
    /// The database failed.
    pub async fn give_up_waiting(&mut self, before: Micros, limit: i64) -> Result<BTreeMap<i64, i64>> {
        let gone = fetch_all!(self, SourceRecord, "sql/ingest/drop_old.sql", before.0, limit)?;
        let mut counts = BTreeMap::new();
        for row in gone {
            *counts.entry(row.source).or_insert(0) += 1;
        }
        Ok(counts)
    }

    /// What products said of persons, beyond name and address: replaces what was there, and keeps each change.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_traits(&mut self, traits: &[(PersonId, String, String)], change: &Change) -> Result<()> {
        for chunk in traits.chunks(CHUNK) {
            let people: Vec<i64> = chunk.iter().map(|(person, ..)| person.0).collect();
            let rows = fetch_all!(self, TraitRecord, "sql/sqlite/ingest/traits.sql", json(&people)?)?;
            let mut known = opened(rows, self.sealing())?;
            let mut edits = Vec::new();
            for (person, name, value) in chunk {
                let before = known.insert((person.0, name.clone()), value.clone());
                if before.as_ref() != Some(value) {
                    let field = format!("trait.{name}");
                    edits.push(NewEdit { subject: person.0, field, before, after: Some(value.clone()) });
                }
            }
            if edits.is_empty() {
                continue;
            }
            // Of several of the same name the last one counts.
            let last: BTreeMap<(i64, &str), &str> =
                chunk.iter().map(|(person, name, value)| ((person.0, name.as_str()), value.as_str())).collect();
            let sealed = last.into_iter().map(|((person, name), value)| {
                Ok((person, name, self.sealing().seal(Subject::Person(person), TRAIT, value)?))
            });
            let rows: Vec<_> = sealed.collect::<Result<_>>()?;
            execute!(self, "sql/sqlite/ingest/put_traits.sql", json(&rows)?)?;
            self.keep_person_edits(&edits, change).await?;
        }
        Ok(())
    }
}
