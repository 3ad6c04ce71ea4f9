//! W-03: what changed here, and what to do next.

use super::{head, journey, known, person, told, touch, values};
use crate::pages::accounts::cells;
use crate::pages::deed::{self, Deed};
use crate::ui::{self, Action, Badge, Html, Page, PageHead};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::accounts::{self, TouchForm};
use banso_app::actions::{JourneyOf, SignalRow, TaskRow, TaskState};
use banso_domain::contracts::Contract;
use banso_domain::members::Role;
use banso_domain::reasons::{Reading, State as CriterionState};

/// Unmet criteria that the page shows; the rest is on the health page.
const UNMET: usize = 6;
/// Tasks and signals that the page shows.
const WORK: usize = 8;

/// What is to be done for the account, and where it is on its way.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// Its tasks: the open ones, and those closed last.
    pub tasks: Vec<TaskRow>,
    /// Its signals.
    pub signals: Vec<SignalRow>,
    /// Its place on its journey.
    pub journey: Option<JourneyOf>,
}

/// The summary of an account.
#[derive(Template)]
#[template(path = "pages/account/summary.html")]
pub struct Summary {
    cx: Cx,
    summary: accounts::Summary,
    form: Option<TouchForm>,
    work: Work,
}

/// An unmet criterion with its bar and what to do.
struct Unmet {
    name: String,
    bar: Html,
    since: Option<Html>,
    next: String,
    touch: String,
    facts: Option<String>,
    missing: bool,
}

impl Summary {
    /// The page of a summary; `form` is there for those who may record touches.
    #[must_use]
    pub fn new(cx: Cx, summary: accounts::Summary, form: Option<TouchForm>, work: Work) -> Self {
        Self { cx, summary, form, work }
    }

    fn head_of(&self) -> Html {
        head::head(&self.cx, &self.summary.frame, "summary")
    }

    fn changes(&self) -> Vec<String> {
        let frame = &self.summary.frame;
        let told = |told| told::sentence(&self.cx, &frame.lens, frame.cmrr.currency, told);
        self.summary.changes.iter().take(3).map(told).collect()
    }

    /// Open tasks, then signals that have none: what is known to be next comes before what the criteria propose.
    fn deeds(&self) -> Html {
        let account = self.summary.frame.account.id;
        let (back, today) = (format!("/accounts/{account}"), self.summary.frame.lens.as_of);
        let open = self.work.tasks.iter().filter(|row| row.state == TaskState::Open);
        let tasks = open.map(|row| Deed::task(&self.cx, row, today, &back));
        let rings = self.work.signals.iter().filter(|row| row.cleared_on.is_none() && row.task.is_none());
        let deeds: Vec<Deed> = tasks.chain(rings.map(|row| Deed::signal(&self.cx, row, &back))).take(WORK).collect();
        if deeds.is_empty() { Html::default() } else { deed::list(&self.cx, &deeds, false, true) }
    }

    /// Tasks that were closed last: title, address, what became of it.
    fn closed(&self) -> Vec<(String, String, String)> {
        let closed = self.work.tasks.iter().filter(|row| row.state != TaskState::Open);
        let line = |row: &TaskRow| {
            let state = if row.state == TaskState::Done { "tasks-state-done" } else { "tasks-state-dropped" };
            (row.title.get(self.cx.lang).to_owned(), format!("/tasks/{}", row.id), self.cx.t(state).into_owned())
        };
        closed.take(5).map(line).collect()
    }

    fn journey(&self) -> Html {
        let frame = &self.summary.frame;
        journey::strip(&self.cx, frame.account.id, self.work.journey.as_ref(), frame.lens.as_of)
    }

    fn open(&self) -> impl Iterator<Item = &Reading> {
        self.summary.readings.iter().filter(|reading| reading.state != CriterionState::Met)
    }

    fn all_unmet(&self) -> Vec<Unmet> {
        self.open().filter_map(|reading| self.unmet(reading)).collect()
    }

    /// How many are not met and how many have no data, as the head says it; nothing where all is met.
    fn unmet_says(&self) -> Option<String> {
        let of = |state| self.summary.readings.iter().filter(|reading| reading.state == state).count();
        let (unmet, missing) = (of(CriterionState::Unmet), of(CriterionState::Missing));
        (unmet + missing > 0).then(|| head::unmet_says(&self.cx, unmet, missing))
    }

    fn shown(&self) -> Vec<Unmet> {
        self.all_unmet().into_iter().take(UNMET).collect()
    }

    fn hidden(&self) -> usize {
        self.open().count().saturating_sub(UNMET)
    }

    /// The one to work on first.
    fn first(&self) -> Option<Unmet> {
        let frame = &self.summary.frame;
        let unmet = frame.standing.as_ref().map_or(0, |standing| standing.unmet());
        let first = banso_domain::reasons::next_step(&frame.lens.model, unmet)?;
        self.summary.readings.iter().find(|reading| reading.criterion == first).and_then(|reading| self.unmet(reading))
    }

    fn unmet(&self, reading: &Reading) -> Option<Unmet> {
        let frame = &self.summary.frame;
        let criterion = frame.lens.model.criteria.get(reading.criterion)?;
        let counts = frame.lens.metrics.get(&criterion.metric).is_some_and(|metric| metric.stream().is_some());
        let id = criterion.id.clone();
        Some(Unmet {
            name: criterion.name.get(self.cx.lang).to_owned(),
            bar: head::bar(&self.cx, frame, reading, 300.0),
            since: reading.since.map(|day| self.cx.date(day)),
            next: criterion.next.get(self.cx.lang).to_owned(),
            touch: head::touch_href(frame, Some(&id)),
            facts: counts.then(|| head::part_with(frame, "timeline", &[("criterion", id)])),
            missing: reading.state == CriterionState::Missing,
        })
    }

    fn met(&self) -> usize {
        self.summary.readings.len() - self.open().count()
    }

    fn people(&self) -> Vec<person::Line> {
        self.summary.people.iter().take(5).map(|seen| person::line(&self.cx, &self.summary.frame, seen)).collect()
    }

    fn ringi(&self, contract: &Contract) -> Badge {
        super::contracts::ringi(&self.cx, contract.ringi)
    }

    fn decline(&self, contract: &Contract) -> Html {
        cells::deadline(&self.cx, contract.decline_by, self.summary.frame.lens.as_of)
    }

    fn ends(&self, contract: &Contract) -> Html {
        contract.ends_on.map_or_else(|| Html::text(&self.cx.t("account-open-ended")), |day| self.cx.date(day))
    }

    fn part(&self, part: &str) -> String {
        head::part_href(&self.summary.frame, part)
    }

    fn may_write(&self) -> bool {
        self.cx.may(Role::Csm)
    }

    fn known(&self) -> Html {
        known::of_account(&self.cx, &self.summary.frame.account)
    }

    fn memo_mark(&self) -> String {
        accounts::mark(&self.summary.frame.account.memo)
    }

    fn dialog(&self) -> Html {
        self.form.as_ref().map_or_else(Html::default, |form| touch::dialog(&self.cx, form))
    }

    fn state(&self, missing: bool) -> Badge {
        values::state(&self.cx, if missing { CriterionState::Missing } else { CriterionState::Unmet })
    }

    fn kind(&self, kind: &str) -> String {
        self.cx.t(&format!("common-touch-{kind}")).into_owned()
    }
}

impl Page for Summary {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let frame = &self.summary.frame;
        let action = if self.may_write() {
            Action::dialog("touch", &head::touch_href(frame, None), &self.cx.t("account-log-touch"))
        } else {
            Action::link(&self.part("health"), &self.cx.t("account-see-health"))
        };
        head::page_head(&self.cx, frame, "summary", action)
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let form = || Some(super::sample::touch_form(cx.lang));
        let work = |at: usize| match at {
            0 => Work {
                tasks: crate::pages::tasks::sample::tasks(cx.lang, 2, cx.today - 1),
                signals: crate::pages::signals::sample::signals(cx.lang, 1),
                journey: Some(journey::sample(1)),
            },
            1 => {
                let mut tasks = crate::pages::tasks::sample::tasks(cx.lang, 12, cx.today - 9);
                tasks.iter_mut().skip(8).for_each(|row| row.state = TaskState::Done);
                let signals = crate::pages::signals::sample::signals(cx.lang, 6);
                Work { tasks, signals, journey: Some(journey::sample(3)) }
            }
            _ => Work::default(),
        };
        let summaries = super::sample::summaries(cx.lang).into_iter().enumerate();
        summaries.map(|(at, summary)| Self::new(cx.clone(), summary, form(), work(at))).collect()
    }
}

/// `GET /accounts/{id}`
pub async fn show(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let (who, id) = (cx.member()?, super::account(&id)?);
    let summary = accounts::summary(&shared.app, who, id, super::model(&cx).as_deref()).await?;
    let form = match cx.may(Role::Csm) {
        true => Some(accounts::touch_form(&shared.app, who, id, None, None).await?),
        false => None,
    };
    // What is to be done is to be done today.
    let work = match who.past {
        Some(_) => Work::default(),
        None => Work {
            tasks: shared.app.tasks_of(who, id).await?,
            signals: shared.app.signals_of(who, id).await?,
            journey: shared.app.journey_of(who, id).await?,
        },
    };
    Ok(ui::respond(&Summary::new(cx, summary, form, work)))
}
