//! An address's parameters → a query, or what is wrong with them.

use super::{Column, Condition, Cursor, GroupBy, Names, OwnerIs, Past, Query, Since, Sort, SortBy};
use banso_kernel::{AccountId, Day, MemberId, Problem};

/// Longest search text, in characters.
const TEXT_LIMIT: usize = 200;
/// Most values in one address.
const VALUE_LIMIT: usize = 100;

/// Reads parameters. Empty values count as absent, as forms send them. Names and values that mean nothing are reported,
/// each with its place; the good rest is in the query all the same. `fold` turns search text into folded words.
#[must_use]
pub fn parse<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    names: &Names,
    fold: impl Fn(&str) -> Vec<String>,
) -> (Query, Vec<Problem>) {
    let mut reader = Reader { query: Query::default(), from: None, to: None, since: None, names };
    let mut problems = Vec::new();
    for (count, (name, value)) in pairs.into_iter().enumerate() {
        let value = value.trim();
        if count >= VALUE_LIMIT {
            problems.push(Problem::new("accounts-problem-too-many").with("limit", VALUE_LIMIT));
            break;
        }
        if !value.is_empty() {
            problems.extend(reader.read(name, value, &fold).err());
        }
    }
    (reader.finish(), problems)
}

struct Reader<'a> {
    query: Query,
    from: Option<u8>,
    to: Option<u8>,
    since: Option<Since>,
    names: &'a Names,
}

impl Reader<'_> {
    fn read(&mut self, name: &str, value: &str, fold: &impl Fn(&str) -> Vec<String>) -> Result<(), Problem> {
        let bad = || Problem::new("accounts-problem-value").with("name", name).with("value", short(value));
        let index = |ids: &[String]| find(ids, value).ok_or_else(bad);
        let days = || value.parse::<u16>().ok().filter(|days| *days <= 3660).ok_or_else(bad);
        match name {
            "model" => self.query.model = Some(value.to_owned()),
            "as_of" => self.query.as_of = Some(Past::parse(value).ok_or_else(bad)?),
            "q" => {
                let typed: String = value.chars().take(TEXT_LIMIT).collect();
                let words = fold(&typed);
                if !words.is_empty() {
                    self.query.conditions.push(Condition::Text { typed, words });
                }
            }
            "segment" => {
                let segment = if value == "none" { None } else { Some(index(&self.names.segments)?) };
                self.any(
                    |c| if let Condition::Segment(any) = c { Some(any) } else { None },
                    segment,
                    Condition::Segment,
                );
            }
            "from" => self.from = Some(index(&self.names.segments)?),
            "to" => self.to = Some(index(&self.names.segments)?),
            "since" => {
                self.since = Some(match Day::parse_iso(value) {
                    Some(day) => Since::Day(day),
                    None => Since::Days(days()?),
                });
            }
            "rank" => self.rank(value).ok_or_else(bad)?,
            "unmet" => {
                let criterion = index(&self.names.criteria)?;
                self.query.conditions.push(Condition::Unmet(criterion));
            }
            "met" => {
                let criterion = index(&self.names.criteria)?;
                self.query.conditions.push(Condition::Met(criterion));
            }
            "missing" => {
                let criterion = index(&self.names.criteria)?;
                self.query.conditions.push(Condition::Missing(criterion));
            }
            "owner" => {
                let owner = match value {
                    "none" => OwnerIs::Nobody,
                    id => OwnerIs::Member(MemberId(id.parse().map_err(|_| bad())?)),
                };
                self.any(|c| if let Condition::Owner(any) = c { Some(any) } else { None }, owner, Condition::Owner);
            }
            "phase" => {
                self.any(
                    |c| if let Condition::Phase(any) = c { Some(any) } else { None },
                    value.to_owned(),
                    Condition::Phase,
                );
            }
            "industry" => self.any(
                |c| if let Condition::Industry(any) = c { Some(any) } else { None },
                value.to_owned(),
                Condition::Industry,
            ),
            "plan" => {
                self.any(
                    |c| if let Condition::Plan(any) = c { Some(any) } else { None },
                    value.to_owned(),
                    Condition::Plan,
                );
            }
            "paying" if value == "1" => self.query.conditions.push(Condition::Paying),
            "silent" => self.query.conditions.push(Condition::Silent(days()?)),
            "deadline" => self.query.conditions.push(Condition::Deadline(days()?)),
            "sort" => {
                let (descending, word) = value.strip_prefix('-').map_or((false, value), |word| (true, word));
                self.query.sort = Sort { by: SortBy::parse(word).ok_or_else(bad)?, descending };
            }
            "col" => {
                for word in value.split(',') {
                    let column = Column::parse(word).ok_or_else(bad)?;
                    if !self.query.columns.contains(&column) {
                        self.query.columns.push(column);
                    }
                }
            }
            "group" => self.query.group = Some(GroupBy::parse(value).ok_or_else(bad)?),
            "after" => self.query.cursor = Some(Cursor::After(AccountId(value.parse().map_err(|_| bad())?))),
            "before" => self.query.cursor = Some(Cursor::Before(AccountId(value.parse().map_err(|_| bad())?))),
            _ => return Err(Problem::new("accounts-problem-parameter").with("name", short(name))),
        }
        Ok(())
    }

    /// Adds a value to the one condition of its kind: several values of a kind mean "one of them".
    fn any<T: PartialEq>(
        &mut self,
        of: impl Fn(&mut Condition) -> Option<&mut Vec<T>>,
        value: T,
        condition: impl Fn(Vec<T>) -> Condition,
    ) {
        match self.query.conditions.iter_mut().find_map(of) {
            Some(values) if values.contains(&value) => {}
            Some(values) => values.push(value),
            None => self.query.conditions.push(condition(vec![value])),
        }
    }

    fn rank(&mut self, value: &str) -> Option<()> {
        let (axis, rank) = value.split_once(':')?;
        let at = self.names.axes.iter().position(|(id, _)| id == axis)?;
        let rank = find(&self.names.axes[at].1, rank)?;
        let at = u8::try_from(at).ok()?;
        let same = self.query.conditions.iter_mut().find_map(|c| match c {
            Condition::Rank { axis, ranks } if *axis == at => Some(ranks),
            _ => None,
        });
        match same {
            Some(ranks) if ranks.contains(&rank) => {}
            Some(ranks) => ranks.push(rank),
            None => self.query.conditions.push(Condition::Rank { axis: at, ranks: vec![rank] }),
        }
        Some(())
    }

    fn finish(mut self) -> Query {
        if self.from.is_some() || self.to.is_some() || self.since.is_some() {
            let since = self.since.unwrap_or(Since::Days(30));
            self.query.conditions.push(Condition::Moved { from: self.from, to: self.to, since });
        }
        self.query
    }
}

fn find(ids: &[String], value: &str) -> Option<u8> {
    ids.iter().position(|id| id == value).and_then(|index| u8::try_from(index).ok())
}

/// A value as a message quotes it.
fn short(value: &str) -> String {
    let mut short: String = value.chars().take(40).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}
