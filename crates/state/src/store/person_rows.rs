//! Rows of table `person`, on their way in and out. On a server what only the person is called goes as one sealed text, and
//! what people are found by as keyed hashes.

use super::accounts::day;
use super::change::Record;
use super::error::Result;
use super::keys::Subject;
use super::people::PersonKey;
use super::sealing::Sealing;
use banso_domain::people::Person;
use banso_kernel::{AccountId, PersonId};
use serde::Serialize;
use sqlx::FromRow;

/// What is looked up.
pub(super) const KEY: &str = "person.key";
pub(super) const MAIL: &str = "person.email";
/// What is sealed.
const TEXTS: &str = "person";

/// A row of table `person`, without its times.
#[derive(Serialize, FromRow)]
pub(super) struct PersonRecord {
    pub(super) id: i64,
    pub(super) account: i64,
    pub(super) key: String,
    pub(super) family: String,
    pub(super) given: String,
    pub(super) family_kana: String,
    pub(super) given_kana: String,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) department: String,
    pub(super) title: String,
    pub(super) champion: i64,
    pub(super) issued_on: Option<i64>,
    pub(super) left_on: Option<i64>,
    pub(super) search_key: String,
}

/// A person's name and id.
#[derive(FromRow)]
pub(super) struct NameRecord {
    pub(super) account: i64,
    pub(super) key: String,
    pub(super) id: i64,
}

impl PersonRecord {
    pub(super) fn new(person: &Person, search_key: &str) -> Self {
        let person = person.clone();
        Self {
            id: person.id.0,
            account: person.account.0,
            key: person.key,
            family: person.family,
            given: person.given,
            family_kana: person.family_kana,
            given_kana: person.given_kana,
            email: person.email,
            phone: person.phone,
            department: person.department,
            title: person.title,
            champion: person.champion.into(),
            issued_on: person.issued_on.map(|day| day.0.into()),
            left_on: person.left_on.map(|day| day.0.into()),
            search_key: search_key.to_owned(),
        }
    }
}

impl PersonRecord {
    fn texts(&mut self) -> [&mut String; 10] {
        [
            &mut self.key,
            &mut self.family,
            &mut self.given,
            &mut self.family_kana,
            &mut self.given_kana,
            &mut self.email,
            &mut self.phone,
            &mut self.department,
            &mut self.title,
            &mut self.search_key,
        ]
    }

    /// As it is stored. A sealed row has everything in the column of the search text.
    pub(super) fn sealed(mut self, sealing: &Sealing) -> Result<Self> {
        if matches!(sealing, Sealing::Plain) {
            return Ok(self);
        }
        let (key, mail) = (sealing.blind(KEY, &self.key), sealing.blind(MAIL, &self.email.to_ascii_lowercase()));
        let texts = self.texts().map(std::mem::take);
        self.search_key = sealing.seal(Subject::Person(self.id), TEXTS, &serde_json::to_string(&texts)?)?;
        (self.key, self.email) = (key, mail);
        Ok(self)
    }

    /// As it was before it was stored; none if the person's key was destroyed.
    pub(super) fn opened(mut self, sealing: &Sealing) -> Result<Option<Self>> {
        if matches!(sealing, Sealing::Plain) {
            return Ok(Some(self));
        }
        let Some(texts) = sealing.open(TEXTS, std::mem::take(&mut self.search_key))? else { return Ok(None) };
        let texts: [String; 10] = serde_json::from_str(&texts)?;
        self.texts().into_iter().zip(texts).for_each(|(field, text)| *field = text);
        Ok(Some(self))
    }

    /// All rows that can be read.
    pub(super) fn all_opened(rows: Vec<Self>, sealing: &Sealing) -> Result<Vec<Self>> {
        rows.into_iter().filter_map(|row| row.opened(sealing).transpose()).collect()
    }

    /// All rows as they are stored.
    pub(super) fn all_sealed(rows: Vec<Self>, sealing: &Sealing) -> Result<Vec<Self>> {
        rows.into_iter().map(|row| row.sealed(sealing)).collect()
    }
}

impl Record for PersonRecord {
    type Name = PersonKey;

    fn name(&self) -> PersonKey {
        (AccountId(self.account), self.key.clone())
    }

    fn id(&mut self) -> &mut i64 {
        &mut self.id
    }
}

impl From<PersonRecord> for Person {
    fn from(row: PersonRecord) -> Self {
        Self {
            id: PersonId(row.id),
            account: AccountId(row.account),
            key: row.key,
            family: row.family,
            given: row.given,
            family_kana: row.family_kana,
            given_kana: row.given_kana,
            email: row.email,
            phone: row.phone,
            department: row.department,
            title: row.title,
            champion: row.champion != 0,
            issued_on: row.issued_on.map(day),
            left_on: row.left_on.map(day),
        }
    }
}
