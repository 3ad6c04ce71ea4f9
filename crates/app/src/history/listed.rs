//! What the list of a model says, as it was last read or written: kept, so that a new day need not read it again.

use super::Base;
use crate::{App, Refused, Versioned};
use banso_kernel::{AccountId, Day};
use banso_state::{CurrentHealth, HealthList};

/// The list of a model.
#[derive(Debug)]
pub(super) struct Listed {
    stands: HealthList,
    /// Ascending by account.
    rows: Vec<CurrentHealth>,
}

impl Listed {
    /// After all of it was written anew in one transaction, before which it stood like this.
    pub(super) fn anew(before: HealthList, rows: Vec<CurrentHealth>) -> Self {
        let stands = HealthList { day: Day(0), revision: before.revision };
        let mut list = Self { stands, rows: Vec::new() };
        list.wrote(rows, None);
        list
    }

    /// What it says of an account.
    pub(super) fn of(&self, account: AccountId) -> Option<CurrentHealth> {
        let at = self.rows.binary_search_by_key(&account, |row| row.account).ok()?;
        Some(self.on_its_day(&self.rows[at]))
    }

    /// What it says of all accounts, ascending.
    pub(super) fn all(&self) -> Vec<CurrentHealth> {
        self.rows.iter().map(|row| self.on_its_day(row)).collect()
    }

    fn on_its_day(&self, row: &CurrentHealth) -> CurrentHealth {
        CurrentHealth { day: row.day.max(self.stands.day), ..row.clone() }
    }

    /// Takes in what was written into it in one transaction; `day` is new for all accounts.
    pub(super) fn wrote(&mut self, rows: Vec<CurrentHealth>, day: Option<Day>) {
        self.stands.revision += 1;
        self.stands.day = day.unwrap_or(self.stands.day);
        let mut new = Vec::new();
        for row in rows {
            match self.rows.binary_search_by_key(&row.account, |row| row.account) {
                Ok(at) => self.rows[at] = row,
                Err(_) => new.push(row),
            }
        }
        if !new.is_empty() {
            self.rows.append(&mut new);
            self.rows.sort_by_key(|row| row.account);
        }
    }
}

impl App {
    /// The lists of all models: those that are kept, where nobody has written since.
    pub(super) async fn listed(&self, base: &Base, kept: Vec<Listed>) -> Result<Vec<Listed>, Refused> {
        let mut kept = kept.into_iter();
        let mut lists = Vec::with_capacity(base.definitions.models.len());
        for Versioned { model, version, .. } in &base.definitions.models {
            let stands = self.state.health_list(&model.id, *version).await.map_err(Refused::broken)?;
            lists.push(match kept.next().filter(|kept| kept.stands == stands) {
                Some(kept) => kept,
                None => {
                    // What is written in between counts as read before it: then the next look reads it again.
                    let rows = self.state.health_all(&model.id, *version).await.map_err(Refused::broken)?;
                    Listed { stands, rows }
                }
            });
        }
        Ok(lists)
    }
}
