//! One event of a body: its fields as they stand, and the way to an [`Event`].

use super::context::Context;
use super::refusal::{Bad, Reason, Refusal};
use super::time::{self, Times};
use super::{EVENT_BYTES, Event, Kind, id, json, posthog, segment};
use banso_kernel::Micros;

/// What a request says about all its events.
pub(super) struct Around<'a> {
    pub(super) received_at: Micros,
    /// Times are taken as they stand.
    pub(super) past: bool,
    pub(super) sent: Option<Micros>,
    pub(super) context: Context<'a>,
}

impl Around<'_> {
    pub(super) fn new(received_at: Micros, past: bool) -> Self {
        Self { received_at, past, sent: None, context: Context::default() }
    }
}

/// The fields of an event that are read, as they stand; `null` and `""` are nothing.
#[derive(Default)]
pub(super) struct Item<'a> {
    pub(super) kind: Option<&'a str>,
    pub(super) event: Option<&'a str>,
    message: Option<&'a str>,
    pub(super) user: Option<&'a str>,
    pub(super) anonymous: Option<&'a str>,
    pub(super) group: Option<&'a str>,
    pub(super) previous: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) category: Option<&'a str>,
    pub(super) properties: Option<&'a str>,
    pub(super) traits: Option<&'a str>,
    pub(super) context: Option<&'a str>,
    pub(super) write_key: Option<&'a str>,
    /// PostHog's id of the person.
    pub(super) distinct: Option<&'a str>,
    /// PostHog's id of the event.
    uuid: Option<&'a str>,
    /// PostHog's traits.
    pub(super) set: Option<&'a str>,
    original: Option<&'a str>,
    timestamp: Option<&'a str>,
    sent: Option<&'a str>,
}

impl<'a> Item<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut item = Self::default();
        for (key, value) in json::fields(text) {
            let place = match key.plain().as_ref() {
                "type" => &mut item.kind,
                "event" => &mut item.event,
                "messageId" => &mut item.message,
                "uuid" => &mut item.uuid,
                "userId" => &mut item.user,
                "anonymousId" => &mut item.anonymous,
                "groupId" => &mut item.group,
                "previousId" => &mut item.previous,
                "name" => &mut item.name,
                "category" => &mut item.category,
                "properties" => &mut item.properties,
                "traits" => &mut item.traits,
                "context" => &mut item.context,
                "writeKey" | "api_key" => &mut item.write_key,
                "distinct_id" => &mut item.distinct,
                "$set" => &mut item.set,
                "originalTimestamp" => &mut item.original,
                "timestamp" => &mut item.timestamp,
                "sentAt" | "sent_at" => &mut item.sent,
                _ => continue,
            };
            *place = Some(value).filter(|value| !matches!(*value, "null" | "\"\""));
        }
        item
    }

    /// Whether PostHog's SDKs speak: their events have `distinct_id` and none of the ids that others have.
    fn is_posthog(&self) -> bool {
        self.distinct.is_some() && self.user.is_none() && self.anonymous.is_none()
    }
}

/// Reads one event; `kind` where the request has told it already.
pub(super) fn read(text: &str, kind: Option<Kind>, around: &Around<'_>) -> Result<Event, Refusal> {
    if !text.starts_with('{') {
        return Err(Bad::new(Reason::NotAnObject, text, "").refusal(None));
    }
    let item = Item::of(text);
    let message = id::id(item.message.or(item.uuid.filter(|_| item.is_posthog())), "messageId");
    let named = message.as_ref().ok().cloned().flatten();
    if text.len() > EVENT_BYTES {
        return Err(Bad::new(Reason::TooLarge, &format!("{} bytes", text.len()), "").refusal(named));
    }
    message.and_then(|message| whole(&item, kind, around, message)).map_err(|bad| bad.refusal(named))
}

fn whole(item: &Item<'_>, kind: Option<Kind>, around: &Around<'_>, message: Option<String>) -> Result<Event, Bad> {
    let said = if kind.is_none() && item.is_posthog() {
        posthog::said(item)?
    } else {
        let kind = kind.or_else(|| Kind::named(&json::text(item.kind?)?));
        let kind = kind.ok_or_else(|| Bad::new(Reason::UnknownType, "type", item.kind.unwrap_or_default()))?;
        segment::said(item, kind, item.context.map(Context::of).unwrap_or_default().within(around.context))?
    };
    let sent = item.sent.and_then(time::moment).or(around.sent);
    let times = Times { original: item.original, timestamp: item.timestamp, sent };
    let (occurred_at, told) = time::occurred(times, around.past, around.received_at)?;
    said.event(message, occurred_at, told)
}
