//! The outbox: messages that were decided on, written in the transaction of the decision, and how far each has come.

use super::bulk::{CHUNK, chunks, json, only, rows, unhex};
use super::delivery_rows::{AttemptRecord, DeliveryRecord, NewDelivery};
use super::error::{Result, StateError};
use super::open::State;
use super::plays::Key;
use super::statement::{execute, fetch_all, fetch_optional, scalar};
use super::tx::Tx;
use super::words::words;
use banso_kernel::{AccountId, Micros, PersonId};
use sqlx::FromRow;

words! {
    /// What kind of message it is.
    DeliveryKind in "delivery.kind" {
        /// To Slack.
        Slack = "slack",
        /// By mail.
        Mail = "mail",
        /// To a webhook.
        Webhook = "webhook",
    }
}

words! {
    /// How far a message has come.
    DeliveryState in "delivery.state" {
        /// To be sent when it is due.
        Waiting = "waiting",
        /// Being sent; if its program was stopped, until the lease ends.
        Sending = "sending",
        /// Arrived.
        Sent = "sent",
        /// Given up.
        Dead = "dead",
        /// It may have arrived or not: a member decides.
        Unsure = "unsure",
        /// Kept back until a member releases it.
        Held = "held",
        /// Never to be sent.
        Cancelled = "cancelled",
    }
}

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Ours; 0 before it is written.
    pub id: i64,
    /// Of the decision to send it; receivers get it as idempotency key.
    pub key: Key,
    /// Where it goes; none: to the default one of its kind.
    pub destination: Option<i64>,
    /// What kind of message it is.
    pub kind: DeliveryKind,
    /// About whom.
    pub account: Option<AccountId>,
    /// To whom of theirs.
    pub person: Option<PersonId>,
    /// The play that asks for it.
    pub play: Option<String>,
    /// The run of that play.
    pub run: Option<Key>,
    /// The step of that play.
    pub step: Option<String>,
    /// What it says, as JSON made by the use case.
    pub payload: String,
    /// How far it has come.
    pub state: DeliveryState,
    /// How often it was tried since it was last set going.
    pub attempts: i64,
    /// When it is to be tried.
    pub due_at: Micros,
    /// Who sends it; empty while nobody does.
    pub holder: String,
    /// Grows whenever somebody takes it or decides about it: whoever has an older number has no say any more.
    pub fencing: i64,
    /// Until when whoever sends it has it.
    pub held_until: Option<Micros>,
    /// Why it did not arrive, or is held or cancelled: a message id, or what the receiver said.
    pub last_error: String,
    /// When it was decided on.
    pub created_at: Micros,
    /// When it arrived.
    pub sent_at: Option<Micros>,
}

/// One try to send a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryAttempt {
    /// Grows from try to try, not by one each.
    pub n: i64,
    /// When it began.
    pub started_at: Micros,
    /// When it ended; none while it is under way.
    pub ended_at: Option<Micros>,
    /// What the receiver answered, as HTTP or SMTP numbers it.
    pub status: Option<i64>,
    /// What was sent, without secrets.
    pub request: String,
    /// What was answered.
    pub response: String,
    /// What went wrong; empty if nothing did. `lease`: whoever sent it was not heard of again.
    pub error: String,
}

/// What a try has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It arrived.
    Sent,
    /// It is to be tried again at this moment.
    Again(Micros),
    /// It is given up.
    Dead,
    /// Nobody knows whether it arrived.
    Unsure,
}

/// How a try ended, and what is kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// What it has come to.
    pub ending: Ending,
    /// When it ended.
    pub at: Micros,
    /// As [`DeliveryAttempt::status`].
    pub status: Option<i64>,
    /// As [`DeliveryAttempt::request`].
    pub request: String,
    /// As [`DeliveryAttempt::response`].
    pub response: String,
    /// As [`DeliveryAttempt::error`].
    pub error: String,
}

/// Which deliveries a page shows; an empty one shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryFilter {
    /// Only these.
    pub state: Option<DeliveryState>,
    /// Only these.
    pub kind: Option<DeliveryKind>,
    /// Only to this one.
    pub destination: Option<i64>,
    /// Only of this play.
    pub play: Option<String>,
    /// Only about this account.
    pub account: Option<AccountId>,
    /// Only to this person.
    pub person: Option<PersonId>,
}

/// How many deliveries there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryCount {
    /// Of which kind.
    pub kind: DeliveryKind,
    /// Where they go.
    pub destination: Option<i64>,
    /// How far they have come.
    pub state: DeliveryState,
    /// How many.
    pub deliveries: u64,
}

/// How far a message of a run that is under way has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunDelivery {
    /// About whom.
    pub account: AccountId,
    /// Of which run.
    pub run: Key,
    /// Of which step.
    pub step: String,
    /// How far it has come.
    pub state: DeliveryState,
    /// When it arrived.
    pub sent_at: Option<Micros>,
}

/// How many rows of table `delivery`.
#[derive(FromRow)]
struct CountRecord {
    kind: String,
    destination: Option<i64>,
    state: String,
    deliveries: i64,
}

/// When somebody gets a message.
#[derive(FromRow)]
struct MessageRecord {
    person: i64,
    moment: i64,
}

impl State {
    /// How many deliveries there are, by kind, destination and state.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delivery_counts(&self) -> Result<Vec<DeliveryCount>> {
        let rows = fetch_all!(self.read().await?, CountRecord, "sql/sqlite/deliveries/counts.sql")?;
        let count = |row: CountRecord| {
            Ok(DeliveryCount {
                kind: DeliveryKind::of(row.kind)?,
                destination: row.destination,
                state: DeliveryState::of(row.state)?,
                deliveries: row.deliveries.unsigned_abs(),
            })
        };
        rows.into_iter().map(count).collect()
    }

    /// The newest deliveries with an id below `before` (`i64::MAX` for the newest of all), newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn deliveries(&self, filter: &DeliveryFilter, before: i64, limit: i64) -> Result<Vec<Delivery>> {
        let rows = fetch_all!(
            self.read().await?,
            DeliveryRecord,
            "sql/sqlite/deliveries/page.sql",
            before,
            filter.state.map(DeliveryState::text),
            filter.destination,
            filter.play,
            filter.account.map(|account| account.0),
            filter.person.map(|person| person.0),
            filter.kind.map(DeliveryKind::text),
            limit
        )?;
        rows.into_iter().map(|row| row.delivery(self.sealing())).collect()
    }

    /// One delivery with all tries, oldest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delivery(&self, id: i64) -> Result<Option<(Delivery, Vec<DeliveryAttempt>)>> {
        let mut reader = self.read().await?;
        let Some(row) = fetch_optional!(reader, DeliveryRecord, "sql/sqlite/deliveries/one.sql", id)? else {
            return Ok(None);
        };
        let attempts = fetch_all!(reader, AttemptRecord, "sql/deliveries/attempts.sql", id)?;
        let delivery = row.delivery(self.sealing())?;
        let attempts = attempts.into_iter().map(|row| row.attempt(delivery.person, self.sealing()));
        let attempts = attempts.collect::<Result<_>>()?;
        Ok(Some((delivery, attempts)))
    }

    /// The messages of runs that are under way, in no order; `accounts` none: of all.
    ///
    /// # Errors
    /// The database failed.
    pub async fn run_deliveries(&self, accounts: Option<&[AccountId]>) -> Result<Vec<RunDelivery>> {
        let json = scalar!(self.read().await?, "sql/sqlite/deliveries/of_runs.sql", only(accounts)?)?;
        let sent = |(account, run, step, state, sent_at): (i64, String, Option<String>, String, Option<i64>)| {
            Ok(RunDelivery {
                account: AccountId(account),
                run: unhex("delivery.run", &run)?,
                step: step.unwrap_or_default(),
                state: DeliveryState::of(state)?,
                sent_at: sent_at.map(Micros),
            })
        };
        rows(&json)?.into_iter().map(sent).collect()
    }

    /// The moments from `since` on at which people got a message or are to get one, by person and moment. Messages that
    /// are held, cancelled or given up do not count.
    ///
    /// # Errors
    /// The database failed.
    pub async fn messages_since(&self, since: Micros) -> Result<Vec<(PersonId, Micros)>> {
        let rows = fetch_all!(self.read().await?, MessageRecord, "sql/sqlite/deliveries/messages_since.sql", since.0)?;
        Ok(rows.into_iter().map(|row| (PersonId(row.person), Micros(row.moment))).collect())
    }

    /// When the next message is due; none if none waits.
    ///
    /// # Errors
    /// The database failed.
    pub async fn next_delivery(&self) -> Result<Option<Micros>> {
        let at: Option<i64> = scalar!(self.read().await?, "sql/deliveries/next_due.sql")?;
        Ok(at.map(Micros))
    }
}

impl Tx {
    /// Writes messages to be sent, in the transaction that decides on them (`id`, `attempts`, `holder`, `fencing`,
    /// `held_until` and `sent_at` are not looked at). One whose key is there already stays as it is. Returns how many
    /// are new.
    ///
    /// # Errors
    /// The database failed.
    pub async fn enqueue(&mut self, deliveries: &[Delivery]) -> Result<u64> {
        let mut new = 0;
        for chunk in chunks(deliveries, CHUNK, |delivery| delivery.payload.len()) {
            let rows = chunk.iter().map(|delivery| NewDelivery::new(delivery, self.sealing()));
            // Nothing is sent to somebody who is just being erased.
            let rows = rows.filter(|row| !matches!(row, Err(StateError::Erased)));
            let rows: Vec<NewDelivery<'_>> = rows.collect::<Result<_>>()?;
            new += execute!(self, "sql/sqlite/deliveries/add.sql", json(&rows)?)?;
        }
        Ok(new)
    }

    /// The moments from `since` on at which these people got a message or are to get one, by person. Messages that are
    /// held, cancelled or given up do not count. What is read here holds until the transaction ends: a limit that is
    /// judged by it holds whoever else enqueues.
    ///
    /// # Errors
    /// The database failed.
    pub async fn messages_to(&mut self, people: &[PersonId], since: Micros) -> Result<Vec<(PersonId, Micros)>> {
        let mut found = Vec::new();
        for chunk in people.chunks(CHUNK) {
            let rows = fetch_all!(self, MessageRecord, "sql/sqlite/deliveries/messages_to.sql", json(chunk)?, since.0)?;
            found.extend(rows.into_iter().map(|row| (PersonId(row.person), Micros(row.moment))));
        }
        Ok(found)
    }
}
