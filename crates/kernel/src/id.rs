//! Identifiers. Accounts and members are small integers given by the state store; persons are random.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! int_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

int_id!(
    /// A customer company. Dense, given by the state store at first sight; never reused.
    AccountId
);
int_id!(
    /// Somebody at an account. A random positive 63-bit number that says nothing about the person, so that
    /// facts in the lake become anonymous when the state store forgets who it was.
    PersonId
);
int_id!(
    /// Somebody at the vendor.
    MemberId
);

/// The identity of a fact: the first 128 bits of a BLAKE3 hash over its source and the source's own id for it
/// (or, where the source has none, over its content and how many equal ones came before it in the same file).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub [u8; 16]);

impl FactId {
    /// Hashes length-prefixed `parts`, so that ("ab","c") and ("a","bc") differ.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let mut id = [0; 16];
        hasher.finalize_xof().fill(&mut id);
        Self(id)
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FactId({self})")
    }
}
