//! Accounts of a list into a play that is started by hand (RULES 5): who enters, who not and why, then the report.

use crate::form::Fields;
use crate::pages::bulk_done::SHOWN;
use crate::ui::{self, Action, Badge, Column, Empty, Html, Line, Page, PageHead, Table, Tone};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::actions::{EnterPlan, EnterReport, InAudience};
use banso_app::bulk::BULK_LIMIT;
use banso_kernel::{AccountId, Arg};
use serde::Deserialize;

/// Which play, and who would enter.
#[derive(Template)]
#[template(path = "pages/accounts/plays.html")]
pub struct EnterForm {
    cx: Cx,
    plan: EnterPlan,
    /// What leads to this page, but for the play.
    pairs: Vec<(String, String)>,
    back: String,
}

impl EnterForm {
    fn chosen(&self, id: &str) -> bool {
        self.plan.play.as_ref().is_some_and(|(chosen, _)| chosen == id)
    }

    fn empty(&self) -> Option<Empty> {
        let cx = &self.cx;
        let say = |what: &str, needs: &str, href: &str, label: &str| {
            Empty::new(cx, &cx.t(what), &cx.t(needs), href, &cx.t(label)).primary()
        };
        if self.plan.accounts == 0 {
            return Some(say("accounts-bulk-none", "accounts-bulk-none-needs", &self.back, "accounts-bulk-back"));
        }
        let none = self.plan.plays.is_empty();
        none.then(|| say("plays-many-none", "plays-many-none-needs", "/plays", "plays-many-to-plays"))
    }

    fn ids(&self) -> String {
        let all = self.plan.inside.iter().chain(&self.plan.outside);
        all.map(|row| row.account.id.to_string()).collect::<Vec<_>>().join(",")
    }

    fn button(&self) -> String {
        self.cx.t1("plays-many-do", "n", self.plan.inside.len())
    }

    fn title(&self, inside: bool) -> String {
        let (id, n) = match inside {
            true => ("plays-part-inside", self.plan.inside.len()),
            false => ("plays-part-outside", self.plan.outside.len()),
        };
        format!("{} {}", self.cx.t(id), self.cx.words.int(i64::try_from(n).unwrap_or(i64::MAX)))
    }

    fn table(&self, inside: bool) -> Table {
        let cx = &self.cx;
        let (id, rows) =
            if inside { ("plays-part-inside", &self.plan.inside) } else { ("plays-part-outside", &self.plan.outside) };
        let columns = ["common-account", "plays-why"].map(|id| Column::new(cx, &cx.t(id)));
        let line = |one: &InAudience| Line {
            href: Some(format!("/accounts/{}", one.account.id)),
            id: None,
            cells: vec![Html::text(&one.account.name), Html::text(&cx.words.problem(&one.reason))],
        };
        Table::new(&cx.t(id), columns.into(), rows.iter().take(SHOWN).map(line).collect()).dense().cards()
    }

    fn rest(&self, inside: bool) -> Option<String> {
        let all = if inside { self.plan.inside.len() } else { self.plan.outside.len() };
        (all > SHOWN).then(|| self.cx.t1("accounts-bulk-rest", "n", all - SHOWN))
    }
}

impl Page for EnterForm {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("plays-many").into_owned(),
            question: self.cx.t1("plays-many-question", "n", self.plan.accounts),
            figure: None,
            action: Action::InContent,
            trail: vec![(self.cx.t("accounts-title").into_owned(), self.back.clone())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let (inside, outside) = crate::pages::plays::sample_audience(cx);
        let play = ("success_story".to_owned(), crate::pages::tasks::sample::text("成功事例の取材", "Ask for a story"));
        let page = |plan| Self {
            cx: cx.clone(),
            plan,
            pairs: vec![("do".to_owned(), "play-all".to_owned())],
            back: "/accounts?segment=at_risk".to_owned(),
        };
        let plan = |chosen: bool| EnterPlan {
            plays: vec![play.clone()],
            play: chosen.then(|| play.clone()),
            accounts: inside.len() + outside.len(),
            inside: if chosen { inside.clone() } else { Vec::new() },
            outside: if chosen { outside.clone() } else { Vec::new() },
        };
        let nobody = EnterPlan { inside: Vec::new(), ..plan(true) };
        let none = EnterPlan { plays: Vec::new(), ..plan(false) };
        vec![
            page(plan(false)),
            page(plan(true)),
            page(nobody),
            page(none),
            page(EnterPlan { accounts: 0, ..plan(false) }),
        ]
    }
}

/// What was done with each.
#[derive(Template)]
#[template(path = "pages/accounts/entered.html")]
pub struct Entered {
    cx: Cx,
    report: EnterReport,
}

impl Entered {
    fn says(&self) -> String {
        let inside = self.report.rows.iter().filter(|(_, why)| why.is_none()).count();
        let args = [("n", Arg::from(inside)), ("out", Arg::from(self.report.rows.len() - inside))];
        self.cx.words.with("plays-many-says", &args)
    }

    fn table(&self) -> Table {
        let cx = &self.cx;
        let columns = ["common-account", "accounts-bulk-outcome"].map(|id| Column::new(cx, &cx.t(id)));
        let line = |(account, why): &(banso_app::actions::AccountName, Option<banso_kernel::Problem>)| Line {
            href: Some(format!("/accounts/{}", account.id)),
            id: None,
            cells: vec![
                Html::text(&account.name),
                match why {
                    None => Badge::state(cx, Tone::Good, &cx.t("plays-many-entered")).html(),
                    Some(why) => Html::text(&cx.words.problem(why)),
                },
            ],
        };
        let lines = self.report.rows.iter().take(SHOWN).map(line).collect();
        Table::new(&cx.t("accounts-bulk-rows"), columns.into(), lines).dense().cards()
    }

    fn rest(&self) -> Option<String> {
        let rest = self.report.rows.len().checked_sub(SHOWN).filter(|rest| *rest > 0)?;
        Some(self.cx.t1("accounts-bulk-rest", "n", rest))
    }
}

impl Page for Entered {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        PageHead {
            title: self.report.play.1.get(cx.lang).to_owned(),
            question: cx.t("plays-many-report-question").into_owned(),
            figure: None,
            action: Action::link(&format!("/plays/{}?part=runs", self.report.play.0), &cx.t("plays-many-see")),
            trail: vec![(cx.t("accounts-title").into_owned(), "/accounts".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let (inside, outside) = crate::pages::plays::sample_audience(cx);
        let inside = inside.into_iter().map(|row| (row.account, None));
        let rows = outside.into_iter().map(|row| (row.account, Some(row.reason))).chain(inside).collect();
        let name = crate::pages::tasks::sample::text("成功事例の取材", "Ask for a story");
        vec![Self { cx: cx.clone(), report: EnterReport { play: ("success_story".to_owned(), name), rows } }]
    }
}

/// The page that `GET /accounts/bulk?do=play` leads to; `play` is the one that was chosen.
pub(super) async fn show(
    cx: Cx,
    shared: &Shared,
    what: String,
    picked: Option<&[AccountId]>,
    mut pairs: Vec<(String, String)>,
) -> Result<Response, Fail> {
    let play = pairs.iter().find(|(name, _)| name == "play").map(|(_, id)| id.clone()).filter(|id| !id.is_empty());
    pairs.retain(|(name, _)| name != "play");
    let plan = shared.app.enter_plan(cx.member()?, play.as_deref(), picked, &pairs).await?;
    let back = ui::address("/accounts", &pairs);
    pairs.extend(picked.into_iter().flatten().map(|id| ("id".to_owned(), id.to_string())));
    pairs.push(("do".to_owned(), what));
    Ok(ui::respond(&EnterForm { cx, plan, pairs, back }))
}

/// `ids=1,2,3`: what the preview showed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    play: String,
    ids: String,
}
impl Fields for Sent {}

/// `POST /accounts/plays`
pub async fn enter(cx: Cx, State(shared): State<Shared>, Form(sent): Form<Sent>) -> Result<Response, Fail> {
    let ids = sent.ids.split(',').filter(|id| !id.is_empty()).take(BULK_LIMIT + 1);
    let ids: Result<Vec<AccountId>, _> = ids.map(|id| id.parse().map(AccountId)).collect();
    let ids = ids.map_err(|_| Fail::NotFound)?;
    let key = shared.app.enter_many(cx.member()?, &sent.play, &ids).await?;
    Ok(ui::done(&format!("/accounts/plays/{key}"), "plays-many-done", None))
}

/// `GET /accounts/plays/{id}`
pub async fn report(cx: Cx, Path(key): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let report = shared.app.enter_report(cx.member()?, &key).await?;
    Ok(ui::respond(&Entered { cx, report }))
}
