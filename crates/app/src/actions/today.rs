//! W-01: what to do today.

use super::naming::{Naming, in_scope};
use super::*;
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_kernel::Money;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Deadlines within so many days are shown.
const NEAR: i32 = 60;
/// Tasks due within so many days are shown as coming.
const COMING: i32 = 7;

impl App {
    /// What a scope has to do today.
    ///
    /// # Errors
    /// The database failed.
    pub async fn today_list(&self, who: &Principal, scope: Scope) -> Result<Today, Refused> {
        who.needs(Role::Viewer)?;
        let naming = Naming::load(self).await?;
        let day = naming.today;
        let mut tasks = self.state.open_tasks(None).await.map_err(Refused::broken)?;
        tasks.retain(|task| in_scope(scope, who, task.owner));
        // What is most at stake first; what is late longest where as much is at stake.
        tasks.sort_by_key(|task| (Reverse(task.worth_minor), task.due_on, task.id));
        let rows = naming.rows(&tasks);
        let due_in = |from: i32, to: i32| -> Vec<TaskRow> {
            rows.iter().filter(|row| (from..=to).contains(&(row.due_on - day))).cloned().collect()
        };
        let mut signals = self.open_signals_named(&naming).await?;
        signals.retain(|row| in_scope(scope, who, row.owner.as_ref().map(|(id, _)| *id)) && row.task.is_none());
        let mut coming = due_in(1, COMING);
        coming.sort_by_key(|row| row.due_on);
        Ok(Today {
            scope,
            day,
            overdue: due_in(i32::MIN / 2, -1),
            due: due_in(0, 0),
            signals,
            renewals: self.renewals(who, scope, &naming).await?,
            coming,
            members: naming.members,
        })
    }

    async fn renewals(&self, who: &Principal, scope: Scope, naming: &Naming) -> Result<Vec<RenewalRow>, Refused> {
        let day = naming.today;
        let contracts = self.state.contracts_all().await.map_err(Refused::broken)?;
        let mut last: HashMap<(banso_kernel::AccountId, String), banso_kernel::Day> = HashMap::new();
        for contract in &contracts {
            let start = last.entry((contract.account, contract.product.clone())).or_insert(contract.starts_on);
            *start = (*start).max(contract.starts_on);
        }
        let near = |at: Option<banso_kernel::Day>| at.is_some_and(|at| (0..=NEAR).contains(&(at - day)));
        let mut rows: Vec<RenewalRow> = contracts
            .into_iter()
            .filter(|one| one.active(day) && (near(one.decline_by) || near(one.ends_on)))
            // One that has been renewed already has a contract of the same product after it.
            .filter(|one| last.get(&(one.account, one.product.clone())).is_none_or(|start| *start <= one.starts_on))
            .map(|one| RenewalRow {
                account: naming.account(one.account),
                decline_by: one.decline_by.filter(|by| *by >= day),
                ends_on: one.ends_on,
                ringi: one.ringi,
                worth: Money { minor: one.monthly.minor, currency: one.monthly.currency },
                owner: naming.owner(one.account),
                contract: one.key,
            })
            .filter(|row| in_scope(scope, who, row.owner.as_ref().map(|(id, _)| *id)))
            .collect();
        rows.sort_by_key(|row| (row.decline_by.or(row.ends_on), Reverse(row.worth.minor)));
        Ok(rows)
    }
}
