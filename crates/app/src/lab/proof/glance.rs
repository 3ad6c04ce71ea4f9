//! The one number of each play for the list: uplift of retention after 90 days, from contracts alone.

use super::entries::Entries;
use super::measure::ProofQuery;
use super::money::Money;
use super::page::{Verdict, units_of_contracts, verdict_of};
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_state::DefinitionKind;
use std::collections::BTreeMap;

/// What the list says of a play.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// What came of it.
    pub verdict: Verdict,
}

impl App {
    /// What every play did to retention after 90 days, by play; those that nobody has entered are left out.
    ///
    /// # Errors
    /// A store failed.
    pub async fn proofs(&self, who: &Principal) -> Result<BTreeMap<String, Glance>, Refused> {
        who.needs(Role::Viewer)?;
        let workspace = self.workspace().await?;
        let today = self.today(&workspace);
        let money = Money::load(self, workspace.currency).await?;
        let asked = ProofQuery::default();
        let mut found = BTreeMap::new();
        for play in self.state.definitions(DefinitionKind::Play).await.map_err(Refused::broken)? {
            let entries = Entries::load(self, &play.id).await?;
            if entries.all.is_empty() {
                continue;
            }
            let (units, _) = units_of_contracts(&entries, &money, &asked, today);
            let verdict = verdict_of(&units, &entries, &asked.terms(), today);
            found.insert(play.id, Glance { verdict });
        }
        Ok(found)
    }
}
