//! Facts on their way to the lake: acknowledged once they are here, and counted once however often they come.

use super::bulk::{chunks, hex, json, number, rows};
use super::error::{Result, StateError};
use super::inbox_rows::{Row, open_said, row};
use super::open::State;
use super::sealing::Sealing;
use super::statement::{execute, fetch_all, scalar};
use super::tx::Tx;
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, FactId, Micros, PersonId};
use serde::Deserialize;
use sqlx::FromRow;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Facts of one statement.
const CHUNK: usize = 5_000;

/// Facts that are read at a time.
const PAGE: i64 = 20_000;

/// What became of facts that were offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Taken.
    pub new: u64,
    /// Known under the same id with the same content: nothing to do.
    pub already: u64,
    /// Known under the same id with other content: the first one stands. One entry for each that was turned away.
    pub conflicting: Vec<FactId>,
}

/// What became of one fact that was offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Taken.
    New,
    /// Known under the same id with the same content.
    Already,
    /// Known under the same id with other content.
    Conflicting,
}

/// A fact in the inbox.
#[derive(Clone, Debug, PartialEq)]
pub struct InboxFact {
    /// Its place in the order of arrival; grows, with gaps.
    pub seq: i64,
    /// The fact.
    pub fact: Fact,
}

/// What metrics count of a fact.
#[derive(Clone, Debug, Deserialize)]
pub struct FactRow<'a> {
    /// Whose.
    pub account: i64,
    /// Who.
    pub person: Option<i64>,
    /// What.
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    /// When.
    pub occurred_at: i64,
    /// The bits of its number.
    value_bits: Option<i64>,
    /// A JSON object or empty.
    #[serde(borrow)]
    pub props: Cow<'a, str>,
}

impl FactRow<'_> {
    fn opened(self, sealing: &Sealing) -> Result<Self> {
        if matches!(sealing, Sealing::Plain) {
            return Ok(self);
        }
        let said = open_said(sealing, self.person, self.name.into_owned(), self.props.into_owned())?;
        let (name, props) = said.unwrap_or_default();
        Ok(Self { name: name.into(), props: props.into(), ..self })
    }

    /// Its number.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        self.value_bits.map(number)
    }
}

/// A row of table `inbox`, its id in hexadecimal digits.
#[derive(Deserialize)]
struct InboxRecord {
    seq: i64,
    id: String,
    account: i64,
    person: Option<i64>,
    name: String,
    occurred_at: i64,
    known_at: i64,
    value_bits: Option<i64>,
    props: String,
    source: String,
}

impl InboxRecord {
    fn fact(self, sealing: &Sealing) -> Result<InboxFact> {
        let (name, props) = open_said(sealing, self.person, self.name, self.props)?.unwrap_or_default();
        let fact = Fact {
            id: hex_id(&self.id)?,
            account: AccountId(self.account),
            person: self.person.map(PersonId),
            name,
            occurred_at: Micros(self.occurred_at),
            known_at: Micros(self.known_at),
            value: self.value_bits.map(number),
            props,
            source: self.source,
        };
        Ok(InboxFact { seq: self.seq, fact })
    }
}

/// A row of table `fact_id`.
#[derive(FromRow)]
struct IdRecord {
    id: Vec<u8>,
    content: i64,
}

fn hex_id(digits: &str) -> Result<FactId> {
    let mut id = [0; 16];
    let pairs =
        digits.as_bytes().chunks_exact(2).filter_map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok());
    let found = id.iter_mut().zip(pairs).map(|(byte, digit)| *byte = digit).count();
    let whole = found == id.len() && digits.len() == 2 * id.len();
    whole.then_some(FactId(id)).ok_or_else(|| StateError::Damaged { what: "inbox.id", found: digits.to_owned() })
}

pub(super) fn fact_id(bytes: &[u8]) -> Result<FactId> {
    match bytes.try_into() {
        Ok(id) => Ok(FactId(id)),
        Err(_) => Err(StateError::Damaged { what: "inbox.id", found: hex(bytes) }),
    }
}

impl State {
    /// Facts that arrived after `seq` (0 for all), in order of arrival, at most `limit`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn inbox_after(&self, seq: i64, limit: i64) -> Result<Vec<InboxFact>> {
        self.inbox_pages(seq, i64::MAX, limit).await
    }

    /// Facts of one account that arrived after `seq`, in order of arrival.
    ///
    /// # Errors
    /// The database failed.
    pub async fn inbox_of_account(&self, account: AccountId, seq: i64) -> Result<Vec<InboxFact>> {
        let json = scalar!(self.read().await?, "sql/sqlite/inbox/of_account.sql", account.0, seq)?;
        rows::<InboxRecord>(&json)?.into_iter().map(|row| row.fact(self.sealing())).collect()
    }

    /// Facts with `lo < seq <= hi`, in order of arrival.
    ///
    /// # Errors
    /// The database failed.
    pub async fn inbox_between(&self, lo: i64, hi: i64) -> Result<Vec<InboxFact>> {
        self.inbox_pages(lo, hi, i64::MAX).await
    }

    /// Page by page. A page whose texts are too long for one value is read in smaller ones.
    async fn inbox_pages(&self, lo: i64, hi: i64, limit: i64) -> Result<Vec<InboxFact>> {
        let (mut facts, mut place, mut page): (Vec<InboxFact>, i64, i64) = (Vec::new(), lo, PAGE);
        loop {
            let left = limit.saturating_sub(facts.len() as i64).min(page);
            let read = scalar!(self.read().await?, "sql/sqlite/inbox/page.sql", place, hi, left);
            let json = match read {
                Err(error) if error.is_too_big() && page > 1 => {
                    page = (page / 10).max(1);
                    continue;
                }
                read => read?,
            };
            let records: Vec<InboxRecord> = rows(&json)?;
            let Some(last) = records.last() else { return Ok(facts) };
            place = last.seq;
            let (read, asked) = (records.len() as i64, left);
            facts.reserve(records.len());
            for record in records {
                facts.push(record.fact(self.sealing())?);
            }
            if read < asked || facts.len() as i64 == limit {
                return Ok(facts);
            }
        }
    }

    /// What metrics count of the facts with `lo < seq <= hi`, in any order.
    ///
    /// # Errors
    /// The database failed.
    pub async fn inbox_rows(&self, lo: i64, hi: i64, each: &mut (dyn FnMut(FactRow<'_>) + Send)) -> Result<()> {
        let mut ranges = vec![(lo, hi)];
        while let Some((lo, hi)) = ranges.pop() {
            let read = if hi - lo > PAGE {
                Err(None)
            } else {
                scalar!(self.read().await?, "sql/sqlite/inbox/rows.sql", lo, hi).map_err(Some)
            };
            match read {
                Ok(json) => {
                    for row in rows::<FactRow<'_>>(&json)? {
                        each(row.opened(self.sealing())?);
                    }
                }
                Err(Some(error)) if !error.is_too_big() || hi - lo <= 1 => return Err(error),
                // Texts that are too long for one value come in smaller ones.
                Err(_) => ranges.extend([(lo + (hi - lo) / 2, hi), (lo, lo + (hi - lo) / 2)]),
            }
        }
        Ok(())
    }

    /// The place of the newest fact that ever arrived; 0 before the first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn inbox_last(&self) -> Result<i64> {
        scalar!(self.read().await?, "sql/sqlite/inbox/last.sql")
    }

    /// The place up to which rows may have left the inbox, because the lake has had them long enough.
    ///
    /// # Errors
    /// The database failed.
    pub async fn inbox_cleared(&self) -> Result<i64> {
        scalar!(self.read().await?, "sql/inbox/cleared.sql")
    }

    /// How many facts were ever taken: those in batches and those that wait.
    ///
    /// # Errors
    /// The database failed.
    pub async fn facts_count(&self) -> Result<u64> {
        let count = scalar!(self.read().await?, "sql/inbox/count_taken.sql")?;
        Ok(count.unsigned_abs())
    }

    /// How many facts wait after place `seq`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn inbox_count_after(&self, seq: i64) -> Result<u64> {
        let count = scalar!(self.read().await?, "sql/inbox/count_after.sql", seq)?;
        Ok(count.unsigned_abs())
    }
}

impl Tx {
    /// Takes facts into the inbox, each id once for ever. They are acknowledged when the transaction is committed.
    ///
    /// # Errors
    /// The database failed; a fact that names an account that is not there is such a failure.
    pub async fn accept_facts(&mut self, facts: &[Fact]) -> Result<Accepted> {
        let mut accepted = Accepted::default();
        for (fact, outcome) in facts.iter().zip(self.accept_facts_each(facts).await?) {
            match outcome {
                Outcome::New => accepted.new += 1,
                Outcome::Already => accepted.already += 1,
                Outcome::Conflicting => accepted.conflicting.push(fact.id),
            }
        }
        Ok(accepted)
    }

    /// As [`Tx::accept_facts`], but says of each fact, in their order, what became of it.
    ///
    /// # Errors
    /// As [`Tx::accept_facts`].
    pub async fn accept_facts_each(&mut self, facts: &[Fact]) -> Result<Vec<Outcome>> {
        let mut outcomes = Vec::with_capacity(facts.len());
        for chunk in chunks(facts, CHUNK, |fact| fact.props.len() + fact.name.len() + fact.source.len()) {
            self.accept_chunk(chunk, &mut outcomes).await?;
        }
        Ok(outcomes)
    }

    async fn accept_chunk(&mut self, facts: &[Fact], outcomes: &mut Vec<Outcome>) -> Result<()> {
        let ids: Vec<(FactId, i64)> = facts.iter().map(|fact| (fact.id, fact.content_hash())).collect();
        let claimed = self.claim_ids(&ids).await?;
        let new = facts.iter().zip(&claimed).filter(|(_, outcome)| **outcome == Outcome::New);
        let new = new.filter_map(|(fact, _)| row(self.sealing(), fact).transpose());
        let new: Vec<Row<'_>> = new.collect::<Result<_>>()?;
        outcomes.extend(claimed);
        self.insert_rows(&new).await
    }

    /// Claims ids, each with a hash of what it stands for, once for ever; says of each, in their order, what became of
    /// it. Whoever claims an id then keeps what it stands for, in the same transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn claim_ids(&mut self, ids: &[(FactId, i64)]) -> Result<Vec<Outcome>> {
        let mut outcomes = Vec::with_capacity(ids.len());
        for chunk in ids.chunks(CHUNK) {
            self.claim_chunk(chunk, &mut outcomes).await?;
        }
        Ok(outcomes)
    }

    async fn claim_chunk(&mut self, ids: &[(FactId, i64)], outcomes: &mut Vec<Outcome>) -> Result<()> {
        let names: Vec<String> = ids.iter().map(|(id, _)| hex(&id.0)).collect();
        let known = fetch_all!(self, IdRecord, "sql/sqlite/inbox/known.sql", json(&names)?)?;
        let mut seen: HashMap<FactId, i64> = HashMap::with_capacity(ids.len() + known.len());
        for row in known {
            seen.insert(fact_id(&row.id)?, row.content);
        }
        let mut contents = Vec::with_capacity(ids.len());
        for ((id, content), name) in ids.iter().zip(names) {
            outcomes.push(match seen.entry(*id) {
                Entry::Vacant(free) => {
                    free.insert(*content);
                    contents.push((name, *content));
                    Outcome::New
                }
                Entry::Occupied(first) if first.get() == content => Outcome::Already,
                Entry::Occupied(_) => Outcome::Conflicting,
            });
        }
        if !contents.is_empty() {
            // In the order of the tree, so that its pages are touched once.
            contents.sort_unstable();
            execute!(self, "sql/sqlite/inbox/insert_ids.sql", json(&contents)?)?;
        }
        Ok(())
    }

    /// Puts facts into the inbox whose ids were claimed in this transaction, or before by whoever kept them waiting.
    ///
    /// # Errors
    /// The database failed; a fact that names an account that is not there is such a failure.
    pub async fn put_claimed(&mut self, facts: &[Fact]) -> Result<()> {
        for chunk in chunks(facts, CHUNK, |fact| fact.props.len() + fact.name.len() + fact.source.len()) {
            let rows = chunk.iter().filter_map(|fact| row(self.sealing(), fact).transpose());
            let rows: Vec<Row<'_>> = rows.collect::<Result<_>>()?;
            self.insert_rows(&rows).await?;
        }
        Ok(())
    }

    async fn insert_rows(&mut self, rows: &[Row<'_>]) -> Result<()> {
        if !rows.is_empty() {
            execute!(self, "sql/sqlite/inbox/insert.sql", json(rows)?)?;
        }
        Ok(())
    }
}
