//! Learning again each month: on the first night of a month a kept formula is learned anew from the months that have come
//! since, and takes the place of the old one only where it tells at least as well on months that neither learned from.
//!
//! Once for each month: what came of a month, the next version of the metrics and the note that says so are one
//! transaction, which looks once more whether the month is done. Nobody's formula is touched unless a manager asked for it.

use super::ask::{Ask, Outcome, Sight};
use super::keep::{Candidate, Kept, risk_id};
use crate::accounts::board;
use crate::definitions::{METRICS, put};
use crate::{App, Principal, Refused};
use banso_domain::lab::learned::may_replace;
use banso_domain::members::Role;
use banso_kernel::{Day, Micros, Problem};
use banso_state::{DefinitionKind, Event};
use banso_words::words;
use serde::{Deserialize, Serialize};

/// Settings of formulas that are learned again are called so, and then the metric's id.
const SETTING: &str = "lab.again.";
/// The lease under which one process learns, and how long it lasts: more than learning takes.
const LEASE: (&str, i64) = ("learning", 3_600 * 1_000_000);

/// That a metric is learned again each month, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Again {
    /// Whether it still is.
    pub on: bool,
    /// Months that it learns from.
    pub months: i32,
    /// Which facts it may see: the word of a [`Sight`].
    pub sight: String,
    /// The first day of the last month that is done; the month in which it was asked for counts as done.
    pub done: Day,
    /// What came of the last night on which it learned.
    pub last: Option<Night>,
}

/// What came of a night.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Night {
    /// The day on which it was over.
    pub on: Day,
    /// What it came to.
    pub came: Came,
    /// AUC of the new formula on days after those it learned from, with its interval (0–1).
    pub auc: Option<[f64; 3]>,
    /// How much better than the old one on days that neither learned from, with its interval (−1–1).
    pub by: Option<[f64; 3]>,
}

/// What a night came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Came {
    /// The new weights count now.
    Published,
    /// The new weights are the old ones.
    Same,
    /// The old ones tell better.
    Worse,
    /// There are too few days that neither learned from to compare.
    Untold,
    /// There is too little to learn from, or what was learned gives no chances.
    Unlearned,
    /// The new text would break something.
    Refused,
}

impl Came {
    /// Its word at the end of message ids.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Same => "same",
            Self::Worse => "worse",
            Self::Untold => "untold",
            Self::Unlearned => "unlearned",
            Self::Refused => "refused",
        }
    }
}

fn of_setting(text: &str) -> Option<Again> {
    serde_json::from_str(text).ok()
}

impl App {
    /// Whether a metric is learned again each month; none if nobody ever asked for it.
    pub(super) async fn asked_again(&self, id: &str) -> Result<Option<Again>, Refused> {
        let text = self.state.setting(&format!("{SETTING}{id}")).await.map_err(Refused::broken)?;
        Ok(text.as_deref().and_then(of_setting))
    }

    /// Learns the kept risk of an outcome and a horizon again each month from now on (`on`), with as many months and the
    /// sight of `ask`, or no longer.
    ///
    /// # Errors
    /// [`Refused::Input`] where no such risk is kept; the asker is no manager; the database failed.
    pub async fn learn_again(&self, who: &Principal, ask: Ask, on: bool) -> Result<(), Refused> {
        who.needs(Role::Manager)?;
        let definitions = board::definitions(self).await?;
        let missing = || Refused::wrong("again", Problem::new("problem-risk-not-kept"));
        let id = Kept::of(&definitions, ask.outcome, ask.horizon).ok_or_else(missing)?.id;
        let (name, now) = (format!("{SETTING}{id}"), self.clock.now());
        let done = self.workspace().await?.zone.day_of(now).month().first();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let before = tx.setting(&name).await.map_err(Refused::broken)?.as_deref().and_then(of_setting);
        let last = before.and_then(|before| before.last);
        let again = Again { on, months: ask.months, sight: ask.sight.word().to_owned(), done, last };
        let text = serde_json::to_string(&again).map_err(Refused::broken)?;
        tx.put_setting(&name, &text, now).await.map_err(Refused::broken)?;
        let detail = serde_json::json!({ "metric": id, "months": ask.months });
        let verb = if on { "learns_again" } else { "learns_no_more" };
        tx.log(&Event::new(now, Some(who.member), verb, "definition", METRICS, &detail))
            .await
            .map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// Learns again what is due: what was asked for, is still kept, and has not been learned this month. `night` is the
    /// last three o'clock that has passed. Says which metrics it looked at and what came of each. History is computed
    /// again where one was published.
    ///
    /// # Errors
    /// A store failed; what was done until then stays done.
    pub(crate) async fn learn_when_due(&self, night: Micros) -> Result<Vec<(String, Came)>, Refused> {
        let month = self.workspace().await?.zone.day_of(night).month().first();
        let settings = self.state.settings().await.map_err(Refused::broken)?;
        let due = |(name, text): (&String, &String)| {
            let id = name.strip_prefix(SETTING)?;
            of_setting(text).filter(|again| again.on && again.done < month).map(|again| (id.to_owned(), again))
        };
        let due: Vec<(String, Again)> = settings.iter().filter_map(due).collect();
        let mut all = Vec::new();
        if due.is_empty() {
            return Ok(all);
        }
        let Some(lease) = self.take_lease(LEASE.0, LEASE.1).await? else { return Ok(all) };
        let mut failed = None;
        for (id, again) in due {
            match self.learn_once_more(&id, &again, month).await {
                Ok(Some(came)) => all.push((id, came)),
                Ok(None) => {}
                Err(error) => failed = Some(error),
            }
        }
        self.give_lease_back(&lease).await;
        if all.iter().any(|(_, came)| *came == Came::Published) {
            self.rebuild(&|_| {}).await?;
        }
        failed.map_or(Ok(all), Err)
    }

    /// None where the metric is not in the set, or another process was first.
    async fn learn_once_more(&self, id: &str, again: &Again, month: Day) -> Result<Option<Came>, Refused> {
        let workspace = self.workspace().await?;
        let definitions = board::definitions(self).await?;
        let Some(risk) = definitions.metrics.get(id).and_then(|metric| metric.risk()) else { return Ok(None) };
        let (outcome, horizon): (Outcome, i32) = (risk.outcome, i32::from(risk.horizon));
        if risk_id(outcome, horizon) != id {
            return Ok(None);
        }
        let kept = Kept::of(&definitions, outcome, horizon);
        let ask = Ask { outcome, horizon, months: again.months, sight: Sight::of(&again.sight) };
        let courses = self.courses(&workspace).await?;
        let learning = self.learn(ask, &workspace, &courses, &definitions, None).await?;
        let candidate = Candidate::of(&learning, outcome, kept.as_ref());
        drop(learning);
        let (mut came, mut next) = (judge(candidate.as_ref(), kept.as_ref()), None);
        if let (Some(candidate), Came::Published) = (&candidate, came) {
            // Somebody may have published while it learned: the text is the newest one.
            let text = candidate.text(&definitions.metrics, &self.metrics_text().await?);
            let reason = candidate.reason(words(self.action_terms().await?.lang));
            match self.check_metrics(&text).await {
                Ok(()) => {
                    next = Some(self.next_definition(DefinitionKind::Metrics, METRICS, &text, None, &reason).await?);
                }
                Err(Refused::Input(_)) => came = Came::Refused,
                Err(error) => return Err(error),
            }
        }
        let now = self.clock.now();
        let auc = candidate.as_ref().and_then(|of| of.auc.as_ref().ok());
        let by = candidate.as_ref().and_then(|of| of.by.as_ref()?.as_ref().ok());
        let night = Night {
            on: workspace.zone.day_of(now),
            came,
            auc: auc.map(|auc| [auc.value, auc.interval.low, auc.interval.high]),
            by: by.map(|(by, _)| [by.value, by.interval.low, by.interval.high]),
        };
        let name = format!("{SETTING}{id}");
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let newest = tx.setting(&name).await.map_err(Refused::broken)?.as_deref().and_then(of_setting);
        let Some(newest) = newest.filter(|newest| newest.on && newest.done < month) else { return Ok(None) };
        if let Some(definition) = &next {
            put(&mut tx, definition).await?;
        }
        let detail = serde_json::json!({ "metric": id, "came": came.word(), "auc": night.auc, "by": night.by });
        tx.log(&Event::new(now, None, "learned_again", "definition", METRICS, &detail))
            .await
            .map_err(Refused::broken)?;
        let done = Again { done: month, last: Some(night), ..newest };
        let text = serde_json::to_string(&done).map_err(Refused::broken)?;
        tx.put_setting(&name, &text, now).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(Some(came))
    }
}

/// Whether what was learned takes the place of what is kept.
fn judge(candidate: Option<&Candidate>, kept: Option<&Kept>) -> Came {
    let Some(candidate) = candidate else { return Came::Unlearned };
    if kept.is_some_and(|kept| kept.risk == candidate.risk) {
        return Came::Same;
    }
    match &candidate.by {
        Some(Ok((by, _))) if may_replace(by) => Came::Published,
        Some(Ok(_)) => Came::Worse,
        Some(Err(_)) | None => Came::Untold,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_domain::lab::{Estimate, Interval, Lack};
    use banso_domain::metrics::{Risk, Term};
    use banso_kernel::Text;

    fn risk(weight: f64) -> Risk {
        let terms = vec![Term { metric: 0, centre: 1.0, scale: 2.0, weight, missing: 0.0 }];
        Risk { outcome: Outcome::Churn, horizon: 90, learned_until: Day(20_000), intercept: -2.0, terms }
    }

    fn candidate(by: Result<[f64; 3], Lack>) -> Candidate {
        let estimate = |[value, low, high]: [f64; 3]| (Estimate { value, interval: Interval { low, high } }, 400);
        Candidate { risk: risk(-0.5), auc: Err(Lack::NoSpread), by: Some(by.map(estimate)) }
    }

    fn kept(weight: f64) -> Kept {
        Kept { id: "churn_risk_90".to_owned(), name: Text::default(), risk: risk(weight), column: 1, version: 2 }
    }

    #[test]
    fn new_weights_take_the_place_of_the_old_ones_only_where_they_were_seen_to_tell_no_worse() {
        let old = kept(-0.4);
        let came = |by| judge(Some(&candidate(by)), Some(&old));
        assert_eq!(came(Ok([0.01, -0.02, 0.04])), Came::Published);
        assert_eq!(came(Ok([-0.01, -0.05, 0.03])), Came::Published, "not surely worse, and hardly worse");
        assert_eq!(came(Ok([-0.05, -0.09, -0.01])), Came::Worse);
        assert_eq!(came(Ok([-0.04, -0.10, 0.02])), Came::Worse, "not surely, but by too much");
        assert_eq!(came(Err(Lack::Events { have: 3, need: 10 })), Came::Untold);
        assert_eq!(judge(None, Some(&old)), Came::Unlearned);
        assert_eq!(judge(Some(&candidate(Ok([0.0, 0.0, 0.0]))), Some(&kept(-0.5))), Came::Same);
    }
}
