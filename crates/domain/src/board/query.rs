//! What an address asks of a board.

use super::{Condition, Names, OwnerIs, Past, Since};
use banso_kernel::AccountId;

/// What to list, how, and which part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The model, where not the workspace's first.
    pub model: Option<String>,
    /// The day, where not today.
    pub as_of: Option<Past>,
    /// All of these must hold.
    pub conditions: Vec<Condition>,
    /// The order.
    pub sort: Sort,
    /// Columns beside the name, in this order; empty = the default ones.
    pub columns: Vec<Column>,
    /// Also add up by this.
    pub group: Option<GroupBy>,
    /// Which page.
    pub cursor: Option<Cursor>,
}

/// An order: rows without a value come last, either way; equal rows go by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Largest first.
    pub descending: bool,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item])* $variant),* }

        impl $name {
            /// Every one, in the order of offering.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// Its word in an address, and the end of its message id.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }

            /// The one of that word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)* _ => None }
            }
        }
    };
}

words!(
    /// What rows can be ordered by.
    SortBy {
        /// Name, 五十音順.
        Name = "name",
        /// Segment, in the model's order.
        Segment = "segment",
        /// Day of the last change of segment.
        Moved = "moved",
        /// Number of unmet criteria.
        Unmet = "unmet",
        /// Day of the last touch.
        LastTouch = "touch",
        /// Deadline to decline renewal.
        DeclineBy = "decline",
        /// End of the contract that ends next.
        EndsOn = "ends",
        /// CMRR.
        Cmrr = "cmrr",
        /// Owner's name.
        Owner = "owner",
        /// Phase.
        Phase = "phase",
        /// Industry.
        Industry = "industry",
        /// Plan.
        Plan = "plan",
        /// Score.
        Score = "score",
        /// Coverage.
        Coverage = "coverage",
        /// First day as a customer.
        SignedUp = "since",
    }
);

words!(
    /// What the list can show beside the name.
    Column {
        /// Segment before → now.
        Segment = "segment",
        /// Unmet criteria.
        Unmet = "unmet",
        /// Next action.
        Next = "next",
        /// Last touch.
        LastTouch = "touch",
        /// Deadline to decline renewal.
        DeclineBy = "decline",
        /// CMRR.
        Cmrr = "cmrr",
        /// Owner.
        Owner = "owner",
        /// Phase.
        Phase = "phase",
        /// Small trend.
        Trend = "trend",
        /// Ranks of the axes.
        Ranks = "ranks",
        /// Score.
        Score = "score",
        /// Coverage.
        Coverage = "coverage",
        /// End of the contract that ends next.
        EndsOn = "ends",
        /// Industry.
        Industry = "industry",
        /// Plan.
        Plan = "plan",
        /// First day as a customer.
        SignedUp = "since",
        /// The vendor's own id.
        Key = "key",
    }
);

words!(
    /// What the list can be added up by.
    GroupBy {
        /// Segment.
        Segment = "segment",
        /// Owner.
        Owner = "owner",
        /// Phase.
        Phase = "phase",
        /// Industry.
        Industry = "industry",
        /// Plan.
        Plan = "plan",
    }
);

#[allow(clippy::derivable_impls, reason = "the macro writes the enum")]
impl Default for SortBy {
    fn default() -> Self {
        SortBy::Name
    }
}

impl Column {
    /// RULE 6: no score among them.
    pub const DEFAULT: &[Column] = &[
        Column::Segment,
        Column::Unmet,
        Column::Next,
        Column::LastTouch,
        Column::DeclineBy,
        Column::Cmrr,
        Column::Owner,
    ];

    /// The order that its head offers.
    #[must_use]
    pub fn sort(self) -> Option<SortBy> {
        Some(match self {
            Column::Segment => SortBy::Segment,
            Column::Unmet => SortBy::Unmet,
            Column::LastTouch => SortBy::LastTouch,
            Column::DeclineBy => SortBy::DeclineBy,
            Column::Cmrr => SortBy::Cmrr,
            Column::Owner => SortBy::Owner,
            Column::Phase => SortBy::Phase,
            Column::Score => SortBy::Score,
            Column::Coverage => SortBy::Coverage,
            Column::EndsOn => SortBy::EndsOn,
            Column::Industry => SortBy::Industry,
            Column::Plan => SortBy::Plan,
            Column::SignedUp => SortBy::SignedUp,
            Column::Next | Column::Trend | Column::Ranks | Column::Key => return None,
        })
    }
}

/// The page beside a row that the reader has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// What follows that account.
    After(AccountId),
    /// What comes before it.
    Before(AccountId),
}

impl Query {
    /// The columns to show.
    #[must_use]
    pub fn shown(&self) -> &[Column] {
        if self.columns.is_empty() { Column::DEFAULT } else { &self.columns }
    }

    /// The same without its `index`th condition, from the first page on.
    #[must_use]
    pub fn without(&self, index: usize) -> Self {
        let mut rest = self.first_page();
        if index < rest.conditions.len() {
            rest.conditions.remove(index);
        }
        rest
    }

    /// The same from the first page on.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self { cursor: None, ..self.clone() }
    }

    /// The same with one more condition, from the first page on.
    #[must_use]
    pub fn with(&self, condition: Condition) -> Self {
        let mut more = self.first_page();
        more.conditions.push(condition);
        more
    }

    /// As the parameters of an address; [`super::parse`] reads them back to the same query.
    #[must_use]
    pub fn pairs(&self, names: &Names) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.model.clone().map(|model| ("model", model)));
        pairs.extend(self.as_of.map(|past| ("as_of", past.to_string())));
        for condition in &self.conditions {
            condition.pairs(names, &mut pairs);
        }
        if self.sort != Sort::default() {
            let sign = if self.sort.descending { "-" } else { "" };
            pairs.push(("sort", format!("{sign}{}", self.sort.by.word())));
        }
        // One parameter for all: a list's page carries its address many times.
        let columns: Vec<&str> = self.columns.iter().map(|column| column.word()).collect();
        pairs.extend((!columns.is_empty()).then(|| ("col", columns.join(","))));
        pairs.extend(self.group.map(|by| ("group", by.word().to_owned())));
        match self.cursor {
            Some(Cursor::After(id)) => pairs.push(("after", id.to_string())),
            Some(Cursor::Before(id)) => pairs.push(("before", id.to_string())),
            None => {}
        }
        pairs
    }
}

impl Condition {
    fn pairs(&self, names: &Names, pairs: &mut Vec<(&'static str, String)>) {
        let id = |ids: &[String], index: u8| ids.get(usize::from(index)).cloned().unwrap_or_default();
        let segment = |index: &u8| id(&names.segments, *index);
        let criterion = |index: &u8| id(&names.criteria, *index);
        match self {
            Self::Text { typed, .. } => pairs.push(("q", typed.clone())),
            Self::Segment(any) => {
                pairs.extend(any.iter().map(|s| ("segment", s.as_ref().map_or_else(|| "none".to_owned(), segment))))
            }
            Self::Moved { from, to, since } => {
                pairs.extend(from.as_ref().map(|s| ("from", segment(s))));
                pairs.extend(to.as_ref().map(|s| ("to", segment(s))));
                pairs.push((
                    "since",
                    match since {
                        Since::Day(day) => day.to_string(),
                        Since::Days(days) => days.to_string(),
                    },
                ));
            }
            Self::Rank { axis, ranks } => {
                if let Some((axis, of)) = names.axes.get(usize::from(*axis)) {
                    pairs.extend(ranks.iter().map(|rank| ("rank", format!("{axis}:{}", id(of, *rank)))));
                }
            }
            Self::Unmet(index) => pairs.push(("unmet", criterion(index))),
            Self::Met(index) => pairs.push(("met", criterion(index))),
            Self::Missing(index) => pairs.push(("missing", criterion(index))),
            Self::Owner(any) => pairs.extend(any.iter().map(|owner| {
                (
                    "owner",
                    match owner {
                        OwnerIs::Nobody => "none".to_owned(),
                        OwnerIs::Member(id) => id.to_string(),
                    },
                )
            })),
            Self::Phase(any) => pairs.extend(any.iter().map(|value| ("phase", value.clone()))),
            Self::Industry(any) => pairs.extend(any.iter().map(|value| ("industry", value.clone()))),
            Self::Plan(any) => pairs.extend(any.iter().map(|value| ("plan", value.clone()))),
            Self::Paying => pairs.push(("paying", "1".to_owned())),
            Self::Silent(days) => pairs.push(("silent", days.to_string())),
            Self::Deadline(days) => pairs.push(("deadline", days.to_string())),
        }
    }
}
