//! The text of all metrics: its versions, what each changed, and back to an earlier one.

use super::models::{Restore, as_file};
use super::versions::Versions;
use crate::ui::{self, Action, Page, PageHead};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use banso_app::lab::ModelText;
use banso_app::{Refused, Wrong};

/// Its address.
pub(super) const HREF: &str = "/lab/metric-set";

/// The page.
#[derive(Template)]
#[template(path = "pages/lab/metric_set.html")]
pub struct MetricSet {
    cx: Cx,
    text: ModelText,
    wrong: Vec<Wrong>,
}

impl MetricSet {
    pub(super) fn new(cx: &Cx, text: ModelText, wrong: Vec<Wrong>) -> Self {
        Self { cx: cx.clone(), text, wrong }
    }

    fn versions(&self) -> Versions {
        Versions::new(&self.cx, HREF, &self.text)
    }

    /// Why a version cannot come back.
    fn problems(&self) -> Vec<String> {
        self.wrong.iter().map(|wrong| self.cx.words.problem(&wrong.problem)).collect()
    }
}

impl Page for MetricSet {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        PageHead {
            title: cx.t("lab-metric-set").into_owned(),
            question: cx.t("lab-metric-set-question").into_owned(),
            figure: None,
            action: Action::link("/lab/metrics", &cx.t("lab-to-metrics")),
            trail: vec![
                (cx.t("lab-title").into_owned(), "/lab".to_owned()),
                (cx.t("lab-models").into_owned(), "/lab/models".to_owned()),
            ],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample_risk::metric_sets(cx)
    }
}

/// `GET /lab/metric-set`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let text = shared.app.metric_set_text(cx.member()?).await?;
    Ok(ui::respond(&MetricSet::new(&cx, text, Vec::new())))
}

/// `GET /lab/metric-set/{version}`: the text as a file.
pub async fn file(cx: Cx, Path(version): Path<u32>, State(shared): State<Shared>) -> Result<Response, Fail> {
    as_file(shared.app.metric_set_text(cx.member()?).await?, version)
}

/// `POST /lab/metric-set/restore`: publishes an earlier text once more; what reads a metric that it lacks is named.
pub async fn restore(cx: Cx, State(shared): State<Shared>, Form(sent): Form<Restore>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let text = shared.app.metric_set_text(who).await?;
    let number = sent.number()?;
    let one = text.versions.iter().find(|one| one.version == number).ok_or(Refused::Missing)?;
    let reason = cx.t1("lab-restored-reason", "n", i64::from(number));
    match shared.app.publish(who, &one.text, &reason).await {
        Ok(_) => {
            crate::pages::rebuild(shared.app.clone());
            Ok(ui::done(HREF, "lab-metric-set-published", None))
        }
        Err(Refused::Input(wrong)) => {
            let page = ui::respond(&MetricSet::new(&cx, text, wrong));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(refused) => Err(refused.into()),
    }
}
