//! People at accounts.

use super::accounts::day;
use super::bulk::{CHUNK, chunks, json};
use super::change::{Change, Counts, Edit, EditRecord, NewEdit, Record, Sorted};
use super::error::Result;
use super::open::State;
use super::statement::{Db, execute, fetch_all, fetch_optional};
use super::tx::Tx;
use banso_domain::people::Person;
use banso_kernel::{AccountId, PersonId};
use serde::Serialize;
use sqlx::FromRow;
use std::collections::HashMap;

/// A person is named by an account and the vendor's id there.
pub type PersonKey = (AccountId, String);

/// A row of table `person`, without its times.
#[derive(Serialize, FromRow)]
struct PersonRecord {
    id: i64,
    account: i64,
    key: String,
    family: String,
    given: String,
    family_kana: String,
    given_kana: String,
    email: String,
    phone: String,
    department: String,
    title: String,
    champion: i64,
    issued_on: Option<i64>,
    left_on: Option<i64>,
    search_key: String,
}

/// A person's name and id.
#[derive(FromRow)]
struct NameRecord {
    account: i64,
    key: String,
    id: i64,
}

impl PersonRecord {
    fn new(person: &Person, search_key: &str) -> Self {
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

impl State {
    /// One person.
    ///
    /// # Errors
    /// The database failed.
    pub async fn person(&self, id: PersonId) -> Result<Option<Person>> {
        let row = fetch_optional!(self.read().await?, PersonRecord, "sql/people/one.sql", id.0)?;
        Ok(row.map(Person::from))
    }

    /// The people of an account, champions first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn people_of(&self, account: AccountId) -> Result<Vec<Person>> {
        let rows = fetch_all!(self.read().await?, PersonRecord, "sql/people/of_account.sql", account.0)?;
        Ok(rows.into_iter().map(Person::from).collect())
    }

    /// Everybody, by account and id: the metrics engine counts them.
    ///
    /// # Errors
    /// The database failed.
    pub async fn people_all(&self) -> Result<Vec<Person>> {
        let rows = fetch_all!(self.read().await?, PersonRecord, "sql/people/all.sql")?;
        Ok(rows.into_iter().map(Person::from).collect())
    }

    /// People whose search text contains `folded` (folded by the caller), at most `limit`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn people_search(&self, folded: &str, limit: i64) -> Result<Vec<Person>> {
        let rows = fetch_all!(self.read().await?, PersonRecord, "sql/sqlite/people/search.sql", folded, limit)?;
        Ok(rows.into_iter().map(Person::from).collect())
    }

    /// The persons of these names, those that exist.
    ///
    /// # Errors
    /// The database failed.
    pub async fn resolve_people(&self, names: &[PersonKey]) -> Result<HashMap<PersonKey, PersonId>> {
        let mut connection = self.read().await?;
        resolve(&mut connection.db(), names).await
    }

    /// The persons of these names in full, those that exist.
    ///
    /// # Errors
    /// The database failed.
    pub async fn people_by_key(&self, names: &[PersonKey]) -> Result<HashMap<PersonKey, Person>> {
        let mut connection = self.read().await?;
        let rows = by_keys(&mut connection.db(), names).await?;
        Ok(rows.into_iter().map(|(name, row)| (name, row.into())).collect())
    }

    /// The edits of a person, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn person_edits(&self, id: PersonId) -> Result<Vec<Edit>> {
        let rows = fetch_all!(self.read().await?, EditRecord, "sql/people/changes.sql", id.0)?;
        Ok(rows.into_iter().map(Edit::from).collect())
    }
}

impl Tx {
    /// Creates or changes people, matched by account and the vendor's id. `person.id` is a fresh random number from
    /// the caller and counts only for somebody new. Each comes with the folded text to search in. Edits are kept. Of
    /// several with the same name the last one counts.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_people(&mut self, people: &[(Person, String)], change: &Change) -> Result<Counts> {
        let mut counts = Counts::default();
        for chunk in chunks(people, CHUNK, |(person, search)| person.family.len() + person.title.len() + search.len()) {
            let rows: Vec<_> = chunk.iter().map(|(person, search)| PersonRecord::new(person, search)).collect();
            let names: Vec<PersonKey> = rows.iter().map(PersonRecord::name).collect();
            let sorted = Sorted::of(rows, by_keys(&mut self.db(), &names).await?)?;
            counts += sorted.counts;
            self.insert_people(&sorted.new, change).await?;
            if !sorted.changed.is_empty() {
                execute!(self, "sql/sqlite/people/update.sql", json(&sorted.changed)?, change.at.0)?;
            }
            self.keep_person_edits(&sorted.edits, change).await?;
        }
        Ok(counts)
    }

    /// Creates those people who are not known yet, leaves the others alone. Returns the ids of all and how many are
    /// new. `person.id` as in [`Tx::put_people`].
    ///
    /// # Errors
    /// The database failed.
    pub async fn ensure_people(
        &mut self,
        people: &[(Person, String)],
        change: &Change,
    ) -> Result<(HashMap<PersonKey, PersonId>, u64)> {
        let (mut ids, mut new) = (HashMap::new(), 0);
        for chunk in chunks(people, CHUNK, |(person, search)| person.family.len() + person.title.len() + search.len()) {
            let names: Vec<PersonKey> = chunk.iter().map(|(person, _)| (person.account, person.key.clone())).collect();
            ids.extend(resolve(&mut self.db(), &names).await?);
            let mut missing = Vec::new();
            for (person, search_key) in chunk {
                let record = PersonRecord::new(person, search_key);
                if let std::collections::hash_map::Entry::Vacant(entry) = ids.entry(record.name()) {
                    entry.insert(person.id);
                    missing.push(record);
                }
            }
            new += missing.len() as u64;
            self.insert_people(&missing, change).await?;
        }
        Ok((ids, new))
    }

    /// As [`State::people_by_key`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn people_by_key(&mut self, names: &[PersonKey]) -> Result<HashMap<PersonKey, Person>> {
        let rows = by_keys(&mut self.db(), names).await?;
        Ok(rows.into_iter().map(|(name, row)| (name, row.into())).collect())
    }

    /// As [`State::resolve_people`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn resolve_people(&mut self, names: &[PersonKey]) -> Result<HashMap<PersonKey, PersonId>> {
        resolve(&mut self.db(), names).await
    }

    /// The persons with these mail addresses, given in lower case (ASCII), each at its account. Of several with the
    /// same address the one that has been known for longest.
    ///
    /// # Errors
    /// The database failed.
    pub async fn people_by_mail(&mut self, mails: &[PersonKey]) -> Result<HashMap<PersonKey, Person>> {
        let mut found = HashMap::new();
        for chunk in mails.chunks(CHUNK) {
            let rows = fetch_all!(self, PersonRecord, "sql/sqlite/people/by_mail.sql", json(chunk)?)?;
            for row in rows {
                let mail = (AccountId(row.account), row.email.to_ascii_lowercase());
                found.entry(mail).or_insert_with(|| row.into());
            }
        }
        Ok(found)
    }

    /// Gives a person another id of the vendor, which nobody else at the account may have. The edit is kept.
    ///
    /// # Errors
    /// The database failed, or somebody else has it.
    pub async fn rename_person(&mut self, id: PersonId, from: &str, to: &str, change: &Change) -> Result<()> {
        execute!(self, "sql/people/rename.sql", id.0, to, change.at.0)?;
        let (before, after) = (Some(from.to_owned()), Some(to.to_owned()));
        self.keep_person_edits(&[NewEdit { subject: id.0, field: "key".to_owned(), before, after }], change).await
    }

    async fn insert_people(&mut self, rows: &[PersonRecord], change: &Change) -> Result<()> {
        if !rows.is_empty() {
            execute!(self, "sql/sqlite/people/insert.sql", json(rows)?, change.at.0)?;
        }
        Ok(())
    }

    pub(super) async fn keep_person_edits(&mut self, edits: &[NewEdit], change: &Change) -> Result<()> {
        for chunk in edits.chunks(CHUNK) {
            let by = change.by.map(|member| member.0);
            execute!(self, "sql/sqlite/people/keep_edits.sql", json(chunk)?, change.at.0, by, change.cause)?;
        }
        Ok(())
    }
}

async fn by_keys(db: &mut Db<'_>, names: &[PersonKey]) -> Result<HashMap<PersonKey, PersonRecord>> {
    let mut found = HashMap::new();
    for chunk in names.chunks(CHUNK) {
        let rows = fetch_all!(db, PersonRecord, "sql/sqlite/people/by_keys.sql", json(chunk)?)?;
        found.extend(rows.into_iter().map(|row| (row.name(), row)));
    }
    Ok(found)
}

async fn resolve(db: &mut Db<'_>, names: &[PersonKey]) -> Result<HashMap<PersonKey, PersonId>> {
    let mut found = HashMap::new();
    for chunk in names.chunks(CHUNK) {
        let rows = fetch_all!(db, NameRecord, "sql/sqlite/people/resolve.sql", json(chunk)?)?;
        found.extend(rows.into_iter().map(|row| ((AccountId(row.account), row.key), PersonId(row.id))));
    }
    Ok(found)
}
