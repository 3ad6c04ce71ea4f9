//! The page and its handler.

use super::chips::{Chip, Refill};
use super::choices::{Choice, Choices, Typed};
use super::{address, cells, chips, choices, problems};
use crate::ui::{Action, Badge, Compare, Empty, Figure, Html, Page, PageHead, Pager, Table, icon};
use crate::{Cx, Fail, Shared, turned, ui};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::accounts::Listing;
use banso_domain::board::{Condition, Cursor, GroupBy, OwnerIs, Query, Row, Totals};
use banso_domain::members::Role;
use banso_kernel::Money;

/// Rows on a page; half of them when it has so many columns that it would weigh more than 100 kB.
fn rows(query: &Query) -> usize {
    if query.shown().len() > 12 { 25 } else { 50 }
}

/// The account list.
#[derive(Template)]
#[template(path = "pages/accounts.html")]
pub struct Accounts {
    cx: Cx,
    listing: Listing,
    totals: Totals,
    table: Table,
    pager: Option<Pager>,
    typed: Typed,
    groups: Vec<Choices>,
}

/// A link among several of which one is where the reader is.
struct Tab {
    label: String,
    href: String,
    here: bool,
    /// Where the form posts that removes it.
    remove: Option<String>,
}

/// A line of the sums.
struct Sum {
    badge: Option<Badge>,
    label: String,
    href: Option<String>,
    count: String,
    cmrr: String,
    share: f64,
}

impl Accounts {
    /// The page for a listing.
    #[must_use]
    pub fn new(cx: Cx, listing: Listing) -> Self {
        let totals = listing.board.totals(&listing.query);
        let (table, pager) = {
            let page = listing.board.page(&listing.query, rows(&listing.query));
            let lines = page.rows.iter().map(|row| cells::line(&cx, &listing, row)).collect();
            let mut table = Table::new(&cx.t("accounts-caption"), cells::heads(&cx, &listing), lines).cards();
            if cx.may(Role::Csm) {
                let box_of = |row: &&Row| (row.account.to_string(), row.name.clone());
                let boxes = page.rows.iter().map(box_of).collect();
                table = table.picks("bulk", "id", &cx.t("accounts-bulk-pick"), boxes);
            }
            let to = |cursor: Option<Cursor>| {
                cursor.map(|cursor| {
                    let query = Query { cursor: Some(cursor), ..listing.query.clone() };
                    address::list(&query, &listing.board.names)
                })
            };
            let (from, until) = (page.skipped + 1, page.skipped + page.rows.len());
            let more = page.before.is_some() || page.after.is_some();
            let pager = more.then(|| Pager::new(&cx, from, until, page.total, to(page.before), to(page.after)));
            (table, pager)
        };
        Self { totals, table, pager, typed: Typed::of(&listing), groups: choices::groups(&cx, &listing), cx, listing }
    }

    fn problems(&self) -> Vec<String> {
        self.listing.problems.iter().map(|problem| problems::says(&self.cx, problem)).collect()
    }

    fn icon(&self, name: &str) -> Html {
        icon(name)
    }

    /// Views: everything, mine, then the saved ones.
    fn views(&self) -> Vec<Tab> {
        let names = &self.listing.board.names;
        let base =
            Query { model: self.listing.query.model.clone(), as_of: self.listing.query.as_of, ..Query::default() };
        let conditions = &self.listing.query.conditions;
        let mut tabs = vec![Tab {
            label: self.cx.t("accounts-view-all").into(),
            href: address::list(&base, names),
            here: conditions.is_empty(),
            remove: None,
        }];
        if let Some(who) = &self.cx.principal {
            let mine = Condition::Owner(vec![OwnerIs::Member(who.member)]);
            let here = *conditions == [mine.clone()];
            let label = self.cx.t("accounts-view-mine").into();
            tabs.push(Tab { label, href: address::list(&base.with(mine), names), here, remove: None });
        }
        let here = address::address("", &self.listing.query.first_page().pairs(names));
        let here = here.trim_start_matches('?');
        tabs.extend(self.listing.views.iter().map(|view| Tab {
            label: view.name.clone(),
            href: format!("/accounts?{}", view.query),
            here: !here.is_empty() && view.query == here,
            remove: view.own.then(|| format!("/accounts/views/{}/remove", view.id)),
        }));
        tabs
    }

    fn models(&self) -> Vec<Tab> {
        let offered = self.listing.lens.offered.iter();
        let tab = |(at, (id, name)): (usize, &(String, banso_kernel::Text))| {
            let query =
                Query { model: (at > 0).then(|| id.clone()), as_of: self.listing.query.as_of, ..Query::default() };
            Tab {
                label: name.get(self.cx.lang).to_owned(),
                href: address::list(&query, &self.listing.board.names),
                here: *id == self.listing.lens.model.id,
                remove: None,
            }
        };
        offered.enumerate().map(tab).collect()
    }

    fn chips(&self) -> Vec<Chip> {
        chips::chips(&self.cx, &self.listing)
    }

    fn refills(&self) -> Vec<Refill> {
        chips::refills(&self.cx, &self.listing)
    }

    fn segments(&self) -> Vec<Choice> {
        let all = self.groups.iter().find(|group| group.name == "segment");
        all.map_or_else(Vec::new, |group| {
            let some = group.choices.iter().filter(|choice| choice.value != "none");
            some.map(|c| Choice { value: c.value.clone(), label: c.label.clone(), on: false }).collect()
        })
    }

    fn columns(&self) -> Vec<Choice> {
        choices::columns(&self.cx, &self.listing)
    }

    fn group_by(&self) -> Vec<Choice> {
        choices::group_by(&self.cx, &self.listing)
    }

    /// Parameters that a form must carry along: all but those with the given names.
    fn carried(&self, without: &[&str]) -> Vec<(&'static str, String)> {
        let pairs = self.listing.query.first_page().pairs(&self.listing.board.names);
        pairs.into_iter().filter(|(name, _)| !without.contains(name)).collect()
    }

    /// What the filter form has no control for.
    fn beside_filter(&self) -> Vec<(&'static str, String)> {
        let shown: Vec<&str> = self.groups.iter().map(|group| group.name).collect();
        let own = ["q", "silent", "deadline", "from", "to", "since"];
        self.carried(&own).into_iter().filter(|(name, _)| !shown.contains(name)).collect()
    }

    fn beside_group(&self) -> Vec<(&'static str, String)> {
        self.carried(&["group"])
    }

    fn beside_columns(&self) -> Vec<(&'static str, String)> {
        self.carried(&["col"])
    }

    fn beside_bulk(&self) -> Vec<(&'static str, String)> {
        self.carried(&[])
    }

    fn all_matching(&self) -> String {
        self.cx.t1("accounts-bulk-all", "n", self.totals.count)
    }

    fn query_text(&self) -> String {
        let pairs = self.listing.query.first_page().pairs(&self.listing.board.names);
        address::address("", &pairs).trim_start_matches('?').to_owned()
    }

    fn exports(&self) -> Vec<Tab> {
        let formats = ["xlsx", "csv", "csv-shift-jis"];
        let tab = |format: &str| {
            let mut pairs = self.carried(&[]);
            pairs.push(("format", format.to_owned()));
            Tab {
                label: self.cx.t(&format!("accounts-export-{format}")).into(),
                href: address::address("/accounts/export", &pairs),
                here: false,
                remove: None,
            }
        };
        formats.map(tab).into()
    }

    fn money(&self, minor: i64) -> String {
        self.cx.words.money(Money { minor, currency: self.listing.board.currency })
    }

    fn counted(&self) -> String {
        self.cx.t1("common-n-accounts", "n", self.totals.count)
    }

    fn mean(&self) -> String {
        let count = i64::try_from(self.totals.count.max(1)).unwrap_or(i64::MAX);
        self.money(self.totals.cmrr / count)
    }

    /// The list added up, if asked.
    fn sums(&self) -> Option<(String, Vec<Sum>)> {
        let by = self.listing.query.group?;
        let title = self.cx.t(&format!("accounts-group-{}", by.word())).into_owned();
        let all = self.totals.count.max(1) as f64;
        let sum = |group: banso_domain::board::Group| {
            let badge = match (&group.condition, by) {
                (Some(Condition::Segment(any)), _) => {
                    any.first().map(|at| cells::segment(&self.cx, &self.listing.lens, *at))
                }
                (None, GroupBy::Segment) => Some(cells::segment(&self.cx, &self.listing.lens, None)),
                _ => None,
            };
            let condition = match (group.condition, by) {
                (None, GroupBy::Segment) => Some(Condition::Segment(vec![None])),
                (None, GroupBy::Owner) => Some(Condition::Owner(vec![OwnerIs::Nobody])),
                (condition, _) => condition,
            };
            let names = &self.listing.board.names;
            Sum {
                badge,
                label: if group.label.is_empty() { self.cx.t("common-not-set").into() } else { group.label },
                href: condition.map(|condition| {
                    address::list(&Query { group: None, ..self.listing.query.with(condition) }, names)
                }),
                count: self.cx.t1("common-n-accounts", "n", group.totals.count),
                cmrr: self.money(group.totals.cmrr),
                share: group.totals.count as f64 / all,
            }
        };
        Some((title, self.listing.board.groups(&self.listing.query, by).into_iter().map(sum).collect()))
    }

    fn ungrouped(&self) -> String {
        address::list(&Query { group: None, ..self.listing.query.first_page() }, &self.listing.board.names)
    }

    fn may_write(&self) -> bool {
        self.cx.may(Role::Csm)
    }

    fn anything(&self) -> bool {
        !self.listing.board.rows().is_empty()
    }

    /// Why there is nothing: not of the day of the past, or not yet at all.
    fn nothing(&self) -> Empty {
        let cx = &self.cx;
        let bring = || {
            let (what, needs) = (cx.t("accounts-none"), cx.t("accounts-none-needs"));
            Empty::new(cx, &what, &needs, "/import", &cx.t("accounts-none-do")).primary()
        };
        turned::nothing(cx, self.listing.begins).unwrap_or_else(bring)
    }
}

impl Page for Accounts {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let as_of = cx.t1("accounts-as-of", "day", cx.words.day(self.listing.board.as_of));
        let all = self.listing.board.totals(&Query::default());
        let compare = (all.count != self.totals.count).then(|| Compare {
            change: cx.words.percent(self.totals.cmrr as f64 / (all.cmrr.max(1)) as f64),
            against: cx.t("accounts-of-all").into(),
            tone: ui::Tone::Plain,
        });
        let figure = self.anything().then(|| Figure {
            label: cx.t("accounts-figure").into(),
            value: self.money(self.totals.cmrr),
            unit: String::new(),
            period: cx.t("accounts-figure-period").into(),
            as_of,
            compare,
            definition: cx.t("accounts-figure-about").into(),
            href: None,
        });
        let action = match (self.anything(), self.may_write()) {
            (true, true) => Action::link("/touches/new", &cx.t("account-log-touch")),
            (true, false) => Action::link(&self.exports()[0].href, &cx.t("accounts-export-xlsx")),
            (false, _) => Action::InContent,
        };
        PageHead {
            title: cx.t("accounts-title").into(),
            question: cx.t("accounts-question").into(),
            figure,
            action,
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::listings(cx.lang).into_iter().map(|listing| Self::new(cx.clone(), listing)).collect()
    }
}

/// `GET /accounts`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let pairs: Vec<(String, String)> = url::form_urlencoded::parse(cx.query.as_bytes()).into_owned().collect();
    let listing = banso_app::accounts::list(&shared.app, cx.member()?, &pairs).await?;
    Ok(ui::respond(&Accounts::new(cx, listing)))
}
