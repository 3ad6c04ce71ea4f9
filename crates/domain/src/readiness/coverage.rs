//! Data behind metrics and criteria: for how many accounts, since when, how fresh; and what to send next.

use crate::health::Model;
use crate::metrics::{Kind, Level, Metric, MetricSet, Risk};
use banso_kernel::Day;

/// When facts for a metric arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Day of the first one.
    pub first: Option<Day>,
    /// Day of the last one.
    pub last: Option<Day>,
}

/// How the data of a metric stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing has ever come.
    Never,
    /// Nothing has come for longer than the metric tolerates: it counts as no data.
    Stale,
    /// Data is there.
    Fresh,
}

/// A metric and its data.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricData {
    /// Position in the set.
    pub metric: usize,
    /// When its facts came; for a ratio or change, those that it is made of. None for levels of contracts and people.
    pub arrival: Arrival,
    /// Accounts that have a value on the day.
    pub accounts: u32,
    /// How it stands.
    pub state: State,
    /// Criteria of the model that read it.
    pub criteria: Vec<usize>,
}

/// A criterion and its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CriterionData {
    /// Position in the model.
    pub criterion: usize,
    /// Accounts with data.
    pub known: u32,
    /// Accounts that meet it.
    pub met: u32,
}

/// What to send next.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// Facts with one of these names (empty: any fact).
    Facts(Vec<String>),
    /// Contracts.
    Contracts,
    /// People.
    People,
}

/// Data of everything.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// All accounts.
    pub accounts: u32,
    /// In the order of the set.
    pub metrics: Vec<MetricData>,
    /// In the order of the model.
    pub criteria: Vec<CriterionData>,
    /// What would complete most, best first: what to send, the criteria (by position) that wait for it, and the share
    /// of the model's weight that it would add (0–1).
    pub next: Vec<(Wanted, Vec<usize>, f64)>,
}

impl Coverage {
    /// Share of the model's weight that has data, over all accounts, 0–1; `None` without accounts.
    #[must_use]
    pub fn share(&self, model: &Model) -> Option<f64> {
        let whole: f64 = model.criteria.iter().map(|c| c.weight).sum::<f64>() * f64::from(self.accounts);
        let known = self.criteria.iter().map(|c| f64::from(c.known) * model.criteria[c.criterion].weight).sum::<f64>();
        (whole > 0.0).then(|| known / whole)
    }
}

/// Adds it up. `arrivals` and `values` (accounts with a value on `today`) are by metric; `standings` are the `known`
/// and `met` bits of each account that has health; `accounts` is how many accounts there are at all.
#[must_use]
pub fn coverage(
    (metrics, model): (&MetricSet, &Model),
    (arrivals, values): (&[Arrival], &[u32]),
    standings: &[(u64, u64)],
    accounts: u32,
    today: Day,
) -> Coverage {
    let criteria: Vec<CriterionData> = (0..model.criteria.len())
        .map(|at| {
            let bit = |bits: u64| bits >> at & 1 == 1;
            let count = |of: &dyn Fn(&(u64, u64)) -> bool| standings.iter().filter(|s| of(s)).count() as u32;
            CriterionData { criterion: at, known: count(&|s| bit(s.0)), met: count(&|s| bit(s.0 & s.1)) }
        })
        .collect();
    let mut data: Vec<MetricData> = Vec::with_capacity(metrics.metrics.len());
    for (at, metric) in metrics.metrics.iter().enumerate() {
        let own = arrivals.get(at).copied().unwrap_or_default();
        let accounts = values.get(at).copied().unwrap_or(0);
        let (arrival, state) = stand(metric, own, accounts, &data, today);
        let reads = |(_, c): &(usize, &crate::health::Criterion)| c.column == at;
        let criteria = model.criteria.iter().enumerate().filter(reads).map(|(at, _)| at).collect();
        data.push(MetricData { metric: at, arrival, accounts, state, criteria });
    }
    let next = next(metrics, model, &data, &criteria, accounts);
    Coverage { accounts, metrics: data, criteria, next }
}

/// When a metric's facts came, and how it stands. Those that it is made of come before it in the set.
fn stand(metric: &Metric, own: Arrival, accounts: u32, before: &[MetricData], today: Day) -> (Arrival, State) {
    let fresh = |arrival: Arrival, stale_after: u16| match arrival.last {
        None => State::Never,
        Some(last) if today - last > i32::from(stale_after) => State::Stale,
        Some(_) => State::Fresh,
    };
    let part = |at: usize| before.get(at).map_or((Arrival::default(), State::Never), |d| (d.arrival, d.state));
    match &metric.kind {
        Kind::Ratio { of, per } => {
            let (a, b) = (part(*of), part(*per));
            // The later beginning and the earlier end; a level has neither and does not limit.
            let first = a.0.first.max(b.0.first);
            let last = [a.0.last, b.0.last].into_iter().flatten().min();
            match a.1.min(b.1) {
                State::Never => (Arrival::default(), State::Never),
                state => (Arrival { first, last }, state),
            }
        }
        Kind::Change { of } => part(*of),
        Kind::Risk(risk) => heaviest(risk).map_or((own, State::Never), part),
        Kind::Level(Level::ActiveIds(spec)) => (own, fresh(own, spec.stale_after)),
        Kind::Level(_) => (own, if accounts > 0 { State::Fresh } else { State::Never }),
        _ => (own, metric.stream().map_or(State::Never, |spec| fresh(own, spec.stale_after))),
    }
}

fn next(
    metrics: &MetricSet,
    model: &Model,
    data: &[MetricData],
    criteria: &[CriterionData],
    accounts: u32,
) -> Vec<(Wanted, Vec<usize>, f64)> {
    let whole: f64 = model.criteria.iter().map(|c| c.weight).sum();
    let mut found: Vec<(Wanted, Vec<usize>, f64)> = Vec::new();
    for of in criteria {
        let criterion = &model.criteria[of.criterion];
        let missing = accounts.saturating_sub(of.known);
        if missing == 0 || whole <= 0.0 || accounts == 0 {
            continue;
        }
        let Some(wanted) = source(metrics, data, criterion.column) else { continue };
        let gain = criterion.weight / whole * f64::from(missing) / f64::from(accounts);
        match found.iter_mut().find(|(known, ..)| *known == wanted) {
            Some(entry) => {
                entry.1.push(of.criterion);
                entry.2 += gain;
            }
            None => found.push((wanted, vec![of.criterion], gain)),
        }
    }
    found.sort_by(|a, b| b.2.total_cmp(&a.2));
    found
}

/// The metric that weighs most in a risk: how it stands says most of how the risk does.
fn heaviest(risk: &Risk) -> Option<usize> {
    risk.terms.iter().max_by(|a, b| a.weight.abs().total_cmp(&b.weight.abs())).map(|term| term.metric)
}

/// What has to be sent so that a metric gets data; `None` if its data is fresh and it only waits for time to pass.
fn source(metrics: &MetricSet, data: &[MetricData], at: usize) -> Option<Wanted> {
    let metric = metrics.metrics.get(at)?;
    let state = data.get(at)?.state;
    let part = |at: usize| source(metrics, data, at);
    match &metric.kind {
        Kind::Ratio { of, per } => part(*of).or_else(|| part(*per)),
        Kind::Change { of } => part(*of),
        Kind::Risk(risk) => {
            let mut terms: Vec<_> = risk.terms.iter().collect();
            terms.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
            terms.into_iter().find_map(|term| part(term.metric))
        }
        _ if state == State::Fresh => None,
        Kind::Level(Level::ActiveContracts | Level::Cmrr) => Some(Wanted::Contracts),
        Kind::Level(Level::IssuedIds | Level::Champions) => Some(Wanted::People),
        _ => metric.stream().map(|spec| Wanted::Facts(spec.names.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates;

    fn shipped() -> (MetricSet, Model) {
        let metrics = MetricSet::parse(templates::METRICS).expect("metrics");
        let model = Model::parse(templates::MODELS[0].1, &metrics).expect("a model");
        (metrics, model)
    }

    #[test]
    fn with_nothing_sent_everything_is_wanted_and_nothing_is_known() {
        let (metrics, model) = shipped();
        let n = metrics.metrics.len();
        let found =
            coverage((&metrics, &model), (&vec![Arrival::default(); n], &vec![0; n]), &[(0, 0)], 1, Day(20_000));
        assert!(found.metrics.iter().all(|m| m.state == State::Never));
        assert_eq!(found.share(&model), Some(0.0));
        let all: f64 = found.next.iter().map(|(.., gain)| gain).sum();
        assert!((all - 1.0).abs() < 1e-9, "all that is missing adds up to the whole: {all}");
        assert!(found.next.windows(2).all(|w| w[0].2 >= w[1].2));
    }

    #[test]
    fn what_is_fresh_is_not_asked_for_and_what_went_silent_is() {
        let (metrics, model) = shipped();
        let n = metrics.metrics.len();
        let today = Day(20_000);
        let mut arrivals = vec![Arrival { first: Some(today - 400), last: Some(today) }; n];
        let all = u64::MAX >> (64 - model.criteria.len());
        let values = vec![1; n];
        let found = coverage((&metrics, &model), (&arrivals, &values), &[(all, 0)], 1, today);
        assert_eq!(found.next, []);
        assert_eq!(found.share(&model), Some(1.0));
        let column = model.criteria[0].column;
        arrivals[column].last = Some(today - 399);
        let found = coverage((&metrics, &model), (&arrivals, &values), &[(all & !1, 0)], 1, today);
        assert_eq!(found.metrics[column].state, State::Stale);
        assert_eq!(found.next.len(), 1);
        assert_eq!(found.next[0].1, [0]);
    }
}
