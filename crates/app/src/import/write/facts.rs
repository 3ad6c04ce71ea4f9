//! Facts: into the inbox, each id once for ever.

use super::super::run::Run;
use super::people::named;
use crate::Refused;
use crate::named::person_key;
use banso_domain::facts::Fact;
use banso_intake::Reject;
use banso_intake::read::FactRow;
use banso_kernel::{AccountId, PersonId, Problem};
use banso_state::{Outcome, PersonKey, Tx};
use std::collections::{HashMap, HashSet};

impl Run<'_> {
    pub(super) async fn write_facts(&mut self, tx: &mut Tx, rows: Vec<(u64, Vec<FactRow>)>) -> Result<(), Refused> {
        if rows.is_empty() {
            return Ok(());
        }
        let all = rows.iter().flat_map(|(_, facts)| facts);
        self.resolve_accounts(tx, all.clone().map(|fact| &fact.account)).await?;
        let people = all
            .filter(|fact| !self.names_erased(fact))
            .filter_map(|fact| self.person_of(fact))
            .collect::<HashSet<PersonKey>>();
        let people = self.resolve_people(tx, people).await?;
        let mut facts = Vec::new();
        let mut spans = Vec::with_capacity(rows.len());
        for (line, row) in rows {
            let unknown = row.first().and_then(|fact| match self.accounts.get(&fact.account) {
                Some(Ok(_)) => None,
                Some(Err(code)) => Some((named(&fact.account).to_owned(), *code)),
                None => Some((named(&fact.account).to_owned(), "problem-account-unknown")),
            });
            if let Some((name, code)) = unknown {
                self.refuse(line, &name, code);
                continue;
            }
            if row.iter().any(|fact| self.names_erased(fact)) {
                self.refuse_erased(line);
                continue;
            }
            let (before, own_id) = (facts.len(), row.first().and_then(|fact| fact.own_id.clone()));
            facts.extend(row.into_iter().filter_map(|fact| self.fact(fact, &people)));
            spans.push((line, own_id.unwrap_or_default(), before..facts.len()));
        }
        self.report.newest = self.report.newest.max(facts.iter().map(|fact| fact.occurred_at.0).max());
        let outcomes = tx.accept_facts_each(&facts).await.map_err(Refused::broken)?;
        for (line, own_id, span) in spans {
            let count = |wanted| outcomes[span.clone()].iter().filter(|o| **o == wanted).count() as u64;
            let (new, already, conflicting) =
                (count(Outcome::New), count(Outcome::Already), count(Outcome::Conflicting));
            self.report.facts_new += new;
            self.report.facts_already += already;
            self.report.facts_conflicting += conflicting;
            if conflicting > 0 {
                self.report.rows_conflicting += 1;
                let problem = Problem::new("problem-fact-other-content");
                self.found.push(Reject::new(line, "", &own_id, problem));
            } else if new > 0 {
                self.import.counts.new += 1;
            } else {
                self.import.counts.unchanged += 1;
            }
        }
        Ok(())
    }

    fn account_of(&self, fact: &FactRow) -> Option<AccountId> {
        self.accounts.get(&fact.account).and_then(|found| found.ok())
    }

    /// Whether a fact is about somebody at its account who was erased.
    fn names_erased(&self, fact: &FactRow) -> bool {
        let named = fact.person.as_deref().zip(self.account_of(fact));
        named.is_some_and(|(person, account)| self.tombstones.holds(account, person))
    }

    fn person_of(&self, fact: &FactRow) -> Option<PersonKey> {
        Some((self.account_of(fact)?, person_key(fact.person.as_deref()?)))
    }

    fn fact(&self, row: FactRow, people: &HashMap<PersonKey, PersonId>) -> Option<Fact> {
        let person = self.person_of(&row).and_then(|name| people.get(&name).copied());
        Some(Fact {
            id: row.id,
            account: self.account_of(&row)?,
            person,
            name: row.name,
            occurred_at: row.occurred_at,
            known_at: row.known_at.unwrap_or(self.now),
            value: row.value,
            props: row.props,
            source: self.source.clone(),
        })
    }
}
