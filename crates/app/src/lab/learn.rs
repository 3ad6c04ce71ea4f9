//! Learned risk: a formula that is fitted to what happened, beside the hand-made score and the best single metric.

use super::ask::Ask;
use super::past::Cohorts;
use crate::accounts::board;
use crate::{App, Definitions, Principal, Refused};
use banso_domain::lab::Answer;
use banso_domain::lab::learned::{Boosting, Kind, Plan, Slices, Trial, trial};
use banso_domain::lab::screening::Table;
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
    /// The metrics: their columns are those of the trial.
    pub definitions: Arc<Definitions>,
    /// The model whose score is the hand-made one.
    pub hand: Text,
    /// What was found, or why nothing could be learned.
    pub found: Answer<Trial>,
    /// Those who pay today, the riskiest first.
    pub riskiest: Vec<AtRisk>,
}

impl App {
    /// Learns from the past that `ask` is about. Nothing is kept: the same past gives the same formula.
    ///
    /// # Errors
    /// A store failed.
    pub async fn learned_risk(&self, who: &Principal, ask: Ask) -> Result<LearnedPage, Refused> {
        who.needs(Role::Viewer)?;
        let workspace = self.workspace().await?;
        let today = self.today(&workspace);
        let definitions = board::definitions(self).await?;
        let hand = definitions.models.first().ok_or(Refused::Missing)?;
        let courses = self.courses(&workspace).await?;
        let mut past = self.past(ask, &workspace, &courses).await?;
        let scores: Vec<f64> =
            past.sightings(&hand.model, &Cohorts::default()).iter().map(|sighting| sighting.score).collect();
        let (window, table) = (past.window, Table { looks: past.looks, columns: past.columns });
        let found = crate::history::heavy(|| {
            let slices = Slices::cut(&table.looks, window)?;
            trial(&table, Some(&scores), Plan { window, slices, penalty: PENALTY, boosting: Boosting::default() })
        });
        let mut riskiest = Vec::new();
        if let Ok(found) = &found {
            let names: HashMap<AccountId, String> = self.names().await?;
            let now = self.known_now(&[today]).await?;
            let formula = &found.learned.logistic.formula;
            for (_, day) in &now {
                for (row, account) in day.accounts.iter().enumerate() {
                    if courses.get(account).is_none_or(|course| course.on(today) == 0) {
                        continue;
                    }
                    let values: Vec<f64> = day.columns.iter().map(|column| column[row]).collect();
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
        }
        Ok(LearnedPage { ask, hand: hand.model.name.clone(), definitions, found, riskiest })
    }
}
