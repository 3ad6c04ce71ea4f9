//! What an event says, whoever's words it said it in.

use super::json::{self, Fields};
use super::refusal::{Bad, Reason};
use super::{EVENT_BYTES, Event, Kind};
use banso_domain::facts::VALUE_LIMIT;
use banso_kernel::{FactId, Micros};

pub(super) struct Said<'a> {
    kind: Kind,
    pub(super) user: Option<String>,
    pub(super) anonymous: Option<String>,
    pub(super) group: Option<String>,
    pub(super) previous: Option<String>,
    pub(super) name: String,
    /// Sorted.
    pub(super) props: Fields<'a>,
    /// Sorted.
    pub(super) traits: Fields<'a>,
}

impl Said<'_> {
    /// Nothing yet, under the call's own name.
    pub(super) fn new(kind: Kind) -> Self {
        let name = if kind == Kind::Track { String::new() } else { kind.name().to_owned() };
        let (user, anonymous, group, previous) = (None, None, None, None);
        Self { kind, user, anonymous, group, previous, name, props: Vec::new(), traits: Vec::new() }
    }

    /// The event, that happened `at` by our clock and at `told` by the sender's.
    pub(super) fn event(self, message_id: Option<String>, at: Micros, told: Option<Micros>) -> Result<Event, Bad> {
        let props = canonical(&self.props, "properties")?;
        let traits = canonical(&self.traits, "traits")?;
        let content = self.content(&props, &traits, told);
        Ok(Event {
            message_id,
            kind: self.kind,
            value: value(&self.props),
            props,
            traits: json::map(&self.traits),
            occurred_at: at,
            content,
            user: self.user,
            anonymous: self.anonymous,
            group: self.group,
            previous: self.previous,
            name: self.name,
        })
    }

    fn content(&self, props: &str, traits: &str, told: Option<Micros>) -> i64 {
        // Ids are never empty, so that empty stands for none.
        let hash = FactId::of(&[
            self.kind.name().as_bytes(),
            bytes(&self.user),
            bytes(&self.anonymous),
            bytes(&self.group),
            bytes(&self.previous),
            self.name.as_bytes(),
            props.as_bytes(),
            traits.as_bytes(),
            &told.map_or(i64::MIN, |told| told.0).to_le_bytes(),
        ]);
        let [a, b, c, d, e, f, g, h, ..] = hash.0;
        i64::from_le_bytes([a, b, c, d, e, f, g, h])
    }
}

fn bytes(id: &Option<String>) -> &[u8] {
    id.as_deref().unwrap_or_default().as_bytes()
}

/// Empty for no fields.
fn canonical(fields: &Fields<'_>, place: &str) -> Result<String, Bad> {
    let mut text = String::new();
    if !fields.is_empty() {
        json::write(fields, &mut text);
    }
    // Numbers such as 1e14 grow.
    if text.len() > EVENT_BYTES {
        return Err(Bad::new(Reason::TooLarge, place, ""));
    }
    Ok(text)
}

fn value(props: &Fields<'_>) -> Option<f64> {
    ["value", "revenue"].iter().find_map(|name| {
        let at = props.binary_search_by(|(key, _)| key.as_ref().cmp(name)).ok()?;
        props[at].1.number().filter(|number| number.abs() < VALUE_LIMIT)
    })
}
