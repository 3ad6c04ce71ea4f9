//! W-04: what happened when; and exactly the facts that a criterion's metric counted.

use super::{Behind, Entry, Lens, Timeline, TimelineQuery, frame};
use crate::history::View;
use crate::{App, Principal, Refused};
use banso_domain::facts::{Fact, names};
use banso_domain::people::Person;
use banso_domain::reasons::counted;
use banso_kernel::{AccountId, Day, Micros, PersonId};
use std::collections::{BTreeMap, HashMap};

/// Entries on a page.
const ROWS: usize = 50;
/// Most touches that are read.
const TOUCHES: i64 = 5_000;
/// Facts that are too many to be events of their own are left out of the event lane.
const MARKED: &[&str] = &[
    names::TOUCH,
    names::TICKET,
    names::CHURN,
    names::SURVEY,
    "goal.set",
    "event.attended",
    "integration.connected",
    "champion.left",
    "contract.ended",
];

/// A page of the timeline of an account.
///
/// # Errors
/// There is no such account, model or criterion, or a store failed.
pub async fn timeline(
    app: &App,
    who: &Principal,
    id: AccountId,
    model: Option<&str>,
    asked: TimelineQuery,
) -> Result<Timeline, Refused> {
    let loaded = frame::load(app, who, id, model).await?;
    let lens = &loaded.frame.lens;
    let known = |fact: &Fact| asked.known.is_none_or(|day| fact.known_at <= over(day, lens));
    let facts: Vec<Fact> = loaded
        .facts
        .into_iter()
        .filter(|fact| lens.zone.day_of(fact.occurred_at) <= lens.as_of)
        .filter(known)
        .collect();
    let names = counts(&facts);
    let marks = marks(&facts, lens);
    let people = app.state.people_of(id).await.map_err(Refused::broken)?;
    let behind = match &asked.criterion {
        Some(criterion) => {
            let (at, column) = criterion_of(lens, criterion).ok_or(Refused::Missing)?;
            let on = asked.on.unwrap_or(lens.as_of).min(lens.as_of);
            let found = counted(&lens.metrics, column, &facts, &people, &lens.zone, on);
            let found = found.map_err(|problem| Refused::broken(problem.code))?.ok_or(Refused::Missing)?;
            let value = match (asked.known, &loaded.base) {
                (Some(known), Some(base)) => {
                    let view = View { set: &lens.metrics, day: on, known_by: over(known, lens) };
                    app.look(base, id, &facts, &[view]).await?.first().map_or(f64::NAN, |values| values[column])
                }
                _ => loaded.metrics.value(column, on),
            };
            Some((
                Behind { criterion: at, from: found.from, to: found.to, value, facts: found.facts.len() },
                found.facts,
            ))
        }
        None => None,
    };
    let touches = app.state.touches_of(id, TOUCHES).await.map_err(Refused::broken)?;
    let touches = frame::lines(touches, &people, &loaded.frame.members);
    let wanted: Vec<Fact> = match &behind {
        Some((_, kept)) => kept.iter().map(|at| facts[*at].clone()).collect(),
        None => facts.into_iter().filter(|fact| fits(fact, &asked)).collect(),
    };
    // A touch that was recorded here is told by its words, not a second time by its fact.
    let only_facts = behind.is_some() || asked.person.is_some();
    let show_touches = !only_facts && asked.name.as_deref().is_none_or(|name| name == names::TOUCH);
    let mut keyed: Vec<(Key, Entry)> = Vec::with_capacity(wanted.len());
    let known: HashMap<PersonId, &Person> = people.iter().map(|person| (person.id, person)).collect();
    let traits = match asked.person.filter(|person| known.contains_key(person)) {
        Some(person) => app.state.traits_of(person).await.map_err(Refused::broken)?,
        None => BTreeMap::new(),
    };
    let recorded = touches.len();
    for fact in wanted {
        if show_touches && recorded > 0 && fact.name == names::TOUCH {
            continue;
        }
        let key = (fact.occurred_at.0, fact.id.to_string());
        let person = fact.person.and_then(|id| known.get(&id).map(|person| (*person).clone()));
        keyed.push((key, Entry::Fact { fact, person }));
    }
    if show_touches {
        keyed.extend(touches.into_iter().filter(|touch| touch.on <= lens.as_of).map(|touch| {
            ((lens.zone.start_of(touch.on).0 + 43_200_000_000, format!("t{}", touch.id)), Entry::Touch(touch))
        }));
    }
    keyed.sort_by(|a, b| b.0.cmp(&a.0));
    let (entries, skipped, total, before, after) = page(keyed, &asked);
    Ok(Timeline {
        behind: behind.map(|(behind, _)| behind),
        frame: loaded.frame,
        health: loaded.health,
        marks,
        entries,
        total,
        skipped,
        after,
        before,
        names,
        asked,
        traits,
    })
}

/// The last moment of a day.
fn over(day: Day, lens: &Lens) -> Micros {
    Micros(lens.zone.start_of(day + 1).0 - 1)
}

/// Moment and identity: newest first, without two alike.
type Key = (i64, String);

fn encode(key: &Key) -> String {
    format!("{}.{}", key.0, key.1)
}

fn decode(text: &str) -> Option<Key> {
    let (moment, id) = text.split_once('.')?;
    Some((moment.parse().ok()?, id.to_owned()))
}

type Part = (Vec<Entry>, usize, usize, Option<String>, Option<String>);

/// The page that the cursor names. `all` is newest first.
fn page(all: Vec<(Key, Entry)>, asked: &TimelineQuery) -> Part {
    let total = all.len();
    let place = |cursor: &Option<String>| cursor.as_deref().and_then(decode);
    let (start, end) = if let Some(key) = place(&asked.after) {
        let start = all.partition_point(|(other, _)| *other >= key);
        (start, start + ROWS)
    } else if let Some(key) = place(&asked.before) {
        let end = all.partition_point(|(other, _)| *other > key);
        (end.saturating_sub(ROWS), end)
    } else {
        (0, ROWS)
    };
    let end = end.min(total);
    let key = |at: usize| all.get(at).map(|(key, _)| encode(key));
    let before = if start > 0 { key(start) } else { None };
    let after = if end < total { key(end.saturating_sub(1)) } else { None };
    let entries = all.into_iter().skip(start).take(end.saturating_sub(start)).map(|(_, entry)| entry).collect();
    (entries, start, total, before, after)
}

fn fits(fact: &Fact, asked: &TimelineQuery) -> bool {
    asked.name.as_ref().is_none_or(|name| fact.name == *name) && asked.person.is_none_or(|id| fact.person == Some(id))
}

fn counts(facts: &[Fact]) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    facts.iter().for_each(|fact| *counts.entry(&fact.name).or_default() += 1);
    let mut counts: Vec<(String, u32)> = counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn marks(facts: &[Fact], lens: &Lens) -> Vec<(Day, String, u32)> {
    let mut marks: BTreeMap<(Day, &str), u32> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| MARKED.contains(&fact.name.as_str())) {
        *marks.entry((lens.zone.day_of(fact.occurred_at), &fact.name)).or_default() += 1;
    }
    marks.into_iter().map(|((day, name), count)| (day, name.to_owned(), count)).collect()
}

/// A criterion's position, and its metric's.
fn criterion_of(lens: &Lens, id: &str) -> Option<(usize, usize)> {
    let at = lens.model.criteria.iter().position(|known| known.id == id)?;
    Some((at, lens.model.criteria[at].column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entries(moments: &[i64]) -> Vec<(Key, Entry)> {
        let mut all: Vec<(Key, Entry)> = moments
            .iter()
            .enumerate()
            .map(|(at, moment)| {
                let fact = Fact {
                    id: banso_kernel::FactId::of(&[&at.to_le_bytes()]),
                    account: AccountId(1),
                    person: None,
                    name: at.to_string(),
                    occurred_at: Micros(*moment),
                    known_at: Micros(0),
                    value: None,
                    props: String::new(),
                    source: String::new(),
                };
                ((*moment, fact.id.to_string()), Entry::Fact { fact, person: None })
            })
            .collect();
        all.sort_by(|a, b| b.0.cmp(&a.0));
        all
    }

    proptest! {
        #[test]
        fn pages_visit_each_entry_exactly_once_both_ways(moments in prop::collection::vec(-5i64..5, 0..170)) {
            let all = entries(&moments);
            let (mut asked, mut seen) = (TimelineQuery::default(), Vec::new());
            let mut last;
            loop {
                let (part, skipped, total, before, after) = page(all.clone(), &asked);
                prop_assert_eq!((skipped, total), (seen.len(), all.len()));
                last = (part.clone(), before);
                seen.extend(part);
                let Some(after) = after else { break };
                asked = TimelineQuery { after: Some(after), ..TimelineQuery::default() };
            }
            let whole: Vec<Entry> = all.iter().map(|(_, entry)| entry.clone()).collect();
            prop_assert_eq!(&seen, &whole);
            let (mut back, mut before) = last;
            while let Some(key) = before {
                let asked = TimelineQuery { before: Some(key), ..TimelineQuery::default() };
                let (mut part, _, _, earlier, _) = page(all.clone(), &asked);
                part.extend(back);
                (back, before) = (part, earlier);
            }
            prop_assert_eq!(&back, &whole);
        }
    }
}
