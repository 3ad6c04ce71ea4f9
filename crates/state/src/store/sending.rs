//! Sending what is in the outbox: who takes what, how a try ends, what a member decides.

use super::bulk::{CHUNK, json};
use super::deliveries::{Delivery, DeliveryKind, DeliveryState, Ending, Tried};
use super::delivery_rows::{DeliveryRecord, seal_tried};
use super::destinations::DestinationKind;
use super::error::Result;
use super::statement::{execute, fetch_all, scalar, scalar_optional};
use super::tx::Tx;
use banso_kernel::Micros;
use futures::future::BoxFuture;
use sqlx::FromRow;

/// How much somebody takes at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimLimits {
    /// At most so many messages.
    pub messages: i64,
    /// So many may be under way to one destination, whoever sends them: one that is slow takes no more than these.
    pub per_destination: i64,
}

/// What a member decides about messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// They are sent (again) at this moment, with all tries before them. Not those that are sent or cancelled.
    Send(Micros),
    /// They are never sent. Not those that are being sent, or were.
    Cancel,
    /// They arrived at this moment. Only those that nobody is sure of.
    Arrived(Micros),
    /// They wait for another decision. Only those that wait for their time.
    Hold,
}

impl Decision {
    /// The state that it leads to, and those that it may start from.
    fn states(self) -> (DeliveryState, &'static [DeliveryState]) {
        use DeliveryState::{Cancelled, Dead, Held, Sent, Unsure, Waiting};
        match self {
            Self::Send(_) => (Waiting, &[Waiting, Held, Unsure, Dead]),
            Self::Cancel => (Cancelled, &[Waiting, Held, Unsure, Dead]),
            Self::Arrived(_) => (Sent, &[Unsure]),
            Self::Hold => (Held, &[Waiting]),
        }
    }
}

/// A message that is due.
#[derive(FromRow)]
struct CandidateRecord {
    id: i64,
    due_at: i64,
}

impl Tx {
    /// Takes messages that are due, for `holder` until `until`, each with a new fencing number. Every destination that
    /// is on has its turn: those whose first message is due longest first, one message of each, then the second ones.
    /// Messages to a destination that is off wait.
    ///
    /// # Errors
    /// The database failed.
    pub fn claim_deliveries<'a>(
        &'a mut self,
        holder: &'a str,
        now: Micros,
        until: Micros,
        limits: ClaimLimits,
    ) -> BoxFuture<'a, Result<Vec<Delivery>>> {
        // Boxed, so that so many statements are compiled once.
        Box::pin(async move {
            let mut lanes: Vec<(DeliveryKind, i64)> = DeliveryKind::ALL.iter().map(|kind| (*kind, 0)).collect();
            let destinations = self.destinations().await?;
            lanes.extend(destinations.iter().filter(|one| one.on).map(|one| (kind_of(one.kind), one.id)));
            let mut due = Vec::new();
            for (kind, destination) in lanes {
                let candidates = self.candidates(kind, destination, now, limits).await?;
                due.extend(candidates.into_iter().enumerate().map(|(turn, row)| (turn, row.due_at, row.id)));
            }
            due.sort_unstable();
            due.truncate(usize::try_from(limits.messages).unwrap_or(0));
            if due.is_empty() {
                return Ok(Vec::new());
            }
            let ids: Vec<i64> = due.into_iter().map(|(_, _, id)| id).collect();
            let ids = json(&ids)?;
            let rows = fetch_all!(self, DeliveryRecord, "sql/sqlite/deliveries/take.sql", ids, holder, until.0)?;
            execute!(self, "sql/sqlite/deliveries/begin_attempts.sql", ids, now.0)?;
            let taken = rows.into_iter().map(|row| row.delivery(self.sealing()));
            let mut taken: Vec<Delivery> = taken.collect::<Result<_>>()?;
            taken.sort_unstable_by_key(|delivery| (delivery.due_at, delivery.id));
            Ok(taken)
        })
    }

    /// The messages to a destination that may be taken.
    async fn candidates(
        &mut self,
        kind: DeliveryKind,
        destination: i64,
        now: Micros,
        limits: ClaimLimits,
    ) -> Result<Vec<CandidateRecord>> {
        let under_way: i64 = scalar!(self, "sql/deliveries/sending.sql", kind.text(), destination)?;
        let free = (limits.per_destination - under_way).min(limits.messages);
        if free <= 0 {
            return Ok(Vec::new());
        }
        fetch_all!(self, CandidateRecord, "sql/deliveries/candidates.sql", kind.text(), destination, now.0, free)
    }

    /// Writes how a try ended. False, and nothing is written, if somebody else took the message meanwhile or decided
    /// about it: `fencing` is that of whoever tried.
    ///
    /// # Errors
    /// The database failed.
    pub async fn finish_delivery(&mut self, id: i64, fencing: i64, tried: &Tried) -> Result<bool> {
        let person = match self.sealing().keys() {
            Some(_) => scalar_optional!(self, "sql/deliveries/person.sql", id)?.flatten(),
            None => None,
        };
        let (tried, last_error) = seal_tried(tried, person, self.sealing())?;
        let Tried { ending, at, status, request, response, error } = tried;
        let (state, due_at, sent_at) = match ending {
            Ending::Sent => (DeliveryState::Sent, None, Some(at.0)),
            Ending::Again(due_at) => (DeliveryState::Waiting, Some(due_at.0), None),
            Ending::Dead => (DeliveryState::Dead, None, None),
            Ending::Unsure => (DeliveryState::Unsure, None, None),
        };
        let done = execute!(self, "sql/deliveries/finish.sql", id, fencing, state.text(), due_at, last_error, sent_at)?;
        if done == 0 {
            return Ok(false);
        }
        execute!(self, "sql/deliveries/end_attempt.sql", id, fencing, at.0, status, request, response, error)?;
        Ok(true)
    }

    /// Ends the tries of those who were not heard of again in time, and of the holder `died`, who has (empty: nobody).
    /// Webhooks are sent again (their receivers know the key), of the others nobody is sure. Whoever comes back after
    /// that may still say how it ended, until somebody else takes the message or decides about it. Returns how many are
    /// sent again, and of how many nobody is sure.
    ///
    /// # Errors
    /// The database failed.
    pub async fn expire_deliveries(&mut self, now: Micros, died: &str) -> Result<(u64, u64)> {
        execute!(self, "sql/deliveries/expire_attempts.sql", now.0, died)?;
        let again = execute!(self, "sql/deliveries/expire_again.sql", now.0, died)?;
        let unsure = execute!(self, "sql/deliveries/expire_unsure.sql", now.0, died)?;
        Ok((again, unsure))
    }

    /// Decides about those of these messages that are in a state in which that can be decided. Returns how many those
    /// are.
    ///
    /// # Errors
    /// The database failed.
    pub async fn decide_deliveries(&mut self, ids: &[i64], decision: Decision) -> Result<u64> {
        let (state, from) = decision.states();
        let from: Vec<&str> = from.iter().map(|state| state.text()).collect();
        let (due_at, sent_at) = match decision {
            Decision::Send(at) => (Some(at.0), None),
            Decision::Arrived(at) => (None, Some(at.0)),
            Decision::Cancel | Decision::Hold => (None, None),
        };
        let mut changed = 0;
        for chunk in ids.chunks(CHUNK) {
            let (ids, from) = (json(chunk)?, json(&from)?);
            changed += execute!(self, "sql/sqlite/deliveries/decide.sql", ids, state.text(), due_at, sent_at, from)?;
        }
        Ok(changed)
    }

    /// Holds everything that waits or is being sent: after a restore it may have arrived since the backup. `why` is
    /// what [`Tx::release_deliveries`] knows them by. Returns how many those are.
    ///
    /// # Errors
    /// The database failed.
    pub async fn hold_deliveries(&mut self, why: &str) -> Result<u64> {
        execute!(self, "sql/deliveries/hold_all.sql", why)
    }

    /// Sends everything that is held for this reason. Returns how many those are.
    ///
    /// # Errors
    /// The database failed.
    pub async fn release_deliveries(&mut self, why: &str, now: Micros) -> Result<u64> {
        execute!(self, "sql/deliveries/release_all.sql", why, now.0)
    }
}

/// What goes to a destination of this kind.
fn kind_of(destination: DestinationKind) -> DeliveryKind {
    match destination {
        DestinationKind::SlackHook | DestinationKind::SlackBot => DeliveryKind::Slack,
        DestinationKind::Webhook => DeliveryKind::Webhook,
        DestinationKind::Smtp => DeliveryKind::Mail,
    }
}
