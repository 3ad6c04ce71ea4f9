//! What the screening of a metric comes down to.

use crate::Cx;
use crate::ui::Html;
use banso_domain::lab::leakage::Leakage;
use banso_domain::lab::screening::Metric;
use banso_domain::lab::{Answer, Auc, Interval};

/// Most that a corrected p-value may be for a metric to count as sure.
const SURE: f64 = 0.05;

/// A verdict; the best ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Told {
    /// It tells leavers from others, beyond chance.
    Sure,
    /// It moves only when leaving is decided.
    Leaks,
    /// What it tells could be chance.
    Chance,
    /// There is too little to say.
    TooFew,
}

pub(super) fn of(metric: &Metric, leak: Option<&Answer<Leakage>>) -> Told {
    match (leak, metric.corrected_p) {
        (Some(Ok(leak)), _) if leak.leaks => Told::Leaks,
        (_, Some(p)) if p <= SURE => Told::Sure,
        (_, Some(_)) => Told::Chance,
        _ => Told::TooFew,
    }
}

/// How well the metric tells leavers from others whichever side is the bad one: at least about a coin's 0.5.
pub(super) fn power(metric: &Metric) -> Answer<Auc> {
    metric.auc.map(|auc| match auc.value < 0.5 {
        true => Auc {
            value: 1.0 - auc.value,
            interval: Interval { low: 1.0 - auc.interval.high, high: 1.0 - auc.interval.low },
            ..auc
        },
        false => auc,
    })
}

/// How many days before leaving the metric tells at the latest band that still does: its interval is clear of a coin's.
pub(super) fn since(metric: &Metric) -> Option<i32> {
    let clear = metric.early.iter().take_while(|band| band.auc.as_ref().is_ok_and(|auc| !auc.interval.holds(0.5)));
    clear.last().map(|band| band.until)
}

/// A metric's value with as many decimals as it needs.
pub(super) fn number(cx: &Cx, value: f64) -> String {
    let digits = if value.fract().abs() < 1e-9 || value.abs() >= 100.0 {
        0
    } else if value.abs() >= 10.0 {
        1
    } else {
        2
    };
    cx.words.num(value, digits)
}

/// A cell of the heat map: the darker, the closer.
pub(super) fn heat(cx: &Cx, value: Option<f64>) -> Html {
    let Some(value) = value else { return Html::text(banso_words::NO_DATA) };
    let level = (value.abs() * 5.0).floor().min(4.0) as u8;
    let (words, side) = (Html::text(&cx.words.num(value, 1)), if value < 0.0 { "minus" } else { "plus" });
    Html::raw(format!("<span class=\"heat heat-{level} {side}\">{words}</span>"))
}
