//! W-17: with whom, why, what? And who is left out.

use super::parts::{self, Part};
use super::words::{self, Tab};
use crate::pages::definition;
use crate::ui::{self, Action, Badge, Field, Html, Kind, Page, PageHead, Pager, Row, Rows, Table, errors};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::Wrong;
use banso_app::actions::{PlayPage, PlayState, StepLine};
use banso_domain::members::Role;

/// The page.
#[derive(Template)]
#[template(path = "pages/plays/one.html")]
pub struct Play {
    cx: Cx,
    page: PlayPage,
    part: Part,
    /// Page of a long part, from 0.
    at: usize,
    wrong: Vec<Wrong>,
    reason: String,
}

impl Play {
    pub(super) fn new(cx: &Cx, page: PlayPage, part: Part, at: usize) -> Self {
        Self { cx: cx.clone(), page, part, at, wrong: Vec::new(), reason: String::new() }
    }

    /// With what kept it from being switched on or off.
    pub(super) fn wrong(mut self, wrong: Vec<Wrong>, reason: &str) -> Self {
        (self.wrong, self.reason) = (wrong, reason.to_owned());
        self
    }

    fn href(&self) -> String {
        super::href(&self.page.row.id)
    }

    fn tabs(&self) -> Vec<Tab> {
        parts::tabs(&self.cx, &self.href(), Some((&self.page, self.part)))
    }

    fn manager(&self) -> bool {
        self.cx.may(Role::Manager)
    }

    /// May try it and see what it sent.
    fn works(&self) -> bool {
        self.cx.may(Role::Csm)
    }

    fn on(&self) -> bool {
        self.page.row.state == PlayState::On
    }

    fn ready(&self) -> bool {
        self.page.lacks.is_empty()
    }

    fn by_hand(&self) -> bool {
        self.on() && self.cx.may(Role::Csm) && self.page.trigger.code == "plays-trigger-by-hand"
    }

    fn state(&self) -> Badge {
        words::state(&self.cx, self.page.row.state)
    }

    fn errors(&self) -> Html {
        errors(&self.cx, &self.wrong, &[self.stop_reason()])
    }

    fn says(&self) -> String {
        let args = [("inside", self.page.audience.len().into()), ("outside", self.page.outside.len().into())];
        self.cx.words.with(if self.on() { "plays-says-on" } else { "plays-says-off" }, &args)
    }

    fn lacks(&self) -> Vec<String> {
        self.page.lacks.iter().map(|lack| words::said(&self.cx, lack)).collect()
    }

    fn terms(&self, step: &StepLine) -> Vec<(String, String)> {
        words::terms(&self.cx, step, &self.page.steps)
    }

    fn text(&self, step: &StepLine) -> Html {
        words::step_text(&self.cx, step)
    }

    fn kind(&self, step: &StepLine) -> String {
        words::step_kind(&self.cx, &step.kind)
    }

    fn facts(&self) -> Rows {
        let (cx, row) = (&self.cx, &self.page.row);
        let unset = || cx.t("common-not-set").into_owned();
        let text = |text: &str| if text.is_empty() { unset() } else { text.to_owned() };
        let line = |id: &str, value: Html| Row { name: cx.h(id), value };
        Rows(vec![
            line("plays-hypothesis", Html::text(&text(row.hypothesis.get(cx.lang)))),
            line("plays-trigger", Html::text(&words::said(cx, &self.page.trigger))),
            line("plays-hold-out", Html::text(&words::hold_out(cx, self.page.hold_out))),
            line("plays-review-on", words::review(cx, row)),
            line("plays-stop-on", words::stop(cx, row)),
            line("plays-owner", Html::text(&text(&row.owner))),
        ])
    }

    /// What came of it so far: name and count.
    fn counts(&self) -> Vec<(String, String)> {
        let row = &self.page.row;
        let all = [
            ("plays-active", row.active),
            ("plays-treated", row.treated),
            ("plays-held-out", row.held_out),
            ("plays-open-tasks", row.open_tasks),
        ];
        let shown = |n: usize| self.cx.words.int(i64::try_from(n).unwrap_or(i64::MAX));
        all.into_iter().map(|(id, n)| (self.cx.t(id).into_owned(), shown(n))).collect()
    }

    /// The table of a part, and the pages of it.
    fn table(&self) -> Table {
        parts::table(&self.cx, &self.page, self.part, self.at)
    }

    fn pager(&self) -> Option<Pager> {
        parts::pager(&self.cx, &self.page, self.part, self.at, &self.href())
    }

    fn reasons(&self) -> Vec<(String, String)> {
        parts::reasons(&self.cx, &self.page)
    }

    fn outside(&self) -> bool {
        self.part == Part::Outside
    }

    fn none(&self) -> Option<String> {
        let id = match self.part {
            Part::Inside if self.page.audience.is_empty() => "plays-inside-none",
            Part::Outside if self.page.outside.is_empty() => "plays-outside-none",
            Part::Runs if self.page.runs.is_empty() => "plays-runs-none",
            _ => return None,
        };
        Some(self.cx.t(id).into_owned())
    }

    fn versions(&self) -> Table {
        definition::versions(&self.cx, &self.page.versions)
    }

    fn stop_label(&self) -> Html {
        self.cx.phrases(&self.cx.t1("plays-stop-name", "name", self.page.row.name.get(self.cx.lang)))
    }

    fn stop_reason(&self) -> Field {
        let field = Field::new(&self.cx, "reason", "plays-stop-why", Kind::Line("text")).value(&self.reason);
        field.errors(&self.cx, &self.wrong)
    }
}

impl Page for Play {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let edit = format!("{}/edit", self.href());
        let action = match (self.by_hand(), self.manager(), self.on(), self.ready()) {
            (true, ..) => Action::link(&format!("{}/enter", self.href()), &cx.t("plays-enter")),
            (_, true, true, _) => Action::link(&edit, &cx.t("plays-revise")),
            (_, true, false, false) => Action::link(&edit, &cx.t("plays-write-lacking")),
            (_, true, false, true) if self.part == Part::Overview => Action::InContent,
            (_, true, false, true) => Action::link(&self.href(), &cx.t("plays-to-start")),
            _ if self.part == Part::Inside => Action::link(&self.href(), &cx.t("plays-to-overview")),
            _ => Action::link(&parts::address(&self.href(), Part::Inside, 0), &cx.t("plays-to-inside")),
        };
        PageHead {
            title: self.page.row.name.get(cx.lang).to_owned(),
            question: cx.t("plays-one-question").into_owned(),
            figure: None,
            action,
            trail: super::trail(cx),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::plays(cx)
    }
}

/// `GET /plays/{id}`
pub async fn one(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let page = shared.app.play(cx.member()?, &id).await?;
    let part = Part::of(cx.asked("part").as_deref());
    let at: usize = cx.asked("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    Ok(ui::respond(&Play::new(&cx, page, part, at.saturating_sub(1))))
}
