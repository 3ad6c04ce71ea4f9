//! What happened in plays: the runs of one, those of an account, and what their steps left out.

use super::play_words::{line, skipped};
use super::*;
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_domain::plays::Play;
use banso_domain::turn::{Marks, Skip};
use banso_kernel::{AccountId, PersonId, Text};
use banso_state::PlayRun;
use std::collections::HashMap;

/// Runs that the page of a play shows.
const RUNS: i64 = 200;
/// Runs that the page of an account shows.
const OF_ACCOUNT: i64 = 50;

/// Names of people by id.
type Names = HashMap<PersonId, String>;

impl App {
    pub(super) async fn run_rows(&self, play: &Play) -> Result<Vec<RunRow>, Refused> {
        let runs = self.state.runs_of_play(&play.id, RUNS).await.map_err(Refused::broken)?;
        let naming = naming::Naming::load(self).await?;
        let filter = banso_state::DeliveryFilter { play: Some(play.id.clone()), ..Default::default() };
        let deliveries = self.state.deliveries(&filter, i64::MAX, 1_000).await.map_err(Refused::broken)?;
        let tasks = self.state.tasks_of_play(&play.id, 1_000).await.map_err(Refused::broken)?;
        let names = self.names_in(&runs).await?;
        let rows = runs.into_iter().map(|run| {
            let of_run = tasks.iter().filter(|task| task.run == Some(run.key));
            let sent = deliveries.iter().filter(|one| one.run == Some(run.key));
            RunRow {
                account: naming.account(run.account),
                entered_on: run.entered_on,
                held_out: run.arm == banso_state::Arm::HeldOut,
                ended: run.state != banso_state::RunState::Active,
                step: stands(play, &run),
                tasks: of_run.map(|task| naming.row(task)).map(|row| (row.id, row.title, row.state)).collect(),
                deliveries: sent.map(|one| (one.id, one.kind.text().to_owned(), one.state.text().to_owned())).collect(),
                skipped: left_out(Some(play), &run, &names),
            }
        });
        Ok(rows.collect())
    }

    /// The plays that an account is in or was in, newest first.
    ///
    /// # Errors
    /// There is no such account.
    pub async fn plays_of(&self, who: &Principal, account: AccountId) -> Result<Vec<PlayOf>, Refused> {
        who.needs(Role::Viewer)?;
        self.state.account(account).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let runs = self.state.runs_of(account, OF_ACCOUNT).await.map_err(Refused::broken)?;
        if runs.is_empty() {
            return Ok(Vec::new());
        }
        let book = self.book(&*crate::accounts::board::definitions(self).await?).await?;
        let names = self.names_in(&runs).await?;
        let rows = runs.into_iter().map(|run| {
            let play = book.rules.play(&run.play).map(|live| &live.play);
            PlayOf {
                name: play.map_or_else(|| naming::same(&run.play), |play| play.name.clone()),
                entered_on: run.entered_on,
                held_out: run.arm == banso_state::Arm::HeldOut,
                ended: run.state != banso_state::RunState::Active,
                step: play.and_then(|play| stands(play, &run)),
                skipped: left_out(play, &run, &names),
                play: run.play,
            }
        });
        Ok(rows.collect())
    }

    /// The names of those whom runs left out.
    async fn names_in(&self, runs: &[PlayRun]) -> Result<Names, Refused> {
        let with: Vec<AccountId> = runs
            .iter()
            .filter(|run| skips(run).iter().any(|one| one.person.is_some()))
            .map(|run| run.account)
            .collect();
        let mut names = Names::new();
        for account in with {
            let people = self.state.people_of(account).await.map_err(Refused::broken)?;
            names.extend(people.into_iter().map(|person| (person.id, person.shown(banso_kernel::Lang::Ja))));
        }
        Ok(names)
    }
}

fn skips(run: &PlayRun) -> Vec<Skip> {
    serde_json::from_str::<Marks>(&run.marks).map(|marks| marks.skipped).unwrap_or_default()
}

/// The step at which a run stands, in words; none once it has ended.
fn stands(play: &Play, run: &PlayRun) -> Option<Text> {
    let at = play.step(&run.step).filter(|_| run.state == banso_state::RunState::Active)?;
    Some(line(play, &play.steps[at]).text)
}

fn left_out(play: Option<&Play>, run: &PlayRun, names: &Names) -> Vec<LeftOut> {
    let step = |id: &str| {
        let at = play.and_then(|play| Some((play, play.step(id)?)));
        at.map_or_else(|| naming::same(id), |(play, at)| line(play, &play.steps[at]).text)
    };
    let one = |skip: Skip| LeftOut {
        on: skip.on,
        step: step(&skip.step),
        who: skip.person.and_then(|id| names.get(&id).cloned()),
        why: skipped(&skip.why),
    };
    skips(run).into_iter().map(one).collect()
}
