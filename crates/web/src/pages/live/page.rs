//! The page.

use super::row::{Row, name, tone};
use crate::ui::{Action, Badge, Column, Empty, Html, Line, Page, PageHead, Table};
use crate::{Cx, Fail, Shared, ui};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::ingest::{IngestCount, RELEASED, Seen, Source, SourceTerms};
use banso_domain::members::Role;
use banso_kernel::{AccountId, Micros};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Days that are counted, with today.
const DAYS: i32 = 7;
/// Lines of the list.
const LINES: usize = 50;

/// What is shown.
#[derive(Template)]
#[template(path = "pages/live.html")]
pub struct Live {
    cx: Cx,
    last: Vec<Arc<Seen>>,
    waiting: u64,
    sources: Table,
    refused: Option<Table>,
    empty: Option<Empty>,
}

impl Live {
    fn new(cx: Cx, last: Vec<Arc<Seen>>, sources: &[Source], counts: &[IngestCount], waiting: u64) -> Self {
        let empty = sources.is_empty().then(|| {
            let (title, needs) = (cx.t("live-empty"), cx.t("live-empty-needs"));
            match cx.may(Role::Admin) {
                true => Empty::new(&cx, &title, &needs, "/sources/new", &cx.t("live-add")).primary(),
                false => {
                    Empty::new(&cx, &title, &cx.t("live-empty-ask"), "/members", &cx.t("live-empty-members")).primary()
                }
            }
        });
        let refused = refusals(&cx, counts);
        Self { sources: table(&cx, sources, counts), refused, last, waiting, empty, cx }
    }

    fn waiting_now(&self) -> i64 {
        i64::try_from(self.waiting).unwrap_or(i64::MAX)
    }

    fn rows(&self) -> Vec<Html> {
        self.last.iter().take(LINES).map(|seen| Row::html(&self.cx, seen)).collect()
    }
}

/// Sources with what came from them.
fn table(cx: &Cx, sources: &[Source], counts: &[IngestCount]) -> Table {
    let column = |id: &str| Column::new(cx, &cx.t(id));
    let columns = vec![
        column("live-source"),
        column("live-today").figures(),
        column("live-week").figures(),
        column("live-already").figures().wide_only(),
        column("live-refused").figures(),
        column("live-keys"),
    ];
    let lines = sources.iter().map(|source| {
        let sum = |fits: &dyn Fn(&IngestCount) -> bool| -> i64 {
            counts.iter().filter(|count| count.source == source.id && fits(count)).map(|count| count.events).sum()
        };
        let taken = |count: &IngestCount| count.outcome == "taken" || count.outcome == RELEASED;
        let today = sum(&|count| taken(count) && count.day == cx.zone.day_of(cx.now));
        let figures =
            [today, sum(&taken), sum(&|count| count.outcome == "already"), sum(&|count| is_refusal(&count.outcome))];
        let mut cells = vec![Html::text(&source.name)];
        cells.extend(figures.iter().map(|figure| Html::text(&cx.words.num(*figure as f64, 0))));
        cells.push(keys(cx, source));
        Line { href: cx.may(Role::Admin).then(|| format!("/sources/{}", source.id)), id: None, cells }
    });
    Table::new(&cx.t("live-sources"), columns, lines.collect()).cards()
}

/// The keys that open something, by their ends.
fn keys(cx: &Cx, source: &Source) -> Html {
    let open: Vec<Html> = source
        .keys
        .iter()
        .filter(|key| key.revoked_at.is_none())
        .map(|key| Html::raw(format!("<span class=\"code\">…{}</span>", Html::text(&key.tail))))
        .collect();
    if open.is_empty() {
        return Badge::state(cx, ui::Tone::Warn, &cx.t("live-no-keys")).html();
    }
    Html::join(open, " ")
}

fn is_refusal(outcome: &str) -> bool {
    !["taken", "already", "waiting", RELEASED].contains(&outcome)
}

/// Why events were refused, most often first; none if none were.
fn refusals(cx: &Cx, counts: &[IngestCount]) -> Option<Table> {
    let mut by_reason: BTreeMap<&str, i64> = BTreeMap::new();
    for count in counts.iter().filter(|count| is_refusal(&count.outcome)) {
        *by_reason.entry(&count.outcome).or_default() += count.events;
    }
    let mut reasons: Vec<(&str, i64)> = by_reason.into_iter().collect();
    reasons.sort_by_key(|(reason, events)| (-events, *reason));
    let columns = vec![
        Column::new(cx, &cx.t("live-reason")),
        Column::new(cx, &cx.t("live-events")).figures(),
        Column::new(cx, &cx.t("live-what-to-do")),
    ];
    let lines = reasons.iter().map(|(reason, events)| Line {
        href: None,
        id: None,
        cells: vec![
            Badge::state(cx, tone(reason), &name(cx, reason)).html(),
            Html::text(&cx.words.num(*events as f64, 0)),
            Html::text(&cx.t(&format!("live-why-{reason}"))),
        ],
    });
    let table = Table::new(&cx.t("live-refusals"), columns, lines.collect()).cards();
    (!reasons.is_empty()).then_some(table)
}

impl Page for Live {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        PageHead {
            title: cx.t("live-title").into_owned(),
            question: cx.t("live-question").into_owned(),
            figure: None,
            action: match (&self.empty, cx.may(Role::Admin)) {
                (Some(_), _) => Action::InContent,
                (None, true) => Action::link("/sources/new", &cx.t("live-add")),
                (None, false) => Action::link("/accounts", &cx.t("live-accounts")),
            },
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let seen = |number: u64, name: &str, account: Option<&str>, end: &'static str, detail: &str| {
            Arc::new(Seen {
                number,
                at: Micros(cx.now.0 - number as i64 * 700_000),
                source: "Web app".to_owned(),
                name: name.to_owned(),
                account: account.map(|key| (AccountId(1), key.to_owned())),
                person: true,
                end,
                detail: detail.to_owned(),
            })
        };
        let last = vec![
            seen(0, "report.created", Some("aozora"), "taken", ""),
            seen(1, "login", Some("aozora"), "already", ""),
            seen(2, "login", None, "waiting", ""),
            seen(3, "", None, "no-event-name", "event"),
            seen(4, "export", Some("minato"), "other-content", ""),
        ];
        let day = cx.zone.day_of(cx.now);
        let count = |outcome: &str, events| IngestCount { day, source: 1, outcome: outcome.to_owned(), events };
        let counts = [count("taken", 128_400), count("already", 312), count("no-event-name", 7), count("bad-time", 2)];
        let source =
            super::super::sources::sample(cx, 1, SourceTerms { makes_accounts: true, ..SourceTerms::default() });
        vec![
            Self::new(cx.clone(), last, std::slice::from_ref(&source), &counts, 3),
            Self::new(cx.clone(), Vec::new(), &[source], &[], 0),
            Self::new(cx.clone(), Vec::new(), &[], &[], 0),
        ]
    }
}

/// Shows it.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let by = cx.member()?;
    let (counts, waiting) = shared.app.ingest_counts(by, DAYS).await?;
    let sources = shared.app.sources(by).await?;
    let last = shared.app.last_events(by)?;
    Ok(ui::respond(&Live::new(cx, last, &sources, &counts, waiting)))
}
