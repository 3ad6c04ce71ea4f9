//! Keeping a learned formula as a metric: the next version of the metrics' text, with what was measured as its reason.

use super::ask::{Ask, Outcome};
use super::learn::Learning;
use crate::accounts::board;
use crate::definitions::METRICS;
use crate::{App, Definitions, Principal, Refused};
use banso_domain::lab::learned::{better_by, risks, tells};
use banso_domain::lab::{Answer, Auc, Estimate};
use banso_domain::members::Role;
use banso_domain::metrics::risk::{Named, block, with_block};
use banso_domain::metrics::{MetricSet, Risk};
use banso_kernel::{Arg, Lang, Problem, Text};
use banso_state::DefinitionKind;
use banso_words::{Words, words};

/// A formula that could be kept, as its text would have it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// In plain numbers.
    pub risk: Risk,
    /// How well it tells on the days after those that it learned from.
    pub auc: Answer<Auc>,
    /// How much better than the kept one, on days that neither learned from, and on how many looks; none if none is kept.
    pub by: Option<Answer<(Estimate, usize)>>,
}

/// The formula that is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The metric's id.
    pub id: String,
    /// The metric's name.
    pub name: Text,
    /// The formula.
    pub risk: Risk,
    /// Where the metric stands.
    pub column: usize,
    /// Version of the metrics that has it now.
    pub version: u32,
}

/// The id of the metric that keeps the risk of an outcome: `churn_risk_90`.
#[must_use]
pub fn risk_id(outcome: Outcome, horizon: i32) -> String {
    format!("{}_risk_{horizon}", outcome.word())
}

impl Kept {
    /// The one for an outcome and a horizon, if there is one.
    pub(super) fn of(definitions: &Definitions, outcome: Outcome, horizon: i32) -> Option<Self> {
        let id = risk_id(outcome, horizon);
        let column = definitions.metrics.position(&id)?;
        let metric = definitions.metrics.metrics.get(column)?;
        let risk = metric.risk().filter(|risk| risk.outcome == outcome && i32::from(risk.horizon) == horizon)?.clone();
        Some(Self { id, name: metric.name.clone(), risk, column, version: definitions.metrics_version })
    }
}

impl Candidate {
    /// What was learned, in plain numbers, and judged as such; none where nothing was learned or it gives no chances.
    pub(super) fn of(learning: &Learning, outcome: Outcome, kept: Option<&Kept>) -> Option<Self> {
        let found = learning.found.as_ref().ok()?;
        let (window, slices) = (learning.window, &found.card.slices);
        let risk = found.learned.logistic.as_risk(outcome, window, slices, &learning.columns)?;
        let scores = risks(&risk, learning.looks.len(), &learning.values);
        let by = kept.map(|kept| {
            let until = risk.learned_until.max(kept.risk.learned_until);
            better_by(&learning.looks, window, until, &scores, &learning.values[kept.column])
        });
        let auc = tells(&learning.looks, window, risk.learned_until, &scores);
        Some(Self { risk, auc, by })
    }

    /// Why it is kept: what was measured, in one sentence.
    pub(super) fn reason(&self, words: &Words) -> String {
        let until = ("until", Arg::from(words.day(self.risk.learned_until)));
        match &self.auc {
            Ok(auc) => {
                let number = |value: f64| Arg::from(words.num(value * 100.0, 0));
                let ends = [("low", number(auc.interval.low)), ("high", number(auc.interval.high))];
                let value = ("value", number(auc.value));
                words.with("lab-risk-reason", &[until, value, ends[0].clone(), ends[1].clone()])
            }
            Err(_) => words.with("lab-risk-reason-untold", &[until]),
        }
    }

    /// The text of the metrics with this formula.
    pub(super) fn text(&self, of: &MetricSet, newest: &str) -> String {
        let id = risk_id(self.risk.outcome, i32::from(self.risk.horizon));
        let known = MetricSet::parse(newest).ok().and_then(|set| set.get(&id).cloned());
        // What somebody called it stays.
        let named = known.filter(|metric| metric.risk().is_some()).map_or_else(
            || {
                let both = |message: &str| {
                    let in_lang = |lang| words(lang).with(message, &[("n", i64::from(self.risk.horizon).into())]);
                    Text { ja: in_lang(Lang::Ja), en: in_lang(Lang::En) }
                };
                let word = self.risk.outcome.word();
                let (name, about) = (both(&format!("lab-risk-name-{word}")), both(&format!("lab-risk-about-{word}")));
                Named { id: id.clone(), name, about }
            },
            |metric| Named { id: id.clone(), name: metric.name, about: metric.about },
        );
        with_block(newest, &id, &block(&named, &self.risk, of))
    }
}

impl App {
    /// Keeps what is learned from the past that `ask` is about as a metric: publishes the next version of the metrics. Says
    /// the metric's id and the version. History must then be computed again.
    ///
    /// # Errors
    /// [`Refused::Input`] where nothing can be learned, what is learned gives no chances, or the new text would break
    /// something; the asker is no manager; or a store failed.
    pub async fn keep_risk(&self, who: &Principal, ask: Ask) -> Result<(String, u32), Refused> {
        who.needs(Role::Manager)?;
        let workspace = self.workspace().await?;
        let definitions = board::definitions(self).await?;
        let courses = self.courses(&workspace).await?;
        let learning = self.learn(ask, &workspace, &courses, &definitions, None).await?;
        let candidate = Candidate::of(&learning, ask.outcome, None)
            .ok_or_else(|| Refused::wrong("keep", Problem::new("problem-risk-not-learned")))?;
        let text = candidate.text(&definitions.metrics, &self.metrics_text().await?);
        let reason = candidate.reason(words(who.lang));
        let (_, version) = self.publish(who, &text, &reason).await?;
        Ok((risk_id(ask.outcome, ask.horizon), version))
    }

    /// The newest text of the metrics.
    pub(super) async fn metrics_text(&self) -> Result<String, Refused> {
        let sets = self.state.definition_versions(DefinitionKind::Metrics, METRICS).await.map_err(Refused::broken)?;
        Ok(sets.into_iter().next().ok_or(Refused::Missing)?.body)
    }
}
