//! `GET /accounts/export`: the list as a file.

use super::cells;
use crate::{Cx, Fail, Shared};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use banso_app::accounts::{self, Listing, WayBack};
use banso_domain::board::{Column, Row};
use banso_kernel::{Money, Problem};
use banso_report::export::{Form, Sheet, Value, export as file};

/// The columns of the file: those of the page, with the id in front so that it can be imported again.
fn columns(listing: &Listing) -> Vec<Column> {
    let shown = listing.query.shown().iter().copied().filter(|column| !matches!(column, Column::Trend | Column::Key));
    std::iter::once(Column::Key).chain(shown).collect()
}

/// The list as a table.
fn sheet(cx: &Cx, listing: &Listing) -> Sheet {
    let columns = columns(listing);
    let mut heads = Vec::new();
    for column in &columns {
        heads.push(cells::title(cx, listing, *column));
        match column {
            Column::Key => heads.push(cx.t("common-account").into()),
            Column::Segment => {
                heads.insert(heads.len() - 1, cx.t("accounts-col-before").into());
                heads.push(cx.t("accounts-col-moved").into());
            }
            _ => {}
        }
    }
    let rows = listing.board.list(&listing.query).into_iter();
    let rows = rows.map(|row| columns.iter().flat_map(|column| values(cx, listing, row, *column)).collect()).collect();
    Sheet { name: cx.t("accounts-title").into(), heads, rows }
}

/// How the file comes in again: what people edit has a field, what is computed has none.
fn way_back(cx: &Cx, listing: &Listing, sheet: &Sheet) -> WayBack {
    let field = |column: Column| match column {
        Column::Key => Some("key"),
        Column::Owner => Some("owner"),
        Column::Phase => Some("phase"),
        Column::Industry => Some("industry"),
        Column::Plan => Some("plan"),
        Column::SignedUp => Some("signed_up_on"),
        _ => None,
    };
    let of = |column: Column| Some((field(column)?, cells::title(cx, listing, column)));
    let mut fields: Vec<_> = columns(listing).into_iter().filter_map(of).collect();
    fields.push(("name", cx.t("common-account").into()));
    WayBack { heads: sheet.heads.clone(), fields }
}

fn text(value: &str) -> Value {
    if value.is_empty() { Value::Empty } else { Value::Text(value.to_owned()) }
}

fn values(cx: &Cx, listing: &Listing, row: &Row, column: Column) -> Vec<Value> {
    let model = &listing.lens.model;
    let standing = row.standing.as_ref();
    let segment = |at: Option<u8>| {
        let segment = at.and_then(|at| model.segments.get(usize::from(at)));
        segment.map_or(Value::Empty, |segment| text(segment.name.get(cx.lang)))
    };
    let date = |day: Option<banso_kernel::Day>| day.map_or(Value::Empty, Value::Day);
    let one = match column {
        Column::Key => return vec![text(&row.key), text(&row.name)],
        Column::Segment => {
            let moved = standing.and_then(|s| s.last_move());
            let before = segment(moved.and_then(|moved| moved.from));
            return vec![before, segment(standing.and_then(|s| s.segment)), date(moved.map(|moved| moved.on))];
        }
        Column::Unmet => {
            let names = model.in_set(standing.map_or(0, |s| s.unmet())).map(|criterion| criterion.name.get(cx.lang));
            text(&names.collect::<Vec<_>>().join("; "))
        }
        Column::Next => {
            let next = standing.and_then(|s| s.next).and_then(|at| model.criteria.get(usize::from(at)));
            next.map_or(Value::Empty, |criterion| text(criterion.next.get(cx.lang)))
        }
        Column::LastTouch => date(row.last_touch),
        Column::DeclineBy => date(row.decline_by),
        Column::Cmrr => {
            let money = Money { minor: row.cmrr, currency: listing.board.currency };
            if money.currency.digits() == 0 { Value::Int(row.cmrr) } else { Value::Number(money.major()) }
        }
        Column::Owner => row.owner.as_ref().map_or(Value::Empty, |(_, name)| text(name)),
        Column::Phase => text(&row.phase),
        Column::Trend => Value::Empty,
        Column::Ranks => standing.map_or(Value::Empty, |s| {
            let ranks = model.axes.iter().zip(&s.axes).map(|(axis, at)| {
                let rank = if at.is_nan() { None } else { axis.ranks.get(*at as usize) };
                rank.map_or_else(|| "-".to_owned(), |rank| rank.letter.clone())
            });
            text(&ranks.collect::<Vec<_>>().join(" x "))
        }),
        Column::Score => standing.map_or(Value::Empty, |s| Value::Number(s.score)),
        Column::Coverage => standing.map_or(Value::Empty, |s| Value::Number(s.coverage)),
        Column::EndsOn => date(row.ends_on),
        Column::Industry => text(&row.industry),
        Column::Plan => text(&row.plan),
        Column::SignedUp => date(row.signed_up_on),
    };
    vec![one]
}

/// The handler. The export is in the audit log before the first byte leaves.
pub async fn export(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let pairs: Vec<(String, String)> = url::form_urlencoded::parse(cx.query.as_bytes()).into_owned().collect();
    let format = pairs.iter().find(|(name, _)| name == "format").map_or("xlsx", |(_, value)| value.as_str());
    let problem = || Problem::new("accounts-problem-value").with("name", "format").with("value", format);
    let form = Form::parse(format)
        .ok_or_else(|| Fail::Bad(vec![banso_app::Wrong { field: "format".into(), problem: problem() }]))?;
    let asked: Vec<(String, String)> = pairs.iter().filter(|(name, _)| name != "format").cloned().collect();
    let listing = accounts::list(&shared.app, cx.member()?, &asked).await?;
    let sheet = sheet(&cx, &listing);
    let back = way_back(&cx, &listing, &sheet);
    accounts::note_export(&shared.app, cx.member()?, &cx.query, sheet.rows.len(), back).await?;
    let made = file(&sheet, form, cx.now).map_err(|error| {
        tracing::error!("export: {error}");
        Fail::Broken
    })?;
    let name = format!("attachment; filename=\"accounts-{}.{}\"", listing.board.as_of, form.extension());
    let headers = [(header::CONTENT_TYPE, form.media_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, made.bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_domain::members::Role;
    use banso_kernel::Lang;

    #[test]
    fn an_export_holds_every_row_and_nothing_that_runs() {
        let cx = Cx::sample(Lang::Ja, Some(Role::Csm));
        let mut listing = super::super::sample::listings(Lang::Ja).remove(0);
        let mut rows = listing.board.rows().to_vec();
        rows[0].name = "=cmd|' /C calc'!A0".into();
        let (as_of, currency, names) = (listing.board.as_of, listing.board.currency, listing.board.names.clone());
        listing.board = std::sync::Arc::new(banso_domain::board::Board::new(as_of, currency, names, rows));
        let sheet = sheet(&cx, &listing);
        assert_eq!(sheet.rows.len(), listing.board.rows().len());
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.heads.len()));
        let made = file(&sheet, Form::CsvUtf8, cx.now).expect("a file");
        let csv = String::from_utf8(made.bytes).expect("text");
        assert!(csv.starts_with('\u{feff}') && csv.contains("\r\n"));
        assert!(csv.contains("'=cmd|") && !csv.contains(",=cmd|"));
        assert!(csv.contains("㈱髙橋フーズ") && csv.contains("𠮷田"), "written as typed (J-10)");
    }
}
