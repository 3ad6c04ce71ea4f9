//! What keeps an erased person out: keyed hashes of what the vendor called them.

use crate::named::person_key;
use crate::{App, Refused};
use banso_kernel::AccountId;
use banso_state::{Tombstone, Tx};
use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

/// Setting with the key of the hashes, in hexadecimal digits. Whoever has only the hashes cannot try names on them.
const SECRET: &str = "erasure.secret";

/// What divides a text into words that may be somebody's id or mail address.
const BETWEEN: [char; 16] = [',', ';', '"', '\'', '<', '>', '(', ')', '[', ']', '{', '}', '|', '=', '、', '　'];

/// The erased persons, as far as they can be told again. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Tombstones {
    secret: [u8; 32],
    held: Arc<HashSet<Tombstone>>,
    mark: i64,
}

impl Tombstones {
    /// Whether somebody at an account, named by the vendor's id or a mail address, was erased.
    #[must_use]
    pub fn holds(&self, account: AccountId, named: &str) -> bool {
        !self.held.is_empty() && self.held.contains(&hash(&self.secret, Some(account), named))
    }

    /// Whether somebody so named was erased at some account: for rows that name their account by the person.
    #[must_use]
    pub fn holds_anywhere(&self, named: &str) -> bool {
        !self.held.is_empty() && self.held.contains(&hash(&self.secret, None, named))
    }

    /// Whether a text, or a word of it, names somebody who was erased.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        let word = |c: char| c.is_whitespace() || BETWEEN.contains(&c);
        !self.held.is_empty() && (self.holds_anywhere(text) || text.split(word).any(|part| self.holds_anywhere(part)))
    }

    /// Whether nobody was ever erased.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Differs when somebody was erased since.
    pub(crate) fn mark(&self) -> i64 {
        self.mark
    }
}

/// What the vendor calls a person, in the one form that is hashed.
pub(super) fn canonical(named: &str) -> String {
    person_key(named.trim())
}

fn hash(secret: &[u8; 32], account: Option<AccountId>, named: &str) -> Tombstone {
    let mut hasher = blake3::Hasher::new_keyed(secret);
    match account {
        Some(account) => hasher.update(b"account").update(&account.0.to_le_bytes()),
        None => hasher.update(b"anywhere"),
    };
    *hasher.update(canonical(named).as_bytes()).finalize().as_bytes()
}

/// The hashes of everything that somebody at an account was called.
pub(super) fn hashes(secret: &[u8; 32], account: AccountId, called: &[String]) -> Vec<Tombstone> {
    called.iter().flat_map(|named| [hash(secret, Some(account), named), hash(secret, None, named)]).collect()
}

impl App {
    /// The erased persons. Kept in memory, and read again when somebody was erased since, by this process or another:
    /// a look-up costs one small query. Asked for inside of a write transaction it is exact.
    ///
    /// # Errors
    /// The database failed.
    pub async fn tombstones(&self) -> Result<Tombstones, Refused> {
        let mark = self.state.erasure_mark().await.map_err(Refused::broken)?;
        let kept = self.tombstones.read().unwrap_or_else(PoisonError::into_inner).clone();
        if kept.mark == mark {
            return Ok(kept);
        }
        let secret = self.state.setting(SECRET).await.map_err(Refused::broken)?;
        let held: HashSet<Tombstone> = self.state.tombstones().await.map_err(Refused::broken)?.into_iter().collect();
        let secret = match secret.as_deref().and_then(unhex) {
            Some(secret) => secret,
            None if held.is_empty() => [0; 32],
            None => return Err(Refused::broken(std::io::Error::other("the setting erasure.secret is missing"))),
        };
        let new = Tombstones { secret, held: Arc::new(held), mark };
        *self.tombstones.write().unwrap_or_else(PoisonError::into_inner) = new.clone();
        Ok(new)
    }

    /// The key of the hashes, made the first time it is needed.
    pub(super) async fn tombstone_secret(&self, tx: &mut Tx) -> Result<[u8; 32], Refused> {
        let kept = tx.setting(SECRET).await.map_err(Refused::broken)?;
        if let Some(secret) = kept.as_deref().and_then(unhex) {
            return Ok(secret);
        }
        let mut secret = [0; 32];
        self.entropy.fill(&mut secret);
        let text = secret.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        tx.put_setting(SECRET, &text, self.clock.now()).await.map_err(Refused::broken)?;
        Ok(secret)
    }
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}
