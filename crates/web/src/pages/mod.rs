//! The pages, one file each.

pub mod account;
pub mod accounts;
pub mod audit;
mod bulk_done;
pub mod churns;
pub mod costs_settings;
pub mod data;
pub(crate) mod deed;
mod definition;
pub mod deliveries;
pub mod destinations;
pub mod gallery;
pub mod home;
pub mod import;
pub mod invitation;
pub mod journeys;
pub mod lab;
pub mod language;
mod letter;
pub mod live;
pub mod mark;
pub mod me;
pub mod member_form;
pub mod members;
pub mod messages_settings;
pub mod overview;
pub mod plays;
pub(crate) mod scope;
pub mod search;
pub mod second_factor;
pub mod second_factor_own;
pub mod set_up;
pub mod settings;
pub mod sign_in;
pub mod signals;
pub mod sources;
pub mod tasks;
pub mod team;
pub mod today;
pub mod unsubscribe;
mod whose;

pub(crate) use definition::BODY as DEFINITION_BODY;

use crate::Cx;
use crate::ui::FormPage;
use banso_app::auth::{Enrolment, Invited};
use banso_app::{App, Wrong};
use banso_kernel::Problem;
use std::sync::Arc;

/// Every form page, empty and with an error, for tests and for looking at them.
pub(crate) fn forms(cx: &Cx) -> Vec<FormPage> {
    let wrong = |field: &str, code: &str| [Wrong { field: field.to_owned(), problem: Problem::new(code) }];
    let invited = Invited { name: "髙橋 美咲".to_owned(), mail: "misaki@example.jp".to_owned() };
    let enrolment = Enrolment {
        secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".to_owned(),
        address: "otpauth://totp/Banso:a@example.jp?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Banso".to_owned(),
    };
    let mut pages = vec![
        set_up::page(cx, &set_up::Input::default(), &[]),
        set_up::page(cx, &set_up::Input::default(), &wrong("token", "members-problem-setup-token")),
        sign_in::page(cx, &sign_in::Input::default(), &[]),
        sign_in::page(cx, &sign_in::Input::default(), &wrong("", "members-problem-sign-in")),
        second_factor::page(cx, "/", &wrong("code", "members-problem-code")),
        invitation::page(cx, "abc", &invited, &wrong("password", "members-problem-password-common")),
    ];
    pages.extend([unsubscribe::page(cx, "1-abc"), unsubscribe::stopped(cx, "1-abc")]);
    if cx.principal.is_some() {
        pages.extend([
            member_form::page(cx, &member_form::Input::default(), &[]),
            member_form::page(cx, &member_form::Input::default(), &wrong("mail", "members-problem-mail-taken")),
            second_factor_own::enrol_page(cx, &enrolment, &[]),
            second_factor_own::drop_page(cx, &wrong("password", "members-problem-old-password")),
            settings::page(cx, &settings::Input::sample(), &wrong("zone", "settings-problem-zone")),
            settings::page(cx, &settings::Input::sample(), &settings::uncounted()),
        ]);
        pages.extend([
            sources::page(cx, &sources::Input::default(), &[]),
            sources::page(cx, &sources::Input::default(), &wrong("name", "live-problem-name-taken")),
        ]);
        pages.extend(tasks::forms(cx));
        pages.extend(team::handover::samples(cx));
        pages.extend(account::journey::samples(cx));
        pages.extend(account::edit_forms(cx));
        pages.extend(account::erase_forms(cx));
        pages.extend(destinations::forms(cx));
        pages.push(messages_settings::page(cx, &messages_settings::sample(), &[]));
        let bad = wrong("until", "settings-problem-clock");
        pages.push(messages_settings::page(cx, &messages_settings::sample(), &bad));
        let cost = wrong("hourly", "proof-problem-cost");
        pages.extend([&[][..], &cost[..]].map(|wrong| costs_settings::page(cx, &costs_settings::sample(), wrong)));
    }
    pages
}

/// Computes all history again; pages keep the old one until it is done.
pub(crate) async fn compute(app: &App) {
    if let Err(error) = app.rebuild(&|_| {}).await {
        tracing::error!("history was not computed again: {error}");
    }
}

/// Computes the days that new facts change.
pub(crate) async fn catch_up(app: &App) {
    if let Err(error) = app.catch_up().await {
        tracing::error!("history was not brought up to date: {error}");
    }
}

/// Computes all, going on after the answer.
pub(crate) fn rebuild(app: Arc<App>) {
    tokio::spawn(async move { compute(&app).await });
}
