//! Destinations: where messages go.

use super::error::Result;
use super::open::State;
use super::statement::{execute, fetch_all, fetch_optional, scalar, scalar_optional};
use super::tx::Tx;
use super::words::words;
use banso_kernel::{MemberId, Micros};
use sqlx::FromRow;
use std::fmt;

words! {
    /// How a destination is reached.
    DestinationKind in "destination.kind" {
        /// An incoming webhook of Slack.
        SlackHook = "slack_hook",
        /// A bot of Slack.
        SlackBot = "slack_bot",
        /// A webhook by the Standard Webhooks specification.
        Webhook = "webhook",
        /// A mail server.
        Smtp = "smtp",
    }
}

/// A secret, sealed with a key that is not in the database.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

/// Says how long it is and nothing else.
impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

/// Where messages go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Ours; 0 before it is written.
    pub id: i64,
    /// How it is reached.
    pub kind: DestinationKind,
    /// What members and plays call it; no two have the same.
    pub name: String,
    /// The rest, as JSON made by the use case. Never secrets.
    pub config: String,
    /// What must not be seen.
    pub secret: Option<Sealed>,
    /// Whether anything is sent there.
    pub on: bool,
    /// Why not: a message id, or what a member wrote.
    pub why_off: String,
    /// How often in a row nothing got there.
    pub failures: i64,
    /// Whether it is meant where none of its sort is named.
    pub is_default: bool,
    /// When it was last changed or switched.
    pub changed_at: Micros,
    /// By whom; none for the program.
    pub changed_by: Option<MemberId>,
}

/// A row of table `destination`.
#[derive(FromRow)]
struct DestinationRecord {
    id: i64,
    kind: String,
    name: String,
    config: String,
    secret: Option<Vec<u8>>,
    state: String,
    why_off: String,
    failures: i64,
    is_default: i64,
    changed_at: i64,
    changed_by: Option<i64>,
}

impl DestinationRecord {
    fn destination(self) -> Result<Destination> {
        Ok(Destination {
            id: self.id,
            kind: DestinationKind::of(self.kind)?,
            name: self.name,
            config: self.config,
            secret: self.secret.map(Sealed),
            on: self.state == "on",
            why_off: self.why_off,
            failures: self.failures,
            is_default: self.is_default != 0,
            changed_at: Micros(self.changed_at),
            changed_by: self.changed_by.map(MemberId),
        })
    }
}

impl State {
    /// All destinations, by name.
    ///
    /// # Errors
    /// The database failed.
    pub async fn destinations(&self) -> Result<Vec<Destination>> {
        let rows = fetch_all!(self.read().await?, DestinationRecord, "sql/destinations/all.sql")?;
        rows.into_iter().map(DestinationRecord::destination).collect()
    }

    /// One destination.
    ///
    /// # Errors
    /// The database failed.
    pub async fn destination(&self, id: i64) -> Result<Option<Destination>> {
        let row = fetch_optional!(self.read().await?, DestinationRecord, "sql/destinations/one.sql", id)?;
        row.map(DestinationRecord::destination).transpose()
    }
}

impl Tx {
    /// As [`State::destinations`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn destinations(&mut self) -> Result<Vec<Destination>> {
        let rows = fetch_all!(self, DestinationRecord, "sql/destinations/all.sql")?;
        rows.into_iter().map(DestinationRecord::destination).collect()
    }

    /// Adds a destination that is on (kind, name, config, secret, who and when are looked at) and returns its id.
    ///
    /// # Errors
    /// The database failed, or the name is taken ([`is_duplicate`](super::StateError::is_duplicate)).
    pub async fn add_destination(&mut self, new: &Destination) -> Result<i64> {
        let Destination { kind, name, config, secret, changed_at, changed_by, .. } = new;
        let secret = secret.as_ref().map(|sealed| sealed.0.as_slice());
        let by = changed_by.map(|member| member.0);
        scalar!(self, "sql/destinations/add.sql", kind.text(), name, config, secret, changed_at.0, by)
    }

    /// Writes name, config and secret of a destination, and who changed them when. False if there is none.
    ///
    /// # Errors
    /// The database failed, or the name is taken ([`is_duplicate`](super::StateError::is_duplicate)).
    pub async fn change_destination(&mut self, changed: &Destination) -> Result<bool> {
        let Destination { id, name, config, secret, changed_at, changed_by, .. } = changed;
        let secret = secret.as_ref().map(|sealed| sealed.0.as_slice());
        let by = changed_by.map(|member| member.0);
        Ok(execute!(self, "sql/destinations/change.sql", id, name, config, secret, changed_at.0, by)? > 0)
    }

    /// Switches a destination on (then its failures are forgotten; `why` is empty) or off. False if it was so.
    ///
    /// # Errors
    /// The database failed.
    pub async fn switch_destination(
        &mut self,
        id: i64,
        on: bool,
        why: &str,
        at: Micros,
        by: Option<MemberId>,
    ) -> Result<bool> {
        let (state, by) = (if on { "on" } else { "off" }, by.map(|member| member.0));
        Ok(execute!(self, "sql/destinations/switch.sql", id, state, why, at.0, by)? > 0)
    }

    /// From now on this destination is meant where none of its sort (Slack, webhook, mail) is named.
    ///
    /// # Errors
    /// The database failed.
    pub async fn make_default_destination(&mut self, id: i64) -> Result<()> {
        execute!(self, "sql/destinations/make_default.sql", id)?;
        Ok(())
    }

    /// Notes that something got there, or did not. Returns how often in a row it did not; 0 if there is no such one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn note_destination(&mut self, id: i64, reached: bool) -> Result<i64> {
        if reached {
            execute!(self, "sql/destinations/succeeded.sql", id)?;
            return Ok(0);
        }
        let failures = scalar_optional!(self, "sql/destinations/failed.sql", id)?;
        Ok(failures.unwrap_or(0))
    }
}
