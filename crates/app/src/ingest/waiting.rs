//! Events of users whose account is not known yet: kept as they came, and facts as soon as it is.

use super::who::user_mark;
use super::write::Placed;
use crate::Refused;
use banso_intake::event::{Event, Kind};
use banso_kernel::{AccountId, Micros};
use banso_state::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Events that are released with one statement.
const TOGETHER: i64 = 10_000;

/// An event as it is kept.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    kind: String,
    name: String,
    source: String,
    occurred_at: i64,
    /// The bits of the value, so that it comes back to the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value_bits: Option<u64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    props: String,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    traits: Map<String, Value>,
}

impl Kept {
    pub(super) fn of(source: &str, event: Event) -> Self {
        Self {
            kind: event.kind.name().to_owned(),
            name: event.name,
            source: source.to_owned(),
            occurred_at: event.occurred_at.0,
            value_bits: event.value.map(f64::to_bits),
            props: event.props,
            traits: event.traits,
        }
    }

    pub(super) fn text(&self) -> Result<String, Refused> {
        serde_json::to_string(self).map_err(Refused::broken)
    }
}

/// The events that waited for these users, now that their accounts are known, each with the number of its source.
pub(super) async fn release(tx: &mut Tx, arrived: &HashMap<String, AccountId>) -> Result<Vec<(i64, Placed)>, Refused> {
    let mut released = Vec::new();
    let marks: HashMap<String, (&str, AccountId)> =
        arrived.iter().map(|(user, account)| (user_mark(user), (user.as_str(), *account))).collect();
    let names: Vec<&str> = marks.keys().map(String::as_str).collect();
    while !names.is_empty() {
        let found = tx.waiting_of(&names, TOGETHER).await.map_err(Refused::broken)?;
        let places: Vec<i64> = found.iter().map(|event| event.seq).collect();
        tx.wait_no_longer(&places).await.map_err(Refused::broken)?;
        for waiting in &found {
            let Some((user, account)) = marks.get(&waiting.user) else { continue };
            let kept: Kept = serde_json::from_str(&waiting.body).map_err(Refused::broken)?;
            let event = Event {
                message_id: None,
                kind: Kind::named(&kept.kind).ok_or_else(|| Refused::broken("a waiting event is of no kind"))?,
                user: Some((*user).to_owned()),
                anonymous: None,
                group: None,
                previous: None,
                name: kept.name,
                value: kept.value_bits.map(f64::from_bits),
                props: kept.props,
                traits: kept.traits,
                occurred_at: Micros(kept.occurred_at),
                content: waiting.content,
            };
            let (id, received_at) = (waiting.id, waiting.received_at);
            let (person, source) = (Some((*user).to_owned()), kept.source);
            released.push((waiting.source, Placed { id, account: *account, person, source, received_at, event }));
        }
        if (found.len() as i64) < TOGETHER {
            break;
        }
    }
    Ok(released)
}
