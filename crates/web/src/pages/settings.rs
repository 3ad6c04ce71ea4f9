//! Settings of the workspace.

use crate::form::Fields;
use crate::ui::{Field, FormPage, Html, Kind};
use crate::{Cx, Fail, Form, Shared, ui};
use axum::extract::State;
use axum::response::Response;
use banso_app::auth::{NewSettings, UNCOUNTED};
use banso_app::{Refused, Wrong};
use banso_kernel::Problem;
use serde::Deserialize;

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    name: String,
    zone: String,
    currency: String,
    #[serde(default)]
    as_of: String,
    fiscal_month: String,
    #[serde(default)]
    single_keys: String,
    #[serde(default)]
    currency_anyway: String,
}

impl Fields for Input {}

impl Input {
    pub(super) fn sample() -> Self {
        let text = str::to_owned;
        Self {
            name: text("青空ソフト"),
            zone: text("Asia/Tokyo"),
            currency: text("JPY"),
            as_of: text("2024-12-31"),
            fiscal_month: text("4"),
            single_keys: text("on"),
            currency_anyway: String::new(),
        }
    }
}

/// A currency in which contracts do not count, for tests and for looking at it.
pub(super) fn uncounted() -> [Wrong; 1] {
    let problem = Problem::new(UNCOUNTED).with("n", 12usize).with("currency", "USD");
    [Wrong { field: "currency".to_owned(), problem }]
}

pub(super) fn page(cx: &Cx, input: &Input, wrong: &[Wrong]) -> FormPage {
    let month = |n: u8| {
        let label = cx.t(&format!("settings-month-{n}")).into_owned();
        (n.to_string(), label)
    };
    let line = |name, label| Field::new(cx, name, label, Kind::Line("text"));
    let page = FormPage::new(cx, "settings", "/settings")
        .wrong(wrong)
        .after(parts(cx))
        .field(line("name", "settings-workspace-name").value(&input.name).optional(cx), wrong)
        .field(line("zone", "settings-time-zone").value(&input.zone).help(cx, "settings-time-zone-help"), wrong)
        .field(
            line("currency", "settings-currency").value(&input.currency).max(3).help(cx, "settings-currency-help"),
            wrong,
        );
    // Asked only where contracts would not count.
    let asks = wrong.iter().any(|one| one.problem.code == UNCOUNTED);
    let anyway = || Field::new(cx, "currency_anyway", "settings-currency-anyway", Kind::Tick);
    let page = if asks { page.field(anyway(), wrong) } else { page };
    page.field(
        line("as_of", "settings-as-of").value(&input.as_of).max(40).optional(cx).help(cx, "settings-as-of-help"),
        wrong,
    )
    .field(
        Field::new(cx, "fiscal_month", "settings-fiscal-month", Kind::Select((1..=12).map(month).collect()))
            .value(&input.fiscal_month)
            .help(cx, "settings-fiscal-month-help"),
        wrong,
    )
    .field(
        Field::new(cx, "single_keys", "settings-single-keys", Kind::Tick)
            .value(&input.single_keys)
            .help(cx, "settings-single-keys-help"),
        wrong,
    )
}

/// The other parts of the settings, as links.
fn parts(cx: &Cx) -> Html {
    let link = |(path, id): &(&str, &str)| Html::raw(format!("<a href=\"{path}\">{}</a>", cx.h(id)));
    let parts = [
        ("/settings/messages", "settings-messages-title"),
        ("/settings/costs", "proof-costs-title"),
        ("/destinations", "deliveries-destinations"),
        ("/audit", "audit-title"),
    ];
    Html::raw(format!("<p class=\"more-link\">{}</p>", Html::join(parts.iter().map(link), " · ")))
}

/// The form.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let workspace = shared.app.workspace().await?;
    let input = Input {
        name: workspace.name,
        zone: workspace.zone_name,
        currency: workspace.currency.to_string(),
        as_of: workspace.as_of.map(|day| day.to_string()).unwrap_or_default(),
        fiscal_month: workspace.fiscal_month.to_string(),
        single_keys: if cx.single_keys { "on".to_owned() } else { String::new() },
        currency_anyway: String::new(),
    };
    Ok(page(&cx, &input, &[]).respond())
}

/// Saves.
pub async fn save(cx: Cx, State(shared): State<Shared>, Form(input): Form<Input>) -> Result<Response, Fail> {
    let new = NewSettings {
        name: input.name.clone(),
        zone: input.zone.trim().to_owned(),
        currency: input.currency.trim().to_uppercase(),
        fiscal_month: input.fiscal_month.parse().unwrap_or(0),
        as_of: input.as_of.clone(),
        single_keys: input.single_keys == "on",
        currency_anyway: input.currency_anyway == "on",
    };
    match shared.app.change_settings(cx.session()?, &new).await {
        Ok(false) => Ok(ui::done("/settings", "settings-done", None)),
        Ok(true) => {
            super::rebuild(shared.app.clone());
            Ok(ui::done("/settings", "settings-done-computing", None))
        }
        Err(Refused::Input(wrong)) => Ok(page(&cx, &input, &wrong).respond()),
        Err(refused) => Err(refused.into()),
    }
}
