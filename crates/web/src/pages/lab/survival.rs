//! How long do customers stay?

use super::form::{self, Choice, Select, Tab, tabs};
use super::say;
use crate::ui::{self, Action, Chart, Column, Empty, Figure, Html, Line, Page, PageHead, Table};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::lab::{COHORTS, SurvivalPage};
use banso_domain::lab::survival::Curve;
use banso_report::chart::{curves, scale};

const YEAR: f64 = 365.0;
/// Days of a month, on average.
const MONTH: f64 = 30.4375;
/// Months between two lines of the table.
const STEP: i32 = 3;

/// The page.
#[derive(Template)]
#[template(path = "pages/lab/survival.html")]
pub struct Survival {
    cx: Cx,
    page: SurvivalPage,
}

impl Survival {
    pub(super) fn new(cx: &Cx, page: SurvivalPage) -> Self {
        Self { cx: cx.clone(), page }
    }

    fn tabs(&self) -> Vec<Tab> {
        tabs(&self.cx, form::asked(&self.cx), "/lab/survival")
    }

    fn selects(&self) -> Vec<Select> {
        let cx = &self.cx;
        let choice = |at: Option<usize>| Choice {
            value: at.map_or("", |at| COHORTS[at]).to_owned(),
            label: match at {
                Some(at) => cx.t(&format!("lab-cohort-{}", COHORTS[at])).into_owned(),
                None => cx.t("lab-survival-by-none").into_owned(),
            },
            on: at == self.page.by,
        };
        let choices = std::iter::once(None).chain((0..COHORTS.len()).map(Some)).map(choice).collect();
        vec![Select { name: "by", label: cx.t("lab-survival-by").into_owned(), choices }]
    }

    fn name(&self, value: Option<&String>) -> String {
        let cx = &self.cx;
        match (value, self.page.by) {
            (Some(value), _) => value.clone(),
            (None, Some(_)) => cx.t("lab-cohort-other").into_owned(),
            (None, None) => cx.t("lab-survival-by-none").into_owned(),
        }
    }

    fn share(&self, curve: &Curve, days: f64) -> Option<String> {
        let survival = curve.survival(days)?;
        let words = say::share(&self.cx, survival);
        let interval = curve.at(days).and_then(|step| step.interval);
        Some(match interval {
            Some(found) => self.cx.words.with(
                "lab-with-interval",
                &[("value", words.into()), ("interval", say::interval(&self.cx, found).into())],
            ),
            None => words,
        })
    }

    /// What the reader should take away of the largest group.
    fn says(&self) -> String {
        let cx = &self.cx;
        let Some((_, curve)) = self.page.groups.first() else { return String::new() };
        let first = match (self.share(curve, YEAR), self.share(curve, 2.0 * YEAR)) {
            (Some(year), Some(two)) => {
                cx.words.with("lab-survival-says", &[("year", year.into()), ("two", two.into())])
            }
            (Some(year), None) => cx.t1("lab-survival-says-one", "year", year),
            _ => cx.t("lab-survival-says-early").into_owned(),
        };
        let second = match curve.median() {
            Some(days) => cx.t1("lab-survival-median", "months", cx.words.num(days / MONTH, 0)),
            None => cx.t("lab-survival-median-none").into_owned(),
        };
        let space = if cx.lang == banso_kernel::Lang::Ja { "" } else { " " };
        if self.page.groups.len() == 1 { format!("{first}{space}{second}") } else { self.differ() }
    }

    /// Whether groups differ beyond chance.
    fn differ(&self) -> String {
        let cx = &self.cx;
        match &self.page.test {
            Some(Ok(test)) => {
                let id = if test.p < 0.05 { "lab-groups-differ" } else { "lab-groups-alike" };
                let p = if test.p < 0.001 { "< 0.1 %".to_owned() } else { say::share(cx, test.p) };
                cx.t1(id, "p", p)
            }
            _ => cx.t("lab-groups-lack").into_owned(),
        }
    }

    fn chart(&self) -> Chart {
        let cx = &self.cx;
        let all = &self.page.groups;
        let last = all.iter().filter_map(|(_, curve)| Some(curve.steps.last()?.time)).fold(YEAR, f64::max);
        let drawn: Vec<curves::Curve> = all
            .iter()
            .enumerate()
            .map(|(at, (value, curve))| curves::Curve {
                name: self.name(value.as_ref()),
                steps: curve
                    .steps
                    .iter()
                    .map(|step| (step.time, step.survival, step.interval.map(|i| (i.low, i.high))))
                    .collect(),
                color: u8::try_from(at + 1).unwrap_or(1),
            })
            .collect();
        let months = (last / MONTH / 6.0).ceil() as i32 * 6;
        let every = if months > 36 { 12 } else { 6 };
        let ticks: Vec<_> = (0..=months / every)
            .map(|n| banso_report::chart::Tick {
                at: f64::from(n * every) * MONTH,
                label: cx.t1("lab-month", "n", i64::from(n * every)),
            })
            .collect();
        let title = cx.t("lab-chart-survival");
        let text = |value: f64| cx.words.num(value * 100.0, 0);
        Chart::new(cx, "survival", &title, &self.says(), &self.table(months), |head| {
            curves::draw(head, &drawn, &ticks, &scale::ticks(0.0, 1.0, 4), &text)
        })
    }

    fn table(&self, months: i32) -> Table {
        let cx = &self.cx;
        let mut columns = vec![Column::new(cx, &cx.t("lab-column-month"))];
        for (value, _) in &self.page.groups {
            let name = self.name(value.as_ref());
            columns.push(Column::new(cx, &cx.t1("lab-column-stays-of", "name", name.clone())).figures());
            columns.push(Column::new(cx, &cx.t1("lab-column-at-risk-of", "name", name)).figures());
        }
        let lines = (1..=months / STEP).map(|n| {
            let days = f64::from(n * STEP) * MONTH;
            let mut cells = vec![Html::text(&cx.t1("lab-month", "n", i64::from(n * STEP)))];
            for (_, curve) in &self.page.groups {
                let at_risk = curve.at_risk(&[days]).first().map_or(0, |line| line.at_risk);
                let share = self.share(curve, days).filter(|_| at_risk > 0);
                cells.push(Html::text(&share.unwrap_or_else(|| banso_words::NO_DATA.to_owned())));
                cells.push(Html::text(&cx.words.int(at_risk as i64)));
            }
            Line { href: None, id: None, cells }
        });
        Table::new(&cx.t("lab-chart-survival"), columns, lines.collect()).dense()
    }

    fn empty(&self) -> Option<Empty> {
        let cx = &self.cx;
        self.page.groups.is_empty().then(|| {
            let (what, needs) = (cx.t("lab-survival-none"), cx.t("lab-survival-none-needs"));
            Empty::new(cx, &what, &needs, "/import", &cx.t("lab-survival-import"))
        })
    }
}

impl Page for Survival {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let curve = self.page.groups.first().map(|(_, curve)| curve).filter(|_| self.page.by.is_none());
        let figure = curve.and_then(|curve| Some((curve, curve.survival(YEAR)?))).map(|(curve, share)| Figure {
            label: cx.t("lab-survival-figure").into_owned(),
            value: cx.words.num(share * 100.0, 1),
            unit: "%".to_owned(),
            period: cx.t1("lab-survival-accounts", "n", curve.accounts),
            as_of: cx.t1("report-as-of", "day", cx.words.day(self.page.until)),
            compare: None,
            definition: cx.t("lab-survival-figure-meaning").into_owned(),
            href: None,
        });
        PageHead {
            title: cx.t("lab-survival-title").into_owned(),
            question: cx.t("lab-survival-question").into_owned(),
            figure,
            action: Action::link("/lab", &cx.t("lab-to-model")),
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::survivals(cx)
    }
}

/// `GET /lab/survival?by=…`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let page = shared.app.survival(cx.member()?, cx.asked("by").as_deref()).await?;
    Ok(ui::respond(&Survival::new(&cx, page)))
}
