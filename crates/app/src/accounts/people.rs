//! W-07: the people of an account, with when they were last seen.

use super::{Lens, PeoplePage, Seen, frame};
use crate::{App, Principal, Refused};
use banso_domain::facts::Fact;
use banso_domain::people::Person;
use banso_kernel::{AccountId, Day, PersonId};
use std::collections::HashMap;

/// Days that count as recent.
const RECENT: i32 = 28;

/// Everybody, in reading order; those who left and departments' addresses last.
///
/// # Errors
/// There is no such account or model, or a store failed.
pub async fn people(app: &App, who: &Principal, id: AccountId, model: Option<&str>) -> Result<PeoplePage, Refused> {
    let loaded = frame::load(app, who, id, model).await?;
    let everybody = app.state.people_of(id).await.map_err(Refused::broken)?;
    let as_of = loaded.frame.lens.as_of;
    let mut people = seen(everybody, &loaded.facts, &loaded.frame.lens);
    let gone = |person: &Person| person.left_on.is_some_and(|last| last < as_of);
    people.sort_by_cached_key(|seen| (seen.person.is_role(), gone(&seen.person), seen.person.order()));
    Ok(PeoplePage { frame: loaded.frame, people })
}

/// Facts that name a person and that the vendor, not the person, did: no sign of use.
const OURS: [&str; 5] = ["touch", "mail.sent", "mail.bounced", "survey.sent", "ticket.resolved"];

/// Adds to each person the day of the last fact and the number of recent ones.
pub(super) fn seen(people: Vec<Person>, facts: &[Fact], lens: &Lens) -> Vec<Seen> {
    let mut known: HashMap<PersonId, (Day, u32)> = HashMap::new();
    for fact in facts.iter().filter(|fact| !OURS.contains(&fact.name.as_str())) {
        let (Some(person), day) = (fact.person, lens.zone.day_of(fact.occurred_at)) else { continue };
        if day <= lens.as_of {
            let entry = known.entry(person).or_insert((day, 0));
            entry.0 = entry.0.max(day);
            entry.1 += u32::from(day > lens.as_of - RECENT);
        }
    }
    let add = |person: Person| {
        let (last, recent) = known.get(&person.id).map_or((None, 0), |(last, recent)| (Some(*last), *recent));
        Seen { person, last, recent }
    };
    people.into_iter().map(add).collect()
}
