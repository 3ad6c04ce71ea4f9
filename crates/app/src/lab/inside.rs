//! Whether an account that keeps its segment still looks different: its ranks, its score, what it has not met.

use banso_domain::health::{DayHealth, Model, ModelKind, Rank};
use std::collections::{BTreeMap, BTreeSet};

/// Ranks, score or points, or the criteria that are not met differ. Axes and criteria are the same by their ids.
pub(super) fn differs(old: (&Model, &DayHealth), new: (&Model, &DayHealth)) -> bool {
    axes(old) != axes(new) || unmet(old) != unmet(new)
}

/// Of each axis the letter of its rank, or its figure where the model has no ranks.
fn axes<'m>((model, day): (&'m Model, &DayHealth)) -> BTreeMap<&'m str, String> {
    let said = |at: f64, ranks: &[Rank]| match model.kind {
        ModelKind::RankMatrix if at.is_nan() => String::new(),
        ModelKind::RankMatrix => ranks.get(at as usize).map_or_else(String::new, |rank| rank.letter.clone()),
        ModelKind::Score | ModelKind::Points => format!("{at:.1}"),
    };
    model.axes.iter().zip(day.axes).map(|(axis, at)| (axis.id.as_str(), said(at, &axis.ranks))).collect()
}

fn unmet<'m>((model, day): (&'m Model, &DayHealth)) -> BTreeSet<&'m str> {
    let bits = day.unmet();
    let not_met = model.criteria.iter().enumerate().filter(|(at, _)| (bits >> at) & 1 == 1);
    not_met.map(|(_, criterion)| criterion.id.as_str()).collect()
}
