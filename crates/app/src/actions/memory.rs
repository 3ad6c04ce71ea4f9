//! What was decided before: from rows to the turn's memory, and from what changed in it back to rows.

use crate::{App, Refused};
use banso_domain::conditions::Cause;
use banso_domain::key::Key;
use banso_domain::turn::{Arm, Deed, Marks, Memory, OpenSignal, Position, Run, RunState};
use banso_kernel::{AccountId, Day, MemberId, Micros, Zone};
use banso_state::{PhaseChange, PlayRun, SignalRow, StepDone, Tx};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Why an account is in a play, and who put it there by hand.
#[derive(Serialize, Deserialize)]
struct Entry {
    cause: Cause,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    member: Option<MemberId>,
}

impl App {
    /// What is remembered of all accounts, or of some. Accounts of which nothing is are not there.
    pub(crate) async fn memories(
        &self,
        zone: &Zone,
        some: Option<&[AccountId]>,
    ) -> Result<HashMap<AccountId, Memory>, Refused> {
        let mut memories: HashMap<AccountId, Memory> = HashMap::new();
        let broken = Refused::broken;
        for row in self.state.positions(some).await.map_err(broken)? {
            let (entered_on, entered_at) = (row.entered_on, row.entered_at);
            let position = Position { journey: row.journey, phase: row.phase, entered_on, entered_at };
            memories.entry(row.account).or_default().position = Some(position);
        }
        for row in self.state.steps_done(some).await.map_err(broken)? {
            let steps = &mut memories.entry(row.account).or_default().steps;
            steps.entry(row.journey).or_default().insert(row.step, zone.day_of(row.done_at));
        }
        for row in self.state.open_signals(some).await.map_err(broken)? {
            let cause = read(&row.cause)?;
            let (raised_on, raised_at, true_on) = (row.raised_on, row.raised_at, row.true_on);
            let open = OpenSignal { raised_on, raised_at, true_on, cause };
            memories.entry(row.account).or_default().signals.insert(row.signal, open);
        }
        for row in self.state.active_runs(some).await.map_err(broken)? {
            let account = row.account;
            memories.entry(account).or_default().runs.push(run(row)?);
        }
        for row in self.state.last_entries(some).await.map_err(broken)? {
            memories.entry(row.account).or_default().entered.insert(row.play, row.entered_on);
        }
        for memory in memories.values_mut() {
            memory.runs.sort_by_key(|run| (run.entered_at, run.key));
        }
        Ok(memories)
    }
}

fn read<T: for<'de> Deserialize<'de>>(json: &str) -> Result<T, Refused> {
    serde_json::from_str(json).map_err(Refused::broken)
}

fn write(value: &impl Serialize) -> Result<String, Refused> {
    serde_json::to_string(value).map_err(Refused::broken)
}

/// A run as the turn knows it.
pub(crate) fn run(row: PlayRun) -> Result<Run, Refused> {
    let entry: Entry = read(&row.cause)?;
    let marks: Marks = read(&row.marks)?;
    Ok(Run {
        key: Key(row.key),
        play: row.play,
        version: i64::from(row.version),
        arm: if row.arm == banso_state::Arm::Treated { Arm::Treated } else { Arm::HeldOut },
        cause: entry.cause,
        entered_on: row.entered_on,
        entered_at: row.entered_at,
        member: entry.member,
        step: row.step,
        wake_at: row.wake_at,
        state: match row.state {
            banso_state::RunState::Active => RunState::Active,
            banso_state::RunState::Done => RunState::Done,
            banso_state::RunState::Stopped => RunState::Stopped,
        },
        marks,
    })
}

fn run_row(account: AccountId, run: &Run, now: Micros) -> Result<PlayRun, Refused> {
    Ok(PlayRun {
        key: run.key.0,
        play: run.play.clone(),
        version: u32::try_from(run.version).unwrap_or_default(),
        account,
        arm: if run.arm == Arm::Treated { banso_state::Arm::Treated } else { banso_state::Arm::HeldOut },
        cause: write(&Entry { cause: run.cause.clone(), member: run.member })?,
        entered_on: run.entered_on,
        entered_at: run.entered_at,
        step: run.step.clone(),
        state: match run.state {
            RunState::Active => banso_state::RunState::Active,
            RunState::Done => banso_state::RunState::Done,
            RunState::Stopped => banso_state::RunState::Stopped,
        },
        wake_at: run.wake_at,
        marks: write(&run.marks)?,
        ended_at: (run.state != RunState::Active).then_some(now),
    })
}

/// What changed in memories, as rows of one transaction.
#[derive(Default)]
pub(crate) struct Changes {
    positions: Vec<banso_state::Position>,
    off: Vec<AccountId>,
    moves: Vec<PhaseChange>,
    steps: Vec<StepDone>,
    raised: Vec<SignalRow>,
    held: Vec<(AccountId, String, Day)>,
    cleared: Vec<(AccountId, String)>,
    runs: Vec<PlayRun>,
}

impl Changes {
    /// Adds what a turn changed for an account.
    pub fn add(
        &mut self,
        account: AccountId,
        (before, after): (&Memory, &Memory),
        deeds: &[Deed],
        (today, now): (Day, Micros),
    ) -> Result<(), Refused> {
        match (&before.position, &after.position) {
            (_, Some(position)) if before.position.as_ref() != Some(position) => {
                self.positions.push(banso_state::Position {
                    account,
                    journey: position.journey.clone(),
                    phase: position.phase.clone(),
                    entered_on: position.entered_on,
                    entered_at: position.entered_at,
                });
            }
            (Some(left), None) => {
                self.off.push(account);
                self.moves.push(PhaseChange {
                    seq: 0,
                    account,
                    journey: left.journey.clone(),
                    from: Some(left.phase.clone()),
                    to: None,
                    changed_on: today,
                    changed_at: now,
                    member: None,
                    reason: String::new(),
                    cause: String::new(),
                });
            }
            _ => {}
        }
        for (id, open) in &after.signals {
            if before.signals.get(id).is_some_and(|known| known.true_on != open.true_on) {
                self.held.push((account, id.clone(), open.true_on));
            }
        }
        for run in &after.runs {
            if before.runs.iter().all(|known| known != run) {
                self.runs.push(run_row(account, run, now)?);
            }
        }
        for deed in deeds {
            self.deed(account, deed, (today, now))?;
        }
        Ok(())
    }

    fn deed(&mut self, account: AccountId, deed: &Deed, (today, now): (Day, Micros)) -> Result<(), Refused> {
        match deed {
            Deed::Moved { journey, from, to, cause } => self.moves.push(PhaseChange {
                seq: 0,
                account,
                journey: journey.clone(),
                from: from.clone(),
                to: Some(to.clone()),
                changed_on: today,
                changed_at: now,
                member: None,
                reason: String::new(),
                cause: write(cause)?,
            }),
            Deed::StepDone { journey, step, .. } => self.steps.push(StepDone {
                account,
                journey: journey.clone(),
                step: step.clone(),
                done_at: now,
                member: None,
            }),
            Deed::Raised { signal, severity, cause } => self.raised.push(SignalRow {
                id: 0,
                account,
                signal: signal.clone(),
                severity: severity.code().to_owned(),
                raised_on: today,
                raised_at: now,
                true_on: today,
                cleared_on: None,
                cleared_at: None,
                cause: write(cause)?,
            }),
            Deed::Cleared { signal, .. } => self.cleared.push((account, signal.clone())),
            Deed::Ended { run, .. } => self.runs.push(run_row(account, run, now)?),
            // Held out: recorded, and over. One that goes on is among those that changed.
            Deed::Entered(run) if run.state != RunState::Active => self.runs.push(run_row(account, run, now)?),
            Deed::Entered(_) | Deed::Effect(_) | Deed::Skipped { .. } => {}
        }
        Ok(())
    }

    /// Writes them: entries to plays before anything that they lead to.
    pub async fn save(self, tx: &mut Tx, (today, now): (Day, Micros)) -> Result<(), Refused> {
        let broken = Refused::broken;
        tx.put_runs(&self.runs).await.map_err(broken)?;
        tx.remove_positions(&self.off).await.map_err(broken)?;
        tx.put_positions(&self.positions).await.map_err(broken)?;
        tx.add_phase_changes(&self.moves).await.map_err(broken)?;
        tx.put_steps_done(&self.steps).await.map_err(broken)?;
        tx.clear_signals(&self.cleared, today, now).await.map_err(broken)?;
        tx.raise_signals(&self.raised).await.map_err(broken)?;
        tx.hold_signals(&self.held).await.map_err(broken)?;
        Ok(())
    }
}
