//! A new play, from a template or from nothing.

use super::dry::Dry;
use super::edit::unprocessable;
use crate::pages::definition::{Editor, Sent};
use crate::ui::{self, Action, Page, PageHead};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::actions::DryRun;
use banso_app::{Refused, Wrong};
use banso_domain::templates::blank_play;
use banso_kernel::{Problem, Text};

/// A template: id, name, what it is for, text.
pub(super) type Offered = (String, Text, Text, String);

/// The page: a choice of templates, then the text of the chosen one.
#[derive(Template)]
#[template(path = "pages/plays/new.html")]
pub struct PlayNew {
    cx: Cx,
    offered: Vec<Offered>,
    chosen: String,
    editor: Option<Editor>,
    dry: Option<Dry>,
}

impl PlayNew {
    pub(super) fn new(cx: &Cx, offered: Vec<Offered>, chosen: Option<&str>) -> Self {
        let at = offered.iter().find(|(id, ..)| Some(id.as_str()) == chosen);
        // With nothing to choose from, one writes it oneself.
        let blank = || (chosen.is_some() || offered.is_empty()).then(|| blank_play(cx.lang));
        let text = at.map(|(.., text)| text.as_str()).or_else(blank);
        let editor = text.map(|text| form(cx, Sent::of(text), Vec::new()));
        Self { cx: cx.clone(), chosen: chosen.unwrap_or_default().to_owned(), offered, editor, dry: None }
    }

    fn wrong(mut self, sent: Sent, wrong: Vec<Wrong>) -> Self {
        self.editor = Some(form(&self.cx, sent, wrong));
        self
    }

    pub(super) fn tried(mut self, sent: Sent, wrong: Vec<Wrong>, run: DryRun) -> Self {
        self.editor = Some(form(&self.cx, sent, wrong).ready());
        self.dry = Some(Dry::new(&self.cx, run, 0, None));
        self
    }

    /// The templates: address, name, what it is for, whether it is the chosen one.
    fn templates(&self) -> Vec<(String, &str, &str, bool)> {
        let (lang, href) = (self.cx.lang, |id: &str| ui::address("/plays/new", [("template", id)]));
        let shown = self.offered.iter();
        shown.map(|(id, name, about, _)| (href(id), name.get(lang), about.get(lang), *id == self.chosen)).collect()
    }

    fn blank(&self) -> String {
        ui::address("/plays/new", [("template", "blank")])
    }
}

fn form(cx: &Cx, sent: Sent, wrong: Vec<Wrong>) -> Editor {
    Editor::new(cx, "/plays/new", "/plays", "plays-publish", sent, wrong)
}

impl Page for PlayNew {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let first = self.templates().into_iter().next();
        let action = match (&self.editor, first) {
            (None, Some((href, name, ..))) => Action::link(&href, &cx.t1("plays-new-with", "name", name)),
            _ => Action::InContent,
        };
        PageHead {
            title: cx.t("plays-new-title").into_owned(),
            question: cx.t("plays-new-question").into_owned(),
            figure: None,
            action,
            trail: super::trail(cx),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::news(cx)
    }
}

/// `GET /plays/new`
pub async fn new(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let offered = shared.app.play_templates(cx.member()?).await?;
    let chosen = cx.asked("template").filter(|id| !id.is_empty());
    Ok(ui::respond(&PlayNew::new(&cx, offered, chosen.as_deref())))
}

/// `POST /plays/new`: tries the text on the past, or publishes what was tried.
pub async fn create(cx: Cx, State(shared): State<Shared>, Form(sent): Form<Sent>) -> Result<Response, Fail> {
    let (who, sent) = (cx.member()?, sent.read());
    let wrong = sent.wrong();
    let page = PlayNew::new(&cx, shared.app.play_templates(who).await?, Some(""));
    // Nothing that is there becomes something else because its id was left in the text.
    if let Some(id) = shared.app.published_before(who, &sent.text).await? {
        let problem = Problem::new("plays-problem-taken").with("id", id);
        let wrong = vec![Wrong { field: "text".to_owned(), problem }];
        return Ok(unprocessable(ui::respond(&page.wrong(sent, wrong))));
    }
    if sent.publishes() && wrong.is_empty() {
        return match shared.app.publish(who, &sent.text, &sent.reason).await {
            Ok((id, _)) => Ok(ui::done(&super::href(&id), "plays-done-published-off", None)),
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
