//! Touches: contacts with the customer.

use super::accounts::day;
use super::bulk::{CHUNK, chunks, hex, json};
use super::change::Counts;
use super::error::{Result, StateError};
use super::open::State;
use super::statement::{execute, fetch_all};
use super::tx::Tx;
use banso_kernel::{AccountId, Day, FactId, MemberId, Micros, PersonId};
use serde::Serialize;
use sqlx::FromRow;

/// A contact with the customer. Its fact (name `touch`) is what metrics count.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch {
    /// Ours; 0 before it is written.
    pub id: i64,
    /// With whom.
    pub account: AccountId,
    /// `meeting`, `call`, `mail`, `visit`, `session` or `other`.
    pub kind: String,
    /// The day, in the workspace's zone.
    pub occurred_on: Day,
    /// The moment; midday of that day where only the day is known.
    pub occurred_at: Micros,
    /// Who of ours.
    pub member: Option<MemberId>,
    /// One line.
    pub summary: String,
    /// The rest; may be empty.
    pub body: String,
    /// Who of theirs.
    pub people: Vec<PersonId>,
    /// The vendor's own id for it, where it was imported.
    pub source_key: Option<String>,
    /// The fact that was written with it.
    pub fact: Option<FactId>,
    /// When it was recorded.
    pub created_at: Micros,
    /// Who recorded it; none for the program.
    pub created_by: Option<MemberId>,
}

/// The newest touch of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastTouch {
    /// Whose.
    pub account: AccountId,
    /// On which day.
    pub occurred_on: Day,
    /// What kind.
    pub kind: String,
}

/// A row of table `touch`.
#[derive(FromRow)]
struct TouchRecord {
    id: i64,
    account: i64,
    kind: String,
    occurred_on: i64,
    occurred_at: i64,
    member: Option<i64>,
    summary: String,
    body: String,
    people: String,
    source_key: Option<String>,
    fact: Option<Vec<u8>>,
    created_at: i64,
    created_by: Option<i64>,
}

impl TouchRecord {
    fn touch(self) -> Result<Touch> {
        let fact = match self.fact {
            None => None,
            Some(bytes) => match bytes.as_slice().try_into() {
                Ok(id) => Some(FactId(id)),
                Err(_) => return Err(StateError::Damaged { what: "touch.fact", found: hex(&bytes) }),
            },
        };
        Ok(Touch {
            id: self.id,
            account: AccountId(self.account),
            kind: self.kind,
            occurred_on: day(self.occurred_on),
            occurred_at: Micros(self.occurred_at),
            member: self.member.map(MemberId),
            summary: self.summary,
            body: self.body,
            people: serde_json::from_str(&self.people)?,
            source_key: self.source_key,
            fact,
            created_at: Micros(self.created_at),
            created_by: self.created_by.map(MemberId),
        })
    }
}

/// A touch on its way in.
#[derive(Serialize)]
struct NewTouch<'a> {
    account: i64,
    kind: &'a str,
    occurred_on: i32,
    occurred_at: i64,
    member: Option<i64>,
    summary: &'a str,
    body: &'a str,
    people: String,
    source_key: Option<&'a str>,
    fact: Option<String>,
    created_at: i64,
    created_by: Option<i64>,
}

impl<'a> NewTouch<'a> {
    fn new(touch: &'a Touch) -> Result<Self> {
        Ok(Self {
            account: touch.account.0,
            kind: &touch.kind,
            occurred_on: touch.occurred_on.0,
            occurred_at: touch.occurred_at.0,
            member: touch.member.map(|member| member.0),
            summary: &touch.summary,
            body: &touch.body,
            people: serde_json::to_string(&touch.people)?,
            source_key: touch.source_key.as_deref(),
            fact: touch.fact.map(|id| hex(&id.0)),
            created_at: touch.created_at.0,
            created_by: touch.created_by.map(|member| member.0),
        })
    }
}

/// A row of table `touch`, as much of it as [`LastTouch`] has.
#[derive(FromRow)]
struct LastRecord {
    account: i64,
    occurred_on: i64,
    kind: String,
}

impl State {
    /// The touches of an account, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn touches_of(&self, account: AccountId, limit: i64) -> Result<Vec<Touch>> {
        let rows = fetch_all!(self.read().await?, TouchRecord, "sql/touches/of_account.sql", account.0, limit)?;
        rows.into_iter().map(TouchRecord::touch).collect()
    }

    /// All touches with an id above `after` (0 for all), by id, at most `limit`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn touches_after(&self, after: i64, limit: i64) -> Result<Vec<Touch>> {
        let rows = fetch_all!(self.read().await?, TouchRecord, "sql/touches/after.sql", after, limit)?;
        rows.into_iter().map(TouchRecord::touch).collect()
    }

    /// The newest touch of each account that has one, of those that took place by `until` and were recorded by `known`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn last_touches(&self, until: Micros, known: Micros) -> Result<Vec<LastTouch>> {
        let rows = fetch_all!(self.read().await?, LastRecord, "sql/touches/last.sql", until.0, known.0)?;
        let touches = rows.into_iter().map(|row| LastTouch {
            account: AccountId(row.account),
            occurred_on: day(row.occurred_on),
            kind: row.kind,
        });
        Ok(touches.collect())
    }

    /// The days of touches from `from` on, by account and day: of those that took place by `until` and were recorded by
    /// `known`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn touch_days(&self, from: Day, until: Micros, known: Micros) -> Result<Vec<(AccountId, Day)>> {
        let rows = fetch_all!(self.read().await?, DayRecord, "sql/touches/days.sql", from.0, until.0, known.0)?;
        Ok(rows.into_iter().map(|row| (AccountId(row.account), day(row.occurred_on))).collect())
    }
}

#[derive(FromRow)]
struct DayRecord {
    account: i64,
    occurred_on: i64,
}

impl Tx {
    /// Records touches. One whose `source_key` is known already is left as it is. Write their facts in the same
    /// transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_touches(&mut self, touches: &[Touch]) -> Result<Counts> {
        let mut counts = Counts::default();
        for chunk in chunks(touches, CHUNK, |touch| touch.summary.len() + touch.body.len()) {
            let rows: Vec<NewTouch<'_>> = chunk.iter().map(NewTouch::new).collect::<Result<_>>()?;
            let made = execute!(self, "sql/sqlite/touches/insert.sql", json(&rows)?)?;
            counts.new += made;
            counts.unchanged += chunk.len() as u64 - made;
        }
        Ok(counts)
    }
}
