//! `/import/{id}`: how far an import is, then what came of it. While it runs the page asks for itself again.

use super::{samples, state};
use crate::ui::{Action, Badge, Column, Html, Line, Page, PageHead, Row, Rows, Table};
use crate::{Cx, Fail, Shared, ui};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use banso_app::import::{ImportState, Shown, Step, long_past, notes, rejects_csv, rejects_sheet};
use banso_kernel::Problem;

/// The page.
#[derive(Template)]
#[template(path = "pages/import/report.html")]
pub struct ReportPage {
    cx: Cx,
    shown: Shown,
    state: Badge,
    counts: Rows,
    notes: Vec<String>,
    reasons: Option<Table>,
    rejects: Option<Table>,
    /// (done, total) of the computation that follows an import.
    computing: Option<(u64, u64)>,
}

impl ReportPage {
    fn new(cx: &Cx, shown: Shown, computing: Option<(u64, u64)>) -> Self {
        let (import, report) = (&shown.import, &shown.report);
        let count = |id: &str, n: u64| Row::new(&cx.t(id), &cx.words.int(n.cast_signed()));
        let mut counts = vec![
            Row::new(&cx.t("import-head-kind"), &cx.t(&format!("import-kind-{}", import.kind))),
            count("import-head-read", import.rows_read),
            count("import-head-new", import.counts.new),
            count("import-head-updated", import.counts.updated),
            count("import-head-unchanged", import.counts.unchanged),
        ];
        if report.repeated > 0 {
            counts.push(count("import-head-repeated", report.repeated));
        }
        if report.rows_conflicting > 0 {
            counts.push(count("import-head-conflicting", report.rows_conflicting));
        }
        counts.push(count("import-head-rejected", import.rows_rejected));
        Self {
            state: state(cx, &shown),
            counts: Rows(counts),
            notes: if shown.report.step == Step::Done { notes(cx.words, &import.kind, report) } else { Vec::new() },
            reasons: (!report.reasons.is_empty()).then(|| reasons(cx, &shown)),
            rejects: (!report.first.is_empty()).then(|| rejects(cx, &shown)),
            cx: cx.clone(),
            shown,
            computing,
        }
    }

    fn rejects_limit(&self) -> String {
        self.cx.t1("import-rejects-limit", "n", self.shown.report.rejects_kept as usize)
    }

    /// The day of the newest fact, where that is long past.
    fn long_past(&self) -> Option<String> {
        let day = long_past(&self.shown.report, &self.cx.zone, self.cx.today)?;
        Some(self.cx.t1("import-long-past", "day", self.cx.words.day(day)))
    }

    fn may_set(&self) -> bool {
        self.cx.may(banso_domain::members::Role::Admin)
    }

    fn runs(&self) -> bool {
        self.shown.import.state == ImportState::Running && !self.shown.interrupted
    }

    fn progress(&self) -> String {
        let (rows, percent) = (self.shown.import.rows_read, self.shown.report.percent());
        match self.shown.report.step {
            Step::Reading => {
                let rows = self.cx.words.int(rows.cast_signed());
                let args = [("rows", rows.into()), ("percent", percent.cast_signed().into())];
                self.cx.words.with("import-running", &args)
            }
            Step::Sealing | Step::Done => self.cx.t("import-sealing").into_owned(),
        }
    }

    fn computed(&self) -> String {
        match self.computing {
            Some((done, total)) if total > 0 => {
                let args = [("done", done.cast_signed().into()), ("total", total.cast_signed().into())];
                self.cx.words.with("import-computing", &args)
            }
            _ => self.cx.t("import-computing-soon").into_owned(),
        }
    }

    fn first_rejects(&self) -> String {
        self.cx.t1("import-rejects-first", "n", self.shown.report.first.len())
    }

    fn more_than_shown(&self) -> bool {
        self.shown.report.reasons.values().sum::<u64>() > self.shown.report.first.len() as u64
    }

    fn more_than_kept(&self) -> bool {
        self.shown.report.reasons.values().sum::<u64>() > self.shown.report.rejects_kept
    }
}

fn reasons(cx: &Cx, shown: &Shown) -> Table {
    let columns =
        vec![Column::new(cx, &cx.t("import-reject-reason")), Column::new(cx, &cx.t("import-reason-count")).figures()];
    let mut counted: Vec<(&String, &u64)> = shown.report.reasons.iter().collect();
    counted.sort_by_key(|(code, count)| (std::cmp::Reverse(**count), *code));
    let lines = counted.into_iter().map(|(code, count)| {
        // The sentence of the first such reject.
        let known = || shown.report.first.iter().map(|reject| &reject.problem).filter(|one| one.code == *code);
        // Values of one row stand for others only where they are the same.
        let same = known().all(|one| Some(one) == known().next()) && known().count() as u64 == *count;
        let general = Problem::new(&format!("{code}-any"));
        let problem = match known().next() {
            _ if !same && cx.words.has(&general.code) => general,
            Some(problem) => problem.clone(),
            None => Problem::new(code),
        };
        let cells = vec![Html::text(&cx.words.problem(&problem)), Html::text(&cx.words.int(count.cast_signed()))];
        Line { href: None, id: None, cells }
    });
    Table::new(&cx.t("import-reasons"), columns, lines.collect()).dense()
}

fn rejects(cx: &Cx, shown: &Shown) -> Table {
    let head = |id: &str| Column::new(cx, &cx.t(id));
    let columns = vec![
        head("import-reject-line").figures(),
        head("import-reject-column"),
        head("import-reject-value"),
        head("import-reject-reason"),
    ];
    let lines = shown.report.first.iter().map(|reject| Line {
        href: None,
        id: None,
        cells: vec![
            Html::text(&cx.words.int(reject.line.cast_signed())),
            Html::text(&reject.column),
            Html::text(&reject.value),
            Html::text(&cx.words.problem(&reject.problem)),
        ],
    });
    Table::new(&cx.t("import-rejects"), columns, lines.collect()).dense().cards()
}

impl Page for ReportPage {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.shown.import.file_name.clone(),
            question: self.cx.t("import-report-question").into_owned(),
            figure: None,
            action: Action::link("/import/new", &self.cx.t("import-another")),
            trail: vec![(self.cx.t("import-title").into_owned(), "/import".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let computing = [None, Some((120, 500)), None, None, None];
        samples(cx).into_iter().zip(computing).map(|(shown, computing)| Self::new(cx, shown, computing)).collect()
    }
}

/// Progress or report. While something goes on the browser is told to ask again in two seconds.
pub async fn show(cx: Cx, State(shared): State<Shared>, Path(id): Path<i64>) -> Result<Response, Fail> {
    let shown = shared.app.import(cx.member()?, id).await?;
    let computing = cx.computing;
    let page = ReportPage::new(&cx, shown, computing);
    let again = page.runs() || page.computing.is_some();
    let mut response = ui::respond(&page);
    if again {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("2"));
    }
    Ok(response)
}

/// The rejects as CSV in the reader's language.
pub async fn download(cx: Cx, State(shared): State<Shared>, Path(id): Path<i64>) -> Result<Response, Fail> {
    let (import, path) = shared.app.import_rejects(cx.member()?, id).await?;
    let (words, now) = (cx.words, cx.now);
    let csv = tokio::task::spawn_blocking(move || rejects_csv(&rejects_sheet(&path, words)?, now));
    let csv = csv.await.map_err(banso_app::Refused::broken)??;
    let name = format!("attachment; filename=\"rejects-{}.csv\"", import.id);
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, csv).into_response())
}
