//! What a play would have done on the last 90 days: with whom, what, and how much work for whom.

use super::parts::arm;
use super::words;
use crate::ui::{self, Action, Column, Html, Line, Page, PageHead, Pager, Table};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::actions::{DryEntry, DryRun};
use banso_domain::members::Role;
use banso_kernel::Day;
use std::collections::BTreeSet;

/// Accounts on a page.
const ROWS: usize = 50;
/// Accounts shown above the form that publishes: it should not be far below.
const FIRST: usize = 12;
/// So many tasks of one member in one week are too many to do well: three on each working day.
const MANY: usize = 15;

/// The result; print it with `{{ dry }}`.
#[derive(Template)]
#[template(path = "pages/plays/dry.html")]
pub(super) struct Dry {
    cx: Cx,
    run: DryRun,
    at: usize,
    /// Where the next page of accounts is; without, only the first ones are shown.
    path: Option<String>,
}

impl askama::filters::HtmlSafe for Dry {}

impl Dry {
    pub(super) fn new(cx: &Cx, run: DryRun, at: usize, path: Option<String>) -> Self {
        Self { cx: cx.clone(), run, at, path }
    }

    fn says(&self) -> String {
        let cx = &self.cx;
        let day = |day: Day| cx.words.day(day);
        let (from, to) = self.run.days.map_or_else(Default::default, |(from, to)| (day(from), day(to)));
        // An account that may enter again is one account in several runs.
        let accounts = |held: bool| {
            let entries = self.run.entries.iter().filter(|entry| entry.held_out || !held);
            entries.map(|entry| entry.account.id).collect::<BTreeSet<_>>().len()
        };
        let (all, held, runs) = (accounts(false), accounts(true), self.run.entries.len());
        let args = [
            ("from", from.into()),
            ("to", to.into()),
            ("accounts", all.into()),
            ("runs", runs.into()),
            ("again", (runs - all).into()),
            ("held", held.into()),
        ];
        cx.words.with(if held > 0 { "plays-dry-says-held" } else { "plays-dry-says" }, &args)
    }

    /// Kinds of effects with their counts.
    fn effects(&self) -> Vec<(String, String)> {
        let count = |n: usize| self.cx.words.int(i64::try_from(n).unwrap_or(i64::MAX));
        self.run.effects.iter().map(|(kind, n)| (words::step_kind(&self.cx, kind), count(*n))).collect()
    }

    fn weeks(&self) -> Vec<Day> {
        self.run.load.keys().map(|(_, week)| *week).collect::<BTreeSet<Day>>().into_iter().collect()
    }

    /// A warning where a week asks too much of somebody.
    fn heavy(&self) -> Option<String> {
        let ((member, week), n) = self.run.load.iter().max_by_key(|(_, n)| **n).filter(|(_, n)| **n > MANY)?;
        let args = [("member", member.as_str().into()), ("week", self.cx.words.day(*week).into()), ("n", (*n).into())];
        Some(self.cx.words.with("plays-dry-heavy", &args))
    }

    /// Tasks of each member in each week.
    fn load(&self) -> Option<Table> {
        if self.run.load.is_empty() {
            return None;
        }
        let (cx, weeks) = (&self.cx, self.weeks());
        let members: BTreeSet<&String> = self.run.load.keys().map(|(member, _)| member).collect();
        let mut columns = vec![Column::new(cx, &cx.t("common-member"))];
        columns.extend(weeks.iter().map(|week| Column::new(cx, &month_day(*week)).figures()));
        columns.push(Column::new(cx, &cx.t("common-total")).figures());
        let lines = members.into_iter().map(|member| {
            let of = |week: &Day| self.run.load.get(&(member.clone(), *week)).copied().unwrap_or(0);
            let mut cells = vec![Html::text(member)];
            cells.extend(weeks.iter().map(|week| match of(week) {
                0 => Html::raw("<span class=\"muted\" aria-hidden=\"true\">·</span>".to_owned()),
                n if n > MANY => Html::raw(format!("<b class=\"t-warn\">{n}</b>")),
                n => Html::text(&n.to_string()),
            }));
            cells.push(Html::text(&weeks.iter().map(of).sum::<usize>().to_string()));
            Line { href: None, id: None, cells }
        });
        Some(Table::new(&cx.t("plays-dry-load"), columns, lines.collect()).dense())
    }

    fn entries(&self) -> Table {
        let (cx, rows) = (&self.cx, if self.path.is_some() { ROWS } else { FIRST });
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let columns =
            vec![column("common-account"), column("plays-entered"), column("plays-arm"), column("plays-dry-effects")];
        let lines = self.run.entries.iter().skip(self.at * rows).take(rows).map(|entry| Line {
            href: Some(format!("/accounts/{}", entry.account.id)),
            id: None,
            cells: vec![
                Html::text(&entry.account.name),
                cx.date(entry.entered_on),
                arm(cx, entry.held_out),
                effects(cx, entry),
            ],
        });
        Table::new(&cx.t("plays-dry-accounts"), columns, lines.collect()).cards()
    }

    fn pager(&self) -> Option<Pager> {
        let (path, total) = (self.path.as_ref()?, self.run.entries.len());
        let (from, to) = (self.at * ROWS, ((self.at + 1) * ROWS).min(total));
        let page = |at: usize| ui::address(path, [("page", (at + 1).to_string())]);
        let before = self.at.checked_sub(1).map(page);
        let after = (to < total).then(|| page(self.at + 1));
        (total > ROWS).then(|| Pager::new(&self.cx, (from + 1).min(total), to, total, before, after))
    }

    fn rest(&self) -> Option<String> {
        let rest = self.run.entries.len().saturating_sub(FIRST);
        (self.path.is_none() && rest > 0).then(|| self.cx.t1("plays-dry-more", "n", rest))
    }
}

fn month_day(day: Day) -> String {
    let (_, month, day) = day.ymd();
    format!("{month}/{day}")
}

/// What would have happened to an account, a line for each.
fn effects(cx: &Cx, entry: &DryEntry) -> Html {
    let line = |(day, _, kind, what): &(Day, String, String, banso_kernel::Text)| {
        Html::raw(format!(
            "<li><span class=\"effect-on\">{}</span> <span class=\"effect-kind\">{}</span> {}</li>",
            cx.date(day),
            Html::text(&words::step_kind(cx, kind)),
            Html::text(what.get(cx.lang))
        ))
    };
    if entry.effects.is_empty() {
        return Html::raw(format!("<span class=\"none\">{}</span>", Html::text(&cx.t("common-none"))));
    }
    Html::raw(format!("<ul class=\"effects\">{}</ul>", Html::join(entry.effects.iter().map(line), "")))
}

/// The page that tries the newest version.
#[derive(Template)]
#[template(path = "pages/plays/try.html")]
pub struct PlayTry {
    cx: Cx,
    id: String,
    name: String,
    dry: Dry,
}

impl PlayTry {
    pub(super) fn new(cx: &Cx, id: &str, name: &str, run: DryRun, at: usize) -> Self {
        let dry = Dry::new(cx, run, at, Some(format!("{}/try", super::href(id))));
        Self { cx: cx.clone(), id: id.to_owned(), name: name.to_owned(), dry }
    }
}

impl Page for PlayTry {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let (cx, href) = (&self.cx, super::href(&self.id));
        PageHead {
            title: cx.t("plays-dry-title").into_owned(),
            question: cx.t1("plays-dry-question", "name", self.name.as_str()),
            figure: None,
            action: match cx.may(Role::Manager) {
                true => Action::link(&format!("{href}/edit"), &cx.t("plays-revise")),
                false => Action::link(&href, &cx.t("plays-to-overview")),
            },
            trail: [super::trail(cx), vec![(self.name.clone(), href)]].concat(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::tries(cx)
    }
}

/// `GET /plays/{id}/try`
pub async fn show(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let page = shared.app.play(who, &id).await?;
    let run = shared.app.dry_run(who, &page.text).await?;
    let at: usize = cx.asked("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let name = page.row.name.get(cx.lang);
    Ok(ui::respond(&PlayTry::new(&cx, &id, name, run, at.saturating_sub(1))))
}
