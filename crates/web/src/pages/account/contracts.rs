//! W-08: until when the renewal is decided.

use super::head;
use crate::pages::accounts::cells;
use crate::ui::{self, Action, Badge, Html, Page, PageHead, Tone};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::accounts::{self, ContractsPage};
use banso_domain::contracts::{Contract, Ringi};
use banso_domain::members::Role;
use banso_kernel::Day;
use banso_report::chart::{Head, Mark, Tick, deadlines, scale};

/// The contracts of an account.
#[derive(Template)]
#[template(path = "pages/account/contracts.html")]
pub struct Contracts {
    cx: Cx,
    page: ContractsPage,
}

/// The state of the customer's internal approval.
pub(crate) fn ringi(cx: &Cx, ringi: Ringi) -> Badge {
    let (tone, word) = match ringi {
        Ringi::None => (Tone::Plain, "none"),
        Ringi::Preparing => (Tone::Plain, "preparing"),
        Ringi::Circulating => (Tone::Warn, "circulating"),
        Ringi::Approved => (Tone::Good, "approved"),
        Ringi::Returned => (Tone::Bad, "returned"),
    };
    Badge::state(cx, tone, &cx.t(&format!("common-ringi-{word}")))
}

impl Contracts {
    /// The page.
    #[must_use]
    pub fn new(cx: Cx, page: ContractsPage) -> Self {
        Self { cx, page }
    }

    fn head_of(&self) -> Html {
        head::head(&self.cx, &self.page.frame, "contracts")
    }

    fn may_write(&self) -> bool {
        self.cx.may(Role::Csm)
    }

    fn as_of(&self) -> Day {
        self.page.frame.lens.as_of
    }

    /// Contracts in force or to come that end: those for which something is to be decided.
    fn open(&self) -> Vec<&Contract> {
        let as_of = self.as_of();
        self.page.contracts.iter().filter(|c| c.ends_on.is_some_and(|end| end >= as_of)).take(4).collect()
    }

    fn term(&self, contract: &Contract) -> String {
        let end = contract.ends_on.map_or_else(|| self.cx.t("account-open-ended").into(), |day| self.cx.words.day(day));
        let args = [("from", self.cx.words.day(contract.starts_on).into()), ("to", end.into())];
        self.cx.words.with("account-term", &args)
    }

    /// Whole months of the term, counted with both ends (J-02).
    fn months(&self, contract: &Contract) -> Option<String> {
        let end = contract.ends_on?;
        let months = (end + 1).month().0 - contract.starts_on.month().0;
        (contract.starts_on.plus_months(months) == end + 1)
            .then(|| self.cx.t1("account-months", "n", i64::from(months)))
    }

    fn state(&self, contract: &Contract) -> Badge {
        let as_of = self.as_of();
        let (tone, word) = match (contract.starts_on > as_of, contract.ends_on.is_some_and(|end| end < as_of)) {
            (true, _) => (Tone::Plain, "account-contract-future"),
            (_, true) => (Tone::Plain, "account-contract-past"),
            _ => (Tone::Good, "account-contract-active"),
        };
        Badge::state(&self.cx, tone, &self.cx.t(word))
    }

    /// A mark where the amount is not in the workspace's currency, so that nothing adds it up.
    fn uncounted(&self, contract: &Contract) -> Option<Badge> {
        let (cx, currency) = (&self.cx, self.page.frame.lens.currency);
        (contract.monthly.currency != currency).then(|| {
            let badge = Badge::state(cx, Tone::Warn, &cx.t("account-other-currency"));
            badge.meaning(&cx.t1("account-other-currency-meaning", "currency", currency.code()))
        })
    }

    fn ringi(&self, contract: &Contract) -> Badge {
        ringi(&self.cx, contract.ringi)
    }

    fn decline(&self, contract: &Contract) -> Html {
        cells::deadline(&self.cx, contract.decline_by, self.as_of())
    }

    fn renews(&self, contract: &Contract) -> String {
        self.cx.t(if contract.auto_renew { "account-renews" } else { "account-renews-not" }).into()
    }

    /// One sentence about what comes next for it.
    fn sentence(&self, contract: &Contract) -> String {
        let as_of = self.as_of();
        let end = contract.ends_on.unwrap_or(as_of);
        match contract.decline_by {
            Some(by) if by >= as_of => {
                let args = [("day", self.cx.words.day(by).into()), ("n", i64::from(by - as_of).into())];
                self.cx.words.with("account-band-decline", &args)
            }
            Some(by) => {
                let id = if contract.auto_renew { "account-band-passed" } else { "account-band-passed-not" };
                self.cx.t1(id, "day", self.cx.words.day(by))
            }
            None => self.cx.t1("account-band-end", "day", self.cx.words.day(end)),
        }
    }

    /// The band from the start to the end with what matters on it.
    fn band(&self, contract: &Contract, index: &usize) -> Html {
        let (Some(end), as_of) = (contract.ends_on, self.as_of()) else { return Html::default() };
        let name = |label: &str, day: Day| format!("{} {}", self.cx.t(label), self.cx.words.day(day));
        let mut marks = Vec::new();
        if let Some(by) = contract.decline_by {
            let text = name("common-decline-by", by);
            marks.push(deadlines::Deadline { at: f64::from(by.0), mark: Mark::plain(&text), text, urgent: true });
        }
        let text = name("common-ends-on", end);
        marks.push(deadlines::Deadline { at: f64::from(end.0), mark: Mark::plain(&text), text, urgent: false });
        let (first, last) = (contract.starts_on.min(as_of), end.max(as_of) + 14);
        let today = self.cx.words.day_short(as_of);
        let draw = |width: f64, kind: &str| {
            let id = format!("band-{index}-{kind}");
            let summary = self.sentence(contract);
            let head = Head { id: &id, title: &contract.product, summary: &summary, width };
            let months = scale::months(first, last, if width > 500.0 { 8 } else { 4 });
            let ticks: Vec<Tick> = months
                .into_iter()
                .map(|month| Tick { at: f64::from(month.first().0), label: self.cx.words.month(month) })
                .collect();
            let term = (f64::from(contract.starts_on.0), f64::from(end.0 + 1));
            let span = (f64::from(first.0), f64::from(last.0));
            deadlines::draw(&head, span, term, &marks, &ticks, (f64::from(as_of.0), &today))
        };
        super::timeline_chart::both(draw)
    }
}

impl Page for Contracts {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let frame = &self.page.frame;
        let action = if self.page.contracts.is_empty() {
            Action::InContent
        } else if self.cx.may(Role::Csm) {
            Action::link(&head::touch_href(frame, None), &self.cx.t("account-log-touch"))
        } else {
            Action::link(&head::part_href(frame, "summary"), &self.cx.t("account-see-summary"))
        };
        head::page_head(&self.cx, frame, "contracts", action)
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::contracts(cx.lang).into_iter().map(|page| Self::new(cx.clone(), page)).collect()
    }
}

/// `GET /accounts/{id}/contracts`
pub async fn contracts(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let page =
        accounts::contracts(&shared.app, cx.member()?, super::account(&id)?, super::model(&cx).as_deref()).await?;
    Ok(ui::respond(&Contracts::new(cx, page)))
}
