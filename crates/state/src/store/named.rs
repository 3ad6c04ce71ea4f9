//! What products call somebody, as it is stored: on a server as keyed hashes, and readable only where it must be told again.

use super::bulk::json;
use super::error::Result;
use super::keys::Subject;
use super::sealing::Sealing;
use sqlx::FromRow;
use std::collections::HashMap;

/// What is looked up: users of `user_account` and `user_alias`, visitors, and what events wait under.
pub(super) const USER: &str = "user";
pub(super) const ANONYMOUS: &str = "user_alias.anonymous";
pub(super) const WAITING: &str = "waiting_event.user_key";
/// What is sealed.
pub(super) const BODY: &str = "waiting_event.body";
const ALIAS: &str = "user_alias";

/// A row of table `user_alias`: an anonymous visitor, and who that is.
#[derive(FromRow)]
pub(super) struct AliasRecord {
    pub(super) anonymous: String,
    pub(super) user_key: String,
}

/// Names that are looked up, by what they are stored as.
pub(super) struct Asked<'a> {
    stored: Vec<String>,
    names: HashMap<String, &'a str>,
}

impl<'a> Asked<'a> {
    pub(super) fn of(names: impl Iterator<Item = &'a str>, stored: impl Fn(&str) -> String) -> Self {
        let pairs: Vec<(String, &str)> = names.map(|name| (stored(name), name)).collect();
        Self { stored: pairs.iter().map(|(stored, _)| stored.clone()).collect(), names: pairs.into_iter().collect() }
    }

    /// What the database is asked for.
    pub(super) fn json(&self) -> Result<String> {
        json(&self.stored)
    }

    /// What it found under a stored name, under the name that was asked for.
    pub(super) fn answer<T>(&self, stored: &str, found: T) -> Option<(String, T)> {
        Some(((*self.names.get(stored)?).to_owned(), found))
    }
}

/// The columns of an alias: the visitor, and who that is. On a server the second one has both names sealed behind what it is
/// looked up by.
pub(super) fn seal_alias(sealing: &Sealing, anonymous: &str, user: &str) -> Result<(String, String)> {
    if matches!(sealing, Sealing::Plain) {
        return Ok((anonymous.to_owned(), user.to_owned()));
    }
    let names = sealing.seal(Subject::Alias(anonymous), ALIAS, &serde_json::to_string(&[anonymous, user])?)?;
    Ok((sealing.blind(ANONYMOUS, anonymous), format!("{} {names}", sealing.blind_name(USER, user))))
}

/// The visitor and the user of an alias; none if they were erased.
pub(super) fn open_alias(sealing: &Sealing, anonymous: &str, user: &str) -> Result<Option<[String; 2]>> {
    let Some((_, names)) = user.split_once(' ').filter(|_| !matches!(sealing, Sealing::Plain)) else {
        return Ok(Some([anonymous.to_owned(), user.to_owned()]));
    };
    let names = sealing.open(ALIAS, names.to_owned())?;
    Ok(names.map(|names| serde_json::from_str(&names)).transpose()?)
}

/// The tag of the key under which an alias is sealed.
pub(super) fn alias_tag(sealing: &Sealing, user: &str) -> Result<Option<[u8; 16]>> {
    match user.split_once(' ') {
        Some((_, names)) => sealing.tag(ALIAS, names),
        None => Ok(None),
    }
}
