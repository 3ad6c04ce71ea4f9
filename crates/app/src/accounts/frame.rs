//! What every page about one account needs: the account, how it stands, and its whole past.

use super::put_back::before_of;
use super::{Frame, Lens, MemberName, TouchLine, board, lens, with_current};
use crate::history::Base;
use crate::{App, Principal, Refused};
use banso_domain::contracts::Contract;
use banso_domain::facts::Fact;
use banso_domain::health::{HealthHistory, Transition, evaluate, transitions};
use banso_domain::members::Role;
use banso_domain::metrics::History;
use banso_domain::people::Person;
use banso_domain::reasons::{Told, tell};
use banso_kernel::{AccountId, Day, Money, PersonId};
use banso_state::Touch;
use std::collections::HashMap;
use std::sync::Arc;

/// One account with its past under one model.
pub(super) struct Loaded {
    pub frame: Frame,
    pub metrics: History,
    pub health: HealthHistory,
    /// All changes of segment, newest first.
    pub changes: Vec<Told>,
    pub contracts: Vec<Contract>,
    /// All facts, oldest first.
    pub facts: Vec<Fact>,
    /// What it was computed with; none where its history has not begun.
    pub base: Option<Arc<Base>>,
}

/// Loads an account, or says that there is none.
pub(super) async fn load(app: &App, who: &Principal, id: AccountId, model: Option<&str>) -> Result<Loaded, Refused> {
    who.needs(Role::Viewer)?;
    let mut account = app.state.account(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
    let lens = lens(app, who, model).await?;
    if let Some(past) = lens.past {
        let edits = app.state.account_edits(id).await.map_err(Refused::broken)?;
        before_of(&edits, past.end(&lens.zone)).put_back_account(&mut account);
    }
    let members = app.member_names().await?;
    let (metrics, health, facts, base) = match app.picture_of(id, lens.past).await? {
        Some(picture) => {
            let health = evaluate(&lens.model, &picture.metrics);
            (picture.metrics, health, picture.facts, Some(picture.base))
        }
        None => (
            History { account: id, first: lens.as_of, columns: vec![Vec::new(); lens.metrics.metrics.len()] },
            HealthHistory { account: id, first: lens.as_of, days: Vec::new() },
            Vec::new(),
            None,
        ),
    };
    let changes = changes(&lens, &metrics, &health);
    let contracts = app.state.contracts_of(id).await.map_err(Refused::broken)?;
    let terms = board::terms(&contracts, lens.as_of, lens.currency).remove(&id).unwrap_or_default();
    let owner = account.owner.map(|owner| name_of(&members, owner));
    let frame = Frame {
        standing: health.on(lens.as_of).or(health.days.last()).copied(),
        change: changes.first().cloned(),
        cmrr: Money { minor: terms.cmrr, currency: lens.currency },
        next_contract: next_contract(&contracts, lens.as_of).cloned(),
        phases: phases(app, &lens, &members).await?,
        owners: with_current(app.owners(who).await?, owner.clone()),
        on_journey: on_journey(app, id).await?,
        owner,
        members,
        account,
        lens,
    };
    Ok(Loaded { frame, metrics, health, changes, contracts, facts, base })
}

fn name_of(members: &[MemberName], id: banso_kernel::MemberId) -> MemberName {
    let known = members.iter().find(|(member, _)| *member == id);
    known.cloned().unwrap_or_else(|| (id, String::new()))
}

pub(super) async fn phases(app: &App, lens: &Lens, members: &[MemberName]) -> Result<Vec<String>, Refused> {
    Ok(board::load(app, lens, members).await?.facets().phases.clone())
}

/// Whether a journey has the account, so that its phase is moved there and not edited.
pub(super) async fn on_journey(app: &App, id: AccountId) -> Result<bool, Refused> {
    Ok(!app.state.positions(Some(&[id])).await.map_err(Refused::broken)?.is_empty())
}

/// Changes between two segments, newest first, up to the day looked at.
fn changes(lens: &Lens, metrics: &History, health: &HealthHistory) -> Vec<Told> {
    let mut all: Vec<Transition> = transitions(health);
    all.retain(|change| change.day <= lens.as_of);
    all.reverse();
    all.iter().map(|change| tell(&lens.model, &lens.metrics, metrics, change)).collect()
}

/// The contract in force whose deadline or end comes next; else the next to begin.
fn next_contract(contracts: &[Contract], as_of: Day) -> Option<&Contract> {
    let next = |contract: &&Contract| contract.decline_by.filter(|by| *by >= as_of).or(contract.ends_on);
    let active = contracts.iter().filter(|contract| contract.active(as_of) && next(contract).is_some());
    let coming = || contracts.iter().filter(|contract| contract.starts_on > as_of).min_by_key(|c| c.starts_on);
    active.min_by_key(|contract| next(contract)).or_else(coming)
}

/// Contracts in force first, then those to come, then past ones; the newest first within.
pub(super) fn by_urgency(mut contracts: Vec<Contract>, as_of: Day) -> Vec<Contract> {
    let class = |contract: &Contract| match (contract.active(as_of), contract.starts_on > as_of) {
        (true, _) => 0,
        (false, true) => 1,
        _ => 2,
    };
    contracts.sort_by(|a, b| class(a).cmp(&class(b)).then(b.starts_on.cmp(&a.starts_on)).then(a.key.cmp(&b.key)));
    contracts
}

/// Touches as pages show them.
pub(super) fn lines(touches: Vec<Touch>, people: &[Person], members: &[MemberName]) -> Vec<TouchLine> {
    let known: HashMap<PersonId, &Person> = people.iter().map(|person| (person.id, person)).collect();
    let line = |touch: Touch| TouchLine {
        id: touch.id,
        kind: touch.kind,
        on: touch.occurred_on,
        member: touch.member.map(|id| name_of(members, id).1).filter(|name| !name.is_empty()),
        summary: touch.summary,
        body: touch.body,
        people: touch.people.iter().filter_map(|id| known.get(id).map(|person| (*person).clone())).collect(),
    };
    touches.into_iter().map(line).collect()
}
