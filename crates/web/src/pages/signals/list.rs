//! Open signals of a scope, the most at stake first.

use crate::pages::account::parameter;
use crate::pages::accounts::cells::cmrr_head;
use crate::pages::scope::{self, Scopes};
use crate::ui::{self, Action, Column, Empty, Html, Line, Page, PageHead, Pager, Table, address};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::accounts::MemberName;
use banso_app::actions::{Scope, SignalRow};
use banso_domain::members::Role;

/// Rows of a page (RULES 10).
const PAGE: usize = 50;

/// The page.
#[derive(Template)]
#[template(path = "pages/signals/list.html")]
pub struct Signals {
    cx: Cx,
    scope: Scope,
    members: Vec<MemberName>,
    all: Vec<SignalRow>,
    /// Only of this definition.
    kind: Option<String>,
    after: Option<i64>,
}

/// A definition that rings: its name, how often, and the list of it alone.
struct Chip {
    label: Html,
    count: usize,
    href: String,
    here: bool,
}

impl Signals {
    fn rows(&self) -> Vec<&SignalRow> {
        let wanted = |row: &&SignalRow| self.kind.as_ref().is_none_or(|kind| row.signal == *kind);
        self.all.iter().filter(wanted).collect()
    }

    fn with(&self, kind: Option<&str>, after: Option<i64>) -> String {
        let mut pairs = vec![("scope", scope::word(self.scope, self.cx.principal.as_ref()))];
        pairs.extend(kind.map(|kind| ("signal", kind.to_owned())));
        pairs.extend(after.map(|id| ("after", id.to_string())));
        address("/signals", &pairs)
    }

    fn chips(&self) -> Vec<Chip> {
        let mut kinds: Vec<(&str, &str, usize)> = Vec::new();
        for row in &self.all {
            match kinds.iter_mut().find(|(id, ..)| *id == row.signal) {
                Some((.., count)) => *count += 1,
                None => kinds.push((&row.signal, row.name.get(self.cx.lang), 1)),
            }
        }
        kinds.sort_by_key(|(id, _, count)| (std::cmp::Reverse(*count), (*id).to_owned()));
        let all = Chip {
            label: self.cx.h("common-all"),
            count: self.all.len(),
            href: self.with(None, None),
            here: self.kind.is_none(),
        };
        let chip = |(id, name, count): (&str, &str, usize)| Chip {
            label: self.cx.phrases(name),
            count,
            href: self.with(Some(id), None),
            here: self.kind.as_deref() == Some(id),
        };
        std::iter::once(all).chain(kinds.into_iter().map(chip)).collect()
    }

    fn from(&self) -> usize {
        let rows = self.rows();
        self.after.and_then(|id| rows.iter().position(|row| row.id == id)).map_or(0, |at| at + 1)
    }

    fn pager(&self) -> Option<Pager> {
        let (rows, from) = (self.rows(), self.from());
        if rows.len() <= PAGE {
            return None;
        }
        let to = (from + PAGE).min(rows.len());
        let at = |at: Option<usize>| self.with(self.kind.as_deref(), at.and_then(|at| rows.get(at)).map(|row| row.id));
        let previous = (from > 0).then(|| at(from.checked_sub(PAGE + 1)));
        let next = (to < rows.len()).then(|| at(Some(to - 1)));
        Some(Pager::new(&self.cx, from + 1, to, rows.len(), previous, next))
    }

    fn table(&self) -> Table {
        let cx = &self.cx;
        let rows = self.rows();
        let currency = rows.first().map(|row| row.worth.currency);
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let columns = vec![
            column("common-account"),
            column("signals-signal").speaks(),
            column("signals-cause"),
            column("common-next-action"),
            Column::new(cx, &cmrr_head(cx, currency)).figures(),
            column("common-owner"),
            column("tasks-task").speaks(),
        ];
        let back = self.with(self.kind.as_deref(), self.after);
        let line = |row: &&SignalRow| {
            let owner =
                row.owner.as_ref().map_or_else(|| cx.t("accounts-nobody").into_owned(), |(_, name)| name.clone());
            let name = Html::raw(format!("<b class=\"signal-name\">{}</b>", cx.phrases(row.name.get(cx.lang))));
            let cells = vec![
                Html::text(&row.account.name),
                Html::join([name, super::severity(cx, &row.severity).html()], " "),
                Html::raw(format!("<span class=\"quiet\">{}</span>", Html::text(&super::why(cx, row)))),
                Html::text(row.next.get(cx.lang)),
                Html::text(&cx.words.num(row.worth.major(), row.worth.currency.digits() as usize)),
                Html::text(&owner),
                self.task(row, &back),
            ];
            Line { href: Some(format!("/accounts/{}", row.account.id)), id: Some(format!("s{}", row.id)), cells }
        };
        let shown: Vec<Line> = rows.iter().skip(self.from()).take(PAGE).map(line).collect();
        Table::new(&cx.t("signals-title"), columns, shown).cards()
    }

    /// The task that came of it, or the form that makes one.
    fn task(&self, row: &SignalRow, back: &str) -> Html {
        let cx = &self.cx;
        if let Some(id) = row.task {
            return Html::raw(format!("<a href=\"/tasks/{id}\">{}</a>", cx.h("signals-see-task")));
        }
        if !cx.may(Role::Csm) {
            return Html::default();
        }
        let pairs = [("signal", row.id.to_string()), ("back", back.to_owned())];
        let href = Html::text(&address(&format!("/accounts/{}/tasks/new", row.account.id), pairs));
        let label = Html::text(&cx.t1("signals-make-task", "account", row.account.name.as_str()));
        Html::raw(format!(
            "<a class=\"button small\" href=\"{href}\" aria-label=\"{label}\" data-form>{}</a>",
            cx.h("tasks-do-make")
        ))
    }

    fn tabs(&self) -> Html {
        scope::tabs(&self.cx, "/signals", self.scope)
    }

    fn scopes(&self) -> Html {
        let beside = self.kind.iter().map(|kind| ("signal", kind.clone())).collect();
        Scopes::new(&self.cx, "/signals", beside, self.scope, self.members.clone()).html()
    }

    fn empty(&self) -> Option<Empty> {
        let cx = &self.cx;
        let what = cx.t("signals-none");
        if !self.rows().is_empty() {
            return None;
        }
        Some(match (self.kind.is_some(), self.scope) {
            (true, _) => {
                Empty::new(cx, &what, &cx.t("signals-none-kind"), &self.with(None, None), &cx.t("signals-none-kind-do"))
            }
            (false, Scope::All) => {
                Empty::new(cx, &what, &cx.t("signals-none-needs"), "/signals/definitions", &cx.t("signals-open-text"))
            }
            (false, _) => {
                let all = address("/signals", [("scope", "all")]);
                Empty::new(cx, &what, &cx.t("signals-none-scope"), &all, &cx.t("tasks-today-show-all"))
            }
        })
    }
}

impl Page for Signals {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        PageHead {
            title: cx.t("signals-title").into_owned(),
            question: cx.t("signals-question").into_owned(),
            figure: None,
            action: Action::link("/signals/definitions", &cx.t("signals-open-text")),
            trail: vec![(cx.t("tasks-today-title").into_owned(), "/today".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let page = |scope, n: usize, kind: Option<&str>| Self {
            cx: cx.clone(),
            scope,
            members: crate::pages::tasks::sample::members(cx.lang),
            all: super::sample::signals(cx.lang, n),
            kind: kind.map(str::to_owned),
            after: None,
        };
        vec![
            page(Scope::Own, 7, None),
            page(Scope::All, 240, None),
            page(Scope::All, 2, Some("near_limit")),
            page(Scope::Unowned, 0, None),
            page(Scope::All, 0, None),
        ]
    }
}

/// `GET /signals`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let Some(scope) = scope::asked(&cx)? else { return Ok(ui::see(&scope::with_own(&cx))) };
    let all = shared.app.open_signals(who, scope).await?;
    let members = scope::names(shared.app.members(who).await?);
    let after = parameter(&cx, "after").and_then(|id| id.parse().ok());
    Ok(ui::respond(&Signals { scope, members, all, kind: parameter(&cx, "signal"), after, cx }))
}
