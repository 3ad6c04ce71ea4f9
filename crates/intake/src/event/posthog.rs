//! What an event says in the words of PostHog's SDKs: everything is a track call, and the names of some events and
//! properties, which begin with `$`, mean the other calls.
//!
//! Properties that begin with `$` are of the SDK's making (library, system, address, traits) and come into no fact.

use super::item::Item;
use super::json::{self, Fields};
use super::refusal::{Bad, Reason};
use super::said::Said;
use super::walk;
use super::{Kind, id};

/// The types of groups that are accounts, in the order in which they are looked for. An event with one group of another
/// type belongs to that.
const ACCOUNTS: [&str; 4] = ["company", "account", "organization", "customer"];

/// The `$` properties that are read, as they stand.
#[derive(Default)]
struct Own<'a> {
    groups: Option<&'a str>,
    group_key: Option<&'a str>,
    group_set: Option<&'a str>,
    set: Option<&'a str>,
    set_once: Option<&'a str>,
    before: Option<&'a str>,
    alias: Option<&'a str>,
    /// `false` where the SDK made the id up.
    profile: Option<&'a str>,
}

impl<'a> Own<'a> {
    fn of(raw: &'a str) -> Self {
        let mut own = Self::default();
        for (key, value) in walk::fields(raw) {
            let place = match key.plain().as_ref() {
                "$groups" => &mut own.groups,
                "$group_key" => &mut own.group_key,
                "$group_set" => &mut own.group_set,
                "$set" => &mut own.set,
                "$set_once" => &mut own.set_once,
                "$anon_distinct_id" => &mut own.before,
                "alias" => &mut own.alias,
                "$process_person_profile" => &mut own.profile,
                _ => continue,
            };
            *place = Some(value).filter(|value| *value != "null");
        }
        own
    }

    /// The account among `$groups`.
    fn account(&self) -> Option<&'a str> {
        let groups: Vec<_> = walk::fields(self.groups?).map(|(key, value)| (key.plain(), value)).collect();
        let found = ACCOUNTS.iter().find_map(|name| groups.iter().rfind(|(key, _)| key == name));
        match (found, groups.as_slice()) {
            (Some((_, value)), _) | (None, [(_, value)]) => Some(*value).filter(|value| *value != "null"),
            _ => None,
        }
    }
}

pub(super) fn said<'a>(item: &Item<'a>) -> Result<Said<'a>, Bad> {
    let missing = |reason, place| Bad::new(reason, place, "");
    let name = id::name(item.event, "event")?.ok_or_else(|| missing(Reason::NoEventName, "event"))?;
    let own = item.properties.map(Own::of).unwrap_or_default();
    let kind = match name.as_str() {
        "$identify" | "$set" => Kind::Identify,
        "$groupidentify" => Kind::Group,
        "$create_alias" => Kind::Alias,
        "$pageview" => Kind::Page,
        "$screen" => Kind::Screen,
        _ => Kind::Track,
    };
    let mut said = Said::new(kind);
    let person = id::id(item.distinct, "distinct_id")?;
    if kind == Kind::Group {
        // The SDK makes up somebody who describes the account.
        let group = id::id(own.group_key, "$group_key")?;
        said.group = Some(group.ok_or_else(|| missing(Reason::NoGroup, "$group_key"))?);
        said.traits = json::tree(own.group_set, "$group_set")?;
        return Ok(said);
    }
    let person = person.ok_or_else(|| missing(Reason::NoPerson, "distinct_id"))?;
    if own.profile == Some("false") {
        said.anonymous = Some(person);
    } else {
        said.user = Some(person);
        said.anonymous = id::id(own.before, "$anon_distinct_id")?;
    }
    said.group = id::id(own.account(), "$groups")?;
    match kind {
        Kind::Identify => {
            let mut traits = json::tree(own.set_once, "$set_once")?;
            traits.extend(json::tree(own.set, "$set")?);
            traits.extend(json::tree(item.set, "$set")?);
            said.traits = json::sorted(traits);
        }
        Kind::Alias => {
            let previous = id::id(own.alias, "alias")?;
            said.previous = Some(previous.ok_or_else(|| missing(Reason::NoPrevious, "alias"))?);
        }
        Kind::Track => {
            said.name = name;
            said.props = properties(item)?;
        }
        _ => said.props = properties(item)?,
    }
    Ok(said)
}

fn properties<'a>(item: &Item<'a>) -> Result<Fields<'a>, Bad> {
    let mut props = json::tree(item.properties, "properties")?;
    props.retain(|(key, _)| !key.starts_with('$') && key != "distinct_id");
    Ok(props)
}
