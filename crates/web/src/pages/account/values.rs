//! Metric values in words: figure, unit, what is wanted.

use crate::Cx;
use crate::ui::{Badge, Tone};
use banso_domain::health::{Criterion, Test};
use banso_domain::metrics::{Kind, Level, Metric};
use banso_domain::reasons::State;
use banso_kernel::{Currency, Money};

/// A metric's value with its unit; the words for "no data" when there is none.
pub(crate) fn value(cx: &Cx, metric: Option<&Metric>, currency: Currency, value: f64) -> String {
    if value.is_nan() {
        return cx.t("common-no-data").into_owned();
    }
    match metric.map(|metric| &metric.kind) {
        Some(Kind::Ratio { .. }) if metric.is_some_and(|metric| metric.unit.get(cx.lang).is_empty()) => {
            cx.words.percent(value)
        }
        Some(Kind::Change { .. }) => {
            let sign = if value > 0.0 { "+" } else { "" };
            format!("{sign}{}", cx.words.percent(value))
        }
        Some(Kind::Risk(_)) => cx.words.percent(value / 100.0),
        Some(Kind::Level(Level::Cmrr)) => {
            let minor = (value * 10f64.powi(i32::try_from(currency.digits()).unwrap_or(2))).round() as i64;
            cx.words.money(Money { minor, currency })
        }
        _ => {
            let digits = if value.fract() == 0.0 { 0 } else { 1 };
            let unit = metric.map_or("", |metric| metric.unit.get(cx.lang));
            let figure = cx.words.num(value, digits);
            if unit.is_empty() { figure } else { format!("{figure} {unit}") }
        }
    }
}

/// What a criterion wants: "4 回以上", "at most 30 days".
pub(crate) fn wanted(cx: &Cx, metric: Option<&Metric>, currency: Currency, criterion: &Criterion) -> String {
    let figure = value(cx, metric, currency, criterion.test.wanted());
    match criterion.test {
        Test::AtLeast(_) => cx.t1("account-at-least", "value", figure),
        Test::AtMost(_) => cx.t1("account-at-most", "value", figure),
    }
}

/// The state as a badge with a word.
pub(crate) fn state(cx: &Cx, state: State) -> Badge {
    match state {
        State::Met => Badge::state(cx, Tone::Good, &cx.t("health-met")),
        State::Unmet => Badge::state(cx, Tone::Warn, &cx.t("health-unmet")),
        State::Missing => Badge::state(cx, Tone::Plain, &cx.t("health-unknown")),
    }
}
