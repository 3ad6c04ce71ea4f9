//! People at accounts.

use super::bulk::{CHUNK, chunks, json};
use super::change::{Change, Counts, Edit, EditRecord, NewEdit, Record, Sorted};
use super::error::Result;
use super::keys::Subject;
use super::open::State;
use super::person_rows::{KEY, MAIL, NameRecord, PersonRecord};
use super::sealing::Sealing;
use super::statement::{Db, execute, fetch_all, fetch_optional, there};
use super::tx::Tx;
use banso_domain::people::Person;
use banso_kernel::{AccountId, PersonId};
use std::collections::HashMap;

/// What is sealed in table `person_change`.
const EDIT: &str = "person_change";

/// As people of an account are listed: champions first, who left last, the others by name.
fn order(row: &PersonRecord) -> impl Ord + use<'_> {
    (row.champion == 0, row.left_on.is_some(), &row.family_kana, &row.family, row.id)
}

/// A person is named by an account and the vendor's id there.
pub type PersonKey = (AccountId, String);

impl State {
    /// One person.
    ///
    /// # Errors
    /// The database failed.
    pub async fn person(&self, id: PersonId) -> Result<Option<Person>> {
        let row = fetch_optional!(self.read().await?, PersonRecord, "sql/people/one.sql", id.0)?;
        let row = row.map(|row| row.opened(self.sealing())).transpose()?;
        Ok(row.flatten().map(Person::from))
    }

    /// The people of an account, champions first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn people_of(&self, account: AccountId) -> Result<Vec<Person>> {
        let rows = fetch_all!(self.read().await?, PersonRecord, "sql/people/of_account.sql", account.0)?;
        let mut rows = PersonRecord::all_opened(rows, self.sealing())?;
        if self.sealing().keys().is_some() {
            // The database has ordered what it could not read.
            rows.sort_by(|a, b| order(a).cmp(&order(b)));
        }
        Ok(rows.into_iter().map(Person::from).collect())
    }

    /// Everybody, by account and id: the metrics engine counts them.
    ///
    /// # Errors
    /// The database failed.
    pub async fn people_all(&self) -> Result<Vec<Person>> {
        let rows = fetch_all!(self.read().await?, PersonRecord, "sql/people/all.sql")?;
        Ok(PersonRecord::all_opened(rows, self.sealing())?.into_iter().map(Person::from).collect())
    }

    /// People whose search text contains `folded` (folded by the caller), at most `limit`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn people_search(&self, folded: &str, limit: i64) -> Result<Vec<Person>> {
        // Sealed texts are looked through here, all of them.
        let (asked, most) = if self.sealing().keys().is_some() { ("", i64::MAX) } else { (folded, limit) };
        let rows = fetch_all!(self.read().await?, PersonRecord, "sql/sqlite/people/search.sql", asked, most)?;
        let mut found = Vec::new();
        for row in rows {
            if found.len() as i64 >= limit {
                break;
            }
            if let Some(row) = row.opened(self.sealing())?.filter(|row| row.search_key.contains(folded)) {
                found.push(row.into());
            }
        }
        Ok(found)
    }

    /// The persons of these names, those that exist.
    ///
    /// # Errors
    /// The database failed.
    pub async fn resolve_people(&self, names: &[PersonKey]) -> Result<HashMap<PersonKey, PersonId>> {
        let mut connection = self.read().await?;
        resolve(&mut connection.db(), self.sealing(), names).await
    }

    /// The persons of these names in full, those that exist.
    ///
    /// # Errors
    /// The database failed.
    pub async fn people_by_key(&self, names: &[PersonKey]) -> Result<HashMap<PersonKey, Person>> {
        let mut connection = self.read().await?;
        let rows = by_keys(&mut connection.db(), self.sealing(), names).await?;
        Ok(rows.into_iter().map(|(name, row)| (name, row.into())).collect())
    }

    /// The edits of a person, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn person_edits(&self, id: PersonId) -> Result<Vec<Edit>> {
        if self.sealing().keys().is_some_and(|keys| keys.is_destroyed(id.0)) {
            return Ok(Vec::new());
        }
        let rows = fetch_all!(self.read().await?, EditRecord, "sql/people/changes.sql", id.0)?;
        let open = |text: Option<String>| match text {
            Some(text) => self.sealing().open(EDIT, text),
            None => Ok(None),
        };
        rows.into_iter()
            .map(|row| {
                let (before, after) = (open(row.before)?, open(row.after)?);
                Ok(Edit::from(EditRecord { before, after, ..row }))
            })
            .collect()
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
            let sealing = self.sealing().clone();
            let sorted = Sorted::of(rows, by_keys(&mut self.db(), &sealing, &names).await?)?;
            counts += sorted.counts;
            self.insert_people(sorted.new, change).await?;
            if !sorted.changed.is_empty() {
                let rows = PersonRecord::all_sealed(sorted.changed, &sealing)?;
                execute!(self, "sql/sqlite/people/update.sql", json(&rows)?, change.at.0)?;
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
            let sealing = self.sealing().clone();
            ids.extend(resolve(&mut self.db(), &sealing, &names).await?);
            let mut missing = Vec::new();
            for (person, search_key) in chunk {
                let record = PersonRecord::new(person, search_key);
                if let std::collections::hash_map::Entry::Vacant(entry) = ids.entry(record.name()) {
                    entry.insert(person.id);
                    missing.push(record);
                }
            }
            new += missing.len() as u64;
            self.insert_people(missing, change).await?;
        }
        Ok((ids, new))
    }

    /// As [`State::people_by_key`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn people_by_key(&mut self, names: &[PersonKey]) -> Result<HashMap<PersonKey, Person>> {
        let sealing = self.sealing().clone();
        let rows = by_keys(&mut self.db(), &sealing, names).await?;
        Ok(rows.into_iter().map(|(name, row)| (name, row.into())).collect())
    }

    /// As [`State::resolve_people`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn resolve_people(&mut self, names: &[PersonKey]) -> Result<HashMap<PersonKey, PersonId>> {
        let sealing = self.sealing().clone();
        resolve(&mut self.db(), &sealing, names).await
    }

    /// The persons with these mail addresses, given in lower case (ASCII), each at its account. Of several with the
    /// same address the one that has been known for longest.
    ///
    /// # Errors
    /// The database failed.
    pub async fn people_by_mail(&mut self, mails: &[PersonKey]) -> Result<HashMap<PersonKey, Person>> {
        let mut found = HashMap::new();
        for chunk in mails.chunks(CHUNK) {
            let asked = blinded(self.sealing(), MAIL, chunk);
            let rows = fetch_all!(self, PersonRecord, "sql/sqlite/people/by_mail.sql", json(&asked)?)?;
            let mut rows = PersonRecord::all_opened(rows, self.sealing())?;
            if self.sealing().keys().is_some() {
                // Of those who are known for equally long, which are all that a server gives.
                rows.sort_by(|a, b| a.key.cmp(&b.key));
            }
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
        if self.sealing().keys().is_some() {
            let row = there(fetch_optional!(self, PersonRecord, "sql/people/one.sql", id.0)?)?;
            if let Some(row) = row.opened(self.sealing())? {
                let row = PersonRecord { key: to.to_owned(), ..row }.sealed(self.sealing())?;
                execute!(self, "sql/sqlite/people/update.sql", json(&[row])?, change.at.0)?;
            }
        }
        let stored = self.sealing().blind(KEY, to);
        execute!(self, "sql/people/rename.sql", id.0, stored, change.at.0)?;
        let (before, after) = (Some(from.to_owned()), Some(to.to_owned()));
        self.keep_person_edits(&[NewEdit { subject: id.0, field: "key".to_owned(), before, after }], change).await
    }

    async fn insert_people(&mut self, rows: Vec<PersonRecord>, change: &Change) -> Result<()> {
        if !rows.is_empty() {
            let rows = PersonRecord::all_sealed(rows, self.sealing())?;
            execute!(self, "sql/sqlite/people/insert.sql", json(&rows)?, change.at.0)?;
        }
        Ok(())
    }

    pub(super) async fn keep_person_edits(&mut self, edits: &[NewEdit], change: &Change) -> Result<()> {
        for chunk in edits.chunks(CHUNK) {
            let by = change.by.map(|member| member.0);
            let sealed = chunk.iter().map(|edit| {
                let seal = |text: &Option<String>| {
                    self.sealing().seal_some(Subject::Person(edit.subject), EDIT, text.as_deref())
                };
                let (before, after) = (seal(&edit.before)?, seal(&edit.after)?);
                Ok(NewEdit { subject: edit.subject, field: edit.field.clone(), before, after })
            });
            let sealed: Vec<NewEdit> = sealed.collect::<Result<_>>()?;
            execute!(self, "sql/sqlite/people/keep_edits.sql", json(&sealed)?, change.at.0, by, change.cause)?;
        }
        Ok(())
    }
}

async fn by_keys(db: &mut Db<'_>, sealing: &Sealing, names: &[PersonKey]) -> Result<HashMap<PersonKey, PersonRecord>> {
    let mut found = HashMap::new();
    for chunk in names.chunks(CHUNK) {
        let asked = blinded(sealing, KEY, chunk);
        let rows = fetch_all!(db, PersonRecord, "sql/sqlite/people/by_keys.sql", json(&asked)?)?;
        found.extend(PersonRecord::all_opened(rows, sealing)?.into_iter().map(|row| (row.name(), row)));
    }
    Ok(found)
}

async fn resolve(db: &mut Db<'_>, sealing: &Sealing, names: &[PersonKey]) -> Result<HashMap<PersonKey, PersonId>> {
    let mut found = HashMap::new();
    for chunk in names.chunks(CHUNK) {
        let asked = blinded(sealing, KEY, chunk);
        let rows = fetch_all!(db, NameRecord, "sql/sqlite/people/resolve.sql", json(&asked)?)?;
        let named: HashMap<&PersonKey, &PersonKey> = asked.iter().zip(chunk).collect();
        for row in rows {
            let stored = (AccountId(row.account), row.key);
            let destroyed = sealing.keys().is_some_and(|keys| keys.is_destroyed(row.id));
            if let Some(name) = named.get(&stored).filter(|_| !destroyed) {
                found.insert((*name).clone(), PersonId(row.id));
            }
        }
    }
    Ok(found)
}

/// Names as they are looked up.
fn blinded(sealing: &Sealing, place: &'static str, names: &[PersonKey]) -> Vec<PersonKey> {
    names.iter().map(|(account, name)| (*account, sealing.blind(place, name))).collect()
}
