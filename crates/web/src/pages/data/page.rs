//! The page and its handler.

use super::{sample, tables};
use crate::pages::overview::tabs::{Tab, as_of, models};
use crate::ui::{Action, Empty, Figure, Html, Page, PageHead, Table, icon};
use crate::{Cx, Fail, Shared, ui};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use banso_app::readiness::Readiness;
use banso_domain::members::Role;
use banso_domain::readiness::{Finding, State as Stand, Suspicion, Wanted};
use banso_kernel::Arg;
use serde::Deserialize;

/// Most things to send next that are listed.
const NEXT: usize = 6;

/// The state of the data.
#[derive(Template)]
#[template(path = "pages/data.html")]
pub struct Data {
    cx: Cx,
    page: Readiness,
    criteria: Table,
    metrics: Table,
    halted: Option<Table>,
    empty: Option<Empty>,
}

/// Something to send next.
struct Next {
    what: String,
    waiting: String,
    gain: String,
}

/// A suspicion in words, with accounts to look at.
struct Warning {
    title: String,
    why: String,
    examples: Vec<(String, String)>,
    more: String,
}

impl Data {
    /// The page.
    #[must_use]
    pub fn new(cx: Cx, page: Readiness) -> Self {
        let nothing = page.coverage.accounts == 0 && page.facts == 0;
        let empty = nothing.then(|| {
            Empty::new(
                &cx,
                &cx.t("readiness-empty"),
                &cx.t("readiness-empty-needs"),
                "/import",
                &cx.t("readiness-import"),
            )
            .primary()
        });
        Self {
            criteria: tables::criteria(&cx, &page),
            metrics: tables::metrics(&cx, &page),
            halted: (!page.halted.is_empty()).then(|| tables::halted(&cx, &page)),
            empty,
            page,
            cx,
        }
    }

    fn models(&self) -> Vec<Tab> {
        models(&self.cx, &self.page.lens, "/data", &[])
    }

    fn icon(&self, name: &str) -> Html {
        icon(name)
    }

    /// How many metrics have data, are silent, never had any.
    fn says(&self) -> Html {
        let count = |state| self.page.coverage.metrics.iter().filter(|m| m.state == state).count();
        let args = [
            ("n", Arg::from(self.page.coverage.metrics.len())),
            ("fresh", Arg::from(count(Stand::Fresh))),
            ("stale", Arg::from(count(Stand::Stale))),
            ("never", Arg::from(count(Stand::Never))),
        ];
        self.cx.phrases(&self.cx.words.with("readiness-says", &args))
    }

    fn next(&self) -> Vec<Next> {
        let (cx, lens) = (&self.cx, &self.page.lens);
        let one = |(wanted, criteria, gain): &(Wanted, Vec<usize>, f64)| Next {
            what: match wanted {
                Wanted::Contracts => cx.t("readiness-send-contracts").into_owned(),
                Wanted::People => cx.t("readiness-send-people").into_owned(),
                Wanted::Facts(names) if names.is_empty() => cx.t("readiness-send-any").into_owned(),
                Wanted::Facts(names) => {
                    let names: Vec<String> = names.iter().map(|name| tables::fact_name(cx, name)).collect();
                    cx.t1("readiness-send-facts", "names", names.join(&*cx.t("readiness-or")))
                }
            },
            waiting: criteria
                .iter()
                .filter_map(|at| lens.model.criteria.get(*at))
                .map(|criterion| criterion.name.get(cx.lang))
                .collect::<Vec<_>>()
                .join(&*cx.t("readiness-and")),
            gain: cx.t1("readiness-gain", "n", cx.words.num(gain * 100.0, 1)),
        };
        self.page.coverage.next.iter().take(NEXT).map(one).collect()
    }

    fn warnings(&self) -> Vec<Warning> {
        self.page.inspection.found.iter().map(|finding| self.warning(finding)).collect()
    }

    fn warning(&self, finding: &Finding) -> Warning {
        let cx = &self.cx;
        let id = match finding.what {
            Suspicion::UsageBeforeContract => "usage-before-contract",
            Suspicion::TicketsBeforeSignUp => "tickets-before-sign-up",
            Suspicion::InTheFuture => "future",
            Suspicion::OtherCurrency => "other-currency",
            Suspicion::NoPeople => "no-people",
            Suspicion::NoContract => "no-contract",
            Suspicion::SameCompany => "same-company",
        };
        let args = [
            ("facts", Arg::from(i64::try_from(finding.facts).unwrap_or(i64::MAX))),
            ("accounts", Arg::from(i64::from(finding.accounts))),
        ];
        let name = |id: &banso_kernel::AccountId| self.page.inspection.names.get(id).cloned().unwrap_or_default();
        let rest = i64::from(finding.accounts) - i64::try_from(finding.examples.len()).unwrap_or(0);
        Warning {
            title: cx.words.with(&format!("readiness-{id}"), &args),
            why: cx.t(&format!("readiness-{id}-why")).into_owned(),
            examples: finding.examples.iter().map(|id| (name(id), format!("/accounts/{id}"))).collect(),
            more: if rest > 0 { cx.t1("readiness-more-accounts", "n", rest) } else { String::new() },
        }
    }
}

impl Page for Data {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let (cx, page) = (&self.cx, &self.page);
        let figure = page.coverage.share(&page.lens.model).filter(|_| self.empty.is_none()).map(|share| {
            let as_of = as_of(cx, page.lens.as_of);
            Figure {
                label: cx.t("common-coverage").into_owned(),
                value: cx.words.num(share * 100.0, 1),
                unit: "%".to_owned(),
                period: as_of.clone(),
                as_of,
                compare: None,
                definition: cx.t1("readiness-coverage-definition", "model", page.lens.model.name.get(cx.lang)),
                href: None,
            }
        });
        PageHead {
            title: cx.t("readiness-title").into_owned(),
            question: cx.t("readiness-question").into_owned(),
            figure,
            action: match self.empty {
                Some(_) => Action::InContent,
                None if cx.may(Role::Csm) => Action::link("/import", &cx.t("readiness-import")),
                None => Action::link("/accounts", &cx.t("readiness-accounts")),
            },
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        sample::all().into_iter().map(|page| Self::new(cx.clone(), page)).collect()
    }
}

/// What the address may say.
#[derive(Deserialize)]
pub struct Asked {
    model: Option<String>,
}

/// Shows it.
pub async fn show(cx: Cx, State(shared): State<Shared>, Query(asked): Query<Asked>) -> Result<Response, Fail> {
    let page = banso_app::readiness::readiness(&shared.app, cx.member()?, asked.model.as_deref()).await?;
    Ok(ui::respond(&Data::new(cx, page)))
}
