//! Putting an account into a play by hand: which one?

use crate::form::Fields;
use crate::ui::{self, Action, Html, Page, PageHead, errors};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use banso_app::accounts::{Found, find_accounts};
use banso_app::{Refused, Wrong};
use banso_kernel::{AccountId, Problem};
use serde::Deserialize;

/// Which account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    account: String,
}

impl Fields for Sent {}

/// The page.
#[derive(Template)]
#[template(path = "pages/plays/enter.html")]
pub struct PlayEnter {
    cx: Cx,
    id: String,
    name: String,
    typed: String,
    found: Vec<Found>,
    wrong: Vec<Wrong>,
}

impl PlayEnter {
    fn errors(&self) -> Html {
        errors(&self.cx, &self.wrong, &[])
    }

    fn path(&self) -> String {
        format!("{}/enter", super::href(&self.id))
    }

    fn label(&self, found: &Found) -> String {
        self.cx.t1("plays-enter-name", "name", found.name.as_str())
    }
}

impl Page for PlayEnter {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("plays-enter").into_owned(),
            question: self.cx.t1("plays-enter-question", "name", self.name.as_str()),
            figure: None,
            action: Action::InContent,
            trail: [super::trail(&self.cx), vec![(self.name.clone(), super::href(&self.id))]].concat(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let found = crate::pages::account::sample::found(cx.lang);
        let page = |typed: &str, found, wrong| Self {
            cx: cx.clone(),
            id: "success_story".into(),
            name: if cx.lang == banso_kernel::Lang::Ja { "成功事例の取材" } else { "Ask for a story" }.into(),
            typed: typed.to_owned(),
            found,
            wrong,
        };
        let wrong = vec![Wrong { field: String::new(), problem: Problem::new("plays-problem-been") }];
        vec![page("", found.clone(), Vec::new()), page("存在しない", Vec::new(), Vec::new()), page("", found, wrong)]
    }
}

/// `GET /plays/{id}/enter?q=…`
pub async fn show(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    Ok(ui::respond(&page(cx, id, &shared, Vec::new()).await?))
}

async fn page(cx: Cx, id: String, shared: &Shared, wrong: Vec<Wrong>) -> Result<PlayEnter, Fail> {
    let who = cx.member()?;
    let play = shared.app.play(who, &id).await?;
    let typed = cx.asked("q").unwrap_or_default();
    let found = find_accounts(&shared.app, who, &typed).await?;
    let name = play.row.name.get(cx.lang).to_owned();
    Ok(PlayEnter { cx, id, name, typed, found, wrong })
}

/// `POST /plays/{id}/enter`
pub async fn enter(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Sent>,
) -> Result<Response, Fail> {
    let account = sent.account.parse().map(AccountId).map_err(|_| Fail::NotFound)?;
    match shared.app.enter_by_hand(cx.member()?, &id, account).await {
        Ok(()) => {
            let runs = super::parts::address(&super::href(&id), super::parts::Part::Runs, 0);
            Ok(ui::done(&runs, "plays-done-entered", None))
        }
        Err(Refused::Input(wrong)) => {
            let wrong = wrong.into_iter().map(|wrong| Wrong { field: String::new(), ..wrong }).collect();
            let page = page(cx, id, &shared, wrong).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, ui::respond(&page)).into_response())
        }
        Err(refused) => Err(refused.into()),
    }
}
