//! One condition of a filter.

use super::Row;
use banso_kernel::{Day, MemberId};

/// What an account must fulfil to be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Name, key, domain or reading contain every word (folded as in `kernel::text`).
    Text {
        /// As typed.
        typed: String,
        /// The folded words.
        words: Vec<String>,
    },
    /// In one of these segments; `None` is an account with too little data for one.
    Segment(Vec<Option<u8>>),
    /// Its segment changed like this.
    Moved {
        /// From this segment, or from any.
        from: Option<u8>,
        /// To this segment, or to any.
        to: Option<u8>,
        /// On or after this day.
        since: Since,
    },
    /// On `axis` it has one of `ranks`.
    Rank {
        /// Index of the axis.
        axis: u8,
        /// Indices of the ranks.
        ranks: Vec<u8>,
    },
    /// This criterion had data and is not met.
    Unmet(u8),
    /// This criterion is met.
    Met(u8),
    /// This criterion had no data.
    Missing(u8),
    /// Looked after by one of these.
    Owner(Vec<OwnerIs>),
    /// In one of these phases.
    Phase(Vec<String>),
    /// In one of these industries.
    Industry(Vec<String>),
    /// On one of these plans.
    Plan(Vec<String>),
    /// Pays: a contract in force with an amount in the board's currency.
    Paying,
    /// No touch for at least so many days.
    Silent(u16),
    /// The deadline to decline renewal comes within so many days.
    Deadline(u16),
}

/// Who looks after an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnerIs {
    /// Nobody.
    Nobody,
    /// This member.
    Member(MemberId),
}

/// From when on: a fixed day, or so many days back from the board's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// A fixed day.
    Day(Day),
    /// So many days back.
    Days(u16),
}

impl Since {
    /// The first day that counts, seen from `as_of`: "30 days" are the 30 days that end with `as_of`.
    #[must_use]
    pub fn first(self, as_of: Day) -> Day {
        match self {
            Since::Day(day) => day,
            Since::Days(days) => as_of + 1 - i32::from(days),
        }
    }
}

fn bit(mask: u64, index: u8) -> bool {
    mask.checked_shr(u32::from(index)).is_some_and(|shifted| shifted & 1 == 1)
}

impl Condition {
    /// Whether `row`, as it stood on `as_of`, fulfils it.
    #[must_use]
    pub fn holds(&self, row: &Row, as_of: Day) -> bool {
        let standing = row.standing.as_ref();
        match self {
            Self::Text { words, .. } => words.iter().all(|word| row.search.contains(word.as_str())),
            Self::Segment(any) => any.contains(&standing.and_then(|s| s.segment)),
            Self::Moved { from, to, since } => standing.is_some_and(|s| {
                let first = since.first(as_of);
                s.moves.iter().any(|m| {
                    m.on >= first
                        && m.on <= as_of
                        && (m.from.is_some() && m.to.is_some())
                        && (from.is_none() || m.from == *from)
                        && (to.is_none() || m.to == *to)
                })
            }),
            Self::Rank { axis, ranks } => standing
                .and_then(|s| s.axes.get(usize::from(*axis)).copied())
                .is_some_and(|at| ranks.iter().any(|rank| f64::from(*rank) == at)),
            Self::Unmet(criterion) => standing.is_some_and(|s| bit(s.unmet(), *criterion)),
            Self::Met(criterion) => standing.is_some_and(|s| bit(s.met & s.known, *criterion)),
            Self::Missing(criterion) => standing.is_none_or(|s| !bit(s.known, *criterion)),
            Self::Owner(any) => {
                any.contains(&row.owner.as_ref().map_or(OwnerIs::Nobody, |(id, _)| OwnerIs::Member(*id)))
            }
            Self::Phase(any) => any.contains(&row.phase),
            Self::Industry(any) => any.contains(&row.industry),
            Self::Plan(any) => any.contains(&row.plan),
            Self::Paying => row.cmrr > 0,
            Self::Silent(days) => row.silent_days(as_of).is_some_and(|silent| silent >= i32::from(*days)),
            Self::Deadline(days) => row.decline_by.is_some_and(|by| by >= as_of && by - as_of <= i32::from(*days)),
        }
    }
}
