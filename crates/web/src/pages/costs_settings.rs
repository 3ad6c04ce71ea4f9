//! What work costs, for the balance of plays.

use crate::form::Fields;
use crate::ui::{Field, FormPage, Kind};
use crate::{Cx, Fail, Form, Shared, ui};
use axum::extract::State;
use axum::response::Response;
use banso_app::lab::NewCosts;
use banso_app::{Refused, Wrong};
use banso_domain::members::Role;
use serde::Deserialize;

const PATH: &str = "/settings/costs";

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    minutes: String,
    hourly: String,
    mail: String,
    months: String,
}

impl Fields for Input {}

pub(super) fn sample() -> NewCosts {
    let text = str::to_owned;
    NewCosts { minutes: text("30"), hourly: text("5000"), mail: text("1"), months: text("12") }
}

pub(super) fn page(cx: &Cx, costs: &NewCosts, wrong: &[Wrong]) -> FormPage {
    let fields =
        [("minutes", &costs.minutes), ("hourly", &costs.hourly), ("mail", &costs.mail), ("months", &costs.months)];
    let page = FormPage::new(cx, "proof-costs", PATH).trail(&cx.t("settings-title"), "/settings").wrong(wrong);
    fields.into_iter().fold(page, |page, (name, value)| {
        let field = Field::new(cx, name, &format!("proof-costs-{name}"), Kind::Line("text")).value(value).max(20);
        page.field(field.keyboard("decimal").help(cx, &format!("proof-costs-{name}-help")), wrong)
    })
}

/// The form.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    cx.member()?.needs(Role::Admin)?;
    let costs = shared.app.costs().await?;
    Ok(page(&cx, &NewCosts::of(&costs), &[]).respond())
}

/// Saves.
pub async fn save(cx: Cx, State(shared): State<Shared>, Form(input): Form<Input>) -> Result<Response, Fail> {
    let Input { minutes, hourly, mail, months } = input;
    let costs = NewCosts { minutes, hourly, mail, months };
    match shared.app.change_costs(cx.member()?, &costs).await {
        Ok(()) => Ok(ui::done(PATH, "proof-costs-done", None)),
        Err(Refused::Input(wrong)) => Ok(page(&cx, &costs, &wrong).respond()),
        Err(refused) => Err(refused.into()),
    }
}
