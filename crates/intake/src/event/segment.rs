//! What an event says in the words of Segment's interface, which RudderStack's SDKs speak too.

use super::context::Context;
use super::item::Item;
use super::json::{self, Fields, Json};
use super::refusal::{Bad, Reason};
use super::said::Said;
use super::walk::Walk;
use super::{Kind, id};
use std::borrow::Cow;

pub(super) fn said<'a>(item: &Item<'a>, kind: Kind, context: Context<'a>) -> Result<Said<'a>, Bad> {
    let missing = |reason, place| Bad::new(reason, place, "");
    let mut said = Said::new(kind);
    said.user = id::id(item.user, "userId")?;
    said.anonymous = id::id(item.anonymous, "anonymousId")?;
    if said.user.is_none() && said.anonymous.is_none() && kind != Kind::Group {
        return Err(missing(Reason::NoPerson, "userId, anonymousId"));
    }
    said.group = match kind {
        Kind::Group => Some(id::id(item.group, "groupId")?.ok_or_else(|| missing(Reason::NoGroup, "groupId"))?),
        _ => id::id(context.group, "context.groupId")?,
    };
    match kind {
        Kind::Track => {
            said.name = id::name(item.event, "event")?.ok_or_else(|| missing(Reason::NoEventName, "event"))?;
            said.props = json::tree(item.properties, "properties")?;
        }
        Kind::Page | Kind::Screen => said.props = seen(item)?,
        Kind::Identify => {
            let mut traits = json::tree(context.traits, "context.traits")?;
            traits.extend(json::tree(item.traits, "traits")?);
            said.traits = json::sorted(traits);
        }
        // Traits in the context of a group call are the person's.
        Kind::Group => said.traits = json::tree(item.traits, "traits")?,
        Kind::Alias => {
            let previous = id::id(item.previous, "previousId")?;
            said.previous = Some(previous.ok_or_else(|| missing(Reason::NoPrevious, "previousId"))?);
        }
    }
    Ok(said)
}

/// The properties of a page or screen, with its name and category, which stand beside them.
fn seen<'a>(item: &Item<'a>) -> Result<Fields<'a>, Bad> {
    let mut props = json::tree(item.properties, "properties")?;
    for (key, raw) in [("name", item.name), ("category", item.category)] {
        // A title may be longer than a name: it is only a property.
        if let Some(raw) = raw.filter(|raw| !raw.starts_with(['{', '['])) {
            props.push((Cow::Borrowed(key), Json::read(&mut Walk::new(raw), key, 1)?));
        }
    }
    Ok(json::sorted(props))
}
