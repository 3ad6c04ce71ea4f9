//! What a back-test found, in charts, tables and sentences.

use super::say;
use crate::Cx;
use crate::ui::{Badge, Chart, Column, Html, Line, Table};
use banso_app::lab::{BackTestPage, COHORTS, Version};
use banso_domain::lab::judge::{Comparison, Group};
use banso_domain::lab::{Answer, Estimate};
use banso_kernel::{Arg, Money};
use banso_report::chart::{Mark, dots};
use banso_report::tokens;

/// `4象限ランク 第 2 版`.
pub(super) fn version(cx: &Cx, version: &Version) -> String {
    let parts = [("name", version.name.get(cx.lang).to_owned().into()), ("version", i64::from(version.version).into())];
    cx.words.with(if version.current { "lab-version" } else { "lab-version-old" }, &parts)
}

fn int(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn figure(cx: &Cx, n: usize) -> Html {
    Html::text(&cx.words.int(int(n)))
}

fn segment(cx: &Cx, page: &BackTestPage, at: usize) -> String {
    match page.model.segments.get(at) {
        Some(segment) => segment.name.get(cx.lang).to_owned(),
        None => cx.t("overview-none").into_owned(),
    }
}

fn badge(cx: &Cx, page: &BackTestPage, at: usize) -> Html {
    let color = tokens::segment_color(at, page.model.segments.len());
    Badge::segment(cx, color, &segment(cx, page, at)).html()
}

/// What was looked at, and what was left out and why.
pub(super) fn counted(cx: &Cx, page: &BackTestPage) -> Vec<String> {
    let found = &page.found;
    let counts = found.counts;
    let parts = [
        ("accounts", found.accounts.into()),
        ("looks", counts.rows().into()),
        ("events", counts.events.into()),
        ("rate", say::estimate(cx, &found.rate).into()),
    ];
    let mut all = vec![cx.words.with("lab-counted", &parts)];
    let left = [
        ("lab-left-unripe", counts.unripe),
        ("lab-left-lost", counts.lost),
        ("lab-left-gone", counts.gone),
        ("lab-left-unscored", found.unscored),
    ];
    all.extend(left.into_iter().filter(|(_, n)| *n > 0).map(|(id, n)| cx.t1(id, "n", n)));
    all
}

fn dot(name: String, of: &Answer<Estimate>, cx: &Cx) -> dots::Dot {
    let text = match of {
        Ok(_) => say::estimate(cx, of),
        Err(_) => cx.t("lab-too-few").into_owned(),
    };
    let value = of.as_ref().ok().map(|found| (found.value, found.interval.low, found.interval.high));
    dots::Dot { mark: Mark::plain(format!("{name}: {text}")), name, value, text }
}

/// The share that left, of everybody: the line to compare with.
fn overall(cx: &Cx, page: &BackTestPage) -> Option<(f64, String)> {
    let rate = page.found.rate.as_ref().ok()?;
    Some((rate.value, cx.t1("lab-overall", "share", say::share(cx, rate.value))))
}

fn chart(cx: &Cx, page: &BackTestPage, id: &str, says: &str, table: &Table, drawn: &[dots::Dot]) -> Chart {
    let overall = overall(cx, page);
    Chart::new(cx, id, &cx.t(&format!("lab-chart-{id}")), says, table, |head| {
        let reference = overall.as_ref().map(|(at, label)| (*at, label.as_str()));
        dots::draw(head, drawn, 0.0, reference, &|value| cx.words.num(value * 100.0, 0))
    })
}

/// The share that left, by segment.
pub(super) fn segments(cx: &Cx, page: &BackTestPage) -> Chart {
    let rows = &page.found.segments;
    let drawn: Vec<dots::Dot> =
        rows.iter().map(|row| dot(segment(cx, page, usize::from(row.segment)), &row.rate, cx)).collect();
    let column = |id: &str| Column::new(cx, &cx.t(id));
    let columns = vec![
        column("common-segment"),
        column("lab-column-looks").figures(),
        column("lab-column-rate").figures(),
        column("lab-column-precision").figures().hint(&cx.t("lab-precision-meaning")),
        column("lab-column-recall").figures().hint(&cx.t("lab-recall-meaning")),
    ];
    let lines = rows.iter().map(|row| Line {
        href: None,
        id: None,
        cells: vec![
            badge(cx, page, usize::from(row.segment)),
            figure(cx, row.inside),
            Html::text(&say::estimate(cx, &row.rate)),
            Html::text(&say::estimate(cx, &row.precision)),
            Html::text(&say::estimate(cx, &row.recall)),
        ],
    });
    let table = Table::new(&cx.t("lab-chart-segments"), columns, lines.collect()).dense();
    let (best, worst) = (rows.first(), rows.last());
    let says = match (best.map(|row| &row.rate), worst.map(|row| &row.rate)) {
        (Some(Ok(best)), Some(Ok(worst))) => {
            let parts = [
                ("best", segment(cx, page, 0).into()),
                ("worst", segment(cx, page, rows.len() - 1).into()),
                ("low", say::share(cx, best.value).into()),
                ("high", say::share(cx, worst.value).into()),
            ];
            let first = cx.words.with("lab-segments-say", &parts);
            let space = if cx.lang == banso_kernel::Lang::Ja { "" } else { " " };
            inverted(cx, page).map_or(first.clone(), |second| format!("{first}{space}{second}"))
        }
        _ => cx.t("lab-segments-say-none").into_owned(),
    };
    chart(cx, page, "segments", &says, &table, &drawn)
}

/// The two segments whose order is most wrong: more left of the better one.
fn inverted(cx: &Cx, page: &BackTestPage) -> Option<String> {
    let known = page.found.segments.iter().filter_map(|row| Some((row.segment, row.rate.as_ref().ok()?)));
    let known: Vec<_> = known.collect();
    let pairs =
        known.iter().flat_map(|better| known.iter().filter(|worse| worse.0 > better.0).map(move |w| (better, w)));
    let wrong = pairs.filter(|(better, worse)| better.1.value > worse.1.value);
    let gap = |(better, worse): &(&(u8, &Estimate), &(u8, &Estimate))| better.1.value - worse.1.value;
    let (better, worse) = wrong.max_by(|a, b| gap(a).total_cmp(&gap(b)))?;
    let apart = better.1.interval.low > worse.1.interval.high;
    let parts = [
        ("better", segment(cx, page, usize::from(better.0)).into()),
        ("worse", segment(cx, page, usize::from(worse.0)).into()),
        ("high", say::share(cx, better.1.value).into()),
        ("low", say::share(cx, worse.1.value).into()),
    ];
    Some(cx.words.with(if apart { "lab-segments-inverted" } else { "lab-segments-inverted-perhaps" }, &parts))
}

/// How good the warning was.
pub(super) fn alarm(cx: &Cx, page: &BackTestPage) -> String {
    let found = &page.found;
    let row = found.segments.iter().find(|row| row.segment == page.warning);
    let missed = found.missed;
    let money = |minor: i64| Arg::from(cx.words.money(Money { minor, currency: page.currency }));
    let mut says = match row {
        Some(row) => {
            let parts = [
                ("segment", segment(cx, page, usize::from(page.warning)).into()),
                ("precision", say::estimate(cx, &row.precision).into()),
                ("recall", say::estimate(cx, &row.recall).into()),
            ];
            cx.words.with("lab-alarm-says", &parts)
        }
        None => String::new(),
    };
    if missed.outcomes > 0 {
        let parts = [
            ("all", missed.outcomes.into()),
            ("n", missed.missed.into()),
            ("money", money(missed.missed_cmrr)),
            ("of", money(missed.cmrr)),
        ];
        if cx.lang == banso_kernel::Lang::En && !says.is_empty() {
            says.push(' ');
        }
        says.push_str(&cx.words.with("lab-missed-says", &parts));
    }
    says
}

/// The share that left, by tenth of risk.
pub(super) fn tenths(cx: &Cx, page: &BackTestPage) -> Chart {
    let rows: Vec<_> = page.found.calibration.rows.iter().collect();
    let of_tenth = rows.iter().filter_map(|row| match row.group {
        Group::Tenth(at) => Some((at, *row)),
        Group::Segment(_) => None,
    });
    let (mut drawn, mut lines) = (Vec::new(), Vec::new());
    for (at, row) in of_tenth {
        let name = cx.t1("lab-tenth", "n", i64::from(at) + 1);
        lines.push(Line {
            href: None,
            id: None,
            cells: vec![Html::text(&name), figure(cx, row.looks), Html::text(&say::estimate(cx, &row.observed))],
        });
        drawn.push(dot(name, &row.observed, cx));
    }
    let column = |id: &str| Column::new(cx, &cx.t(id));
    let columns =
        vec![column("lab-column-tenth"), column("lab-column-looks").figures(), column("lab-column-rate").figures()];
    let table = Table::new(&cx.t("lab-chart-tenths"), columns, lines).dense();
    chart(cx, page, "tenths", &worst(cx, page), &table, &drawn)
}

/// What the worst tenth holds.
pub(super) fn worst(cx: &Cx, page: &BackTestPage) -> String {
    match &page.found.worst {
        Ok(worst) => {
            let number = |value: f64| Arg::from(cx.words.num(value, 1));
            let parts = [
                ("caught", say::share(cx, worst.caught.value).into()),
                ("lift", number(worst.lift.value)),
                ("low", number(worst.lift.interval.low)),
                ("high", number(worst.lift.interval.high)),
            ];
            cx.words.with("lab-worst-says", &parts)
        }
        Err(lack) => say::lack(cx, *lack),
    }
}

/// How early the warning came.
pub(super) fn lead(cx: &Cx, page: &BackTestPage) -> Vec<String> {
    let lead = &page.found.lead;
    if lead.outcomes == 0 {
        return vec![cx.t("lab-lead-none").into_owned()];
    }
    let mut all = Vec::new();
    if let Some([low, middle, high]) = lead.days {
        let days = |value: f64| Arg::from(cx.words.num(value, 0));
        let parts = [
            ("n", lead.warned.into()),
            ("of", lead.outcomes.into()),
            ("middle", days(middle)),
            ("low", days(low)),
            ("high", days(high)),
        ];
        all.push(cx.words.with("lab-lead-says", &parts));
    }
    let parts = [
        ("share", say::estimate(cx, &lead.unnoticed).into()),
        ("never", lead.never.into()),
        ("lapsed", lead.lapsed.into()),
    ];
    all.push(cx.words.with("lab-unnoticed-says", &parts));
    all
}

/// From where to where, and how many of those left.
pub(super) fn moves(cx: &Cx, page: &BackTestPage) -> Table {
    let moves = &page.found.moves;
    let n = page.model.segments.len();
    // Rows and columns that nobody was in would be air.
    let some: Vec<usize> =
        (0..=n)
            .filter(|at| {
                *at < n
                    || moves.cells.iter().enumerate().any(|(row, cells)| {
                        cells[*at].moves > 0 || (row == *at && cells.iter().any(|cell| cell.moves > 0))
                    })
            })
            .collect();
    let mut columns = vec![Column::new(cx, &cx.t("lab-column-from"))];
    columns.extend(some.iter().map(|at| Column::new(cx, &segment(cx, page, *at)).figures()));
    let lines = some.iter().map(|row| {
        let mut cells = vec![badge(cx, page, *row)];
        cells.extend(some.iter().map(|column| {
            let cell = &moves.cells[*row][*column];
            let share = match &cell.rate {
                Ok(rate) if cell.moves > 0 => say::share(cx, rate.value),
                _ => banso_words::NO_DATA.to_owned(),
            };
            Html::text(&cx.words.with("lab-move", &[("n", cell.moves.into()), ("share", share.into())]))
        }));
        Line { href: None, id: None, cells }
    });
    Table::new(&cx.t("lab-moves"), columns, lines.collect()).dense()
}

/// The same by cohort key, for keys that tell at least two cohorts apart.
pub(super) fn cohorts(cx: &Cx, page: &BackTestPage) -> Vec<(String, Table)> {
    let column = |id: &str| Column::new(cx, &cx.t(id));
    let of_key = |key: usize| {
        let slices: Vec<_> = page.found.slices.iter().filter(|slice| slice.key == key && slice.looks > 0).collect();
        if slices.len() < 2 {
            return None;
        }
        let name = cx.t(&format!("lab-cohort-{}", COHORTS[key])).into_owned();
        let columns = vec![
            Column::new(cx, &name),
            column("lab-column-looks").figures(),
            column("lab-column-rate").figures(),
            column("lab-column-auc").figures(),
            column("lab-column-precision").figures(),
            column("lab-column-recall").figures(),
        ];
        let lines = slices.iter().map(|slice| {
            let value = page.cohorts.values[key].get(usize::from(slice.value)).cloned();
            Line {
                href: None,
                id: None,
                cells: vec![
                    Html::text(&value.unwrap_or_else(|| cx.t("lab-cohort-other").into_owned())),
                    figure(cx, slice.looks),
                    Html::text(&say::estimate(cx, &slice.rate)),
                    Html::text(&say::auc(cx, &slice.auc)),
                    Html::text(&say::estimate(cx, &slice.precision)),
                    Html::text(&say::estimate(cx, &slice.recall)),
                ],
            }
        });
        Some((name.clone(), Table::new(&name, columns, lines.collect()).dense()))
    };
    (0..COHORTS.len()).filter_map(of_key).collect()
}

/// Two versions side by side: which foretells better?
pub(super) fn beside(cx: &Cx, one: String, other: String, found: &Answer<Comparison>) -> String {
    let difference = found.as_ref().map_err(|lack| *lack).and_then(|found| found.difference.map(|by| (by, found)));
    match difference {
        Err(lack) => say::lack(cx, lack),
        Ok((by, found)) => {
            let points = |value: f64| Arg::from(cx.words.num(value * 100.0, 1));
            let parts = [
                ("one", one.into()),
                ("other", other.into()),
                ("first", say::auc_fine(cx, &found.first).into()),
                ("second", say::auc_fine(cx, &found.second).into()),
                ("by", points(by.value)),
                ("low", points(by.interval.low)),
                ("high", points(by.interval.high)),
            ];
            let id = match (by.interval.low > 0.0, by.interval.high < 0.0) {
                (true, _) => "lab-beside-better",
                (_, true) => "lab-beside-worse",
                _ => "lab-beside-same",
            };
            cx.words.with(id, &parts)
        }
    }
}

/// Criteria whose metrics only tell when it is too late.
pub(super) fn leaks(cx: &Cx, page: &BackTestPage) -> Vec<String> {
    let leaking = page.leaking.iter().map(|(metric, criteria)| {
        let names: Vec<&str> = criteria.iter().map(|name| name.get(cx.lang)).collect();
        let parts = [("metric", metric.get(cx.lang).to_owned().into()), ("criteria", names.join("・").into())];
        cx.words.with("lab-leak-says", &parts)
    });
    leaking.collect()
}

/// That the model knew answers, how often, and how it does where it did not.
pub(super) fn learned(cx: &Cx, page: &BackTestPage) -> Option<String> {
    let learned = page.learned.as_ref()?;
    let names: Vec<&str> = learned.metrics.iter().map(|name| name.get(cx.lang)).collect();
    let parts = [
        ("metrics", names.join("・").into()),
        ("until", cx.words.day(learned.until).into()),
        ("n", learned.days.into()),
        ("all", page.days.len().into()),
    ];
    let knew = cx.words.with("lab-knew-says", &parts);
    let after = match &learned.after {
        Ok(_) => cx.t1("lab-knew-after", "auc", say::auc(cx, &learned.after)),
        Err(lack) => cx.t1("lab-knew-lack", "lack", say::lack(cx, *lack)),
    };
    Some(format!("{knew}{}{after}", if cx.lang == banso_kernel::Lang::Ja { "" } else { " " }))
}
