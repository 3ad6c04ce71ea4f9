//! How far back each metric reads, so that the last days cost no more than what their windows hold.

use super::definition::{Kind, Metric};

/// Days before the first day that is asked for.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// Per metric: from then on other metrics need its values.
    pub values: Vec<i32>,
    /// Per metric that counts facts: from then on its facts count.
    pub facts: Vec<i32>,
    /// Per stream: the same, of all metrics that count it.
    pub streams: Vec<i32>,
}

impl Reach {
    /// Of a set with so many streams. The last fact of all ([`Kind::DaysSince`]) is looked for elsewhere.
    pub fn of(metrics: &[Metric], of_metric: &[Option<usize>], streams: usize) -> Self {
        let mut values = vec![0; metrics.len()];
        for (at, metric) in metrics.iter().enumerate().rev() {
            // A metric refers only to earlier ones, so that whoever needs this one has been seen.
            let (own, mut need) = (values[at], |of: usize, days: i32| values[of] = days.max(values[of]));
            match &metric.kind {
                Kind::Ratio { of, per } => [*of, *per].into_iter().for_each(|one| need(one, own)),
                Kind::Change { of } => need(*of, own + i32::from(metric.window)),
                Kind::Risk(risk) => risk.terms.iter().for_each(|term| need(term.metric, own)),
                _ => {}
            }
        }
        let window = |metric: &Metric| match metric.kind {
            Kind::DaysSince(_) => 0,
            _ => i32::from(metric.window) - 1,
        };
        let facts: Vec<i32> = metrics.iter().zip(&values).map(|(metric, values)| values + window(metric)).collect();
        let mut of_stream = vec![0; streams];
        for (stream, days) in of_metric.iter().zip(&facts) {
            if let Some(stream) = *stream {
                of_stream[stream] = (*days).max(of_stream[stream]);
            }
        }
        Self { values, facts, streams: of_stream }
    }
}
