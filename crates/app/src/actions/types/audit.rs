//! The audit.

use crate::accounts::MemberName;
use banso_kernel::Micros;

/// An entry of the audit (W-41).
#[derive(Clone, Debug, PartialEq)]
pub struct AuditRow {
    /// Its place.
    pub seq: i64,
    /// When.
    pub at: Micros,
    /// Who; none = the program or the command line.
    pub by: Option<MemberName>,
    /// Verb, such as `edit`.
    pub verb: String,
    /// What: `account`, `definition`…
    pub object: String,
    /// Which.
    pub object_id: String,
    /// Its name where it is known.
    pub name: String,
    /// More, as JSON.
    pub detail: String,
}

/// What of the audit is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// Only of this member.
    pub member: Option<banso_kernel::MemberId>,
    /// Only of this kind of object.
    pub object: Option<String>,
    /// Only this verb.
    pub verb: Option<String>,
    /// Text in what it says.
    pub text: Option<String>,
    /// Older than this entry.
    pub before: Option<i64>,
}

/// The audit (W-41).
#[derive(Clone, Debug)]
pub struct Audit {
    /// Newest first.
    pub rows: Vec<AuditRow>,
    /// Where the next page begins.
    pub before: Option<i64>,
    /// Who can be asked for.
    pub members: Vec<MemberName>,
    /// Kinds of objects that occur.
    pub objects: Vec<String>,
}
