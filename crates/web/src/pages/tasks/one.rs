//! One task: why it is there, what to say, what is supposed, and what came of it.

use super::ends;
use crate::form::Fields;
use crate::pages::account::parameter;
use crate::pages::deed;
use crate::ui::{self, Action, Badge, Field, Html, Kind, Page, PageHead, Row, Rows, Tone, address};
use crate::{Cx, Fail, Form, Shared, routes};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use banso_app::actions::{TaskPage, TaskState};
use banso_app::{Refused, Wrong};
use banso_domain::members::Role;
use banso_kernel::Text;
use serde::Deserialize;

/// How long a closing can be taken back, in microseconds.
const UNDO: i64 = 30 * 60 * 1_000_000;

/// The page.
#[derive(Template)]
#[template(path = "pages/tasks/one.html")]
pub struct TaskView {
    cx: Cx,
    task: TaskPage,
    back: String,
    hypothesis: Option<String>,
    wrong: Vec<Wrong>,
}

impl TaskView {
    fn new(cx: Cx, task: TaskPage) -> Self {
        let back = parameter(&cx, "back").unwrap_or_else(|| format!("/tasks/{}", task.row.id));
        Self { back: ui::own(&back).to_owned(), cx, task, hypothesis: None, wrong: Vec::new() }
    }

    fn open(&self) -> bool {
        self.task.row.state == TaskState::Open
    }

    fn may_write(&self) -> bool {
        self.cx.may(Role::Csm) && self.open()
    }

    /// The hypothesis comes before the contact.
    fn waits(&self) -> bool {
        self.task.row.wants_hypothesis && self.task.hypothesis.trim().is_empty()
    }

    fn why(&self) -> String {
        deed::task_why(&self.cx, &self.task.row)
    }

    fn due(&self) -> Html {
        deed::due(&self.cx, &self.task.row, self.task.today)
    }

    /// The day that was wanted at first, if it was put off since.
    fn first_due(&self) -> Option<String> {
        let row = &self.task.row;
        (row.first_due_on != row.due_on)
            .then(|| self.cx.t1("tasks-first-due", "day", self.cx.words.day(row.first_due_on)))
    }

    fn state(&self) -> Badge {
        let (tone, id) = match (self.task.row.state, self.task.row.overdue) {
            (TaskState::Open, true) => (Tone::Bad, "tasks-state-late"),
            (TaskState::Open, false) => (Tone::Warn, "tasks-state-open"),
            (TaskState::Done, _) => (Tone::Good, "tasks-state-done"),
            (TaskState::NotNeeded, _) => (Tone::Plain, "tasks-state-dropped"),
        };
        Badge::state(&self.cx, tone, &self.cx.t(id))
    }

    fn owner(&self) -> String {
        self.task.row.owner.as_ref().map_or_else(|| self.cx.t("accounts-nobody").into_owned(), |(_, name)| name.clone())
    }

    fn is_owner(&self, id: &banso_kernel::MemberId) -> bool {
        self.task.row.owner.as_ref().is_some_and(|(owner, _)| owner == id)
    }

    fn worth(&self) -> String {
        self.cx.words.money(self.task.row.worth)
    }

    /// The play behind it, with its page if there is one.
    fn play(&self) -> Option<(String, Option<String>)> {
        let (id, name) = self.task.row.play.as_ref()?;
        let page = routes::who_may_get("/plays/{id}").map(|_| format!("/plays/{id}"));
        Some((name.get(self.cx.lang).to_owned(), page))
    }

    fn created(&self) -> Html {
        let (at, by) = &self.task.created;
        match by {
            Some((_, name)) => Html::join([self.cx.moment(at), Html::text(name)], " · "),
            None => self.cx.moment(at),
        }
    }

    fn closed(&self) -> Option<Html> {
        let (at, by) = self.task.closed.as_ref()?;
        Some(match by {
            Some((_, name)) => Html::join([self.cx.moment(at), Html::text(name)], " · "),
            None => self.cx.moment(at),
        })
    }

    /// The day of the values that were read, in words: they may have changed since.
    fn cause_head(&self) -> Html {
        let day = self.task.cause.as_ref().map(|(day, _)| self.cx.words.day_short(*day)).unwrap_or_default();
        self.cx.phrases(&self.cx.t1("tasks-cause", "day", day))
    }

    /// What was read, and the condition as it is defined.
    fn cause(&self) -> Option<Rows> {
        let (_, cause) = self.task.cause.as_ref()?;
        let mut rows: Vec<Row> =
            cause.read.iter().map(|(what, value)| Row::new(what.get(self.cx.lang), value.get(self.cx.lang))).collect();
        if !cause.condition.is_empty() {
            let name = Html::text(&self.cx.t("tasks-condition"));
            let code = Html::text(&cause.condition);
            let value = Html::raw(format!("<code class=\"code\" translate=\"no\" lang=\"en\">{code}</code>"));
            rows.push(Row { name, value });
        }
        (!rows.is_empty()).then_some(Rows(rows))
    }

    fn lines(&self, text: &Text) -> Vec<String> {
        text.get(self.cx.lang).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    fn script(&self) -> Vec<String> {
        self.lines(&self.task.script)
    }

    fn errors(&self) -> Html {
        ui::errors(&self.cx, &self.wrong, &[self.hypothesis_field()])
    }

    fn hypothesis_field(&self) -> Field {
        let field = Field::new(&self.cx, "hypothesis", "tasks-hypothesis", Kind::Lines).max(2000);
        let field = if self.task.row.wants_hypothesis { field } else { field.optional(&self.cx) };
        let value = self.hypothesis.as_ref().unwrap_or(&self.task.hypothesis);
        field.help(&self.cx, "tasks-hypothesis-help").value(value).errors(&self.cx, &self.wrong)
    }

    fn outcome_fields(&self) -> Vec<Field> {
        ends::outcome_fields(&self.cx, &ends::Done::default(), &[])
    }

    fn icon(&self, name: &str) -> Html {
        ui::icon(name)
    }

    fn form(&self, name: &str) -> String {
        deed::task_form(self.task.row.id, name, &self.back)
    }

    /// The asker closed it a moment ago.
    fn may_reopen(&self) -> bool {
        let own = self.cx.principal.as_ref().map(|own| own.member);
        self.cx.may(Role::Csm)
            && self
                .task
                .closed
                .as_ref()
                .is_some_and(|(at, by)| by.as_ref().map(|(id, _)| *id) == own && self.cx.now.0 - at.0 <= UNDO)
    }
}

impl Page for TaskView {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let (cx, row) = (&self.cx, &self.task.row);
        let action = match self.may_write() {
            true => Action::InContent,
            false => Action::link(&format!("/accounts/{}", row.account.id), &cx.t("tasks-open-account")),
        };
        PageHead {
            title: row.title.get(cx.lang).to_owned(),
            question: cx.t1("tasks-one-question", "account", row.account.name.as_str()),
            figure: None,
            action,
            trail: vec![
                (cx.t("tasks-today-title").into_owned(), "/today".to_owned()),
                (row.account.name.clone(), format!("/accounts/{}", row.account.id)),
            ],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let pages = super::sample::pages(cx.lang, cx.now);
        pages.into_iter().map(|task| Self::new(cx.clone(), task)).collect()
    }
}

/// `GET /tasks/{id}`
pub async fn show(cx: Cx, Path(id): Path<i64>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let task = shared.app.task(cx.member()?, id).await?;
    Ok(ui::respond(&TaskView::new(cx, task)))
}

/// What is written while one works on it: `tick` are the places of ticked points.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    hypothesis: String,
    #[serde(default)]
    tick: Vec<String>,
    back: String,
}

impl Fields for Work {
    const MANY: &'static [&'static str] = &["tick"];
}

/// `POST /tasks/{id}/work`
pub async fn work(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(sent): Form<Work>,
) -> Result<Response, Fail> {
    let who = cx.member()?;
    let ticked: Vec<usize> = sent.tick.iter().filter_map(|place| place.parse().ok()).collect();
    match shared.app.work_on_task(who, id, &sent.hypothesis, &ticked).await {
        Ok(()) => {
            let own = format!("/tasks/{id}");
            let page = if sent.back == own { own } else { address(&own, [("back", sent.back)]) };
            Ok(ui::done(&page, "tasks-told-written", None))
        }
        Err(Refused::Input(wrong)) => {
            let mut task = shared.app.task(who, id).await?;
            for (at, point) in task.checklist.iter_mut().enumerate() {
                point.1 = ticked.contains(&at);
            }
            let page = TaskView { hypothesis: Some(sent.hypothesis), wrong, ..TaskView::new(cx, task) };
            let mut response = ui::respond(&page);
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refused) => Err(refused.into()),
    }
}
