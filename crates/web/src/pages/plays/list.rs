//! W-16: what do we try, does it work, and when does it end?

use super::proof_says::glance;
use super::words::{self, Tab};
use crate::ui::{self, Action, Column, Empty, Figure, Html, Line, Page, PageHead, Table};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::actions::{PlayRow, PlayState};
use banso_app::lab::Glance;
use banso_domain::members::Role;
use std::collections::BTreeMap;

/// The page.
#[derive(Template)]
#[template(path = "pages/plays/list.html")]
pub struct Plays {
    cx: Cx,
    rows: Vec<PlayRow>,
    proofs: BTreeMap<String, Glance>,
}

impl Plays {
    pub(super) fn new(cx: &Cx, mut rows: Vec<PlayRow>, proofs: BTreeMap<String, Glance>) -> Self {
        // What runs comes first, then what waits to be switched on, then what is over.
        rows.sort_by_key(|row| match row.state {
            PlayState::On => 0,
            PlayState::Off => 1,
            PlayState::Stopped => 2,
        });
        Self { cx: cx.clone(), rows, proofs }
    }

    fn tabs(&self) -> Vec<Tab> {
        words::tabs(&self.cx, "/plays")
    }

    fn empty(&self) -> Option<Empty> {
        let cx = &self.cx;
        let (needs, href, label) = match cx.may(Role::Manager) {
            true => ("plays-none-needs", "/plays/new", "plays-new"),
            false => ("plays-none-ask", "/members", "journeys-none-members"),
        };
        let empty = Empty::new(cx, &cx.t("plays-none"), &cx.t(needs), href, &cx.t(label)).primary();
        self.rows.is_empty().then_some(empty)
    }

    fn due(&self) -> usize {
        self.rows.iter().filter(|row| words::review_due(row, self.cx.today)).count()
    }

    fn table(&self) -> Table {
        let cx = &self.cx;
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let columns = vec![
            column("plays-play"),
            column("plays-state"),
            column("plays-active").figures().hint(&cx.t("plays-active-meaning")),
            column("plays-treated").figures().hint(&cx.t("plays-treated-meaning")),
            column("plays-held-out").figures().hint(&cx.t("plays-held-out-meaning")),
            column("proof-column").hint(&cx.t("proof-column-hint")),
            column("plays-open-tasks").figures(),
            column("plays-review-on"),
            column("plays-stop-on"),
            column("plays-owner"),
        ];
        let count = |n: usize| Html::text(&cx.words.int(i64::try_from(n).unwrap_or(i64::MAX)));
        let lines = self.rows.iter().map(|row| Line {
            href: Some(super::href(&row.id)),
            id: None,
            cells: vec![
                Html::text(row.name.get(cx.lang)),
                words::state(cx, row.state).html(),
                count(row.active),
                count(row.treated),
                count(row.held_out),
                glance(cx, &row.id, self.proofs.get(&row.id)),
                count(row.open_tasks),
                words::review(cx, row),
                words::stop(cx, row),
                Html::text(&row.owner),
            ],
        });
        Table::new(&cx.t("plays-title"), columns, lines.collect()).airy().cards()
    }

    /// Plays that run, with why they should work: what is looked at when they are reviewed.
    fn reasons(&self) -> Vec<(String, &str, &str)> {
        let lang = self.cx.lang;
        let with = self.rows.iter().filter(|row| row.state == PlayState::On && !row.hypothesis.get(lang).is_empty());
        with.map(|row| (super::href(&row.id), row.name.get(lang), row.hypothesis.get(lang))).collect()
    }
}

impl Page for Plays {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let as_of = cx.t1("report-as-of", "day", cx.words.day(cx.today));
        let figure = Figure {
            label: cx.t("plays-reviews").into_owned(),
            value: cx.words.int(i64::try_from(self.due()).unwrap_or(i64::MAX)),
            unit: cx.t("plays-unit").into_owned(),
            period: as_of.clone(),
            as_of,
            compare: None,
            definition: cx.t("plays-reviews-meaning").into_owned(),
            href: None,
        };
        PageHead {
            title: cx.t("plays-title").into_owned(),
            question: cx.t("plays-question").into_owned(),
            figure: (!self.rows.is_empty()).then_some(figure),
            action: match (self.rows.is_empty(), cx.may(Role::Manager)) {
                (true, _) => Action::InContent,
                (false, true) => Action::link("/plays/new", &cx.t("plays-new")),
                (false, false) if cx.may(Role::Csm) => Action::link("/deliveries", &cx.t("plays-to-deliveries")),
                (false, false) => Action::link("/overview", &cx.t("plays-to-overview")),
            },
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        vec![
            Self::new(cx, super::sample::rows(cx), super::proof_sample::glances()),
            Self::new(cx, Vec::new(), BTreeMap::new()),
        ]
    }
}

/// `GET /plays`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let (rows, proofs) = (shared.app.plays(who).await?, shared.app.proofs(who).await?);
    Ok(ui::respond(&Plays::new(&cx, rows, proofs)))
}
