//! What counts as use of the product by a person: one answer for the metric of active IDs and for pages about people.

use super::definition::{Kind, Level, MetricSet, StreamSpec};
use super::filter::Filter;
use crate::facts::{Fact, names};

/// Tells use of the product from everything else that a fact can say about a person: an answer to a survey, a ticket, a
/// mail that was opened.
pub struct Usage {
    /// Names; empty for all.
    names: Vec<String>,
    filter: Option<Filter>,
}

impl Usage {
    /// What the metric of active IDs counts; in a set without one, log-ins and uses of functions.
    #[must_use]
    pub fn of(set: &MetricSet) -> Self {
        let active = |kind: &Kind| match kind {
            Kind::Level(Level::ActiveIds(spec)) => Some(spec.clone()),
            _ => None,
        };
        let spec = set.metrics.iter().find_map(|metric| active(&metric.kind)).unwrap_or_else(shipped);
        // Filters were compiled when the set was read; one that cannot be is none.
        let filter = (!spec.filter.is_empty()).then(|| Filter::compile(&spec.filter).ok()).flatten();
        Self { names: spec.names, filter }
    }

    /// Whether a fact is use of the product.
    #[must_use]
    pub fn counts(&self, fact: &Fact) -> bool {
        (self.names.is_empty() || self.names.contains(&fact.name))
            && self
                .filter
                .as_ref()
                .is_none_or(|filter| filter.passes(&fact.name, fact.person.map(|person| person.0), &fact.props))
    }
}

fn shipped() -> StreamSpec {
    StreamSpec {
        names: [names::LOGIN, names::FEATURE_USED].map(str::to_owned).into(),
        filter: String::new(),
        stale_after: u16::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::{AccountId, FactId, Micros, PersonId};

    fn fact(name: &str, props: &str) -> Fact {
        Fact {
            id: FactId([0; 16]),
            account: AccountId(1),
            person: Some(PersonId(1)),
            name: name.to_owned(),
            occurred_at: Micros(0),
            known_at: Micros(0),
            value: None,
            props: props.to_owned(),
            source: "test".to_owned(),
        }
    }

    fn counted(usage: &Usage) -> Vec<&'static str> {
        let all = ["content.viewed", "feature.used", "login", "mail.opened", "survey", "ticket", "touch"];
        all.into_iter().filter(|name| usage.counts(&fact(name, ""))).collect()
    }

    #[test]
    fn the_shipped_metrics_and_a_set_without_active_ids_agree() {
        let set = MetricSet::parse(crate::templates::METRICS).expect("a set");
        assert_eq!(counted(&Usage::of(&set)), ["feature.used", "login"]);
        assert_eq!(counted(&Usage::of(&MetricSet { metrics: Vec::new() })), ["feature.used", "login"]);
    }

    #[test]
    fn a_workspaces_own_active_ids_decide() {
        let text = "[[metric]]\nid = \"a\"\nname = { ja = \"a\", en = \"a\" }\nkind = \"level\"\nlevel = \"active_ids\"\n\
                    fact = \"touch\"\nfilter = \"props.kind == 'session'\"\nwindow = 28\n";
        let usage = Usage::of(&MetricSet::parse(text).expect("a set"));
        assert!(usage.counts(&fact("touch", r#"{"kind":"session"}"#)));
        assert!(!usage.counts(&fact("touch", r#"{"kind":"call"}"#)) && !usage.counts(&fact("login", "")));
    }
}
