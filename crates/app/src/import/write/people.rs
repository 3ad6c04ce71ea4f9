//! People: what the file says replaces what was there, what it is silent about stays.

use super::super::names::{bare_person, person_key};
use super::super::run::Run;
use crate::Refused;
use banso_domain::people::Person;
use banso_intake::read::{AccountName, PersonRow};
use banso_kernel::PersonId;
use banso_state::{PersonKey, Tx};
use std::collections::HashMap;

impl Run<'_> {
    pub(super) async fn write_people(&mut self, tx: &mut Tx, rows: Vec<(u64, PersonRow)>) -> Result<(), Refused> {
        if rows.is_empty() {
            return Ok(());
        }
        self.resolve_accounts(tx, rows.iter().map(|(_, row)| &row.account)).await?;
        let mut placed: Vec<(PersonKey, PersonRow)> = Vec::with_capacity(rows.len());
        for (line, row) in rows {
            match self.accounts.get(&row.account) {
                Some(Ok(account)) => placed.push(((*account, person_key(&row.key)), row)),
                Some(Err(code)) => {
                    let code = *code;
                    self.refuse(line, named(&row.account), code);
                }
                None => self.refuse(line, named(&row.account), "problem-account-unknown"),
            }
        }
        let names: Vec<PersonKey> = placed.iter().map(|(name, _)| name.clone()).collect();
        let mut known: HashMap<PersonKey, Person> =
            self.app.state.people_by_key(&names).await.map_err(Refused::broken)?;
        let mut people = Vec::with_capacity(placed.len());
        for (name, row) in placed {
            let before = match known.get(&name) {
                Some(person) => person.clone(),
                None => bare_person(PersonId(self.app.entropy.key()), name.0, &name.1),
            };
            let person = merged(before, row);
            let search = person.search_text();
            known.insert(name, person.clone());
            people.push((person, search));
        }
        self.import.counts += tx.put_people(&people, &self.change).await.map_err(Refused::broken)?;
        Ok(())
    }
}

/// The name that a row gives to its account.
pub(super) fn named(name: &AccountName) -> &str {
    let (AccountName::Key(text) | AccountName::Contract(text) | AccountName::Person(text)) = name;
    text
}

fn merged(mut person: Person, row: PersonRow) -> Person {
    for (field, text) in row.texts {
        match field {
            "family" => person.family = text,
            "given" => person.given = text,
            "family_kana" => person.family_kana = text,
            "given_kana" => person.given_kana = text,
            // Written in another case it is the same address.
            "email" if text.eq_ignore_ascii_case(&person.email) => {}
            "email" => person.email = text,
            "phone" => person.phone = text,
            "department" => person.department = text,
            "title" => person.title = text,
            _ => {}
        }
    }
    person.champion = row.champion.unwrap_or(person.champion);
    if let Some(day) = row.issued_on {
        person.issued_on = day;
    }
    if let Some(day) = row.left_on {
        person.left_on = day;
    }
    person
}
