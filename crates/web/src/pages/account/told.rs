//! A change of segment in one sentence: axis, criterion, before → after, day, kind of cause (RULE 13).

use super::values;
use crate::Cx;
use banso_app::accounts::Lens;
use banso_domain::health::{AxisMove, ModelKind};
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
    parts.extend(told.axis.map(|moved| axis(cx, lens, &moved)));
    parts.extend(criterion(cx, lens, currency, told));
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

fn axis(cx: &Cx, lens: &Lens, moved: &AxisMove) -> String {
    let Some(axis) = lens.model.axes.get(moved.axis) else { return String::new() };
    let shown = |value: f64| -> String {
        if value.is_nan() {
            return cx.t("common-no-data").into_owned();
        }
        match axis.ranks.get(value as usize) {
            Some(rank) => rank.letter.clone(),
            None => cx.words.num(value, usize::from(lens.model.kind == ModelKind::Score)),
        }
    };
    let args: [(&str, Arg); 3] = [
        ("axis", axis.name.get(cx.lang).into()),
        ("before", shown(moved.before).into()),
        ("after", shown(moved.after).into()),
    ];
    cx.words.with("account-told-axis", &args)
}

fn criterion(cx: &Cx, lens: &Lens, currency: Currency, told: &Told) -> Option<String> {
    let criterion = lens.model.criteria.get(told.criterion?)?;
    let metric = lens.metrics.get(&criterion.metric);
    let id = match (told.before.is_nan(), told.after.is_nan()) {
        (_, true) => "account-told-vanished",
        (true, false) => "account-told-appeared",
        (false, false) if criterion.test.met(told.after) => "account-told-gained",
        (false, false) => "account-told-lost",
    };
    let args: [(&str, Arg); 3] = [
        ("criterion", criterion.name.get(cx.lang).into()),
        ("before", values::value(cx, metric, currency, told.before).into()),
        ("after", values::value(cx, metric, currency, told.after).into()),
    ];
    Some(cx.words.with(id, &args))
}
