//! What was known of all accounts on the days that a question is about, and what became of them.

use super::ask::{Ask, Outcome, Sight};
use crate::{App, Refused, Workspace};
use banso_domain::accounts::Account;
use banso_domain::health::{HealthHistory, Model, evaluate};
use banso_domain::lab::judge::{MOST_COHORTS, NO_COHORT, Sighting, risk};
use banso_domain::lab::{Look, Window};
use banso_domain::metrics::{History, MetricSet};
use banso_domain::revenue::Course;
use banso_kernel::{AccountId, Day};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Accounts as rows, as-of day by as-of day. Only accounts that paid on that day are rows: others have nothing to lose.
pub(crate) struct Past {
    /// What became of each row.
    pub looks: Vec<Look>,
    /// A column per metric, as long as `looks`; NaN for no data.
    pub columns: Vec<Vec<f64>>,
    /// CMRR of each row, in minor units.
    pub cmrr: Vec<i64>,
    /// How long outcomes are looked for.
    pub window: Window,
}

/// What became of the CMRR of each account.
pub(crate) type Courses = HashMap<AccountId, Course>;

impl App {
    /// The courses of all accounts with contracts.
    pub(crate) async fn courses(&self, workspace: &Workspace) -> Result<Courses, Refused> {
        let inputs = self.inputs(workspace.currency).await?;
        let with = inputs.iter().filter(|input| !input.contracts.is_empty());
        Ok(with.map(|input| (AccountId(input.account), Course::of(&input.contracts))).collect())
    }

    /// The past that `ask` is about.
    pub(crate) async fn past(&self, ask: Ask, workspace: &Workspace, courses: &Courses) -> Result<Past, Refused> {
        let today = self.today(workspace);
        let days = ask.days(today);
        let known = match ask.sight {
            Sight::Then => self.known_then(&days).await?,
            Sight::Now => self.known_now(&days).await?,
        };
        let window = Window { horizon: ask.horizon, known_until: today - 1 };
        let metrics = known.first().map_or(0, |(_, day)| day.columns.len());
        let mut past = Past { looks: Vec::new(), columns: vec![Vec::new(); metrics], cmrr: Vec::new(), window };
        for (day, values) in &known {
            for (row, account) in values.accounts.iter().enumerate() {
                let Some(course) = courses.get(account).filter(|course| course.on(*day) > 0) else { continue };
                past.looks.push(look(ask.outcome, *account, *day, course, window));
                past.cmrr.push(course.on(*day));
                for (column, from) in past.columns.iter_mut().zip(&values.columns) {
                    column.push(from[row]);
                }
            }
        }
        Ok(past)
    }

    /// The metrics of all accounts on each of `days`, from all facts that are known now.
    ///
    /// # Errors
    /// A store failed.
    pub async fn known_now(&self, days: &[Day]) -> Result<Vec<(Day, banso_lake::MetricDay)>, Refused> {
        let definitions = self.definitions().await?;
        let mut all = Vec::with_capacity(days.len());
        for (day, histories) in days.iter().zip(self.each_on(&definitions, days, None, |history| history).await?) {
            let mut found = banso_lake::MetricDay::default();
            found.columns.resize(definitions.metrics.metrics.len(), Vec::new());
            for history in &histories {
                found.accounts.push(history.account);
                for (column, from) in found.columns.iter_mut().zip(&history.columns) {
                    column.push(from.last().copied().unwrap_or(f64::NAN));
                }
            }
            all.push((*day, found));
        }
        Ok(all)
    }
}

fn look(outcome: Outcome, account: AccountId, day: Day, course: &Course, window: Window) -> Look {
    let came = match outcome {
        Outcome::Churn => course.churned(day),
        Outcome::Downgrade => course.fell(day),
    };
    // What a contract says of days to come has not come true yet.
    let outcome = came.filter(|came| *came <= window.known_until);
    Look { as_of: day, account, outcome, observed_until: window.known_until }
}

impl Past {
    /// The health of each row under a model whose criteria read these columns. Rows stand in for days.
    pub fn health(&mut self, model: &Model) -> HealthHistory {
        let columns = std::mem::take(&mut self.columns);
        let history = History { account: AccountId(0), first: Day(0), columns };
        let health = evaluate(model, &history);
        self.columns = history.columns;
        health
    }

    /// What a model said of each row.
    pub fn sightings(&mut self, model: &Model, cohorts: &Cohorts) -> Vec<Sighting> {
        let health = self.health(model);
        let rows = self.looks.iter().zip(&self.cmrr).zip(&health.days);
        rows.map(|((look, cmrr), day)| Sighting {
            look: *look,
            score: risk(model, day),
            segment: (usize::from(day.segment) < model.segments.len()).then_some(day.segment),
            cmrr: *cmrr,
            cohorts: cohorts.of(look.account),
        })
        .collect()
    }
}

/// The last day whose outcomes a formula learned from that one of the model's criteria reads; none if none was learned.
pub(super) fn learned_until(model: &Model, metrics: &MetricSet) -> Option<Day> {
    let reads = model.criteria.iter().filter_map(|criterion| metrics.position(&criterion.metric));
    reads.filter_map(|at| metrics.learned_until(at)).max()
}

/// Only what was said after a day, if there is one: until then a learned formula knew the answers.
pub(super) fn after(sightings: &[Sighting], until: Option<Day>) -> Cow<'_, [Sighting]> {
    match until {
        Some(until) => {
            sightings.iter().filter(|sighting| sighting.look.as_of > until).copied().collect::<Vec<_>>().into()
        }
        None => sightings.into(),
    }
}

/// Ways to tell customers apart, as of now.
#[derive(Clone, Debug, Default)]
pub struct Cohorts {
    /// The values of each key, by position.
    pub values: [Vec<String>; MOST_COHORTS],
    accounts: HashMap<AccountId, [u16; MOST_COHORTS]>,
}

/// What the keys of cohorts are called, at the end of message ids.
pub const COHORTS: [&str; MOST_COHORTS] = ["plan", "industry", "country", "since"];

impl Cohorts {
    /// From what is typed of accounts. A value that fewer than `least` accounts have stands with all such as "other".
    pub(crate) fn new(accounts: &[Account], least: usize) -> Self {
        let texts = |account: &Account| -> [String; MOST_COHORTS] {
            let since = account.signed_up_on.map(|day| day.ymd().0.to_string());
            [account.plan.clone(), account.industry.clone(), account.country.clone(), since.unwrap_or_default()]
        };
        let mut counts: [BTreeMap<String, usize>; MOST_COHORTS] = Default::default();
        for account in accounts {
            for (counts, text) in counts.iter_mut().zip(texts(account)) {
                *counts.entry(text).or_default() += 1;
            }
        }
        let values = counts.map(|counts| {
            let often = counts.into_iter().filter(|(text, n)| !text.is_empty() && *n >= least);
            often.map(|(text, _)| text).collect::<Vec<String>>()
        });
        let place = |values: &Vec<String>, text: &String| {
            values.binary_search(text).ok().and_then(|at| u16::try_from(at).ok()).unwrap_or(NO_COHORT)
        };
        let keys = |account: &Account| {
            let texts = texts(account);
            std::array::from_fn(|key| place(&values[key], &texts[key]))
        };
        let accounts = accounts.iter().map(|account| (account.id, keys(account))).collect();
        Self { values, accounts }
    }

    /// The values of an account, by key.
    pub(super) fn of(&self, account: AccountId) -> [u16; MOST_COHORTS] {
        self.accounts.get(&account).copied().unwrap_or([NO_COHORT; MOST_COHORTS])
    }
}
