//! Signals: what has changed and is still so, and the text that says what rings when.

pub mod definitions;
mod list;
pub(crate) mod sample;

pub use definitions::Definitions;
pub use list::{Signals, show};

use crate::Cx;
use crate::ui::{Badge, Tone};
use banso_app::actions::SignalRow;
use banso_kernel::Arg;

/// How severe it is, in words.
pub(crate) fn severity(cx: &Cx, severity: &str) -> Badge {
    let (tone, id) = match severity {
        "high" => (Tone::Bad, "signals-severity-high"),
        "medium" => (Tone::Warn, "signals-severity-medium"),
        _ => (Tone::Plain, "signals-severity-low"),
    };
    Badge::state(cx, tone, &cx.t(id))
}

/// Why it rings, as a sentence: since when it is so, and what was read on that day (it may differ by now).
pub(crate) fn why(cx: &Cx, row: &SignalRow) -> String {
    let read = row.cause.read.iter().map(|(what, value)| {
        let args = [("what", Arg::from(what.get(cx.lang))), ("value", value.get(cx.lang).into())];
        cx.words.with("signals-read", &args)
    });
    let read = read.reduce(|all, one| cx.words.with("signals-and", &[("a", all.into()), ("b", one.into())]));
    let day = cx.words.day_short(row.raised_on);
    match read {
        Some(read) => cx.words.with("signals-why", &[("day", day.into()), ("read", read.into())]),
        None => cx.t1("signals-why-bare", "day", day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::{Day, Lang};

    #[test]
    fn values_are_told_as_those_of_the_day_on_which_it_began() {
        let mut row = sample::signals(Lang::Ja, 1).remove(0);
        row.raised_on = Day::parse_iso("2026-10-31").expect("a day");
        let both = |text: &str| banso_kernel::Text { ja: text.to_owned(), en: text.to_owned() };
        row.cause.read = vec![(both("満了日までの日数"), both("30"))];
        let cx = Cx::sample(Lang::Ja, None);
        let day = cx.words.day_short(row.raised_on);
        assert!(why(&cx, &row).contains(&format!("{day} の時点：満了日までの日数 30")), "{}", why(&cx, &row));
    }
}
