//! Where accounts stand on a journey: the bars of its phases, and how long cohorts took to reach value.

use crate::Cx;
use crate::ui::{Chart, Column, Html, Line, Table};
use banso_app::actions::{Board, Column as Phase};
use banso_report::chart::{Mark, phases};

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// "23 社（停滞 4 社）".
fn said(cx: &Cx, phase: &Phase) -> String {
    match phase.stumbling {
        0 => cx.t1("common-n-accounts", "n", phase.accounts),
        n => cx.words.with("journeys-bar", &[("n", phase.accounts.into()), ("stuck", n.into())]),
    }
}

/// The sentence of the bars: the phase with most that is stuck.
fn says(cx: &Cx, board: &Board) -> String {
    let worst = board.columns.iter().filter(|phase| phase.stumbling > 0).max_by_key(|phase| phase.stumbling);
    let Some(worst) = worst else { return cx.t("journeys-says-none").into_owned() };
    let args = [("phase", worst.name.get(cx.lang).into()), ("n", worst.stumbling.into())];
    match worst.long {
        Some(days) => {
            let more = [&args[..], &[("days", i64::from(days).into())]].concat();
            cx.words.with("journeys-says-long", &more)
        }
        None => cx.words.with("journeys-says", &args),
    }
}

/// A bar for each phase, with its stuck part.
pub(super) fn phases(cx: &Cx, board: &Board, to: &dyn Fn(&str) -> String) -> Chart {
    let drawn: Vec<phases::Phase> = board
        .columns
        .iter()
        .map(|phase| {
            let (name, text) = (phase.name.get(cx.lang).to_owned(), said(cx, phase));
            phases::Phase {
                mark: Mark::link(format!("{name}: {text}"), to(&phase.phase)),
                name,
                value: phase.accounts as f64,
                stuck: phase.stumbling as f64,
                text,
            }
        })
        .collect();
    let column = |id: &str| Column::new(cx, &cx.t(id));
    let columns = vec![
        column("common-phase"),
        column("journeys-accounts").figures(),
        column("journeys-stumbling").figures(),
        column("journeys-usual-days").figures(),
        column("journeys-long-days").figures(),
        Column::new(cx, &cx.t("common-cmrr-short")).figures(),
    ];
    let days = |days: Option<i32>| {
        Html::text(&days.map_or_else(|| banso_words::NO_DATA.to_owned(), |days| cx.words.int(days.into())))
    };
    let lines = board.columns.iter().map(|phase| Line {
        href: Some(to(&phase.phase)),
        id: None,
        cells: vec![
            Html::text(phase.name.get(cx.lang)),
            Html::text(&cx.words.int(count(phase.accounts))),
            Html::text(&cx.words.int(count(phase.stumbling))),
            days(phase.usual),
            days(phase.long),
            Html::text(&cx.words.money(phase.worth)),
        ],
    });
    let title = cx.t("journeys-phases");
    let table = Table::new(&title, columns, lines.collect()).dense();
    Chart::new(cx, "phases", &title, &says(cx, board), &table, |head| phases::draw(head, &drawn))
}

/// How long accounts took to the phase in which they have value, by month of entry; none without cohorts.
pub(super) fn cohorts(cx: &Cx, board: &Board) -> Option<Table> {
    board.value_phase.as_ref()?;
    if board.cohorts.is_empty() {
        return None;
    }
    let column = |id: &str| Column::new(cx, &cx.t(id));
    let columns = vec![
        column("journeys-entered"),
        column("journeys-accounts").figures(),
        column("journeys-arrived").figures(),
        column("journeys-arrived-share").figures(),
        column("journeys-median").figures(),
    ];
    let lines = board.cohorts.iter().map(|cohort| {
        let share = (cohort.accounts > 0).then(|| cohort.arrived as f64 / cohort.accounts as f64);
        let or_none = |text: Option<String>| Html::text(&text.unwrap_or_else(|| banso_words::NO_DATA.to_owned()));
        Line {
            href: None,
            id: None,
            cells: vec![
                Html::text(&cx.words.month(cohort.month.month())),
                Html::text(&cx.words.int(count(cohort.accounts))),
                Html::text(&cx.words.int(count(cohort.arrived))),
                or_none(share.map(|share| cx.words.percent(share))),
                or_none(cohort.median.map(|days| cx.words.int(days.into()))),
            ],
        }
    });
    Some(Table::new(&cx.t("journeys-cohorts"), columns, lines.collect()).dense())
}
