//! A destination: what its kind needs, and its secret, which is never shown again.

use crate::form::Fields;
use crate::ui::{self, Choice, Field, FormPage, Html, Kind};
use crate::{Cx, Fail, Form, Shared};
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::actions::{DestinationRow, NewDestination};
use banso_app::{Refused, Wrong};
use banso_kernel::Problem;
use serde::Deserialize;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Input {
    kind: String,
    name: String,
    url: String,
    channel: String,
    host: String,
    port: String,
    security: String,
    user: String,
    from: String,
    from_name: String,
    secret: String,
    is_default: String,
}

impl Fields for Input {}

/// The fields of a kind, with whether they must be filled in.
fn fields(kind: &str) -> &'static [(&'static str, bool)] {
    match kind {
        "smtp" => {
            &[("host", true), ("port", true), ("security", true), ("user", false), ("from", true), ("from_name", false)]
        }
        "slack_hook" => &[],
        "slack_bot" => &[("channel", true)],
        _ => &[("url", true)],
    }
}

impl Input {
    fn of(row: &DestinationRow) -> Self {
        let mut input = Self { kind: row.kind.clone(), name: row.name.clone(), ..Self::default() };
        for (name, value) in &row.config {
            if let Some(field) = input.slot(name) {
                value.clone_into(field);
            }
        }
        input.is_default = if row.is_default { "on".to_owned() } else { String::new() };
        input
    }

    fn fresh(kind: &str) -> Self {
        let mut input = Self { kind: kind.to_owned(), ..Self::default() };
        if kind == "smtp" {
            (input.port, input.security) = ("587".to_owned(), "starttls".to_owned());
        }
        input
    }

    fn slot(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "url" => &mut self.url,
            "channel" => &mut self.channel,
            "host" => &mut self.host,
            "port" => &mut self.port,
            "security" => &mut self.security,
            "user" => &mut self.user,
            "from" => &mut self.from,
            "from_name" => &mut self.from_name,
            _ => return None,
        })
    }

    fn typed(&self, name: &str) -> &str {
        match name {
            "url" => &self.url,
            "channel" => &self.channel,
            "host" => &self.host,
            "port" => &self.port,
            "security" => &self.security,
            "user" => &self.user,
            "from" => &self.from,
            "from_name" => &self.from_name,
            _ => "",
        }
    }

    fn destination(&self) -> NewDestination {
        let of_kind =
            fields(&self.kind).iter().map(|(name, _)| ((*name).to_owned(), self.typed(name).trim().to_owned()));
        NewDestination {
            kind: self.kind.clone(),
            name: self.name.trim().to_owned(),
            config: of_kind.collect(),
            secret: self.secret.trim().to_owned(),
            is_default: self.is_default == "on",
        }
    }
}

fn field(cx: &Cx, input: &Input, (name, required): (&'static str, bool)) -> Field {
    let choice = |id: &str| -> Choice { (id.to_owned(), cx.t(&format!("deliveries-security-{id}")).into_owned()) };
    let kind = match name {
        "security" => Kind::Select(["starttls", "tls", "none"].map(choice).into()),
        _ => Kind::Line("text"),
    };
    let label = format!("deliveries-field-{}", name.replace('_', "-"));
    let help = format!("{label}-help");
    let field = Field::new(cx, name, &label, kind).value(input.typed(name)).max(500);
    let field = if cx.words.has(&help) { field.help(cx, &help) } else { field };
    let field = if name == "port" { field.keyboard("numeric") } else { field };
    if required { field } else { field.optional(cx) }
}

/// The form; `row` is the destination that is changed, none makes a new one.
fn page(cx: &Cx, row: Option<i64>, input: &Input, wrong: &[Wrong]) -> FormPage {
    let (action, area) = match row {
        Some(id) => (format!("/destinations/{id}/edit"), "deliveries-destination-edit"),
        None => ("/destinations/new".to_owned(), "deliveries-destination-new"),
    };
    let form = FormPage::new(cx, area, &action)
        .trail(&cx.t("settings-title"), "/settings")
        .trail(&cx.t("deliveries-destinations"), "/destinations")
        .cancel("/destinations")
        .wrong(wrong)
        .hidden("kind", &input.kind);
    let form = match row {
        Some(_) => form.titled(&input.name),
        None => form.before(kinds(cx, &input.kind)),
    };
    let name = Field::new(cx, "name", "common-name", Kind::Line("text")).value(&input.name).max(60);
    let form = form.field(name.help(cx, "deliveries-destination-name-help"), wrong);
    let form = fields(&input.kind).iter().fold(form, |form, which| form.field(field(cx, input, *which), wrong));
    let label = format!("deliveries-secret-{}", input.kind.replace('_', "-"));
    // The one that signs is made here and copied to its receiver; others come from elsewhere and are not shown.
    let shown = row.is_none() && input.kind == "webhook";
    let secret = Field::new(cx, "secret", &label, Kind::Line(if shown { "text" } else { "password" }));
    let secret = secret.value(if shown { &input.secret } else { "" }).fills("off").max(500);
    let secret = match (row.is_some(), input.kind.as_str()) {
        (true, _) => secret.optional(cx).help(cx, "deliveries-secret-keep"),
        (false, "smtp") => secret.optional(cx).help(cx, &format!("{label}-help")),
        (false, _) => secret.help(cx, &format!("{label}-help")),
    };
    let default = Field::new(cx, "is_default", "deliveries-destination-default", Kind::Tick).value(&input.is_default);
    form.field(secret, wrong).field(default.help(cx, "deliveries-destination-default-help"), wrong)
}

/// The kinds to choose from, each the address of its form.
fn kinds(cx: &Cx, here: &str) -> Html {
    let link = |kind: &&str| {
        let href = ui::address("/destinations/new", [("kind", *kind)]);
        let current = if *kind == here { " aria-current=\"true\"" } else { "" };
        let (href, name) = (Html::text(&href), Html::text(&super::kind(cx, kind)));
        Html::raw(format!("<a class=\"chip\" href=\"{href}\"{current}>{name}</a>"))
    };
    let label = cx.h("common-kind");
    let named = Html::text(&cx.t("common-kind"));
    let links = Html::join(super::KINDS.iter().map(link), "");
    let head = format!("<nav class=\"choices\" aria-label=\"{named}\"><span class=\"choices-label\">{label}</span>");
    Html::raw(format!("{head}{links}</nav>"))
}

/// Every form, for looking at it.
pub(in crate::pages) fn samples(cx: &Cx) -> Vec<FormPage> {
    let wrong = [Wrong { field: "url".to_owned(), problem: Problem::new("problem-required") }];
    let mut all: Vec<FormPage> = super::KINDS.iter().map(|kind| page(cx, None, &Input::fresh(kind), &[])).collect();
    all.push(page(cx, Some(4), &Input { name: "crm-sync".into(), ..Input::fresh("webhook") }, &wrong));
    all
}

/// `GET /destinations/new?kind=…`
pub async fn new(cx: Cx, State(shared): State<Shared>) -> Response {
    let kind = cx.asked("kind").filter(|kind| super::KINDS.contains(&kind.as_str()));
    let mut input = Input::fresh(kind.as_deref().unwrap_or("smtp"));
    if input.kind == "webhook" {
        input.secret = shared.app.new_signing_secret();
    }
    page(&cx, None, &input, &[]).respond()
}

/// `POST /destinations/new`
pub async fn create(cx: Cx, State(shared): State<Shared>, Form(input): Form<Input>) -> Result<Response, Fail> {
    put(&cx, &shared, None, input).await
}

/// `GET /destinations/{id}/edit`
pub async fn edit(cx: Cx, Path(id): Path<i64>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let all = shared.app.destinations(cx.member()?).await?;
    let row = all.iter().find(|row| row.id == id).ok_or(Fail::NotFound)?;
    Ok(page(&cx, Some(id), &Input::of(row), &[]).respond())
}

/// `POST /destinations/{id}/edit`
pub async fn save(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(input): Form<Input>,
) -> Result<Response, Fail> {
    put(&cx, &shared, Some(id), input).await
}

async fn put(cx: &Cx, shared: &Shared, id: Option<i64>, input: Input) -> Result<Response, Fail> {
    if !super::KINDS.contains(&input.kind.as_str()) {
        return Err(Refused::wrong("kind", Problem::new("web-problem-unknown-choice")).into());
    }
    match shared.app.put_destination(cx.member()?, id, input.destination()).await {
        Ok(_) => Ok(ui::done("/destinations", "deliveries-destination-done", None)),
        Err(Refused::Input(wrong)) => Ok(page(cx, id, &input, &wrong).respond()),
        Err(refused) => Err(refused.into()),
    }
}
