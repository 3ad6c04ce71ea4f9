//! W-35: what a model's text would change, before it is published: who would stand elsewhere, what lists would have shown of
//! the past year, whether it foretells better, and what there would be to do at once.

use super::ask::Ask;
use super::inside::differs;
use super::past::{Cohorts, after as only_after, learned_until};
use crate::accounts::board;
use crate::actions::next_turn::Work;
use crate::actions::rules;
use crate::definitions::wrong;
use crate::{App, Definitions, Principal, Refused, Versioned};
use banso_domain::health::{DayHealth, Model, evaluate};
use banso_domain::lab::Answer;
use banso_domain::lab::judge::{Comparison, compare};
use banso_domain::members::Role;
use banso_domain::metrics::History;
use banso_kernel::{AccountId, Day};
use std::collections::HashMap;
use std::sync::Arc;

/// Month ends of the course.
const COURSE: i32 = 12;

/// An account that would stand elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Which.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Its segment by the published version, of that version's segments; none for too little data.
    pub from: Option<u8>,
    /// Its segment by the text, of the text's segments.
    pub to: Option<u8>,
}

/// How many accounts stand in each segment; the last count is of too little data.
pub type Shares = Vec<usize>;

/// What a text would change.
pub struct WhatIf {
    /// The model that the text says.
    pub model: Arc<Model>,
    /// The published version of it; none if it would be new.
    pub published: Option<(u32, Arc<Model>)>,
    /// Accounts with a history.
    pub accounts: usize,
    /// Those whose segment would be another one, by its id and not its place: the worst moves first.
    pub shifts: Vec<Shift>,
    /// How many keep their segment while their ranks, their score or the criteria that they have not met would be others.
    pub inside: usize,
    /// How often each pair of segments occurs, by the published version's (rows, the last one too little data) and the
    /// text's.
    pub table: Vec<Vec<usize>>,
    /// On month ends: where accounts stood by the published version, and by the text.
    pub course: Vec<(Day, Shares, Shares)>,
    /// The published version (first) and the text (second) on the same past; none without a published version.
    pub beside: Option<Answer<Comparison>>,
    /// The past that both were judged on.
    pub ask: Ask,
    /// What there would be to do at once beyond what there is: by play and signal.
    pub work: Vec<Work>,
    /// Minutes that a task takes, as the workspace says.
    pub minutes: f64,
}

impl App {
    /// What publishing `text` would change.
    ///
    /// # Errors
    /// [`Refused::Input`] with everything that is wrong in the text, or with what of journeys, signals and plays would no
    /// longer be readable; the asker is no manager; or a store failed.
    pub async fn what_if(&self, who: &Principal, text: &str) -> Result<WhatIf, Refused> {
        who.needs(Role::Manager)?;
        let published = board::definitions(self).await?;
        let model = Model::parse(text, &published.metrics).map_err(wrong)?;
        let after = with(&published, &model, text);
        self.check_actions(rules::words_of(&after), None).await.map_err(wrong)?;
        let before = published.model(&model.id);

        let workspace = self.workspace().await?;
        let today = self.today(&workspace);
        let mut days: Vec<Day> = (1..=COURSE).rev().map(|back| today.month().plus(-back).last()).collect();
        days.push(today);
        let both = |history: History| {
            let last = |model: &Model| evaluate(model, &history).days.last().copied();
            let (old, new) = (before.map(|of| (&of.model, last(&of.model))), last(&model));
            let inside = match (old, &new) {
                (Some((was, Some(old))), Some(new)) => differs((was, &old), (&model, new)),
                _ => false,
            };
            (history.account, old.map(|(was, day)| segment(was, day)), segment(&model, new), inside)
        };
        let mut found = self.each_on(&published, &days, None, both).await?;
        let now = found.pop().unwrap_or_default();
        let course = days.iter().zip(&found).map(|(day, all)| {
            let count = |model: Option<&Model>, of: &dyn Fn(&Stands) -> Option<u8>| {
                let mut shares = vec![0; model.map_or(0, |model| model.segments.len()) + 1];
                let last = shares.len() - 1;
                all.iter().for_each(|one| shares[of(one).map_or(last, usize::from)] += 1);
                shares
            };
            let old = count(before.map(|of| &of.model), &|(_, old, ..)| old.flatten());
            (*day, old, count(Some(&model), &|(_, _, new, _)| *new))
        });
        let course = course.collect();

        let names: HashMap<AccountId, String> = self.names().await?;
        let (mut shifts, mut table, mut inside) = (Vec::new(), Vec::new(), 0);
        if let Some(of) = before {
            table = vec![vec![0; model.segments.len() + 1]; of.model.segments.len() + 1];
            for (account, from, to, differs) in &now {
                let from = from.flatten();
                let place = |at: Option<u8>, model: &Model| at.map_or(model.segments.len(), usize::from);
                table[place(from, &of.model)][place(*to, &model)] += 1;
                if id(&of.model, from) != id(&model, *to) {
                    let name = names.get(account).cloned().unwrap_or_default();
                    shifts.push(Shift { account: *account, name, from, to: *to });
                } else {
                    inside += usize::from(*differs);
                }
            }
        }
        // The furthest down first; whoever comes to or from too little data last.
        shifts.sort_by_key(|shift| {
            let by = shift.from.zip(shift.to).map(|(from, to)| i32::from(from) - i32::from(to));
            (by.unwrap_or(i32::MAX), shift.name.clone())
        });

        let ask = Ask::default();
        let beside = match before {
            Some(of) => {
                let courses = self.courses(&workspace).await?;
                let mut past = self.past(ask, &workspace, &courses).await?;
                let (old, new) =
                    (past.sightings(&of.model, &Cohorts::default()), past.sightings(&model, &Cohorts::default()));
                let until = learned_until(&of.model, &published.metrics).max(learned_until(&model, &published.metrics));
                Some(compare(&only_after(&old, until), &only_after(&new, until), past.window))
            }
            None => None,
        };
        let work = match before {
            Some(_) => self.work_if(after, &model.id).await?,
            None => Vec::new(),
        };
        Ok(WhatIf {
            published: before.map(|of| (of.version, Arc::new(of.model.clone()))),
            accounts: now.len(),
            shifts,
            inside,
            table,
            course,
            beside,
            ask,
            work,
            minutes: self.costs().await?.minutes,
            model: Arc::new(model),
        })
    }
}

/// An account, its segment by the published version if there is one, and by the text, and whether both see it differently
/// below the segment.
type Stands = (AccountId, Option<Option<u8>>, Option<u8>, bool);

/// The segment of a day; none for too little data.
fn segment(model: &Model, day: Option<DayHealth>) -> Option<u8> {
    let day = day?;
    (usize::from(day.segment) < model.segments.len()).then_some(day.segment)
}

fn id(model: &Model, at: Option<u8>) -> &str {
    at.and_then(|at| model.segments.get(usize::from(at))).map_or("", |segment| segment.id.as_str())
}

/// The definitions with this model in place of the published one.
fn with(published: &Definitions, model: &Model, text: &str) -> Definitions {
    let mut after = published.clone();
    let new = Versioned { model: model.clone(), version: published.model(&model.id).map_or(1, |of| of.version + 1) };
    match after.models.iter_mut().find(|of| of.model.id == model.id) {
        Some(place) => *place = new,
        None => after.models.push(new),
    }
    after.stamp = blake3::hash(format!("{}{text}", published.stamp).as_bytes()).to_hex()[..16].to_owned();
    after
}

impl App {
    /// Names of all accounts.
    pub(super) async fn names(&self) -> Result<HashMap<AccountId, String>, Refused> {
        let all = self.state.accounts_all().await.map_err(Refused::broken)?;
        Ok(all.into_iter().map(|account| (account.id, account.name)).collect())
    }
}
