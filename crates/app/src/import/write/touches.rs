//! Touches: a row in the list, and a fact that metrics count, in the same transaction.

use super::super::run::Run;
use super::people::named;
use crate::Refused;
use crate::named::person_key;
use banso_domain::facts::{Fact, names::TOUCH};
use banso_intake::mapping::Known;
use banso_intake::read::TouchRow;
use banso_kernel::AccountId;
use banso_state::{PersonKey, Touch, Tx};
use std::collections::{BTreeMap, HashSet};

impl Run<'_> {
    pub(super) async fn write_touches(&mut self, tx: &mut Tx, rows: Vec<(u64, TouchRow)>) -> Result<(), Refused> {
        if rows.is_empty() {
            return Ok(());
        }
        self.resolve_accounts(tx, rows.iter().map(|(_, row)| &row.account)).await?;
        let mut placed: Vec<(AccountId, TouchRow)> = Vec::with_capacity(rows.len());
        for (line, row) in rows {
            match self.accounts.get(&row.account) {
                Some(Ok(account)) if self.tombstones.holds(*account, &row.person) => self.refuse_erased(line),
                Some(Ok(account)) => placed.push((*account, row)),
                Some(Err(code)) => {
                    let code = *code;
                    self.refuse(line, named(&row.account), code);
                }
                None => self.refuse(line, named(&row.account), "problem-account-unknown"),
            }
        }
        let person = |account: AccountId, row: &TouchRow| (account, person_key(row.person.trim()));
        let named: HashSet<PersonKey> =
            placed.iter().filter(|(_, row)| !row.person.trim().is_empty()).map(|(at, row)| person(*at, row)).collect();
        let people = self.resolve_people(tx, named).await?;
        let (mut touches, mut facts) = (Vec::new(), Vec::new());
        for (account, row) in placed {
            let who = people.get(&person(account, &row)).copied();
            let props = BTreeMap::from([("kind", row.kind)]);
            facts.push(Fact {
                id: row.id,
                account,
                person: who,
                name: TOUCH.to_owned(),
                occurred_at: row.occurred_at,
                known_at: if self.known == Known::AtOccurrence { row.occurred_at } else { self.now },
                value: None,
                props: serde_json::to_string(&props).map_err(Refused::broken)?,
                source: self.source.clone(),
            });
            touches.push(Touch {
                id: 0,
                account,
                kind: row.kind.to_owned(),
                occurred_on: self.zone.day_of(row.occurred_at),
                occurred_at: row.occurred_at,
                member: self.members.get(&row.member.trim().to_lowercase()).copied(),
                summary: row.subject,
                body: row.note,
                people: who.into_iter().collect(),
                source_key: Some(row.id.to_string()),
                fact: Some(row.id),
                created_at: self.now,
                created_by: self.change.by,
            });
        }
        self.import.counts += tx.put_touches(&touches).await.map_err(Refused::broken)?;
        let accepted = tx.accept_facts(&facts).await.map_err(Refused::broken)?;
        self.report.facts_new += accepted.new;
        self.report.facts_already += accepted.already;
        self.report.facts_conflicting += accepted.conflicting.len() as u64;
        Ok(())
    }
}
