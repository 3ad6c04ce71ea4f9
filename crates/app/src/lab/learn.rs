//! Learned risk: a formula that is fitted to what happened, beside the hand-made score and the best single metric.

use super::again::Again;
use super::ask::Ask;
use super::keep::{Candidate, Kept};
use super::past::{Cohorts, Courses, learned_until};
use crate::accounts::board;
use crate::{App, Definitions, Principal, Refused, Workspace};
use banso_domain::health::Model;
use banso_domain::lab::learned::{Boosting, Kind, Plan, Slices, Trial, trial};
use banso_domain::lab::screening::Table;
use banso_domain::lab::{Answer, Look, Window};
use banso_domain::members::Role;
use banso_kernel::{AccountId, Text};
use std::collections::HashMap;
use std::sync::Arc;

/// Penalty on weights: as much as one standard deviation of a weight of 1 tells. Many metrics say the same, and what they
/// share is then spread over them.
const PENALTY: f64 = 1.0;
/// Accounts that are named.
const RISKIEST: usize = 20;
/// Reasons that are named of each.
const REASONS: usize = 3;

/// An account and what the logistic formula says of it today.
#[derive(Clone, Debug)]
pub struct AtRisk {
    /// Which.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Within the horizon, 0–1; calibrated where the formula could be.
    pub risk: f64,
    /// The metrics that add most, by column, each with its value and the log-odds that it adds; the largest first.
    pub because: Vec<(usize, f64, f64)>,
}

/// What the page shows.
pub struct LearnedPage {
    /// What was asked.
    pub ask: Ask,
    /// The metrics.
    pub definitions: Arc<Definitions>,
    /// The metric of each column of the trial, by position.
    pub columns: Vec<usize>,
    /// Metrics that were left out because they move only when the outcome is decided, by position.
    pub late: Vec<usize>,
    /// The model whose score is the hand-made one.
    pub hand: Text,
    /// What was found, or why nothing could be learned.
    pub found: Answer<Trial>,
    /// Those who pay today, the riskiest first.
    pub riskiest: Vec<AtRisk>,
    /// The formula as it would be kept; none where it cannot be.
    pub candidate: Option<Candidate>,
    /// The one that is kept for this outcome and horizon.
    pub kept: Option<Kept>,
    /// Whether that one is learned again each month, and what came of it.
    pub again: Option<Again>,
}

/// What was learned, and the past that it was learned from.
pub(super) struct Learning {
    /// What became of each row.
    pub looks: Vec<Look>,
    /// A column for each metric, also for those that were not learned from.
    pub values: Vec<Vec<f64>>,
    /// The metric of each column of the trial, by position.
    pub columns: Vec<usize>,
    /// Metrics that were left out because they move too late, by position.
    pub late: Vec<usize>,
    /// How long outcomes are looked for.
    pub window: Window,
    /// The formulas and their card.
    pub found: Answer<Trial>,
}

impl App {
    /// Learns from the past that `ask` is about. Left out are metrics that move only when the outcome is decided, and
    /// learned ones: they would tell what they were told.
    pub(super) async fn learn(
        &self,
        ask: Ask,
        workspace: &Workspace,
        courses: &Courses,
        definitions: &Definitions,
        hand: Option<&Model>,
    ) -> Result<Learning, Refused> {
        let mut past = self.past(ask, workspace, courses).await?;
        let metrics = &definitions.metrics;
        let scores = hand.map(|model| {
            let until = learned_until(model, metrics);
            let sightings = past.sightings(model, &Cohorts::default());
            // Of days that a formula within it learned from, the hand-made model says nothing that could be compared.
            let score = |look: &Look, score: f64| if until >= Some(look.as_of) { f64::NAN } else { score };
            sightings.iter().map(|sighting| score(&sighting.look, sighting.score)).collect::<Vec<f64>>()
        });
        let leaks = self.leaks(ask.outcome, courses, past.window.known_until).await?;
        let all = past.columns.len();
        let learned = |at: &usize| metrics.learned_until(*at).is_some();
        let moves_late = |at: &usize| leaks.get(*at).is_some_and(|leak| leak.as_ref().is_ok_and(|leak| leak.leaks));
        let late: Vec<usize> = (0..all).filter(|at| moves_late(at) && !learned(at)).collect();
        let columns: Vec<usize> = (0..all).filter(|at| !moves_late(at) && !learned(at)).collect();
        let taken = columns.iter().map(|at| std::mem::take(&mut past.columns[*at])).collect();
        let (window, table) = (past.window, Table { looks: past.looks, columns: taken });
        let found = crate::history::heavy(|| {
            let slices = Slices::cut(&table.looks, window)?;
            let plan = Plan { window, slices, penalty: PENALTY, boosting: Boosting::default() };
            trial(&table, scores.as_deref(), plan)
        });
        let mut values = past.columns;
        for (at, column) in columns.iter().zip(table.columns) {
            values[*at] = column;
        }
        Ok(Learning { looks: table.looks, values, columns, late, window, found })
    }

    /// Learns from the past that `ask` is about, and says whether it is worth it. Nothing is kept: the same past gives the
    /// same formula.
    ///
    /// # Errors
    /// A store failed.
    pub async fn learned_risk(&self, who: &Principal, ask: Ask) -> Result<LearnedPage, Refused> {
        who.needs(Role::Viewer)?;
        let workspace = self.workspace().await?;
        let definitions = board::definitions(self).await?;
        let hand = definitions.models.first().ok_or(Refused::Missing)?;
        let courses = self.courses(&workspace).await?;
        let learning = self.learn(ask, &workspace, &courses, &definitions, Some(&hand.model)).await?;
        let riskiest = match &learning.found {
            Ok(found) => self.riskiest(&workspace, &courses, &learning.columns, found).await?,
            Err(_) => Vec::new(),
        };
        let kept = Kept::of(&definitions, ask.outcome, ask.horizon);
        let candidate = Candidate::of(&learning, ask.outcome, kept.as_ref());
        let again = match &kept {
            Some(kept) => self.asked_again(&kept.id).await?,
            None => None,
        };
        let Learning { columns, late, found, .. } = learning;
        let hand = hand.model.name.clone();
        Ok(LearnedPage { ask, hand, definitions, columns, late, found, riskiest, candidate, kept, again })
    }

    async fn riskiest(
        &self,
        workspace: &Workspace,
        courses: &Courses,
        columns: &[usize],
        found: &Trial,
    ) -> Result<Vec<AtRisk>, Refused> {
        let today = self.today(workspace);
        let names: HashMap<AccountId, String> = self.names().await?;
        let now = self.known_now(&[today]).await?;
        let formula = &found.learned.logistic.formula;
        let mut riskiest = Vec::new();
        for (_, day) in &now {
            for (row, account) in day.accounts.iter().enumerate() {
                if courses.get(account).is_none_or(|course| course.on(today) == 0) {
                    continue;
                }
                let values: Vec<f64> = columns.iter().map(|at| day.columns[*at][row]).collect();
                let risk = found.learned.risk(Kind::Logistic, &values);
                let mut because: Vec<(usize, f64, f64)> = formula
                    .contributions(&values)
                    .into_iter()
                    .enumerate()
                    .map(|(at, adds)| (at, values[at], adds))
                    .filter(|(.., adds)| *adds > 0.0)
                    .collect();
                because.sort_by(|a, b| b.2.total_cmp(&a.2));
                because.truncate(REASONS);
                let name = names.get(account).cloned().unwrap_or_default();
                let risk = risk.unwrap_or_else(|| formula.risk(&values));
                riskiest.push(AtRisk { account: *account, name, risk, because });
            }
        }
        riskiest.sort_by(|a, b| b.risk.total_cmp(&a.risk));
        riskiest.truncate(RISKIEST);
        Ok(riskiest)
    }
}
