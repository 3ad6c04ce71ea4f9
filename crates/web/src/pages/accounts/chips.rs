//! The conditions in force, each with the link that drops it; and why a list is empty.

use super::address;
use crate::Cx;
use banso_app::accounts::Listing;
use banso_domain::board::{Condition, OwnerIs, Since};

/// A condition in words.
pub(super) struct Chip {
    pub words: String,
    /// The list without it.
    pub drop: String,
}

pub(super) fn chips(cx: &Cx, listing: &Listing) -> Vec<Chip> {
    let all = listing.query.conditions.iter().enumerate();
    all.map(|(at, condition)| Chip {
        words: words(cx, listing, condition),
        drop: address::list(&listing.query.without(at), &listing.board.names),
    })
    .collect()
}

/// A condition as a short phrase.
pub(super) fn words(cx: &Cx, listing: &Listing, condition: &Condition) -> String {
    let model = &listing.lens.model;
    let joined = |values: Vec<String>| values.join(" / ");
    let segment = |at: Option<u8>| match at.and_then(|at| model.segments.get(usize::from(at))) {
        Some(segment) => segment.name.get(cx.lang).to_owned(),
        None => cx.t("accounts-no-segment").into_owned(),
    };
    let criterion = |at: u8| model.criteria.get(usize::from(at)).map_or("", |c| c.name.get(cx.lang)).to_owned();
    let named = |id: &str, value: String| cx.t1(id, "value", value);
    match condition {
        Condition::Text { typed, .. } => named("accounts-chip-text", typed.clone()),
        Condition::Segment(any) => named("accounts-chip-segment", joined(any.iter().map(|at| segment(*at)).collect())),
        Condition::Moved { from, to, since } => {
            let any = || cx.t("accounts-any").into_owned();
            let from = from.map_or_else(any, |at| segment(Some(at)));
            let to = to.map_or_else(any, |at| segment(Some(at)));
            let since = match since {
                Since::Day(day) => cx.t1("accounts-since-day", "day", cx.words.day(*day)),
                Since::Days(days) => cx.t1("accounts-since-days", "n", i64::from(*days)),
            };
            let args = [("from", from.into()), ("to", to.into()), ("since", since.into())];
            cx.words.with("accounts-chip-moved", &args)
        }
        Condition::Rank { axis, ranks } => {
            let Some(axis) = model.axes.get(usize::from(*axis)) else { return String::new() };
            let letters = ranks.iter().filter_map(|at| axis.ranks.get(usize::from(*at))).map(|r| r.letter.clone());
            format!("{} {}", axis.name.get(cx.lang), joined(letters.collect()))
        }
        Condition::Unmet(at) => named("accounts-chip-unmet", criterion(*at)),
        Condition::Met(at) => named("accounts-chip-met", criterion(*at)),
        Condition::Missing(at) => named("accounts-chip-missing", criterion(*at)),
        Condition::Owner(any) => {
            let name = |owner: &OwnerIs| match owner {
                OwnerIs::Nobody => cx.t("accounts-nobody").into_owned(),
                OwnerIs::Member(id) => listing
                    .members
                    .iter()
                    .find(|(member, _)| member == id)
                    .map_or_else(|| cx.t("accounts-somebody").into_owned(), |(_, name)| name.clone()),
            };
            named("accounts-chip-owner", joined(any.iter().map(name).collect()))
        }
        Condition::Phase(any) => named("accounts-chip-phase", joined(any.clone())),
        Condition::Industry(any) => named("accounts-chip-industry", joined(any.clone())),
        Condition::Plan(any) => named("accounts-chip-plan", joined(any.clone())),
        Condition::Paying => cx.t("accounts-chip-paying").into_owned(),
        Condition::Silent(days) => cx.t1("accounts-chip-silent", "n", i64::from(*days)),
        Condition::Deadline(days) => cx.t1("accounts-chip-deadline", "n", i64::from(*days)),
    }
}

/// A way to refill an empty list.
pub(super) struct Refill {
    pub words: String,
    pub href: String,
}

/// The conditions that empty the list, the one that hides most first.
pub(super) fn refills(cx: &Cx, listing: &Listing) -> Vec<Refill> {
    let emptied = listing.board.emptied_by(&listing.query);
    let found = emptied.into_iter().take(3).filter_map(|emptied| {
        let condition = listing.query.conditions.get(emptied.condition)?;
        let args = [("condition", words(cx, listing, condition).into()), ("n", emptied.rows.into())];
        Some(Refill {
            words: cx.words.with("accounts-refill", &args),
            href: address::list(&listing.query.without(emptied.condition), &listing.board.names),
        })
    });
    found.collect()
}
