//! Journeys: the board, an account's place, moves by hand.

use super::act::{Ground, Values};
use super::moving::{Moved, Places, Way};
use super::naming::in_scope;
use super::signals::Labels;
use super::subject::{Around, Subject, member_name};
use super::tasks::lacking;
use super::*;
use crate::accounts::board;
use crate::{App, Principal, Refused};
use banso_domain::conditions::Scene;
use banso_domain::journeys::{Journey, Phase, Stay, time_to_value};
use banso_domain::members::Role;
use banso_domain::templates;
use banso_domain::turn::{Memory, Rules, scene};
use banso_kernel::{AccountId, Day, MemberId, Micros, Money, Text};
use banso_state::{DefinitionKind, Event, PhaseChange, StepDone};
use std::collections::{BTreeMap, HashMap};

pub(super) const REASON_LIMIT: usize = 200;
/// Cards of a column, at most.
const CARDS: usize = 50;
/// Months of cohorts.
const COHORTS: usize = 13;

/// All versions of a definition: number, when, by whom, why.
type Versions = Vec<(u32, Micros, Option<String>, String)>;

impl App {
    /// The board of a journey (the first one if none is named); accounts of a scope.
    ///
    /// # Errors
    /// There is no such journey, or none at all.
    pub async fn journey_board(&self, who: &Principal, journey: Option<&str>, scope: Scope) -> Result<Board, Refused> {
        who.needs(Role::Viewer)?;
        let ground = self.action_ground().await?;
        let journeys = &ground.book.rules.journeys;
        let at = match journey {
            Some(id) => journeys.iter().position(|one| one.id == id).ok_or(Refused::Missing)?,
            None if journeys.is_empty() => return Err(Refused::Missing),
            None => 0,
        };
        let journey = &journeys[at];
        let subjects = self.subjects(&ground.workspace, None).await?;
        let memories = self.memories(&ground.workspace.zone, None).await?;
        let values = self.values(&ground, None).await?;
        let labels = self.labels().await?;
        let members = self.member_names().await?;
        let (stays, _) = self.usual_stays().await?;
        let nothing = Values::none(&ground);
        let mut columns: Vec<Column> =
            journey.phases.iter().map(|phase| column(&ground, journey, phase, &stays)).collect();
        for subject in &subjects {
            let Some(memory) = memories.get(&subject.account.id) else { continue };
            let Some(position) = memory.position.as_ref().filter(|position| position.journey == journey.id) else {
                continue;
            };
            if !in_scope(scope, who, subject.account.owner) || subject.churned(ground.today) {
                continue;
            }
            let Some(column) = columns.iter_mut().find(|column| column.phase == position.phase) else { continue };
            let values = values.get(&subject.account.id).unwrap_or(&nothing);
            let days = ground.today - position.entered_on;
            let stumbling = journey.stumbles(&position.phase, days, &ground.usual);
            let worth = subject.cmrr(ground.today, ground.workspace.currency);
            column.accounts += 1;
            column.stumbling += usize::from(stumbling);
            column.worth.minor += worth.minor;
            column.cards.push(Card {
                account: AccountName { id: subject.account.id, name: subject.account.name.clone() },
                days,
                stumbling,
                missing: missing(&ground, subject, values, memory, &labels),
                owner: subject.account.owner.map(|id| member_name(&members, id)),
                worth,
            });
        }
        for column in &mut columns {
            column.cards.sort_by(|a, b| b.days.cmp(&a.days).then(b.worth.minor.cmp(&a.worth.minor)));
            column.cards.truncate(CARDS);
        }
        let (value_phase, cohorts) = cohorts(journey, &subjects, &stays);
        Ok(Board {
            id: journey.id.clone(),
            name: journey.name.clone(),
            version: ground.book.journey_versions[at],
            offered: journeys.iter().map(|one| (one.id.clone(), one.name.clone())).collect(),
            columns,
            value_phase,
            cohorts,
            day: ground.today,
        })
    }

    /// Where an account is; none if no journey has it.
    ///
    /// # Errors
    /// There is no such account.
    pub async fn journey_of(&self, who: &Principal, account: AccountId) -> Result<Option<JourneyOf>, Refused> {
        who.needs(Role::Viewer)?;
        self.state.account(account).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let one = [account];
        let ground = self.action_ground().await?;
        let mut memories = self.memories(&ground.workspace.zone, Some(&one)).await?;
        let memory = memories.remove(&account).unwrap_or_default();
        let Some(position) = &memory.position else { return Ok(None) };
        let Some(journey) = ground.book.rules.journey(&position.journey) else { return Ok(None) };
        let Some(at) = journey.position(&position.phase) else { return Ok(None) };
        let subjects = self.subjects(&ground.workspace, Some(&one)).await?;
        let subject = subjects.first().ok_or(Refused::Missing)?;
        let mut values = self.values(&ground, Some(&one)).await?;
        let values = values.remove(&account).unwrap_or_else(|| Values::none(&ground));
        let labels = self.labels().await?;
        let done = memory.steps.get(&journey.id);
        let step = |step: &banso_domain::journeys::Step| {
            let is_done = done.is_some_and(|done| done.contains_key(&step.id));
            (step.id.clone(), step.name.clone(), is_done, step.done_when.is_none())
        };
        let members = self.member_names().await?;
        let changes = self.state.phase_changes(Some(&one)).await.map_err(Refused::broken)?;
        Ok(Some(JourneyOf {
            journey: (journey.id.clone(), journey.name.clone()),
            phases: journey.phases.iter().map(|phase| (phase.id.clone(), phase.name.clone())).collect(),
            at,
            since: position.entered_on,
            missing: missing(&ground, subject, &values, &memory, &labels),
            steps: journey.phases[at].steps.iter().map(step).collect(),
            moves: moves(journey, changes, &labels, |id| member_name(&members, id).1),
        }))
    }

    /// Moves an account by hand, with a reason.
    ///
    /// # Errors
    /// [`Refused::Input`]: phase, reason; no CSM.
    pub async fn move_account(
        &self,
        who: &Principal,
        account: AccountId,
        phase: &str,
        reason: &str,
    ) -> Result<(), Refused> {
        who.needs(Role::Csm)?;
        let found = self.state.account(account).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        if let Some(problem) = lacking(reason.trim(), REASON_LIMIT) {
            return Err(Refused::wrong("reason", problem));
        }
        let places = Places::load(self, Some(&[account])).await?;
        let to = match places.way(account, phase) {
            Way::To(to) => to,
            Way::Free => return Err(Refused::Missing),
            Way::Same | Way::Elsewhere => {
                return Err(Refused::wrong("phase", banso_kernel::Problem::new("problem-required")));
            }
        };
        let moved = places.moved(found, &to, who.member, reason)?;
        let keys = banso_state::AccountKeys::of(&moved.account);
        let change = banso_state::Change { at: self.clock.now(), by: Some(who.member), cause: "journey".to_owned() };
        let event = Event::new(change.at, Some(who.member), "moved", "account", &account.to_string(), &moved.detail());
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        Moved::save(&mut tx, std::slice::from_ref(&moved)).await?;
        tx.put_accounts(&[(moved.account, keys)], &change).await.map_err(Refused::broken)?;
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        self.look_at_accounts([account]);
        Ok(())
    }

    /// Ticks a step of the present phase, or takes the tick back.
    ///
    /// # Errors
    /// No such step; no CSM.
    pub async fn tick_step(&self, who: &Principal, account: AccountId, step: &str, done: bool) -> Result<(), Refused> {
        who.needs(Role::Csm)?;
        let ground = self.action_ground().await?;
        let memories = self.memories(&ground.workspace.zone, Some(&[account])).await?;
        let position = memories.get(&account).and_then(|memory| memory.position.clone()).ok_or(Refused::Missing)?;
        let journey = ground.book.rules.journey(&position.journey).ok_or(Refused::Missing)?;
        let by_hand = journey.steps().any(|known| known.id == step && known.done_when.is_none());
        if !by_hand {
            return Err(Refused::Missing);
        }
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        if done {
            let step = StepDone {
                account,
                journey: journey.id.clone(),
                step: step.to_owned(),
                done_at: ground.moment,
                member: Some(who.member),
            };
            tx.put_steps_done(&[step]).await.map_err(Refused::broken)?;
        } else {
            tx.remove_step_done(account, &journey.id, step).await.map_err(Refused::broken)?;
        }
        let detail = serde_json::json!({ "step": step, "done": done });
        let event = Event::new(self.clock.now(), Some(who.member), "ticked", "account", &account.to_string(), &detail);
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        self.look_at_accounts([account]);
        Ok(())
    }

    /// The text of a journey, its version, and all versions: number, when, by whom, why.
    ///
    /// # Errors
    /// There is no such journey.
    pub async fn journey_text(&self, who: &Principal, id: &str) -> Result<(String, u32, Versions), Refused> {
        who.needs(Role::Viewer)?;
        self.versions(DefinitionKind::Journey, id).await
    }

    /// The newest text of a definition, its version, and all of them.
    pub(super) async fn versions(&self, kind: DefinitionKind, id: &str) -> Result<(String, u32, Versions), Refused> {
        let all = self.state.definition_versions(kind, id).await.map_err(Refused::broken)?;
        let newest = all.first().ok_or(Refused::Missing)?;
        let members = self.member_names().await?;
        let by = |author: Option<MemberId>| author.map(|id| member_name(&members, id).1);
        let versions = all.iter().map(|one| (one.version, one.created_at, by(one.author), one.reason.clone()));
        Ok((newest.body.clone(), newest.version, versions.collect()))
    }

    /// Templates that a new journey can begin with: id, name, text.
    ///
    /// # Errors
    /// The asker is no manager.
    pub async fn journey_templates(&self, who: &Principal) -> Result<Vec<(String, Text, String)>, Refused> {
        who.needs(Role::Manager)?;
        let book = self.book(&*board::definitions(self).await?).await?;
        let shipped = templates::JOURNEYS.iter().filter_map(|(id, text)| {
            let journey = Journey::parse(text, &book.words).ok()?;
            let text = rules::with_free_id(text, "journey", id, |id| book.rules.journey(id).is_some());
            Some(((*id).to_owned(), journey.name, text))
        });
        Ok(shipped.collect())
    }

    /// Where accounts would be today under a text: phase name and how many now → then.
    ///
    /// # Errors
    /// [`Refused::Input`]: what is wrong in the text.
    pub async fn try_journey(&self, who: &Principal, text: &str) -> Result<Vec<(Text, usize, usize)>, Refused> {
        who.needs(Role::Csm)?;
        let (kind, id) = rules::named(text)?
            .filter(|(kind, _)| *kind == DefinitionKind::Journey)
            .ok_or_else(|| Refused::wrong("text", banso_kernel::Problem::new("journeys-problem-no-journey")))?;
        let ground = self.action_ground_with(Some((kind, &id, text))).await?;
        let journey = ground.book.rules.journey(&id).ok_or(Refused::Missing)?;
        let subjects = self.subjects(&ground.workspace, None).await?;
        let rules = Rules { plays: Vec::new(), ..ground.book.rules.clone() };
        let past = self.replay(&ground, &rules, &subjects, (ground.today, ground.today)).await?;
        let mut then: BTreeMap<&str, usize> = BTreeMap::new();
        for position in past.iter().filter_map(|one| one.memory.position.as_ref()).filter(|at| at.journey == id) {
            *then.entry(position.phase.as_str()).or_default() += 1;
        }
        let mut now: HashMap<String, usize> = HashMap::new();
        for position in self.state.positions(None).await.map_err(Refused::broken)? {
            if position.journey == id {
                *now.entry(position.phase).or_default() += 1;
            }
        }
        let row = |phase: &Phase| {
            let of = |count: Option<&usize>| count.copied().unwrap_or(0);
            (phase.name.clone(), of(now.get(&phase.id)), of(then.get(phase.id.as_str())))
        };
        Ok(journey.phases.iter().map(row).collect())
    }
}

fn column(ground: &Ground, journey: &Journey, phase: &Phase, stays: &[Stay]) -> Column {
    let at = journey.position(&phase.id).unwrap_or_default();
    let mut days: Vec<i32> = stays
        .iter()
        .filter(|stay| stay.journey == journey.id && stay.phase == phase.id)
        .filter_map(|stay| stay.left_on.map(|left| left - stay.entered_on))
        .filter(|days| *days > 0)
        .collect();
    days.sort_unstable();
    let usual = (!days.is_empty() && at + 1 < journey.phases.len()).then(|| days[(days.len() - 1) / 2]);
    Column {
        phase: phase.id.clone(),
        name: phase.name.clone(),
        goal: phase.goal.clone(),
        cards: Vec::new(),
        accounts: 0,
        stumbling: 0,
        worth: Money { minor: 0, currency: ground.workspace.currency },
        usual,
        long: ground.usual.days(&journey.id, &phase.id).or(phase.usual_days),
    }
}

/// What is missing for the next phase, in words.
fn missing(ground: &Ground, subject: &Subject, values: &Values, memory: &Memory, labels: &Labels) -> Vec<Missing> {
    let around =
        Around { metrics: &values.metrics, health: &values.health, ends: &[], asked: &[], usual: &ground.usual };
    subject.on(ground.today, ground.workspace.currency, around, |view| {
        let scene: Scene<'_> = scene(&ground.book.rules, view, memory, ground.today);
        let Some(position) = &memory.position else { return Vec::new() };
        let Some(journey) = ground.book.rules.journey(&position.journey) else { return Vec::new() };
        let Some(missing) = journey.missing(&scene) else { return Vec::new() };
        let parts = missing.parts.iter().filter(|part| !part.text.contains("phase.steps_done"));
        let steps =
            missing.steps.iter().map(|step| Missing { what: step.name.clone(), now: None, wanted: String::new() });
        parts.map(|part| in_words::missing(part, labels)).chain(steps).collect()
    })
}

fn moves(
    journey: &Journey,
    changes: Vec<PhaseChange>,
    labels: &Labels,
    member: impl Fn(MemberId) -> String,
) -> Vec<PhaseMove> {
    let name = |id: Option<&String>| {
        let id = id?;
        Some(journey.phase(id).map_or_else(|| Text { ja: id.clone(), en: id.clone() }, |phase| phase.name.clone()))
    };
    let mut before: Option<Day> = None;
    let mut moves: Vec<PhaseMove> = Vec::new();
    for change in changes {
        moves.push(PhaseMove {
            on: change.changed_on,
            from: name(change.from.as_ref()),
            to: name(change.to.as_ref()),
            stayed: before.map(|since| change.changed_on - since),
            by: change.member.map(&member),
            reason: match change.reason {
                none if none.is_empty() => in_words::told(&signals::condition(&change.cause), labels),
                typed => Text { ja: typed.clone(), en: typed },
            },
        });
        before = Some(change.changed_on);
    }
    moves.reverse();
    moves
}

/// Time to value: from the first day as a customer to the phase before the last one (what comes after is renewal).
fn cohorts(journey: &Journey, subjects: &[Subject], stays: &[Stay]) -> (Option<Text>, Vec<CohortTime>) {
    let at = journey.phases.len().saturating_sub(2).max(1);
    let Some(phase) = journey.phases.get(at) else { return (None, Vec::new()) };
    let reached: Vec<String> = journey.phases[at..].iter().map(|phase| phase.id.clone()).collect();
    let starts: Vec<(AccountId, Day)> =
        subjects.iter().filter_map(|one| Some((one.account.id, one.account.signed_up_on?))).collect();
    let mut cohorts: Vec<CohortTime> = time_to_value(&starts, stays, &journey.id, &reached)
        .into_iter()
        .map(|cohort| CohortTime {
            month: cohort.month.day(1),
            accounts: cohort.accounts,
            arrived: cohort.reached,
            median: cohort.median,
        })
        .collect();
    cohorts.reverse();
    cohorts.truncate(COHORTS);
    (Some(phase.name.clone()), cohorts)
}
