//! A task made by hand: by itself, for a signal, or for a contract that is to be renewed.

use super::ends::next_workday;
use crate::form::Fields;
use crate::pages::account::{account, parameter};
use crate::pages::signals;
use crate::ui::{self, Field, FormPage, Html, Kind};
use crate::{Cx, Fail, Form, Shared};
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::accounts::{self, MemberName};
use banso_app::actions::{AccountName, NewTask, SignalRow};
use banso_app::{Refused, Wrong};
use banso_kernel::{AccountId, MemberId, Problem};
use serde::Deserialize;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    title: String,
    due: String,
    to: String,
    body: String,
    signal: String,
    back: String,
}
impl Fields for Sent {}

/// What the form is about.
struct About {
    account: AccountName,
    members: Vec<MemberName>,
    signal: Option<SignalRow>,
}

fn page(cx: &Cx, about: &About, sent: &Sent, wrong: &[Wrong]) -> FormPage {
    let members = about.members.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let path = format!("/accounts/{}", about.account.id);
    let why = about.signal.as_ref().map_or_else(Html::default, |signal| {
        let said = [signal.name.get(cx.lang).to_owned(), signals::why(cx, signal)];
        Html::raw(format!(
            "<p class=\"behind-says\">{}</p>",
            Html::join(said.iter().map(|text| Html::text(text)), " — ")
        ))
    });
    FormPage::new(cx, "tasks-new", &format!("{path}/tasks/new"))
        .titled(&cx.t1("tasks-new-of", "account", about.account.name.as_str()))
        .trail(&cx.t("accounts-title"), "/accounts")
        .trail(&about.account.name, &path)
        .before(why)
        .wrong(wrong)
        .field(Field::new(cx, "title", "tasks-new-what", Kind::Line("text")).value(&sent.title), wrong)
        .field(Field::new(cx, "due", "tasks-due", Kind::Line("date")).value(&sent.due), wrong)
        .field(Field::new(cx, "to", "common-owner", Kind::Select(members)).value(&sent.to), wrong)
        .field(Field::new(cx, "body", "tasks-new-body", Kind::Lines).optional(cx).max(2000).value(&sent.body), wrong)
        .hidden("signal", &sent.signal)
        .hidden("back", &sent.back)
        .cancel(if sent.back.is_empty() { &path } else { ui::own(&sent.back) })
}

async fn about(cx: &Cx, shared: &Shared, id: AccountId, signal: &str) -> Result<About, Fail> {
    let who = cx.member()?;
    let editable = accounts::editable(&shared.app, who, id).await?;
    let signal = match signal.parse::<i64>() {
        Ok(wanted) => shared.app.signals_of(who, id).await?.into_iter().find(|row| row.id == wanted),
        Err(_) => None,
    };
    let account = AccountName { id, name: editable.account.name };
    Ok(About { account, members: shared.app.owners(who).await?, signal })
}

/// `GET /accounts/{id}/tasks/new`, for `signal=ID`, or for `renewal=CONTRACT`.
pub async fn show(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let (id, who) = (account(&id)?, cx.member()?);
    let asked = |name: &str| parameter(&cx, name).unwrap_or_default();
    let about = about(&cx, &shared, id, &asked("signal")).await?;
    let title = match (&about.signal, parameter(&cx, "renewal")) {
        (Some(signal), _) => signal.next.get(cx.lang).to_owned(),
        (None, Some(contract)) => cx.t1("tasks-new-renewal", "contract", contract),
        (None, None) => String::new(),
    };
    let sent = Sent {
        title,
        due: next_workday(cx.today).to_string(),
        to: who.member.to_string(),
        body: String::new(),
        signal: asked("signal"),
        back: asked("back"),
    };
    Ok(page(&cx, &about, &sent, &[]).respond())
}

/// `POST /accounts/{id}/tasks/new`
pub async fn create(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Sent>,
) -> Result<Response, Fail> {
    let (id, who) = (account(&id)?, cx.member()?);
    let about = about(&cx, &shared, id, &sent.signal).await?;
    let owner = (!sent.to.is_empty()).then(|| sent.to.parse().map(MemberId)).transpose();
    let task = NewTask {
        title: sent.title.clone(),
        body: sent.body.clone(),
        due: sent.due.clone(),
        owner: owner.map_err(|_| Fail::NotFound)?,
        signal: about.signal.as_ref().map(|row| row.signal.clone()),
    };
    match shared.app.new_task(who, id, task).await {
        Ok(_) => {
            let back = if sent.back.is_empty() { format!("/accounts/{id}") } else { sent.back };
            Ok(ui::done(ui::own(&back), "tasks-told-made", None))
        }
        Err(Refused::Input(mut wrong)) => {
            // The form calls whom it is given to by another name than the account's own field.
            wrong.iter_mut().filter(|wrong| wrong.field == "owner").for_each(|wrong| wrong.field = "to".to_owned());
            Ok(page(&cx, &about, &sent, &wrong).respond())
        }
        Err(refused) => Err(refused.into()),
    }
}

/// The form, empty, for a signal, and with an error.
pub(super) fn samples(cx: &Cx) -> Vec<FormPage> {
    let about = |signal: bool| About {
        account: super::sample::account(7),
        members: super::sample::members(cx.lang),
        signal: signal.then(|| signals::sample::signals(cx.lang, 2).swap_remove(1)),
    };
    let sent = || Sent { due: cx.today.to_string(), to: "1".to_owned(), ..Sent::default() };
    let wrong = [Wrong { field: "title".to_owned(), problem: Problem::new("problem-required") }];
    let back = "/today?scope=1".to_owned();
    vec![
        page(cx, &about(false), &sent(), &[]),
        page(cx, &about(true), &Sent { signal: "2".to_owned(), back, ..sent() }, &wrong),
    ]
}
