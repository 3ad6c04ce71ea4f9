//! Changes between two days, one of each kind of cause.

use super::sample::{frame, past};
use crate::pages::accounts::sample::{lens, today};
use banso_app::accounts::{Frame, Lens, Why};
use banso_domain::health::Model;
use banso_domain::reasons::{Ends, split};
use banso_kernel::{Day, Lang};
use std::sync::Arc;

/// The shipped model that reads what members type.
const POINTS: usize = 2;

/// What is known of the days of a change: metrics of the first as shown, the first as known later, the second.
struct Days {
    shown: Vec<f64>,
    known: Vec<f64>,
    later: Vec<f64>,
}

fn split_of(lens: &Lens, days: &Days, to: &Model, to_version: u32) -> Why {
    let Days { shown, known, later } = days;
    let ends = Ends { model: &lens.model, metrics: &lens.metrics, shown, known, later, to_model: to, to: later };
    Why {
        from: today() - 30,
        to: today(),
        first: today() - 400,
        brought_later: false,
        model: Arc::clone(&lens.model),
        metrics: Arc::clone(&lens.metrics),
        version: 2,
        to_model: Arc::new(to.clone()),
        to_version,
        split: split(&ends),
    }
}

/// What moved between two days of the sample's past.
pub(super) fn why(at: usize, from: Day, to: Day) -> Why {
    let lens = lens(at);
    let (history, ..) = past(at, false);
    let on = |day: Day| (0..history.columns.len()).map(|column| history.value(column, day)).collect::<Vec<f64>>();
    let days = Days { shown: on(from), known: on(from), later: on(to) };
    Why { from, to, ..split_of(&lens, &days, &lens.model, 2) }
}

/// Metrics under which every criterion of a model is met.
fn all_met(lens: &Lens) -> Vec<f64> {
    let mut values = vec![1.0_f64; lens.metrics.metrics.len()];
    for criterion in &lens.model.criteria {
        values[criterion.column] = values[criterion.column].max(criterion.test.wanted());
    }
    values
}

/// One of each kind: behaviour, late data, missing data, what members typed, another model; and one in which a criterion
/// only came nearer to what is wanted.
pub(super) fn whys() -> Vec<(Frame, Why)> {
    let matrix = lens(0);
    let good = all_met(&matrix);
    let column = |id: &str| matrix.metrics.position(id).unwrap_or(0);
    let with = |id: &str, value: f64| {
        let mut values = good.clone();
        values[column(id)] = value;
        values
    };
    let first =
        matrix.model.criteria.iter().find(|c| matrix.metrics.get(&c.metric).is_some_and(|m| m.stream().is_some()));
    let counted = first.map_or_else(String::new, |criterion| criterion.metric.clone());
    let days = |shown: &Vec<f64>, known: &Vec<f64>, later: &Vec<f64>| Days {
        shown: shown.clone(),
        known: known.clone(),
        later: later.clone(),
    };
    let mut stricter = (*matrix.model).clone();
    for criterion in &mut stricter.criteria {
        criterion.test = match criterion.test {
            banso_domain::health::Test::AtLeast(wanted) => banso_domain::health::Test::AtLeast(wanted * 2.0 + 5.0),
            at_most => at_most,
        };
    }
    let fallen = with(&counted, 0.0);
    let points = lens(POINTS);
    let typed = {
        let full = all_met(&points);
        let column = points.metrics.position("champions").unwrap_or(0);
        let mut none = full.clone();
        none[column] = 0.0;
        days(&full, &full, &none)
    };
    let scored = lens(1);
    let nearer = {
        let full = all_met(&scored);
        let at = scored.model.criteria[0].column;
        let part = |share: f64| {
            let mut values = full.clone();
            values[at] = scored.model.criteria[0].test.wanted() * share;
            values
        };
        days(&part(0.2), &part(0.2), &part(0.7))
    };
    let all = [
        split_of(&matrix, &days(&good, &good, &fallen), &matrix.model, 2),
        split_of(&matrix, &days(&fallen, &good, &good), &matrix.model, 2),
        split_of(&matrix, &days(&good, &good, &with(&counted, f64::NAN)), &matrix.model, 2),
        split_of(&points, &typed, &points.model, 2),
        split_of(&matrix, &days(&good, &good, &good), &stricter, 3),
        split_of(&scored, &nearer, &scored.model, 2),
    ];
    let places = [0, 0, 0, POINTS, 0, 1];
    all.into_iter().zip(places).map(|(why, at)| (frame(Lang::Ja, at, 0, false), why)).collect()
}
