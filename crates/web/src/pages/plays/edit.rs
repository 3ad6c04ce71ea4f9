//! The text of a play: tried on the past, then published.

use super::dry::Dry;
use crate::pages::definition::{self, Editor, Sent};
use crate::ui::{self, Action, Page, PageHead, Table};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use banso_app::actions::{DryRun, PlayPage};
use banso_app::{Refused, Wrong};

/// The page.
#[derive(Template)]
#[template(path = "pages/plays/edit.html")]
pub struct PlayEdit {
    cx: Cx,
    id: String,
    name: String,
    editor: Editor,
    dry: Option<Dry>,
    versions: Table,
}

impl PlayEdit {
    pub(super) fn new(cx: &Cx, play: &PlayPage) -> Self {
        let id = play.row.id.clone();
        Self {
            editor: form(cx, &id, Sent::of(&play.text), Vec::new()),
            versions: definition::versions(cx, &play.versions),
            name: play.row.name.get(cx.lang).to_owned(),
            dry: None,
            cx: cx.clone(),
            id,
        }
    }

    /// With what is wrong in the text.
    pub(super) fn wrong(mut self, sent: Sent, wrong: Vec<Wrong>) -> Self {
        self.editor = form(&self.cx, &self.id, sent, wrong);
        self
    }

    /// With what the text would have done.
    pub(super) fn tried(mut self, sent: Sent, wrong: Vec<Wrong>, run: DryRun) -> Self {
        self.editor = form(&self.cx, &self.id, sent, wrong).ready();
        self.dry = Some(Dry::new(&self.cx, run, 0, None));
        self
    }
}

fn form(cx: &Cx, id: &str, sent: Sent, wrong: Vec<Wrong>) -> Editor {
    let href = super::href(id);
    Editor::new(cx, &format!("{href}/edit"), &href, "plays-publish", sent, wrong)
}

impl Page for PlayEdit {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("plays-edit-title").into_owned(),
            question: self.cx.t("plays-edit-question").into_owned(),
            figure: None,
            action: Action::InContent,
            trail: [super::trail(&self.cx), vec![(self.name.clone(), super::href(&self.id))]].concat(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::edits(cx)
    }
}

/// `GET /plays/{id}/edit`
pub async fn edit(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let play = shared.app.play(cx.member()?, &id).await?;
    Ok(ui::respond(&PlayEdit::new(&cx, &play)))
}

/// `POST /plays/{id}/edit`: tries the text on the past, or publishes what was tried.
pub async fn save(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Sent>,
) -> Result<Response, Fail> {
    let (who, sent) = (cx.member()?, sent.read());
    let wrong = sent.wrong();
    let page = PlayEdit::new(&cx, &shared.app.play(who, &id).await?);
    if sent.publishes() && wrong.is_empty() {
        return match shared.app.publish(who, &sent.text, &sent.reason).await {
            Ok((id, _)) => Ok(ui::done(&super::href(&id), "plays-done-published", None)),
            Err(Refused::Input(wrong)) => Ok(unprocessable(ui::respond(&page.wrong(sent, wrong)))),
            Err(refused) => Err(refused.into()),
        };
    }
    match shared.app.dry_run(who, &sent.text).await {
        Ok(run) if wrong.is_empty() => Ok(ui::respond(&page.tried(sent, wrong, run))),
        Ok(run) => Ok(unprocessable(ui::respond(&page.tried(sent, wrong, run)))),
        Err(Refused::Input(wrong)) => Ok(unprocessable(ui::respond(&page.wrong(sent, wrong)))),
        Err(refused) => Err(refused.into()),
    }
}

/// The same answer with the status of a form that was not accepted.
pub(super) fn unprocessable(response: Response) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, response).into_response()
}
