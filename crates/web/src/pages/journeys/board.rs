//! W-14: where do accounts get stuck?

use super::lanes::{self, Lane};
use super::standing;
use crate::pages::whose;
use crate::ui::{self, Action, Chart, Empty, Figure, Page, PageHead, Table};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::Refused;
use banso_app::accounts::MemberName;
use banso_app::actions::{Board, Scope};
use banso_domain::members::Role;

/// What of a journey the address asks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) scope: Scope,
    /// One phase alone, with all of its cards.
    pub(super) phase: Option<String>,
    /// Only accounts that stumble.
    pub(super) stuck: bool,
}

impl Asked {
    fn of(cx: &Cx) -> Self {
        let phase = cx.asked("phase").filter(|phase| !phase.is_empty());
        Self { scope: whose::asked(cx), phase, stuck: cx.asked("stuck").is_some_and(|value| value == "1") }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "pages/journeys/board.html")]
pub struct Journeys {
    cx: Cx,
    board: Option<Board>,
    asked: Asked,
    members: Vec<MemberName>,
}

/// A link among several of which one is where the reader is.
struct Tab {
    label: String,
    href: String,
    here: bool,
}

impl Journeys {
    pub(super) fn new(cx: &Cx, board: Option<Board>, asked: Asked, members: Vec<MemberName>) -> Self {
        Self { cx: cx.clone(), board, asked, members }
    }

    /// The address of this board with another phase and filter.
    fn to(&self, phase: Option<&str>, stuck: bool) -> String {
        address(&self.cx, self.board.as_ref(), self.asked.scope, phase, stuck)
    }

    fn stuck(&self) -> usize {
        self.board.iter().flat_map(|board| &board.columns).map(|column| column.stumbling).sum()
    }

    fn accounts(&self) -> usize {
        self.board.iter().flat_map(|board| &board.columns).map(|column| column.accounts).sum()
    }

    fn offered(&self) -> Vec<Tab> {
        let Some(board) = &self.board else { return Vec::new() };
        let tab = |(id, name): &(String, banso_kernel::Text)| Tab {
            label: name.get(self.cx.lang).to_owned(),
            href: super::href(id),
            here: *id == board.id,
        };
        board.offered.iter().map(tab).collect()
    }

    fn scopes(&self) -> Vec<(String, String, bool)> {
        whose::choices(&self.cx, self.asked.scope, &self.members)
    }

    /// What the form of the scope carries along.
    fn beside_scope(&self) -> Vec<(&'static str, String)> {
        let mut all: Vec<(&'static str, String)> =
            self.board.iter().map(|board| ("journey", board.id.clone())).collect();
        all.extend(self.asked.phase.iter().map(|phase| ("phase", phase.clone())));
        all.extend(self.asked.stuck.then(|| ("stuck", "1".to_owned())));
        all
    }

    fn chart(&self) -> Option<Chart> {
        let board = self.board.as_ref()?;
        Some(standing::phases(&self.cx, board, &|phase| self.to(Some(phase), false)))
    }

    fn cohorts(&self) -> Option<Table> {
        standing::cohorts(&self.cx, self.board.as_ref()?)
    }

    fn value_phase(&self) -> String {
        let name = self.board.as_ref().and_then(|board| board.value_phase.as_ref());
        let name = name.map(|name| name.get(self.cx.lang)).unwrap_or_default();
        self.cx.t1("journeys-cohorts-why", "phase", name)
    }

    fn lanes(&self) -> Vec<Lane<'_>> {
        let Some(board) = &self.board else { return Vec::new() };
        lanes::lanes(&self.cx, board, &self.asked, &|phase, stuck| self.to(phase, stuck))
    }

    /// What is left out of the board, and the link that brings it back.
    fn filtered(&self) -> Option<(String, String)> {
        let cx = &self.cx;
        let phase = self.board.iter().flat_map(|board| &board.columns);
        let phase = phase.clone().find(|column| Some(&column.phase) == self.asked.phase.as_ref());
        let says = match (phase, self.asked.stuck) {
            (Some(column), true) => cx.t1("journeys-only-phase-stuck", "phase", column.name.get(cx.lang)),
            (Some(column), false) => cx.t1("journeys-only-phase", "phase", column.name.get(cx.lang)),
            (None, true) => cx.t("journeys-only-stuck").into_owned(),
            (None, false) => return None,
        };
        Some((says, self.to(None, false)))
    }

    fn empty(&self) -> Option<Empty> {
        let (cx, may) = (&self.cx, self.cx.may(Role::Manager));
        let empty = |what: &str, needs: &str, href: &str, label: &str| {
            Empty::new(cx, &cx.t(what), &cx.t(needs), href, &cx.t(label)).primary()
        };
        match &self.board {
            None if may => Some(empty("journeys-none", "journeys-none-needs", "/journeys/new", "journeys-new")),
            None => Some(empty("journeys-none", "journeys-none-ask", "/members", "journeys-none-members")),
            Some(board) if self.accounts() == 0 && self.asked.scope != Scope::All => {
                let all = address(cx, Some(board), Scope::All, None, false);
                Some(empty("journeys-nobody", "journeys-nobody-scope", &all, "journeys-show-all"))
            }
            Some(_) if self.accounts() == 0 => {
                Some(empty("journeys-nobody", "journeys-nobody-needs", &self.edit(), "journeys-look"))
            }
            Some(_) => None,
        }
    }

    fn edit(&self) -> String {
        self.board.as_ref().map(|board| format!("/journeys/{}/edit", board.id)).unwrap_or_default()
    }

    fn may_publish(&self) -> bool {
        self.cx.may(Role::Manager)
    }

    fn version(&self) -> String {
        self.cx.t1("plays-version-n", "n", i64::from(self.board.as_ref().map_or(0, |board| board.version)))
    }
}

fn address(cx: &Cx, board: Option<&Board>, scope: Scope, phase: Option<&str>, stuck: bool) -> String {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let first = board.and_then(|board| board.offered.first());
    let other = board.filter(|board| first.is_some_and(|(first, _)| *first != board.id));
    pairs.extend(other.map(|board| ("journey", board.id.clone())));
    pairs.extend(whose::word(cx, scope).map(|word| ("scope", word)));
    pairs.extend(phase.map(|phase| ("phase", phase.to_owned())));
    pairs.extend(stuck.then(|| ("stuck", "1".to_owned())));
    ui::address("/journeys", pairs)
}

impl Page for Journeys {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let (cx, stuck) = (&self.cx, self.stuck());
        let action = match (self.empty().is_some(), stuck) {
            (true, _) => Action::InContent,
            (false, 0) => Action::link(&self.edit(), &cx.t("journeys-look")),
            (false, _) if self.asked.stuck => Action::link(&self.to(None, false), &cx.t("journeys-show-all")),
            (false, n) => Action::link(&self.to(None, true), &cx.t1("journeys-see-stuck", "n", n)),
        };
        let figure = self.board.as_ref().filter(|_| self.accounts() > 0).map(|board| {
            let as_of = cx.t1("report-as-of", "day", cx.words.day(board.day));
            Figure {
                label: cx.t("journeys-stuck").into_owned(),
                value: cx.words.int(i64::try_from(stuck).unwrap_or(i64::MAX)),
                unit: cx.t1("journeys-of-accounts", "n", self.accounts()),
                period: as_of.clone(),
                as_of,
                compare: None,
                definition: cx.t("journeys-stuck-meaning").into_owned(),
                href: (stuck > 0).then(|| self.to(None, true)),
            }
        });
        PageHead {
            title: self
                .board
                .as_ref()
                .map_or_else(|| cx.t("journeys-title").into_owned(), |board| board.name.get(cx.lang).to_owned()),
            question: cx.t("journeys-question").into_owned(),
            figure,
            action,
            trail: if self.board.is_some() { super::trail(cx) } else { Vec::new() },
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::boards(cx)
    }
}

/// `GET /journeys`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let (asked, named) = (Asked::of(&cx), cx.asked("journey").filter(|id| !id.is_empty()));
    let board = match shared.app.journey_board(cx.member()?, named.as_deref(), asked.scope).await {
        Ok(board) => Some(board),
        // Without a name, nothing is missing but a first journey.
        Err(Refused::Missing) if named.is_none() => None,
        Err(refused) => return Err(refused.into()),
    };
    let members = whose::members(&cx, &shared).await?;
    Ok(ui::respond(&Journeys::new(&cx, board, asked, members)))
}
