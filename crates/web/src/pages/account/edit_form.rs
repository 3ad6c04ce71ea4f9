//! Owner, phase and memo in one small form: where the "edit" of a list's row leads, and back to that row (RULES 7). What
//! somebody else has changed since the form was shown stands beside what was typed.

use super::edit::member;
use crate::form::Fields;
use crate::ui::{Choice, Field, FormPage, Html, Kind, own};
use crate::{Cx, Fail, Form, Shared, ui};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use banso_app::accounts::{self, CONFLICT, Change, Editable, Typed, mark};
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
    /// Marks of the values that the form showed.
    #[serde(default)]
    was_owned_by: Option<String>,
    #[serde(default)]
    was_phase: Option<String>,
    #[serde(default)]
    was_memo: Option<String>,
}
impl Fields for Edit {}

impl Edit {
    fn of(editable: &Editable, back: String) -> Self {
        let account = &editable.account;
        let owned_by = account.owner.map(|owner| owner.to_string()).unwrap_or_default();
        let (phase, memo) = (account.phase.clone(), account.memo.clone());
        let was = [&owned_by, &phase, &memo].map(|value| Some(mark(value)));
        let [was_owned_by, was_phase, was_memo] = was;
        Self { owned_by, phase, memo, back, was_owned_by, was_phase, was_memo }
    }

    /// The same fields as typed, over what is stored now: what was not touched is as somebody else left it, and saving
    /// again is knowing what is replaced.
    fn over(self, editable: &Editable) -> Self {
        let now = Self::of(editable, self.back);
        let kept = |typed: String, was: Option<String>, now: String| {
            if was.is_some_and(|was| was == mark(&typed.replace("\r\n", "\n"))) { now } else { typed }
        };
        Self {
            owned_by: kept(self.owned_by, self.was_owned_by, now.owned_by),
            phase: kept(self.phase, self.was_phase, now.phase),
            memo: kept(self.memo, self.was_memo, now.memo),
            ..now
        }
    }
}

/// The name of a field of an account in this form.
fn field_name(field: &str) -> &str {
    if field == "owner" { "owned_by" } else { field }
}

/// What is stored now of the fields that somebody else has changed.
fn stored(cx: &Cx, editable: &Editable, wrong: &[Wrong]) -> Html {
    let account = &editable.account;
    let owner = || editable.members.iter().find(|(id, _)| Some(*id) == account.owner).map(|(_, name)| name.clone());
    let part = |one: &Wrong| {
        let (label, value) = match one.field.as_str() {
            "owned_by" => ("account-stored-owner", owner().unwrap_or_else(|| cx.t("accounts-nobody").into())),
            "phase" => ("account-stored-phase", account.phase.clone()),
            _ => ("account-stored-memo", account.memo.clone()),
        };
        let value = if value.is_empty() { cx.t("common-not-set").into_owned() } else { value };
        Html::raw(format!(
            "<p class=\"field-label\">{}</p><p class=\"memo-text\">{}</p>",
            cx.h(label),
            Html::text(&value)
        ))
    };
    let parts: Vec<Html> = wrong.iter().filter(|one| one.problem.code == CONFLICT).map(part).collect();
    if parts.is_empty() {
        return Html::default();
    }
    Html::raw(format!("<div class=\"note\">{}</div>", Html::join(parts, "").as_str()))
}

/// The answer to an edit of one field that somebody else has changed since it was shown.
pub(super) fn conflict(cx: &Cx, editable: &Editable, change: Change, wrong: &[Wrong]) -> Response {
    let mut input = Edit::of(editable, format!("/accounts/{}", editable.account.id));
    match change {
        Change::Owner(owner) => input.owned_by = owner.map(|owner| owner.to_string()).unwrap_or_default(),
        Change::Phase(phase) => input.phase = phase,
        Change::Memo(memo) => input.memo = memo,
    }
    page(cx, editable, &input, wrong).respond()
}

fn page(cx: &Cx, editable: &Editable, input: &Edit, wrong: &[Wrong]) -> FormPage {
    let account = &editable.account;
    let named = |one: &Wrong| Wrong { field: field_name(&one.field).to_owned(), problem: one.problem.clone() };
    let wrong: &[Wrong] = &wrong.iter().map(named).collect::<Vec<_>>();
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
        .before(stored(cx, editable, wrong))
        .hidden("back", &input.back)
        .hidden("was_owned_by", input.was_owned_by.as_deref().unwrap_or_default())
        .hidden("was_phase", input.was_phase.as_deref().unwrap_or_default())
        .hidden("was_memo", input.was_memo.as_deref().unwrap_or_default())
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
    let typed = |change: Change, was: &Option<String>| Typed { change, shown: was.clone() };
    let edits = vec![
        typed(Change::Owner(member(&sent.owned_by)?), &sent.was_owned_by),
        typed(Change::Phase(sent.phase.clone()), &sent.was_phase),
        typed(Change::Memo(sent.memo.clone()), &sent.was_memo),
    ];
    match accounts::change(&shared.app, who, id, edits).await {
        Ok(()) => Ok(ui::done(&format!("{}#a{id}", own(&sent.back)), "account-edit-saved", None)),
        Err(Refused::Input(wrong)) => {
            let editable = accounts::editable(&shared.app, who, id).await?;
            let sent = if wrong.iter().any(|one| one.problem.code == CONFLICT) { sent.over(&editable) } else { sent };
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
    let since =
        ["owner", "memo"].map(|field| Wrong { field: field.to_owned(), problem: banso_kernel::Problem::new(CONFLICT) });
    [&[][..], &[wrong][..], &since[..]].map(|wrong| page(cx, &editable, &input, wrong)).into()
}
