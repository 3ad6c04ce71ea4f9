//! The tables: criteria, metrics, imports that left something out.

use crate::Cx;
use crate::pages::account::facts;
use crate::pages::overview::tabs::list;
use crate::ui::{Badge, Column, Html, Line, Table, Tone};
use banso_app::readiness::Readiness;
use banso_domain::metrics::{Kind, Level, Metric};
use banso_domain::readiness::State;
use banso_kernel::Day;

/// A fact's name as readers know it; names of their own stay as they are.
pub(super) fn fact_name(cx: &Cx, name: &str) -> String {
    facts::known(cx, name).map_or_else(|| name.to_owned(), |told| format!("{told} ({name})"))
}

/// "120 / 300 社" with a bar, for how many of all accounts.
fn of_all(cx: &Cx, n: u32, all: u32) -> Html {
    let share = if all == 0 { 0.0 } else { f64::from(n) / f64::from(all) };
    let text = format!("{} / {}", cx.words.int(i64::from(n)), cx.words.int(i64::from(all)));
    Html::raw(format!(
        "<span class=\"of-all\"><meter min=\"0\" max=\"1\" value=\"{share:.3}\" aria-hidden=\"true\"></meter><span>{}</span></span>",
        Html::text(&text)
    ))
}

fn link(cx: &Cx, n: u32, href: &str) -> Html {
    let text = Html::text(&cx.words.int(i64::from(n)));
    if n == 0 { text } else { Html::raw(format!("<a href=\"{}\">{text}</a>", Html::text(href))) }
}

/// Criteria of the model, those with least data first.
pub(super) fn criteria(cx: &Cx, page: &Readiness) -> Table {
    let (lens, all) = (&page.lens, page.coverage.accounts);
    let columns = vec![
        Column::new(cx, &cx.t("common-criterion")),
        Column::new(cx, &cx.t("common-axis")).wide_only(),
        Column::new(cx, &cx.t("readiness-column-with-data")),
        Column::new(cx, &cx.t("readiness-column-met")).figures(),
        Column::new(cx, &cx.t("readiness-column-unmet")).figures(),
        Column::new(cx, &cx.t("readiness-column-missing")).figures(),
    ];
    let mut order = page.coverage.criteria.clone();
    order.sort_by_key(|of| of.known);
    let lines = order.iter().filter_map(|of| {
        let criterion = lens.model.criteria.get(of.criterion)?;
        let axis = lens.model.axes.get(criterion.axis).map_or("", |axis| axis.name.get(cx.lang));
        let to = |kind: &str| list(lens, &[(kind, &criterion.id)]);
        Some(Line {
            href: None,
            id: None,
            cells: vec![
                Html::text(criterion.name.get(cx.lang)),
                Html::text(axis),
                of_all(cx, of.known, all),
                link(cx, of.met, &to("met")),
                link(cx, of.known.saturating_sub(of.met), &to("unmet")),
                link(cx, all.saturating_sub(of.known), &to("missing")),
            ],
        })
    });
    Table::new(&cx.t("readiness-criteria"), columns, lines.collect()).dense().cards()
}

/// What a metric is counted from.
fn source(cx: &Cx, metrics: &[Metric], metric: &Metric) -> String {
    let name = |at: &usize| metrics.get(*at).map_or("", |metric| metric.name.get(cx.lang));
    match &metric.kind {
        Kind::Ratio { of, per } => format!("{} ÷ {}", name(of), name(per)),
        Kind::Change { of } => name(of).to_owned(),
        Kind::Risk(risk) => cx.t1("readiness-learned-from", "n", risk.terms.len()),
        Kind::Level(Level::ActiveContracts | Level::Cmrr) => cx.t("common-contracts").into_owned(),
        Kind::Level(Level::IssuedIds | Level::Champions) => cx.t("common-people").into_owned(),
        _ => match metric.stream() {
            Some(spec) if !spec.names.is_empty() => {
                spec.names.join(if cx.lang == banso_kernel::Lang::Ja { "、" } else { ", " })
            }
            _ => cx.t("readiness-any-fact").into_owned(),
        },
    }
}

fn day(cx: &Cx, day: Option<Day>) -> Html {
    day.map_or_else(|| Html::text(banso_words::NO_DATA), |day| cx.date(day))
}

/// All metrics: those without data first, and among them those that criteria wait for.
pub(super) fn metrics(cx: &Cx, page: &Readiness) -> Table {
    let (all, metrics) = (page.coverage.accounts, &page.lens.metrics.metrics);
    let columns = vec![
        Column::new(cx, &cx.t("common-metric")),
        Column::new(cx, &cx.t("readiness-column-state")),
        Column::new(cx, &cx.t("readiness-column-with-data")),
        Column::new(cx, &cx.t("readiness-column-first")).wide_only(),
        Column::new(cx, &cx.t("readiness-column-last")),
        Column::new(cx, &cx.t("readiness-column-source")).wide_only(),
        Column::new(cx, &cx.t("readiness-column-criteria")).figures().wide_only(),
    ];
    let mut order: Vec<_> = page.coverage.metrics.iter().collect();
    order.sort_by_key(|data| (data.state, std::cmp::Reverse(data.criteria.len())));
    let lines = order.into_iter().filter_map(|data| {
        let metric = metrics.get(data.metric)?;
        let (tone, word) = match data.state {
            State::Fresh => (Tone::Good, "readiness-state-fresh"),
            State::Stale => (Tone::Warn, "readiness-state-stale"),
            State::Never => (Tone::Bad, "readiness-state-never"),
        };
        let about = metric.about.get(cx.lang);
        let name =
            Html::raw(format!("<span title=\"{}\">{}</span>", Html::text(about), Html::text(metric.name.get(cx.lang))));
        Some(Line {
            href: None,
            id: Some(format!("metric-{}", metric.id)),
            cells: vec![
                name,
                Badge::state(cx, tone, &cx.t(word)).html(),
                of_all(cx, data.accounts, all),
                day(cx, data.arrival.first),
                day(cx, data.arrival.last),
                Html::raw(format!("<span class=\"muted\">{}</span>", Html::text(&source(cx, metrics, metric)))),
                Html::text(&cx.words.int(data.criteria.len() as i64)),
            ],
        })
    });
    Table::new(&cx.t("readiness-metrics"), columns, lines.collect()).dense().cards()
}

/// Imports that left rows or facts out.
pub(super) fn halted(cx: &Cx, page: &Readiness) -> Table {
    let columns = vec![
        Column::new(cx, &cx.t("readiness-column-file")),
        Column::new(cx, &cx.t("readiness-column-when")),
        Column::new(cx, &cx.t("readiness-column-rejected")).figures(),
        Column::new(cx, &cx.t("readiness-column-conflicting")).figures(),
    ];
    let lines = page.halted.iter().map(|import| Line {
        href: Some(format!("/import/{}", import.import)),
        id: None,
        cells: vec![
            Html::text(&import.file),
            cx.moment(import.at),
            Html::text(&cx.words.int(i64::try_from(import.rejected).unwrap_or(i64::MAX))),
            Html::text(&cx.words.int(i64::try_from(import.conflicting).unwrap_or(i64::MAX))),
        ],
    });
    Table::new(&cx.t("readiness-halted"), columns, lines.collect()).dense().cards()
}
