//! One event of a body: its fields as they stand, and the way to an [`Event`].

use super::context::Context;
use super::refusal::{Bad, Reason, Refusal};
use super::time::{self, Times};
use super::walk::Walk;
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
    /// All of it.
    text: &'a str,
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
    /// The item here; passes it.
    pub(super) fn read(walk: &mut Walk<'a>) -> Self {
        let start = walk.place();
        let mut item = Self::default();
        if walk.byte() == b'{' {
            walk.enter();
            item.fields(walk);
        } else {
            walk.value();
        }
        item.text = walk.since(start);
        item
    }

    fn fields(&mut self, walk: &mut Walk<'a>) {
        while let Some(key) = walk.key() {
            let value = walk.value();
            let place = match key.plain().as_ref() {
                "type" => &mut self.kind,
                "event" => &mut self.event,
                "messageId" => &mut self.message,
                "uuid" => &mut self.uuid,
                "userId" => &mut self.user,
                "anonymousId" => &mut self.anonymous,
                "groupId" => &mut self.group,
                "previousId" => &mut self.previous,
                "name" => &mut self.name,
                "category" => &mut self.category,
                "properties" => &mut self.properties,
                "traits" => &mut self.traits,
                "context" => &mut self.context,
                "writeKey" | "api_key" => &mut self.write_key,
                "distinct_id" => &mut self.distinct,
                "$set" => &mut self.set,
                "originalTimestamp" => &mut self.original,
                "timestamp" => &mut self.timestamp,
                "sentAt" | "sent_at" => &mut self.sent,
                _ => continue,
            };
            *place = Some(value).filter(|value| !matches!(*value, "null" | "\"\""));
        }
    }

    /// Whether PostHog's SDKs speak: their events have `distinct_id` and none of the ids that others have.
    fn is_posthog(&self) -> bool {
        self.distinct.is_some() && self.user.is_none() && self.anonymous.is_none()
    }
}

/// Makes an event of an item; `kind` where the request has told it already.
pub(super) fn event(item: &Item<'_>, kind: Option<Kind>, around: &Around<'_>) -> Result<Event, Refusal> {
    if !item.text.starts_with('{') {
        return Err(Bad::new(Reason::NotAnObject, item.text, "").refusal(None));
    }
    let message = id::id(item.message.or(item.uuid.filter(|_| item.is_posthog())), "messageId");
    let named = message.as_ref().ok().cloned().flatten();
    if item.text.len() > EVENT_BYTES {
        return Err(Bad::new(Reason::TooLarge, &format!("{} bytes", item.text.len()), "").refusal(named));
    }
    match message.and_then(|message| whole(item, kind, around, message)) {
        Ok(event) => Ok(event),
        Err(bad) => Err(bad.refusal(named)),
    }
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
