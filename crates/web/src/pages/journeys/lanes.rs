//! The board: a lane for each phase, a card for each account in it.

use super::board::Asked;
use crate::Cx;
use crate::ui::Html;
use banso_app::actions::{Board, Card, Column, Missing};

/// Cards of a lane, unless one phase alone is looked at.
const CARDS: usize = 12;
/// Cards of a phase that is looked at alone: a page stays under 100 kB.
const ALONE: usize = 60;
/// Missing things on a card.
const MISSING: usize = 3;

/// A phase with its cards.
pub(super) struct Lane<'a> {
    pub(super) column: &'a Column,
    pub(super) href: String,
    pub(super) sums: Vec<String>,
    pub(super) cards: Vec<Shown<'a>>,
    /// Cards that are not shown, and where they are.
    pub(super) rest: Option<(String, Option<String>)>,
}

/// A card in words.
pub(super) struct Shown<'a> {
    pub(super) card: &'a Card,
    pub(super) days: String,
    pub(super) missing: Vec<(String, String)>,
    pub(super) more: Option<String>,
    pub(super) owner: String,
    pub(super) worth: String,
}

/// The lanes of a board; `to` makes an address from a phase and whether only stumbling accounts are shown.
pub(super) fn lanes<'a>(
    cx: &Cx,
    board: &'a Board,
    asked: &Asked,
    to: &dyn Fn(Option<&str>, bool) -> String,
) -> Vec<Lane<'a>> {
    let alone = asked.phase.is_some();
    let shown = board.columns.iter().filter(|column| asked.phase.as_ref().is_none_or(|phase| *phase == column.phase));
    let last = board.columns.len().saturating_sub(1);
    shown
        .map(|column| {
            let is_last = board.columns.get(last).is_some_and(|end| end.phase == column.phase);
            let fitting: Vec<&Card> = column.cards.iter().filter(|card| card.stumbling || !asked.stuck).collect();
            let all = if asked.stuck { column.stumbling } else { column.accounts };
            let most = if alone { ALONE } else { CARDS };
            let cards: Vec<_> = fitting.iter().take(most).map(|card| show(cx, card, is_last)).collect();
            let rest = all.saturating_sub(cards.len());
            Lane {
                column,
                href: to(Some(&column.phase), asked.stuck),
                sums: sums(cx, column),
                rest: (rest > 0).then(|| {
                    let href = (!alone).then(|| to(Some(&column.phase), asked.stuck));
                    (cx.t1("journeys-more", "n", rest), href)
                }),
                cards,
            }
        })
        .collect()
}

fn sums(cx: &Cx, column: &Column) -> Vec<String> {
    let mut parts = vec![cx.words.money(column.worth)];
    parts.extend(column.usual.map(|days| cx.t1("journeys-usual", "n", i64::from(days))));
    parts.extend(column.long.map(|days| cx.t1("journeys-long", "n", i64::from(days))));
    parts
}

fn show<'a>(cx: &Cx, card: &'a Card, is_last: bool) -> Shown<'a> {
    let missing = card.missing.iter().take(MISSING).map(|missing| part(cx, missing)).collect();
    let more = card.missing.len().saturating_sub(MISSING);
    Shown {
        card,
        days: cx.t1("journeys-days", "n", i64::from(card.days)),
        missing,
        more: match (more, card.missing.is_empty() && !is_last) {
            (0, true) => Some(cx.t("journeys-nothing-missing").into_owned()),
            (0, false) => None,
            (n, _) => Some(cx.t1("journeys-more-missing", "n", n)),
        },
        owner: card.owner.as_ref().map_or_else(|| cx.t("accounts-nobody").into_owned(), |(_, name)| name.clone()),
        worth: cx.words.money(card.worth),
    }
}

/// What is missing, and how far it is.
fn part(cx: &Cx, missing: &Missing) -> (String, String) {
    let now = missing.now.clone().unwrap_or_else(|| cx.t("common-no-data").into_owned());
    let far = match (missing.wanted.is_empty(), missing.now.is_some()) {
        (true, false) => String::new(),
        (true, true) => now,
        (false, _) => format!("{now} → {}", missing.wanted),
    };
    (missing.what.get(cx.lang).to_owned(), far)
}

impl Shown<'_> {
    /// The badge of a card that is stuck.
    pub(super) fn stuck(&self, cx: &Cx) -> Option<Html> {
        let word = cx.t("journeys-stumbling");
        self.card.stumbling.then(|| crate::ui::Badge::state(cx, crate::ui::Tone::Warn, &word).html())
    }
}
