//! Recording a churn: when, which contracts, why, and whether it could have been avoided.

use crate::form::Fields;
use crate::ui::{self, Action, Choice, Field, Html, Kind, Page, PageHead, errors};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use banso_app::actions::{ChurnForm, NewChurn};
use banso_app::{Refused, Wrong};
use banso_kernel::Problem;
use serde::Deserialize;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sent {
    on: String,
    contracts: Vec<String>,
    reason: String,
    avoidable: String,
    preventable_by: String,
    competitor: String,
    note: String,
}

impl Fields for Sent {
    const MANY: &'static [&'static str] = &["contracts"];
}

/// The page.
#[derive(Template)]
#[template(path = "pages/churns/form.html")]
pub struct ChurnPage {
    cx: Cx,
    form: ChurnForm,
    sent: Sent,
    wrong: Vec<Wrong>,
}

impl ChurnPage {
    /// The empty form: a single contract is the one that ends. Nothing can be lost later than the last contract ends.
    fn fresh(cx: Cx, form: ChurnForm) -> Self {
        let only = if form.contracts.len() == 1 { form.contracts.first() } else { None };
        let contracts = only.map(|(key, ..)| key.clone()).into_iter().collect();
        let ends: Option<Vec<_>> = form.contracts.iter().map(|(.., end)| *end).collect();
        let last = ends.and_then(|ends| ends.into_iter().max());
        let on = last.map_or(form.today, |last| form.today.min(last + 1));
        let sent = Sent { on: on.to_string(), contracts, ..Sent::default() };
        Self { cx, form, sent, wrong: Vec::new() }
    }

    fn errors(&self) -> Html {
        let fields =
            [self.on(), self.reason(), self.avoidable(), self.preventable_by(), self.competitor(), self.note()];
        errors(&self.cx, &self.wrong, &fields)
    }

    fn field(&self, name: &str, label: &str, kind: Kind, value: &str) -> Field {
        Field::new(&self.cx, name, label, kind).value(value).errors(&self.cx, &self.wrong)
    }

    fn on(&self) -> Field {
        self.field("on", "churns-on", Kind::Line("date"), &self.sent.on).help(&self.cx, "churns-on-help")
    }

    fn reason(&self) -> Field {
        let lang = self.cx.lang;
        let choices = self.form.reasons.iter().map(|reason| (reason.id.clone(), reason.name.get(lang).to_owned()));
        self.field("reason", "churns-reason", Kind::Radio(choices.collect()), &self.sent.reason)
    }

    fn avoidable(&self) -> Field {
        let choice = |(value, id): (&str, &str)| -> Choice { (value.to_owned(), self.cx.t(id).into_owned()) };
        let choices = [("yes", "churns-avoidable"), ("no", "churns-unavoidable"), ("", "churns-unknown")].map(choice);
        self.field("avoidable", "churns-could-avoid", Kind::Radio(choices.into()), &self.sent.avoidable)
            .optional(&self.cx)
    }

    fn preventable_by(&self) -> Field {
        let choice =
            |team: &&str| -> Choice { ((*team).to_owned(), self.cx.t(&format!("churns-team-{team}")).into_owned()) };
        let none: Choice = (String::new(), self.cx.t("common-not-set").into_owned());
        let choices = std::iter::once(none).chain(super::TEAMS.iter().map(choice)).collect();
        let field =
            self.field("preventable_by", "churns-preventable-by", Kind::Select(choices), &self.sent.preventable_by);
        field.optional(&self.cx)
    }

    fn competitor(&self) -> Field {
        let field = self.field("competitor", "churns-competitor", Kind::Line("text"), &self.sent.competitor);
        field.optional(&self.cx).help(&self.cx, "churns-competitor-help")
    }

    fn note(&self) -> Field {
        let field = self.field("note", "churns-note", Kind::Lines, &self.sent.note).max(4_000).optional(&self.cx);
        field.help(&self.cx, "churns-note-help")
    }

    /// Contracts to tick: key, what it is, whether it is ticked.
    fn contracts(&self) -> Vec<(&str, String, bool)> {
        let shown = self.form.contracts.iter().map(|(key, product, monthly, end)| {
            let money = self.cx.t1("churns-a-month", "money", self.cx.words.money(*monthly));
            let end = end.map(|day| self.cx.t1("churns-until", "day", self.cx.words.day(day)));
            let parts = [Some(product.clone()), Some(money), end].into_iter().flatten().collect::<Vec<_>>();
            (key.as_str(), parts.join(" · "), self.sent.contracts.contains(key))
        });
        shown.collect()
    }

    fn of_contracts(&self) -> String {
        let own = self.wrong.iter().filter(|wrong| wrong.field == "contracts");
        own.map(|wrong| self.cx.words.problem(&wrong.problem)).collect::<Vec<_>>().join(" ")
    }

    fn submit(&self) -> Html {
        self.cx.phrases(&self.cx.t1("churns-record-name", "name", self.form.account.name.as_str()))
    }
}

impl Page for ChurnPage {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let account = (self.form.account.name.clone(), format!("/accounts/{}", self.form.account.id));
        PageHead {
            title: self.cx.t("churns-record").into_owned(),
            question: self.cx.t1("churns-record-question", "name", self.form.account.name.as_str()),
            figure: None,
            action: Action::InContent,
            trail: vec![(self.cx.t("accounts-title").into_owned(), "/accounts".to_owned()), account],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let form = |contracts| super::sample::form(cx, contracts);
        let wrong = |field: &str| Wrong { field: field.to_owned(), problem: Problem::new("problem-required") };
        let sent = Sent { note: "<b>".into(), on: "2026-11-31".into(), avoidable: "yes".into(), ..Sent::default() };
        let wrong = ["contracts", "reason", "on"].map(wrong).into();
        vec![
            Self::fresh(cx.clone(), form(3)),
            Self::fresh(cx.clone(), form(1)),
            Self::fresh(cx.clone(), form(0)),
            Self { sent, wrong, ..Self::fresh(cx.clone(), form(2)) },
        ]
    }
}

/// `GET /accounts/{id}/churn`
pub async fn form(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let account = crate::pages::account::account(&id)?;
    let form = shared.app.churn_form(cx.member()?, account).await?;
    Ok(ui::respond(&ChurnPage::fresh(cx, form)))
}

/// `POST /accounts/{id}/churn`
pub async fn record(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Sent>,
) -> Result<Response, Fail> {
    let (who, account) = (cx.member()?, crate::pages::account::account(&id)?);
    let typed = sent.clone();
    let churn = NewChurn {
        on: typed.on,
        contracts: typed.contracts,
        reason: typed.reason,
        avoidable: typed.avoidable,
        preventable_by: typed.preventable_by,
        competitor: typed.competitor,
        note: typed.note,
    };
    match shared.app.record_churn(who, account, churn).await {
        Ok(_) => Ok(ui::done(&format!("/accounts/{account}"), "churns-done-recorded", None)),
        Err(Refused::Input(wrong)) => {
            let form = shared.app.churn_form(who, account).await?;
            let page = ChurnPage { form, sent, wrong, cx: cx.clone() };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, ui::respond(&page)).into_response())
        }
        Err(refused) => Err(refused.into()),
    }
}
