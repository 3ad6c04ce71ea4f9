//! Keeping a learned formula as a metric, and learning it again each month.

use crate::form::Fields;
use crate::ui;
use crate::{Cx, Fail, Form, Shared};
use axum::extract::State;
use axum::response::Response;
use banso_app::lab::{Again, Ask, Came, Candidate, Kept, LearnedPage, Night, risk_id};
use banso_domain::members::Role;
use banso_kernel::{Arg, Lang};
use serde::Deserialize;

use super::say;

/// What the section says and offers.
pub(super) struct Keeping {
    /// What is there, and how the formula of this page does beside it.
    pub says: Vec<String>,
    /// The words of the button, where there is something to keep.
    pub keep: Option<String>,
    /// Whether a manager may ask to learn again each month (`Some(true)`) or to stop.
    pub again: Option<bool>,
    /// What holds of learning again, and what came of the last night.
    pub monthly: Vec<String>,
    /// What must be sent: the past that the page is about.
    pub fields: Vec<(&'static str, String)>,
    /// Only managers keep.
    pub may: bool,
}

impl Keeping {
    pub(super) fn of(cx: &Cx, page: &LearnedPage) -> Self {
        let (kept, candidate) = (page.kept.as_ref(), page.candidate.as_ref());
        let same = kept.zip(candidate).is_some_and(|(kept, candidate)| kept.risk == candidate.risk);
        let mut says = vec![match kept {
            Some(kept) => is_kept(cx, kept),
            None => cx.t1("lab-keep-not-yet", "id", risk_id(page.ask.outcome, page.ask.horizon)),
        }];
        match candidate {
            Some(_) if same => says.push(cx.t("lab-keep-same").into_owned()),
            Some(candidate) => says.extend(beside(cx, candidate)),
            None => says.push(cx.t("lab-keep-nothing").into_owned()),
        }
        let label = if kept.is_some() { "lab-keep-anew" } else { "lab-keep" };
        let monthly = match (&page.again, kept) {
            (_, None) => Vec::new(),
            (again, Some(_)) => monthly(cx, again.as_ref()),
        };
        let on = page.again.as_ref().is_some_and(|again| again.on);
        Self {
            says,
            keep: (candidate.is_some() && !same).then(|| cx.t(label).into_owned()),
            again: kept.map(|_| !on),
            monthly,
            fields: page.ask.pairs(),
            may: cx.may(Role::Manager),
        }
    }
}

fn is_kept(cx: &Cx, kept: &Kept) -> String {
    let parts = [
        ("name", kept.name.get(cx.lang).to_owned().into()),
        ("id", kept.id.clone().into()),
        ("until", cx.words.day(kept.risk.learned_until).into()),
    ];
    cx.words.with("lab-keep-kept", &parts)
}

/// How the formula of this page tells beside the kept one.
fn beside(cx: &Cx, candidate: &Candidate) -> Vec<String> {
    let until = ("until", Arg::from(cx.words.day(candidate.risk.learned_until)));
    let own = cx.words.with("lab-keep-own", &[until, ("auc", say::auc(cx, &candidate.auc).into())]);
    let by = candidate.by.as_ref().map(|by| match by {
        Ok((by, rows)) => {
            let mut parts = signed(cx, [by.value, by.interval.low, by.interval.high]).to_vec();
            parts.push(("rows", (*rows).into()));
            cx.words.with("lab-keep-by", &parts)
        }
        Err(_) => cx.t("lab-keep-by-untold").into_owned(),
    });
    std::iter::once(own).chain(by).collect()
}

fn signed(cx: &Cx, values: [f64; 3]) -> [(&'static str, Arg); 3] {
    let number = |value: f64| {
        let text = cx.words.num(value * 100.0, 1);
        Arg::from(if value > 0.0 { format!("+{text}") } else { text })
    };
    [("by", number(values[0])), ("low", number(values[1])), ("high", number(values[2]))]
}

fn monthly(cx: &Cx, again: Option<&Again>) -> Vec<String> {
    let on = again.filter(|again| again.on);
    let mut says = vec![match on {
        Some(again) => {
            let next = cx.words.day(again.done.plus_months(1));
            let parts = [("months", i64::from(again.months).into()), ("next", next.into())];
            cx.words.with("lab-again-on", &parts)
        }
        None => cx.t("lab-again-off").into_owned(),
    }];
    says.extend(again.and_then(|again| again.last.as_ref()).map(|night| came(cx, night)));
    says
}

/// What came of a night.
fn came(cx: &Cx, night: &Night) -> String {
    let mut parts = vec![("day", Arg::from(cx.words.day(night.on)))];
    parts.extend(signed(cx, night.by.unwrap_or_default()));
    let untold = night.by.is_none() && matches!(night.came, Came::Published | Came::Worse);
    let came = if untold { Came::Untold } else { night.came };
    let said = cx.words.with(&format!("lab-again-{}", came.word()), &parts);
    match night.auc {
        Some([value, low, high]) => {
            let number = |value: f64| Arg::from(say::hundred(cx, value));
            let parts = [("value", number(value)), ("low", number(low)), ("high", number(high))];
            let auc = cx.words.with("lab-again-auc", &parts);
            format!("{said}{}{auc}", if cx.lang == Lang::Ja { "" } else { " " })
        }
        None => said,
    }
}

/// The past that a form is about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    outcome: String,
    horizon: String,
    months: String,
    sight: String,
    #[serde(default)]
    on: String,
}

impl Fields for Sent {}

impl Sent {
    fn ask(&self) -> Ask {
        let pairs =
            [("outcome", &self.outcome), ("horizon", &self.horizon), ("months", &self.months), ("sight", &self.sight)];
        Ask::read(&pairs.map(|(name, value)| (name.to_owned(), value.clone())))
    }
}

fn back(ask: Ask) -> String {
    ui::address("/lab/learned", ask.pairs())
}

/// `POST /lab/learned/keep`: the formula becomes a metric, as the next version of the metrics.
pub async fn keep(cx: Cx, State(shared): State<Shared>, Form(sent): Form<Sent>) -> Result<Response, Fail> {
    let ask = sent.ask();
    shared.app.keep_risk(cx.member()?, ask).await?;
    crate::pages::rebuild(shared.app.clone());
    Ok(ui::done(&back(ask), "lab-kept", None))
}

/// `POST /lab/learned/again`: learn it again each month, or no longer.
pub async fn again(cx: Cx, State(shared): State<Shared>, Form(sent): Form<Sent>) -> Result<Response, Fail> {
    let (ask, on) = (sent.ask(), sent.on == "yes");
    shared.app.learn_again(cx.member()?, ask, on).await?;
    Ok(ui::done(&back(ask), if on { "lab-again-asked" } else { "lab-again-stopped" }, None))
}
