//! Who changed what, when and why: every edit of ground truth is kept.

use super::error::Result;
use banso_kernel::{MemberId, Micros};
use serde::Serialize;
use serde_json::{Map, Value};
use sqlx::FromRow;
use std::collections::HashMap;
use std::hash::Hash;

/// The circumstances of a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Micros,
    /// Who; none for the program itself.
    pub by: Option<MemberId>,
    /// Why: `edit`, `import:12`, `demo`.
    pub cause: String,
}

/// What a bulk write did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not there before.
    pub new: u64,
    /// There, and different.
    pub updated: u64,
    /// There, and the same. Nothing was written.
    pub unchanged: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
    }
}

/// One edit of one field, as history keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The field; `attributes.COLUMN` for a vendor's own column.
    pub field: String,
    /// Before; none if it was not set. Days are days since 1970, flags 0 or 1.
    pub before: Option<String>,
    /// After; none if it is not set any more.
    pub after: Option<String>,
    /// When.
    pub changed_at: Micros,
    /// Who; none for the program itself.
    pub changed_by: Option<MemberId>,
    /// Why, see [`Change::cause`].
    pub cause: String,
}

/// A row of a `…_change` table on its way in.
#[derive(Serialize)]
pub(crate) struct NewEdit {
    pub subject: i64,
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// A row of a `…_change` table on its way out.
#[derive(FromRow)]
pub(crate) struct EditRecord {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
    pub changed_at: i64,
    pub changed_by: Option<i64>,
    pub cause: String,
}

impl From<EditRecord> for Edit {
    fn from(row: EditRecord) -> Self {
        Self {
            field: row.field,
            before: row.before,
            after: row.after,
            changed_at: Micros(row.changed_at),
            changed_by: row.changed_by.map(MemberId),
            cause: row.cause,
        }
    }
}

/// A row of a kind that files and members change in bulk.
pub(crate) trait Record: Serialize {
    /// How the vendor names it.
    type Name: Eq + Hash;
    /// How the vendor names this one.
    fn name(&self) -> Self::Name;
    /// Our key for it; means nothing before it is in the database.
    fn id(&mut self) -> &mut i64;
}

/// Rows on their way in, by what is to be done with them.
pub(crate) struct Sorted<R> {
    /// To be inserted, in the order in which they came.
    pub new: Vec<R>,
    /// To be updated.
    pub changed: Vec<R>,
    /// To be kept as history.
    pub edits: Vec<NewEdit>,
    /// What that comes to.
    pub counts: Counts,
}

impl<R: Record> Sorted<R> {
    /// Compares `rows` with those of the same names that are there. Of several with the same name the last one counts.
    pub(crate) fn of(rows: Vec<R>, mut known: HashMap<R::Name, R>) -> Result<Self> {
        let mut sorted = Self { new: Vec::new(), changed: Vec::new(), edits: Vec::new(), counts: Counts::default() };
        let last: HashMap<R::Name, usize> = rows.iter().enumerate().map(|(at, row)| (row.name(), at)).collect();
        for (at, mut row) in rows.into_iter().enumerate() {
            let name = row.name();
            if last.get(&name) != Some(&at) {
                sorted.counts.unchanged += 1;
                continue;
            }
            let Some(mut before) = known.remove(&name) else {
                sorted.new.push(row);
                continue;
            };
            let id = *before.id();
            *row.id() = id;
            let (differ, edits) = edits(id, &before, &row)?;
            sorted.edits.extend(edits);
            if differ {
                sorted.changed.push(row);
            } else {
                sorted.counts.unchanged += 1;
            }
        }
        sorted.counts.new = sorted.new.len() as u64;
        sorted.counts.updated = sorted.changed.len() as u64;
        Ok(sorted)
    }
}

/// Columns that are no edits by themselves: identity, and what follows from other columns.
const FOLLOWS: [&str; 5] = ["id", "key", "name_key", "search_key", "collation_key"];

/// The fields in which `after` differs from `before`, two rows of the same kind about `subject`; and whether they
/// differ at all (derived keys count there: a better fold must reach the database without being an edit).
fn edits<T: Serialize>(subject: i64, before: &T, after: &T) -> Result<(bool, Vec<NewEdit>)> {
    let (before, after) = (fields(before)?, fields(after)?);
    let mut found = Vec::new();
    let mut differ = false;
    for (field, new) in &after {
        let old = before.get(field).unwrap_or(&Value::Null);
        if old == new || field == "id" {
            continue;
        }
        differ = true;
        if !FOLLOWS.contains(&field.as_str()) {
            found.push(NewEdit { subject, field: field.clone(), before: text(old), after: text(new) });
        }
    }
    for (field, old) in &before {
        if !after.contains_key(field) {
            differ = true;
            found.push(NewEdit { subject, field: field.clone(), before: text(old), after: None });
        }
    }
    Ok((differ, found))
}

/// A row as field → value; attributes each as a field of their own.
fn fields<T: Serialize>(row: &T) -> Result<Map<String, Value>> {
    let Value::Object(mut map) = serde_json::to_value(row)? else {
        return Ok(Map::new());
    };
    if let Some(Value::String(attributes)) = map.remove("attributes") {
        let attributes: Map<String, Value> = serde_json::from_str(&attributes)?;
        map.extend(attributes.into_iter().map(|(name, value)| (format!("attributes.{name}"), value)));
    }
    Ok(map)
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
