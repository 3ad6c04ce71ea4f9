//! Is a formula that is learned from the past better than what people made?

use super::form::{self, Select, Tab, selects, tabs};
use super::keeping::Keeping;
use super::{say, told};
use crate::ui::{self, Action, Chart, Column, Figure, Html, Line, Page, PageHead, Table};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::lab::{AtRisk, LearnedPage, WITHIN};
use banso_domain::lab::learned::{Checked, Kind, Sample, Trial};
use banso_report::chart::{Mark, dots};

/// The page.
#[derive(Template)]
#[template(path = "pages/lab/learned.html")]
pub struct LearnedRisk {
    cx: Cx,
    page: LearnedPage,
}

impl LearnedRisk {
    pub(super) fn new(cx: &Cx, page: LearnedPage) -> Self {
        Self { cx: cx.clone(), page }
    }

    fn tabs(&self) -> Vec<Tab> {
        tabs(&self.cx, self.page.ask, "/lab/learned")
    }

    fn selects(&self) -> Vec<Select> {
        selects(&self.cx, self.page.ask)
    }

    fn trial(&self) -> Option<&Trial> {
        self.page.found.as_ref().ok()
    }

    /// The metric of a column.
    fn metric(&self, column: usize) -> String {
        self.page.columns.get(column).map(|at| self.name(*at)).unwrap_or_default()
    }

    fn name(&self, at: usize) -> String {
        let metric = self.page.definitions.metrics.metrics.get(at);
        metric.map(|metric| metric.name.get(self.cx.lang).to_owned()).unwrap_or_default()
    }

    /// What was not learned from, because it moves too late.
    fn late(&self) -> Option<String> {
        let names: Vec<String> = self.page.late.iter().map(|at| self.name(*at)).collect();
        (!names.is_empty()).then(|| self.cx.t1("lab-learned-late", "metrics", names.join("・")))
    }

    fn keeping(&self) -> Keeping {
        Keeping::of(&self.cx, &self.page)
    }

    fn hand(&self) -> String {
        self.page.hand.get(self.cx.lang).to_owned()
    }

    fn kind(&self, kind: Kind) -> String {
        let cx = &self.cx;
        match kind {
            Kind::HandMade => cx.t1("lab-kind-hand", "hand", self.hand()),
            Kind::OneMetric(at) => cx.t1("lab-kind-one", "metric", self.metric(at)),
            Kind::Logistic => cx.t("lab-kind-logistic").into_owned(),
            Kind::Boosted => cx.t("lab-kind-boosted").into_owned(),
        }
    }

    /// Which is good enough, or why nothing can be said.
    fn says(&self) -> String {
        let cx = &self.cx;
        match &self.page.found {
            Ok(trial) => match trial.card.pick {
                Kind::HandMade => cx.t1("lab-learned-pick-hand", "hand", self.hand()),
                Kind::OneMetric(at) => cx.t1("lab-learned-pick-one", "metric", self.metric(at)),
                Kind::Logistic => cx.t("lab-learned-pick-logistic").into_owned(),
                Kind::Boosted => cx.t("lab-learned-pick-boosted").into_owned(),
            },
            Err(lack) => say::lack(cx, *lack),
        }
    }

    fn chart(&self, trial: &Trial) -> Chart {
        let cx = &self.cx;
        let dot = |one: &Checked| {
            let (name, text) = (self.kind(one.kind), say::auc(cx, &one.auc));
            let value = one.auc.as_ref().ok().map(|auc| (auc.value, auc.interval.low, auc.interval.high));
            dots::Dot { mark: Mark::plain(format!("{name}: {text}")), name, value, text }
        };
        let drawn: Vec<dots::Dot> = trial.card.checked.iter().map(dot).collect();
        let low = drawn.iter().filter_map(|dot| dot.value).map(|(_, low, _)| low).fold(0.5, f64::min);
        let columns =
            vec![Column::new(cx, &cx.t("lab-column-kind")), Column::new(cx, &cx.t("lab-column-auc")).figures()];
        let line =
            |dot: &dots::Dot| Line { href: None, id: None, cells: vec![Html::text(&dot.name), Html::text(&dot.text)] };
        let title = cx.t("lab-learned-contenders");
        let table = Table::new(&title, columns, drawn.iter().map(line).collect()).dense();
        let coin = cx.t("lab-coin");
        Chart::new(cx, "contenders", &title, &self.says(), &table, |head| {
            let text = |value: f64| cx.words.num(value * 100.0, 0);
            dots::draw(head, &drawn, (low * 10.0).floor() / 10.0, Some((0.5, coin.as_ref())), &text)
        })
    }

    fn periods(&self, trial: &Trial) -> Vec<String> {
        let cx = &self.cx;
        let card = &trial.card;
        let one = |(id, sample): (&str, &Sample)| {
            let parts = [
                ("what", cx.t(id).into_owned().into()),
                ("from", cx.words.day(sample.period.from).into()),
                ("to", cx.words.day(sample.period.to).into()),
                ("rows", sample.rows.into()),
                ("events", sample.events.into()),
            ];
            cx.words.with("lab-learned-period", &parts)
        };
        [
            ("lab-learned-train", &card.train),
            ("lab-learned-calibrate", &card.calibrate),
            ("lab-learned-validate", &card.validate),
        ]
        .map(one)
        .into()
    }

    fn weights(&self, trial: &Trial) -> Table {
        let cx = &self.cx;
        let mut order: Vec<usize> = (0..trial.card.columns.len()).collect();
        let weight = |at: usize| trial.card.columns[at].weight;
        order.retain(|at| weight(*at) != 0.0);
        order.sort_by(|a, b| weight(*b).abs().total_cmp(&weight(*a).abs()));
        let columns = vec![
            Column::new(cx, &cx.t("lab-column-metric")),
            Column::new(cx, &cx.t("lab-column-weight")).figures(),
            Column::new(cx, &cx.t("lab-column-missing")).figures(),
        ];
        let line = |at: usize| Line {
            href: None,
            id: None,
            cells: vec![
                Html::text(&self.metric(at)),
                Html::text(&cx.words.num(weight(at), 2)),
                Html::text(&say::share(cx, trial.card.columns[at].missing)),
            ],
        };
        Table::new(&cx.t("lab-learned-weights"), columns, order.into_iter().map(line).collect()).dense()
    }

    fn risky(&self) -> Table {
        let cx = &self.cx;
        let columns = vec![
            Column::new(cx, &cx.t("common-account")),
            Column::new(cx, &cx.t("lab-column-risk")).figures(),
            Column::new(cx, &cx.t("lab-column-because")),
        ];
        let line = |one: &AtRisk| {
            let because: Vec<String> = one
                .because
                .iter()
                .map(|(at, value, _)| {
                    let parts = [("metric", self.metric(*at).into()), ("value", told::number(cx, *value).into())];
                    cx.words.with("lab-learned-because", &parts)
                })
                .collect();
            Line {
                href: Some(format!("/accounts/{}", one.account)),
                id: None,
                cells: vec![
                    Html::text(&one.name),
                    Html::text(&say::share(cx, one.risk)),
                    Html::text(&because.join(if cx.lang == banso_kernel::Lang::Ja { "、" } else { ", " })),
                ],
            }
        };
        Table::new(&cx.t("lab-learned-risky"), columns, self.page.riskiest.iter().map(line).collect()).cards()
    }
}

impl Page for LearnedRisk {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let hand = |trial: &Trial| trial.card.checked.iter().find(|one| one.kind == Kind::HandMade).map(|one| one.auc);
        let figure = self.trial().and_then(|trial| Some((trial, hand(trial)?.ok()?))).map(|(trial, auc)| {
            let validate = &trial.card.validate.period;
            let parts = [("from", cx.words.day(validate.from).into()), ("to", cx.words.day(validate.to).into())];
            Figure {
                label: cx.t("lab-learned-figure").into_owned(),
                value: say::hundred(cx, auc.value),
                unit: cx.t("lab-auc-unit").into_owned(),
                period: cx.words.with("churns-days", &parts),
                as_of: cx.t1("report-as-of", "day", cx.words.day(cx.today)),
                compare: None,
                definition: cx.t("lab-learned-figure-meaning").into_owned(),
                href: None,
            }
        });
        PageHead {
            title: cx.t("lab-learned-title").into_owned(),
            question: cx.t("lab-learned-question").into_owned(),
            figure,
            action: Action::link(&ui::address("/lab", self.page.ask.pairs()), &cx.t("lab-to-model")),
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample_risk::learned(cx)
    }
}

/// `GET /lab/learned?outcome=…&horizon=…&months=…&sight=…`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let mut ask = form::asked(&cx);
    // The shorter the horizon, the more there is to learn from.
    if cx.asked("horizon").is_none() {
        ask.horizon = WITHIN[0];
    }
    let page = shared.app.learned_risk(cx.member()?, ask).await?;
    Ok(ui::respond(&LearnedRisk::new(&cx, page)))
}
