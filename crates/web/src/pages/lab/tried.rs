//! What a text would change, in sentences and tables.

use super::judged;
use crate::Cx;
use crate::ui::{Badge, Column, Html, Line, Table};
use banso_app::lab::{Shares, WhatIf, Work};
use banso_domain::health::Model;
use banso_report::tokens;

/// Most accounts that are listed.
const MOST: usize = 100;

fn int(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn count(cx: &Cx, n: usize) -> Html {
    Html::text(&cx.words.int(int(n)))
}

fn name(cx: &Cx, model: &Model, at: Option<usize>) -> String {
    match at.and_then(|at| model.segments.get(at)) {
        Some(segment) => segment.name.get(cx.lang).to_owned(),
        None => cx.t("overview-none").into_owned(),
    }
}

fn badge(cx: &Cx, model: &Model, at: Option<usize>) -> Html {
    let color = tokens::segment_color(at.unwrap_or(model.segments.len()), model.segments.len());
    Badge::segment(cx, color, &name(cx, model, at)).html()
}

/// How many would rise, fall, and stay.
pub(super) fn says(cx: &Cx, tried: &WhatIf) -> String {
    if tried.published.is_none() {
        return cx.t("lab-what-if-new").into_owned();
    }
    let up = tried.shifts.iter().filter(|one| one.from.zip(one.to).is_some_and(|(from, to)| to < from)).count();
    let down = tried.shifts.iter().filter(|one| one.from.zip(one.to).is_some_and(|(from, to)| to > from)).count();
    let parts = [
        ("up", up.into()),
        ("down", down.into()),
        ("other", (tried.shifts.len() - up - down).into()),
        ("same", (tried.accounts - tried.shifts.len().min(tried.accounts)).into()),
        ("inside", tried.inside.into()),
    ];
    cx.words.with("lab-what-if-says", &parts)
}

/// From where to where.
pub(super) fn moves(cx: &Cx, tried: &WhatIf) -> Table {
    let Some((_, old)) = &tried.published else { return Table::new("", Vec::new(), Vec::new()) };
    let place = |at: usize, of: &Model| (at < of.segments.len()).then_some(at);
    let mut columns = vec![Column::new(cx, &cx.t("lab-what-if-from"))];
    columns.extend(
        (0..=tried.model.segments.len())
            .map(|at| Column::new(cx, &name(cx, &tried.model, place(at, &tried.model))).figures()),
    );
    let lines = tried.table.iter().enumerate().map(|(row, counts)| {
        let mut cells = vec![badge(cx, old, place(row, old))];
        cells.extend(counts.iter().map(|n| count(cx, *n)));
        Line { href: None, id: None, cells }
    });
    Table::new(&cx.t("lab-what-if-moves"), columns, lines.collect()).dense()
}

/// The accounts that would stand elsewhere.
pub(super) fn shifts(cx: &Cx, tried: &WhatIf) -> Table {
    let columns = vec![
        Column::new(cx, &cx.t("common-account")),
        Column::new(cx, &cx.t("lab-what-if-from")),
        Column::new(cx, &cx.t("lab-what-if-to")),
    ];
    let old = tried.published.as_ref().map_or(&tried.model, |(_, old)| old);
    let lines = tried.shifts.iter().take(MOST).map(|shift| Line {
        href: Some(format!("/accounts/{}/health?model={}", shift.account, tried.model.id)),
        id: None,
        cells: vec![
            Html::text(&shift.name),
            badge(cx, old, shift.from.map(usize::from)),
            badge(cx, &tried.model, shift.to.map(usize::from)),
        ],
    });
    Table::new(&cx.t("lab-what-if-shifts"), columns, lines.collect()).dense()
}

/// That there are more than are listed.
pub(super) fn more(cx: &Cx, tried: &WhatIf) -> Option<String> {
    let more = tried.shifts.len().saturating_sub(MOST);
    (more > 0).then(|| cx.t1("lab-what-if-more", "n", more))
}

/// Shares of segments on month ends, by the published version and by the text.
pub(super) fn course(cx: &Cx, tried: &WhatIf) -> Table {
    let old = tried.published.as_ref().map(|(_, old)| old);
    let mut columns = vec![Column::new(cx, &cx.t("lab-what-if-day"))];
    for at in 0..tried.model.segments.len() {
        let label = name(cx, &tried.model, Some(at));
        columns.push(Column::new(cx, &label).figures());
    }
    let share = |shares: &Shares, at: usize| {
        let all: usize = shares.iter().sum();
        shares.get(at).filter(|_| all > 0).map(|n| *n as f64 / all as f64)
    };
    let lines = tried.course.iter().map(|(day, before, after)| {
        let mut cells = vec![cx.date(day)];
        for (at, segment) in tried.model.segments.iter().enumerate() {
            let then = old.and_then(|old| old.segments.iter().position(|one| one.id == segment.id));
            let parts = [share(after, at), then.and_then(|then| share(before, then))];
            let words = parts
                .map(|part| part.map_or_else(|| banso_words::NO_DATA.to_owned(), |part| cx.words.num(part * 100.0, 0)));
            let [new, old] = words;
            cells.push(Html::text(&cx.words.with("lab-what-if-share", &[("old", old.into()), ("new", new.into())])));
        }
        Line { href: None, id: None, cells }
    });
    Table::new(&cx.t("lab-what-if-course"), columns, lines.collect()).dense()
}

/// Whether it foretells better than the published version.
pub(super) fn beside(cx: &Cx, tried: &WhatIf) -> Option<String> {
    let names = ["lab-what-if-published", "lab-what-if-text"].map(|id| cx.t(id).into_owned());
    let [published, text] = names;
    Some(judged::beside(cx, published, text, tried.beside.as_ref()?))
}

fn both(cx: &Cx, (now, then): (usize, usize)) -> Html {
    if now == then {
        return count(cx, now);
    }
    Html::text(&cx.words.with("lab-what-if-change", &[("old", int(now).into()), ("new", int(then).into())]))
}

/// What there would be to do at once.
pub(super) fn work(cx: &Cx, tried: &WhatIf) -> Table {
    let columns = vec![
        Column::new(cx, &cx.t("lab-what-if-what")),
        Column::new(cx, &cx.t("common-accounts")).figures(),
        Column::new(cx, &cx.t("lab-what-if-tasks")).figures(),
        Column::new(cx, &cx.t("lab-what-if-messages")).figures(),
    ];
    let line = |work: &Work| {
        let id = if work.play { "lab-what-if-play" } else { "lab-what-if-signal" };
        Line {
            href: None,
            id: None,
            cells: vec![
                Html::text(&cx.t1(id, "name", work.name.get(cx.lang).to_owned())),
                both(cx, work.accounts),
                both(cx, work.tasks),
                both(cx, work.messages),
            ],
        }
    };
    Table::new(&cx.t("lab-what-if-work"), columns, tried.work.iter().map(line).collect()).dense()
}

/// How many tasks more or fewer, in one sentence.
pub(super) fn work_says(cx: &Cx, tried: &WhatIf) -> String {
    let add = |pick: fn(&Work) -> (usize, usize)| {
        tried.work.iter().map(pick).fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1))
    };
    let (tasks, signals) = (add(|work| work.tasks), add(|work| if work.play { (0, 0) } else { work.accounts }));
    let parts = [
        ("tasks", int(tasks.1).into()),
        ("now", int(tasks.0).into()),
        ("signals", int(signals.1).into()),
        ("rang", int(signals.0).into()),
    ];
    let hours = |n: usize| cx.words.num((n as f64 * tried.minutes / 60.0).ceil(), 0);
    let time = [
        ("minutes", cx.words.num(tried.minutes, 0).into()),
        ("hours", hours(tasks.1).into()),
        ("now", hours(tasks.0).into()),
    ];
    let space = if cx.lang == banso_kernel::Lang::Ja { "" } else { " " };
    let (says, time) = (cx.words.with("lab-what-if-work-says", &parts), cx.words.with("lab-what-if-hours", &time));
    format!("{says}{space}{time}")
}
