//! W-21: why did we lose them, and had we noticed?

use super::year;
use crate::form::{Fields, Nothing};
use crate::ui::{self, Action, Badge, Column, Empty, Figure, Html, Line, Page, PageHead, Table, Tone};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::actions::{self, ChurnRow};
use banso_domain::members::Role;
use banso_kernel::{Day, Money};
use serde::Deserialize;

/// The page.
#[derive(Template)]
#[template(path = "pages/churns/list.html")]
pub struct Churns {
    cx: Cx,
    page: actions::Churns,
    /// First month of the fiscal year.
    start: u8,
}

/// A span of days as a link.
struct Tab {
    label: String,
    href: String,
    here: bool,
}

fn address(days: (Day, Day)) -> String {
    ui::address("/churns", [("from", days.0.to_string()), ("to", days.1.to_string())])
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl Churns {
    pub(super) fn new(cx: &Cx, page: actions::Churns, start: u8) -> Self {
        Self { cx: cx.clone(), page, start }
    }

    fn tabs(&self) -> Vec<Tab> {
        let tab = |(path, id): (&str, &str)| Tab {
            label: self.cx.t(id).into_owned(),
            href: path.to_owned(),
            here: path == "/churns",
        };
        let pages = [
            ("/overview", "overview-tab-standing"),
            ("/overview/moves", "overview-tab-moves"),
            ("/churns", "churns-title"),
        ];
        pages.map(tab).into()
    }

    /// This fiscal year and the two before.
    fn years(&self) -> Vec<Tab> {
        let one = |back: i32| {
            let days = year::back(self.cx.today, self.start, back);
            let label = self.cx.t1("churns-year", "year", days.0.ymd().0.to_string());
            Tab { label, href: address(days), here: days == self.page.days }
        };
        (0..3).map(one).collect()
    }

    fn here(&self) -> String {
        address(self.page.days)
    }

    fn day(&self, day: &Day) -> String {
        day.to_string()
    }

    fn lost(&self) -> Option<Money> {
        let currency = self.page.rows.first()?.worth.currency;
        let minor = self.page.rows.iter().filter(|row| row.worth.currency == currency).map(|row| row.worth.minor).sum();
        Some(Money { minor, currency })
    }

    /// How many, how much a month, how many could have been avoided.
    fn says(&self) -> String {
        let cx = &self.cx;
        let Some(lost) = self.lost() else { return cx.t("churns-says-none").into_owned() };
        let avoidable = self.page.rows.iter().filter(|row| row.avoidable == Some(true)).count();
        let args = [
            ("n", self.page.rows.len().into()),
            ("lost", cx.words.money(lost).into()),
            ("avoidable", avoidable.into()),
        ];
        cx.words.with("churns-says", &args)
    }

    fn reasons(&self) -> Table {
        let cx = &self.cx;
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let columns = vec![
            column("churns-reason"),
            column("churns-accounts").figures(),
            column("churns-lost").figures(),
            column("churns-avoidable").figures(),
            column("churns-unavoidable").figures(),
            column("churns-unknown").figures(),
        ];
        let number = |n: usize| Html::text(&cx.words.int(count(n)));
        let lines = self.page.reasons.iter().map(|(name, n, lost, yes, no)| Line {
            href: None,
            id: None,
            cells: vec![
                Html::text(name.get(cx.lang)),
                number(*n),
                Html::text(&cx.words.money(*lost)),
                number(*yes),
                number(*no),
                number(n.saturating_sub(yes + no)),
            ],
        });
        Table::new(&cx.t("churns-reasons"), columns, lines.collect()).dense()
    }

    fn unrecorded(&self) -> Table {
        let cx = &self.cx;
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let may = cx.may(Role::Csm);
        let mut columns = vec![
            column("common-account"),
            column("churns-ended"),
            Column::new(cx, &cx.t("common-cmrr-short")).figures(),
        ];
        if may {
            columns.push(column("members-actions").unseen());
        }
        let lines = self.page.unrecorded.iter().map(|(account, on, worth)| {
            let mut cells = vec![Html::text(&account.name), cx.date(on), Html::text(&cx.words.money(*worth))];
            if may {
                let label = Html::text(&cx.t1("churns-record-name", "name", account.name.as_str()));
                cells.push(Html::raw(format!(
                    "<div class=\"cluster end\"><a class=\"button small\" href=\"/accounts/{}/churn\" aria-label=\"{label}\">{}</a></div>",
                    account.id,
                    cx.h("churns-record")
                )));
            }
            Line { href: Some(format!("/accounts/{}", account.id)), id: None, cells }
        });
        Table::new(&cx.t("churns-unrecorded"), columns, lines.collect()).cards()
    }

    fn avoidable(&self, row: &ChurnRow) -> Badge {
        let (tone, id) = match row.avoidable {
            Some(true) => (Tone::Warn, "churns-avoidable"),
            Some(false) => (Tone::Plain, "churns-unavoidable"),
            None => (Tone::Plain, "churns-unknown"),
        };
        Badge::state(&self.cx, tone, &self.cx.t(id))
    }

    fn unnoticed(&self) -> Badge {
        let badge = Badge::state(&self.cx, Tone::Bad, &self.cx.t("churns-unnoticed"));
        badge.meaning(&self.cx.t("churns-unnoticed-meaning"))
    }

    /// Further things about a churn: name and value.
    fn more(&self, row: &ChurnRow) -> Vec<(String, String)> {
        let cx = &self.cx;
        let team = format!("churns-team-{}", row.preventable_by);
        let team = if cx.words.has(&team) { cx.t(&team).into_owned() } else { row.preventable_by.clone() };
        let all = [
            ("churns-preventable-by", team),
            ("churns-competitor", row.competitor.clone()),
            ("churns-recorded-by", row.by.clone().unwrap_or_default()),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(id, value)| (cx.t(id).into_owned(), value))
            .collect()
    }

    fn may_write(&self) -> bool {
        self.cx.may(Role::Csm)
    }

    fn may_withdraw(&self) -> bool {
        self.cx.may(Role::Manager)
    }

    fn withdraw_label(&self, row: &ChurnRow) -> Html {
        self.cx.phrases(&self.cx.t1("churns-withdraw", "name", row.account.name.as_str()))
    }

    fn empty(&self) -> Option<Empty> {
        let cx = &self.cx;
        if !self.page.rows.is_empty() || !self.page.unrecorded.is_empty() {
            return None;
        }
        let before = address(year::back(self.page.days.0, self.start, 1));
        Some(Empty::new(cx, &cx.t("churns-none"), &cx.t("churns-none-needs"), &before, &cx.t("churns-year-before")))
    }
}

impl Page for Churns {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let (unrecorded, all) = (self.page.unrecorded.len(), self.page.rows.len());
        let open = self.page.rows.iter().find(|row| row.lesson.is_empty());
        let action = match (unrecorded, open) {
            (n, _) if n > 0 => Action::link("#unrecorded", &cx.t1("churns-see-unrecorded", "n", n)),
            (_, Some(row)) if self.may_write() => Action::link(&format!("#c{}", row.id), &cx.t("churns-write-lesson")),
            _ => Action::link("/accounts", &cx.t("churns-to-accounts")),
        };
        let (from, to) = (cx.words.day(self.page.days.0), cx.words.day(self.page.days.1));
        let figure = Figure {
            label: cx.t("churns-unnoticed").into_owned(),
            value: cx.words.int(count(self.page.unnoticed)),
            unit: cx.t1("journeys-of-accounts", "n", all),
            period: cx.words.with("churns-days", &[("from", from.into()), ("to", to.into())]),
            as_of: cx.t1("report-as-of", "day", cx.words.day(cx.today)),
            compare: None,
            definition: cx.t("churns-unnoticed-meaning").into_owned(),
            href: None,
        };
        PageHead {
            title: cx.t("churns-title").into_owned(),
            question: cx.t("churns-question").into_owned(),
            figure: (all > 0).then_some(figure),
            action,
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::lists(cx)
    }
}

/// `GET /churns?from=…&to=…`: without days, those of this fiscal year.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let start = shared.app.workspace().await?.fiscal_month;
    let year = year::of(cx.today, start);
    let asked = |name: &str| cx.asked(name).as_deref().and_then(Day::parse_iso);
    let (from, to) = (asked("from").unwrap_or(year.0), asked("to").unwrap_or(year.1));
    let page = shared.app.churns(cx.member()?, from.min(to), to.max(from)).await?;
    Ok(ui::respond(&Churns::new(&cx, page, start)))
}

/// What was learned.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    lesson: String,
    #[serde(default)]
    back: String,
}

impl Fields for Lesson {}

/// `POST /churns/{id}/lesson`
pub async fn lesson(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(sent): Form<Lesson>,
) -> Result<Response, Fail> {
    shared.app.write_lesson(cx.member()?, id, &sent.lesson).await?;
    let back = if sent.back.is_empty() { "/churns" } else { ui::own(&sent.back) };
    Ok(ui::done(&format!("{back}#c{id}"), "churns-done-lesson", None))
}

/// `POST /churns/{id}/withdraw`
pub async fn withdraw(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(_): Form<Nothing>,
) -> Result<Response, Fail> {
    shared.app.withdraw_churn(cx.member()?, id).await?;
    Ok(ui::done("/churns", "churns-done-withdrawn", None))
}
