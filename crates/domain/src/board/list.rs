//! Choosing, ordering, paging and adding up.

use super::{Board, Condition, Cursor, GroupBy, Query, Row, Sort, SortBy};
use banso_kernel::AccountId;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<'a> {
    /// The rows, in order.
    pub rows: Vec<&'a Row>,
    /// How many rows of the list come before the first of them.
    pub skipped: usize,
    /// How many rows the list has.
    pub total: usize,
    /// Where the page before starts from.
    pub before: Option<Cursor>,
    /// Where the page after starts from.
    pub after: Option<Cursor>,
}

/// What a list adds up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Accounts.
    pub count: usize,
    /// Sum of their CMRR, minor units.
    pub cmrr: i64,
}

/// What the part of a list with one value adds up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The condition that lists this part; `None` where there is no value.
    pub condition: Option<Condition>,
    /// What to call it where the value is text; empty for segments.
    pub label: String,
    /// What it adds up to.
    pub totals: Totals,
}

/// Why a list is empty: without that condition it would have so many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emptied {
    /// Index of the condition.
    pub condition: usize,
    /// Rows without it.
    pub rows: usize,
}

impl Board {
    /// The accounts that fulfil every condition, in the asked order.
    #[must_use]
    pub fn list(&self, query: &Query) -> Vec<&Row> {
        self.found(query).into_iter().map(|index| &self.rows()[index]).collect()
    }

    fn found(&self, query: &Query) -> Vec<usize> {
        let rows = self.rows();
        let mut found: Vec<usize> = (0..rows.len()).filter(|index| self.fits(&rows[*index], query)).collect();
        if query.sort != Sort::default() {
            found.sort_unstable_by(|a, b| compare((*a, &rows[*a]), (*b, &rows[*b]), query.sort));
        }
        found
    }

    fn fits(&self, row: &Row, query: &Query) -> bool {
        query.conditions.iter().all(|condition| condition.holds(row, self.as_of))
    }

    /// The page of at most `size` rows that the query's cursor names. A cursor whose account no longer fits the filter
    /// still holds its place; one whose account is gone altogether means the first page.
    #[must_use]
    pub fn page(&self, query: &Query, size: usize) -> Page<'_> {
        let found = self.found(query);
        let (start, end) = match query.cursor {
            None => (0, size),
            Some(Cursor::After(id)) => {
                let start = self.place(&found, query.sort, id).map_or(0, |(before, here)| before + usize::from(here));
                (start, start + size)
            }
            Some(Cursor::Before(id)) => {
                let end = self.place(&found, query.sort, id).map_or(size, |(before, _)| before);
                (end.saturating_sub(size), end)
            }
        };
        let end = end.min(found.len());
        let rows: Vec<&Row> =
            found.get(start..end).unwrap_or_default().iter().map(|index| &self.rows()[*index]).collect();
        Page {
            before: rows.first().filter(|_| start > 0).map(|row| Cursor::Before(row.account)),
            after: rows.last().filter(|_| end < found.len()).map(|row| Cursor::After(row.account)),
            skipped: start,
            total: found.len(),
            rows,
        }
    }

    /// How many rows of the list come before the account's place, and whether it is in the list itself.
    fn place(&self, found: &[usize], sort: Sort, id: AccountId) -> Option<(usize, bool)> {
        let rows = self.rows();
        let wanted = rows.iter().position(|row| row.account == id)?;
        let before = found
            .partition_point(|index| compare((*index, &rows[*index]), (wanted, &rows[wanted]), sort) == Ordering::Less);
        Some((before, found.get(before) == Some(&wanted)))
    }

    /// What the whole list adds up to.
    #[must_use]
    pub fn totals(&self, query: &Query) -> Totals {
        total(self.rows().iter().filter(|row| self.fits(row, query)))
    }

    /// What the parts of the list add up to, largest first; those without a value come last.
    #[must_use]
    pub fn groups(&self, query: &Query, by: GroupBy) -> Vec<Group> {
        type Part<'r> = (Option<Condition>, Vec<&'r Row>);
        let mut parts: BTreeMap<(bool, String), Part<'_>> = BTreeMap::new();
        for row in self.rows().iter().filter(|row| self.fits(row, query)) {
            let (label, condition) = value(row, by);
            let entry = parts.entry((condition.is_none(), label)).or_insert_with(|| (condition, Vec::new()));
            entry.1.push(row);
        }
        let mut groups: Vec<Group> = parts
            .into_iter()
            .map(|((_, label), (condition, rows))| Group { condition, label, totals: total(rows.into_iter()) })
            .collect();
        groups.sort_by_key(|group| (group.condition.is_none(), std::cmp::Reverse(group.totals.count)));
        groups
    }

    /// For an empty list: each condition without which it would have rows, the one that hides most first.
    #[must_use]
    pub fn emptied_by(&self, query: &Query) -> Vec<Emptied> {
        let mut found: Vec<Emptied> = (0..query.conditions.len())
            .map(|condition| Emptied { condition, rows: self.totals(&query.without(condition)).count })
            .filter(|emptied| emptied.rows > 0)
            .collect();
        found.sort_by_key(|emptied| std::cmp::Reverse(emptied.rows));
        found
    }
}

fn total<'a>(rows: impl Iterator<Item = &'a Row>) -> Totals {
    rows.fold(Totals::default(), |sum, row| Totals { count: sum.count + 1, cmrr: sum.cmrr.saturating_add(row.cmrr) })
}

fn value(row: &Row, by: GroupBy) -> (String, Option<Condition>) {
    let text = |value: &String, condition: fn(Vec<String>) -> Condition| {
        (value.clone(), (!value.is_empty()).then(|| condition(vec![value.clone()])))
    };
    match by {
        GroupBy::Segment => match row.standing.as_ref().and_then(|s| s.segment) {
            // Sorts by the model's order where counts are equal.
            Some(at) => (format!("{at:03}"), Some(Condition::Segment(vec![Some(at)]))),
            None => (String::new(), None),
        },
        GroupBy::Owner => match &row.owner {
            Some((id, name)) => (name.clone(), Some(Condition::Owner(vec![super::OwnerIs::Member(*id)]))),
            None => (String::new(), None),
        },
        GroupBy::Phase => text(&row.phase, Condition::Phase),
        GroupBy::Industry => text(&row.industry, Condition::Industry),
        GroupBy::Plan => text(&row.plan, Condition::Plan),
    }
}

/// A total order: rows without a value last either way, equal ones by their place on the board.
fn compare(a: (usize, &Row), b: (usize, &Row), sort: Sort) -> Ordering {
    let flip = |order: Ordering| if sort.descending { order.reverse() } else { order };
    let by = |order: Ordering| flip(order).then(a.0.cmp(&b.0));
    match sort.by {
        SortBy::Name => flip(a.0.cmp(&b.0)),
        SortBy::Cmrr => by(a.1.cmrr.cmp(&b.1.cmrr)),
        SortBy::Score | SortBy::Coverage => {
            let figure = |row: &Row| {
                let standing = row.standing.as_ref()?;
                let figure = if sort.by == SortBy::Score { standing.score } else { standing.coverage };
                figure.is_finite().then_some(figure)
            };
            present(figure(a.1), figure(b.1), |x, y| flip(x.total_cmp(&y))).then(a.0.cmp(&b.0))
        }
        SortBy::Owner | SortBy::Phase | SortBy::Industry | SortBy::Plan => {
            fn text(row: &Row, by: SortBy) -> Option<&str> {
                let text = match by {
                    SortBy::Owner => row.owner.as_ref().map_or("", |(_, name)| name.as_str()),
                    SortBy::Phase => &row.phase,
                    SortBy::Industry => &row.industry,
                    _ => &row.plan,
                };
                (!text.is_empty()).then_some(text)
            }
            present(text(a.1, sort.by), text(b.1, sort.by), |x, y| flip(x.cmp(y))).then(a.0.cmp(&b.0))
        }
        _ => present(number(a.1, sort.by), number(b.1, sort.by), |x, y| flip(x.cmp(&y))).then(a.0.cmp(&b.0)),
    }
}

fn number(row: &Row, by: SortBy) -> Option<i64> {
    let standing = row.standing.as_ref();
    match by {
        SortBy::Segment => standing.and_then(|s| s.segment).map(i64::from),
        SortBy::Moved => standing.and_then(|s| s.last_move()).map(|m| i64::from(m.on.0)),
        SortBy::Unmet => standing.map(|s| i64::from(s.unmet().count_ones())),
        SortBy::LastTouch => row.last_touch.map(|day| i64::from(day.0)),
        SortBy::DeclineBy => row.decline_by.map(|day| i64::from(day.0)),
        SortBy::EndsOn => row.ends_on.map(|day| i64::from(day.0)),
        SortBy::SignedUp => row.signed_up_on.map(|day| i64::from(day.0)),
        _ => None,
    }
}

fn present<T>(a: Option<T>, b: Option<T>, both: impl FnOnce(T, T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => both(a, b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
