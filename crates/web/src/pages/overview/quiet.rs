//! The customers of whom nobody hears, month by month.

use super::tabs::list;
use crate::Cx;
use crate::ui::{self, Chart, Column, Html, Line, Table};
use banso_app::overview::Overview;
use banso_domain::overview::{QUIET, Quiet};
use banso_kernel::Arg;
use banso_report::chart::{Mark, line, scale};

/// Silent customers, and churns that nobody saw coming; none where nobody ever paid.
pub(super) fn charts(cx: &Cx, page: &Overview) -> Option<[Chart; 2]> {
    let quiet = &page.quiet;
    if quiet.len() < 2 || quiet.iter().all(|month| month.customers == 0 && month.churned == 0) {
        return None;
    }
    Some([silent(cx, page), unnoticed(cx, page)])
}

/// The record of the churns that are counted.
fn churns(page: &Overview) -> String {
    let month = page.quiet.first().map_or(page.lens.as_of.month(), |first| first.day.month());
    ui::address("/churns", [("from", month.first().to_string()), ("to", page.lens.as_of.to_string())])
}

/// One figure of each month out of another.
struct Course {
    /// Of the chart, and in its messages.
    id: &'static str,
    part: fn(&Quiet) -> u32,
    whole: fn(&Quiet) -> u32,
    says: String,
}

fn silent(cx: &Cx, page: &Overview) -> Chart {
    let (first, now) = (&page.quiet[0], &page.quiet[page.quiet.len() - 1]);
    let share = |month: &Quiet| share(cx, month.silent, month.customers);
    let says = cx.words.with(
        "overview-silent-says",
        &[
            ("n", count(now.silent)),
            ("share", share(now).into()),
            ("days", Arg::from(i64::from(QUIET))),
            ("day", cx.words.day(first.day).into()),
            ("before", share(first).into()),
        ],
    );
    let days = QUIET.to_string();
    course(cx, page, &Course { id: "silent", part: |m| m.silent, whole: |m| m.customers, says })
        .source(&cx.t("overview-silent-list"), &list(&page.lens, &[("paying", "1"), ("silent", &days)]))
}

fn unnoticed(cx: &Cx, page: &Overview) -> Chart {
    let sum = |of: fn(&Quiet) -> u32| page.quiet.iter().map(of).sum::<u32>();
    let args = [
        ("months", Arg::from(page.quiet.len() as i64)),
        ("n", count(sum(|month| month.unnoticed))),
        ("all", count(sum(|month| month.churned))),
        ("days", Arg::from(i64::from(QUIET))),
    ];
    let says = cx.words.with("overview-unnoticed-says", &args);
    course(cx, page, &Course { id: "unnoticed", part: |m| m.unnoticed, whole: |m| m.churned, says })
        .source(&cx.t("overview-unnoticed-list"), &churns(page))
}

fn course(cx: &Cx, page: &Overview, of: &Course) -> Chart {
    let quiet = &page.quiet;
    let title = cx.t(&format!("overview-{}", of.id)).into_owned();
    let columns = vec![
        Column::new(cx, &cx.t("common-date")),
        Column::new(cx, &cx.t(&format!("overview-{}-part", of.id))).figures(),
        Column::new(cx, &cx.t(&format!("overview-{}-whole", of.id))).figures(),
        Column::new(cx, &cx.t("overview-column-share")).figures(),
    ];
    let lines = quiet.iter().rev().map(|month| {
        let (part, whole) = ((of.part)(month), (of.whole)(month));
        let cells = [
            cx.words.day(month.day),
            cx.words.int(i64::from(part)),
            cx.words.int(i64::from(whole)),
            share(cx, part, whole),
        ];
        Line { href: None, id: None, cells: cells.iter().map(|text| Html::text(text)).collect() }
    });
    let table = Table::new(&title, columns, lines.collect()).dense();
    let points: Vec<(f64, f64)> =
        quiet.iter().map(|month| (f64::from(month.day.0), f64::from((of.part)(month)))).collect();
    let accounts = |n: u32| cx.t1("overview-accounts", "n", count(n));
    let stops: Vec<(f64, f64, Mark)> = (quiet.iter().zip(&points))
        .map(|(month, (at, value))| {
            (*at, *value, Mark::plain(format!("{}: {}", cx.words.day(month.day), accounts((of.part)(month)))))
        })
        .collect();
    let last = quiet.last().map(|month| accounts((of.part)(month))).unwrap_or_default();
    Chart::new(cx, of.id, &title, &of.says, &table, |head| {
        let ends = (quiet.first().map(|m| m.day), quiet.last().map(|m| m.day));
        let ticks = match ends {
            (Some(first), Some(last)) => scale::month_axis(cx.words, first, last, head.width * 0.75),
            _ => Vec::new(),
        };
        let data = line::Line { points: &points, threshold: None, last: &last, ticks: &ticks, stops: &stops };
        let whole = |value: f64| if value.fract() == 0.0 { cx.words.num(value, 0) } else { String::new() };
        line::draw(head, &data, &whole)
    })
}

fn count(n: u32) -> Arg {
    Arg::from(i64::from(n))
}

fn share(cx: &Cx, part: u32, whole: u32) -> String {
    match whole {
        0 => banso_words::NO_DATA.to_owned(),
        _ => cx.words.percent(f64::from(part) / f64::from(whole)),
    }
}
