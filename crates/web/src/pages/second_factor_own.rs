//! Turning the own second factor on and off.

use crate::form::Fields;
use crate::ui::{Action, Field, FormPage, Html, Kind, Page, PageHead};
use crate::{Cx, Fail, Form, Shared, ui};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::auth::Enrolment;
use banso_app::{Refused, Wrong};
use qrcode::QrCode;
use qrcode::render::svg;
use serde::Deserialize;

/// The secret as a picture and as letters.
#[derive(Template)]
#[template(path = "pages/enrol.html")]
struct Enrol<'a> {
    cx: &'a Cx,
    picture: Html,
    letters: String,
}

fn picture(address: &str) -> Html {
    // Always dark on light, with its quiet zone: scanners want it so in dark mode too.
    let code = QrCode::new(address.as_bytes());
    Html::svg(code.map_or_else(
        |_| String::new(),
        |code| {
            let drawn = code.render::<svg::Color<'_>>().min_dimensions(200, 200).build();
            drawn.find("<svg").map(|start| drawn[start..].to_owned()).unwrap_or_default()
        },
    ))
}

/// The secret in groups of four letters, for typing it in.
fn grouped(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

pub(super) fn enrol_page(cx: &Cx, enrolment: &Enrolment, wrong: &[Wrong]) -> FormPage {
    let code = Field::new(cx, "code", "members-code", Kind::Line("text"));
    let before = Enrol { cx, picture: picture(&enrolment.address), letters: grouped(&enrolment.secret) };
    FormPage::new(cx, "members-enrol", "/me/second-factor")
        .trail(&cx.t("web-me"), "/me")
        .wrong(wrong)
        .before(Html::of(&before))
        .hidden("secret", &enrolment.secret)
        .field(code.fills("one-time-code").keyboard("numeric").max(20), wrong)
}

pub(super) fn drop_page(cx: &Cx, wrong: &[Wrong]) -> FormPage {
    let password = Field::new(cx, "password", "members-old-password", Kind::Line("password"));
    FormPage::new(cx, "members-drop-second", "/me/second-factor/off")
        .trail(&cx.t("web-me"), "/me")
        .wrong(wrong)
        .field(password.fills("current-password"), wrong)
}

/// The recovery codes, shown once.
#[derive(Template)]
#[template(path = "pages/recovery.html")]
pub struct Recovery {
    cx: Cx,
    codes: Vec<String>,
}

impl Page for Recovery {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("members-recovery-title").into_owned(),
            question: self.cx.t("members-recovery-question").into_owned(),
            figure: None,
            action: Action::link("/me", &self.cx.t("members-recovery-done")),
            trail: vec![(self.cx.t("web-me").into_owned(), "/me".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        vec![Self { cx: cx.clone(), codes: (0..10).map(|n| format!("abcd-efgh-jkm{n}")).collect() }]
    }
}

/// The page that turns it on, or off when it is on.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    if shared.app.has_second_factor(cx.session()?).await? {
        return Ok(drop_page(&cx, &[]).respond());
    }
    let enrolment = shared.app.begin_second_factor(cx.session()?).await?;
    Ok(enrol_page(&cx, &enrolment, &[]).respond())
}

/// A code that proves that the app has the secret.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    secret: String,
    code: String,
}

impl Fields for Confirm {}

/// Turns it on and shows the recovery codes.
pub async fn confirm(cx: Cx, State(shared): State<Shared>, Form(input): Form<Confirm>) -> Result<Response, Fail> {
    match shared.app.confirm_second_factor(cx.session()?, &input.secret, &input.code).await {
        Ok(codes) => Ok(ui::respond(&Recovery { cx, codes })),
        Err(Refused::Input(wrong)) => {
            let enrolment = shared.app.same_second_factor(cx.session()?, &input.secret).await?;
            Ok(enrol_page(&cx, &enrolment, &wrong).respond())
        }
        Err(refused) => Err(refused.into()),
    }
}

/// The password, asked again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnOff {
    password: String,
}

impl Fields for TurnOff {}

/// Turns it off.
pub async fn turn_off(cx: Cx, State(shared): State<Shared>, Form(input): Form<TurnOff>) -> Result<Response, Fail> {
    match shared.app.drop_second_factor(cx.session()?, &input.password).await {
        Ok(()) => Ok(ui::done("/me", "members-done-second-off", None)),
        Err(Refused::Input(wrong)) => Ok(drop_page(&cx, &wrong).respond()),
        Err(refused) => Err(refused.into()),
    }
}
