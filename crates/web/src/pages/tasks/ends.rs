//! How a task ends or is put off: done with an outcome, later with a reason, not needed with a reason; and back again.

use crate::form::{Fields, Nothing};
use crate::pages::account::{KINDS, parameter};
use crate::ui::{self, Choice, Field, FormPage, Kind, address};
use crate::{Cx, Fail, Form, Shared};
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::actions::{TaskEnd, TaskPage, TaskState};
use banso_app::{Refused, Wrong};
use banso_kernel::{Day, Problem};
use serde::Deserialize;

/// No contact: the value of the choice.
const NO_TOUCH: &str = "none";

/// What came of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Done {
    outcome: String,
    #[serde(default)]
    touch: String,
    back: String,
}
impl Fields for Done {}

/// Another day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Later {
    on: String,
    reason: String,
    back: String,
}
impl Fields for Later {}

/// Not at all.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drop {
    reason: String,
    back: String,
}
impl Fields for Drop {}

/// A form about a task, named by it.
fn form(cx: &Cx, task: &TaskPage, end: &str, back: &str, wrong: &[Wrong]) -> FormPage {
    let row = &task.row;
    let area = format!("tasks-{end}");
    FormPage::new(cx, &area, &format!("/tasks/{}/{end}", row.id))
        .titled(&cx.t1(&format!("{area}-of"), "task", row.title.get(cx.lang)))
        .trail(&cx.t("tasks-today-title"), "/today")
        .trail(&row.account.name, &format!("/accounts/{}", row.account.id))
        .wrong(wrong)
        .hidden("back", back)
        .cancel(ui::own(back))
}

pub(super) fn outcome_fields(cx: &Cx, sent: &Done, wrong: &[Wrong]) -> Vec<Field> {
    let touch = |kind: &&str| ((*kind).to_owned(), cx.t(&format!("common-touch-{kind}")).into_owned());
    let none: Choice = (NO_TOUCH.to_owned(), cx.t("tasks-no-touch").into_owned());
    let kinds: Vec<Choice> = KINDS.iter().map(touch).chain([none]).collect();
    vec![
        Field::new(cx, "outcome", "tasks-outcome", Kind::Lines).max(2000).value(&sent.outcome).errors(cx, wrong),
        Field::new(cx, "touch", "tasks-touch", Kind::Radio(kinds))
            .help(cx, "tasks-touch-help")
            .value(&sent.touch)
            .errors(cx, wrong),
    ]
}

fn done_page(cx: &Cx, task: &TaskPage, sent: &Done, wrong: &[Wrong]) -> FormPage {
    let page = form(cx, task, "done", &sent.back, wrong);
    outcome_fields(cx, sent, wrong).into_iter().fold(page, |page, field| page.field(field, wrong))
}

/// Days that are near at hand: tomorrow, in three days, next Monday, in two weeks; never a Saturday or Sunday.
fn near(today: Day) -> Vec<Day> {
    let monday = today + (7 - (i32::from(today.weekday()) + 6) % 7);
    let workday = |day: Day| match day.weekday() {
        6 => day + 2,
        0 => day + 1,
        _ => day,
    };
    let mut days = vec![workday(today + 1), workday(today + 3), monday, workday(today + 14)];
    days.sort_unstable();
    days.dedup();
    days
}

/// The next day on which people work.
pub(super) fn next_workday(today: Day) -> Day {
    near(today).into_iter().next().unwrap_or(today + 1)
}

fn postpone_page(cx: &Cx, task: &TaskPage, sent: &Later, wrong: &[Wrong]) -> FormPage {
    let on = if sent.on.is_empty() { next_workday(task.today).to_string() } else { sent.on.clone() };
    let days = near(task.today).iter().map(Day::to_string).collect();
    form(cx, task, "postpone", &sent.back, wrong)
        .field(Field::new(cx, "on", "tasks-postpone-on", Kind::Line("date")).suggests(days).value(&on), wrong)
        .field(Field::new(cx, "reason", "tasks-postpone-why", Kind::Line("text")).value(&sent.reason), wrong)
}

fn drop_page(cx: &Cx, task: &TaskPage, sent: &Drop, wrong: &[Wrong]) -> FormPage {
    let reason = Field::new(cx, "reason", "tasks-drop-why", Kind::Line("text")).value(&sent.reason);
    form(cx, task, "drop", &sent.back, wrong).field(reason, wrong)
}

/// Where to go afterwards: where one came from, or the task.
fn after(id: i64, back: &str) -> String {
    if back.is_empty() { format!("/tasks/{id}") } else { ui::own(back).to_owned() }
}

/// The task that a form is about, and where the form leads back to; none if there is nothing to end.
async fn open(cx: &Cx, id: i64, shared: &Shared) -> Result<(Option<TaskPage>, String), Fail> {
    let task = shared.app.task(cx.member()?, id).await?;
    let back = after(id, &parameter(cx, "back").unwrap_or_default());
    Ok(((task.row.state == TaskState::Open).then_some(task), back))
}

/// `GET /tasks/{id}/done`
pub async fn done_form(cx: Cx, Path(id): Path<i64>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let (task, back) = open(&cx, id, &shared).await?;
    match task.filter(|task| !(task.row.wants_hypothesis && task.hypothesis.trim().is_empty())) {
        Some(task) => Ok(done_page(&cx, &task, &Done { back, ..Done::default() }, &[]).respond()),
        None => Ok(ui::see(&format!("/tasks/{id}"))),
    }
}

/// `POST /tasks/{id}/done`
pub async fn done(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(sent): Form<Done>,
) -> Result<Response, Fail> {
    let who = cx.member()?;
    let touch = (sent.touch != NO_TOUCH).then(|| sent.touch.clone());
    match shared.app.finish_task(who, id, TaskEnd { outcome: sent.outcome.clone(), touch }).await {
        Ok(()) => Ok(closed(id, &sent.back, "tasks-told-done")),
        Err(Refused::Input(wrong)) if wrong.iter().any(|wrong| wrong.field == "hypothesis") => {
            Ok(ui::see(&format!("/tasks/{id}")))
        }
        Err(Refused::Input(wrong)) => Ok(done_page(&cx, &shared.app.task(who, id).await?, &sent, &wrong).respond()),
        Err(refused) => Err(refused.into()),
    }
}

/// Back, with the way to take it back.
fn closed(id: i64, back: &str, told: &str) -> Response {
    let back = after(id, back);
    let undo = address(&format!("/tasks/{id}/reopen"), [("back", back.as_str())]);
    ui::done(&back, told, Some(&undo))
}

/// `GET /tasks/{id}/postpone`
pub async fn postpone_form(cx: Cx, Path(id): Path<i64>, State(shared): State<Shared>) -> Result<Response, Fail> {
    match open(&cx, id, &shared).await? {
        (Some(task), back) => Ok(postpone_page(&cx, &task, &Later { back, ..Later::default() }, &[]).respond()),
        (None, _) => Ok(ui::see(&format!("/tasks/{id}"))),
    }
}

/// `POST /tasks/{id}/postpone`
pub async fn postpone(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(sent): Form<Later>,
) -> Result<Response, Fail> {
    let who = cx.member()?;
    match shared.app.postpone_task(who, id, &sent.on, &sent.reason).await {
        Ok(()) => Ok(ui::done(&after(id, &sent.back), "tasks-told-postponed", None)),
        Err(Refused::Input(wrong)) => Ok(postpone_page(&cx, &shared.app.task(who, id).await?, &sent, &wrong).respond()),
        Err(refused) => Err(refused.into()),
    }
}

/// `GET /tasks/{id}/drop`
pub async fn drop_form(cx: Cx, Path(id): Path<i64>, State(shared): State<Shared>) -> Result<Response, Fail> {
    match open(&cx, id, &shared).await? {
        (Some(task), back) => Ok(drop_page(&cx, &task, &Drop { back, ..Drop::default() }, &[]).respond()),
        (None, _) => Ok(ui::see(&format!("/tasks/{id}"))),
    }
}

/// `POST /tasks/{id}/drop`
pub async fn drop(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(sent): Form<Drop>,
) -> Result<Response, Fail> {
    let who = cx.member()?;
    match shared.app.drop_task(who, id, &sent.reason).await {
        Ok(()) => Ok(closed(id, &sent.back, "tasks-told-dropped")),
        Err(Refused::Input(wrong)) => Ok(drop_page(&cx, &shared.app.task(who, id).await?, &sent, &wrong).respond()),
        Err(refused) => Err(refused.into()),
    }
}

/// `POST /tasks/{id}/reopen?back=…`
pub async fn reopen(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(_): Form<Nothing>,
) -> Result<Response, Fail> {
    shared.app.reopen_task(cx.member()?, id).await?;
    Ok(ui::done(&after(id, &parameter(&cx, "back").unwrap_or_default()), "tasks-told-reopened", None))
}

/// The forms, empty and with an error.
pub(super) fn samples(cx: &Cx) -> Vec<FormPage> {
    let Some(task) = super::sample::pages(cx.lang, cx.now).into_iter().nth(2) else { return Vec::new() };
    let wrong = |field: &str, code: &str| [Wrong { field: field.to_owned(), problem: Problem::new(code) }];
    let back = || "/today?scope=1".to_owned();
    vec![
        done_page(cx, &task, &Done { back: back(), ..Done::default() }, &[]),
        done_page(cx, &task, &Done { back: back(), ..Done::default() }, &wrong("outcome", "problem-required")),
        postpone_page(cx, &task, &Later { back: back(), ..Later::default() }, &[]),
        postpone_page(cx, &task, &Later { back: back(), ..Later::default() }, &wrong("on", "tasks-problem-past")),
        drop_page(cx, &task, &Drop { back: back(), ..Drop::default() }, &[]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn offered_days_are_later_and_on_weekdays(n in 0_i32..40_000) {
            let today = Day(n);
            let days = near(today);
            prop_assert!(days.len() >= 2);
            prop_assert!(days.iter().all(|day| *day > today && !matches!(day.weekday(), 0 | 6)));
            prop_assert!(days.iter().any(|day| day.weekday() == 1 && *day - today <= 7));
        }
    }

    #[test]
    fn one_comes_back_to_where_one_was_and_never_to_another_site() {
        assert_eq!(after(7, ""), "/tasks/7");
        assert_eq!(after(7, "/today?scope=1"), "/today?scope=1");
        assert_eq!(after(7, "https://evil.test/"), "/");
    }
}
