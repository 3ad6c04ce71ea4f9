//! How long customers stay.

use super::past::{COHORTS, Cohorts};
use crate::{App, Principal, Refused};
use banso_domain::lab::Answer;
use banso_domain::lab::judge::NO_COHORT;
use banso_domain::lab::survival::{Curve, Lifetime, LogRank, curve, log_rank};
use banso_domain::members::Role;
use banso_kernel::Day;
use std::collections::BTreeMap;

/// Fewest accounts that are drawn as a group of their own.
const GROUP: usize = 20;
/// Most groups that are drawn: the largest.
const GROUPS: usize = 6;

/// What the page shows. Times are days since the first contract.
pub struct SurvivalPage {
    /// By which of [`COHORTS`] customers are told apart; all together if none.
    pub by: Option<usize>,
    /// Each group's value (none for all others, or for all together) and curve, the largest first.
    pub groups: Vec<(Option<String>, Curve)>,
    /// Whether groups differ; none for one group.
    pub test: Option<Answer<LogRank>>,
    /// The last day of which is known who stayed.
    pub until: Day,
}

impl App {
    /// How long customers stay, from their first contract on.
    ///
    /// # Errors
    /// A store failed.
    pub async fn survival(&self, who: &Principal, by: Option<&str>) -> Result<SurvivalPage, Refused> {
        who.needs(Role::Viewer)?;
        let workspace = self.workspace().await?;
        let until = self.today(&workspace) - 1;
        let by = by.and_then(|word| COHORTS.iter().position(|key| *key == word));
        let accounts = self.state.accounts_full().await.map_err(Refused::broken)?;
        let cohorts = Cohorts::new(&accounts, GROUP);
        let mut groups: BTreeMap<u16, Vec<Lifetime>> = BTreeMap::new();
        for (account, course) in self.courses(&workspace).await? {
            let Some(first) = course.first().filter(|first| *first <= until) else { continue };
            let ended = course.churned(first).filter(|day| *day <= until);
            let time = f64::from(ended.unwrap_or(until) - first);
            let key = by.map_or(NO_COHORT, |by| cohorts.of(account)[by]);
            groups.entry(key).or_default().push(Lifetime { time, ended: ended.is_some() });
        }
        let mut groups: Vec<(u16, Vec<Lifetime>)> = groups.into_iter().collect();
        groups.sort_by_key(|(key, lifetimes)| (std::cmp::Reverse(lifetimes.len()), *key));
        groups.retain(|(key, lifetimes)| by.is_none() || *key != NO_COHORT || lifetimes.len() >= GROUP);
        groups.truncate(GROUPS);
        let lifetimes: Vec<Vec<Lifetime>> = groups.iter().map(|(_, lifetimes)| lifetimes.clone()).collect();
        let value = |key: u16| cohorts.values[by?].get(usize::from(key)).cloned();
        Ok(SurvivalPage {
            test: (groups.len() > 1).then(|| log_rank(&lifetimes)),
            groups: groups.iter().map(|(key, lifetimes)| (value(*key), curve(lifetimes))).collect(),
            by,
            until,
        })
    }
}
