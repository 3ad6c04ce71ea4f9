//! Messages on their way and past.

use super::messages::Payload;
use super::naming::Naming;
use super::*;
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_kernel::{Lang, Problem, Text};
use banso_state::{Decision, Delivery, DeliveryFilter, DeliveryState, Event};
use std::collections::BTreeMap;

/// Rows of a page.
const PAGE: i64 = 50;

impl App {
    /// Messages in a state (all if none), older than `before`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn deliveries(
        &self,
        who: &Principal,
        state: Option<&str>,
        play: Option<&str>,
        before: Option<i64>,
    ) -> Result<Deliveries, Refused> {
        who.needs(Role::Csm)?;
        let state = state.map(|state| DeliveryState::parse(state).ok_or(Refused::Missing)).transpose()?;
        let filter = DeliveryFilter { state, play: play.map(str::to_owned), ..DeliveryFilter::default() };
        let page =
            self.state.deliveries(&filter, before.unwrap_or(i64::MAX), PAGE + 1).await.map_err(Refused::broken)?;
        let naming = Naming::load(self).await?;
        let destinations = self.destination_names().await?;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for count in self.state.delivery_counts().await.map_err(Refused::broken)? {
            *counts.entry(count.state.text().to_owned()).or_default() += usize::try_from(count.deliveries).unwrap_or(0);
        }
        let more = page.len() as i64 > PAGE;
        let rows: Vec<DeliveryRow> =
            page.iter().take(PAGE as usize).map(|one| row(one, &naming, &destinations, who.lang)).collect();
        let before = rows.last().map(|row| row.id).filter(|_| more);
        Ok(Deliveries { rows, counts, before })
    }

    async fn destination_names(&self) -> Result<BTreeMap<i64, String>, Refused> {
        let all = self.state.destinations().await.map_err(Refused::broken)?;
        Ok(all.into_iter().map(|one| (one.id, one.name)).collect())
    }

    /// One message with its tries.
    ///
    /// # Errors
    /// There is no such message.
    pub async fn delivery(&self, who: &Principal, id: i64) -> Result<DeliveryPage, Refused> {
        who.needs(Role::Csm)?;
        let (delivery, attempts) = self.state.delivery(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let (naming, destinations) = (Naming::load(self).await?, self.destination_names().await?);
        let payload: Option<Payload> = serde_json::from_str(&delivery.payload).ok();
        let letter = match &payload {
            Some(payload) => self.letter_seen(&delivery, payload).await?,
            None => None,
        };
        let (subject, text) = match (&letter, &payload) {
            (Some(letter), _) => (letter.subject.clone(), letter.text.clone()),
            (None, Some(payload)) => told_by(payload),
            (None, None) => (String::new(), delivery.payload.clone()),
        };
        let count = attempts.len();
        let attempts = attempts.into_iter().rev().enumerate().map(|(at, one)| AttemptRow {
            n: u32::try_from(count - at).unwrap_or(u32::MAX),
            at: one.started_at,
            status: one.status,
            request: one.request,
            response: one.response,
            error: told(&one.error, who.lang),
        });
        Ok(DeliveryPage {
            row: row(&delivery, &naming, &destinations, who.lang),
            subject,
            text,
            letter,
            attempts: attempts.collect(),
        })
    }

    /// Sends again what is dead, unsure or held; under the same key, so that its receiver can tell.
    ///
    /// # Errors
    /// It is in another state; no CSM.
    pub async fn send_again(&self, who: &Principal, id: i64) -> Result<(), Refused> {
        let now = self.clock.now();
        self.decide_delivery(who, id, Decision::Send(now), "sent_again").await
    }

    /// Takes back what has not gone.
    ///
    /// # Errors
    /// It is in another state; no CSM.
    pub async fn cancel_delivery(&self, who: &Principal, id: i64) -> Result<(), Refused> {
        self.decide_delivery(who, id, Decision::Cancel, "cancelled").await
    }

    async fn decide_delivery(&self, who: &Principal, id: i64, what: Decision, verb: &str) -> Result<(), Refused> {
        who.needs(Role::Csm)?;
        let now = self.clock.now();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        if tx.decide_deliveries(&[id], what).await.map_err(Refused::broken)? == 0 {
            return Err(Refused::wrong("", Problem::new("deliveries-problem-state")));
        }
        let event = Event::new(now, Some(who.member), verb, "delivery", &id.to_string(), &serde_json::json!({}));
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// Holds everything that is on its way: after a restore it may have gone since the backup (T19).
    ///
    /// # Errors
    /// The database failed.
    pub async fn hold_messages(&self) -> Result<u64, Refused> {
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let held = tx.hold_deliveries("deliveries-held-restored").await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(held)
    }
}

/// Head and text of a message.
fn told_by(payload: &Payload) -> (String, String) {
    match payload {
        Payload::Mail { subject, body, .. } => (subject.clone(), body.clone()),
        Payload::Slack { title, lines, .. } => (title.clone(), lines.join("\n")),
        Payload::Webhook { event, data } => (event.clone(), serde_json::to_string_pretty(data).unwrap_or_default()),
    }
}

/// What went wrong, in words: a problem or its code, as rows keep it.
pub(super) fn told(error: &str, lang: Lang) -> String {
    let problem = serde_json::from_str::<Problem>(error).unwrap_or_else(|_| Problem::new(error));
    banso_words::words(lang).problem(&problem)
}

fn row(one: &Delivery, naming: &Naming, destinations: &BTreeMap<i64, String>, lang: Lang) -> DeliveryRow {
    let payload: Option<Payload> = serde_json::from_str(&one.payload).ok();
    let same = |id: &str| Text { ja: id.to_owned(), en: id.to_owned() };
    let play = one.play.as_ref().map(|id| (id.clone(), naming.plays.get(id).cloned().unwrap_or_else(|| same(id))));
    DeliveryRow {
        id: one.id,
        kind: one.kind.text().to_owned(),
        destination: one.destination.and_then(|id| destinations.get(&id).cloned()).unwrap_or_default(),
        account: one.account.map(|id| naming.account(id)),
        person: one.person,
        play,
        title: payload.as_ref().map(|payload| payload.title().to_owned()).unwrap_or_default(),
        state: one.state.text().to_owned(),
        attempts: u32::try_from(one.attempts).unwrap_or(u32::MAX),
        due_at: one.sent_at.unwrap_or(one.due_at),
        error: told(&one.last_error, lang),
    }
}
