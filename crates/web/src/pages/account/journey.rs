//! Where an account is on its journey: the phases, what is missing for the next one, steps to tick, moving by hand.

use super::account;
use crate::form::Fields;
use crate::ui::{self, Choice, Field, FormPage, Html, Kind};
use crate::{Cx, Fail, Form, Shared, routes};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::actions::{JourneyOf, Missing, PhaseMove};
use banso_app::{Refused, Wrong};
use banso_domain::members::Role;
use banso_kernel::{AccountId, Day, Problem};
use serde::Deserialize;

/// The strip on the account's page.
#[derive(Template)]
#[template(path = "pages/account/journey.html")]
struct Strip<'a> {
    cx: &'a Cx,
    account: AccountId,
    journey: &'a JourneyOf,
    today: Day,
}

impl Strip<'_> {
    fn name(&self) -> &str {
        self.journey.journey.1.get(self.cx.lang)
    }

    /// The journey's board, if there is one.
    fn board(&self) -> Option<String> {
        routes::who_may_get("/journeys")?;
        Some(ui::address("/journeys", [("journey", self.journey.journey.0.as_str())]))
    }

    fn place(&self, at: &usize) -> &'static str {
        match at.cmp(&self.journey.at) {
            std::cmp::Ordering::Less => "past",
            std::cmp::Ordering::Equal => "here",
            std::cmp::Ordering::Greater => "",
        }
    }

    fn days(&self) -> String {
        self.cx.t1("account-journey-days", "n", i64::from(self.today - self.journey.since))
    }

    fn next(&self) -> Option<&str> {
        self.journey.phases.get(self.journey.at + 1).map(|(_, name)| name.get(self.cx.lang))
    }

    fn until(&self, phase: &str) -> String {
        self.cx.t1("account-journey-until", "phase", phase)
    }

    fn missing(&self, one: &Missing) -> String {
        let cx = self.cx;
        let now = one.now.clone().unwrap_or_else(|| cx.t("common-no-data").into_owned());
        let args =
            [("what", one.what.get(cx.lang).into()), ("now", now.into()), ("wanted", one.wanted.as_str().into())];
        let bare = one.wanted.is_empty() && one.now.is_none();
        let id = match (bare, one.wanted.is_empty()) {
            (true, _) => "account-journey-lacks",
            (false, true) => "account-journey-lacks-now",
            (false, false) => "account-journey-lacks-wanted",
        };
        cx.words.with(id, &args)
    }

    fn may_write(&self) -> bool {
        self.cx.may(Role::Csm)
    }

    fn moved(&self, one: &PhaseMove) -> String {
        let cx = self.cx;
        let name = |phase: &Option<banso_kernel::Text>| {
            phase.as_ref().map_or_else(|| cx.t("common-none").into_owned(), |name| name.get(cx.lang).to_owned())
        };
        let args = [("from", name(&one.from).into()), ("to", name(&one.to).into())];
        cx.words.with("account-journey-moved", &args)
    }

    fn stayed(&self, one: &PhaseMove) -> String {
        one.stayed.map_or_else(String::new, |days| self.cx.t1("account-journey-stayed", "n", i64::from(days)))
    }

    fn by(&self, one: &PhaseMove) -> String {
        one.by.clone().unwrap_or_else(|| self.cx.t("account-journey-by-itself").into_owned())
    }
}

/// The strip; nothing where no journey has the account.
pub(super) fn strip(cx: &Cx, account: AccountId, journey: Option<&JourneyOf>, today: Day) -> Html {
    journey.map_or_else(Html::default, |journey| Html::of(&Strip { cx, account, journey, today }))
}

/// `step=ID`, and whether it is done.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tick {
    step: String,
    done: String,
}
impl Fields for Tick {}

/// `POST /accounts/{id}/journey/steps`
pub async fn tick(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Tick>,
) -> Result<Response, Fail> {
    let (id, done) = (account(&id)?, sent.done == "yes");
    shared.app.tick_step(cx.member()?, id, &sent.step, done).await?;
    let told = if done { "account-journey-told-ticked" } else { "account-journey-told-unticked" };
    Ok(ui::done(&format!("/accounts/{id}"), told, None))
}

/// Where to, and why.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    phase: String,
    reason: String,
}
impl Fields for Move {}

fn page(cx: &Cx, account: AccountId, name: &str, journey: &JourneyOf, sent: &Move, wrong: &[Wrong]) -> FormPage {
    let others = journey.phases.iter().enumerate().filter(|(at, _)| *at != journey.at);
    let choice = |(_, (id, name)): (usize, &(String, banso_kernel::Text))| -> Choice {
        (id.clone(), name.get(cx.lang).to_owned())
    };
    let path = format!("/accounts/{account}");
    FormPage::new(cx, "account-journey-move", &format!("{path}/journey/move"))
        .titled(&cx.t1("account-journey-move-of", "account", name))
        .trail(&cx.t("accounts-title"), "/accounts")
        .trail(name, &path)
        .wrong(wrong)
        .field(
            Field::new(cx, "phase", "common-phase", Kind::Select(others.map(choice).collect())).value(&sent.phase),
            wrong,
        )
        .field(
            Field::new(cx, "reason", "account-journey-reason", Kind::Line("text"))
                .help(cx, "account-journey-reason-help")
                .value(&sent.reason),
            wrong,
        )
        .cancel(&path)
}

/// The account's name and its place; missing where no journey has it.
async fn place(cx: &Cx, shared: &Shared, id: AccountId) -> Result<(String, JourneyOf), Fail> {
    let who = cx.member()?;
    let account = banso_app::accounts::editable(&shared.app, who, id).await?.account;
    Ok((account.name, shared.app.journey_of(who, id).await?.ok_or(Fail::NotFound)?))
}

/// `GET /accounts/{id}/journey/move`
pub async fn form(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let id = account(&id)?;
    let (name, journey) = place(&cx, &shared, id).await?;
    let next = journey.phases.get(journey.at + 1).map(|(id, _)| id.clone()).unwrap_or_default();
    Ok(page(&cx, id, &name, &journey, &Move { phase: next, ..Move::default() }, &[]).respond())
}

/// `POST /accounts/{id}/journey/move`
pub async fn by_hand(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Move>,
) -> Result<Response, Fail> {
    let id = account(&id)?;
    match shared.app.move_account(cx.member()?, id, &sent.phase, &sent.reason).await {
        Ok(()) => Ok(ui::done(&format!("/accounts/{id}"), "account-journey-told-moved", None)),
        Err(Refused::Input(wrong)) => {
            let (name, journey) = place(&cx, &shared, id).await?;
            Ok(page(&cx, id, &name, &journey, &sent, &wrong).respond())
        }
        Err(refused) => Err(refused.into()),
    }
}

/// The form, empty and with an error.
pub(crate) fn samples(cx: &Cx) -> Vec<FormPage> {
    let journey = sample(1);
    let wrong = [Wrong { field: "reason".to_owned(), problem: Problem::new("problem-required") }];
    let name = crate::pages::accounts::sample::NAMES[7].0;
    vec![
        page(cx, AccountId(1), name, &journey, &Move::default(), &[]),
        page(cx, AccountId(1), name, &journey, &Move::default(), &wrong),
    ]
}

/// A journey with the account in phase `at`.
pub(super) fn sample(at: usize) -> JourneyOf {
    use crate::pages::accounts::sample::today;
    use crate::pages::tasks::sample::text;
    let phases = [
        ("trial", text("トライアル", "Trial")),
        ("set_up", text("初期設定", "Set-up")),
        ("first_value", text("最初の成果", "First value")),
        ("stable_use", text("安定利用", "Stable use")),
    ];
    JourneyOf {
        journey: ("onboarding".to_owned(), text("オンボーディング", "Onboarding")),
        phases: phases.iter().map(|(id, name)| ((*id).to_owned(), name.clone())).collect(),
        at,
        since: today() - 12,
        missing: vec![
            Missing {
                what: text("利用日数（28日）", "Active days (28 days)"),
                now: Some("3".to_owned()),
                wanted: "≥ 8".to_owned(),
            },
            Missing {
                what: text("管理者の <研修>", "Training of the <admin>"), now: None, wanted: String::new()
            },
        ],
        steps: vec![
            ("kickoff".to_owned(), text("キックオフ", "Kick-off"), true, false),
            ("admin".to_owned(), text("管理者の <研修>", "Training of the <admin>"), false, true),
            ("report".to_owned(), text("レポート作成の設定", "Report set up"), false, false),
        ],
        moves: vec![
            PhaseMove {
                on: today() - 12,
                from: Some(phases[0].1.clone()),
                to: Some(phases[1].1.clone()),
                stayed: Some(18),
                by: None,
                reason: text("プラン ≠ Free", "Plan ≠ Free"),
            },
            PhaseMove {
                on: today() - 30,
                from: None,
                to: Some(phases[0].1.clone()),
                stayed: None,
                by: Some("髙橋 美咲".to_owned()),
                reason: text("営業から引き継ぎ", "営業から引き継ぎ"),
            },
        ],
    }
}
