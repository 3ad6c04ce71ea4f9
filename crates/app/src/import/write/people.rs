//! People: what the file says replaces what was there, what it is silent about stays.

use super::super::run::Run;
use crate::Refused;
use crate::named::{mail_of_key, person_key};
use banso_domain::people::{Person, is_mail};
use banso_intake::read::{AccountName, PersonRow};
use banso_kernel::PersonId;
use banso_state::{PersonKey, Tx};
use std::collections::{HashMap, HashSet};

impl Run<'_> {
    pub(super) async fn write_people(&mut self, tx: &mut Tx, rows: Vec<(u64, PersonRow)>) -> Result<(), Refused> {
        if rows.is_empty() {
            return Ok(());
        }
        self.resolve_accounts(tx, rows.iter().map(|(_, row)| &row.account)).await?;
        let mut placed: Vec<(u64, PersonKey, PersonRow)> = Vec::with_capacity(rows.len());
        for (line, row) in rows {
            match self.accounts.get(&row.account) {
                Some(Ok(account)) => {
                    let name = (*account, person_key(&row.key));
                    let mail = row.texts.get("email").filter(|mail| !mail.is_empty());
                    if [Some(&name.1), mail].into_iter().flatten().any(|named| self.tombstones.holds(name.0, named)) {
                        self.refuse_erased(line);
                    } else {
                        placed.push((line, name, row));
                    }
                }
                Some(Err(code)) => {
                    let code = *code;
                    self.refuse(line, named(&row.account), code);
                }
                None => self.refuse(line, named(&row.account), "problem-account-unknown"),
            }
        }
        let names: Vec<PersonKey> = placed.iter().map(|(_, name, _)| name.clone()).collect();
        let known = self.app.state.people_by_key(&names).await.map_err(Refused::broken)?;
        let unknown = placed.iter().filter(|(_, name, _)| !known.contains_key(name));
        let mails: Vec<PersonKey> = unknown.filter_map(|(_, name, row)| mail_of(name, row)).collect();
        let by_mail = tx.people_by_mail(&mails).await.map_err(Refused::broken)?;
        let mut crowd = Crowd::new(by_mail.into_values().chain(known.into_values()));
        let mut told = HashSet::new();
        for (line, name, row) in placed {
            let at = crowd.find(&name, &row).unwrap_or_else(|| {
                let id = PersonId(self.app.entropy.key());
                crowd.add(Person::bare(id, name.0, &name.1), false)
            });
            let (id, first) = (crowd.people[at].person.id, !crowd.people[at].touched);
            crowd.take(at, name, row);
            if self.repeats(line, &id.0.to_le_bytes()) && first {
                told.insert(id);
            }
        }
        for (id, from, to) in crowd.renamed() {
            tx.rename_person(id, from, to, &self.change).await.map_err(Refused::broken)?;
        }
        // Rows that say more about somebody whom an earlier row named are no rows about somebody else.
        let (again, fresh): (Vec<_>, Vec<_>) =
            crowd.touched().into_iter().partition(|(person, _)| told.contains(&person.id));
        self.import.counts += tx.put_people(&fresh, &self.change).await.map_err(Refused::broken)?;
        tx.put_people(&again, &self.change).await.map_err(Refused::broken)?;
        Ok(())
    }
}

/// The mail address by which a row's person can be known already.
fn mail_of(name: &PersonKey, row: &PersonRow) -> Option<PersonKey> {
    if is_mail(&name.1) {
        return Some(mail_of_key(name));
    }
    let mail = row.texts.get("email").filter(|mail| !mail.is_empty())?;
    Some((name.0, mail.to_ascii_lowercase()))
}

/// The people of a chunk as they will be, each once, however the rows name them: by the vendor's id or by mail address,
/// which is one person's within an account. An id stands over an address: whoever was only known by the address gets the
/// id of the row that has both, and two ids are two persons even with one address (info@…).
#[derive(Default)]
struct Crowd {
    people: Vec<Slot>,
    by_key: HashMap<PersonKey, usize>,
    by_mail: HashMap<PersonKey, usize>,
}

struct Slot {
    person: Person,
    /// The vendor's id in the database, where the person is there.
    stored: Option<String>,
    touched: bool,
}

impl Crowd {
    fn new(stored: impl Iterator<Item = Person>) -> Self {
        let mut crowd = Self::default();
        for person in stored {
            if !crowd.by_key.contains_key(&(person.account, person.key.clone())) {
                crowd.add(person, true);
            }
        }
        crowd
    }

    fn add(&mut self, person: Person, stored: bool) -> usize {
        let at = self.people.len();
        self.by_key.insert((person.account, person.key.clone()), at);
        if !person.email.is_empty() {
            self.by_mail.entry((person.account, person.email.to_ascii_lowercase())).or_insert(at);
        }
        let stored = stored.then(|| person.key.clone());
        self.people.push(Slot { person, stored, touched: false });
        at
    }

    fn find(&self, name: &PersonKey, row: &PersonRow) -> Option<usize> {
        let by_mail = || {
            let at = *self.by_mail.get(&mail_of(name, row)?)?;
            (is_mail(&name.1) || is_mail(&self.people[at].person.key)).then_some(at)
        };
        self.by_key.get(name).copied().or_else(by_mail)
    }

    /// What the row says about the person in place `at`.
    fn take(&mut self, at: usize, name: PersonKey, row: PersonRow) {
        let slot = &mut self.people[at];
        slot.touched = true;
        if is_mail(&slot.person.key) && !is_mail(&name.1) {
            slot.person.key.clone_from(&name.1);
        }
        slot.person = merged(slot.person.clone(), row);
        let mail = (name.0, slot.person.email.to_ascii_lowercase());
        self.by_key.insert(name, at);
        if !mail.1.is_empty() {
            self.by_mail.entry(mail).or_insert(at);
        }
    }

    /// Who is in the database under another id: whose, from, to.
    fn renamed(&self) -> impl Iterator<Item = (PersonId, &str, &str)> {
        self.people.iter().filter_map(|slot| {
            let (from, to) = (slot.stored.as_deref()?, slot.person.key.as_str());
            (from != to).then_some((slot.person.id, from, to))
        })
    }

    /// Everybody whom a row named, with the text to search in.
    fn touched(&self) -> Vec<(Person, String)> {
        let touched = self.people.iter().filter(|slot| slot.touched);
        touched.map(|slot| (slot.person.clone(), slot.person.search_text())).collect()
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
