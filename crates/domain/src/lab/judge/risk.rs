//! What a hand-made model says of risk, as one number to order accounts by.

use crate::health::{DayHealth, Model, ModelKind, NONE};

/// The order of risk that a model implies, higher = worse; NaN with too little data.
///
/// - Rank matrix: the position of the segment, best first; within a segment the share of known weight that is not met.
/// - Score: 100 less the score. Points: the points, turned round.
#[must_use]
pub fn risk(model: &Model, day: &DayHealth) -> f64 {
    if day.segment == NONE {
        return f64::NAN;
    }
    match model.kind {
        ModelKind::RankMatrix => {
            let weight = |set: u64| model.in_set(set).map(|criterion| criterion.weight).sum::<f64>();
            // Never a whole step: the segment counts first.
            f64::from(day.segment) + 0.999 * weight(day.unmet()) / weight(day.known)
        }
        ModelKind::Score => 100.0 - day.score,
        ModelKind::Points => -day.score,
    }
}

/// The segment from which on a model warns: the worse half of its segments, the middle one of an odd number not among them.
#[must_use]
pub fn warning(model: &Model) -> u8 {
    u8::try_from(model.segments.len().div_ceil(2)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::evaluate_values;
    use crate::metrics::MetricSet;
    use crate::templates;

    #[test]
    fn a_worse_segment_and_less_that_is_met_are_more_risk_and_no_data_is_none() {
        let metrics = MetricSet::parse(templates::METRICS).expect("metrics");
        for (_, text) in templates::MODELS {
            let model = Model::parse(text, &metrics).expect("a model");
            let good: Vec<f64> = model.criteria.iter().map(|criterion| criterion.test.wanted()).collect();
            let mut last = risk(&model, &evaluate_values(&model, &good));
            let mut values = good.clone();
            for at in crate::reasons::priority(&model).into_iter().rev() {
                values[at] = match model.criteria[at].test {
                    crate::health::Test::AtLeast(_) => -1e9,
                    crate::health::Test::AtMost(_) => 1e9,
                };
                let next = risk(&model, &evaluate_values(&model, &values));
                assert!(next > last, "{}: {next} after {last}", model.criteria[at].id);
                last = next;
            }
            assert!(risk(&model, &evaluate_values(&model, &vec![f64::NAN; values.len()])).is_nan());
            assert!(usize::from(warning(&model)) < model.segments.len());
        }
    }
}
