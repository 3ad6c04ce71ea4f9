//! W-33: the team's load, and hand-overs that begin on a day.

use super::naming::Naming;
use super::subject::member_name;
use super::*;
use crate::workspace::typed_day;
use crate::{App, Principal, Refused, Wrong};
use banso_domain::members::Role;
use banso_kernel::{AccountId, Day, MemberId, Micros, Money, Problem};
use banso_state::{AccountKeys, Change, Event};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

const DAY: i64 = 86_400_000_000;

/// Setting that holds the hand-overs to come, as JSON.
const HANDOVERS: &str = "actions.handovers";

/// An account that goes to another member on a day (発令日).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// The first day with the new member.
    pub on: Day,
    /// Who has it until then.
    pub from: MemberId,
    /// Who has it then.
    pub to: MemberId,
    /// Who planned it.
    pub by: MemberId,
}

impl App {
    /// The team's load.
    ///
    /// # Errors
    /// The asker is no CSM.
    pub async fn team(&self, who: &Principal) -> Result<Team, Refused> {
        who.needs(Role::Csm)?;
        let naming = Naming::load(self).await?;
        let day = naming.today;
        let contracts = self.state.contracts_all().await.map_err(Refused::broken)?;
        let terms = crate::accounts::board::terms(&contracts, day, naming.currency);
        let open = self.state.open_tasks(None).await.map_err(Refused::broken)?;
        let since = Micros(self.clock.now().0 - 28 * DAY);
        let closed = self.state.closed_tasks(since, 10_000).await.map_err(Refused::broken)?;
        let signals = self.open_signals_named(&naming).await?;
        let mut rows: HashMap<Option<MemberId>, Load> = HashMap::new();
        let nothing = |member: Option<MemberId>| Load {
            member: member.map(|id| member_name(&naming.members, id)),
            accounts: 0,
            worth: Money { minor: 0, currency: naming.currency },
            open: 0,
            overdue: 0,
            soon: 0,
            done: 0,
            signals: 0,
        };
        let mut of = |member: Option<MemberId>, count: &dyn Fn(&mut Load)| {
            count(rows.entry(member).or_insert_with(|| nothing(member)));
        };
        for (id, _) in &naming.members {
            of(Some(*id), &|_| {});
        }
        for (account, (_, owner)) in &naming.accounts {
            let cmrr = terms.get(account).map_or(0, |terms| terms.cmrr);
            of(*owner, &|load| {
                load.accounts += 1;
                load.worth.minor += cmrr;
            });
        }
        for task in &open {
            of(task.owner, &|load| {
                load.open += 1;
                load.overdue += usize::from(task.due_on < day);
                load.soon += usize::from((0..7).contains(&(task.due_on - day)));
            });
        }
        for task in closed.iter().filter(|task| task.state == banso_state::TaskState::Done) {
            of(task.closed_by, &|load| load.done += 1);
        }
        for signal in signals.iter().filter(|signal| signal.task.is_none()) {
            of(signal.owner.as_ref().map(|(id, _)| *id), &|load| load.signals += 1);
        }
        let mut rows: Vec<Load> = rows.into_values().collect();
        rows.sort_by_key(|load| {
            (load.member.is_none(), std::cmp::Reverse((load.overdue, load.open)), load.member.clone())
        });
        let mut overdue: Vec<TaskRow> = naming.rows(&open).into_iter().filter(|row| row.overdue).collect();
        overdue.sort_by_key(|row| (row.due_on, std::cmp::Reverse(row.worth.minor)));
        let unowned = naming.rows(&open).into_iter().filter(|row| row.owner.is_none()).collect();
        Ok(Team { rows, overdue, unowned, day, members: naming.members })
    }

    /// The hand-overs to come.
    ///
    /// # Errors
    /// The database failed.
    pub async fn handovers(&self) -> Result<Vec<Handover>, Refused> {
        let stored = self.state.setting(HANDOVERS).await.map_err(Refused::broken)?;
        Ok(stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    /// Plans that accounts go to another member on a day (発令日), as typed; says how many.
    ///
    /// # Errors
    /// [`Refused::Input`]: on, to; no manager.
    pub async fn plan_handover(
        &self,
        who: &Principal,
        from: MemberId,
        to: MemberId,
        on: &str,
    ) -> Result<usize, Refused> {
        who.needs(Role::Manager)?;
        let workspace = self.workspace().await?;
        let day = typed_day(on, &workspace.zone).and_then(|day| day.ok_or(Problem::new("problem-required")));
        let mut wrong = Vec::new();
        let to_problem = match self.owner_problem(to).await {
            Ok(problem) => problem,
            Err(Refused::Missing) => Some(Problem::new("problem-required")),
            Err(broken) => return Err(broken),
        };
        let to_problem = if from == to { Some(Problem::new("problem-required")) } else { to_problem };
        wrong.extend(to_problem.map(|problem| Wrong { field: "to".to_owned(), problem }));
        let day = day.unwrap_or_else(|problem| {
            wrong.push(Wrong { field: "on".to_owned(), problem });
            Day(0)
        });
        if !wrong.is_empty() {
            return Err(Refused::Input(wrong));
        }
        let mut planned = self.handovers().await?;
        planned.retain(|one| one.from != from);
        planned.push(Handover { on: day, from, to, by: who.member });
        let now = self.clock.now();
        let json = serde_json::to_string(&planned).map_err(Refused::broken)?;
        let detail = serde_json::json!({ "from": from, "to": to, "on": day.to_string() });
        let event = Event::new(now, Some(who.member), "planned_handover", "member", &from.to_string(), &detail);
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.put_setting(HANDOVERS, &json, now).await.map_err(Refused::broken)?;
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        self.hand_over().await?;
        let accounts = self.state.accounts_all().await.map_err(Refused::broken)?;
        let has = if day <= self.today(&workspace) { to } else { from };
        Ok(accounts.iter().filter(|account| account.owner == Some(has)).count())
    }

    /// Carries out the hand-overs whose day has come: accounts and open tasks go to the new member, in one transaction.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn hand_over(&self) -> Result<(), Refused> {
        let today = self.today(&self.workspace().await?);
        let (due, later): (Vec<_>, Vec<_>) = self.handovers().await?.into_iter().partition(|one| one.on <= today);
        if due.is_empty() {
            return Ok(());
        }
        let now = self.clock.now();
        let mut moved: Vec<AccountId> = Vec::new();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        for one in &due {
            let mut accounts = self.state.accounts_full().await.map_err(Refused::broken)?;
            accounts.retain(|account| account.owner == Some(one.from));
            moved.extend(accounts.iter().map(|account| account.id));
            let accounts: Vec<_> = accounts
                .into_iter()
                .map(|mut account| {
                    account.owner = Some(one.to);
                    let keys = AccountKeys::of(&account);
                    (account, keys)
                })
                .collect();
            let change = Change { at: now, by: Some(one.by), cause: "handover".to_owned() };
            tx.put_accounts(&accounts, &change).await.map_err(Refused::broken)?;
            let tasks = self.state.tasks_of_owner(Some(one.from)).await.map_err(Refused::broken)?;
            let ids: Vec<i64> = tasks.into_iter().map(|task| task.id).collect();
            tx.reassign_tasks(&ids, Some(one.to)).await.map_err(Refused::broken)?;
            let detail = serde_json::json!({ "from": one.from, "to": one.to, "accounts": accounts.len() });
            let event = Event::new(now, Some(one.by), "handed_over", "member", &one.from.to_string(), &detail);
            tx.log(&event).await.map_err(Refused::broken)?;
        }
        let json = serde_json::to_string(&later).map_err(Refused::broken)?;
        tx.put_setting(HANDOVERS, &json, now).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        self.look_at_accounts(moved);
        Ok(())
    }
}
