//! Figures of the lab in words: each with its interval, or why there is none.

use crate::Cx;
use banso_domain::lab::{Answer, Auc, Estimate, Interval, Lack};
use banso_kernel::Arg;

/// `23.4 %`.
pub(super) fn share(cx: &Cx, value: f64) -> String {
    cx.words.percent(value)
}

/// `18.0〜29.1 %`.
pub(super) fn interval(cx: &Cx, of: Interval) -> String {
    let number = |value: f64| Arg::from(cx.words.num(value * 100.0, 1));
    cx.words.with("lab-interval", &[("low", number(of.low)), ("high", number(of.high))])
}

/// A share with its interval, or a dash where there is none.
pub(super) fn estimate(cx: &Cx, of: &Answer<Estimate>) -> String {
    match of {
        Ok(found) => with_interval(cx, share(cx, found.value), found.interval),
        Err(_) => banso_words::NO_DATA.to_owned(),
    }
}

/// `78 / 100（72〜83）`: of a hundred pairs, how many were told apart.
pub(super) fn auc(cx: &Cx, of: &Answer<Auc>) -> String {
    told_apart(cx, of, 0)
}

/// The same with one decimal: beside a difference that has one.
pub(super) fn auc_fine(cx: &Cx, of: &Answer<Auc>) -> String {
    told_apart(cx, of, 1)
}

fn told_apart(cx: &Cx, of: &Answer<Auc>, digits: usize) -> String {
    let Ok(found) = of else { return banso_words::NO_DATA.to_owned() };
    let number = |value: f64| Arg::from(cx.words.num(value * 100.0, digits));
    let parts =
        [("value", number(found.value)), ("low", number(found.interval.low)), ("high", number(found.interval.high))];
    cx.words.with("lab-auc-short", &parts)
}

/// Of a hundred.
pub(super) fn hundred(cx: &Cx, value: f64) -> String {
    cx.words.num(value * 100.0, 0)
}

fn with_interval(cx: &Cx, value: String, of: Interval) -> String {
    cx.words.with("lab-with-interval", &[("value", value.into()), ("interval", interval(cx, of).into())])
}

/// Why there is no figure, and when there may be one.
pub(super) fn lack(cx: &Cx, lack: Lack) -> String {
    let (id, have, need) = match lack {
        Lack::Events { have, need } => ("lab-lack-events", have, need),
        Lack::Others { have, need } => ("lab-lack-others", have, need),
        Lack::Rows { have, need } => ("lab-lack-rows", have, need),
        Lack::NoSpread => ("lab-lack-spread", 0, 0),
        Lack::NotProbabilities => ("lab-lack-probabilities", 0, 0),
        Lack::NotPaired => ("lab-lack-paired", 0, 0),
    };
    cx.words.with(id, &[("have", have.into()), ("need", need.into())])
}
