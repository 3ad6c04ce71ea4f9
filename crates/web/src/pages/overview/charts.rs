//! The charts of the distribution, each with its sentence and its table.

use super::tabs::{list, segment_color, segment_list, segment_name, signed};
use crate::Cx;
use crate::ui::{Badge, Chart, Column, Html, Line, Table};
use banso_app::overview::Overview;
use banso_domain::overview::Count;
use banso_kernel::Arg;
use banso_report::chart::{Mark, bars, grid, scale, shares};

fn share(cx: &Cx, of: Count, all: Count) -> String {
    of.share(all).map_or_else(|| banso_words::NO_DATA.to_owned(), |share| cx.words.percent(share))
}

fn int(n: u32) -> i64 {
    i64::from(n)
}

/// Segments with their counts, in the model's order, then those with too little data if there are any.
fn counted(page: &Overview) -> Vec<(Option<usize>, Count)> {
    let segments = page.distribution.segments.iter().enumerate().map(|(at, count)| (Some(at), *count));
    let none = page.distribution.none;
    let some = none.now > 0 || none.before.is_some_and(|n| n > 0);
    segments.chain(some.then_some((None, none))).collect()
}

/// How many stand in each segment.
pub(super) fn bars(cx: &Cx, page: &Overview) -> Chart {
    let (lens, all) = (&page.lens, page.distribution.all);
    let counted = counted(page);
    let drawn: Vec<bars::Bar> = counted
        .iter()
        .map(|(at, count)| {
            let name = segment_name(cx, lens, *at);
            let mut args = vec![("n", Arg::from(int(count.now))), ("share", share(cx, *count, all).into())];
            let id = match count.change() {
                Some(change) => {
                    args.push(("change", signed(cx, change).into()));
                    "overview-bar"
                }
                None => "overview-bar-alone",
            };
            let text = cx.words.with(id, &args);
            bars::Bar {
                mark: Mark::link(format!("{name}: {text}"), segment_list(lens, *at)),
                name,
                value: f64::from(count.now),
                text,
                color: segment_color(lens, *at),
            }
        })
        .collect();
    let columns = vec![
        Column::new(cx, &cx.t("common-segment")),
        Column::new(cx, &cx.t("overview-column-accounts")).figures(),
        Column::new(cx, &cx.t("overview-column-share")).figures(),
        Column::new(cx, &cx.t1("overview-column-before", "day", cx.words.day_short(page.before))).figures(),
        Column::new(cx, &cx.t("overview-column-change")).figures(),
    ];
    let lines = counted.iter().map(|(at, count)| {
        let badge = Badge::segment(cx, segment_color(lens, *at), &segment_name(cx, lens, *at));
        Line {
            href: Some(segment_list(lens, *at)),
            id: None,
            cells: vec![
                badge.html(),
                Html::text(&cx.words.int(int(count.now))),
                Html::text(&share(cx, *count, all)),
                Html::text(&count.before.map_or_else(|| banso_words::NO_DATA.to_owned(), |n| cx.words.int(int(n)))),
                Html::text(&count.change().map_or_else(|| banso_words::NO_DATA.to_owned(), |n| signed(cx, n))),
            ],
        }
    });
    let table = Table::new(&cx.t("overview-bars"), columns, lines.collect()).dense();
    Chart::new(cx, "bars", &cx.t("overview-bars"), &bars_say(cx, page, &counted), &table, |head| {
        bars::draw(head, &drawn)
    })
    .source(&cx.t("overview-to-list"), &list(lens, &[]))
}

fn bars_say(cx: &Cx, page: &Overview, counted: &[(Option<usize>, Count)]) -> String {
    let Some((at, most)) = counted.iter().max_by_key(|(_, count)| count.now) else { return String::new() };
    let first = cx.words.with(
        "overview-bars-most",
        &[
            ("segment", segment_name(cx, &page.lens, *at).into()),
            ("n", int(most.now).into()),
            ("share", share(cx, *most, page.distribution.all).into()),
        ],
    );
    let change = page.distribution.segments.first().and_then(|best| best.change());
    let Some(change) = change else { return first };
    let id = match change {
        0 => "overview-best-same",
        n if n > 0 => "overview-best-more",
        _ => "overview-best-fewer",
    };
    let best = segment_name(cx, &page.lens, Some(0));
    let second = cx.words.with(id, &[("segment", best.into()), ("n", change.abs().into())]);
    join(cx, &first, &second)
}

/// Two sentences: Japanese needs no space between them.
fn join(cx: &Cx, first: &str, second: &str) -> String {
    let space = if cx.lang == banso_kernel::Lang::Ja { "" } else { " " };
    format!("{first}{space}{second}")
}

/// Who stands on which pair of ranks; none for models without a grid.
pub(super) fn grid(cx: &Cx, page: &Overview) -> Option<Chart> {
    let (lens, all) = (&page.lens, page.distribution.all);
    let model = &lens.model;
    let [rows, columns] = model.axes.as_slice() else { return None };
    if page.distribution.grid.is_empty() {
        return None;
    }
    let side = |rank: &banso_domain::health::definition::Rank| grid::Side {
        letter: rank.letter.clone(),
        word: rank.name.get(cx.lang).to_owned(),
    };
    let (row_sides, column_sides): (Vec<_>, Vec<_>) =
        (rows.ranks.iter().map(side).collect(), columns.ranks.iter().map(side).collect());
    let place = |r: usize, c: usize| {
        format!(
            "{} {} × {} {}",
            rows.name.get(cx.lang),
            rows.ranks[r].letter,
            columns.name.get(cx.lang),
            columns.ranks[c].letter
        )
    };
    let href = |r: usize, c: usize, segment: Option<usize>| {
        let (row, column) =
            (format!("{}:{}", rows.id, rows.ranks[r].letter), format!("{}:{}", columns.id, columns.ranks[c].letter));
        let segment = segment.and_then(|at| model.segments.get(at)).map_or("", |s| s.id.as_str());
        list(lens, &[("segment", segment), ("rank", &row), ("rank", &column)])
    };
    let (mut cells, mut lines) = (Vec::new(), Vec::new());
    for (r, row) in page.distribution.grid.iter().enumerate() {
        let mut line = vec![Html::text(&format!("{} {}", rows.ranks[r].letter, rows.ranks[r].name.get(cx.lang)))];
        for (c, count) in row.iter().enumerate() {
            let at = model.grid.get(r).and_then(|row| row.get(c)).map(|at| usize::from(*at));
            let (name, target) = (segment_name(cx, lens, at), href(r, c, at));
            let change = count.change().filter(|n| *n != 0 || count.now > 0);
            let change_text = change.map(|n| signed(cx, n)).unwrap_or_default();
            let label = cx.words.with(
                "overview-cell",
                &[
                    ("place", place(r, c).into()),
                    ("segment", name.clone().into()),
                    ("n", int(count.now).into()),
                    ("share", share(cx, *count, all).into()),
                ],
            );
            line.push(Html::raw(format!(
                "<a href=\"{}\">{}</a> <span class=\"muted\">{}</span>",
                Html::text(&target),
                cx.words.int(int(count.now)),
                Html::text(&change_text)
            )));
            cells.push(grid::Cell {
                count: u64::from(count.now),
                count_text: cx.words.int(int(count.now)),
                share_text: share(cx, *count, all),
                change_text,
                color: segment_color(lens, at),
                segment: name,
                mark: Mark::link(label, target),
            });
        }
        lines.push(Line { href: None, id: None, cells: line });
    }
    let title = format!("{} × {}", rows.name.get(cx.lang), columns.name.get(cx.lang));
    let corner = Column::new(cx, &format!("{} ↓ {} →", rows.name.get(cx.lang), columns.name.get(cx.lang)));
    let heads = columns
        .ranks
        .iter()
        .map(|rank| Column::new(cx, &format!("{} {}", rank.letter, rank.name.get(cx.lang))).figures());
    let table = Table::new(&title, std::iter::once(corner).chain(heads).collect(), lines).dense();
    let names = (rows.name.get(cx.lang), columns.name.get(cx.lang));
    let says = grid_says(cx, page, &place);
    Some(Chart::new(cx, "grid", &title, &says, &table, |head| {
        grid::draw(head, names, &row_sides, &column_sides, &cells)
    }))
}

fn grid_says(cx: &Cx, page: &Overview, place: &dyn Fn(usize, usize) -> String) -> String {
    let rows = page.distribution.grid.iter().enumerate();
    let cells: Vec<_> = rows.flat_map(|(r, row)| row.iter().enumerate().map(move |(c, n)| (r, c, *n))).collect();
    let most = cells.iter().max_by_key(|(.., count)| count.now).filter(|(.., count)| count.now > 0);
    let Some((r, c, most)) = most else { return cx.t("overview-grid-nobody").into_owned() };
    let first = cx.words.with(
        "overview-grid-most",
        &[
            ("place", place(*r, *c).into()),
            ("n", int(most.now).into()),
            ("share", share(cx, *most, page.distribution.all).into()),
        ],
    );
    let moved = cells.iter().max_by_key(|(.., count)| count.change().unwrap_or(0).abs());
    let moved = moved.and_then(|(r, c, count)| Some((*r, *c, count.change().filter(|n| *n != 0)?)));
    let Some((r, c, change)) = moved else { return first };
    let second =
        cx.words.with("overview-grid-moved", &[("place", place(r, c).into()), ("change", signed(cx, change).into())]);
    join(cx, &first, &second)
}

/// How the shares moved; none while there is less than two points.
pub(super) fn course(cx: &Cx, page: &Overview) -> Option<Chart> {
    let (lens, course) = (&page.lens, &page.course);
    let (first, last) = (*course.days.first()?, *course.days.last()?);
    if first == last {
        return None;
    }
    let times: Vec<f64> = course.days.iter().map(|day| f64::from(day.0)).collect();
    // The worst at the bottom, the best on top; too little data under all.
    let mut order: Vec<Option<usize>> = (0..lens.model.segments.len()).rev().map(Some).collect();
    if course.has_none() {
        order.insert(0, None);
    }
    let values = |at: Option<usize>| at.map_or(&course.none, |at| &course.segments[at]);
    let percent = |share: f64| cx.words.percent(share);
    let bands: Vec<shares::Band> = order
        .iter()
        .map(|at| shares::Band {
            name: segment_name(cx, lens, *at),
            last: values(*at).last().map(|share| percent(*share)).unwrap_or_default(),
            color: segment_color(lens, *at),
            values: values(*at).clone(),
        })
        .collect();
    // The first week of each month can be asked for.
    let monthly: Vec<usize> = (1..course.days.len())
        .filter(|at| course.days[*at].month() != course.days[at - 1].month() && !course.segments[0][*at].is_nan())
        .collect();
    let stops: Vec<(f64, Mark)> = monthly
        .iter()
        .map(|at| {
            let day = course.days[*at];
            let parts: Vec<String> = order
                .iter()
                .rev()
                .map(|segment| format!("{} {}", segment_name(cx, lens, *segment), percent(values(*segment)[*at])))
                .collect();
            (times[*at], Mark::plain(format!("{}: {}", cx.words.day(day), parts.join(" · "))))
        })
        .collect();
    let best = &course.segments[0];
    let start = best.iter().position(|share| share.is_finite())?;
    let says = cx.words.with(
        "overview-course-says",
        &[
            ("segment", segment_name(cx, lens, Some(0)).into()),
            ("from", cx.words.day(course.days[start]).into()),
            ("before", percent(best[start]).into()),
            ("now", percent(*best.last()?).into()),
        ],
    );
    let columns = std::iter::once(Column::new(cx, &cx.t("common-date")))
        .chain(order.iter().rev().map(|at| Column::new(cx, &segment_name(cx, lens, *at)).figures()));
    let shown = monthly.iter().copied().chain(std::iter::once(course.days.len() - 1));
    let line = |at: usize| Line {
        href: None,
        id: None,
        cells: std::iter::once(Html::text(&cx.words.day(course.days[at])))
            .chain(order.iter().rev().map(|segment| Html::text(&percent(values(*segment)[at]))))
            .collect(),
    };
    let table = Table::new(&cx.t("overview-course"), columns.collect(), shown.map(line).collect()).dense();
    Some(Chart::new(cx, "course", &cx.t("overview-course"), &says, &table, |head| {
        let ticks = scale::month_axis(cx.words, first, last, head.width * 0.75);
        let data = shares::Shares { times: &times, bands: &bands, ticks: &ticks, stops: &stops };
        shares::draw(head, shares::Form::Stacked, &data, &|v| format!("{} %", cx.words.num(v * 100.0, 0)))
    }))
}
