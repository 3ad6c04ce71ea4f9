//! One change to many accounts: the form with its preview, then the report with the way back (RULES 7, 8).

use crate::form::{Fields, Nothing};
use crate::ui::{Action, Badge, Column, Empty, Html, Line, Page, PageHead, Table, Tone, errors};
use crate::{Cx, Fail, Form, Shared, ui};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use banso_app::accounts::{self, BULK_LIMIT, BulkField, BulkPlan, BulkReport, BulkRow, Outcome};
use banso_app::{Refused, Wrong};
use banso_kernel::{AccountId, Arg, MemberId, Micros};
use serde::Deserialize;

/// Rows that a page shows; the others are counted.
const SHOWN: usize = 100;

/// What would change, and to what.
#[derive(Template)]
#[template(path = "pages/accounts/bulk.html")]
pub struct BulkForm {
    cx: Cx,
    plan: BulkPlan,
    value: String,
    back: String,
    errors: Html,
    empty: Option<Empty>,
}

impl BulkForm {
    fn new(cx: &Cx, plan: BulkPlan, back: String, value: &str, wrong: &[Wrong]) -> Self {
        let empty = plan.rows.is_empty().then(|| {
            let (what, needs) = (cx.t("accounts-bulk-none"), cx.t("accounts-bulk-none-needs"));
            Empty::new(cx, &what, &needs, &back, &cx.t("accounts-bulk-back")).primary()
        });
        Self { errors: errors(cx, wrong), value: value.to_owned(), plan, back, empty, cx: cx.clone() }
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

    fn count(&self, id: &str) -> String {
        self.cx.t1(&format!("{id}-{}", self.word()), "n", self.plan.rows.len())
    }

    fn ids(&self) -> String {
        ids(&self.plan.rows)
    }

    fn table(&self) -> Table {
        let now = if self.owner() { "accounts-bulk-owner-now" } else { "accounts-bulk-phase-now" };
        let columns = vec![Column::new(&self.cx, &self.cx.t("common-account")), Column::new(&self.cx, &self.cx.t(now))];
        let lines = self.plan.rows.iter().take(SHOWN).map(|row| line(&self.cx, row, vec![value(&self.cx, row)]));
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
            Self::new(cx, plan(BulkField::Owner, 38), back(), "2", &[]),
            Self::new(cx, plan(BulkField::Phase, 130), back(), "<b>", &wrong),
            Self::new(cx, plan(BulkField::Owner, 0), back(), "", &[]),
        ]
    }
}

/// What was done.
#[derive(Template)]
#[template(path = "pages/accounts/bulk_report.html")]
pub struct BulkDone {
    cx: Cx,
    report: BulkReport,
}

impl BulkDone {
    fn says(&self) -> String {
        let count = |wanted| self.report.rows.iter().filter(|row| row.outcome == wanted).count();
        let to = if self.report.to.is_empty() { self.cx.t("common-none").into_owned() } else { self.report.to.clone() };
        let args = [
            ("n", Arg::from(count(Outcome::Done))),
            ("same", Arg::from(count(Outcome::Same))),
            ("gone", Arg::from(count(Outcome::Gone))),
            ("to", to.into()),
        ];
        self.cx.words.with(&format!("accounts-bulk-says-{}", self.report.field.word()), &args)
    }

    fn undone(&self) -> Option<String> {
        let left = self.report.undone.as_ref()?;
        Some(self.cx.t1("accounts-bulk-undone-says", "n", left.len()))
    }

    fn until(&self) -> String {
        self.cx.t1("accounts-bulk-until", "at", self.cx.words.clock(self.report.until, &self.cx.zone))
    }

    fn table(&self) -> Table {
        let cx = &self.cx;
        let columns = vec![
            Column::new(cx, &cx.t("common-account")),
            Column::new(cx, &cx.t("accounts-bulk-before")),
            Column::new(cx, &cx.t("accounts-bulk-outcome")),
        ];
        let state = |row: &BulkRow| {
            let left = self.report.undone.as_ref().map(|left| left.contains(&row.account));
            let (tone, id) = match (row.outcome, left) {
                (Outcome::Done, None) => (Tone::Good, "accounts-bulk-row-done"),
                (Outcome::Done, Some(true)) => (Tone::Warn, "accounts-bulk-row-newer"),
                (Outcome::Done, Some(false)) => (Tone::Plain, "accounts-bulk-row-undone"),
                (Outcome::Gone, _) => (Tone::Warn, "accounts-bulk-row-gone"),
                (Outcome::Same | Outcome::Newer, _) => (Tone::Plain, "accounts-bulk-row-same"),
            };
            Badge::state(cx, tone, &cx.t(id)).html()
        };
        // What was not done comes first: the page may not show all.
        let mut rows: Vec<&BulkRow> = self.report.rows.iter().collect();
        rows.sort_by_key(|row| row.outcome == Outcome::Done);
        let lines = rows.into_iter().take(SHOWN).map(|row| line(cx, row, vec![value(cx, row), state(row)]));
        Table::new(&cx.t("accounts-bulk-report"), columns, lines.collect()).dense().cards()
    }

    fn rest(&self) -> Option<String> {
        rest(&self.cx, self.report.rows.len())
    }
}

impl Page for BulkDone {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("accounts-bulk-report").into_owned(),
            question: self.cx.t("accounts-bulk-report-question").into_owned(),
            figure: None,
            action: Action::link("/accounts", &self.cx.t("accounts-bulk-back")),
            trail: vec![(self.cx.t("accounts-title").into_owned(), "/accounts".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let report = |field, undoable, undone| BulkReport {
            key: "0123456789abcdef".to_owned(),
            field,
            to: "Ken Sato".to_owned(),
            rows: sample_rows(12, &[Outcome::Done, Outcome::Same, Outcome::Done, Outcome::Gone]),
            until: Micros(cx.now.0 + 30 * 60 * 1_000_000),
            undoable,
            undone,
        };
        vec![
            Self { cx: cx.clone(), report: report(BulkField::Owner, true, None) },
            Self { cx: cx.clone(), report: report(BulkField::Phase, false, Some(vec![AccountId(3)])) },
        ]
    }
}

fn sample_rows(n: usize, outcomes: &[Outcome]) -> Vec<BulkRow> {
    let row = |at: usize| BulkRow {
        account: AccountId(at as i64 + 1),
        name: super::sample::NAMES[at % super::sample::NAMES.len()].0.to_owned(),
        value: ["髙橋 美咲", ""][at % 2].to_owned(),
        outcome: outcomes[at % outcomes.len()],
    };
    (0..n).map(row).collect()
}

fn line(cx: &Cx, row: &BulkRow, cells: Vec<Html>) -> Line {
    let name = if row.name.is_empty() { Html::text(&cx.t("common-none")) } else { Html::text(&row.name) };
    let href = (row.outcome != Outcome::Gone).then(|| format!("/accounts/{}", row.account));
    Line { href, id: None, cells: std::iter::once(name).chain(cells).collect() }
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
    let field = BulkField::parse(word).ok_or(Fail::NotFound)?;
    let picked = (!all).then_some(picked.as_slice());
    let plan = accounts::bulk_plan(&shared.app, cx.member()?, field, picked, &pairs).await?;
    // One careless click gives the accounts to oneself, not to nobody.
    let me = cx.principal.as_ref().filter(|_| field == BulkField::Owner).map(|me| me.member.to_string());
    Ok(ui::respond(&BulkForm::new(&cx, plan, ui::address("/accounts", &pairs), &me.unwrap_or_default(), &[])))
}

/// `ids=1,2,3`: what the preview showed, not what the filter selects by now.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    field: String,
    value: String,
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
    match accounts::bulk_change(&shared.app, who, field, &ids, &sent.value).await {
        Ok(key) => {
            let report = format!("/accounts/bulk/{key}");
            Ok(ui::done(&report, "accounts-bulk-done", Some(&format!("{report}/undo"))))
        }
        Err(Refused::Input(wrong)) => {
            let plan = accounts::bulk_plan(&shared.app, who, field, Some(&ids), &[]).await?;
            let page = BulkForm::new(&cx, plan, ui::own(&sent.back).to_owned(), &sent.value, &wrong);
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
    Ok(ui::respond(&BulkDone { cx, report }))
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
