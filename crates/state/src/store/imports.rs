//! Imports: what came in from which file, and the mappings that read it.

use super::change::Counts;
use super::error::{Result, StateError};
use super::keys::Subject;
use super::open::State;
use super::sealing::Sealing;
use super::statement::{execute, fetch_all, fetch_optional, scalar};
use super::tx::Tx;
use banso_kernel::{MemberId, Micros};
use sqlx::FromRow;

/// What is sealed: it may quote what rows said of anybody.
const REPORT: &str = "import.report";

/// What an import has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// Not finished; if the program was stopped meanwhile, never.
    Running,
    /// Finished.
    Done,
    /// Stopped by an error; what was taken before stays.
    Failed,
}

impl ImportState {
    fn text(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

/// One import of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Ours; 0 before it is written.
    pub id: i64,
    /// The file's name, without its folder.
    pub file_name: String,
    /// A hash of its bytes: the same file is known again.
    pub file_hash: String,
    /// What its rows are: `accounts`, `people`, `contracts`, `facts`, `touches`.
    pub kind: String,
    /// The mapping that read it, as TOML.
    pub mapping: String,
    /// What it has come to.
    pub state: ImportState,
    /// Rows read.
    pub rows_read: u64,
    /// What the rows did.
    pub counts: Counts,
    /// Rows that could not be taken.
    pub rows_rejected: u64,
    /// Everything else that the import has to say, as JSON made by the use case.
    pub report: String,
    /// The file with the rejected rows, relative to the data folder.
    pub rejects_file: Option<String>,
    /// When it began.
    pub started_at: Micros,
    /// Who began it; none for the command line.
    pub started_by: Option<MemberId>,
    /// When it ended.
    pub ended_at: Option<Micros>,
}

/// A row of table `import`.
#[derive(FromRow)]
struct ImportRecord {
    id: i64,
    file_name: String,
    file_hash: String,
    kind: String,
    mapping: String,
    state: String,
    rows_read: i64,
    rows_new: i64,
    rows_updated: i64,
    rows_unchanged: i64,
    rows_rejected: i64,
    report: String,
    rejects_file: Option<String>,
    started_at: i64,
    started_by: Option<i64>,
    ended_at: Option<i64>,
}

impl ImportRecord {
    fn import(self, sealing: &Sealing) -> Result<Import> {
        let state = match self.state.as_str() {
            "running" => ImportState::Running,
            "done" => ImportState::Done,
            "failed" => ImportState::Failed,
            _ => return Err(StateError::Damaged { what: "import.state", found: self.state }),
        };
        Ok(Import {
            id: self.id,
            file_name: self.file_name,
            file_hash: self.file_hash,
            kind: self.kind,
            mapping: self.mapping,
            state,
            rows_read: self.rows_read.unsigned_abs(),
            counts: Counts {
                new: self.rows_new.unsigned_abs(),
                updated: self.rows_updated.unsigned_abs(),
                unchanged: self.rows_unchanged.unsigned_abs(),
            },
            rows_rejected: self.rows_rejected.unsigned_abs(),
            report: sealing.open(REPORT, self.report)?.unwrap_or_else(|| "{}".to_owned()),
            rejects_file: self.rejects_file,
            started_at: Micros(self.started_at),
            started_by: self.started_by.map(MemberId),
            ended_at: self.ended_at.map(Micros),
        })
    }
}

/// A mapping that was used for a file of this shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedMapping {
    /// Stands for the shape of the file: made from its header by `intake`.
    pub signature: String,
    /// The file's name then.
    pub file_name: String,
    /// What its rows were.
    pub kind: String,
    /// The mapping as TOML.
    pub body: String,
    /// When it was used last.
    pub used_at: Micros,
}

/// A row of table `mapping`.
#[derive(FromRow)]
struct MappingRecord {
    signature: String,
    file_name: String,
    kind: String,
    body: String,
    used_at: i64,
}

impl State {
    /// One import.
    ///
    /// # Errors
    /// The database failed.
    pub async fn import(&self, id: i64) -> Result<Option<Import>> {
        let row = fetch_optional!(self.read().await?, ImportRecord, "sql/imports/one.sql", id)?;
        row.map(|row| row.import(self.sealing())).transpose()
    }

    /// The newest imports, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn imports(&self, limit: i64) -> Result<Vec<Import>> {
        let rows = fetch_all!(self.read().await?, ImportRecord, "sql/imports/newest.sql", limit)?;
        rows.into_iter().map(|row| row.import(self.sealing())).collect()
    }

    /// The finished imports of a file with this hash, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn imports_of_file(&self, file_hash: &str) -> Result<Vec<Import>> {
        let rows = fetch_all!(self.read().await?, ImportRecord, "sql/imports/of_file.sql", file_hash)?;
        rows.into_iter().map(|row| row.import(self.sealing())).collect()
    }

    /// The mapping that was used last for a file of this shape.
    ///
    /// # Errors
    /// The database failed.
    pub async fn mapping(&self, signature: &str) -> Result<Option<SavedMapping>> {
        let row = fetch_optional!(self.read().await?, MappingRecord, "sql/imports/mapping.sql", signature)?;
        Ok(row.map(|row| SavedMapping {
            signature: row.signature,
            file_name: row.file_name,
            kind: row.kind,
            body: row.body,
            used_at: Micros(row.used_at),
        }))
    }
}

impl Tx {
    /// Notes that an import begins; returns its id. Only what is known at the beginning is looked at.
    ///
    /// # Errors
    /// The database failed.
    pub async fn start_import(&mut self, import: &Import) -> Result<i64> {
        let by = import.started_by.map(|member| member.0);
        let (name, hash, kind, mapping) = (&import.file_name, &import.file_hash, &import.kind, &import.mapping);
        let id = scalar!(self, "sql/imports/start.sql", name, hash, kind, mapping, import.started_at.0, by)?;
        Ok(id)
    }

    /// Notes how far an import is, or how it ended: state, counts, report, rejects file and end of `import`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn note_import(&mut self, import: &Import) -> Result<()> {
        let report = self.sealing().seal(Subject::Import(import.id), REPORT, &import.report)?;
        execute!(
            self,
            "sql/imports/note.sql",
            import.id,
            import.state.text(),
            import.rows_read.cast_signed(),
            import.counts.new.cast_signed(),
            import.counts.updated.cast_signed(),
            import.counts.unchanged.cast_signed(),
            import.rows_rejected.cast_signed(),
            report,
            import.rejects_file,
            import.ended_at.map(|at| at.0)
        )?;
        Ok(())
    }

    /// As [`Tx::note_import`], when the report no longer says what it did of somebody: what it said before goes with its key.
    ///
    /// # Errors
    /// The database failed.
    pub async fn note_emptied_import(&mut self, import: &Import) -> Result<()> {
        self.sealing().keys().map_or(Ok(()), |keys| keys.condemn(Subject::Import(import.id)))?;
        self.note_import(import).await
    }

    /// Keeps a mapping for the next file of its shape.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_mapping(&mut self, mapping: &SavedMapping) -> Result<()> {
        let SavedMapping { signature, file_name, kind, body, used_at } = mapping;
        execute!(self, "sql/imports/put_mapping.sql", signature, file_name, kind, body, used_at.0)?;
        Ok(())
    }
}
