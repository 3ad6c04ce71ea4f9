//! Members: who may do what.

use super::member_form::roles;
use crate::form::Fields;
use crate::ui::{Action, Badge, Page, PageHead, Tone};
use crate::{Cx, Fail, Form, Shared, ui};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::auth::Listed;
use banso_domain::members::Role;
use banso_kernel::{MemberId, Micros, Problem};
use serde::Deserialize;

/// The list.
#[derive(Template)]
#[template(path = "pages/members.html")]
pub struct Members {
    cx: Cx,
    members: Vec<Listed>,
}

impl Members {
    fn roles(&self) -> Vec<(String, String)> {
        roles(&self.cx)
    }

    fn own(&self, member: &Listed) -> bool {
        self.cx.principal.as_ref().is_some_and(|principal| principal.member == member.id)
    }

    fn admin(&self) -> bool {
        self.cx.may(Role::Admin)
    }

    fn state(&self, member: &Listed) -> Badge {
        let badge = |tone, id: &str| Badge::state(&self.cx, tone, &self.cx.t(id));
        match member {
            Listed { disabled_at: Some(_), .. } => badge(Tone::Bad, "members-state-disabled"),
            Listed { joined: false, invited_until: Some(until), .. } if *until > self.cx.now => {
                badge(Tone::Warn, "members-state-invited")
            }
            Listed { joined: false, .. } => badge(Tone::Warn, "members-state-expired"),
            _ => badge(Tone::Good, "members-state-active"),
        }
    }
}

impl Page for Members {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let action = match self.admin() {
            true => Action::link("/members/new", &self.cx.t("members-invite")),
            false => Action::link("/me", &self.cx.t("members-open-own")),
        };
        PageHead {
            title: self.cx.t("members-title").into_owned(),
            question: self.cx.t("members-question").into_owned(),
            figure: None,
            action,
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let member = |id, name: &str, mail: &str, role| Listed {
            id: MemberId(id),
            name: name.to_owned(),
            mail: mail.to_owned(),
            role,
            second_factor: id % 2 == 1,
            seen_at: Some(Micros(cx.now.0 - id * 3_600_000_000)),
            invited_until: None,
            joined: true,
            disabled_at: None,
        };
        let (one, two, three) = match cx.lang {
            banso_kernel::Lang::Ja => ("髙橋 美咲", "山﨑 健太郎", "𠮷田 さくら"),
            banso_kernel::Lang::En => ("Misaki Takahashi", "Kentaro Yamazaki", "Sakura Yoshida"),
        };
        let members = vec![
            member(1, one, "misaki.takahashi@example.jp", Role::Admin),
            member(2, two, "kentaro.yamazaki@example.jp", Role::Manager),
            Listed {
                joined: false,
                seen_at: None,
                invited_until: Some(Micros(cx.now.0 + 1)),
                ..member(3, three, "s@example.jp", Role::Csm)
            },
            Listed {
                disabled_at: Some(cx.now),
                seen_at: None,
                ..member(4, "John Smith", "john.smith@example.com", Role::Viewer)
            },
        ];
        vec![Self { cx: cx.clone(), members }]
    }
}

/// Everybody sees who is there.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let members = shared.app.members(cx.member()?).await?;
    Ok(ui::respond(&Members { cx, members }))
}

/// The role of a row.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleInput {
    role: String,
}

impl Fields for RoleInput {}

/// Changes a role.
pub async fn role(
    cx: Cx,
    State(shared): State<Shared>,
    Path(id): Path<i64>,
    Form(input): Form<RoleInput>,
) -> Result<Response, Fail> {
    let unknown = || banso_app::Refused::wrong("role", Problem::new("web-problem-unknown-choice"));
    let role = Role::parse(&input.role).ok_or_else(unknown)?;
    shared.app.change_role(cx.session()?, MemberId(id), role).await?;
    Ok(ui::done("/members", "members-done-role", None))
}

/// Keeps a member out.
pub async fn disable(
    cx: Cx,
    State(shared): State<Shared>,
    Path(id): Path<i64>,
    Form(_): Form<crate::form::Nothing>,
) -> Result<Response, Fail> {
    shared.app.disable(cx.session()?, MemberId(id), true).await?;
    Ok(ui::done("/members", "members-done-disabled", Some(&format!("/members/{id}/enable"))))
}

/// Lets a member in again.
pub async fn enable(
    cx: Cx,
    State(shared): State<Shared>,
    Path(id): Path<i64>,
    Form(_): Form<crate::form::Nothing>,
) -> Result<Response, Fail> {
    shared.app.disable(cx.session()?, MemberId(id), false).await?;
    Ok(ui::done("/members", "members-done-enabled", None))
}
