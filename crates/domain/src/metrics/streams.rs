//! Streams of facts, and the classifier that decides once per distinct fact shape to which of them it belongs.

use super::definition::{MetricSet, StreamSpec};
use super::filter::Filter;
use banso_kernel::Problem;
use std::collections::HashMap;

/// A set of streams, as a small number. 0 is the empty set.
pub type Class = u16;

/// Most streams that one metric set may have: a class is a set of bits while it is being decided.
pub const MOST_STREAMS: usize = 128;

/// Distinct shapes remembered per name before the memory is dropped and filled again.
const MOST_SHAPES: usize = 100_000;

struct Stream {
    names: Vec<String>,
    filter: Option<Filter>,
}

/// What of a fact decides its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decides {
    /// The name alone: this is the class.
    Name(Class),
    /// Name and properties.
    Props,
    /// Name, properties and person.
    Person,
}

enum OfName {
    /// The name alone decides.
    Fixed(Class),
    /// These streams are certain; the candidates' filters must see properties or person.
    Open { certain: u128, candidates: Vec<usize>, by_person: bool, seen: HashMap<(String, i64), Class> },
}

/// Decides the class of facts. Remembers what it decided.
pub struct Classifier {
    streams: Vec<Stream>,
    of_metric: Vec<Option<usize>>,
    by_name: HashMap<String, OfName>,
    by_mask: HashMap<u128, Class>,
    classes: Vec<Vec<u16>>,
}

impl Classifier {
    /// Prepares the streams of `set`; equal streams of several metrics become one.
    pub fn new(set: &MetricSet) -> Result<Self, Problem> {
        let mut specs: Vec<(&[String], &str)> = Vec::new();
        let mut of_metric = Vec::with_capacity(set.metrics.len());
        for metric in &set.metrics {
            of_metric.push(metric.stream().map(|StreamSpec { names, filter, .. }| {
                let spec = (names.as_slice(), filter.as_str());
                specs.iter().position(|known| *known == spec).unwrap_or_else(|| {
                    specs.push(spec);
                    specs.len() - 1
                })
            }));
        }
        if specs.len() > MOST_STREAMS {
            return Err(Problem::new("problem-metrics-too-many").with("most", MOST_STREAMS));
        }
        let mut streams = Vec::with_capacity(specs.len());
        for (names, filter) in specs {
            let filter = if filter.is_empty() { None } else { Some(Filter::compile(filter)?) };
            streams.push(Stream { names: names.to_vec(), filter });
        }
        Ok(Self {
            streams,
            of_metric,
            by_name: HashMap::new(),
            by_mask: HashMap::from([(0, 0)]),
            classes: vec![Vec::new()],
        })
    }

    /// Number of streams.
    #[must_use]
    pub fn streams(&self) -> usize {
        self.streams.len()
    }

    /// The stream of each metric, by position in the set.
    #[must_use]
    pub fn of_metric(&self) -> &[Option<usize>] {
        &self.of_metric
    }

    /// The streams of a class.
    #[must_use]
    pub fn members(&self, class: Class) -> &[u16] {
        &self.classes[usize::from(class)]
    }

    /// All classes met so far, each with its streams.
    #[must_use]
    pub fn classes(&self) -> &[Vec<u16>] {
        &self.classes
    }

    /// Whether properties must be read at all to classify the facts of this set.
    #[must_use]
    pub fn reads_props(&self) -> bool {
        self.streams.iter().any(|s| s.filter.as_ref().is_some_and(|f| f.uses_props))
    }

    /// What decides the class of facts of this name.
    pub fn of_name(&mut self, name: &str) -> Decides {
        self.learn(name);
        match &self.by_name[name] {
            OfName::Fixed(class) => Decides::Name(*class),
            OfName::Open { by_person: false, .. } => Decides::Props,
            OfName::Open { .. } => Decides::Person,
        }
    }

    /// The class of a fact. `props` is a JSON object or empty.
    pub fn class(&mut self, name: &str, person: Option<i64>, props: &str) -> Class {
        self.learn(name);
        let (mask, key) = match &self.by_name[name] {
            OfName::Fixed(class) => return *class,
            OfName::Open { certain, candidates, by_person, seen } => {
                let key = (props.to_owned(), if *by_person { person.unwrap_or(0) } else { 0 });
                if let Some(class) = seen.get(&key) {
                    return *class;
                }
                let passing = candidates.iter().filter(|&&at| {
                    self.streams[at].filter.as_ref().is_none_or(|filter| filter.passes(name, person, props))
                });
                (passing.fold(*certain, |mask, &at| mask | 1 << at), key)
            }
        };
        let class = self.intern(mask);
        if let Some(OfName::Open { seen, .. }) = self.by_name.get_mut(name) {
            if seen.len() >= MOST_SHAPES {
                seen.clear();
            }
            seen.insert(key, class);
        }
        class
    }

    fn learn(&mut self, name: &str) {
        if self.by_name.contains_key(name) {
            return;
        }
        let (mut certain, mut candidates, mut by_person) = (0u128, Vec::new(), false);
        for (at, stream) in self.streams.iter().enumerate() {
            if !stream.names.is_empty() && stream.names.binary_search_by(|n| n.as_str().cmp(name)).is_err() {
                continue;
            }
            match &stream.filter {
                Some(filter) if filter.uses_props || filter.uses_person => {
                    by_person |= filter.uses_person;
                    candidates.push(at);
                }
                Some(filter) if !filter.passes(name, None, "") => {}
                _ => certain |= 1 << at,
            }
        }
        let entry = if candidates.is_empty() {
            OfName::Fixed(self.intern(certain))
        } else {
            OfName::Open { certain, candidates, by_person, seen: HashMap::new() }
        };
        self.by_name.insert(name.to_owned(), entry);
    }

    fn intern(&mut self, mask: u128) -> Class {
        if let Some(class) = self.by_mask.get(&mask) {
            return *class;
        }
        // 65,535 different sets of streams do not come from real data; the last one would swallow the rest.
        let class = Class::try_from(self.classes.len()).unwrap_or(Class::MAX);
        if usize::from(class) == self.classes.len() {
            self.classes.push((0..MOST_STREAMS as u16).filter(|at| mask >> at & 1 == 1).collect());
        }
        self.by_mask.insert(mask, class);
        class
    }
}
