//! Members: people at the vendor, and what each role may do.

use serde::{Deserialize, Serialize};

/// What a member may do. Each role may do all that the ones before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads everything, changes nothing but the own profile.
    Viewer,
    /// Works with accounts: touches, notes, owners, saved views, imports.
    Csm,
    /// Also changes definitions: metrics, models, phases.
    Manager,
    /// Also members and settings.
    Admin,
}

impl Role {
    /// All, from the one that may least.
    pub const ALL: [Role; 4] = [Role::Viewer, Role::Csm, Role::Manager, Role::Admin];

    /// The word in forms, files and the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Role::Viewer => "viewer",
            Role::Csm => "csm",
            Role::Manager => "manager",
            Role::Admin => "admin",
        }
    }

    /// Reads [`Role::code`].
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_read_back_and_grow() {
        for pair in Role::ALL.windows(2) {
            assert!(pair[0] < pair[1]);
        }
        for role in Role::ALL {
            assert_eq!(Role::parse(role.code()), Some(role));
        }
        assert_eq!(Role::parse("root"), None);
    }
}
