//! One account on a board.

use banso_kernel::{AccountId, Day, MemberId};

/// One account as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which.
    pub account: AccountId,
    /// The vendor's own id for it.
    pub key: String,
    /// Name as typed.
    pub name: String,
    /// What name order goes by (legal form dropped, kana where known).
    pub collation: String,
    /// What search looks into, folded.
    pub search: String,
    /// Industry, as typed.
    pub industry: String,
    /// Plan, as typed.
    pub plan: String,
    /// Phase, as typed.
    pub phase: String,
    /// The member who looks after it, with the name shown.
    pub owner: Option<(MemberId, String)>,
    /// First day as a customer.
    pub signed_up_on: Option<Day>,
    /// How it stands under the model; `None` while nothing is computed for it.
    pub standing: Option<Standing>,
    /// Day of the last touch.
    pub last_touch: Option<Day>,
    /// The nearest last day to decline a renewal, on or after the board's day.
    pub decline_by: Option<Day>,
    /// Last day in force of the contract that ends next.
    pub ends_on: Option<Day>,
    /// Monthly recurring revenue in force, minor units of the board's currency.
    pub cmrr: i64,
}

/// How an account stands under a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Index of the segment now; `None` with too little data.
    pub segment: Option<u8>,
    /// Per axis the position of the rank, the score or the points; NaN where there is no data.
    pub axes: Vec<f64>,
    /// The score or points; NaN where the model has none.
    pub score: f64,
    /// Criteria that are met, a bit each.
    pub met: u64,
    /// Criteria that had data, a bit each.
    pub known: u64,
    /// Share of the weight that had fresh data, 0–1.
    pub coverage: f64,
    /// The criterion to work on next.
    pub next: Option<u8>,
    /// Changes of the segment, oldest first.
    pub moves: Vec<Move>,
}

/// A change of the segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// First day in the new segment.
    pub on: Day,
    /// The segment before; `None` with too little data.
    pub from: Option<u8>,
    /// The segment from that day on; `None` with too little data.
    pub to: Option<u8>,
}

impl Standing {
    /// Criteria with data that are not met, a bit each.
    #[must_use]
    pub fn unmet(&self) -> u64 {
        self.known & !self.met
    }

    /// The segment on `day`, no later than the board's.
    #[must_use]
    pub fn segment_on(&self, day: Day) -> Option<u8> {
        match self.moves.iter().find(|m| m.on > day) {
            Some(later) => later.from,
            None => self.segment,
        }
    }

    /// The last change of the segment.
    #[must_use]
    pub fn last_move(&self) -> Option<&Move> {
        self.moves.last()
    }
}

impl Row {
    /// Days since the last touch, or since sign-up where there was none; `None` where neither is known.
    #[must_use]
    pub fn silent_days(&self, as_of: Day) -> Option<i32> {
        self.last_touch.or(self.signed_up_on).map(|day| as_of - day)
    }
}
