//! W-35: if this text were the model, what of whom would change? And all versions that there were.

use super::form::{Tab, asked, tabs};
use super::metric_set;
use super::tried;
use super::versions::{Versions, why};
use crate::form::Fields;
use crate::pages::definition::{Editor, Sent};
use crate::ui::{self, Action, Column, Html, Line, Page, PageHead, Table};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use banso_app::lab::{ModelText, WhatIf};
use banso_app::{Refused, Wrong};
use banso_domain::members::Role;
use serde::Deserialize;

/// The models.
#[derive(Template)]
#[template(path = "pages/lab/models.html")]
pub struct Models {
    cx: Cx,
    all: Vec<ModelText>,
    metrics: ModelText,
}

impl Models {
    pub(super) fn new(cx: &Cx, all: Vec<ModelText>, metrics: ModelText) -> Self {
        Self { cx: cx.clone(), all, metrics }
    }

    fn tabs(&self) -> Vec<Tab> {
        tabs(&self.cx, asked(&self.cx), "/lab/models")
    }

    fn table(&self) -> Table {
        let cx = &self.cx;
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let columns = vec![
            column("lab-model"),
            column("common-version").figures(),
            column("plays-version-at"),
            column("plays-version-by"),
            column("plays-version-why"),
        ];
        let line = |model: &ModelText, href: String, name: &str| {
            let newest = model.versions.first();
            Line {
                href: Some(href),
                id: None,
                cells: vec![
                    Html::text(name),
                    Html::text(&cx.words.int(i64::from(model.version))),
                    newest.map_or_else(|| Html::text(""), |one| cx.moment(one.created_at)),
                    Html::text(newest.and_then(|one| one.by.as_deref()).unwrap_or("Banso")),
                    Html::text(&newest.map(|one| why(cx, one)).unwrap_or_default()),
                ],
            }
        };
        let models = self.all.iter().map(|model| line(model, href(&model.id), model.name.get(cx.lang)));
        let metrics = line(&self.metrics, metric_set::HREF.to_owned(), &cx.t("lab-metric-set"));
        Table::new(&cx.t("lab-models"), columns, models.chain([metrics]).collect()).cards()
    }
}

impl Page for Models {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let first = self.all.first().map_or_else(|| "/lab".to_owned(), |model| href(&model.id));
        PageHead {
            title: cx.t("lab-models").into_owned(),
            question: cx.t("lab-models-question").into_owned(),
            figure: None,
            action: Action::link(&first, &cx.t("lab-to-what-if")),
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::models(cx)
    }
}

/// One model: its text, what another text would change, its versions.
#[derive(Template)]
#[template(path = "pages/lab/model.html")]
pub struct Model {
    cx: Cx,
    model: ModelText,
    editor: Option<Editor>,
    tried: Option<WhatIf>,
}

fn href(id: &str) -> String {
    format!("/lab/models/{id}")
}

impl Model {
    pub(super) fn new(cx: &Cx, model: ModelText) -> Self {
        let mut page = Self { cx: cx.clone(), model, editor: None, tried: None };
        if cx.may(Role::Manager) {
            page.editor = Some(page.form(Sent::of(&page.model.text), Vec::new()));
        }
        page
    }

    fn form(&self, sent: Sent, wrong: Vec<Wrong>) -> Editor {
        Editor::new(&self.cx, &href(&self.model.id), "/lab/models", "lab-publish", sent, wrong)
    }

    pub(super) fn wrong(mut self, sent: Sent, wrong: Vec<Wrong>) -> Self {
        self.editor = Some(self.form(sent, wrong));
        self
    }

    pub(super) fn tried(mut self, sent: Sent, wrong: Vec<Wrong>, tried: WhatIf) -> Self {
        self.editor = Some(self.form(sent, wrong).ready());
        self.tried = Some(tried);
        self
    }

    fn says(&self, tried: &WhatIf) -> String {
        tried::says(&self.cx, tried)
    }

    fn moves(&self, tried: &WhatIf) -> Table {
        tried::moves(&self.cx, tried)
    }

    fn shifts(&self, tried: &WhatIf) -> Table {
        tried::shifts(&self.cx, tried)
    }

    fn more(&self, tried: &WhatIf) -> Option<String> {
        tried::more(&self.cx, tried)
    }

    fn course(&self, tried: &WhatIf) -> Table {
        tried::course(&self.cx, tried)
    }

    fn beside(&self, tried: &WhatIf) -> Option<String> {
        tried::beside(&self.cx, tried)
    }

    fn work(&self, tried: &WhatIf) -> Table {
        tried::work(&self.cx, tried)
    }

    fn work_says(&self, tried: &WhatIf) -> String {
        tried::work_says(&self.cx, tried)
    }

    fn versions(&self) -> Versions {
        Versions::new(&self.cx, &href(&self.model.id), &self.model)
    }
}

impl Page for Model {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        PageHead {
            title: self.model.name.get(cx.lang).to_owned(),
            question: cx.t("lab-model-question").into_owned(),
            figure: None,
            action: match self.editor {
                Some(_) => Action::InContent,
                None => Action::link("/lab", &cx.t("lab-to-model")),
            },
            trail: vec![
                (cx.t("lab-title").into_owned(), "/lab".to_owned()),
                (cx.t("lab-models").into_owned(), "/lab/models".to_owned()),
            ],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::model(cx)
    }
}

/// `GET /lab/models`
pub async fn list(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let (all, metrics) = (shared.app.model_texts(who).await?, shared.app.metric_set_text(who).await?);
    Ok(ui::respond(&Models::new(&cx, all, metrics)))
}

/// `GET /lab/models/{id}`
pub async fn show(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let model = shared.app.model_text(cx.member()?, &id).await?;
    Ok(ui::respond(&Model::new(&cx, model)))
}

fn unprocessable(response: Response) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, response).into_response()
}

/// `POST /lab/models/{id}`: tries the text, or publishes what was tried.
pub async fn save(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Sent>,
) -> Result<Response, Fail> {
    let (who, sent) = (cx.member()?, sent.read());
    let page = Model::new(&cx, shared.app.model_text(who, &id).await?);
    let wrong = sent.wrong();
    if sent.publishes() && wrong.is_empty() {
        return match shared.app.publish(who, &sent.text, &sent.reason).await {
            Ok((id, _)) => {
                crate::pages::rebuild(shared.app.clone());
                Ok(ui::done(&href(&id), "lab-published", None))
            }
            Err(Refused::Input(wrong)) => Ok(unprocessable(ui::respond(&page.wrong(sent, wrong)))),
            Err(refused) => Err(refused.into()),
        };
    }
    match shared.app.what_if(who, &sent.text).await {
        Ok(tried) if wrong.is_empty() => Ok(ui::respond(&page.tried(sent, wrong, tried))),
        Ok(tried) => Ok(unprocessable(ui::respond(&page.tried(sent, wrong, tried)))),
        Err(Refused::Input(wrong)) => Ok(unprocessable(ui::respond(&page.wrong(sent, wrong)))),
        Err(refused) => Err(refused.into()),
    }
}

/// Which version comes back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restore {
    version: String,
}

impl Fields for Restore {}

impl Restore {
    /// Its number.
    pub(super) fn number(&self) -> Result<u32, Fail> {
        self.version.parse().map_err(|_| Fail::NotFound)
    }
}

/// `POST /lab/models/{id}/restore`: publishes an earlier text once more.
pub async fn restore(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Restore>,
) -> Result<Response, Fail> {
    let who = cx.member()?;
    let model = shared.app.model_text(who, &id).await?;
    let number = sent.number()?;
    let one = model.versions.iter().find(|one| one.version == number).ok_or(Refused::Missing)?;
    let reason = cx.t1("lab-restored-reason", "n", i64::from(number));
    shared.app.publish(who, &one.text, &reason).await?;
    crate::pages::rebuild(shared.app.clone());
    Ok(ui::done(&href(&id), "lab-published", None))
}

/// `GET /lab/models/{id}/{version}`: the text as a file.
pub async fn file(
    cx: Cx,
    Path((id, version)): Path<(String, u32)>,
    State(shared): State<Shared>,
) -> Result<Response, Fail> {
    as_file(shared.app.model_text(cx.member()?, &id).await?, version)
}

/// A version's text to be saved.
pub(super) fn as_file(of: ModelText, version: u32) -> Result<Response, Fail> {
    let name = format!("attachment; filename=\"{}-{version}.toml\"", of.id);
    let one = of.versions.into_iter().find(|one| one.version == version).ok_or(Refused::Missing)?;
    let head =
        [(header::CONTENT_TYPE, "application/toml; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((head, one.text).into_response())
}
