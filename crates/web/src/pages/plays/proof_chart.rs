//! How the effect became clear: dots with intervals over time.

use super::proof_says::Says;
use crate::Cx;
use crate::ui::{Chart, Column, Html, Line, Table};
use banso_domain::proof::Proof;
use banso_kernel::{Arg, Day};
use banso_report::chart::{Mark, intervals, scale};

/// The chart with its sentence and its table.
pub(super) fn course(cx: &Cx, says: &Says<'_>, now: &Proof) -> Chart {
    let known: Vec<(Day, Proof)> =
        says.page.course.iter().filter_map(|(day, look)| Some((*day, (*look).ok()?))).collect();
    let amount = says.amount(now.uplift);
    let mark = |day: Day, proof: &Proof| {
        let args: [(&str, Arg); 3] = [
            ("day", cx.words.day(day).into()),
            ("amount", says.amount(proof.uplift).into()),
            ("range", says.range(proof.always).into()),
        ];
        Mark::plain(cx.words.with("proof-course-at", &args))
    };
    let looks: Vec<intervals::Look> = known
        .iter()
        .map(|(day, proof)| intervals::Look {
            at: f64::from(day.0),
            value: proof.uplift,
            low: proof.always.low,
            high: proof.always.high,
            mark: mark(*day, proof),
        })
        .collect();
    let first = known.first().map_or(says.page.today, |(day, _)| *day);
    let title = cx.t("proof-h-course").into_owned();
    let sentence = cx.t1("proof-course-says", "amount", amount.as_str());
    Chart::new(cx, "course", &title, &sentence, &table(cx, says, &known), |head| {
        let ticks = scale::month_axis(cx.words, first, says.page.today, head.width);
        intervals::draw(head, &looks, &ticks, &amount, &|value| says.signed(value))
    })
}

fn table(cx: &Cx, says: &Says<'_>, known: &[(Day, Proof)]) -> Table {
    let figures = |id: &str| Column::new(cx, &cx.t(id)).figures();
    let columns = vec![
        Column::new(cx, &cx.t("common-date")),
        figures("proof-figure"),
        figures("proof-low"),
        figures("proof-high"),
        figures("proof-known"),
    ];
    let lines = known.iter().rev().map(|(day, proof)| Line {
        href: None,
        id: None,
        cells: vec![
            cx.date(*day),
            Html::text(&says.amount(proof.uplift)),
            Html::text(&says.signed(proof.always.low)),
            Html::text(&says.signed(proof.always.high)),
            Html::text(&cx.words.int(i64::from(proof.treated.accounts + proof.held_out.accounts))),
        ],
    });
    Table::new(&cx.t("proof-h-course"), columns, lines.collect()).dense()
}
