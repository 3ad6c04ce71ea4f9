//! W-34: did this model foretell who would leave?

use super::form::{self, Choice, Select, Tab, period, selects, tabs};
use super::judged;
use super::say;
use crate::ui::{self, Action, Chart, Figure, Page, PageHead, Table};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::lab::{Ask, BackTestPage, Outcome, Sight, Version};
use banso_domain::lab::Lack;

/// The page.
#[derive(Template)]
#[template(path = "pages/lab/back_test.html")]
pub struct BackTest {
    cx: Cx,
    page: BackTestPage,
}

impl BackTest {
    pub(super) fn new(cx: &Cx, page: BackTestPage) -> Self {
        Self { cx: cx.clone(), page }
    }

    fn tabs(&self) -> Vec<Tab> {
        tabs(&self.cx, self.page.ask, "/lab")
    }

    fn selects(&self) -> Vec<Select> {
        let cx = &self.cx;
        let version =
            |one: &Version, on: &Version| Choice { value: one.key(), label: judged::version(cx, one), on: one == on };
        let judged = &self.page.judged;
        let mut all = vec![Select {
            name: "model",
            label: cx.t("lab-model").into_owned(),
            choices: self.page.versions.iter().map(|one| version(one, judged)).collect(),
        }];
        let none = Choice {
            value: String::new(),
            label: cx.t("lab-beside-none").into_owned(),
            on: self.page.beside.is_none(),
        };
        let other = self.page.beside.as_ref().map_or(judged, |(version, _)| version);
        let others = self.page.versions.iter().filter(|one| *one != judged).map(|one| version(one, other));
        all.push(Select {
            name: "beside",
            label: cx.t("lab-beside").into_owned(),
            choices: std::iter::once(none).chain(others).collect(),
        });
        all.extend(selects(cx, self.page.ask));
        all
    }

    /// What the reader should take away.
    fn says(&self) -> String {
        let cx = &self.cx;
        match &self.page.found.auc {
            Ok(found) => {
                let id = match (found.interval.low > 0.5, found.interval.high < 0.5) {
                    (true, _) if found.value >= 0.8 => "lab-auc-says-well",
                    (true, _) => "lab-auc-says-some",
                    (_, true) => "lab-auc-says-wrong",
                    _ => "lab-auc-says-none",
                };
                let number = |value: f64| say::hundred(cx, value).into();
                let parts = [
                    ("value", number(found.value)),
                    ("low", number(found.interval.low)),
                    ("high", number(found.interval.high)),
                    ("outcome", self.left().into()),
                ];
                cx.words.with(id, &parts)
            }
            Err(lack) => say::lack(cx, *lack),
        }
    }

    /// Who had the outcome.
    fn left(&self) -> String {
        let id = match self.page.ask.outcome {
            Outcome::Churn => "lab-who-left",
            Outcome::Downgrade => "lab-who-fell",
        };
        self.cx.t(id).into_owned()
    }

    fn period(&self) -> String {
        period(&self.cx, &self.page.days)
    }

    /// What was looked at and what was left out.
    fn counted(&self) -> Vec<String> {
        judged::counted(&self.cx, &self.page)
    }

    /// Most of it was not known then: the past was imported later.
    fn blind(&self) -> bool {
        let found = &self.page.found;
        self.page.ask.sight == Sight::Then && found.unscored * 2 > found.counts.rows()
    }

    fn with_now(&self) -> String {
        let ask = Ask { sight: Sight::Now, ..self.page.ask };
        let model = [("model", self.page.judged.key())];
        ui::address("/lab", ask.pairs().into_iter().chain(model))
    }

    fn segments(&self) -> Chart {
        judged::segments(&self.cx, &self.page)
    }

    fn alarm(&self) -> String {
        judged::alarm(&self.cx, &self.page)
    }

    fn tenths(&self) -> Chart {
        judged::tenths(&self.cx, &self.page)
    }

    fn lead(&self) -> Vec<String> {
        judged::lead(&self.cx, &self.page)
    }

    fn moves(&self) -> Table {
        judged::moves(&self.cx, &self.page)
    }

    fn cohorts(&self) -> Vec<(String, Table)> {
        judged::cohorts(&self.cx, &self.page)
    }

    fn beside(&self) -> Option<String> {
        let (version, found) = self.page.beside.as_ref()?;
        let names = [&self.page.judged, version].map(|one| judged::version(&self.cx, one));
        let [one, other] = names;
        Some(judged::beside(&self.cx, one, other, found))
    }

    fn leaks(&self) -> Vec<String> {
        judged::leaks(&self.cx, &self.page)
    }

    fn learned(&self) -> Option<String> {
        judged::learned(&self.cx, &self.page)
    }

    fn enough(&self) -> bool {
        !matches!(self.page.found.auc, Err(Lack::Events { .. } | Lack::Others { .. } | Lack::Rows { .. }))
    }
}

impl Page for BackTest {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let figure = self.page.found.auc.as_ref().ok().map(|found| Figure {
            label: cx.t("lab-auc").into_owned(),
            value: say::hundred(cx, found.value),
            unit: cx.t("lab-auc-unit").into_owned(),
            period: self.period(),
            as_of: cx.t1("report-as-of", "day", cx.words.day(cx.today)),
            compare: None,
            definition: cx.t("lab-auc-meaning").into_owned(),
            href: None,
        });
        PageHead {
            title: cx.t("lab-title").into_owned(),
            question: cx.t("lab-question").into_owned(),
            figure,
            action: Action::link(&ui::address("/lab/metrics", self.page.ask.pairs()), &cx.t("lab-to-metrics")),
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::back_tests(cx)
    }
}

/// `GET /lab?model=…&beside=…&outcome=…&horizon=…&months=…&sight=…`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let ask = form::asked(&cx);
    let asked = |name: &str| cx.asked(name).filter(|value| !value.is_empty());
    let (model, beside) = (asked("model"), asked("beside"));
    let page = shared.app.back_test(cx.member()?, ask, model.as_deref(), beside.as_deref()).await?;
    Ok(ui::respond(&BackTest::new(&cx, page)))
}
