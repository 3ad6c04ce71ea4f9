//! Rows of tables `delivery` and `delivery_attempt`, on their way in and out. On a server what goes to a person is sealed.

use super::bulk::{hex, unhex};
use super::deliveries::{Delivery, DeliveryAttempt, DeliveryKind, DeliveryState, Tried};
use super::error::{Result, StateError};
use super::keys::Subject;
use super::sealing::Sealing;
use banso_kernel::{AccountId, Micros, PersonId};
use serde::Serialize;
use sqlx::FromRow;

/// What is sealed of a message to a person.
pub(super) const PAYLOAD: &str = "delivery.payload";
pub(super) const ERROR: &str = "delivery.last_error";
pub(super) const ATTEMPT: &str = "delivery_attempt";

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
    pub(super) fn delivery(self, sealing: &Sealing) -> Result<Delivery> {
        let (payload, last_error) = match self.person {
            Some(_) => (
                sealing.open(PAYLOAD, self.payload)?.unwrap_or_else(|| "{}".to_owned()),
                sealing.open(ERROR, self.last_error)?.unwrap_or_default(),
            ),
            None => (self.payload, self.last_error),
        };
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
            payload,
            state: DeliveryState::of(self.state)?,
            attempts: self.attempts,
            due_at: Micros(self.due_at),
            holder: self.holder,
            fencing: self.fencing,
            held_until: self.held_until.map(Micros),
            last_error,
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

impl AttemptRecord {
    /// Of a message to `person`.
    pub(super) fn attempt(self, person: Option<PersonId>, sealing: &Sealing) -> Result<DeliveryAttempt> {
        let open = |text: String| -> Result<String> {
            match person {
                Some(_) => Ok(sealing.open(ATTEMPT, text)?.unwrap_or_default()),
                None => Ok(text),
            }
        };
        Ok(DeliveryAttempt {
            n: self.n,
            started_at: Micros(self.started_at),
            ended_at: self.ended_at.map(Micros),
            status: self.status,
            request: open(self.request)?,
            response: open(self.response)?,
            error: open(self.error)?,
        })
    }
}

/// What is kept of a try to send a message to `person`, as it is stored.
pub(super) fn seal_tried(tried: &Tried, person: Option<i64>, sealing: &Sealing) -> Result<(Tried, String)> {
    let Some(person) = person.map(Subject::Person) else { return Ok((tried.clone(), tried.error.clone())) };
    // Whoever is erased meanwhile has no words left.
    let seal = |place, text: &str| match sealing.seal(person, place, text) {
        Err(StateError::Erased) => Ok(String::new()),
        sealed => sealed,
    };
    let (request, response) = (seal(ATTEMPT, &tried.request)?, seal(ATTEMPT, &tried.response)?);
    let sealed = Tried { request, response, error: seal(ATTEMPT, &tried.error)?, ..tried.clone() };
    Ok((sealed, seal(ERROR, &tried.error)?))
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
    payload: String,
    state: &'a str,
    due_at: i64,
    last_error: String,
    created_at: i64,
}

impl<'a> NewDelivery<'a> {
    pub(super) fn new(delivery: &'a Delivery, sealing: &Sealing) -> Result<Self> {
        let seal = |place, text: &str| match delivery.person {
            Some(person) => sealing.seal(Subject::Person(person.0), place, text),
            None => Ok(text.to_owned()),
        };
        // Reasons to hold a message are compared by the database; they are words of the program.
        let held = delivery.state == DeliveryState::Held;
        let last_error = if held { delivery.last_error.clone() } else { seal(ERROR, &delivery.last_error)? };
        Ok(Self {
            key: hex(&delivery.key),
            destination: delivery.destination,
            kind: delivery.kind.text(),
            account: delivery.account.map(|account| account.0),
            person: delivery.person.map(|person| person.0),
            play: delivery.play.as_deref(),
            run: delivery.run.map(|run| hex(&run)),
            step: delivery.step.as_deref(),
            payload: seal(PAYLOAD, &delivery.payload)?,
            state: delivery.state.text(),
            due_at: delivery.due_at.0,
            last_error,
            created_at: delivery.created_at.0,
        })
    }
}
