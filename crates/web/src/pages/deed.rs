//! A reason to act as a row: what, with whom, why, what is at stake, and what can be done without leaving the page.

use super::accounts::cells;
use super::signals;
use crate::Cx;
use crate::ui::{Html, address};
use askama::Template;
use banso_app::accounts::MemberName;
use banso_app::actions::{AccountName, RenewalRow, SignalRow, TaskRow, TaskState};
use banso_domain::members::Role;
use banso_kernel::{Day, Money};

/// Something that a row offers.
struct Act {
    label: Html,
    href: String,
    /// The key that opens it; empty for none.
    key: &'static str,
    /// Opens a form in a dialog.
    form: bool,
}

/// A row.
pub(crate) struct Deed {
    id: String,
    account: AccountName,
    what: String,
    href: String,
    mark: Html,
    why: String,
    when: Html,
    worth: Money,
    owner: Option<MemberName>,
    acts: Vec<Act>,
}

/// Rows; print them with `{{ deeds }}`.
#[derive(Template)]
#[template(path = "pages/deeds.html")]
struct Deeds<'a> {
    cx: &'a Cx,
    deeds: &'a [Deed],
    with_account: bool,
    with_owner: bool,
}

impl Deeds<'_> {
    fn owner(&self, deed: &Deed) -> String {
        deed.owner.as_ref().map_or_else(|| self.cx.t("accounts-nobody").into_owned(), |(_, name)| name.clone())
    }

    fn worth(&self, deed: &Deed) -> String {
        self.cx.words.money(deed.worth)
    }
}

/// The rows as a list, with the account and the owner where they differ from row to row.
pub(crate) fn list(cx: &Cx, deeds: &[Deed], with_account: bool, with_owner: bool) -> Html {
    Html::of(&Deeds { cx, deeds, with_account, with_owner })
}

/// The address of a form about a task, which leads back here.
pub(crate) fn task_form(id: i64, form: &str, back: &str) -> String {
    address(&format!("/tasks/{id}/{form}"), [("back", back)])
}

/// Why a task is there, as a sentence.
pub(crate) fn task_why(cx: &Cx, row: &TaskRow) -> String {
    match (&row.reason, &row.play) {
        (Some(reason), _) if !reason.get(cx.lang).trim().is_empty() => reason.get(cx.lang).to_owned(),
        (_, Some((_, play))) => cx.t1("tasks-why-play", "play", play.get(cx.lang)),
        _ => cx.t("tasks-why-hand").into_owned(),
    }
}

/// By when, and how late that is.
pub(crate) fn due(cx: &Cx, row: &TaskRow, today: Day) -> Html {
    let late = today - row.due_on;
    let words = match (row.state, late) {
        (TaskState::Open, 1..) => {
            format!("<b class=\"t-bad\">{}</b>", Html::text(&cx.t1("tasks-late", "n", i64::from(late))))
        }
        (TaskState::Open, 0) => format!("<b>{}</b>", Html::text(&cx.t("tasks-due-today"))),
        _ => String::new(),
    };
    Html::raw(format!("{words}{}", cx.date(row.due_on)))
}

impl Deed {
    /// A task; its forms lead back to `back`.
    pub(crate) fn task(cx: &Cx, row: &TaskRow, today: Day, back: &str) -> Self {
        let act =
            |id: &str, form: &str, key| Act { label: cx.h(id), href: task_form(row.id, form, back), key, form: true };
        let mut acts = Vec::new();
        if cx.may(Role::Csm) && row.state == TaskState::Open {
            acts.push(match row.wants_hypothesis {
                // What is supposed must be written before the contact.
                true => Act {
                    label: cx.h("tasks-write-hypothesis"),
                    href: format!("/tasks/{}", row.id),
                    key: "d",
                    form: false,
                },
                false => act("tasks-do-done", "done", "d"),
            });
            acts.push(act("tasks-do-postpone", "postpone", "p"));
            acts.push(act("tasks-do-drop", "drop", "n"));
        }
        Self {
            id: format!("t{}", row.id),
            account: row.account.clone(),
            what: row.title.get(cx.lang).to_owned(),
            href: format!("/tasks/{}", row.id),
            mark: Html::default(),
            why: task_why(cx, row),
            when: due(cx, row, today),
            worth: row.worth,
            owner: row.owner.clone(),
            acts,
        }
    }

    /// A signal without a task.
    pub(crate) fn signal(cx: &Cx, row: &SignalRow, back: &str) -> Self {
        let account = row.account.id;
        let mut acts = Vec::new();
        if cx.may(Role::Csm) {
            let (signal, back_here) = (row.id.to_string(), back.to_owned());
            let href =
                address(&format!("/accounts/{account}/tasks/new"), [("signal", signal), ("back", back_here.clone())]);
            acts.push(Act { label: cx.h("tasks-do-make"), href, key: "d", form: true });
            acts.push(touch(cx, account.to_string(), &back_here));
        }
        Self {
            id: format!("s{}", row.id),
            account: row.account.clone(),
            what: row.name.get(cx.lang).to_owned(),
            href: format!("/accounts/{account}"),
            mark: signals::severity(cx, &row.severity).html(),
            why: signals::why(cx, row),
            when: cx.date(row.raised_on),
            worth: row.worth,
            owner: row.owner.clone(),
            acts,
        }
    }

    /// A contract whose deadline is near; `at` tells rows of one account apart.
    pub(crate) fn renewal(cx: &Cx, row: &RenewalRow, at: usize, today: Day, back: &str) -> Self {
        let account = row.account.id;
        let (label, day) = match (row.decline_by.filter(|by| *by >= today), row.ends_on) {
            (Some(by), _) => ("common-decline-by", Some(by)),
            (None, end) => ("common-ends-on", end),
        };
        let mut acts = Vec::new();
        if cx.may(Role::Csm) {
            let pairs = [("renewal", row.contract.clone()), ("back", back.to_owned())];
            let href = address(&format!("/accounts/{account}/tasks/new"), pairs);
            acts.push(Act { label: cx.h("tasks-do-make"), href, key: "d", form: true });
            acts.push(touch(cx, account.to_string(), back));
        }
        let left = day.map_or(0, |day| i64::from(day - today));
        let args =
            [("what", cx.t(label).into_owned().into()), ("n", left.into()), ("contract", row.contract.clone().into())];
        Self {
            id: format!("r{at}"),
            account: row.account.clone(),
            what: cx.t("tasks-renewal").into_owned(),
            href: format!("/accounts/{account}/contracts"),
            mark: super::account::ringi(cx, row.ringi).html(),
            why: cx.words.with(if left == 0 { "tasks-renewal-why-today" } else { "tasks-renewal-why" }, &args),
            when: cells::deadline(cx, day, today),
            worth: row.worth,
            owner: row.owner.clone(),
            acts,
        }
    }
}

fn touch(cx: &Cx, account: String, back: &str) -> Act {
    let href = address(&format!("/accounts/{account}/touches/new"), [("back", back)]);
    Act { label: cx.h("tasks-do-touch"), href, key: "", form: true }
}
