//! Events as product analytics SDKs send them (the Segment HTTP API), read into typed events.
//!
//! Bytes in, [`Event`]s and [`Refusal`]s out, in the order sent: no clock, no store. A body is looked at in this order:
//! [`inflate`] unpacks it, [`read`] checks that it is JSON (else [`Unreadable`]: nothing of it can be kept), and then
//! takes every event by itself, so that a bad one is refused alone and the rest is kept. Most of a body is borrowed
//! until an event is known to be good.
//!
//! What is kept of an event: who, which account, what, when, `properties`, and the traits of `identify` and `group`
//! calls. `context` (addresses, devices, user agents) is read for `groupId` and, of an `identify`, `traits` only. Facts
//! are kept for ever while persons can be forgotten, so nothing but `properties` comes into [`Event::props`]; what a
//! vendor puts into `properties` is the vendor's decision.
//!
//! Duplicate keys: the last one counts, as in the languages of the SDKs. `null` is the same as nothing.

mod call;
mod context;
mod gzip;
mod id;
mod item;
mod json;
mod posthog;
mod refusal;
mod said;
mod segment;
mod time;
mod walk;

pub use call::{Call, Kind};
pub use gzip::inflate;
pub use refusal::{Reason, Refusal, Unreadable};

use banso_kernel::Micros;
use context::Context;
use item::{Around, Item};
use serde::de::IgnoredAny;
use serde_json::{Map, Value};
use walk::Walk;

/// Most bytes of one event as it stands in the body: what Segment takes and its SDKs enforce.
pub const EVENT_BYTES: usize = 32 * 1024;
/// Most bytes of a body, unpacked: what Segment takes.
pub const BATCH_BYTES: usize = 500 * 1024;
/// Most events of a batch. SDKs send 15 to 100 at once; an event with an id and a time has 150 bytes or more, of which
/// [`BATCH_BYTES`] holds fewer. The limit stops bodies like `[0,0,0,…` from becoming 250,000 refusals.
pub const MOST_EVENTS: usize = 5_000;
/// Most characters of an id: of a person, an account or a message.
pub const ID_CHARS: usize = 200;
/// Most characters of the name of an event.
pub const NAME_CHARS: usize = 200;
/// Most levels of objects and lists within `properties` or `traits`, themselves counted.
pub const DEPTH: usize = 32;

/// What one request brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// The key in the body (`writeKey`, or PostHog's `api_key`), for a request without an `Authorization` header.
    pub write_key: Option<String>,
    /// Every event, in the order sent.
    pub events: Vec<Result<Event, Refusal>>,
}

/// One event, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// `messageId`. Where there is none, the id of the event is derived from `content`.
    pub message_id: Option<String>,
    /// Which call.
    pub kind: Kind,
    /// `userId`, trimmed, a number as text.
    pub user: Option<String>,
    /// `anonymousId`, likewise.
    pub anonymous: Option<String>,
    /// The account: `groupId` of a group call; `context.groupId`, `context.group_id` or `context.groups.id` of others.
    pub group: Option<String>,
    /// `previousId` of an alias call.
    pub previous: Option<String>,
    /// The name of the fact: what a track call says in `event`, the call's own name (`page`, `identify` …) else.
    pub name: String,
    /// `properties.value`, or else `properties.revenue`: the first of them that is a number of a magnitude below
    /// [`VALUE_LIMIT`](banso_domain::facts::VALUE_LIMIT).
    pub value: Option<f64>,
    /// `properties` of track, page and screen calls, with `name` and `category` of page and screen calls: a JSON object
    /// in one canonical form (keys sorted at every level, whole numbers without a fraction), or empty text for none.
    /// At most [`EVENT_BYTES`].
    pub props: String,
    /// `traits` of an identify call (laid over `context.traits`) or of a group call; names as sent.
    pub traits: Map<String, Value>,
    /// When it happened, by the server's clock.
    pub occurred_at: Micros,
    /// A hash of what was said: of all the above but `message_id`, with the time as the sender gave it. The same for
    /// an event that is sent again, whenever that is and in whatever batch. Events that came without a time are equal
    /// if the rest is.
    pub content: i64,
}

/// Reads the unpacked `body` of a request for `call` that came at `received_at`.
///
/// # Errors
/// [`Unreadable`] where nothing of the body can be used. A bad event is no error: it is in its place in the delivery.
pub fn read(call: Call, body: &[u8], received_at: Micros) -> Result<Delivery, Unreadable> {
    if body.len() > BATCH_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let text = std::str::from_utf8(body).map_err(|_| Unreadable::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim();
    // Checks the form of everything without a stack and without making anything of it; `walk` relies on this.
    serde_json::from_str::<IgnoredAny>(text)
        .map_err(|error| Unreadable::NotJson { line: error.line(), column: error.column() })?;
    match call.kind() {
        Some(kind) => Ok(single(kind, text, received_at)),
        None => batch(call, text, received_at),
    }
}

fn single(kind: Kind, text: &str, received_at: Micros) -> Delivery {
    let item = Item::read(&mut Walk::new(text));
    let event = item::event(&item, Some(kind), &Around::new(received_at, false));
    Delivery { write_key: item.write_key.and_then(json::short_text), events: vec![event] }
}

fn batch(call: Call, text: &str, received_at: Micros) -> Result<Delivery, Unreadable> {
    let mut around = Around::new(received_at, call == Call::Import);
    let (mut items, mut write_key) = (None, None);
    let mut walk = Walk::new(text);
    if walk.byte() != b'{' {
        return Err(Unreadable::NoBatch);
    }
    walk.enter();
    // What holds for all events may stand behind them.
    while let Some(key) = walk.key() {
        match key.plain().as_ref() {
            "batch" => items = list(&mut walk)?,
            "context" => around.context = Context::of(walk.value()),
            "sentAt" | "sent_at" => around.sent = time::moment(walk.value()),
            "writeKey" | "api_key" => write_key = json::short_text(walk.value()),
            _ => _ = walk.value(),
        }
    }
    let items: Vec<Item<'_>> = items.ok_or(Unreadable::NoBatch)?;
    Ok(Delivery { write_key, events: items.iter().map(|item| item::event(item, None, &around)).collect() })
}

fn list<'a>(walk: &mut Walk<'a>) -> Result<Option<Vec<Item<'a>>>, Unreadable> {
    if walk.byte() != b'[' {
        walk.value();
        return Ok(None);
    }
    let mut items = Vec::new();
    walk.enter();
    while walk.item() {
        if items.len() == MOST_EVENTS {
            return Err(Unreadable::TooMany);
        }
        items.push(Item::read(walk));
    }
    Ok(Some(items))
}
