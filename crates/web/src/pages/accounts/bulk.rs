//! One change to many accounts: the form with its preview, then the report with the way back (RULES 7, 8).

use crate::form::{Fields, Nothing};
use crate::pages::bulk_done::{BulkDone, Row, SHOWN};
use crate::ui::{Action, Column, Empty, Html, Line, Page, PageHead, Table, errors};
use crate::{Cx, Fail, Form, Shared, ui};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use banso_app::accounts::{self, BulkField, BulkPlan, BulkReport, BulkRow};
use banso_app::bulk::{BULK_LIMIT, Outcome};
use banso_app::{Refused, Wrong};
use banso_kernel::{AccountId, Arg, MemberId, Micros};
use serde::Deserialize;

/// What would change, and to what.
#[derive(Template)]
#[template(path = "pages/accounts/bulk.html")]
pub struct BulkForm {
    cx: Cx,
    plan: BulkPlan,
    value: String,
    reason: String,
    back: String,
    errors: Html,
    empty: Option<Empty>,
}

impl BulkForm {
    fn new(cx: &Cx, plan: BulkPlan, back: String, (value, reason): (&str, &str), wrong: &[Wrong]) -> Self {
        let empty = plan.rows.is_empty().then(|| {
            let (what, needs) = (cx.t("accounts-bulk-none"), cx.t("accounts-bulk-none-needs"));
            Empty::new(cx, &what, &needs, &back, &cx.t("accounts-bulk-back")).primary()
        });
        Self {
            errors: errors(cx, wrong, &[]),
            value: value.to_owned(),
            reason: reason.to_owned(),
            plan,
            back,
            empty,
            cx: cx.clone(),
        }
    }

    fn owner(&self) -> bool {
        self.plan.field == BulkField::Owner
    }

    fn word(&self) -> &'static str {
        self.plan.field.word()
    }

    fn field_label(&self) -> Html {
        self.cx.h(if self.owner() { "common-owner" } else { "common-phase" })
    }

    /// Some of them are on a journey: they are moved there, with a reason.
    fn moves(&self) -> bool {
        self.plan.rows.iter().any(|row| row.journey.is_some())
    }

    fn reason_help(&self) -> String {
        let on = self.plan.rows.iter().filter(|row| row.journey.is_some()).count();
        self.cx.t1("accounts-bulk-reason-help", "n", on)
    }

    fn count(&self, id: &str) -> String {
        self.cx.t1(&format!("{id}-{}", self.word()), "n", self.plan.rows.len())
    }

    fn ids(&self) -> String {
        ids(&self.plan.rows)
    }

    fn table(&self) -> Table {
        let now = if self.owner() { "accounts-bulk-owner-now" } else { "accounts-bulk-phase-now" };
        let mut columns: Vec<&str> = vec!["common-account", now];
        if self.moves() {
            columns.push("account-journey");
        }
        let columns = columns.into_iter().map(|id| Column::new(&self.cx, &self.cx.t(id))).collect();
        let lines = self.plan.rows.iter().take(SHOWN).map(|row| {
            let mut cells = vec![name(&self.cx, row), value(&self.cx, row)];
            let journey = row.journey.as_ref().map(|name| Html::text(name.get(self.cx.lang)));
            cells.extend(self.moves().then(|| journey.unwrap_or_else(|| super::cells::none(&self.cx))));
            Line { href: href(row), id: None, cells }
        });
        Table::new(&self.cx.t("accounts-bulk-preview"), columns, lines.collect()).dense()
    }

    fn rest(&self) -> Option<String> {
        rest(&self.cx, self.plan.rows.len())
    }
}

impl Page for BulkForm {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t(&format!("accounts-bulk-title-{}", self.word())).into_owned(),
            question: self.count("accounts-bulk-question"),
            figure: None,
            action: Action::InContent,
            trail: vec![(self.cx.t("accounts-title").into_owned(), self.back.clone())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let plan = |field, rows| BulkPlan {
            field,
            rows: sample_rows(rows, &[Outcome::Done]),
            members: vec![(MemberId(1), "髙橋 美咲".to_owned()), (MemberId(2), "Ken Sato".to_owned())],
            phases: vec!["導入".to_owned(), "定着".to_owned()],
        };
        let wrong = [Wrong {
            field: "value".to_owned(),
            problem: banso_kernel::Problem::new("problem-too-long").with("limit", 60i64),
        }];
        let back = || "/accounts?segment=at_risk".to_owned();
        vec![
            Self::new(cx, plan(BulkField::Owner, 38), back(), ("2", ""), &[]),
            Self::new(cx, plan(BulkField::Phase, 130), back(), ("<b>", "研修が済んだ"), &wrong),
            Self::new(cx, plan(BulkField::Owner, 0), back(), ("", ""), &[]),
        ]
    }
}

/// What was done.
fn done(cx: &Cx, report: BulkReport) -> BulkDone {
    let count = |wanted| report.rows.iter().filter(|row| row.outcome == wanted).count();
    let to = if report.to.is_empty() { cx.t("common-none").into_owned() } else { report.to.clone() };
    let args = [
        ("n", Arg::from(count(Outcome::Done))),
        ("same", Arg::from(count(Outcome::Same))),
        ("gone", Arg::from(count(Outcome::Gone))),
        ("to", to.into()),
    ];
    let elsewhere = count(Outcome::Elsewhere);
    let notes = [
        (elsewhere > 0).then(|| cx.t1("accounts-bulk-says-elsewhere", "n", elsewhere)),
        (!report.reason.is_empty()).then(|| cx.t1("accounts-bulk-says-reason", "reason", report.reason.as_str())),
    ];
    let row = |one: &BulkRow| Row {
        name: name(cx, one),
        href: href(one),
        before: value(cx, one),
        outcome: one.outcome,
        left: report.undone.as_ref().is_some_and(|left| left.contains(&one.account)),
    };
    BulkDone {
        area: "accounts-bulk",
        says: cx.words.with(&format!("accounts-bulk-says-{}", report.field.word()), &args),
        note: notes.into_iter().flatten().collect::<Vec<_>>().join(" "),
        rows: report.rows.iter().map(row).collect(),
        until: report.until,
        undo: format!("/accounts/bulk/{}/undo", report.key),
        undoable: report.undoable,
        undone: report.undone.is_some(),
        list: (cx.t("accounts-title").into_owned(), "/accounts".to_owned()),
        cx: cx.clone(),
    }
}

/// Reports, to test and to look at.
pub(crate) fn reports(cx: &Cx) -> Vec<BulkDone> {
    let report = |field, undoable, undone| BulkReport {
        key: "0123456789abcdef".to_owned(),
        field,
        to: "Ken Sato".to_owned(),
        reason: String::new(),
        rows: sample_rows(12, &[Outcome::Done, Outcome::Same, Outcome::Done, Outcome::Gone]),
        until: Micros(cx.now.0 + 30 * 60 * 1_000_000),
        undoable,
        undone,
    };
    let moved = BulkReport {
        to: "安定利用".to_owned(),
        reason: "<b>研修が済んだ</b>".to_owned(),
        rows: sample_rows(12, &[Outcome::Done, Outcome::Elsewhere, Outcome::Same]),
        ..report(BulkField::Phase, true, None)
    };
    let undone = report(BulkField::Phase, false, Some(vec![AccountId(3)]));
    [report(BulkField::Owner, true, None), undone, moved].into_iter().map(|report| done(cx, report)).collect()
}

fn sample_rows(n: usize, outcomes: &[Outcome]) -> Vec<BulkRow> {
    let row = |at: usize| BulkRow {
        account: AccountId(at as i64 + 1),
        name: super::sample::NAMES[at % super::sample::NAMES.len()].0.to_owned(),
        value: ["髙橋 美咲", ""][at % 2].to_owned(),
        journey: (at % 3 == 1).then(|| crate::pages::tasks::sample::text("オンボーディング", "Onboarding")),
        outcome: outcomes[at % outcomes.len()],
    };
    (0..n).map(row).collect()
}

fn name(cx: &Cx, row: &BulkRow) -> Html {
    if row.name.is_empty() { Html::text(&cx.t("common-none")) } else { Html::text(&row.name) }
}

fn href(row: &BulkRow) -> Option<String> {
    (row.outcome != Outcome::Gone).then(|| format!("/accounts/{}", row.account))
}

fn value(cx: &Cx, row: &BulkRow) -> Html {
    if row.value.is_empty() { super::cells::none(cx) } else { Html::text(&row.value) }
}

fn rest(cx: &Cx, all: usize) -> Option<String> {
    (all > SHOWN).then(|| cx.t1("accounts-bulk-rest", "n", all - SHOWN))
}

fn ids(rows: &[BulkRow]) -> String {
    rows.iter().map(|row| row.account.to_string()).collect::<Vec<_>>().join(",")
}

/// `GET /accounts/bulk`: `do` says what, with `-all` for the whole filter; `id` are the accounts that were picked.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let mut pairs: Vec<(String, String)> = url::form_urlencoded::parse(cx.query.as_bytes()).into_owned().collect();
    let (mut picked, mut what) = (Vec::new(), String::new());
    pairs.retain(|(name, value)| match name.as_str() {
        "id" => {
            picked.extend(value.parse().map(AccountId));
            false
        }
        "do" => {
            what.clone_from(value);
            false
        }
        _ => true,
    });
    let (word, all) = what.strip_suffix("-all").map_or((what.as_str(), false), |word| (word, true));
    let picked = (!all).then_some(picked.as_slice());
    if word == "play" {
        return super::plays::show(cx, &shared, what.clone(), picked, pairs).await;
    }
    let field = BulkField::parse(word).ok_or(Fail::NotFound)?;
    let plan = accounts::bulk_plan(&shared.app, cx.member()?, field, picked, &pairs).await?;
    // One careless click gives the accounts to oneself, not to nobody.
    let me = cx.principal.as_ref().filter(|_| field == BulkField::Owner).map(|me| me.member.to_string());
    Ok(ui::respond(&BulkForm::new(&cx, plan, ui::address("/accounts", &pairs), (&me.unwrap_or_default(), ""), &[])))
}

/// `ids=1,2,3`: what the preview showed, not what the filter selects by now.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    field: String,
    value: String,
    /// Why accounts are moved on their journeys.
    #[serde(default)]
    reason: String,
    ids: String,
    back: String,
}
impl Fields for Sent {}

/// `POST /accounts/bulk`
pub async fn change(cx: Cx, State(shared): State<Shared>, Form(sent): Form<Sent>) -> Result<Response, Fail> {
    let field = BulkField::parse(&sent.field).ok_or(Fail::NotFound)?;
    let ids: Result<Vec<AccountId>, _> = sent
        .ids
        .split(',')
        .filter(|id| !id.is_empty())
        .take(BULK_LIMIT + 1)
        .map(|id| id.parse().map(AccountId))
        .collect();
    let ids = ids.map_err(|_| Fail::NotFound)?;
    let who = cx.member()?;
    match accounts::bulk_change(&shared.app, who, field, &ids, (&sent.value, &sent.reason)).await {
        Ok(key) => {
            let report = format!("/accounts/bulk/{key}");
            Ok(ui::done(&report, "accounts-bulk-done", Some(&format!("{report}/undo"))))
        }
        Err(Refused::Input(wrong)) => {
            let plan = accounts::bulk_plan(&shared.app, who, field, Some(&ids), &[]).await?;
            let page = BulkForm::new(&cx, plan, ui::own(&sent.back).to_owned(), (&sent.value, &sent.reason), &wrong);
            let mut response = ui::respond(&page);
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refused) => Err(refused.into()),
    }
}

/// `GET /accounts/bulk/{id}`
pub async fn report(cx: Cx, Path(key): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let report = accounts::bulk_report(&shared.app, cx.member()?, &key).await?;
    Ok(ui::respond(&done(&cx, report)))
}

/// `POST /accounts/bulk/{id}/undo`
pub async fn undo(
    cx: Cx,
    Path(key): Path<String>,
    State(shared): State<Shared>,
    Form(_): Form<Nothing>,
) -> Result<Response, Fail> {
    accounts::bulk_undo(&shared.app, cx.member()?, &key).await?;
    Ok(ui::done(&format!("/accounts/bulk/{key}"), "accounts-bulk-undone", None))
}
