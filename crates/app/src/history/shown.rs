//! What was shown on each day is kept, and what history says when only the facts known by then are counted.

use super::Base;
use super::base::classifier;
use super::listed::Listed;
use super::spelled::Spelled;
use crate::{App, Definitions, Refused};
use banso_domain::health::{DayHealth, HealthHistory, MOST_AXES, evaluate};
use banso_domain::metrics::{Engine, History, Liveness};
use banso_kernel::{AccountId, Day, Micros};
use banso_lake::{Lake, ModelVersion};
use banso_state::CurrentHealth;
use tokio::task::JoinHandle;

impl App {
    /// Keeps what lists say of a day that is over by `today`, before they say it of another.
    pub(super) async fn keep_shown(&self, definitions: &Definitions, today: Day) -> Result<(), Refused> {
        let mut lists = Vec::with_capacity(definitions.models.len());
        for of in &definitions.models {
            lists.push(self.state.health_all(&of.model.id, of.version).await.map_err(Refused::broken)?);
        }
        add_shown(self.lake.clone(), definitions.clone(), today, lists).await
    }

    /// The same of lists that are known, as a task of its own; it has nothing to do if there are none.
    pub(super) fn keep_listed(
        &self,
        base: &Base,
        today: Day,
        lists: Option<&[Listed]>,
    ) -> JoinHandle<Result<(), Refused>> {
        let lists = lists.unwrap_or_default().iter().map(Listed::all).collect();
        tokio::spawn(add_shown(self.lake.clone(), base.definitions.clone(), today, lists))
    }

    /// The health of all accounts on `day`, counting only the facts that were known by `known_by`: under each current
    /// model, in the order of the definitions. Contracts and people are those of now.
    ///
    /// # Errors
    /// A store failed.
    pub async fn known_on(&self, day: Day, known_by: Micros) -> Result<Vec<Vec<(AccountId, DayHealth)>>, Refused> {
        let definitions = self.definitions().await?;
        let models = &definitions.models;
        let days = self
            .each_known(&definitions, day, known_by, |metrics| -> Vec<HealthHistory> {
                models.iter().map(|of| evaluate(&of.model, &metrics)).collect()
            })
            .await?;
        let of_model = |place: usize| {
            let last = |of: &Vec<HealthHistory>| Some((of[place].account, *of[place].days.last()?));
            days.iter().filter_map(last).collect()
        };
        Ok((0..models.len()).map(of_model).collect())
    }

    /// The metrics of all accounts on `day`, counting only the facts that were known by `known_by`, given to `work`; results
    /// come in the order of the accounts. Contracts and people are those of now.
    pub(crate) async fn each_known<R: Send>(
        &self,
        definitions: &Definitions,
        day: Day,
        known_by: Micros,
        work: impl Fn(History) -> R + Sync,
    ) -> Result<Vec<R>, Refused> {
        let mut days = self.each_on(definitions, &[day], Some(known_by), work).await?;
        Ok(days.pop().unwrap_or_default())
    }

    /// The same for several days, with the same facts for all of them: those known by `known_by`, or all.
    pub(crate) async fn each_on<R: Send>(
        &self,
        definitions: &Definitions,
        days: &[Day],
        known_by: Option<Micros>,
        work: impl Fn(History) -> R + Sync,
    ) -> Result<Vec<Vec<R>>, Refused> {
        let workspace = self.workspace().await?;
        let set = &definitions.metrics;
        let classes = classifier(set)?;
        let facts = self.gather(set, &workspace, known_by).await?;
        let mut inputs = self.inputs(workspace.currency).await?;
        let (liveness, known) = (Liveness::of(&facts), self.known(&workspace).await?);
        let mut one = |day: Day| {
            inputs.iter_mut().for_each(|input| input.from = Some(day));
            let engine = Engine::new(set, &classes, &liveness, known, day);
            engine.each(&facts, &inputs, super::threads(), |_, metrics| work(metrics))
        };
        Ok(super::heavy(|| days.iter().map(|day| one(*day)).collect()))
    }
}

/// Adds what lists (one of each model) say of days before `today` to what was shown.
async fn add_shown(
    lake: Lake,
    definitions: Definitions,
    today: Day,
    lists: Vec<Vec<CurrentHealth>>,
) -> Result<(), Refused> {
    let over = |list: &Vec<CurrentHealth>| list.iter().any(|row| row.day < today);
    if !lists.iter().any(over) {
        return Ok(());
    }
    let models: Vec<ModelVersion> =
        definitions.models.iter().map(|of| ModelVersion { model: of.model.id.clone(), version: of.version }).collect();
    let mut writer = Spelled::new(lake.shown_writer(&models).await.map_err(Refused::broken)?);
    super::heavy(|| {
        for (place, (of, list)) in definitions.models.iter().zip(&lists).enumerate() {
            for row in list.iter().filter(|row| row.day < today) {
                writer.push(place, &of.model, (row.account, row.day), &[of_day(row)])?;
            }
        }
        Ok::<_, Refused>(())
    })?;
    writer.finish(&today.to_string()).await.map(drop)
}

/// What a list says of an account, as a day of its history.
fn of_day(row: &CurrentHealth) -> DayHealth {
    let mut axes = [f64::NAN; MOST_AXES];
    axes.iter_mut().zip(&row.axes).for_each(|(axis, value)| *axis = value.unwrap_or(f64::NAN));
    DayHealth {
        segment: row.segment,
        axes,
        score: row.score.unwrap_or(f64::NAN),
        coverage: row.coverage,
        met: row.met,
        known: row.known,
    }
}
