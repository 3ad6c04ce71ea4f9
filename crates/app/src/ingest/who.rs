//! Whose an event is: the account, and the person at it.

use crate::erasure::Tombstones;
use banso_intake::event::{Event, Kind};
use banso_kernel::{AccountId, PersonId};
use std::collections::HashMap;

/// More names than this are not kept in memory.
const MOST: usize = 300_000;

/// Names that were resolved before. They never change their meaning while the program runs, but for an erasure, after
/// which all are forgotten.
#[derive(Default)]
pub(super) struct Names {
    pub(super) accounts: HashMap<String, AccountId>,
    pub(super) people: HashMap<AccountId, HashMap<String, PersonId>>,
    pub(super) people_count: usize,
    /// The last erasure that they know of.
    mark: i64,
}

impl Names {
    /// Forgets all of them when somebody was erased since.
    pub(super) fn meet(&mut self, tombstones: &Tombstones) {
        if self.mark != tombstones.mark() {
            *self = Self { mark: tombstones.mark(), ..Self::default() };
        }
    }

    /// Makes room for more.
    pub(super) fn trim(&mut self) {
        if self.accounts.len() > MOST {
            self.accounts.clear();
        }
        if self.people_count > MOST {
            self.people.clear();
            self.people_count = 0;
        }
    }

    pub(super) fn person(&self, account: AccountId, key: &str) -> Option<PersonId> {
        self.people.get(&account)?.get(key).copied()
    }

    pub(super) fn keep_person(&mut self, account: AccountId, key: String, id: PersonId) {
        if self.people.entry(account).or_default().insert(key, id).is_none() {
            self.people_count += 1;
        }
    }
}

/// Events of a user wait under this.
pub(super) fn user_mark(user: &str) -> String {
    format!("u:{user}")
}

/// Events of somebody without a name wait under this.
pub(super) fn anonymous_mark(anonymous: &str) -> String {
    format!("a:{anonymous}")
}

/// Somebody who is called by two ids in one event: (before, now). An `alias` call says so, and so does an `identify`
/// call with both.
pub(super) fn alias(event: &Event) -> Option<(&str, &str)> {
    let user = event.user.as_deref()?;
    let before = match event.kind {
        Kind::Alias => event.previous.as_deref()?,
        Kind::Identify => event.anonymous.as_deref()?,
        _ => return None,
    };
    (before != user).then_some((before, user))
}
