//! A change of segment in one sentence: axis, criterion, before → after, day, kind of cause (RULE 13).

use super::values;
use crate::Cx;
use banso_app::accounts::Lens;
use banso_domain::health::{AxisMove, Model, ModelKind, Test};
use banso_domain::metrics::MetricSet;
use banso_domain::reasons::Told;
use banso_kernel::{Arg, Currency, Lang};

/// The sentence.
pub(crate) fn sentence(cx: &Cx, lens: &Lens, currency: Currency, told: &Told) -> String {
    let mut parts = vec![cx.words.with(
        "account-told",
        &[
            ("day", cx.words.day(told.day).into()),
            ("from", segment(cx, lens, told.from).into()),
            ("to", segment(cx, lens, told.to).into()),
        ],
    )];
    parts.extend(told.axis.map(|moved| axis(cx, &lens.model, &moved)));
    let turned = told.criterion.map(|at| (at, told.before, told.after));
    parts.extend(turned.and_then(|part| criterion(cx, &lens.model, &lens.metrics, currency, part)));
    parts.push(cx.t1(
        "account-told-cause",
        "cause",
        cx.t(&format!("account-cause-{}", told.cause.word())).into_owned(),
    ));
    parts.join(if cx.lang == Lang::Ja { "" } else { " " })
}

/// A segment's name, or the words for none.
pub(crate) fn segment(cx: &Cx, lens: &Lens, at: Option<u8>) -> String {
    let segment = at.and_then(|at| lens.model.segments.get(usize::from(at)));
    segment.map_or_else(|| cx.t("accounts-no-segment").into_owned(), |s| s.name.get(cx.lang).to_owned())
}

/// How an axis moved.
pub(super) fn axis(cx: &Cx, model: &Model, moved: &AxisMove) -> String {
    let Some(axis) = model.axes.get(moved.axis) else { return String::new() };
    let shown = |value: f64| -> String {
        if value.is_nan() {
            return cx.t("common-no-data").into_owned();
        }
        match axis.ranks.get(value as usize) {
            Some(rank) => rank.letter.clone(),
            None => cx.words.num(value, usize::from(model.kind == ModelKind::Score)),
        }
    };
    let args: [(&str, Arg); 3] = [
        ("axis", axis.name.get(cx.lang).into()),
        ("before", shown(moved.before).into()),
        ("after", shown(moved.after).into()),
    ];
    cx.words.with("account-told-axis", &args)
}

/// What a criterion did: by its position, with its metric before and after. One that was met or not met before and after
/// only came nearer to what is wanted, or went away from it.
pub(super) fn criterion(
    cx: &Cx,
    model: &Model,
    metrics: &MetricSet,
    currency: Currency,
    (at, before, after): (usize, f64, f64),
) -> Option<String> {
    let criterion = model.criteria.get(at)?;
    let metric = metrics.get(&criterion.metric);
    let rises = matches!(criterion.test, Test::AtLeast(_)) == (after > before);
    let id = match (before.is_nan(), after.is_nan()) {
        (_, true) => "account-told-vanished",
        (true, false) => "account-told-appeared",
        (false, false) => match (criterion.test.met(before), criterion.test.met(after)) {
            (false, true) => "account-told-gained",
            (true, false) => "account-told-lost",
            _ if rises => "account-told-nearer",
            _ => "account-told-farther",
        },
    };
    let args: [(&str, Arg); 3] = [
        ("criterion", criterion.name.get(cx.lang).into()),
        ("before", values::value(cx, metric, currency, before).into()),
        ("after", values::value(cx, metric, currency, after).into()),
    ];
    Some(cx.words.with(id, &args))
}
