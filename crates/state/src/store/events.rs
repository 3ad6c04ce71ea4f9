//! What members did: sign-ins, edits, exports. Never changed.

use super::error::Result;
use super::open::State;
use super::statement::{execute, fetch_all};
use super::tx::Tx;
use banso_kernel::{MemberId, Micros};
use sqlx::FromRow;

/// Something that a member (or the program) did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its place in the order; 0 before it is written.
    pub seq: i64,
    /// When.
    pub occurred_at: Micros,
    /// Who; none for the program or somebody unknown.
    pub member: Option<MemberId>,
    /// What: `edited`, `exported`, `signed_in`.
    pub verb: String,
    /// To what kind of thing: `account`, `import`, `member`.
    pub object: String,
    /// To which one; may be empty.
    pub object_id: String,
    /// More, as JSON made by the use case. Never secrets.
    pub detail: String,
}

impl Event {
    /// One that is not written yet.
    #[must_use]
    pub fn new(
        occurred_at: Micros,
        member: Option<MemberId>,
        verb: &str,
        object: &str,
        object_id: &str,
        detail: &serde_json::Value,
    ) -> Self {
        Self {
            seq: 0,
            occurred_at,
            member,
            verb: verb.to_owned(),
            object: object.to_owned(),
            object_id: object_id.to_owned(),
            detail: detail.to_string(),
        }
    }
}

/// Which events a page shows; an empty one shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Only what this member did.
    pub member: Option<MemberId>,
    /// Only what was done to this kind of thing.
    pub object: Option<String>,
    /// Only what was done so.
    pub verb: Option<String>,
    /// Only where this stands in the details or the id of the thing; ASCII letters of either case.
    pub text: Option<String>,
}

/// A row of table `event`.
#[derive(FromRow)]
struct EventRecord {
    seq: i64,
    occurred_at: i64,
    member: Option<i64>,
    verb: String,
    object: String,
    object_id: String,
    detail: String,
}

impl From<EventRecord> for Event {
    fn from(row: EventRecord) -> Self {
        Self {
            seq: row.seq,
            occurred_at: Micros(row.occurred_at),
            member: row.member.map(MemberId),
            verb: row.verb,
            object: row.object,
            object_id: row.object_id,
            detail: row.detail,
        }
    }
}

impl State {
    /// The newest events before place `before` (`i64::MAX` for the newest of all), newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn events(&self, before: i64, limit: i64) -> Result<Vec<Event>> {
        let rows = fetch_all!(self.read().await?, EventRecord, "sql/events/newest.sql", before, limit)?;
        Ok(rows.into_iter().map(Event::from).collect())
    }

    /// The events of one thing, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn events_of(&self, object: &str, object_id: &str, limit: i64) -> Result<Vec<Event>> {
        let rows = fetch_all!(self.read().await?, EventRecord, "sql/events/of_object.sql", object, object_id, limit)?;
        Ok(rows.into_iter().map(Event::from).collect())
    }

    /// The newest events before place `before` (`i64::MAX` for the newest of all) that a filter lets through, newest
    /// first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn events_page(&self, filter: &EventFilter, before: i64, limit: i64) -> Result<Vec<Event>> {
        let EventFilter { member, object, verb, text } = filter;
        let member = member.map(|member| member.0);
        let rows = fetch_all!(
            self.read().await?,
            EventRecord,
            "sql/sqlite/events/page.sql",
            before,
            member,
            object,
            verb,
            text,
            limit
        )?;
        Ok(rows.into_iter().map(Event::from).collect())
    }
}

impl Tx {
    /// Keeps an event.
    ///
    /// # Errors
    /// The database failed.
    pub async fn log(&mut self, event: &Event) -> Result<()> {
        let member = event.member.map(|member| member.0);
        let Event { occurred_at, verb, object, object_id, detail, .. } = event;
        execute!(self, "sql/events/insert.sql", occurred_at.0, member, verb, object, object_id, detail)?;
        Ok(())
    }
}
