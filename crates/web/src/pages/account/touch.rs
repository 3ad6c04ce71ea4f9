//! W-11: recording a touch in three fields, as a dialog on the account's page and as a page of its own.

use crate::form::Fields;
use crate::pages::accounts::address;
use crate::ui::{self, Action, Field, Html, Kind, Page, PageHead};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::accounts::{self, NewTouch, TouchForm};
use banso_app::{Refused, Wrong};
use banso_domain::people::Person;
use banso_kernel::{AccountId, PersonId};
use serde::Deserialize;

/// Kinds, most frequent first.
pub(crate) const KINDS: &[&str] = &["meeting", "call", "mail", "visit", "session", "other"];

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    kind: String,
    summary: String,
    on: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    person: Vec<String>,
    /// Where one came from; the account if empty.
    #[serde(default)]
    back: String,
}

impl Fields for Sent {
    const MANY: &'static [&'static str] = &["person"];
}

#[derive(Template)]
#[template(path = "pages/account/touch_form.html")]
struct Inner<'a> {
    cx: &'a Cx,
    form: &'a TouchForm,
    sent: &'a Sent,
    wrong: &'a [Wrong],
    primary: bool,
}

impl Inner<'_> {
    fn action(&self) -> String {
        format!("/accounts/{}/touches", self.form.account)
    }

    /// Where it leads back to: what the form before said, or this address.
    fn back(&self) -> String {
        if self.sent.back.is_empty() {
            super::parameter(self.cx, "back").unwrap_or_default()
        } else {
            self.sent.back.clone()
        }
    }

    fn errors(&self) -> Html {
        ui::errors(self.cx, self.wrong, &[self.kind(), self.summary(), self.on(), self.body()])
    }

    fn kind(&self) -> Field {
        let choices =
            KINDS.iter().map(|kind| ((*kind).to_owned(), self.cx.t(&format!("common-touch-{kind}")).into_owned()));
        let value = if self.sent.kind.is_empty() { KINDS[0] } else { &self.sent.kind };
        Field::new(self.cx, "kind", "common-kind", Kind::Radio(choices.collect()))
            .value(value)
            .errors(self.cx, self.wrong)
    }

    fn summary(&self) -> Field {
        let value = if self.sent.summary.is_empty() {
            self.form.purpose.as_ref().map_or("", |(_, text)| text.get(self.cx.lang))
        } else {
            &self.sent.summary
        };
        Field::new(self.cx, "summary", "account-touch-what", Kind::Line("text"))
            .value(value)
            .errors(self.cx, self.wrong)
    }

    fn on(&self) -> Field {
        let value = if self.sent.on.is_empty() { self.form.today.to_string() } else { self.sent.on.clone() };
        Field::new(self.cx, "on", "account-touch-when", Kind::Line("date")).value(&value).errors(self.cx, self.wrong)
    }

    fn body(&self) -> Field {
        let field = Field::new(self.cx, "body", "account-touch-body", Kind::Lines).optional(self.cx).max(4000);
        field.value(&self.sent.body).errors(self.cx, self.wrong)
    }

    fn person_on(&self, person: &Person) -> bool {
        self.sent.person.contains(&person.id.to_string())
    }

    fn name(&self, person: &Person) -> Html {
        super::person::name(self.cx, person)
    }

    fn more_open(&self) -> bool {
        !self.sent.body.is_empty() || !self.sent.person.is_empty()
    }
}

/// The form in a dialog, to be opened by the head's button.
pub(super) fn dialog(cx: &Cx, form: &TouchForm) -> Html {
    let inner = Html::of(&Inner { cx, form, sent: &Sent::default(), wrong: &[], primary: false });
    let title = cx.h("account-log-touch");
    let close = Html::text(&cx.t("common-close"));
    Html::raw(format!(
        "<dialog id=\"touch\" class=\"dialog\" aria-labelledby=\"touch-title\"><div class=\"dialog-head\"><h2 id=\"touch-title\">{title}</h2>\
         <form method=\"dialog\"><button class=\"button small quiet\" aria-label=\"{close}\">×</button></form></div>{inner}</dialog>"
    ))
}

/// The form as a page.
#[derive(Template)]
#[template(path = "pages/account/touch.html")]
pub struct TouchPage {
    cx: Cx,
    form: TouchForm,
    sent: Sent,
    wrong: Vec<Wrong>,
}

impl TouchPage {
    fn inner(&self) -> Html {
        Html::of(&Inner { cx: &self.cx, form: &self.form, sent: &self.sent, wrong: &self.wrong, primary: true })
    }
}

impl Page for TouchPage {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let account = (self.form.name.clone(), format!("/accounts/{}", self.form.account));
        PageHead {
            title: self.cx.t("account-log-touch").into(),
            question: self.cx.t1("account-touch-question", "name", self.form.name.as_str()),
            figure: None,
            action: Action::InContent,
            trail: vec![(self.cx.t("accounts-title").into(), "/accounts".into()), account],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let page = |sent, wrong| TouchPage { cx: cx.clone(), form: super::sample::touch_form(cx.lang), sent, wrong };
        let problem = banso_kernel::Problem::new("problem-required");
        let wrong = vec![Wrong { field: "summary".into(), problem }];
        let sent = Sent { kind: "call".into(), body: "<b>".into(), on: "2026-11-31".into(), ..Sent::default() };
        vec![page(Sent::default(), Vec::new()), page(sent, wrong)]
    }
}

/// `GET /accounts/{id}/touches/new`
pub async fn new(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let (who, id) = (cx.member()?, super::account(&id)?);
    let (model, purpose) = (super::model(&cx), super::parameter(&cx, "for"));
    let form = accounts::touch_form(&shared.app, who, id, model.as_deref(), purpose.as_deref()).await?;
    Ok(ui::respond(&TouchPage { form, sent: Sent::default(), wrong: Vec::new(), cx }))
}

/// `POST /accounts/{id}/touches`
pub async fn record(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Sent>,
) -> Result<Response, Fail> {
    let (who, id) = (cx.member()?, super::account(&id)?);
    let people: Result<Vec<PersonId>, _> = sent.person.iter().map(|id| id.parse().map(PersonId)).collect();
    let touch = NewTouch {
        kind: sent.kind.clone(),
        summary: sent.summary.clone(),
        body: sent.body.clone(),
        on: sent.on.clone(),
        people: people.map_err(|_| Fail::NotFound)?,
    };
    match accounts::record_touch(&shared.app, who, id, touch).await {
        Ok(()) => {
            let account = format!("/accounts/{id}");
            let back = if sent.back.is_empty() { &account } else { ui::own(&sent.back) };
            Ok(ui::done(back, "account-touch-saved", None))
        }
        Err(Refused::Input(wrong)) => again(&cx, &shared, id, sent, wrong).await,
        Err(refused) => Err(refused.into()),
    }
}

/// The form with what was typed and what is wrong with it.
async fn again(cx: &Cx, shared: &Shared, id: AccountId, sent: Sent, wrong: Vec<Wrong>) -> Result<Response, Fail> {
    let form = accounts::touch_form(&shared.app, cx.member()?, id, None, None).await?;
    let mut response = ui::respond(&TouchPage { cx: cx.clone(), form, sent, wrong });
    *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// With whom: choosing the account of a touch.
#[derive(Template)]
#[template(path = "pages/account/choose.html")]
pub struct Choose {
    cx: Cx,
    typed: String,
    found: Vec<accounts::Found>,
}

impl Choose {
    fn href(&self, found: &accounts::Found) -> String {
        format!("/accounts/{}/touches/new", found.account)
    }

    fn everything(&self) -> String {
        address::address("/accounts", &[("q", self.typed.clone())])
    }
}

impl Page for Choose {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("account-log-touch").into(),
            question: self.cx.t("account-touch-whose").into(),
            figure: None,
            action: Action::InContent,
            trail: vec![(self.cx.t("accounts-title").into(), "/accounts".into())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let found = super::sample::found(cx.lang);
        vec![
            Self { cx: cx.clone(), typed: String::new(), found },
            Self { cx: cx.clone(), typed: "存在しない".into(), found: Vec::new() },
        ]
    }
}

/// `GET /touches/new`
pub async fn choose(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let typed = super::parameter(&cx, "q").unwrap_or_default();
    let found = accounts::find_accounts(&shared.app, cx.member()?, &typed).await?;
    Ok(ui::respond(&Choose { cx, typed, found }))
}
