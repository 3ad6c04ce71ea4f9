//! The list of tasks: of a scope, open or closed, by day or by what is at stake.

use super::MonthPage;
use crate::pages::account::parameter;
use crate::pages::accounts::cells::cmrr_head;
use crate::pages::deed;
use crate::pages::scope::{self, Scopes};
use crate::ui::{self, Action, Column, Empty, Html, Line, Page, PageHead, Pager, Sort, Table, address};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::accounts::MemberName;
use banso_app::actions::{Scope, TaskRow, TaskState};
use banso_domain::members::Role;
use banso_kernel::Day;

/// Rows of a page (RULES 10).
const PAGE: usize = 50;

/// What of the tasks is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Asked {
    /// open, done, dropped.
    pub(super) state: String,
    /// Only those due on a day.
    pub(super) day: Option<Day>,
    /// The most at stake first, instead of the first due.
    by_worth: bool,
    /// The last row of the page before: its day and id.
    after: Option<(Day, i64)>,
}

impl Asked {
    fn of(cx: &Cx) -> Self {
        let cursor = |text: String| {
            let (day, id) = text.split_once('.')?;
            Some((Day::parse_iso(day)?, id.parse().ok()?))
        };
        Self {
            state: parameter(cx, "state").filter(|word| word != "open").unwrap_or_default(),
            day: parameter(cx, "day").as_deref().and_then(Day::parse_iso),
            by_worth: parameter(cx, "sort").is_some_and(|by| by == "worth"),
            after: parameter(cx, "after").and_then(cursor),
        }
    }

    pub(super) fn states(&self) -> Option<&'static [TaskState]> {
        match self.state.as_str() {
            "" => Some(&[TaskState::Open]),
            "done" => Some(&[TaskState::Done]),
            "dropped" => Some(&[TaskState::NotNeeded]),
            _ => None,
        }
    }

    fn open(&self) -> bool {
        self.state.is_empty()
    }

    /// What stands in addresses beside the scope, without the cursor.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.open() {
            pairs.push(("state", self.state.clone()));
        }
        pairs.extend(self.day.map(|day| ("day", day.to_string())));
        if self.by_worth {
            pairs.push(("sort", "worth".to_owned()));
        }
        pairs
    }
}

/// The page.
#[derive(Template)]
#[template(path = "pages/tasks/list.html")]
pub struct Tasks {
    cx: Cx,
    scope: Scope,
    members: Vec<MemberName>,
    asked: Asked,
    rows: Vec<TaskRow>,
}

/// A link of a choice.
struct Chip {
    label: Html,
    href: String,
    here: bool,
}

impl Tasks {
    fn new(cx: Cx, scope: Scope, members: Vec<MemberName>, asked: Asked, mut rows: Vec<TaskRow>) -> Self {
        if let Some(day) = asked.day {
            rows.retain(|row| row.due_on == day);
        }
        if asked.by_worth {
            rows.sort_by_key(|row| (std::cmp::Reverse(row.worth.minor), row.due_on, row.id));
        } else {
            rows.sort_by_key(|row| (row.due_on, row.id));
        }
        if !asked.open() {
            rows.reverse();
        }
        Self { cx, scope, members, asked, rows }
    }

    fn with(&self, asked: &Asked) -> String {
        let mut pairs = asked.pairs();
        pairs.push(("scope", scope::word(self.scope, self.cx.principal.as_ref())));
        pairs.extend(asked.after.map(|(day, id)| ("after", format!("{day}.{id}"))));
        address("/tasks", &pairs)
    }

    fn here(&self) -> String {
        self.with(&self.asked)
    }

    /// The first row of the page.
    fn from(&self) -> usize {
        let Some((day, id)) = self.asked.after else { return 0 };
        // A row that was closed since then is no more: the page begins where it stood.
        let at = self.rows.iter().position(|row| row.id == id).map(|at| at + 1);
        let gone = || self.rows.iter().position(|row| (row.due_on, row.id) > (day, id));
        at.or_else(|| if self.asked.by_worth || !self.asked.open() { None } else { gone() }).unwrap_or(0)
    }

    fn shown(&self) -> &[TaskRow] {
        let from = self.from().min(self.rows.len());
        &self.rows[from..(from + PAGE).min(self.rows.len())]
    }

    fn pager(&self) -> Option<Pager> {
        let (from, shown) = (self.from(), self.shown().len());
        if self.rows.len() <= PAGE {
            return None;
        }
        let after = |at: Option<usize>| {
            let row = at.and_then(|at| self.rows.get(at));
            self.with(&Asked { after: row.map(|row| (row.due_on, row.id)), ..self.asked.clone() })
        };
        let previous = (from > 0).then(|| after(from.checked_sub(PAGE + 1)));
        let next = (from + shown < self.rows.len()).then(|| after(Some(from + shown - 1)));
        Some(Pager::new(&self.cx, from + 1, from + shown, self.rows.len(), previous, next))
    }

    fn states(&self) -> Vec<Chip> {
        let chip = |(state, label): (&str, &str)| {
            let asked = Asked { state: state.to_owned(), after: None, ..self.asked.clone() };
            Chip { label: self.cx.h(label), href: self.with(&asked), here: state == self.asked.state }
        };
        [("", "tasks-state-open"), ("done", "tasks-state-done"), ("dropped", "tasks-state-dropped")].map(chip).into()
    }

    /// The day that is asked for, and the address without it.
    fn day(&self) -> Option<(String, String)> {
        let day = self.asked.day?;
        let all = self.with(&Asked { day: None, after: None, ..self.asked.clone() });
        Some((self.cx.t1("tasks-of-day", "day", self.cx.words.day(day)), all))
    }

    fn tabs(&self) -> Html {
        scope::tabs(&self.cx, "/tasks", self.scope)
    }

    fn scopes(&self) -> Html {
        Scopes::new(&self.cx, "/tasks", self.asked.pairs(), self.scope, self.members.clone()).html()
    }

    fn counted(&self) -> String {
        self.cx.t1("common-n-items", "n", self.rows.len())
    }

    fn all_matching(&self) -> String {
        self.cx.t1("tasks-assign-all", "n", self.rows.len())
    }

    /// What the form that picks tasks carries besides them.
    fn beside_assign(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("scope", scope::word(self.scope, self.cx.principal.as_ref())), ("back", self.here())];
        pairs.extend(self.asked.day.map(|day| ("day", day.to_string())));
        pairs
    }

    /// Managers give many tasks to somebody else; a member gives one at a time, from its page.
    fn may_assign(&self) -> bool {
        self.cx.may(Role::Manager) && self.asked.open() && !self.rows.is_empty()
    }

    fn table(&self) -> Table {
        let cx = &self.cx;
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let sorts = |head: Column, by_worth: bool| {
            let direction = match (by_worth, self.asked.open()) {
                (true, _) => Sort::Down,
                (false, true) => Sort::Up,
                (false, false) => Sort::Down,
            };
            let now = (self.asked.by_worth == by_worth).then_some(direction);
            head.sorts(now, self.with(&Asked { by_worth, after: None, ..self.asked.clone() }))
        };
        let currency = self.rows.first().map(|row| row.worth.currency);
        let mut columns = vec![
            column("tasks-task"),
            column("common-account"),
            sorts(column("tasks-due"), false),
            column("tasks-reason").wide_only(),
            sorts(Column::new(cx, &cmrr_head(cx, currency)).figures(), true),
            column("common-owner"),
        ];
        let acts = cx.may(Role::Csm) && self.asked.open();
        if acts {
            columns.push(column("tasks-acts").unseen());
        }
        let back = self.here();
        let line = |row: &TaskRow| {
            let owner = row.owner.as_ref().map_or_else(
                || Html::raw(format!("<span class=\"none\">{}</span>", Html::text(&cx.t("accounts-nobody")))),
                |(_, name)| Html::text(name),
            );
            let mut cells = vec![
                Html::text(row.title.get(cx.lang)),
                Html::raw(format!("<a href=\"/accounts/{}\">{}</a>", row.account.id, Html::text(&row.account.name))),
                Html::raw(format!("<span class=\"deed-when\">{}</span>", deed::due(cx, row, cx.today))),
                Html::raw(format!("<span class=\"quiet\">{}</span>", Html::text(&deed::task_why(cx, row)))),
                Html::text(&cx.words.num(row.worth.major(), row.worth.currency.digits() as usize)),
                owner,
            ];
            if acts {
                cells.push(act(cx, row, &back));
            }
            Line { href: Some(format!("/tasks/{}", row.id)), id: Some(format!("t{}", row.id)), cells }
        };
        let table = Table::new(&cx.t("tasks-list-title"), columns, self.shown().iter().map(line).collect()).cards();
        if !self.may_assign() {
            return table;
        }
        let pick = |row: &TaskRow| (row.id.to_string(), cx.t1("tasks-pick", "task", row.title.get(cx.lang)));
        table.picks("assign", "id", &cx.t("tasks-picks"), self.shown().iter().map(pick).collect())
    }

    fn empty(&self) -> Option<Empty> {
        if !self.rows.is_empty() {
            return None;
        }
        let cx = &self.cx;
        let what = cx.t(if self.asked.open() { "tasks-none" } else { "tasks-none-closed" });
        // The one click that refills: without the day, then everybody's, then the accounts to make one for.
        if let Some((_, all)) = self.day() {
            return Some(Empty::new(cx, &what, &cx.t("tasks-none-day"), &all, &cx.t("tasks-none-day-do")));
        }
        if self.scope != Scope::All {
            let all = address("/tasks", self.asked.pairs().into_iter().chain([("scope", "all".to_owned())]));
            return Some(Empty::new(cx, &what, &cx.t("tasks-none-scope"), &all, &cx.t("tasks-today-show-all")));
        }
        Some(Empty::new(cx, &what, &cx.t("tasks-none-needs"), "/accounts", &cx.t("tasks-today-accounts")))
    }
}

/// Done, from the row.
fn act(cx: &Cx, row: &TaskRow, back: &str) -> Html {
    let (href, label, form) = match row.wants_hypothesis {
        true => (format!("/tasks/{}", row.id), "tasks-write-hypothesis", ""),
        false => (deed::task_form(row.id, "done", back), "tasks-do-done", " data-form"),
    };
    let name = Html::text(&cx.t1("tasks-done-of", "task", row.title.get(cx.lang)));
    Html::raw(format!(
        "<a class=\"button small\" href=\"{}\" aria-label=\"{name}\"{form}>{}</a>",
        Html::text(&href),
        cx.h(label)
    ))
}

impl Page for Tasks {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let action = match self.may_assign() {
            true => Action::InContent,
            false => Action::link("/today", &cx.t("tasks-open-today")),
        };
        PageHead {
            title: cx.t("tasks-list-title").into_owned(),
            question: cx.t("tasks-list-question").into_owned(),
            figure: None,
            action,
            trail: vec![(cx.t("tasks-today-title").into_owned(), "/today".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let page = |scope, asked: Asked, n: usize| {
            let first = super::sample::tasks(cx.lang, n, cx.today - 3);
            let state = asked.states().map_or(TaskState::Open, |states| states[0]);
            let rows = first.into_iter().map(|mut row| {
                row.state = state;
                row
            });
            Self::new(cx.clone(), scope, super::sample::members(cx.lang), asked, rows.collect())
        };
        let asked = Asked::default();
        let day = Asked { day: Some(cx.today + 90), ..Asked::default() };
        let done = Asked { state: "done".to_owned(), by_worth: true, ..Asked::default() };
        let second = Asked { after: Some((cx.today - 2, 9)), ..Asked::default() };
        vec![
            page(Scope::All, asked.clone(), 8),
            page(Scope::All, second, 138),
            page(Scope::Own, done, 5),
            page(Scope::Own, asked.clone(), 0),
            page(Scope::All, day, 3),
            page(Scope::All, asked, 0),
        ]
    }
}

/// `GET /tasks`, as a list or with `view=month` as a calendar.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let Some(scope) = scope::asked(&cx)? else { return Ok(ui::see(&scope::with_own(&cx))) };
    let asked = Asked::of(&cx);
    let states = asked.states().ok_or(Fail::NotFound)?;
    let members = scope::names(shared.app.members(who).await?);
    if parameter(&cx, "view").is_some_and(|view| view == "month") {
        let month = super::month::asked(&cx).ok_or(Fail::NotFound)?;
        let rows = shared.app.tasks(who, scope, &[TaskState::Open, TaskState::Done], Some(month.first())).await?;
        return Ok(ui::respond(&MonthPage::new(cx, scope, members, month, rows)));
    }
    let rows = shared.app.tasks(who, scope, states, None).await?;
    Ok(ui::respond(&Tasks::new(cx, scope, members, asked, rows)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::Lang;
    use proptest::prelude::*;

    fn page(n: usize, asked: Asked) -> Tasks {
        let cx = Cx::sample(Lang::Ja, Some(Role::Manager));
        let rows = super::super::sample::tasks(Lang::Ja, n, cx.today - 3);
        Tasks::new(cx, Scope::All, Vec::new(), asked, rows)
    }

    proptest! {
        #[test]
        fn pages_one_after_the_other_show_each_task_once(n in 0_usize..260, by_worth: bool) {
            let mut asked = Asked { by_worth, ..Asked::default() };
            let (mut seen, mut pages) = (Vec::new(), 0);
            loop {
                let page = page(n, asked.clone());
                seen.extend(page.shown().iter().map(|row| row.id));
                pages += 1;
                let last = page.shown().last().map(|row| (row.due_on, row.id));
                if page.from() + page.shown().len() >= n || pages > 10 {
                    break;
                }
                asked.after = last;
            }
            prop_assert_eq!(seen.len(), n);
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), n);
            prop_assert_eq!(pages, n.div_ceil(PAGE).max(1));
        }
    }

    #[test]
    fn a_page_begins_where_the_closed_row_stood() {
        let whole = page(120, Asked::default());
        let cut = whole.rows[49].clone();
        let mut next = page(120, Asked { after: Some((cut.due_on, cut.id)), ..Asked::default() });
        let expected = next.shown()[0].id;
        next.rows.retain(|row| row.id != cut.id);
        assert_eq!(next.shown()[0].id, expected);
    }
}
