//! W-07: the people of an account, with when they last used the product.

use super::{Lens, PeoplePage, Seen, frame};
use crate::{App, Principal, Refused};
use banso_domain::facts::Fact;
use banso_domain::metrics::Usage;
use banso_domain::people::Person;
use banso_kernel::{AccountId, Day, PersonId, Zone};
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

/// Adds to each person the day of the last use of the product and how often it was used lately.
pub(super) fn seen(people: Vec<Person>, facts: &[Fact], lens: &Lens) -> Vec<Seen> {
    let known = uses(facts, &Usage::of(&lens.metrics), lens.as_of, &lens.zone);
    let add = |person: Person| {
        let (last, recent) = known.get(&person.id).map_or((None, 0), |(last, recent)| (Some(*last), *recent));
        Seen { person, last, recent }
    };
    people.into_iter().map(add).collect()
}

/// By person: the day of the last use and the number of recent ones.
fn uses(facts: &[Fact], usage: &Usage, as_of: Day, zone: &Zone) -> HashMap<PersonId, (Day, u32)> {
    let mut known: HashMap<PersonId, (Day, u32)> = HashMap::new();
    for fact in facts {
        let (Some(person), day) = (fact.person, zone.day_of(fact.occurred_at)) else { continue };
        if day <= as_of && usage.counts(fact) {
            let entry = known.entry(person).or_insert((day, 0));
            entry.0 = entry.0.max(day);
            entry.1 += u32::from(day > as_of - RECENT);
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_domain::metrics::MetricSet;
    use banso_kernel::FactId;

    #[test]
    fn somebody_who_only_answers_and_reads_does_not_use_the_product() {
        let (zone, as_of) = (Zone::tokyo(), Day(1_000));
        let fact = |person: i64, name: &str, day: Day| Fact {
            id: FactId([0; 16]),
            account: AccountId(1),
            person: Some(PersonId(person)),
            name: name.to_owned(),
            occurred_at: zone.start_of(day),
            known_at: zone.start_of(day),
            value: None,
            props: String::new(),
            source: "test".to_owned(),
        };
        let facts = [
            fact(1, "login", as_of - 90),
            fact(1, "survey", as_of - 3),
            fact(1, "content.viewed", as_of - 2),
            fact(2, "mail.opened", as_of),
            fact(3, "login", as_of - 28),
            fact(3, "feature.used", as_of - 27),
            fact(3, "login", as_of + 1),
        ];
        let set = MetricSet::parse(banso_domain::templates::METRICS).expect("a set");
        let known = uses(&facts, &Usage::of(&set), as_of, &zone);
        assert_eq!(known, HashMap::from([(PersonId(1), (as_of - 90, 0)), (PersonId(3), (as_of - 27, 1))]));
    }
}
