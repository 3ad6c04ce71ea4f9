//! Rows of tables `delivery` and `delivery_attempt`, on their way in and out.

use super::bulk::{hex, unhex};
use super::deliveries::{Delivery, DeliveryAttempt, DeliveryKind, DeliveryState};
use super::error::Result;
use banso_kernel::{AccountId, Micros, PersonId};
use serde::Serialize;
use sqlx::FromRow;

/// A delivery on its way out.
#[derive(FromRow)]
pub(super) struct DeliveryRecord {
    pub(super) id: i64,
    pub(super) key: String,
    pub(super) destination: Option<i64>,
    pub(super) kind: String,
    pub(super) account: Option<i64>,
    pub(super) person: Option<i64>,
    pub(super) play: Option<String>,
    pub(super) run: Option<String>,
    pub(super) step: Option<String>,
    pub(super) payload: String,
    pub(super) state: String,
    pub(super) attempts: i64,
    pub(super) due_at: i64,
    pub(super) holder: String,
    pub(super) fencing: i64,
    pub(super) held_until: Option<i64>,
    pub(super) last_error: String,
    pub(super) created_at: i64,
    pub(super) sent_at: Option<i64>,
}

impl DeliveryRecord {
    pub(super) fn delivery(self) -> Result<Delivery> {
        Ok(Delivery {
            id: self.id,
            key: unhex("delivery.key", &self.key)?,
            destination: self.destination,
            kind: DeliveryKind::of(self.kind)?,
            account: self.account.map(AccountId),
            person: self.person.map(PersonId),
            play: self.play,
            run: self.run.map(|run| unhex("delivery.run", &run)).transpose()?,
            step: self.step,
            payload: self.payload,
            state: DeliveryState::of(self.state)?,
            attempts: self.attempts,
            due_at: Micros(self.due_at),
            holder: self.holder,
            fencing: self.fencing,
            held_until: self.held_until.map(Micros),
            last_error: self.last_error,
            created_at: Micros(self.created_at),
            sent_at: self.sent_at.map(Micros),
        })
    }
}

/// A try on its way out.
#[derive(FromRow)]
pub(super) struct AttemptRecord {
    pub(super) n: i64,
    pub(super) started_at: i64,
    pub(super) ended_at: Option<i64>,
    pub(super) status: Option<i64>,
    pub(super) request: String,
    pub(super) response: String,
    pub(super) error: String,
}

impl From<AttemptRecord> for DeliveryAttempt {
    fn from(row: AttemptRecord) -> Self {
        Self {
            n: row.n,
            started_at: Micros(row.started_at),
            ended_at: row.ended_at.map(Micros),
            status: row.status,
            request: row.request,
            response: row.response,
            error: row.error,
        }
    }
}

/// A delivery on its way in.
#[derive(Serialize)]
pub(super) struct NewDelivery<'a> {
    key: String,
    destination: Option<i64>,
    kind: &'a str,
    account: Option<i64>,
    person: Option<i64>,
    play: Option<&'a str>,
    run: Option<String>,
    step: Option<&'a str>,
    payload: &'a str,
    state: &'a str,
    due_at: i64,
    last_error: &'a str,
    created_at: i64,
}

impl<'a> NewDelivery<'a> {
    pub(super) fn new(delivery: &'a Delivery) -> Self {
        Self {
            key: hex(&delivery.key),
            destination: delivery.destination,
            kind: delivery.kind.text(),
            account: delivery.account.map(|account| account.0),
            person: delivery.person.map(|person| person.0),
            play: delivery.play.as_deref(),
            run: delivery.run.map(|run| hex(&run)),
            step: delivery.step.as_deref(),
            payload: &delivery.payload,
            state: delivery.state.text(),
            due_at: delivery.due_at.0,
            last_error: &delivery.last_error,
            created_at: delivery.created_at.0,
        }
    }
}
