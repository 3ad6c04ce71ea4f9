//! W-33: who is over their head, what falls through, and handing over accounts on a day (J-19).

pub mod handover;

use super::deed;
use super::tasks::sample as tasks;
use crate::pages::accounts::cells::cmrr_head;
use crate::ui::{self, Action, Column, Empty, Html, Line, Page, PageHead, Table, address};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::actions::{Load, TaskRow, Team};
use banso_domain::members::Role;
use banso_kernel::{Currency, Money};

/// Rows of a list that the page shows.
const SHOWN: usize = 25;

/// The page.
#[derive(Template)]
#[template(path = "pages/team.html")]
pub struct TeamPage {
    cx: Cx,
    team: Team,
}

impl TeamPage {
    fn manager(&self) -> bool {
        self.cx.may(Role::Manager)
    }

    /// One sentence: what is overdue, what is nobody's, who has most.
    fn says(&self) -> String {
        let most = self.team.rows.iter().filter(|load| load.member.is_some()).max_by_key(|load| load.open);
        let name = most.and_then(|load| load.member.as_ref()).map(|(_, name)| name.as_str()).unwrap_or_default();
        let args = [
            ("overdue", self.team.overdue.len().into()),
            ("unowned", self.team.unowned.len().into()),
            ("name", name.into()),
            ("open", most.map_or(0, |load| load.open).into()),
        ];
        self.cx.words.with(if name.is_empty() { "tasks-team-says-nobody" } else { "tasks-team-says" }, &args)
    }

    fn loads(&self) -> Table {
        let cx = &self.cx;
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let currency = self.team.rows.first().map(|load| load.worth.currency);
        let mut columns = vec![
            column("common-member"),
            column("tasks-team-open"),
            column("tasks-team-overdue").figures(),
            column("tasks-team-soon").figures(),
            column("tasks-team-done").figures().wide_only(),
            column("signals-title").figures(),
            column("common-accounts").figures(),
            Column::new(cx, &cmrr_head(cx, currency)).figures(),
        ];
        if self.manager() {
            columns.push(column("tasks-acts").unseen());
        }
        let most = self.team.rows.iter().map(|load| load.open).max().unwrap_or(0).max(1);
        let lines = self.team.rows.iter().map(|load| self.load(load, most)).collect();
        Table::new(&cx.t("tasks-team-load"), columns, lines).cards()
    }

    fn load(&self, load: &Load, most: usize) -> Line {
        let cx = &self.cx;
        let number = |n: usize| Html::text(&cx.words.num(n as f64, 0));
        let (name, word) = match &load.member {
            Some((id, name)) => (name.clone(), id.to_string()),
            None => (cx.t("accounts-nobody").into_owned(), "none".to_owned()),
        };
        let late = match load.overdue {
            0 => number(0),
            n => Html::raw(format!("<b class=\"t-bad\">{}</b>", number(n))),
        };
        let mut cells = vec![
            Html::text(&name),
            Html::raw(format!(
                "<span class=\"of-all\"><meter min=\"0\" max=\"{most}\" value=\"{0}\">{0}</meter>{0}</span>",
                load.open
            )),
            late,
            number(load.soon),
            number(load.done),
            number(load.signals),
            number(load.accounts),
            Html::text(&cx.words.num(load.worth.major(), load.worth.currency.digits() as usize)),
        ];
        if self.manager() {
            let pairs = [("scope", word.as_str()), ("all", "1"), ("back", "/team")];
            let href = Html::text(&address("/tasks/assign", pairs));
            let label = Html::text(&cx.t1("tasks-team-move-of", "name", name));
            let act = format!(
                "<a class=\"button small\" href=\"{href}\" aria-label=\"{label}\">{}</a>",
                cx.h("tasks-team-move")
            );
            cells.push(if load.open > 0 { Html::raw(act) } else { Html::default() });
        }
        Line { href: Some(address("/tasks", [("scope", word)])), id: None, cells }
    }

    /// Tasks with check boxes for managers; the forms that move them have the ids `late` and `nobody`.
    fn tasks(&self, rows: &[TaskRow], form: &'static str, caption: &str) -> Table {
        let cx = &self.cx;
        let ids = ["tasks-task", "common-account", "tasks-due", "common-owner"];
        let columns = ids.iter().map(|id| Column::new(cx, &cx.t(id))).collect();
        let line = |row: &TaskRow| {
            let owner =
                row.owner.as_ref().map_or_else(|| cx.t("accounts-nobody").into_owned(), |(_, name)| name.clone());
            let cells = vec![
                Html::text(row.title.get(cx.lang)),
                Html::raw(format!("<a href=\"/accounts/{}\">{}</a>", row.account.id, Html::text(&row.account.name))),
                Html::raw(format!("<span class=\"deed-when\">{}</span>", deed::due(cx, row, self.team.day))),
                Html::text(&owner),
            ];
            Line { href: Some(format!("/tasks/{}", row.id)), id: None, cells }
        };
        let table = Table::new(&cx.t(caption), columns, rows.iter().take(SHOWN).map(line).collect()).cards();
        if !self.manager() {
            return table;
        }
        let pick = |row: &TaskRow| (row.id.to_string(), cx.t1("tasks-pick", "task", row.title.get(cx.lang)));
        table.picks(form, "id", &cx.t("tasks-picks"), rows.iter().take(SHOWN).map(pick).collect())
    }

    fn overdue(&self) -> Table {
        self.tasks(&self.team.overdue, "late", "tasks-team-late")
    }

    fn unowned(&self) -> Table {
        self.tasks(&self.team.unowned, "nobody", "tasks-team-unowned")
    }

    fn more(&self, rows: &[TaskRow]) -> Option<String> {
        let rest = rows.len().checked_sub(SHOWN).filter(|rest| *rest > 0)?;
        Some(self.cx.t1("tasks-more", "n", rest))
    }

    fn count(&self, rows: &[TaskRow]) -> String {
        self.cx.t1("tasks-assign-all", "n", rows.len())
    }

    fn empty(&self) -> Option<Empty> {
        let cx = &self.cx;
        let none = || {
            let (what, needs) = (cx.t("tasks-team-none"), cx.t("tasks-team-none-needs"));
            Empty::new(cx, &what, &needs, "/members", &cx.t("tasks-team-none-do"))
        };
        self.team.rows.iter().all(|load| load.member.is_none()).then(none)
    }
}

impl Page for TeamPage {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let all = address("/tasks", [("scope", "all")]);
        let unowned = address("/tasks/assign", [("scope", "none"), ("all", "1"), ("back", "/team")]);
        let action = match (self.manager(), self.team.unowned.is_empty()) {
            (true, false) => Action::link(&unowned, &cx.t1("tasks-team-assign", "n", self.team.unowned.len())),
            (true, true) => Action::link("/team/handover", &cx.t("tasks-handover-open")),
            (false, _) => Action::link(&all, &cx.t("tasks-team-all")),
        };
        PageHead {
            title: cx.t("tasks-team-title").into_owned(),
            question: cx.t("tasks-team-question").into_owned(),
            figure: None,
            action,
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let load = |(at, member): (usize, Option<banso_app::accounts::MemberName>)| Load {
            member,
            accounts: 38 + at * 11,
            worth: Money { minor: 18_400_000 + at as i64 * 2_130_000, currency: Currency::JPY },
            open: 12 + at * 9,
            overdue: at * 3 % 8,
            soon: 4 + at,
            done: 31 - at,
            signals: at * 2,
        };
        let members = tasks::members(cx.lang);
        let team = |late: usize, unowned: usize| Team {
            rows: members.iter().cloned().map(Some).chain([None]).enumerate().map(load).collect(),
            overdue: tasks::tasks(cx.lang, late, cx.today - 20),
            unowned: tasks::tasks(cx.lang, unowned, cx.today)
                .into_iter()
                .map(|mut row| {
                    row.owner = None;
                    row.id += 500;
                    row
                })
                .collect(),
            day: cx.today,
            members: members.clone(),
        };
        let nobody = Team { rows: Vec::new(), ..team(0, 0) };
        vec![team(4, 2), team(140, 90), team(0, 0), nobody]
            .into_iter()
            .map(|team| Self { cx: cx.clone(), team })
            .collect()
    }
}

/// `GET /team`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let team = shared.app.team(cx.member()?).await?;
    Ok(ui::respond(&TeamPage { cx, team }))
}
