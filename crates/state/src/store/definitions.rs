//! Definitions: metrics, models, journeys, signals and plays as TOML texts with versions. A change is a new version; none is ever changed.

use super::accounts::day;
use super::error::{Result, StateError};
use super::open::State;
use super::statement::{execute, fetch_all, fetch_optional};
use super::tx::Tx;
use super::words::words;
use banso_kernel::{Day, MemberId, Micros};
use sqlx::FromRow;

words! {
    /// What a text defines.
    DefinitionKind in "definition.kind" {
        /// A set of metrics.
        Metrics = "metrics",
        /// A health model.
        Model = "model",
        /// A journey: phases and what leads from one to the next.
        Journey = "journey",
        /// A set of signals.
        Signals = "signals",
        /// A play.
        Play = "play",
    }
}

/// One version of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// What it defines.
    pub kind: DefinitionKind,
    /// Which one, by its own id.
    pub id: String,
    /// 1, 2, 3…
    pub version: u32,
    /// The TOML text.
    pub body: String,
    /// Who wrote it; none for the program.
    pub author: Option<MemberId>,
    /// Why.
    pub reason: String,
    /// From which day on it is the one that counts.
    pub effective_on: Day,
    /// When it was written.
    pub created_at: Micros,
}

/// A row of table `definition`.
#[derive(FromRow)]
struct DefinitionRecord {
    kind: String,
    id: String,
    version: i64,
    body: String,
    author: Option<i64>,
    reason: String,
    effective_on: i64,
    created_at: i64,
}

impl DefinitionRecord {
    fn definition(self) -> Result<Definition> {
        let kind = DefinitionKind::of(self.kind)?;
        let Ok(version) = u32::try_from(self.version) else {
            return Err(StateError::Damaged { what: "definition.version", found: self.version.to_string() });
        };
        Ok(Definition {
            kind,
            id: self.id,
            version,
            body: self.body,
            author: self.author.map(MemberId),
            reason: self.reason,
            effective_on: day(self.effective_on),
            created_at: Micros(self.created_at),
        })
    }
}

impl State {
    /// The newest version of each definition of a kind, by id.
    ///
    /// # Errors
    /// The database failed.
    pub async fn definitions(&self, kind: DefinitionKind) -> Result<Vec<Definition>> {
        let rows = fetch_all!(self.read().await?, DefinitionRecord, "sql/definitions/newest.sql", kind.text())?;
        rows.into_iter().map(DefinitionRecord::definition).collect()
    }

    /// All versions of a definition, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn definition_versions(&self, kind: DefinitionKind, id: &str) -> Result<Vec<Definition>> {
        let rows = fetch_all!(self.read().await?, DefinitionRecord, "sql/definitions/versions.sql", kind.text(), id)?;
        rows.into_iter().map(DefinitionRecord::definition).collect()
    }
}

impl Tx {
    /// Writes a definition as its next version and returns that (`definition.version` is not looked at). The same
    /// text again makes no version: the newest one is returned.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_definition(&mut self, definition: &Definition) -> Result<u32> {
        let kind = definition.kind.text();
        let newest = fetch_optional!(self, DefinitionRecord, "sql/definitions/newest_of.sql", kind, definition.id)?
            .map(DefinitionRecord::definition)
            .transpose()?;
        let version = match newest {
            Some(same) if same.body == definition.body => return Ok(same.version),
            Some(older) => older.version + 1,
            None => 1,
        };
        execute!(
            self,
            "sql/definitions/insert.sql",
            kind,
            definition.id,
            i64::from(version),
            definition.body,
            definition.author.map(|member| member.0),
            definition.reason,
            definition.effective_on.0,
            definition.created_at.0
        )?;
        Ok(version)
    }
}
