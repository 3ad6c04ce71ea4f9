//! The choices that the filter offers, as check boxes with what is chosen.

use crate::Cx;
use banso_app::accounts::Listing;
use banso_domain::board::{Column, Condition, GroupBy, OwnerIs, Since};

/// One choice.
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    pub on: bool,
}

/// A folded group of choices of the same parameter.
pub(super) struct Choices {
    pub name: &'static str,
    pub title: String,
    pub choices: Vec<Choice>,
    /// How many are chosen.
    pub chosen: usize,
}

fn group(name: &'static str, title: String, choices: Vec<Choice>) -> Choices {
    let chosen = choices.iter().filter(|choice| choice.on).count();
    Choices { name, title, choices, chosen }
}

/// All groups that have something to choose.
pub(super) fn groups(cx: &Cx, listing: &Listing) -> Vec<Choices> {
    let (model, board, conditions) = (&listing.lens.model, &listing.board, &listing.query.conditions);
    let has = |wanted: &dyn Fn(&Condition) -> bool| conditions.iter().any(wanted);
    let texts = |values: &[String], of: &dyn Fn(&Condition) -> Option<&Vec<String>>| -> Vec<Choice> {
        let on = |value: &String| conditions.iter().filter_map(of).any(|any| any.contains(value));
        values.iter().map(|v| Choice { value: v.clone(), label: v.clone(), on: on(v) }).collect()
    };
    let in_segment = |at: Option<u8>| has(&|c| matches!(c, Condition::Segment(any) if any.contains(&at)));
    let mut segments: Vec<Choice> = (0u8..)
        .zip(&model.segments)
        .map(|(at, s)| Choice { value: s.id.clone(), label: s.name.get(cx.lang).to_owned(), on: in_segment(Some(at)) })
        .collect();
    segments.push(Choice { value: "none".into(), label: cx.t("accounts-no-segment").into(), on: in_segment(None) });
    let owned = |owner: OwnerIs| has(&|c| matches!(c, Condition::Owner(any) if any.contains(&owner)));
    let mut owners: Vec<Choice> = listing
        .members
        .iter()
        .map(|(id, name)| Choice { value: id.to_string(), label: name.clone(), on: owned(OwnerIs::Member(*id)) })
        .collect();
    owners.push(Choice { value: "none".into(), label: cx.t("accounts-nobody").into(), on: owned(OwnerIs::Nobody) });
    let criteria = (0u8..)
        .zip(&model.criteria)
        .map(|(at, c)| Choice {
            value: c.id.clone(),
            label: c.name.get(cx.lang).to_owned(),
            on: has(&|condition| *condition == Condition::Unmet(at)),
        })
        .collect();
    let facets = board.facets();
    let all = vec![
        group("segment", cx.t("common-segment").into(), segments),
        group("unmet", cx.t("common-unmet").into(), criteria),
        group("owner", cx.t("common-owner").into(), owners),
        group(
            "phase",
            cx.t("common-phase").into(),
            texts(&facets.phases, &|c| {
                if let Condition::Phase(any) = c { Some(any) } else { None }
            }),
        ),
        group(
            "industry",
            cx.t("common-industry").into(),
            texts(&facets.industries, &|c| {
                if let Condition::Industry(any) = c { Some(any) } else { None }
            }),
        ),
        group(
            "plan",
            cx.t("common-plan").into(),
            texts(&facets.plans, &|c| {
                if let Condition::Plan(any) = c { Some(any) } else { None }
            }),
        ),
    ];
    all.into_iter().filter(|group| !group.choices.is_empty()).collect()
}

/// What is typed into the filter's fields.
#[derive(Default)]
pub(super) struct Typed {
    pub text: String,
    pub silent: String,
    pub deadline: String,
    pub from: String,
    pub to: String,
    pub since: String,
}

impl Typed {
    pub(super) fn of(listing: &Listing) -> Self {
        let mut typed = Self::default();
        let names = &listing.board.names;
        let segment =
            |at: &Option<u8>| at.and_then(|at| names.segments.get(usize::from(at))).cloned().unwrap_or_default();
        for condition in &listing.query.conditions {
            match condition {
                Condition::Text { typed: text, .. } => typed.text.clone_from(text),
                Condition::Silent(days) => typed.silent = days.to_string(),
                Condition::Deadline(days) => typed.deadline = days.to_string(),
                Condition::Moved { from, to, since } => {
                    (typed.from, typed.to) = (segment(from), segment(to));
                    typed.since = match since {
                        Since::Day(day) => day.to_string(),
                        Since::Days(days) => days.to_string(),
                    };
                }
                _ => {}
            }
        }
        typed
    }

    /// How many of the fields beside the search text are in use.
    pub(super) fn more(&self) -> usize {
        let moved = usize::from(!self.since.is_empty());
        usize::from(!self.silent.is_empty()) + usize::from(!self.deadline.is_empty()) + moved
    }
}

/// The columns to choose from.
pub(super) fn columns(cx: &Cx, listing: &Listing) -> Vec<Choice> {
    let shown = listing.query.shown();
    let choice = |column: &Column| Choice {
        value: column.word().to_owned(),
        label: super::cells::title(cx, listing, *column),
        on: shown.contains(column),
    };
    Column::ALL.iter().map(choice).collect()
}

/// What the list can be added up by.
pub(super) fn group_by(cx: &Cx, listing: &Listing) -> Vec<Choice> {
    let choice = |by: &GroupBy| Choice {
        value: by.word().to_owned(),
        label: cx.t(&format!("accounts-group-{}", by.word())).into_owned(),
        on: listing.query.group == Some(*by),
    };
    GroupBy::ALL.iter().map(choice).collect()
}
