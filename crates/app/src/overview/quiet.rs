//! Customers of whom nobody hears, month by month: silent ones, and those who left unnoticed.

use crate::accounts::{Lens, Standings};
use crate::{App, Refused};
use banso_domain::health::Model;
use banso_domain::lab::judge::warning;
use banso_domain::overview::{Life, QUIET, Quiet, quiet};
use banso_domain::revenue::Course;
use banso_kernel::{AccountId, Day, Micros};
use std::collections::{HashMap, HashSet};

/// Months that are shown, the one of the day among them.
const MONTHS: i32 = 13;

/// Counts at the end of each of the last months, and on the day. What warns is a segment in the worse half of the model, or
/// a signal.
pub(super) async fn course(app: &App, lens: &Lens, standings: &Standings<'_>) -> Result<Vec<Quiet>, Refused> {
    let month = lens.as_of.month();
    let ends = (1..=MONTHS).rev().map(|back| month.plus(-back).last());
    let days: Vec<Day> = ends.chain([lens.as_of]).collect();
    let from = days[0] - QUIET;
    let warned = warned(app, lens, standings, from).await?;
    let lives = lives(app, lens, from, warned).await?;
    Ok(quiet(&lives, &days))
}

/// Spans of days, by account.
type Spans = HashMap<AccountId, Vec<(Day, Day)>>;

/// Whether a segment warns: it is in the worse half.
fn warns(model: &Model, segment: u8) -> bool {
    segment >= warning(model) && usize::from(segment) < model.segments.len()
}

impl App {
    /// Accounts that paid and pay nothing any more on the day, without anything that begins soon.
    pub(super) async fn left(&self, lens: &Lens) -> Result<HashSet<AccountId>, Refused> {
        let courses = self.courses(&self.workspace().await?).await?;
        let gone = |course: &Course| {
            let first = course.first().filter(|first| *first < lens.as_of);
            course.on(lens.as_of) == 0
                && first.and_then(|first| course.churned(first)).is_some_and(|on| on <= lens.as_of)
        };
        Ok(courses.into_iter().filter(|(_, course)| gone(course)).map(|(account, _)| account).collect())
    }

    /// Whether an account stood in the worse half of the workspace's first model within [`QUIET`] days before `on`.
    pub(crate) async fn stood_badly(&self, account: AccountId, on: Day) -> Result<bool, Refused> {
        let definitions = self.definitions().await?;
        let Some(first) = definitions.models.first() else { return Ok(false) };
        let (model, version) = (&first.model, first.version);
        let now = self.state.health_of(&model.id, version, account).await.map_err(Refused::broken)?;
        let Some(mut segment) = now.map(|now| now.segment) else { return Ok(false) };
        // Backwards from where it stands, until before the days that matter.
        for change in self.state.transitions_of(&model.id, version, account).await.map_err(Refused::broken)? {
            if change.day < on && warns(model, segment) {
                return Ok(true);
            }
            segment = change.from.unwrap_or(u8::MAX);
            if change.day <= on - QUIET {
                return Ok(false);
            }
        }
        Ok(warns(model, segment))
    }
}

/// From when to when something warned of each account, since `from`.
async fn warned(app: &App, lens: &Lens, standings: &Standings<'_>, from: Day) -> Result<Spans, Refused> {
    let warns = |segment: u8| warns(&lens.model, segment);
    let mut spans: Spans = HashMap::new();
    // Backwards from where each account stands.
    let mut stands: HashMap<AccountId, (u8, Day)> =
        standings.health().await?.into_iter().map(|row| (row.account, (row.segment, lens.as_of))).collect();
    for change in standings.transitions(from, lens.as_of).await? {
        let Some((segment, until)) = stands.get_mut(&change.account) else { continue };
        if warns(*segment) {
            spans.entry(change.account).or_default().push((change.day, *until));
        }
        (*segment, *until) = (change.from.unwrap_or(u8::MAX), change.day - 1);
    }
    for (account, (segment, until)) in stands {
        if warns(segment) {
            spans.entry(account).or_default().push((from, until));
        }
    }
    let signals = app.state.signals_raised(Day(0), lens.as_of).await.map_err(Refused::broken)?;
    for one in signals.into_iter().filter(|one| one.signal != "churned") {
        spans.entry(one.account).or_default().push((one.raised_on, one.cleared_on.unwrap_or(lens.as_of)));
    }
    Ok(spans)
}

async fn lives(app: &App, lens: &Lens, from: Day, mut warned: Spans) -> Result<Vec<Life>, Refused> {
    let workspace = app.workspace().await?;
    let always = Micros(i64::MAX);
    let until = lens.past.map_or(always, |past| past.end(&lens.zone));
    let known = lens.past.and_then(|past| past.known_by(&lens.zone)).unwrap_or(always);
    let mut touched: HashMap<AccountId, Vec<Day>> = HashMap::new();
    // Older touches matter too: who was touched long ago is silent longer than who signed up then.
    for (account, day) in app.state.touch_days(Day(0), until, known).await.map_err(Refused::broken)? {
        let days = touched.entry(account).or_default();
        // Of those before the period only the last one says something.
        match days.last_mut() {
            Some(last) if day < from => *last = day,
            _ => days.push(day),
        }
    }
    let since: HashMap<AccountId, Option<Day>> = (app.state.accounts_all().await.map_err(Refused::broken)?)
        .into_iter()
        .map(|row| (row.id, row.signed_up_on))
        .collect();
    let courses = app.courses(&workspace).await?;
    let life = |(account, course)| Life {
        course,
        signed_up_on: since.get(&account).copied().flatten(),
        touched: touched.remove(&account).unwrap_or_default(),
        warned: warned.remove(&account).unwrap_or_default(),
    };
    Ok(courses.into_iter().map(life).collect())
}
