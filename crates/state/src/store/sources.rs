//! Who may send facts over HTTP: sources, and the write keys that open the door for them.

use super::error::Result;
use super::open::State;
use super::statement::{execute, fetch_all, scalar};
use super::tx::Tx;
use banso_kernel::{MemberId, Micros};
use sqlx::FromRow;

/// A product or service that sends facts. Its number is part of the identity of its facts, so it outlives its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Ours.
    pub id: i64,
    /// As its makers call it; unique.
    pub name: String,
    /// What may be done with its keys.
    pub terms: SourceTerms,
    /// When it was made.
    pub created_at: Micros,
    /// Its keys, in the order in which they were made.
    pub keys: Vec<WriteKey>,
}

/// What a source's keys are good for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceTerms {
    /// They may be used from browsers of any site, where everybody can read them.
    pub browser: bool,
    /// Accounts that its events name and that are not there are made.
    pub makes_accounts: bool,
    /// At most so many events a minute; no limit if none.
    pub per_minute: Option<i64>,
}

/// A write key, as far as it is kept: not the key itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteKey {
    /// Ours.
    pub id: i64,
    /// SHA-256 of the key.
    pub hash: Vec<u8>,
    /// Its last characters, to tell it by.
    pub tail: String,
    /// When it was made.
    pub created_at: Micros,
    /// Opens nothing since then.
    pub revoked_at: Option<Micros>,
}

/// A row of table `source`.
#[derive(FromRow)]
struct SourceRecord {
    id: i64,
    name: String,
    browser: i64,
    makes_accounts: i64,
    per_minute: Option<i64>,
    created_at: i64,
}

/// A row of table `write_key`.
#[derive(FromRow)]
struct KeyRecord {
    id: i64,
    source: i64,
    hash: Vec<u8>,
    tail: String,
    created_at: i64,
    revoked_at: Option<i64>,
}

impl State {
    /// All sources with all their keys, in the order in which they were made.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sources(&self) -> Result<Vec<Source>> {
        let sources = fetch_all!(self.read().await?, SourceRecord, "sql/sources/all.sql")?;
        let keys = fetch_all!(self.read().await?, KeyRecord, "sql/sources/keys.sql")?;
        let mut sources: Vec<Source> = sources
            .into_iter()
            .map(|row| Source {
                id: row.id,
                name: row.name,
                terms: SourceTerms {
                    browser: row.browser != 0,
                    makes_accounts: row.makes_accounts != 0,
                    per_minute: row.per_minute,
                },
                created_at: Micros(row.created_at),
                keys: Vec::new(),
            })
            .collect();
        for row in keys {
            let Ok(place) = sources.binary_search_by_key(&row.source, |source| source.id) else { continue };
            sources[place].keys.push(WriteKey {
                id: row.id,
                hash: row.hash,
                tail: row.tail,
                created_at: Micros(row.created_at),
                revoked_at: row.revoked_at.map(Micros),
            });
        }
        Ok(sources)
    }
}

impl Tx {
    /// Adds a source; gives its number.
    ///
    /// # Errors
    /// The database failed, or the name is taken.
    pub async fn add_source(
        &mut self,
        name: &str,
        terms: SourceTerms,
        now: Micros,
        by: Option<MemberId>,
    ) -> Result<i64> {
        let (browser, makes) = (i64::from(terms.browser), i64::from(terms.makes_accounts));
        let by = by.map(|member| member.0);
        let id = scalar!(self, "sql/sources/insert.sql", name, browser, makes, terms.per_minute, now.0, by)?;
        Ok(id)
    }

    /// Changes what a source's keys are good for. False when there is no such source.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_source_terms(&mut self, id: i64, terms: SourceTerms) -> Result<bool> {
        let (browser, makes) = (i64::from(terms.browser), i64::from(terms.makes_accounts));
        let done = execute!(self, "sql/sources/set_limits.sql", id, browser, makes, terms.per_minute)?;
        Ok(done == 1)
    }

    /// Adds a key to a source, by its SHA-256; gives its number.
    ///
    /// # Errors
    /// The database failed, or there is no such source.
    pub async fn add_write_key(
        &mut self,
        source: i64,
        hash: &[u8],
        tail: &str,
        now: Micros,
        by: Option<MemberId>,
    ) -> Result<i64> {
        let by = by.map(|member| member.0);
        let id = scalar!(self, "sql/sources/insert_key.sql", source, hash, tail, now.0, by)?;
        Ok(id)
    }

    /// Lets a key open nothing any more. False when there is no such key, or it opened nothing already.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revoke_write_key(&mut self, id: i64, now: Micros) -> Result<bool> {
        let done = execute!(self, "sql/sources/revoke_key.sql", id, now.0)?;
        Ok(done == 1)
    }
}
