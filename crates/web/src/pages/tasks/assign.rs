//! Giving tasks to somebody else: the preview with the count in its button, then the change (RULES 7, 8).

use crate::form::{Fields, Nothing};
use crate::pages::account::parameter;
use crate::pages::bulk_done::{BulkDone, Row, SHOWN};
use crate::pages::deed;
use crate::pages::scope;
use crate::ui::{self, Action, Column, Empty, Html, Line, Page, PageHead, Table, address, errors};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use banso_app::accounts::MemberName;
use banso_app::actions::{GivenReport, GivenRow, Scope, TaskRow, TaskState};
use banso_app::bulk::Outcome;
use banso_app::{Refused, Wrong};
use banso_kernel::{Arg, Day, MemberId};
use serde::Deserialize;
use std::collections::BTreeSet;

/// What would change.
#[derive(Template)]
#[template(path = "pages/tasks/assign.html")]
pub struct AssignForm {
    cx: Cx,
    rows: Vec<TaskRow>,
    members: Vec<MemberName>,
    to: String,
    back: String,
    errors: Html,
}

impl AssignForm {
    fn count(&self, id: &str) -> String {
        self.cx.t1(id, "n", self.rows.len())
    }

    fn ids(&self) -> String {
        self.rows.iter().map(|row| row.id.to_string()).collect::<Vec<_>>().join(",")
    }

    fn table(&self) -> Table {
        let cx = &self.cx;
        let ids = ["tasks-task", "common-account", "tasks-due", "tasks-owner-now"];
        let columns = ids.iter().map(|id| Column::new(cx, &cx.t(id))).collect();
        let line = |row: &TaskRow| {
            let owner =
                row.owner.as_ref().map_or_else(|| cx.t("accounts-nobody").into_owned(), |(_, name)| name.clone());
            let cells = vec![
                Html::text(row.title.get(cx.lang)),
                Html::text(&row.account.name),
                Html::raw(format!("<span class=\"deed-when\">{}</span>", deed::due(cx, row, cx.today))),
                Html::text(&owner),
            ];
            Line { href: Some(format!("/tasks/{}", row.id)), id: None, cells }
        };
        let lines = self.rows.iter().take(SHOWN).map(line).collect();
        Table::new(&cx.t("tasks-assign-preview"), columns, lines).dense().cards()
    }

    fn rest(&self) -> Option<String> {
        let rest = self.rows.len().checked_sub(SHOWN).filter(|rest| *rest > 0)?;
        Some(self.cx.t1("tasks-more", "n", rest))
    }

    fn empty(&self) -> Option<Empty> {
        let cx = &self.cx;
        let none = || {
            let (what, needs) = (cx.t("tasks-assign-none"), cx.t("tasks-assign-none-needs"));
            Empty::new(cx, &what, &needs, &self.back, &cx.t("tasks-assign-back")).primary()
        };
        self.rows.is_empty().then(none)
    }
}

impl Page for AssignForm {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("tasks-assign-title").into_owned(),
            question: self.count("tasks-assign-question"),
            figure: None,
            action: Action::InContent,
            trail: vec![(self.cx.t("tasks-list-title").into_owned(), self.back.clone())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let page = |n: usize, wrong: &[Wrong]| Self {
            rows: super::sample::tasks(cx.lang, n, cx.today - 3),
            members: super::sample::members(cx.lang),
            to: "2".to_owned(),
            back: "/tasks?scope=all".to_owned(),
            errors: errors(cx, wrong, &[]),
            cx: cx.clone(),
        };
        let problem = banso_kernel::Problem::new("problem-required");
        vec![page(38, &[]), page(140, &[Wrong { field: "to".to_owned(), problem }]), page(0, &[])]
    }
}

/// `GET /tasks/assign`: `id` are the tasks that were picked; `all=1` takes all open ones of the scope and day.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let scope = scope::asked(&cx)?.unwrap_or(Scope::All);
    let all = parameter(&cx, "all").is_some();
    let picked: BTreeSet<i64> = url::form_urlencoded::parse(cx.query.as_bytes())
        .filter(|(name, _)| name == "id")
        .filter_map(|(_, id)| id.parse().ok())
        .collect();
    let day = parameter(&cx, "day").as_deref().and_then(Day::parse_iso);
    let late = parameter(&cx, "late").is_some();
    let mut rows = shared.app.tasks(who, if all { scope } else { Scope::All }, &[TaskState::Open], None).await?;
    rows.retain(|row| match all {
        true => day.is_none_or(|day| row.due_on == day) && (!late || row.overdue),
        false => picked.contains(&row.id),
    });
    let members = shared.app.owners(who).await?;
    let back = back(&cx);
    let to = who.member.to_string();
    Ok(ui::respond(&AssignForm { rows, members, to, back, errors: Html::default(), cx }))
}

/// `ids=1,2,3`: what the preview showed, not what the list holds by now.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    ids: String,
    to: String,
    back: String,
}
impl Fields for Sent {}

/// `POST /tasks/assign`
pub async fn change(cx: Cx, State(shared): State<Shared>, Form(sent): Form<Sent>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let ids: Result<Vec<i64>, _> = sent.ids.split(',').filter(|id| !id.is_empty()).map(str::parse).collect();
    let ids = ids.map_err(|_| Fail::NotFound)?;
    let to = MemberId(sent.to.parse().map_err(|_| Fail::NotFound)?);
    let back = ui::own(&sent.back);
    match shared.app.reassign_tasks(who, &ids, to).await {
        Ok(key) => {
            let report = format!("/tasks/assign/{key}");
            let undo = address(&format!("{report}/undo"), [("back", back)]);
            Ok(ui::done(&address(&report, [("back", back)]), "tasks-told-assigned", Some(&undo)))
        }
        Err(Refused::Input(wrong)) => {
            let mut rows = shared.app.tasks(who, Scope::All, &[TaskState::Open], None).await?;
            rows.retain(|row| ids.contains(&row.id));
            let members = shared.app.owners(who).await?;
            let (errors, back) = (errors(&cx, &wrong, &[]), back.to_owned());
            let mut response = ui::respond(&AssignForm { rows, members, to: sent.to, back, errors, cx });
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refused) => Err(refused.into()),
    }
}

fn back(cx: &Cx) -> String {
    ui::own(&parameter(cx, "back").unwrap_or_else(|| "/tasks".to_owned())).to_owned()
}

/// `GET /tasks/assign/{id}?back=…`
pub async fn report(cx: Cx, Path(key): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let report = shared.app.reassign_report(cx.member()?, &key).await?;
    Ok(ui::respond(&done(&cx, report, back(&cx))))
}

/// `POST /tasks/assign/{id}/undo?back=…`
pub async fn undo(
    cx: Cx,
    Path(key): Path<String>,
    State(shared): State<Shared>,
    Form(_): Form<Nothing>,
) -> Result<Response, Fail> {
    shared.app.undo_reassign(cx.member()?, &key).await?;
    let report = address(&format!("/tasks/assign/{key}"), [("back", back(&cx))]);
    Ok(ui::done(&report, "tasks-told-assigned-back", None))
}

/// What was done.
fn done(cx: &Cx, report: GivenReport, back: String) -> BulkDone {
    let count = |wanted| report.rows.iter().filter(|row| row.outcome == wanted).count();
    let args = [
        ("n", Arg::from(count(Outcome::Done))),
        ("same", Arg::from(count(Outcome::Same))),
        ("gone", Arg::from(count(Outcome::Gone))),
        ("to", report.to.as_str().into()),
    ];
    let name = |one: &GivenRow| match &one.task {
        Some(task) => Html::text(&format!("{} · {}", task.title.get(cx.lang), task.account.name)),
        None => Html::text(&cx.t("common-none")),
    };
    let before = |one: &GivenRow| {
        Html::text(if one.before.is_empty() { cx.t("accounts-nobody") } else { one.before.as_str().into() }.as_ref())
    };
    let row = |one: &GivenRow| Row {
        name: name(one),
        href: one.task.as_ref().map(|task| format!("/tasks/{}", task.id)),
        before: before(one),
        outcome: one.outcome,
        left: report.undone.as_ref().is_some_and(|left| left.contains(&one.id)),
    };
    BulkDone {
        area: "tasks-given",
        says: cx.words.with("tasks-given-says", &args),
        note: String::new(),
        rows: report.rows.iter().map(row).collect(),
        until: report.until,
        undo: address(&format!("/tasks/assign/{}/undo", report.key), [("back", back.as_str())]),
        undoable: report.undoable,
        undone: report.undone.is_some(),
        list: (cx.t("tasks-list-title").into_owned(), back),
        cx: cx.clone(),
    }
}

/// Reports, to test and to look at.
pub(crate) fn reports(cx: &Cx) -> Vec<BulkDone> {
    let outcomes = [Outcome::Done, Outcome::Done, Outcome::Same, Outcome::Gone];
    let tasks = super::sample::tasks(cx.lang, 9, cx.today - 3).into_iter().enumerate();
    let rows: Vec<GivenRow> = tasks
        .map(|(at, task)| GivenRow {
            id: task.id,
            before: ["髙橋 美咲", ""][at % 2].to_owned(),
            outcome: outcomes[at % outcomes.len()],
            task: Some(task),
        })
        .collect();
    let report = |undoable, undone: Option<Vec<i64>>| GivenReport {
        key: "0123456789abcdef".to_owned(),
        to: "Ken Sato".to_owned(),
        rows: rows.clone(),
        until: banso_kernel::Micros(cx.now.0 + 30 * 60 * 1_000_000),
        undoable,
        undone,
    };
    let left = rows.first().map(|row| vec![row.id]);
    let page = |report| done(cx, report, "/tasks?scope=all".to_owned());
    vec![page(report(true, None)), page(report(false, left))]
}
