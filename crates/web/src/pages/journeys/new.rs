//! A new journey, from a template or from nothing.

use super::edit::{Trial, says, table, unprocessable};
use crate::pages::definition::{Editor, Sent};
use crate::ui::{self, Action, Page, PageHead, Table};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::{Refused, Wrong};
use banso_domain::templates::blank_journey;
use banso_kernel::{Lang, Problem, Text};
use banso_words::words;

/// A template: id, name, text.
pub(super) type Offered = (String, Text, String);

/// The page.
#[derive(Template)]
#[template(path = "pages/journeys/new.html")]
pub struct JourneyNew {
    cx: Cx,
    offered: Vec<Offered>,
    chosen: String,
    editor: Editor,
    trial: Option<Table>,
    says: String,
}

impl JourneyNew {
    /// The form with the text of the template `chosen`, or of the first one; a short one with comments for `blank`.
    pub(super) fn new(cx: &Cx, mut offered: Vec<Offered>, chosen: &str) -> Self {
        let words = |lang| words(lang).get("plays-blank").into_owned();
        let name = Text { ja: words(Lang::Ja), en: words(Lang::En) };
        offered.push(("blank".to_owned(), name, blank_journey(cx.lang).to_owned()));
        let at = offered.iter().position(|(id, ..)| id == chosen).unwrap_or(0);
        let (chosen, text) = offered.get(at).map_or(Default::default(), |(id, _, text)| (id.clone(), text.clone()));
        let editor = form(cx, Sent::of(&text), Vec::new());
        Self { cx: cx.clone(), offered, chosen, editor, trial: None, says: String::new() }
    }

    fn wrong(mut self, sent: Sent, wrong: Vec<Wrong>) -> Self {
        self.editor = form(&self.cx, sent, wrong);
        self
    }

    fn tried(mut self, sent: Sent, wrong: Vec<Wrong>, trial: &Trial) -> Self {
        self.editor = form(&self.cx, sent, wrong).ready();
        (self.says, self.trial) = (says(&self.cx, trial), Some(table(&self.cx, trial)));
        self
    }

    /// The templates: address, name, whether it is the chosen one.
    fn templates(&self) -> Vec<(String, &str, bool)> {
        let href = |id: &str| ui::address("/journeys/new", [("template", id)]);
        self.offered.iter().map(|(id, name, _)| (href(id), name.get(self.cx.lang), *id == self.chosen)).collect()
    }
}

fn form(cx: &Cx, sent: Sent, wrong: Vec<Wrong>) -> Editor {
    Editor::new(cx, "/journeys/new", "/journeys", "journeys-publish", sent, wrong)
}

impl Page for JourneyNew {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("journeys-new-title").into_owned(),
            question: self.cx.t("journeys-edit-question").into_owned(),
            figure: None,
            action: Action::InContent,
            trail: super::trail(&self.cx),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let text = |name: &str| Text { ja: name.to_owned(), en: name.to_owned() };
        let offered = vec![
            ("onboarding".to_owned(), text("オンボーディング"), super::sample::TEXT.to_owned()),
            ("renewal".to_owned(), text("更新"), super::sample::TEXT.to_owned()),
        ];
        vec![Self::new(cx, offered, "onboarding"), Self::new(cx, Vec::new(), "")]
    }
}

/// `GET /journeys/new`
pub async fn new(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let offered = shared.app.journey_templates(cx.member()?).await?;
    Ok(ui::respond(&JourneyNew::new(&cx, offered, &cx.asked("template").unwrap_or_default())))
}

/// `POST /journeys/new`: tries the text, or publishes what was tried.
pub async fn create(cx: Cx, State(shared): State<Shared>, Form(sent): Form<Sent>) -> Result<Response, Fail> {
    let (who, sent) = (cx.member()?, sent.read());
    let wrong = sent.wrong();
    let page = JourneyNew::new(&cx, shared.app.journey_templates(who).await?, "");
    // Nothing that is there becomes something else because its id was left in the text.
    if let Some(id) = shared.app.published_before(who, &sent.text).await? {
        let problem = Problem::new("journeys-problem-taken").with("id", id);
        let wrong = vec![Wrong { field: "text".to_owned(), problem }];
        return Ok(unprocessable(ui::respond(&page.wrong(sent, wrong))));
    }
    if sent.publishes() && wrong.is_empty() {
        return match shared.app.publish(who, &sent.text, &sent.reason).await {
            Ok((id, _)) => Ok(ui::done(&super::href(&id), "journeys-published", None)),
            Err(Refused::Input(wrong)) => Ok(unprocessable(ui::respond(&page.wrong(sent, wrong)))),
            Err(refused) => Err(refused.into()),
        };
    }
    match shared.app.try_journey(who, &sent.text).await {
        Ok(trial) if wrong.is_empty() => Ok(ui::respond(&page.tried(sent, wrong, &trial))),
        Ok(trial) => Ok(unprocessable(ui::respond(&page.tried(sent, wrong, &trial)))),
        Err(Refused::Input(wrong)) => Ok(unprocessable(ui::respond(&page.wrong(sent, wrong)))),
        Err(refused) => Err(refused.into()),
    }
}
