//! What `context` says about who it was.

use super::walk;

/// The parts of `context` that are read, as they stand. Everything else in it (address, device, user agent, page,
/// library) is left unread.
#[derive(Clone, Copy, Default)]
pub(super) struct Context<'a> {
    pub(super) group: Option<&'a str>,
    pub(super) traits: Option<&'a str>,
}

impl<'a> Context<'a> {
    pub(super) fn of(raw: &'a str) -> Self {
        let (mut camel, mut snake, mut groups, mut traits) = (None, None, None, None);
        for (key, value) in walk::fields(raw) {
            let value = Some(value).filter(|value| is_id(value) || value.starts_with('{'));
            match key.plain().as_ref() {
                "groupId" => camel = value.filter(|value| is_id(value)),
                "group_id" => snake = value.filter(|value| is_id(value)),
                "groups" => groups = value,
                "traits" => traits = value.filter(|value| value.starts_with('{')),
                _ => {}
            }
        }
        let inner = groups.and_then(|raw| walk::fields(raw).filter(|(key, _)| key.plain() == "id").last());
        let inner = inner.map(|(_, id)| id).filter(|id| is_id(id));
        Self { group: camel.or(snake).or(inner), traits }
    }

    /// This of an event within that of its batch.
    pub(super) fn within(self, batch: Self) -> Self {
        Self { group: self.group.or(batch.group), traits: self.traits.or(batch.traits) }
    }
}

/// Text that says something, or a number.
fn is_id(raw: &str) -> bool {
    raw != "\"\"" && raw.starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit())
}
