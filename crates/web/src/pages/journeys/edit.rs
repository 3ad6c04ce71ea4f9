//! W-15: what has to happen for the next phase? The text of a journey, what it would change, and its versions.

use crate::pages::definition::{self, Editor, Sent, Version};
use crate::ui::{self, Action, Column, Html, Line, Page, PageHead, Table};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use banso_app::{Refused, Wrong};
use banso_domain::members::Role;
use banso_kernel::Text;

/// Where accounts would be: a phase, how many are in it now and then.
pub(super) type Trial = Vec<(Text, usize, usize)>;

/// The page.
#[derive(Template)]
#[template(path = "pages/journeys/edit.html")]
pub struct JourneyEdit {
    cx: Cx,
    id: String,
    text: String,
    version: u32,
    versions: Table,
    editor: Option<Editor>,
    trial: Option<Table>,
    says: String,
}

impl JourneyEdit {
    pub(super) fn new(cx: &Cx, id: &str, stored: (String, u32, Vec<Version>), sent: Option<Sent>) -> Self {
        let (text, version, versions) = stored;
        let versions = definition::versions(cx, &versions);
        let (cx, id) = (cx.clone(), id.to_owned());
        let mut page = Self { cx, id, text, version, versions, editor: None, trial: None, says: String::new() };
        if page.cx.may(Role::Manager) {
            let sent = sent.unwrap_or_else(|| Sent::of(&page.text));
            page.editor = Some(page.form(sent, Vec::new()));
        }
        page
    }

    fn form(&self, sent: Sent, wrong: Vec<Wrong>) -> Editor {
        let action = format!("/journeys/{}/edit", self.id);
        Editor::new(&self.cx, &action, &super::href(&self.id), "journeys-publish", sent, wrong)
    }

    /// With what is wrong in the text.
    pub(super) fn wrong(mut self, sent: Sent, wrong: Vec<Wrong>) -> Self {
        self.editor = Some(self.form(sent, wrong));
        self
    }

    /// With what the text would change.
    pub(super) fn tried(mut self, sent: Sent, wrong: Vec<Wrong>, trial: &Trial) -> Self {
        self.editor = Some(self.form(sent, wrong).ready());
        (self.says, self.trial) = (says(&self.cx, trial), Some(table(&self.cx, trial)));
        self
    }

    fn shown_version(&self) -> String {
        self.cx.t1("plays-version-n", "n", i64::from(self.version))
    }
}

/// How many phases would change, in one sentence.
pub(super) fn says(cx: &Cx, trial: &Trial) -> String {
    let moved: usize = trial.iter().map(|(_, now, then)| then.saturating_sub(*now)).sum();
    match moved {
        0 => cx.t("journeys-trial-same").into_owned(),
        n => cx.t1("journeys-trial-moves", "n", n),
    }
}

/// Now → then, phase by phase.
pub(super) fn table(cx: &Cx, trial: &Trial) -> Table {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let figure = |id: &str| Column::new(cx, &cx.t(id)).figures();
    let columns = vec![
        Column::new(cx, &cx.t("common-phase")),
        figure("journeys-now"),
        figure("journeys-then"),
        figure("journeys-change"),
    ];
    let lines = trial.iter().map(|(name, now, then)| {
        let change = count(*then) - count(*now);
        let signed = match change {
            0 => "±0".to_owned(),
            n if n > 0 => format!("+{}", cx.words.int(n)),
            n => cx.words.int(n),
        };
        let cells = vec![
            Html::text(name.get(cx.lang)),
            Html::text(&cx.words.int(count(*now))),
            Html::text(&cx.words.int(count(*then))),
            Html::text(&signed),
        ];
        Line { href: None, id: None, cells }
    });
    Table::new(&cx.t("journeys-trial"), columns, lines.collect()).dense()
}

impl Page for JourneyEdit {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("journeys-edit-title").into_owned(),
            question: self.cx.t("journeys-edit-question").into_owned(),
            figure: None,
            action: match self.editor {
                Some(_) => Action::InContent,
                None => Action::link(&super::href(&self.id), &self.cx.t("journeys-to-board")),
            },
            trail: [super::trail(&self.cx), vec![(self.cx.t("journeys-board").into_owned(), super::href(&self.id))]]
                .concat(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::edits(cx)
    }
}

/// `GET /journeys/{id}/edit`
pub async fn edit(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let stored = shared.app.journey_text(cx.member()?, &id).await?;
    Ok(ui::respond(&JourneyEdit::new(&cx, &id, stored, None)))
}

/// `POST /journeys/{id}/edit`: tries the text, or publishes what was tried.
pub async fn save(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Sent>,
) -> Result<Response, Fail> {
    let (who, sent) = (cx.member()?, sent.read());
    let wrong = sent.wrong();
    if sent.publishes() && wrong.is_empty() {
        match shared.app.publish(who, &sent.text, &sent.reason).await {
            Ok((id, _)) => return Ok(ui::done(&super::href(&id), "journeys-published", None)),
            Err(Refused::Input(wrong)) => {
                let stored = shared.app.journey_text(who, &id).await?;
                let page = JourneyEdit::new(&cx, &id, stored, None).wrong(sent, wrong);
                return Ok(unprocessable(ui::respond(&page)));
            }
            Err(refused) => return Err(refused.into()),
        }
    }
    let tried = shared.app.try_journey(who, &sent.text).await;
    let page = JourneyEdit::new(&cx, &id, shared.app.journey_text(who, &id).await?, None);
    match tried {
        Ok(trial) if wrong.is_empty() => Ok(ui::respond(&page.tried(sent, wrong, &trial))),
        Ok(trial) => Ok(unprocessable(ui::respond(&page.tried(sent, wrong, &trial)))),
        Err(Refused::Input(wrong)) => Ok(unprocessable(ui::respond(&page.wrong(sent, wrong)))),
        Err(refused) => Err(refused.into()),
    }
}

/// The same answer with the status of a form that was not accepted.
pub(super) fn unprocessable(response: Response) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, response).into_response()
}
