//! Reading a file to its end.

use super::feed::{self, Chunk};
use super::names;
use super::plan::Plan;
use super::rejects::Rejects;
use super::report::{Report, Step};
use crate::erasure::Tombstones;
use crate::{App, Refused, settings};
use banso_domain::members::Role;
use banso_intake::mapping::{Known, signature};
use banso_intake::read::AccountName;
use banso_intake::values::dates::Order;
use banso_intake::{Mapping, Reject};
use banso_kernel::{AccountId, Arg, Currency, FactId, MemberId, Micros, Problem, Zone};
use banso_state::{Change, Counts, Event, Import, ImportState, SavedMapping, Tx};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Why a row about somebody who was erased is refused.
pub(super) const ERASED: &str = "problem-person-erased";
/// Notices that a report keeps in full.
const NOTICED: usize = 5;

/// What to import.
#[derive(Clone, Debug)]
pub struct Job {
    /// The file.
    pub path: PathBuf,
    /// Its name, as somebody knows it.
    pub file_name: String,
    /// How to read it.
    pub mapping: Mapping,
    /// Its columns, for remembering the mapping.
    pub columns: Vec<String>,
    /// Orders of dates that the values decided, to be said in the report.
    pub decided: Vec<(String, String)>,
}

impl Job {
    /// What a plan without open questions comes to.
    #[must_use]
    pub fn new(path: PathBuf, file_name: &str, plan: &Plan) -> Self {
        let order = |order| match order {
            Order::YearFirst => "year-first",
            Order::DayFirst => "day-first",
            Order::MonthFirst => "month-first",
            Order::Unix => "unix",
        };
        Self {
            path,
            file_name: file_name.to_owned(),
            mapping: plan.mapping.clone(),
            columns: plan.columns.clone(),
            decided: plan.decided.iter().map(|d| (d.column.clone(), order(d.order).to_owned())).collect(),
        }
    }
}

/// How far it is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// Bytes read, or facts that went over.
    pub done: u64,
    /// Bytes of the file, or 0 if not known.
    pub total: u64,
    /// Rows read.
    pub rows: u64,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Finished {
    /// The import as it is kept.
    pub import: Import,
    /// What it has to say.
    pub report: Report,
}

impl Finished {
    /// Some rows were not taken, or the file ended early.
    #[must_use]
    pub fn partial(&self) -> bool {
        self.import.rows_rejected > 0 || self.report.rows_conflicting > 0 || self.report.broken.is_some()
    }

    /// Nothing of the file is there.
    #[must_use]
    pub fn empty(&self) -> bool {
        let Counts { new, updated, unchanged } = self.import.counts;
        new + updated + unchanged == 0
    }

    /// Something is there that was not, or not so, before.
    #[must_use]
    pub fn changed(&self) -> bool {
        let Counts { new, updated, .. } = self.import.counts;
        let Report { facts_new, accounts, people, currency, repeated, .. } = &self.report;
        new + updated + facts_new + repeated > 0 || accounts.count > 0 || people.count > 0 || currency.is_some()
    }

    /// It brought facts, which make days of their accounts dirty, and nothing that all days are computed with.
    #[must_use]
    pub fn only_facts(&self) -> bool {
        self.import.kind == banso_intake::Kind::Facts.word()
    }
}

/// An import under way.
pub(super) struct Run<'a> {
    pub(super) app: &'a App,
    pub(super) change: Change,
    pub(super) now: Micros,
    pub(super) zone: Zone,
    pub(super) known: Known,
    /// Where facts come from: `import:NAME`.
    pub(super) source: String,
    /// The column that names accounts, for rejects.
    pub(super) account_column: String,
    pub(super) accounts: HashMap<AccountName, Result<AccountId, &'static str>>,
    pub(super) people: Option<HashMap<String, Option<AccountId>>>,
    pub(super) members: HashMap<String, MemberId>,
    pub(super) import: Import,
    pub(super) report: Report,
    /// What earlier rows of the file were about.
    pub(super) seen: HashSet<FactId>,
    /// Who was erased and stays out.
    pub(super) tombstones: Tombstones,
    /// Rejects that were found while writing.
    pub(super) found: Vec<Reject>,
}

impl App {
    /// Starts an import: notes it and remembers its mapping. Needs [`Role::Csm`]; the command line comes without a
    /// principal. Then call [`App::run_import`].
    ///
    /// # Errors
    /// [`Refused::Forbidden`], [`Refused::Input`] for a mapping that does not hold, or a store failed.
    pub async fn start_import(&self, who: Option<&crate::Principal>, job: &Job) -> Result<Import, Refused> {
        if let Some(who) = who {
            who.needs(Role::Csm)?;
        }
        job.mapping.check().map_err(|problem| Refused::wrong("mapping", problem))?;
        let (path, now, by) = (job.path.clone(), self.clock.now(), who.map(|who| who.member));
        let file_hash = tokio::task::spawn_blocking(move || hash(&path)).await.map_err(Refused::broken)??;
        let mut import = Import {
            id: 0,
            file_name: job.file_name.clone(),
            file_hash,
            kind: job.mapping.kind.word().to_owned(),
            mapping: job.mapping.to_text(),
            state: ImportState::Running,
            rows_read: 0,
            counts: Counts::default(),
            rows_rejected: 0,
            report: Report { noted_at: now.0, decided: job.decided.clone(), ..Report::default() }.text(),
            rejects_file: None,
            started_at: now,
            started_by: by,
            ended_at: None,
        };
        let saved = SavedMapping {
            signature: signature(&job.columns),
            file_name: job.file_name.clone(),
            kind: import.kind.clone(),
            body: import.mapping.clone(),
            used_at: now,
        };
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        import.id = tx.start_import(&import).await.map_err(Refused::broken)?;
        tx.note_import(&import).await.map_err(Refused::broken)?;
        tx.put_mapping(&saved).await.map_err(Refused::broken)?;
        let detail = serde_json::json!({ "file": import.file_name });
        let event = Event::new(now, by, "imported", "import", &import.id.to_string(), &detail);
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(import)
    }

    /// Reads the file to its end and brings its facts into the lake. Whatever happens, the import is noted as ended.
    ///
    /// # Errors
    /// [`Refused::Input`] if the file as a whole is refused, or a store failed. What was taken before stays.
    pub async fn run_import(
        &self,
        import: Import,
        job: Job,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Finished, Refused> {
        let mut run = Run::new(self, import, &job).await?;
        let outcome = run.all(job, progress).await;
        run.import.ended_at = Some(self.clock.now());
        run.import.state = if outcome.is_ok() { ImportState::Done } else { ImportState::Failed };
        run.report.step = Step::Done;
        if let Err(Refused::Input(wrong)) = &outcome {
            run.report.broken = wrong.first().map(|wrong| wrong.problem.clone());
        }
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        run.note(&mut tx).await?;
        tx.commit().await.map_err(Refused::broken)?;
        outcome?;
        Ok(Finished { import: run.import, report: run.report })
    }
}

impl<'a> Run<'a> {
    async fn new(app: &'a App, import: Import, job: &Job) -> Result<Self, Refused> {
        let workspace = app.workspace().await?;
        let column = job.mapping.columns.get(if import.kind == "accounts" { "key" } else { "account" });
        let members = names::members(app).await?;
        Ok(Self {
            app,
            change: Change { at: import.started_at, by: import.started_by, cause: format!("import:{}", import.id) },
            now: import.started_at,
            zone: workspace.zone,
            known: job.mapping.rules.known,
            source: source(job),
            account_column: column.and_then(|c| c.column()).unwrap_or_default().to_owned(),
            accounts: HashMap::new(),
            people: None,
            members,
            report: Report::parse(&import.report),
            import,
            seen: HashSet::new(),
            tombstones: app.tombstones().await?,
            found: Vec::new(),
        })
    }

    async fn all(&mut self, job: Job, progress: &(dyn Fn(Progress) + Send + Sync)) -> Result<(), Refused> {
        let name = self.source.trim_start_matches("import:").to_owned();
        let mut feed = feed::start(job.path, job.mapping, name, self.zone.clone());
        let mut rejects = Rejects::new();
        let mut ended = false;
        while let Some(chunk) = feed.recv().await {
            let chunk = chunk.map_err(|problem| Refused::wrong("file", problem))?;
            ended = chunk.end.is_some();
            self.take(chunk, &mut rejects).await?;
            let (done, total, rows) = (self.report.bytes, self.report.total, self.import.rows_read);
            progress(Progress { step: Step::Reading, done, total, rows });
        }
        if !ended {
            // The reading thread is gone without its last word.
            return Err(Refused::wrong("file", Problem::new("problem-file-unreadable").with("line", 0_i64)));
        }
        self.report.step = Step::Sealing;
        let rows = self.import.rows_read;
        let total = self.report.facts_new;
        self.app.seal(&|done| progress(Progress { step: Step::Sealing, done, total, rows })).await?;
        Ok(())
    }

    /// Writes one chunk: one transaction, in which also the import's counts are noted.
    async fn take(&mut self, chunk: Chunk, rejects: &mut Rejects) -> Result<(), Refused> {
        let mut tx = self.app.state.begin().await.map_err(Refused::broken)?;
        self.meet_erasures(rejects).await?;
        self.found = chunk.rejects;
        self.import.rows_read += chunk.read;
        self.import.rows_rejected += chunk.refused;
        (self.report.bytes, self.report.total) = chunk.bytes;
        self.write(&mut tx, chunk.rows).await?;
        let mut notices = chunk.notices;
        self.found.iter_mut().chain(&mut notices).for_each(|cell| unname(&self.tombstones, cell));
        for reject in &self.found {
            *self.report.reasons.entry(reject.problem.code.clone()).or_default() += 1;
        }
        let free = 50usize.saturating_sub(self.report.first.len());
        self.report.first.extend(self.found.iter().take(free).cloned());
        self.report.noticed += notices.len() as u64;
        let free = NOTICED.saturating_sub(self.report.first_noticed.len());
        self.report.first_noticed.extend(notices.into_iter().take(free));
        rejects.keep(self.app, &self.found)?;
        self.report.rejects_kept = rejects.kept;
        self.import.rejects_file = rejects.name.clone();
        if let Some(broken) = chunk.end {
            self.report.broken = broken;
        }
        self.note(&mut tx).await?;
        tx.commit().await.map_err(Refused::broken)
    }

    async fn note(&mut self, tx: &mut Tx) -> Result<(), Refused> {
        self.report.noted_at = self.app.clock.now().0;
        self.import.report = self.report.text();
        tx.note_import(&self.import).await.map_err(Refused::broken)
    }

    /// Somebody may have been erased since the last chunk: what this import remembers of them goes too.
    async fn meet_erasures(&mut self, rejects: &mut Rejects) -> Result<(), Refused> {
        let tombstones = self.app.tombstones().await?;
        if tombstones.mark() != self.tombstones.mark() {
            let named = |cell: &Reject| {
                let mut unnamed = cell.clone();
                unname(&tombstones, &mut unnamed);
                unnamed != *cell
            };
            self.report.forget(|name| tombstones.holds_anywhere(name), named);
            self.accounts.clear();
            self.people = None;
            rejects.reopen(self.app)?;
            self.tombstones = tombstones;
        }
        Ok(())
    }

    /// Refuses a row about somebody who was erased. Nothing is kept of what it says.
    pub(super) fn refuse_erased(&mut self, line: u64) {
        self.refuse(line, "", ERASED);
    }

    /// Refuses a whole row for a reason that only the database knows.
    pub(super) fn refuse(&mut self, line: u64, value: &str, code: &str) {
        let value = if code == ERASED { "" } else { value };
        self.import.rows_rejected += 1;
        self.found.push(Reject::new(line, &self.account_column, value, Problem::new(code)));
    }

    /// The workspace's currency, also where this import has just said which it is.
    pub(super) async fn currency(&self) -> Result<Currency, Refused> {
        let settled = self.report.currency.as_deref().and_then(Currency::parse);
        settled.map_or(Ok(self.app.workspace().await?.currency), Ok)
    }

    /// The first contracts of a workspace that was never told its currency say which it is.
    pub(super) async fn settle_currency(&mut self, tx: &mut Tx, code: &str) -> Result<(), Refused> {
        if self.app.workspace().await?.currency.code() == code {
            return Ok(());
        }
        let told = self.app.state.settings().await.map_err(Refused::broken)?;
        let contracts = self.app.state.contracts_all().await.map_err(Refused::broken)?;
        if !told.contains_key(settings::CURRENCY) && contracts.is_empty() {
            tx.put_setting(settings::CURRENCY, code, self.now).await.map_err(Refused::broken)?;
            self.report.currency = Some(code.to_owned());
        }
        Ok(())
    }
}

/// Empties a cell that names somebody who was erased.
fn unname(tombstones: &Tombstones, cell: &mut Reject) {
    let said = |arg: &Arg| matches!(arg, Arg::Text(text) if tombstones.are_in(text));
    if tombstones.are_in(&cell.value) || cell.problem.args.iter().any(|(_, arg)| said(arg)) {
        *cell = Reject::new(cell.line, &cell.column, "", Problem::new(ERASED));
    }
}

/// Where the facts of a job come from.
fn source(job: &Job) -> String {
    let named = job.mapping.rules.source.clone();
    format!("import:{}", named.unwrap_or_else(|| banso_intake::guess::stem(&job.file_name)))
}

/// A hash of the file's bytes.
fn hash(path: &Path) -> Result<String, Refused> {
    let unreadable = |_| Refused::wrong("file", Problem::new("problem-file-unreadable").with("line", 0_i64));
    let mut hasher = blake3::Hasher::new();
    let mut file = std::fs::File::open(path).map_err(unreadable)?;
    std::io::copy(&mut file, &mut hasher).map_err(unreadable)?;
    Ok(hasher.finalize().to_hex().to_string())
}
