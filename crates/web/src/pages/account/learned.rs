//! What raises and what lowers a learned risk of an account: the terms of its formula, each with the value behind it.

use super::values;
use crate::Cx;
use crate::ui::{Column, Html, Line, Table};
use banso_app::accounts::HealthPage;
use banso_domain::metrics::{MetricSet, Term};

/// Terms that are listed.
const MOST: usize = 8;
/// Log-odds below which a term changes nothing that could be seen.
const LEAST: f64 = 0.05;

/// A learned risk in parts.
pub(super) struct Parts {
    pub id: String,
    pub name: String,
    pub says: String,
    pub table: Option<Table>,
    pub until: String,
}

/// The learned risks that the model reads, each in parts, on the day that is looked at.
pub(super) fn parts(cx: &Cx, page: &HealthPage) -> Vec<Parts> {
    let lens = &page.frame.lens;
    let mut columns: Vec<usize> = lens.model.criteria.iter().map(|criterion| criterion.column).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.into_iter().filter_map(|column| one(cx, page, &lens.metrics, column)).collect()
}

fn one(cx: &Cx, page: &HealthPage, metrics: &MetricSet, column: usize) -> Option<Parts> {
    let (frame, day) = (&page.frame, page.frame.lens.as_of);
    let metric = metrics.metrics.get(column)?;
    let risk = metric.risk()?;
    let name = metric.name.get(cx.lang).to_owned();
    let value = |at: usize| page.metrics.value(at, day);
    let now = value(column);
    let centre = 1.0 / (1.0 + (-risk.intercept).exp());
    let says = if now.is_nan() {
        cx.t("account-risk-unknown").into_owned()
    } else {
        let parts = [
            ("now", values::value(cx, Some(metric), frame.cmrr.currency, now).into()),
            ("centre", cx.words.percent(centre).into()),
            ("days", i64::from(risk.horizon).into()),
        ];
        cx.words.with(&format!("account-risk-says-{}", risk.outcome.word()), &parts)
    };
    let mut terms: Vec<(&Term, f64)> = risk.terms.iter().map(|term| (term, term.adds(value(term.metric)))).collect();
    terms.retain(|(_, adds)| adds.abs() >= LEAST);
    terms.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    terms.truncate(MOST);
    let line = |(term, adds): &(&Term, f64)| {
        let of = metrics.metrics.get(term.metric);
        let side = if *adds > 0.0 { "account-risk-raises" } else { "account-risk-lowers" };
        let sign = if *adds > 0.0 { "+" } else { "" };
        Line {
            href: None,
            id: None,
            cells: vec![
                Html::text(of.map_or("", |metric| metric.name.get(cx.lang))),
                Html::text(&values::value(cx, of, frame.cmrr.currency, value(term.metric))),
                Html::text(&cx.t(side)),
                Html::text(&format!("{sign}{}", cx.words.num(*adds, 1))),
            ],
        }
    };
    let columns = vec![
        Column::new(cx, &cx.t("common-metric")),
        Column::new(cx, &cx.t("account-risk-value")).figures(),
        Column::new(cx, &cx.t("account-risk-side")),
        Column::new(cx, &cx.t("account-risk-odds")).figures(),
    ];
    let caption = cx.t1("account-risk-parts", "name", name.clone());
    let shown = !now.is_nan() && !terms.is_empty();
    let table = shown.then(|| Table::new(&caption, columns, terms.iter().map(line).collect()).dense().cards());
    let until = cx.t1("account-risk-until", "day", cx.words.day(risk.learned_until));
    Some(Parts { id: metric.id.clone(), name, says, table, until })
}
