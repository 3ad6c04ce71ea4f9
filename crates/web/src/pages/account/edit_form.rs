//! Owner, phase and memo in one small form: where the "edit" of a list's row leads, and back to that row (RULES 7).

use super::edit::member;
use crate::form::Fields;
use crate::ui::{Choice, Field, FormPage, Kind, own};
use crate::{Cx, Fail, Form, Shared, ui};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use banso_app::accounts::{self, Change, Editable};
use banso_app::{Refused, Wrong};
use serde::Deserialize;

/// What the form sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    owned_by: String,
    phase: String,
    memo: String,
    back: String,
}
impl Fields for Edit {}

impl Edit {
    fn of(editable: &Editable, back: String) -> Self {
        Self {
            owned_by: editable.account.owner.map(|owner| owner.to_string()).unwrap_or_default(),
            phase: editable.account.phase.clone(),
            memo: editable.account.memo.clone(),
            back,
        }
    }
}

fn page(cx: &Cx, editable: &Editable, input: &Edit, wrong: &[Wrong]) -> FormPage {
    let account = &editable.account;
    let nobody: Choice = (String::new(), cx.t("accounts-nobody").into());
    let members = editable.members.iter().map(|(id, name)| (id.to_string(), name.clone()));
    let owners = std::iter::once(nobody).chain(members).collect();
    let mut phase = Field::new(cx, "phase", "common-phase", Kind::Line("text"))
        .value(&input.phase)
        .suggests(editable.phases.clone())
        .max(60)
        .optional(cx);
    if editable.on_journey {
        phase = phase.help(cx, "account-problem-phase-moves");
    }
    FormPage::new(cx, "account-edit", &format!("/accounts/{}/edit", account.id))
        .titled(&account.name)
        .trail(&cx.t("accounts-title"), own(&input.back))
        .cancel(own(&input.back))
        .wrong(wrong)
        .hidden("back", &input.back)
        .field(
            Field::new(cx, "owned_by", "common-owner", Kind::Select(owners)).value(&input.owned_by).optional(cx),
            wrong,
        )
        .field(phase, wrong)
        .field(Field::new(cx, "memo", "common-memo", Kind::Lines).value(&input.memo).max(4_000).optional(cx), wrong)
}

/// `GET /accounts/{id}/edit`
pub async fn form(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    headers: HeaderMap,
) -> Result<Response, Fail> {
    let id = super::account(&id)?;
    let editable = accounts::editable(&shared.app, cx.member()?, id).await?;
    let back = came_from(&headers).unwrap_or_else(|| format!("/accounts/{id}"));
    Ok(page(&cx, &editable, &Edit::of(&editable, back), &[]).respond())
}

/// `POST /accounts/{id}/edit`
pub async fn save(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Edit>,
) -> Result<Response, Fail> {
    let id = super::account(&id)?;
    let who = cx.member()?;
    let changes = vec![
        Change::Owner(member(&sent.owned_by)?),
        Change::Phase(sent.phase.clone()),
        Change::Memo(sent.memo.clone()),
    ];
    match accounts::change(&shared.app, who, id, changes).await {
        Ok(()) => Ok(ui::done(&format!("{}#a{id}", own(&sent.back)), "account-edit-saved", None)),
        Err(Refused::Input(wrong)) => {
            let editable = accounts::editable(&shared.app, who, id).await?;
            Ok(page(&cx, &editable, &sent, &wrong).respond())
        }
        Err(other) => Err(other.into()),
    }
}

/// The page of this site that the reader comes from, so that saving leads back to its row.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let from = url::Url::parse(headers.get(header::REFERER)?.to_str().ok()?).ok()?;
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let same = from.authority() == host && !from.path().ends_with("/edit");
    same.then(|| from[url::Position::BeforePath..url::Position::AfterQuery].to_owned())
}

/// The form for tests and for looking at it: as it is, and refused.
pub(crate) fn samples(cx: &Cx) -> Vec<FormPage> {
    let editable = super::sample::editable();
    let input = Edit::of(&editable, "/accounts?segment=2".to_owned());
    let wrong = Wrong {
        field: "phase".to_owned(),
        problem: banso_kernel::Problem::new("problem-too-long").with("limit", 60i64),
    };
    vec![page(cx, &editable, &input, &[]), page(cx, &editable, &input, &[wrong])]
}
