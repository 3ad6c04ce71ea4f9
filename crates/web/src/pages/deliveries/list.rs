//! The messages: how many wait, how many stand still, and each of them.

use super::words;
use crate::pages::plays;
use crate::ui::{self, Action, Column, Empty, Figure, Html, Line, Page, PageHead, Table, icon};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::actions::{self, DeliveryRow};
use banso_domain::members::Role;

/// What the address asks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) state: Option<String>,
    pub(super) play: Option<String>,
    pub(super) before: Option<i64>,
}

impl Asked {
    fn of(cx: &Cx) -> Self {
        let some = |name: &str| cx.asked(name).filter(|value| !value.is_empty());
        let state = some("state").filter(|state| words::STATES.contains(&state.as_str()));
        Self { state, play: some("play"), before: some("before").and_then(|seq| seq.parse().ok()) }
    }

    fn to(&self, state: Option<&str>, before: Option<i64>) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        pairs.extend(state.map(|state| ("state", state.to_owned())));
        pairs.extend(self.play.iter().map(|play| ("play", play.clone())));
        pairs.extend(before.map(|before| ("before", before.to_string())));
        ui::address("/deliveries", pairs)
    }
}

/// The page.
#[derive(Template)]
#[template(path = "pages/deliveries/list.html")]
pub struct Deliveries {
    cx: Cx,
    page: actions::Deliveries,
    asked: Asked,
}

/// A state with its count, as a link.
struct Chip {
    label: String,
    n: String,
    href: String,
    here: bool,
}

impl Deliveries {
    pub(super) fn new(cx: &Cx, page: actions::Deliveries, asked: Asked) -> Self {
        Self { cx: cx.clone(), page, asked }
    }

    fn tabs(&self) -> Vec<plays::Tab> {
        plays::tabs(&self.cx, "/deliveries")
    }

    fn count(&self, state: &str) -> usize {
        self.page.counts.get(state).copied().unwrap_or(0)
    }

    fn shown(&self, n: usize) -> String {
        self.cx.words.int(i64::try_from(n).unwrap_or(i64::MAX))
    }

    fn chips(&self) -> Vec<Chip> {
        let all = Chip {
            label: self.cx.t("common-all").into_owned(),
            n: self.shown(self.page.counts.values().sum()),
            href: self.asked.to(None, None),
            here: self.asked.state.is_none(),
        };
        let states = words::STATES.iter().filter(|state| {
            self.count(state) > 0 || self.asked.state.as_deref() == Some(**state) || **state == "waiting"
        });
        let one = |state: &&str| Chip {
            label: words::state_word(&self.cx, state),
            n: self.shown(self.count(state)),
            href: self.asked.to(Some(state), None),
            here: self.asked.state.as_deref() == Some(*state),
        };
        std::iter::once(all).chain(states.map(one)).collect()
    }

    /// The play that the list is limited to, and the list without that limit.
    fn of_play(&self) -> Option<(String, String)> {
        let id = self.asked.play.as_ref()?;
        let named = self.page.rows.iter().filter_map(|row| row.play.as_ref()).find(|(known, _)| known == id);
        let name = named.map_or(id.as_str(), |(_, name)| name.get(self.cx.lang));
        let all = Asked { play: None, ..self.asked.clone() };
        Some((self.cx.t1("deliveries-of-play", "name", name), all.to(all.state.as_deref(), None)))
    }

    fn stopped(&self) -> usize {
        words::STOPPED.iter().map(|state| self.count(state)).sum()
    }

    fn empty(&self) -> Option<Empty> {
        let cx = &self.cx;
        let filtered = self.asked.state.is_some() || self.asked.play.is_some() || self.asked.before.is_some();
        let empty = match filtered {
            true => {
                let needs = cx.t("deliveries-none-filtered-needs");
                let what = cx.t("deliveries-none-filtered");
                Empty::new(cx, &what, &needs, "/deliveries", &cx.t("deliveries-show-all"))
            }
            false => {
                let needs = cx.t("deliveries-none-needs");
                Empty::new(cx, &cx.t("deliveries-none"), &needs, "/plays", &cx.t("deliveries-to-plays"))
            }
        };
        self.page.rows.is_empty().then_some(empty)
    }

    fn table(&self) -> Table {
        let cx = &self.cx;
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let columns = vec![
            column("deliveries-what"),
            column("deliveries-to"),
            column("common-account"),
            column("plays-play"),
            column("plays-state"),
            column("deliveries-when"),
            column("deliveries-tries").figures().wide_only(),
        ];
        let lines = self.page.rows.iter().map(|row| Line {
            href: Some(format!("/deliveries/{}", row.id)),
            id: Some(format!("d{}", row.id)),
            cells: vec![
                Html::text(&words::title(cx, row)),
                to(cx, row),
                words::account(row),
                words::play(cx, row),
                state(cx, row),
                cx.moment(row.due_at),
                Html::text(&cx.words.int(i64::from(row.attempts))),
            ],
        });
        Table::new(&cx.t("deliveries-title"), columns, lines.collect()).airy().cards()
    }

    fn older(&self) -> Option<String> {
        self.page.before.map(|before| self.asked.to(self.asked.state.as_deref(), Some(before)))
    }

    fn newest(&self) -> Option<String> {
        self.asked.before.map(|_| self.asked.to(self.asked.state.as_deref(), None))
    }

    fn icon(&self, name: &str) -> Html {
        icon(name)
    }

    fn admin(&self) -> bool {
        self.cx.may(Role::Admin)
    }
}

fn to(cx: &Cx, row: &DeliveryRow) -> Html {
    Html::raw(format!(
        "{} <span class=\"mail muted\">{}</span>",
        Html::text(&words::kind(cx, &row.kind)),
        Html::text(&row.destination)
    ))
}

fn state(cx: &Cx, row: &DeliveryRow) -> Html {
    let badge = words::state(cx, &row.state).html();
    if row.error.is_empty() || matches!(row.state.as_str(), "sent" | "cancelled") {
        return badge;
    }
    Html::raw(format!("{badge}<span class=\"reading\">{}</span>", Html::text(&row.error)))
}

impl Page for Deliveries {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let first = words::STOPPED.iter().find(|state| self.count(state) > 0);
        let there = first.is_some_and(|state| self.asked.state.as_deref() == Some(*state));
        let action = match first {
            Some(state) if !there => {
                Action::link(&self.asked.to(Some(state), None), &cx.t1("deliveries-see-stopped", "n", self.stopped()))
            }
            _ if self.admin() => Action::link("/destinations", &cx.t("deliveries-to-destinations")),
            _ => Action::link("/plays", &cx.t("deliveries-to-plays")),
        };
        let as_of = cx.words.moment(cx.now, &cx.zone);
        let figure = Figure {
            label: cx.t("deliveries-to-go").into_owned(),
            value: self.shown(self.count("waiting") + self.count("sending")),
            unit: cx.t("deliveries-unit").into_owned(),
            period: as_of.clone(),
            as_of,
            compare: None,
            definition: cx.t("deliveries-to-go-meaning").into_owned(),
            href: Some(self.asked.to(Some("waiting"), None)),
        };
        PageHead {
            title: cx.t("deliveries-title").into_owned(),
            question: cx.t("deliveries-question").into_owned(),
            figure: Some(figure),
            action,
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::lists(cx)
    }
}

/// `GET /deliveries`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let asked = Asked::of(&cx);
    let (state, play) = (asked.state.as_deref(), asked.play.as_deref());
    let page = shared.app.deliveries(cx.member()?, state, play, asked.before).await?;
    Ok(ui::respond(&Deliveries::new(&cx, page, asked)))
}
