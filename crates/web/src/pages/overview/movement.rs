//! W-13: from where to where accounts went, and which axis moved.

use super::sample;
use super::tabs::{Tab, address, list, models, pages, segment_color, segment_name};
use crate::ui::{Action, Badge, Compare, Empty, Figure, Html, Page, PageHead, Tone};
use crate::{Cx, Fail, Shared, ui};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use banso_app::overview::{Movement, PERIODS};
use banso_domain::overview::AxisMoves;
use banso_kernel::Arg;
use serde::Deserialize;

/// The from × to table.
#[derive(Template)]
#[template(path = "pages/moves.html")]
pub struct Movements {
    cx: Cx,
    page: Movement,
    empty: Option<Empty>,
}

/// A row of the table.
struct From {
    badge: Badge,
    cells: Vec<To>,
    /// Accounts that left, with their list.
    out_of: (String, String),
}

/// A cell of the table.
struct To {
    /// `better`, `worse` or `same`.
    way: &'static str,
    /// ↑, ↓ or nothing: colour never speaks alone.
    arrow: &'static str,
    /// Accounts; empty for none.
    count: String,
    href: String,
    label: String,
    axes: Vec<String>,
}

impl Movements {
    /// The page.
    #[must_use]
    pub fn new(cx: Cx, page: Movement) -> Self {
        let longest = PERIODS[PERIODS.len() - 1];
        let wider = PERIODS.into_iter().find(|days| *days > page.days);
        let empty = (page.moves.accounts == 0).then(|| {
            let what = cx.t1("overview-moves-empty", "n", i64::from(page.days));
            let needs = cx.t("overview-moves-empty-needs");
            match wider {
                Some(_) => {
                    let href = address("/overview/moves", &page.lens, &[("days", &longest.to_string())]);
                    Empty::new(&cx, &what, &needs, &href, &cx.t1("overview-moves-widen", "n", i64::from(longest)))
                }
                None => Empty::new(&cx, &what, &needs, "/import", &cx.t("overview-empty-do")),
            }
            .primary()
        });
        Self { cx, page, empty }
    }

    fn tabs(&self) -> Vec<Tab> {
        pages(&self.cx, &self.page.lens, "/overview/moves")
    }

    fn models(&self) -> Vec<Tab> {
        models(&self.cx, &self.page.lens, "/overview/moves", &[("days", &self.page.days.to_string())])
    }

    fn periods(&self) -> Vec<Tab> {
        let tab = |days: u16| Tab {
            label: self.cx.t1("common-n-days", "n", i64::from(days)),
            href: address("/overview/moves", &self.page.lens, &[("days", &days.to_string())]),
            here: days == self.page.days,
        };
        PERIODS.into_iter().map(tab).collect()
    }

    fn name(&self, at: usize) -> String {
        segment_name(&self.cx, &self.page.lens, Some(at))
    }

    fn badge(&self, at: usize) -> Badge {
        Badge::segment(&self.cx, segment_color(&self.page.lens, Some(at)), &self.name(at))
    }

    /// The list of those who went from and to, within the period.
    fn went(&self, from: Option<usize>, to: Option<usize>) -> String {
        let id = |at: usize| self.page.lens.model.segments[at].id.as_str();
        let since = self.page.days.to_string();
        let mut pairs = Vec::new();
        pairs.extend(from.map(|at| ("from", id(at))));
        pairs.extend(to.map(|at| ("to", id(at))));
        pairs.push(("since", since.as_str()));
        list(&self.page.lens, &pairs)
    }

    fn heads(&self) -> Vec<Badge> {
        (0..self.page.lens.model.segments.len()).map(|at| self.badge(at)).collect()
    }

    fn rows(&self) -> Vec<From> {
        let moves = &self.page.moves;
        let row = |from: usize| From {
            badge: self.badge(from),
            cells: (0..moves.cells[from].len()).map(|to| self.cell(from, to)).collect(),
            out_of: (self.count(moves.out_of[from]), self.went(Some(from), None)),
        };
        (0..moves.cells.len()).map(row).collect()
    }

    fn into(&self) -> Vec<(String, String)> {
        let into = self.page.moves.into.iter().enumerate();
        into.map(|(to, n)| (self.count(*n), self.went(None, Some(to)))).collect()
    }

    fn count(&self, n: u32) -> String {
        if n == 0 { String::new() } else { self.cx.words.int(i64::from(n)) }
    }

    fn cell(&self, from: usize, to: usize) -> To {
        let cell = &self.page.moves.cells[from][to];
        let (way, arrow) = match (cell.accounts, to.cmp(&from)) {
            (0, _) | (_, std::cmp::Ordering::Equal) => ("same", ""),
            (_, std::cmp::Ordering::Less) => ("better", "↑"),
            (_, std::cmp::Ordering::Greater) => ("worse", "↓"),
        };
        let axes = cell.axes.iter().enumerate().flat_map(|(at, moved)| self.axis(at, *moved)).collect();
        To {
            way,
            arrow,
            count: self.count(cell.accounts),
            href: self.went(Some(from), Some(to)),
            label: self.cx.words.with(
                "overview-moves-cell",
                &[
                    ("from", self.name(from).into()),
                    ("to", self.name(to).into()),
                    ("n", Arg::from(i64::from(cell.accounts))),
                ],
            ),
            axes,
        }
    }

    /// "Use ↓ 3", for each way that the axis went.
    fn axis(&self, at: usize, moved: AxisMoves) -> Vec<String> {
        let name = self.page.lens.model.axes[at].name.get(self.cx.lang);
        let part = |arrow: &str, n: u32| (n > 0).then(|| format!("{name} {arrow} {}", self.cx.words.int(i64::from(n))));
        [part("↑", moved.better), part("↓", moved.worse)].into_iter().flatten().collect()
    }

    /// How many went up and down, and the axis that went with most of those that fell.
    fn says(&self) -> Html {
        let (cx, moves) = (&self.cx, &self.page.moves);
        let n = |n: u32| Arg::from(i64::from(n));
        let all = [
            ("days", n(u32::from(self.page.days))),
            ("n", n(moves.accounts)),
            ("better", n(moves.better)),
            ("worse", n(moves.worse)),
        ];
        let first = cx.words.with("overview-moves-says", &all);
        let falls = moves.axes.iter().enumerate().max_by_key(|(_, axis)| axis.worse);
        let Some((at, axis)) = falls.filter(|(_, axis)| axis.worse > 0) else { return cx.phrases(&first) };
        let name = self.page.lens.model.axes[at].name.get(cx.lang);
        let args = [("axis", name.into()), ("n", n(axis.worse)), ("worse", n(moves.worse))];
        let space = if cx.lang == banso_kernel::Lang::Ja { "" } else { " " };
        cx.phrases(&format!("{first}{space}{}", cx.words.with("overview-moves-axis", &args)))
    }

    fn figure(&self) -> Figure {
        let (cx, moves) = (&self.cx, &self.page.moves);
        let compare = self.page.worse_before.map(|before| {
            let change = i64::from(moves.worse) - i64::from(before);
            Compare {
                change: super::tabs::signed(cx, change),
                against: cx.t1("overview-moves-against", "n", i64::from(self.page.days)),
                tone: match change {
                    0 => Tone::Plain,
                    n if n > 0 => Tone::Bad,
                    _ => Tone::Good,
                },
            }
        });
        let period = cx.words.with(
            "overview-moves-period",
            &[("from", cx.words.day(self.page.from).into()), ("to", cx.words.day(self.page.lens.as_of).into())],
        );
        Figure {
            label: cx.t("overview-moves-worse").into_owned(),
            value: cx.words.int(i64::from(moves.worse)),
            unit: cx.t("overview-unit-accounts").into_owned(),
            // The period ends with the day: said once.
            as_of: period.clone(),
            period,
            compare,
            definition: cx.t("overview-moves-definition").into_owned(),
            href: None,
        }
    }

    /// To those who came into the worst segment, else to all who moved.
    fn action(&self) -> Action {
        let cx = &self.cx;
        let worst = self.page.moves.into.len().checked_sub(1);
        match worst.map(|at| (at, self.page.moves.into[at])) {
            _ if self.empty.is_some() => Action::InContent,
            Some((at, n)) if n > 0 => {
                let args = [("segment", self.name(at).into()), ("n", Arg::from(i64::from(n)))];
                Action::link(&self.went(None, Some(at)), &cx.words.with("overview-moves-do", &args))
            }
            _ => {
                let label = cx.t1("overview-moves-do-all", "n", i64::from(self.page.moves.accounts));
                Action::link(&self.went(None, None), &label)
            }
        }
    }
}

impl Page for Movements {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("overview-transitions").into_owned(),
            question: self.cx.t("overview-moves-question").into_owned(),
            figure: (self.page.moves.accounts > 0).then(|| self.figure()),
            action: self.action(),
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        sample::movements().into_iter().map(|page| Self::new(cx.clone(), page)).collect()
    }
}

/// What the address may say.
#[derive(Deserialize)]
pub struct Asked {
    model: Option<String>,
    /// Anything that is no number counts as not said.
    days: Option<String>,
}

/// Shows it.
pub async fn show(cx: Cx, State(shared): State<Shared>, Query(asked): Query<Asked>) -> Result<Response, Fail> {
    let days = asked.days.and_then(|days| days.parse().ok()).unwrap_or(30);
    let page = banso_app::overview::moves(&shared.app, cx.member()?, asked.model.as_deref(), days).await?;
    Ok(ui::respond(&Movements::new(cx, page)))
}
