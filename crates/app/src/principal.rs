//! Who asks: passed to every use case, which decides whether that member may.

use crate::Refused;
use banso_domain::board::Past;
use banso_domain::members::Role;
use banso_kernel::{Lang, MemberId};

/// A signed-in member.
#[derive(Clone, Debug, PartialEq)]
pub struct Principal {
    /// Which member.
    pub member: MemberId,
    /// What that member may do.
    pub role: Role,
    /// The member's language.
    pub lang: Lang,
    /// The name to show.
    pub name: String,
    /// The day of the past that the workspace is turned back to for this request; none for today.
    pub past: Option<Past>,
}

impl Principal {
    /// Refuses whoever may do less than `role`.
    ///
    /// # Errors
    /// [`Refused::Forbidden`].
    pub fn needs(&self, role: Role) -> Result<(), Refused> {
        if self.role >= role { Ok(()) } else { Err(Refused::Forbidden) }
    }
}
