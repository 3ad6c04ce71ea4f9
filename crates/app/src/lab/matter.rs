//! Which metric matters: what each told of those who left, and whether it only told afterwards.

use super::ask::{Ask, Outcome};
use super::past::Courses;
use crate::accounts::board;
use crate::{App, Definitions, Principal, Refused};
use banso_domain::lab::leakage::{DAYS_AFTER, Leakage, Path, leakage};
use banso_domain::lab::screening::{Screening, Table, screen};
use banso_domain::lab::{Answer, Lack};
use banso_domain::members::Role;
use banso_domain::metrics::History;
use banso_kernel::{AccountId, Day};
use std::sync::Arc;

/// Most accounts with the outcome whose days are looked through for leaks.
const LEAVERS: usize = 300;
/// Most without.
const STAYERS: usize = 600;

/// What the page shows.
pub struct MatterPage {
    /// What was asked.
    pub ask: Ask,
    /// The days that accounts were looked at.
    pub days: Vec<Day>,
    /// The metrics: their columns are those of what was found.
    pub definitions: Arc<Definitions>,
    /// What was found.
    pub found: Screening,
    /// By metric, whether it follows the outcome.
    pub leaks: Vec<Answer<Leakage>>,
}

/// Leaks by metric, and what they were looked for in.
pub(crate) type Leaks = Vec<Answer<Leakage>>;

impl App {
    /// Screens all metrics.
    ///
    /// # Errors
    /// A store failed.
    pub async fn which_metric_matters(&self, who: &Principal, ask: Ask) -> Result<MatterPage, Refused> {
        who.needs(Role::Viewer)?;
        let workspace = self.workspace().await?;
        let definitions = board::definitions(self).await?;
        let courses = self.courses(&workspace).await?;
        let mut past = self.past(ask, &workspace, &courses).await?;
        // On days that it learned from, a learned formula knew the answers: it is judged on the others.
        for (at, column) in past.columns.iter_mut().enumerate() {
            let Some(until) = definitions.metrics.learned_until(at) else { continue };
            let known = column.iter_mut().zip(&past.looks).filter(|(_, look)| look.as_of <= until);
            known.for_each(|(value, _)| *value = f64::NAN);
        }
        let window = past.window;
        let table = Table { looks: past.looks, columns: past.columns };
        let found = crate::history::heavy(|| screen(&table, window));
        let days = ask.days(self.today(&workspace));
        let leaks = self.leaks(ask.outcome, &courses, window.known_until).await?;
        Ok(MatterPage { ask, days, definitions, found, leaks: leaks.to_vec() })
    }

    /// Which metrics follow the outcome, by column; kept until history is another.
    pub(crate) async fn leaks(&self, outcome: Outcome, courses: &Courses, until: Day) -> Result<Arc<Leaks>, Refused> {
        let mark = format!("{} {} {until}", outcome.word(), self.history_mark().await?);
        if let Some(kept) = self.leaks.of(&mark) {
            return Ok(kept);
        }
        let came = |account: &AccountId| {
            let course = &courses[account];
            let first = course.first()?;
            match outcome {
                Outcome::Churn => course.churned(first),
                Outcome::Downgrade => course.fell(first),
            }
            .filter(|day| *day <= until)
        };
        let (mut leavers, mut stayers): (Vec<AccountId>, Vec<AccountId>) =
            courses.keys().partition(|account| came(account).is_some());
        some(&mut leavers, LEAVERS);
        some(&mut stayers, STAYERS);
        let mut accounts = [leavers, stayers].concat();
        accounts.sort_unstable();
        let histories = self.each_history_of(&accounts, |_, metrics| metrics).await?;
        let definitions = board::definitions(self).await?;
        let metrics = &definitions.metrics.metrics;
        let path = |history: &History, metric: usize| (came(&history.account), history.first, metric);
        let found = crate::history::heavy(|| {
            let mut all: Leaks = (0..metrics.len())
                .map(|metric| {
                    let paths: Vec<Path<'_>> = histories
                        .iter()
                        .map(|history| {
                            let (outcome, first, metric) = path(history, metric);
                            let end = outcome
                                .map_or(usize::MAX, |day| usize::try_from(day + DAYS_AFTER + 1 - first).unwrap_or(0));
                            let values = &history.columns[metric];
                            Path { outcome, first, values: &values[..end.min(values.len())] }
                        })
                        .collect();
                    leakage(&paths)
                })
                .collect();
            // A learned risk reads contracts, which are gone once somebody left: it moves late only where a metric that it
            // reads does.
            for (at, metric) in metrics.iter().enumerate() {
                if let Some(risk) = metric.risk() {
                    let late = risk.terms.iter().map(|term| all[term.metric]);
                    all[at] =
                        late.clone().find(|leak| leak.is_ok_and(|leak| leak.leaks)).unwrap_or(Err(Lack::NoSpread));
                }
            }
            all
        });
        Ok(self.leaks.keep(mark, found))
    }
}

/// Leaves at most so many, drawn by a number that has nothing to do with when they came.
fn some(accounts: &mut Vec<AccountId>, most: usize) {
    accounts.sort_unstable_by_key(|account| {
        (account.0.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29), account.0)
    });
    accounts.truncate(most);
}
