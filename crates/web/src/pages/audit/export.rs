//! `GET /audit/export`: the log as a file, all pages of it.

use super::{list, words};
use crate::{Cx, Fail, Shared};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use banso_app::actions::{AuditQuery, AuditRow};
use banso_kernel::Problem;
use banso_report::export::{Form, Sheet, Value, export as file};

/// Most rows of a file; a spreadsheet holds a million.
const MOST: usize = 200_000;

fn text(value: &str) -> Value {
    if value.is_empty() { Value::Empty } else { Value::Text(value.to_owned()) }
}

fn sheet(cx: &Cx, rows: &[AuditRow]) -> Sheet {
    let heads =
        ["audit-seq", "audit-when", "audit-who", "audit-did", "audit-object", "audit-id", "audit-what", "audit-detail"];
    let line = |row: &AuditRow| {
        vec![
            Value::Int(row.seq),
            text(&cx.words.moment(row.at, &cx.zone)),
            text(&words::by(cx, row)),
            text(&words::verb(cx, &row.verb)),
            text(&words::object(cx, &row.object)),
            text(&row.object_id),
            text(&row.name),
            text(&row.detail),
        ]
    };
    Sheet {
        name: cx.t("audit-title").into_owned(),
        heads: heads.map(|id| cx.t(id).into_owned()).into(),
        rows: rows.iter().map(line).collect(),
    }
}

/// The handler. The export is in the audit itself before the first byte leaves.
pub async fn export(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let format = cx.asked("format").unwrap_or_else(|| Form::ALL[0].code().to_owned());
    let unknown = || banso_app::Refused::wrong("format", Problem::new("web-problem-unknown-choice"));
    let form = Form::parse(&format).ok_or_else(unknown)?;
    let (mut query, mut rows) = (AuditQuery { before: None, ..list::asked(&cx) }, Vec::new());
    loop {
        let page = shared.app.audit(who, &query).await?;
        rows.extend(page.rows);
        // A place that does not move would never end.
        if page.before.is_none() || page.before == query.before || rows.len() >= MOST {
            break;
        }
        query.before = page.before;
    }
    shared.app.note_audit_export(who, &cx.query, rows.len()).await?;
    let made = file(&sheet(&cx, &rows), form, cx.now).map_err(|error| {
        tracing::error!("export: {error}");
        Fail::Broken
    })?;
    let name = format!("attachment; filename=\"audit-{}.{}\"", cx.today, form.extension());
    let headers = [(header::CONTENT_TYPE, form.media_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, made.bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_domain::members::Role;
    use banso_kernel::{Lang, Micros};

    #[test]
    fn a_file_has_every_row_with_words_and_nothing_that_runs() {
        let cx = Cx::sample(Lang::Ja, Some(Role::Manager));
        let row = AuditRow {
            seq: 7,
            at: Micros(1_795_323_900_000_000),
            by: None,
            verb: "edit".into(),
            object: "account".into(),
            object_id: "3".into(),
            name: "=cmd|' /C calc'!A0".into(),
            detail: "{\"to\":\"更新\"}".into(),
        };
        let made = file(&sheet(&cx, &[row.clone(), row]), Form::CsvUtf8, cx.now).expect("a file");
        let csv = String::from_utf8(made.bytes).expect("text");
        assert_eq!(csv.lines().count(), 3);
        assert!(csv.contains("'=cmd|") && !csv.contains(",=cmd|"), "{csv}");
        assert!(csv.contains("2026/11/22(日) 14:05"), "{csv}");
    }
}
