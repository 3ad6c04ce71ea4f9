//! The cells of a row, and the heads above them.

use super::address;
use crate::Cx;
use crate::ui::{Badge, Column as Head, Html, Line, Sort as Direction};
use banso_app::accounts::{Lens, Listing};
use banso_domain::board::{Column, Row, Sort, SortBy, Standing};
use banso_domain::health::ModelKind;
use banso_domain::members::Role;
use banso_kernel::{Currency, Day, Month};
use banso_report::tokens::segment_color;

/// Months that the small trend shows.
pub(crate) const TREND_MONTHS: i32 = 13;

/// The segment's badge, or the one that says that there is too little data for one.
pub(crate) fn segment(cx: &Cx, lens: &Lens, at: Option<u8>) -> Badge {
    let count = lens.model.segments.len();
    match at.and_then(|at| Some((at, lens.model.segments.get(usize::from(at))?))) {
        Some((at, segment)) => Badge::segment(cx, segment_color(at.into(), count), segment.name.get(cx.lang)),
        None => Badge::segment(cx, segment_color(count, count), &cx.t("accounts-no-segment"))
            .meaning(&cx.t("accounts-no-segment-why")),
    }
}

/// Segment before → now.
pub(crate) fn moved(cx: &Cx, lens: &Lens, standing: Option<&Standing>) -> Html {
    let now = segment(cx, lens, standing.and_then(|s| s.segment)).html();
    let Some(last) = standing.and_then(Standing::last_move).filter(|last| last.from.is_some()) else { return now };
    let before = last.from.and_then(|at| lens.model.segments.get(usize::from(at)));
    let name = before.map_or("", |segment| segment.name.get(cx.lang));
    Html::raw(format!(
        "{now}<i class=\"moved\">{} · {}</i>",
        Html::text(&cx.t1("accounts-from", "segment", name)),
        cx.date(last.on)
    ))
}

/// A deadline: red within 30 days, amber within 90, always with the days left in words.
pub(crate) fn deadline(cx: &Cx, by: Option<Day>, as_of: Day) -> Html {
    let Some(by) = by else { return none(cx) };
    let left = by - as_of;
    let tone = match left {
        ..0 => "t-plain",
        0..=30 => "t-bad",
        31..=90 => "t-warn",
        _ => "t-plain",
    };
    let words = Html::text(&cx.t1("accounts-days-left", "n", i64::from(left)));
    let words = if (0..=90).contains(&left) { format!("<span class=\"left\">{words}</span>") } else { String::new() };
    Html::raw(format!("<span class=\"deadline {tone}\">{}{words}</span>", cx.date(by)))
}

/// The word for nothing.
pub(crate) fn none(cx: &Cx) -> Html {
    Html::raw(format!("<span class=\"none\">{}</span>", Html::text(&cx.t("common-none"))))
}

/// An amount without its currency, which stands in the head.
pub(crate) fn amount(cx: &Cx, listing: &Listing, minor: i64) -> String {
    let money = banso_kernel::Money { minor, currency: listing.board.currency };
    cx.words.num(money.major(), listing.board.currency.digits() as usize)
}

/// Ranks, scores or points of all axes, such as "Data A · Use C".
pub(crate) fn axes(cx: &Cx, lens: &Lens, values: &[f64]) -> Html {
    let parts = lens.model.axes.iter().zip(values).map(|(axis, value)| {
        let rank = if value.is_nan() { None } else { axis.ranks.get(*value as usize) };
        let (shown, meaning) = match rank {
            Some(rank) => (rank.letter.clone(), rank.name.get(cx.lang).to_owned()),
            None if value.is_nan() => (cx.t("common-no-data").into_owned(), String::new()),
            None => (cx.words.num(*value, usize::from(lens.model.kind == ModelKind::Score)), String::new()),
        };
        Html::raw(format!(
            "<span class=\"of-axis\" title=\"{}\"><i>{}</i> <b>{}</b></span>",
            Html::text(&meaning),
            Html::text(axis.name.get(cx.lang)),
            Html::text(&shown)
        ))
    });
    Html::join(parts, " ")
}

/// The segment at the end of each of the last months, as a small step line: higher is better.
fn trend(cx: &Cx, lens: &Lens, standing: Option<&Standing>, as_of: Day) -> Html {
    let Some(standing) = standing else { return Html::default() };
    let best = lens.model.segments.len() as f64;
    let month = as_of.month();
    let ends = (1 - TREND_MONTHS..=0).map(|back| Month(month.0 + back).last().min(as_of));
    let values: Vec<f64> =
        ends.clone().map(|day| standing.segment_on(day).map_or(f64::NAN, |at| best - f64::from(at))).collect();
    let name = |at: Option<u8>| {
        let segment = at.and_then(|at| lens.model.segments.get(usize::from(at)));
        segment.map_or_else(|| cx.t("accounts-no-segment").into_owned(), |s| s.name.get(cx.lang).to_owned())
    };
    let first = ends.clone().next().and_then(|day| standing.segment_on(day));
    let args = [("before", name(first).into()), ("now", name(standing.segment).into())];
    Html::svg(banso_report::chart::spark::draw(&values, &cx.words.with("accounts-trend-words", &args)))
}

fn unmet(cx: &Cx, lens: &Lens, standing: Option<&Standing>) -> Html {
    let Some(standing) = standing else { return none(cx) };
    let names: Vec<&str> = lens.model.in_set(standing.unmet()).map(|c| c.name.get(cx.lang)).collect();
    if names.is_empty() {
        let word = if standing.known == 0 { "common-no-data" } else { "accounts-all-met" };
        return Html::raw(format!("<span class=\"none\">{}</span>", Html::text(&cx.t(word))));
    }
    let first = standing.next.and_then(|at| lens.model.criteria.get(usize::from(at))).map(|c| c.name.get(cx.lang));
    let first = first.unwrap_or(names[0]);
    let rest = match names.len() {
        1 => String::new(),
        n => format!("<span class=\"more\">{}</span>", Html::text(&cx.t1("accounts-and-more", "n", n - 1))),
    };
    Html::raw(format!(
        "<span class=\"unmet\" title=\"{}\"><span class=\"clip\">{}</span>{rest}</span>",
        Html::text(&names.join("\n")),
        Html::text(first)
    ))
}

fn next(cx: &Cx, lens: &Lens, row: &Row) -> Html {
    let criterion = row.standing.as_ref().and_then(|s| s.next).and_then(|at| lens.model.criteria.get(usize::from(at)));
    let Some(criterion) = criterion else { return none(cx) };
    if !cx.may(Role::Csm) {
        return Html::raw(format!("<span class=\"clip\">{}</span>", Html::text(criterion.next.get(cx.lang))));
    }
    let pairs = [("for", criterion.id.clone()), ("model", lens.model.id.clone())];
    let href = address::address(&format!("/accounts/{}/touches/new", row.account), &pairs);
    let text = Html::text(criterion.next.get(cx.lang));
    Html::raw(format!("<a class=\"next clip\" href=\"{}\">{text}</a>", Html::text(&href)))
}

fn cell(cx: &Cx, listing: &Listing, row: &Row, column: Column) -> Html {
    let (lens, standing) = (&listing.lens, row.standing.as_ref());
    let text = |value: &str| if value.is_empty() { none(cx) } else { Html::text(value) };
    let date = |day: Option<Day>| day.map_or_else(|| none(cx), |day| cx.date(day));
    match column {
        Column::Segment => moved(cx, lens, standing),
        Column::Unmet => unmet(cx, lens, standing),
        Column::Next => next(cx, lens, row),
        Column::LastTouch => date(row.last_touch),
        Column::DeclineBy => deadline(cx, row.decline_by, listing.board.as_of),
        Column::Cmrr => Html::text(&amount(cx, listing, row.cmrr)),
        Column::Owner => row.owner.as_ref().map_or_else(|| none(cx), |(_, name)| Html::text(name)),
        Column::Phase => text(&row.phase),
        Column::Trend => trend(cx, lens, standing, listing.board.as_of),
        Column::Ranks => standing.map_or_else(|| none(cx), |s| axes(cx, lens, &s.axes)),
        Column::Score => match standing {
            Some(s) if s.score.is_finite() => Html::text(&cx.words.num(s.score, 1)),
            _ => none(cx),
        },
        Column::Coverage => standing.map_or_else(|| none(cx), |s| Html::text(&cx.words.percent(s.coverage))),
        Column::EndsOn => date(row.ends_on),
        Column::Industry => text(&row.industry),
        Column::Plan => text(&row.plan),
        Column::SignedUp => date(row.signed_up_on),
        Column::Key => Html::text(&row.key),
    }
}

/// The row of an account.
pub(super) fn line(cx: &Cx, listing: &Listing, row: &Row) -> Line {
    let mut cells = vec![Html::text(&row.name)];
    cells.extend(listing.query.shown().iter().map(|column| cell(cx, listing, row, *column)));
    if cx.may(Role::Csm) {
        let label = Html::text(&cx.t("accounts-edit"));
        cells.push(Html::raw(format!("<a class=\"edit-row\" href=\"/accounts/{}/edit\">{label}</a>", row.account)));
    }
    let mut here = Vec::new();
    if let Some(model) = &listing.query.model {
        here.push(("model", model.clone()));
    }
    let href = address::address(&format!("/accounts/{}", row.account), &here);
    Line { href: Some(href), id: Some(format!("a{}", row.account)), cells }
}

/// The name of a column.
pub(super) fn title(cx: &Cx, listing: &Listing, column: Column) -> String {
    match column {
        Column::Cmrr => cmrr_head(cx, Some(listing.board.currency)),
        other => cx.t(&format!("accounts-col-{}", other.word())).into_owned(),
    }
}

/// The head of a column of CMRR, with the unit; without one where there are no amounts.
pub(crate) fn cmrr_head(cx: &Cx, currency: Option<Currency>) -> String {
    match currency.as_ref().map(Currency::code) {
        None => cx.t("common-cmrr-short").into_owned(),
        Some("JPY") => cx.t1("accounts-col-cmrr", "currency", cx.t("accounts-currency-jpy").into_owned()),
        Some(code) => cx.t1("accounts-col-cmrr", "currency", code),
    }
}

/// The heads, each a link that sorts.
pub(super) fn heads(cx: &Cx, listing: &Listing) -> Vec<Head> {
    let mut heads = vec![sorting(listing, Head::new(cx, &cx.t("common-account")), SortBy::Name)];
    heads.extend(listing.query.shown().iter().map(|column| {
        let head = Head::new(cx, &title(cx, listing, *column));
        let head = match column {
            Column::Cmrr | Column::Score | Column::Coverage => head.figures(),
            Column::Segment | Column::Next => head.speaks(),
            _ => head,
        };
        column.sort().map_or_else(|| head.clone(), |by| sorting(listing, head.clone(), by))
    }));
    if cx.may(Role::Csm) {
        heads.push(Head::new(cx, &cx.t("accounts-edit")).unseen());
    }
    heads
}

fn sorting(listing: &Listing, head: Head, by: SortBy) -> Head {
    let now = listing.query.sort;
    let down_first = matches!(by, SortBy::Cmrr | SortBy::Unmet | SortBy::Score | SortBy::Coverage | SortBy::Moved);
    let descending = if now.by == by { !now.descending } else { down_first };
    let mut query = listing.query.first_page();
    query.sort = Sort { by, descending };
    let direction = (now.by == by).then_some(if now.descending { Direction::Down } else { Direction::Up });
    head.sorts(direction, address::list(&query, &listing.board.names))
}
