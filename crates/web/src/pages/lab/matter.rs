//! Which metric tells early who will leave?

use super::form::{self, Select, Tab, period, selects, tabs};
use super::say;
use super::told::{self, Told};
use crate::ui::{self, Action, Badge, Chart, Column, Figure, Html, Line, Page, PageHead, Table, Tone};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::lab::MatterPage;
use banso_domain::lab::screening::{Direction, Metric};
use banso_report::chart::{Mark, dots};

/// Rank correlations from which on two metrics measure the same.
const TOGETHER: f64 = 0.8;
/// Most pairs named.
const PAIRS: usize = 8;
/// Most metrics of the table of all pairs.
const HEAT: usize = 16;

/// The page.
#[derive(Template)]
#[template(path = "pages/lab/matter.html")]
pub struct Matter {
    cx: Cx,
    page: MatterPage,
    /// The metric that is looked at closely.
    one: Option<usize>,
}

impl Matter {
    pub(super) fn new(cx: &Cx, page: MatterPage, one: Option<&str>) -> Self {
        let one = one.and_then(|id| page.definitions.metrics.position(id));
        Self { cx: cx.clone(), page, one }
    }

    fn tabs(&self) -> Vec<Tab> {
        tabs(&self.cx, self.page.ask, "/lab/metrics")
    }

    fn selects(&self) -> Vec<Select> {
        selects(&self.cx, self.page.ask)
    }

    fn name(&self, at: usize) -> String {
        self.page.definitions.metrics.metrics[at].name.get(self.cx.lang).to_owned()
    }

    fn told(&self, at: usize) -> Told {
        told::of(&self.page.found.metrics[at], self.page.leaks.get(at))
    }

    /// Metrics, the surest and strongest first.
    fn order(&self) -> Vec<usize> {
        let far = |metric: &Metric| metric.auc.as_ref().map_or(-1.0, |auc| (auc.value - 0.5).abs());
        let mut order: Vec<usize> = (0..self.page.found.metrics.len()).collect();
        order.sort_by(|a, b| {
            let (x, y) = (&self.page.found.metrics[*a], &self.page.found.metrics[*b]);
            self.told(*a).cmp(&self.told(*b)).then(far(y).total_cmp(&far(x)))
        });
        order
    }

    fn sure(&self) -> usize {
        (0..self.page.found.metrics.len()).filter(|at| self.told(*at) == Told::Sure).count()
    }

    fn side(&self, metric: &Metric) -> Option<String> {
        let high = match (&metric.thresholds, &metric.auc) {
            (Ok(found), _) => found.direction == Direction::HighIsBad,
            (_, Ok(auc)) => auc.value > 0.5,
            _ => return None,
        };
        Some(self.cx.t(if high { "lab-side-high" } else { "lab-side-low" }).into_owned())
    }

    fn says(&self) -> String {
        let cx = &self.cx;
        let parts = [("tested", self.page.found.tested.into()), ("sure", self.sure().into())];
        let first = cx.words.with("lab-metrics-says", &parts);
        let best = self.order().into_iter().next().filter(|at| self.told(*at) == Told::Sure);
        let second = best.and_then(|at| {
            let side = self.side(&self.page.found.metrics[at])?;
            Some(cx.words.with("lab-metrics-first", &[("metric", self.name(at).into()), ("side", side.into())]))
        });
        let space = if cx.lang == banso_kernel::Lang::Ja { "" } else { " " };
        second.map_or_else(|| first.clone(), |second| format!("{first}{space}{second}"))
    }

    fn period(&self) -> String {
        period(&self.cx, &self.page.days)
    }

    fn href(&self, at: usize) -> String {
        let id = self.page.definitions.metrics.metrics[at].id.clone();
        let pairs = self.page.ask.pairs().into_iter().chain([("metric", id)]);
        format!("{}#one", ui::address("/lab/metrics", pairs))
    }

    fn chart(&self) -> Chart {
        let cx = &self.cx;
        let drawn: Vec<dots::Dot> = self
            .order()
            .into_iter()
            .filter(|at| self.page.found.metrics[*at].auc.is_ok())
            .map(|at| {
                let metric = &self.page.found.metrics[at];
                let power = told::power(metric);
                let text = say::auc(cx, &power);
                let value = power.as_ref().ok().map(|auc| (auc.value, auc.interval.low, auc.interval.high));
                let name = self.name(at);
                dots::Dot { mark: Mark::link(format!("{name}: {text}"), self.href(at)), name, value, text }
            })
            .collect();
        let low = drawn.iter().filter_map(|dot| dot.value).map(|(_, low, _)| low).fold(0.5, f64::min);
        let low = (low * 10.0).floor() / 10.0;
        let coin = cx.t("lab-coin");
        Chart::new(cx, "metrics", &cx.t("lab-chart-metrics"), &self.says(), &self.figures(), |head| {
            dots::draw(head, &drawn, low, Some((0.5, coin.as_ref())), &|value| cx.words.num(value * 100.0, 0))
        })
    }

    /// What the chart shows.
    fn figures(&self) -> Table {
        let cx = &self.cx;
        let columns =
            vec![Column::new(cx, &cx.t("lab-column-metric")), Column::new(cx, &cx.t("lab-column-auc")).figures()];
        let line = |at: usize| Line {
            href: None,
            id: None,
            cells: vec![
                Html::text(&self.name(at)),
                Html::text(&say::auc(cx, &told::power(&self.page.found.metrics[at]))),
            ],
        };
        let lines = self.order().into_iter().map(line).collect();
        Table::new(&cx.t("lab-chart-metrics"), columns, lines).dense()
    }

    fn table(&self) -> Table {
        let cx = &self.cx;
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let columns = vec![
            column("lab-column-metric"),
            column("lab-column-verdict"),
            column("lab-column-auc").figures().hint(&cx.t("lab-auc-meaning")),
            column("lab-column-side"),
            column("lab-column-early").figures().hint(&cx.t("lab-early-meaning")),
            column("lab-column-threshold").figures().hint(&cx.t("lab-threshold-meaning")),
            column("lab-column-missing").figures(),
        ];
        let lines = self.order().into_iter().map(|at| {
            let metric = &self.page.found.metrics[at];
            let none = || banso_words::NO_DATA.to_owned();
            let early = told::since(metric).map(|days| cx.t1("lab-days-before", "n", i64::from(days)));
            Line {
                href: Some(self.href(at)),
                id: None,
                cells: vec![
                    Html::text(&self.name(at)),
                    self.badge(at).html(),
                    Html::text(&say::auc(cx, &told::power(metric))),
                    Html::text(&self.side(metric).unwrap_or_else(none)),
                    Html::text(&early.unwrap_or_else(none)),
                    Html::text(&self.threshold(metric).unwrap_or_else(none)),
                    Html::text(&say::share(cx, metric.missing)),
                ],
            }
        });
        Table::new(&cx.t("lab-metrics-each"), columns, lines.collect()).dense()
    }

    fn threshold(&self, metric: &Metric) -> Option<String> {
        let cx = &self.cx;
        let found = metric.thresholds.as_ref().ok()?;
        let at = told::number(cx, found.youden);
        Some(match found.steadiness {
            Some(steady) => {
                let parts = [("at", at.into()), ("spread", told::number(cx, steady.spread).into())];
                cx.words.with("lab-threshold", &parts)
            }
            None => cx.t1("lab-threshold-alone", "at", at),
        })
    }

    fn badge(&self, at: usize) -> Badge {
        let cx = &self.cx;
        let (tone, id) = match self.told(at) {
            Told::Sure => (Tone::Good, "lab-sure"),
            Told::Leaks => (Tone::Warn, "lab-leaks"),
            Told::Chance => (Tone::Plain, "lab-chance"),
            Told::TooFew => (Tone::Plain, "lab-too-few"),
        };
        let badge = Badge::state(cx, tone, &cx.t(id));
        match (self.told(at), self.page.leaks.get(at)) {
            (Told::Leaks, Some(Ok(leak))) => {
                let lead = leak.lead.map_or_else(|| banso_words::NO_DATA.to_owned(), |days| cx.words.num(days, 0));
                let parts =
                    [("leavers", leak.leavers.into()), ("marked", leak.leavers_marked.into()), ("lead", lead.into())];
                badge.meaning(&cx.words.with("lab-leaks-meaning", &parts))
            }
            _ => badge,
        }
    }

    /// The share that left, by tenth of the metric looked at closely.
    fn close(&self) -> Option<Chart> {
        let cx = &self.cx;
        let at = self.one?;
        let metric = self.page.found.metrics.get(at)?;
        let (mut drawn, mut lines) = (Vec::new(), Vec::new());
        for tenth in &metric.tenths {
            let parts = [("from", told::number(cx, tenth.from).into()), ("to", told::number(cx, tenth.to).into())];
            let name = cx.words.with("lab-range", &parts);
            let text = say::estimate(cx, &tenth.rate);
            lines.push(Line {
                href: None,
                id: None,
                cells: vec![Html::text(&name), Html::text(&cx.words.int(tenth.looks as i64)), Html::text(&text)],
            });
            let value = tenth.rate.as_ref().ok().map(|rate| (rate.value, rate.interval.low, rate.interval.high));
            drawn.push(dots::Dot { mark: Mark::plain(format!("{name}: {text}")), name, value, text });
        }
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let columns =
            vec![column("lab-column-value"), column("lab-column-looks").figures(), column("lab-column-rate").figures()];
        let title = cx.t1("lab-chart-one", "metric", self.name(at));
        let table = Table::new(&title, columns, lines).dense();
        let verdict = cx.t(if self.told(at) == Told::Sure { "lab-one-sure" } else { "lab-one-chance" });
        let says = cx.t1("lab-one-says", "verdict", verdict.into_owned());
        let chart = Chart::new(cx, "one", &title, &says, &table, |head| {
            dots::draw(head, &drawn, 0.0, None, &|value| cx.words.num(value * 100.0, 0))
        });
        Some(chart)
    }

    /// Pairs that measure the same, the closest first.
    fn pairs(&self) -> Vec<String> {
        let cx = &self.cx;
        let Ok(found) = &self.page.found.correlations else { return Vec::new() };
        let mut pairs: Vec<(usize, usize, f64)> = Vec::new();
        for (a, row) in found.matrix.iter().enumerate() {
            pairs.extend(row.iter().enumerate().take(a).filter_map(|(b, value)| Some((b, a, (*value)?))));
        }
        pairs.retain(|(.., value)| value.abs() >= TOGETHER);
        pairs.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
        let one = |(a, b, value): &(usize, usize, f64)| {
            let parts = [
                ("one", self.name(*a).into()),
                ("other", self.name(*b).into()),
                ("value", cx.words.num(*value, 2).into()),
            ];
            cx.words.with("lab-pair", &parts)
        };
        pairs.iter().take(PAIRS).map(one).collect()
    }

    /// The strongest metrics and how they go together, in the order that puts those side by side that do.
    fn heat(&self) -> Option<Table> {
        let cx = &self.cx;
        let found = self.page.found.correlations.as_ref().ok()?;
        let strongest: Vec<usize> = self.order().into_iter().take(HEAT).collect();
        let order: Vec<usize> = found.order.iter().copied().filter(|at| strongest.contains(at)).collect();
        let mut columns = vec![Column::new(cx, &cx.t("lab-column-metric"))];
        columns.extend((1..=order.len()).map(|n| Column::new(cx, &cx.words.int(n as i64)).figures()));
        let lines = order.iter().enumerate().map(|(n, a)| {
            let mut cells = vec![Html::text(&format!("{}. {}", n + 1, self.name(*a)))];
            cells.extend(order.iter().map(|b| told::heat(cx, found.matrix[*a][*b])));
            Line { href: None, id: None, cells }
        });
        Some(Table::new(&cx.t("lab-together"), columns, lines.collect()).dense())
    }
}

impl Page for Matter {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let figure = Figure {
            label: cx.t("lab-metrics-figure").into_owned(),
            value: cx.words.int(self.sure() as i64),
            unit: cx.t1("lab-metrics-of", "n", self.page.found.tested),
            period: self.period(),
            as_of: cx.t1("report-as-of", "day", cx.words.day(cx.today)),
            compare: None,
            definition: cx.t("lab-metrics-figure-meaning").into_owned(),
            href: None,
        };
        PageHead {
            title: cx.t("lab-metrics-title").into_owned(),
            question: cx.t("lab-metrics-question").into_owned(),
            figure: (self.page.found.tested > 0).then_some(figure),
            action: Action::link(&ui::address("/lab", self.page.ask.pairs()), &cx.t("lab-to-model")),
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::matters(cx)
    }
}

/// `GET /lab/metrics?metric=…&outcome=…&horizon=…&months=…&sight=…`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let page = shared.app.which_metric_matters(cx.member()?, form::asked(&cx)).await?;
    let one = cx.asked("metric");
    Ok(ui::respond(&Matter::new(&cx, page, one.as_deref())))
}
