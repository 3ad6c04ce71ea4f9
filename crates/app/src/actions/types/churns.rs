//! Churn.

use super::AccountName;
use banso_kernel::{Day, Money, Text};

/// A reason for churn, of the workspace's own taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ChurnReason {
    /// `a-z0-9_`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Avoidable, as proposed in the form.
    pub avoidable: bool,
}

/// A churn as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewChurn {
    /// The first day without a contract, as typed.
    pub on: String,
    /// Keys of the contracts that end.
    pub contracts: Vec<String>,
    /// The reason's id.
    pub reason: String,
    /// `yes`, `no`, or empty for not known.
    pub avoidable: String,
    /// The team that could have prevented it: sales, onboarding, cs, product, support, none.
    pub preventable_by: String,
    /// Whom they went to.
    pub competitor: String,
    /// What happened.
    pub note: String,
}

/// What the form for a churn needs.
#[derive(Clone, Debug)]
pub struct ChurnForm {
    /// Whose.
    pub account: AccountName,
    /// Contracts that could end: key, product, a month, last day.
    pub contracts: Vec<(String, String, Money, Option<Day>)>,
    /// Reasons to choose from.
    pub reasons: Vec<ChurnReason>,
    /// The page's day.
    pub today: Day,
}

/// A recorded churn.
#[derive(Clone, Debug, PartialEq)]
pub struct ChurnRow {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub account: AccountName,
    /// The first day without.
    pub on: Day,
    /// What was lost a month.
    pub worth: Money,
    /// The reason's id and name.
    pub reason: (String, Text),
    /// Whether it could have been avoided; none = not known.
    pub avoidable: Option<bool>,
    /// Who could have.
    pub preventable_by: String,
    /// Whom they went to.
    pub competitor: String,
    /// What happened.
    pub note: String,
    /// What was learned; written later.
    pub lesson: String,
    /// No signal and no touch in the 90 days before.
    pub unnoticed: bool,
    /// Who recorded it; none = not recorded by hand.
    pub by: Option<String>,
}

/// W-21: whom we lost, why, and whether we knew.
#[derive(Clone, Debug)]
pub struct Churns {
    /// First and last day.
    pub days: (Day, Day),
    /// Newest first.
    pub rows: Vec<ChurnRow>,
    /// By reason: how many, a month, avoidable, not avoidable.
    pub reasons: Vec<(Text, usize, Money, usize, usize)>,
    /// How many were unnoticed.
    pub unnoticed: usize,
    /// Accounts whose contracts have ended without a recorded churn.
    pub unrecorded: Vec<(AccountName, Day, Money)>,
}
