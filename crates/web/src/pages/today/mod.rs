//! W-01, Today: what to do, with whom, and why. Lists of reasons, no chart (RULES 2).

mod sample;

use super::deed::{self, Deed};
use super::scope::{self, Scopes};
use crate::ui::{self, Action, Empty, Figure, Html, Page, PageHead, address};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::actions::{RenewalRow, Scope, SignalRow, TaskRow, Today};
use banso_domain::members::Role;

/// Rows of a group of tasks that the page shows; the others are counted, and a link leads to them.
const TASKS: usize = 20;
/// The same of the other groups.
const OTHERS: usize = 10;
/// Days in which a deadline is near, as the use case counts them.
const RENEWAL_DAYS: &str = "60";

/// The page.
#[derive(Template)]
#[template(path = "pages/today.html")]
pub struct TodayPage {
    cx: Cx,
    today: Today,
}

/// Rows with one reason to be there.
struct Group {
    id: &'static str,
    title: Html,
    count: usize,
    rows: Html,
    /// How many more there are, and where.
    more: Option<(usize, String)>,
}

impl TodayPage {
    fn own(&self) -> bool {
        let own = self.cx.principal.as_ref().map(|own| own.member);
        match self.today.scope {
            Scope::Own => true,
            Scope::Member(id) => Some(id) == own,
            Scope::All | Scope::Unowned => false,
        }
    }

    fn word(&self) -> String {
        scope::word(self.today.scope, self.cx.principal.as_ref())
    }

    fn back(&self) -> String {
        address("/today", [("scope", self.word())])
    }

    fn group(&self, id: &'static str, count: usize, most: usize, deeds: &[Deed], all: String) -> Option<Group> {
        // Whose it is differs from row to row only where more than one member is looked at.
        let owners = self.today.scope == Scope::All;
        (count > 0).then(|| Group {
            id,
            title: self.cx.h(&format!("tasks-group-{id}")),
            count,
            rows: deed::list(&self.cx, deeds, true, owners),
            more: (count > most).then(|| (count - most, all)),
        })
    }

    fn tasks(&self, id: &'static str, rows: &[TaskRow]) -> Option<Group> {
        let back = self.back();
        let deed = |row| Deed::task(&self.cx, row, self.today.day, &back);
        let deeds: Vec<Deed> = rows.iter().take(TASKS).map(deed).collect();
        self.group(id, rows.len(), TASKS, &deeds, address("/tasks", [("scope", self.word())]))
    }

    fn signals(&self, rows: &[SignalRow]) -> Option<Group> {
        let back = self.back();
        let deeds: Vec<Deed> = rows.iter().take(OTHERS).map(|row| Deed::signal(&self.cx, row, &back)).collect();
        self.group("signals", rows.len(), OTHERS, &deeds, address("/signals", [("scope", self.word())]))
    }

    fn renewals(&self, rows: &[RenewalRow]) -> Option<Group> {
        let back = self.back();
        let deed = |(at, row)| Deed::renewal(&self.cx, row, at, self.today.day, &back);
        let deeds: Vec<Deed> = rows.iter().take(OTHERS).enumerate().map(deed).collect();
        let mut pairs = vec![("deadline", RENEWAL_DAYS.to_owned())];
        match self.today.scope {
            Scope::All => {}
            _ => pairs.push(("owner", self.word())),
        }
        self.group("renewals", rows.len(), OTHERS, &deeds, address("/accounts", &pairs))
    }

    fn groups(&self) -> Vec<Group> {
        let today = &self.today;
        let groups = [
            self.tasks("overdue", &today.overdue),
            self.tasks("due", &today.due),
            self.signals(&today.signals),
            self.renewals(&today.renewals),
            self.tasks("coming", &today.coming),
        ];
        groups.into_iter().flatten().collect()
    }

    fn tabs(&self) -> Html {
        scope::tabs(&self.cx, "/today", self.today.scope)
    }

    fn scopes(&self) -> Html {
        Scopes::new(&self.cx, "/today", Vec::new(), self.today.scope, self.today.members.clone()).html()
    }

    fn empty(&self) -> Empty {
        let cx = &self.cx;
        let what = cx.t("tasks-today-empty");
        match self.today.scope {
            Scope::All => {
                Empty::new(cx, &what, &cx.t("tasks-today-empty-needs"), "/accounts", &cx.t("tasks-today-accounts"))
            }
            _ => {
                let all = address("/today", [("scope", "all")]);
                Empty::new(cx, &what, &cx.t("tasks-today-empty-filter"), &all, &cx.t("tasks-today-show-all"))
            }
        }
    }

    fn keys(&self) -> bool {
        self.cx.single_keys && self.cx.may(Role::Csm)
    }

    fn figure(&self) -> Figure {
        let (cx, today) = (&self.cx, &self.today);
        let tasks = today.overdue.len() + today.due.len();
        let args = [
            ("tasks", tasks.into()),
            ("signals", today.signals.len().into()),
            ("renewals", today.renewals.len().into()),
        ];
        let count = tasks + today.signals.len() + today.renewals.len();
        Figure {
            label: cx.t(if self.own() { "tasks-today-figure" } else { "tasks-today-figure-all" }).into_owned(),
            value: cx.words.num(count as f64, 0),
            unit: cx.t("tasks-unit").into_owned(),
            period: cx.words.with("tasks-today-parts", &args),
            as_of: cx.words.day(today.day),
            compare: None,
            definition: cx.t("tasks-today-definition").into_owned(),
            href: None,
        }
    }
}

impl Page for TodayPage {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let action = match cx.may(Role::Csm) {
            true => Action::link("/touches/new", &cx.t("tasks-today-touch")),
            false => Action::link("/accounts", &cx.t("tasks-today-accounts")),
        };
        PageHead {
            title: cx.t("tasks-today-title").into_owned(),
            question: cx.t("tasks-today-question").into_owned(),
            figure: Some(self.figure()),
            action,
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        sample::todays(cx).into_iter().map(|today| Self { cx: cx.clone(), today }).collect()
    }
}

/// `GET /today`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let Some(scope) = scope::asked(&cx)? else { return Ok(ui::see(&scope::with_own(&cx))) };
    let today = shared.app.today_list(who, scope).await?;
    Ok(ui::respond(&TodayPage { cx, today }))
}

/// Whether there is something to do today, so that the workspace opens here.
pub(crate) async fn anything(cx: &Cx, shared: &Shared) -> bool {
    let Some(who) = cx.principal.as_ref().filter(|_| cx.may(Role::Csm)) else { return false };
    // What cannot be read is told by the page that comes instead.
    let Ok(today) = shared.app.today_list(who, Scope::Own).await else { return false };
    let tasks = today.overdue.len() + today.due.len() + today.coming.len();
    tasks + today.signals.len() + today.renewals.len() > 0
}
