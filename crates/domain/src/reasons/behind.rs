//! The facts behind a metric's value: exactly those that it counted on a day.

use crate::facts::Fact;
use crate::metrics::{Classifier, Kind, Level, Metric, MetricSet};
use crate::people::Person;
use banso_kernel::{Day, PersonId, Problem, Zone};
use std::collections::HashSet;

/// What a metric counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// First day of the window.
    pub from: Day,
    /// Last day of the window.
    pub to: Day,
    /// Positions of the facts.
    pub facts: Vec<usize>,
}

/// The positions in `facts` (oldest first) of what the `column`th metric of `set` counted on `day`: its stream, its
/// window, and only facts that could matter to its kind. A ratio or a risk counts what its metrics counted. `None` for
/// metrics that count no facts.
///
/// # Errors
/// The set's filters do not compile, which parsing has ruled out.
pub fn counted(
    set: &MetricSet,
    column: usize,
    facts: &[Fact],
    people: &[Person],
    zone: &Zone,
    day: Day,
) -> Result<Option<Counted>, Problem> {
    if column >= set.metrics.len() {
        return Ok(None);
    }
    let parts = parts(set, column, day);
    let mut classifier = Classifier::new(set)?;
    let parts: Vec<Part<'_>> = parts
        .into_iter()
        .filter_map(|(at, from)| {
            let stream = classifier.of_metric()[at]?;
            Some(Part { stream: u16::try_from(stream).ok()?, from, metric: &set.metrics[at] })
        })
        .collect();
    if parts.is_empty() {
        return Ok(None);
    }
    let holders: HashSet<PersonId> = people.iter().filter(|p| p.issued(day)).map(|person| person.id).collect();
    let mut kept = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        let on = zone.day_of(fact.occurred_at);
        if on <= day && parts.iter().any(|part| on >= part.from) {
            let class = classifier.class(&fact.name, fact.person.map(|person| person.0), &fact.props);
            let members = classifier.members(class);
            let counts =
                |part: &Part<'_>| on >= part.from && members.contains(&part.stream) && part.matters(fact, &holders);
            if parts.iter().any(counts) {
                kept.push(at);
            }
        }
    }
    let first = kept.first().map_or(day, |at| zone.day_of(facts[*at].occurred_at));
    let from = parts.iter().map(|part| part.from).min().filter(|from| *from > EVER).unwrap_or(first);
    Ok(Some(Counted { from, to: day, facts: kept }))
}

/// Where a window begins that has no beginning.
const EVER: Day = Day(0);

struct Part<'a> {
    stream: u16,
    from: Day,
    metric: &'a Metric,
}

/// The metrics with streams of their own that a metric is reckoned from, each with the first day that matters.
fn parts(set: &MetricSet, at: usize, day: Day) -> Vec<(usize, Day)> {
    match &set.metrics[at].kind {
        Kind::Ratio { of, per } => vec![(*of, start(set, *of, day)), (*per, start(set, *per, day))],
        Kind::Change { of } => vec![(*of, start(set, *of, day) - i32::from(set.metrics[at].window))],
        Kind::Risk(risk) => risk.terms.iter().flat_map(|term| parts(set, term.metric, day)).collect(),
        _ => vec![(at, start(set, at, day))],
    }
}

/// First day of the window of a metric; long ago for those that look back without end.
fn start(set: &MetricSet, at: usize, day: Day) -> Day {
    match set.metrics[at].kind {
        Kind::DaysSince(_) => EVER,
        _ => day + 1 - i32::from(set.metrics[at].window),
    }
}

impl Part<'_> {
    /// Whether a fact of the stream could matter to the kind of the metric.
    fn matters(&self, fact: &Fact, holders: &HashSet<PersonId>) -> bool {
        match self.metric.kind {
            Kind::Sum(_) | Kind::Average(_) | Kind::Last(_) => fact.value.is_some(),
            Kind::People(_) => fact.person.is_some(),
            Kind::Level(Level::ActiveIds(_)) => fact.person.is_some_and(|person| holders.contains(&person)),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::{AccountInput, Engine, Facts, Known, Liveness};
    use banso_kernel::{AccountId, FactId, Micros};
    use proptest::prelude::*;
    use std::collections::HashSet;

    const SET: &str = r#"
[[metric]]
id = "reports"
name = { ja = "a", en = "a" }
kind = "count"
fact = "feature.used"
filter = "props.feature == 'report'"
window = 10
stale_after = 1000

[[metric]]
id = "rows"
name = { ja = "a", en = "a" }
kind = "sum"
facts = ["data.imported", "feature.used"]
window = 7
stale_after = 1000

[[metric]]
id = "people"
name = { ja = "a", en = "a" }
kind = "people"
fact = "login"
window = 20
stale_after = 1000

[[metric]]
id = "days"
name = { ja = "a", en = "a" }
kind = "active_days"
fact = "login"
window = 9
stale_after = 1000
"#;

    fn any_fact() -> impl Strategy<Value = Fact> {
        let name = prop::sample::select(vec!["feature.used", "data.imported", "login"]);
        let props = prop::sample::select(vec!["", r#"{"feature":"report"}"#, r#"{"feature":"api"}"#]);
        (name, props, 0i64..40, 0i64..24, prop::option::of(0i64..50), prop::option::of(1i64..5), any::<u64>()).prop_map(
            |(name, props, day, hour, value, person, id)| Fact {
                id: FactId::of(&[&id.to_le_bytes()]),
                account: AccountId(1),
                person: person.map(PersonId),
                name: name.to_owned(),
                occurred_at: Micros((day + 100) * 86_400_000_000 + hour * 3_600_000_000),
                known_at: Micros(0),
                value: value.map(|value| value as f64),
                props: props.to_owned(),
                source: "test".to_owned(),
            },
        )
    }

    /// What the engine says, from the same facts.
    fn engine(set: &MetricSet, facts: &[Fact], zone: &Zone, day: Day) -> Option<Vec<f64>> {
        let mut classifier = Classifier::new(set).expect("a classifier");
        let facts = Facts::pack(facts, &mut classifier, zone);
        let liveness = Liveness::of(&facts);
        let input = AccountInput { account: 1, ..AccountInput::default() };
        let engine =
            Engine::new(set, &classifier, &liveness, Known { contracts: false, people: false, digits: 0 }, day);
        let history = engine.account(&facts, &input)?;
        Some((0..set.metrics.len()).map(|at| history.value(at, day)).collect())
    }

    proptest! {
        #[test]
        fn the_facts_behind_a_value_are_those_that_the_engine_counted(
            mut facts in prop::collection::vec(any_fact(), 1..60),
            back in 0i32..20,
        ) {
            let zone = Zone::tokyo();
            facts.sort_by_key(|fact| (fact.occurred_at, fact.id));
            let set = MetricSet::parse(SET).expect("a set");
            let last = zone.day_of(facts[facts.len() - 1].occurred_at);
            let day = last - back.min(last - zone.day_of(facts[0].occurred_at));
            let seen: Vec<Fact> = facts.iter().filter(|fact| zone.day_of(fact.occurred_at) <= day).cloned().collect();
            let Some(values) = engine(&set, &seen, &zone, day) else { return Ok(()) };
            for (at, value) in values.into_iter().enumerate() {
                let behind = counted(&set, at, &facts, &[], &zone, day).expect("filters").expect("facts");
                let picked: Vec<&Fact> = behind.facts.iter().map(|at| &facts[*at]).collect();
                let again = match at {
                    0 => picked.len() as f64,
                    1 => picked.iter().filter_map(|fact| fact.value).sum(),
                    2 => picked.iter().filter_map(|fact| fact.person).collect::<HashSet<_>>().len() as f64,
                    _ => picked.iter().map(|fact| zone.day_of(fact.occurred_at)).collect::<HashSet<_>>().len() as f64,
                };
                if !value.is_nan() {
                    prop_assert_eq!(value, again, "metric {}", set.metrics[at].id);
                } else {
                    prop_assert!(picked.is_empty());
                }
            }
        }
    }
}
