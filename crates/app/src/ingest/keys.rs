//! Write keys: which source a key speaks for, and what it may do. Only hashes of keys are kept, in the database and here.

use super::limit::Limit;
use crate::auth::{Current, token};
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_kernel::{MemberId, Micros, Problem};
use banso_state::{Event, Source, SourceTerms};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Keys are looked up in memory, and read again after this time: another process may have revoked one. Microseconds.
const FRESH: i64 = 5 * 1_000_000;
/// A key that is not known may have been made by another process since: asked for at most this often.
const AGAIN: i64 = 1_000_000;
/// What every key begins with, so that people and secret scanners know it for one.
const BEGINNING: &str = "bk_";
/// Characters of a key that are kept to tell it by.
const TAIL: usize = 4;
/// Most characters of a source's name.
const NAME: usize = 60;
/// The limits that make sense, in events a minute.
const PER_MINUTE: std::ops::RangeInclusive<i64> = 1..=100_000_000;

/// A source whose key was presented.
pub struct Gate {
    /// Its number: part of the identity of its facts.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What its facts say that they come from.
    pub(super) fact_source: String,
    /// What may be done with its keys.
    pub terms: SourceTerms,
    limit: Mutex<Limit>,
}

impl Gate {
    fn new(source: &Source) -> Self {
        Self {
            id: source.id,
            name: source.name.clone(),
            fact_source: format!("api:{}", source.name),
            terms: source.terms,
            limit: Mutex::new(Limit::new(source.terms.per_minute)),
        }
    }

    /// Takes so many events of the minute's allowance; else says in how many seconds there is room for them.
    ///
    /// # Errors
    /// Seconds to wait.
    pub fn allow(&self, events: usize, now: Micros) -> Result<(), u32> {
        self.limit.lock().unwrap_or_else(PoisonError::into_inner).take(events, now)
    }
}

/// Keys in memory.
#[derive(Default)]
pub(crate) struct Keys {
    known: RwLock<Known>,
    reading: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Known {
    by_hash: HashMap<[u8; 32], Arc<Gate>>,
    read_at: Option<Micros>,
}

impl Keys {
    fn look(&self, hash: &[u8; 32]) -> (Option<Arc<Gate>>, Option<Micros>) {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        (known.by_hash.get(hash).cloned(), known.read_at)
    }

    fn forget(&self) {
        self.known.write().unwrap_or_else(PoisonError::into_inner).read_at = None;
    }
}

impl App {
    /// The source that a key speaks for; none for a key that never was or was revoked (by another process: at most
    /// five seconds ago).
    ///
    /// # Errors
    /// The database failed.
    pub async fn gate(&self, key: &str) -> Result<Option<Arc<Gate>>, Refused> {
        let (hash, now, keys) = (token::hash(key), self.clock.now(), &self.ingest.keys);
        let (found, read_at) = keys.look(&hash);
        let old = |age: i64, read_at: Option<Micros>| read_at.is_none_or(|at| now.0 - at.0 >= age);
        let age = if found.is_some() { FRESH } else { AGAIN };
        if !old(age, read_at) {
            return Ok(found);
        }
        let _one = keys.reading.lock().await;
        if old(age, keys.look(&hash).1) {
            let sources = self.state.sources().await.map_err(Refused::broken)?;
            let mut known = keys.known.write().unwrap_or_else(PoisonError::into_inner);
            let before: HashMap<i64, Arc<Gate>> =
                known.by_hash.values().map(|gate| (gate.id, Arc::clone(gate))).collect();
            known.by_hash.clear();
            for source in &sources {
                // The same gate while its terms are: it knows how much of the minute's allowance is left.
                let same = before.get(&source.id).filter(|gate| gate.terms == source.terms).cloned();
                let gate = same.unwrap_or_else(|| Arc::new(Gate::new(source)));
                for key in source.keys.iter().filter(|key| key.revoked_at.is_none()) {
                    if let Ok(hash) = key.hash.as_slice().try_into() {
                        known.by_hash.insert(hash, Arc::clone(&gate));
                    }
                }
            }
            known.read_at = Some(now);
        }
        Ok(keys.look(&hash).0)
    }

    /// All sources with their keys.
    ///
    /// # Errors
    /// Not a member, or the database failed.
    pub async fn sources(&self, by: &Principal) -> Result<Vec<Source>, Refused> {
        by.needs(Role::Viewer)?;
        self.state.sources().await.map_err(Refused::broken)
    }

    /// The same for the command line of the machine, where nobody signs in.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sources_of_machine(&self) -> Result<Vec<Source>, Refused> {
        self.state.sources().await.map_err(Refused::broken)
    }

    /// What the vendor calls one of its accounts, for examples that can be tried as they stand: the first whose key needs no
    /// quoting in a shell or a program. None where there is none.
    ///
    /// # Errors
    /// Not a member, or the database failed.
    pub async fn some_account_key(&self, by: &Principal) -> Result<Option<String>, Refused> {
        by.needs(Role::Viewer)?;
        let plain =
            |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        let accounts = self.state.accounts_all().await.map_err(Refused::broken)?;
        Ok(accounts.into_iter().map(|account| account.key).find(|key| plain(key)))
    }

    /// One source with its keys.
    ///
    /// # Errors
    /// [`Refused::Missing`] if there is none of that number.
    pub async fn source(&self, by: &Principal, id: i64) -> Result<Source, Refused> {
        self.sources(by).await?.into_iter().find(|source| source.id == id).ok_or(Refused::Missing)
    }

    /// Makes a source with its first key. The key is given here and never again.
    ///
    /// # Errors
    /// [`Refused::Input`] when the name is empty, long or taken, or the limit makes no sense.
    pub async fn add_source(&self, by: &Current, name: &str, terms: SourceTerms) -> Result<(i64, String), Refused> {
        by.principal.needs(Role::Admin)?;
        self.make_source(name, terms, Some(by.principal.member)).await
    }

    /// The same from the command line of the machine, where nobody signs in.
    ///
    /// # Errors
    /// As [`App::add_source`].
    pub async fn make_source(
        &self,
        name: &str,
        terms: SourceTerms,
        by: Option<MemberId>,
    ) -> Result<(i64, String), Refused> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > NAME || name.chars().any(char::is_control) {
            return Err(Refused::wrong("name", Problem::new("live-problem-name").with("most", NAME as i64)));
        }
        check(terms)?;
        let now = self.clock.now();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let id = match tx.add_source(name, terms, now, by).await {
            Err(error) if error.is_duplicate() => {
                return Err(Refused::wrong("name", Problem::new("live-problem-name-taken")));
            }
            id => id.map_err(Refused::broken)?,
        };
        tx.log(&event(now, by, "made_source", id, serde_json::json!({ "name": name })))
            .await
            .map_err(Refused::broken)?;
        let key = self.put_key(&mut tx, id, now, by).await?;
        tx.commit().await.map_err(Refused::broken)?;
        self.ingest.keys.forget();
        Ok((id, key))
    }

    /// Makes another key for a source, so that senders can change over before the old one is revoked.
    ///
    /// # Errors
    /// [`Refused::Missing`] if there is no such source.
    pub async fn add_key(&self, by: &Current, source: i64) -> Result<String, Refused> {
        by.principal.needs(Role::Admin)?;
        self.source(&by.principal, source).await?;
        let (now, member) = (self.clock.now(), Some(by.principal.member));
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let key = self.put_key(&mut tx, source, now, member).await?;
        tx.commit().await.map_err(Refused::broken)?;
        self.ingest.keys.forget();
        Ok(key)
    }

    async fn put_key(
        &self,
        tx: &mut banso_state::Tx,
        source: i64,
        now: Micros,
        by: Option<MemberId>,
    ) -> Result<String, Refused> {
        let key = format!("{BEGINNING}{}", token::fresh(&*self.entropy));
        let tail = &key[key.len() - TAIL..];
        tx.add_write_key(source, &token::hash(&key), tail, now, by).await.map_err(Refused::broken)?;
        let detail = serde_json::json!({ "tail": tail });
        tx.log(&event(now, by, "made_key", source, detail)).await.map_err(Refused::broken)?;
        Ok(key)
    }

    /// Lets a key open nothing any more: in this process at once, in others within five seconds.
    ///
    /// # Errors
    /// [`Refused::Missing`] if the source has no such key that still opens something.
    pub async fn revoke_key(&self, by: &Current, source: i64, key: i64) -> Result<(), Refused> {
        by.principal.needs(Role::Admin)?;
        let found = self.source(&by.principal, source).await?;
        if !found.keys.iter().any(|known| known.id == key) {
            return Err(Refused::Missing);
        }
        self.end_key(source, key, Some(by.principal.member)).await
    }

    /// The same from the command line of the machine.
    ///
    /// # Errors
    /// [`Refused::Missing`] if there is no such key that still opens something.
    pub async fn end_key_of_machine(&self, key: i64) -> Result<(), Refused> {
        let sources = self.sources_of_machine().await?;
        let of = sources.iter().find(|source| source.keys.iter().any(|known| known.id == key));
        self.end_key(of.ok_or(Refused::Missing)?.id, key, None).await
    }

    async fn end_key(&self, source: i64, key: i64, by: Option<MemberId>) -> Result<(), Refused> {
        let now = self.clock.now();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        if !tx.revoke_write_key(key, now).await.map_err(Refused::broken)? {
            return Err(Refused::Missing);
        }
        let detail = serde_json::json!({ "key": key });
        tx.log(&event(now, by, "revoked_key", source, detail)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        self.ingest.keys.forget();
        Ok(())
    }

    /// Changes what a source's keys are good for.
    ///
    /// # Errors
    /// [`Refused::Missing`] if there is no such source, [`Refused::Input`] when the limit makes no sense.
    pub async fn change_source(&self, by: &Current, id: i64, terms: SourceTerms) -> Result<(), Refused> {
        by.principal.needs(Role::Admin)?;
        check(terms)?;
        let (now, before) = (self.clock.now(), self.source(&by.principal, id).await?.terms);
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.set_source_terms(id, terms).await.map_err(Refused::broken)?;
        let say = |terms: SourceTerms| {
            serde_json::json!({"browser": terms.browser, "makes_accounts": terms.makes_accounts,
                "per_minute": terms.per_minute})
        };
        let detail = serde_json::json!({ "before": say(before), "after": say(terms) });
        let by = Some(by.principal.member);
        tx.log(&event(now, by, "changed_source", id, detail)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        self.ingest.keys.forget();
        Ok(())
    }
}

fn check(terms: SourceTerms) -> Result<(), Refused> {
    if terms.per_minute.is_none_or(|limit| PER_MINUTE.contains(&limit)) {
        return Ok(());
    }
    Err(Refused::wrong("per_minute", Problem::new("live-problem-per-minute")))
}

fn event(at: Micros, by: Option<MemberId>, verb: &str, source: i64, detail: serde_json::Value) -> Event {
    Event::new(at, by, verb, "source", &source.to_string(), &detail)
}
