//! `banso import`: files into the stores, in the order in which they build on each other.
//!
//! Exit codes: 0 every row is in; 2 some rows were not taken (the rejects file says which and why); 1 nothing was
//! imported, or something failed.

use super::AsOf;
use crate::ctx::Ctx;
use anyhow::Context;
use banso_app::import::{Finished, Job, Kind, Mapping, Order, Plan, Progress, Step, rejects_sheet};
use banso_app::{App, Refused};
use banso_words::{Words, words};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod show;

/// Arguments of `banso import`.
#[derive(Args)]
pub struct Import {
    /// CSV, TSV, XLSX or JSON Lines, each also packed with gzip
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the rows are (default: found out)
    #[arg(long = "as", value_name = "KIND", value_parser = ["accounts", "people", "contracts", "facts", "touches"])]
    kind: Option<String>,
    /// A mapping (TOML) or a folder of them; each file is read by the one that fits its columns
    #[arg(long, value_name = "FILE.toml")]
    mapping: Vec<PathBuf>,
    /// Order of dates that can be read in two ways
    #[arg(long, value_name = "ORDER")]
    dates: Option<Dates>,
    /// Day to show as today from now on: a date, or today (default: as it is)
    #[arg(long, value_name = "DAY", value_parser = AsOf::parse)]
    as_of: Option<AsOf>,
    /// Show how the files would be read, and import nothing
    #[arg(long)]
    dry_run: bool,
    /// Write the mapping that was used to a file
    #[arg(long, value_name = "FILE.toml")]
    save_mapping: Option<PathBuf>,
}

/// What somebody may answer.
#[derive(Clone, Copy, ValueEnum)]
enum Dates {
    /// 01-04-2026 is the first of April
    DayFirst,
    /// 04/01/2026 is the first of April
    MonthFirst,
}

/// A file and how it will be read.
struct Planned {
    path: PathBuf,
    name: String,
    plan: Plan,
}

impl Import {
    /// Imports.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        let words = words(ctx.lang);
        let app = App::open(ctx.place()?, ctx.clock.clone(), ctx.entropy.clone()).await?;
        let mappings = mappings(&self.mapping, words)?;
        let mut planned = Vec::new();
        let mut failed = false;
        for path in &self.files {
            match self.plan(&app, path, &mappings).await {
                Ok(plan) => planned.push(plan),
                Err(refused) => {
                    failed = true;
                    show::refused(words, path, refused)?;
                }
            }
        }
        // Contracts before the facts that name them.
        planned.sort_by_key(|planned| planned.plan.mapping.kind);
        for planned in &planned {
            show::plan(words, &planned.name, &planned.plan);
        }
        if let (Some(path), Some(planned)) = (&self.save_mapping, planned.first()) {
            std::fs::write(path, planned.plan.mapping.to_text()).with_context(|| path.display().to_string())?;
        }
        if self.dry_run {
            let zone = app.workspace().await?.zone;
            planned.iter().for_each(|planned| show::preview(words, &planned.plan, &zone));
            return Ok(code(failed || planned.is_empty(), false));
        }
        // Nothing is read as long as one answer is missing: what was meant is all of it.
        let open = planned.iter().filter(|planned| !planned.plan.questions.is_empty()).count();
        for planned in &planned {
            show::questions(words, &planned.name, &planned.plan);
        }
        if open > 0 {
            return Ok(ExitCode::FAILURE);
        }
        if let Some(day) = self.as_of
            && !day.keep(ctx, &app).await?
        {
            return Ok(ExitCode::FAILURE);
        }
        let mut partial = failed;
        let mut finished = Vec::new();
        for planned in planned {
            let name = planned.name.clone();
            match import(&app, words, planned).await {
                Ok(done) => {
                    partial |= done.partial();
                    finished.push(done);
                }
                Err(Refused::Input(wrong)) => {
                    partial = true;
                    show::refused(words, Path::new(&name), Refused::Input(wrong))?;
                }
                Err(refused) => return Err(refused.into()),
            }
        }
        let nothing = finished.iter().all(Finished::empty);
        if !nothing {
            let everything = finished.iter().any(|done| done.changed() && !done.only_facts());
            compute(&app, words, everything || self.as_of.is_some()).await?;
        }
        if !finished.is_empty() {
            show::summary(words, &finished);
            let workspace = app.workspace().await?;
            show::long_past(words, &finished, &workspace.zone, app.today(&workspace));
        }
        for done in &finished {
            if let Some(path) = rejects(&app, words, done)? {
                let rows = done.import.rows_rejected + done.report.rows_conflicting;
                let args = [("file", path.display().to_string().into()), ("n", rows.cast_signed().into())];
                show::line(&words.with("import-cli-rejects", &args));
            }
        }
        Ok(code(nothing, partial))
    }

    async fn plan(&self, app: &App, path: &Path, mappings: &[Mapping]) -> Result<Planned, Refused> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let kind = self.kind.as_deref().and_then(Kind::parse);
        let mut plan = match mappings {
            [only] => app.plan_import(path, &name, kind, Some(only.clone())).await?,
            many => {
                let plan = app.plan_import(path, &name, kind, None).await?;
                let fitting = many.iter().filter(|mapping| mapping.fits(&plan.columns));
                // Of several that fit, the one that uses most of the file.
                match fitting.max_by_key(|mapping| mapping.used().len()) {
                    Some(mapping) => app.plan_import(path, &name, kind, Some(mapping.clone())).await?,
                    None => plan,
                }
            }
        };
        match self.dates {
            Some(Dates::DayFirst) => plan.answer(Order::DayFirst),
            Some(Dates::MonthFirst) => plan.answer(Order::MonthFirst),
            None => {}
        }
        plan.mapping.check().map_err(|problem| Refused::wrong("mapping", problem))?;
        Ok(Planned { path: path.to_owned(), name, plan })
    }
}

fn code(nothing: bool, partial: bool) -> ExitCode {
    ExitCode::from(match (nothing, partial) {
        (true, _) => 1,
        (false, true) => 2,
        (false, false) => 0,
    })
}

/// The mappings of all files and folders that were named.
fn mappings(paths: &[PathBuf], words: &'static Words) -> anyhow::Result<Vec<Mapping>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).with_context(|| path.display().to_string())?;
            let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            inside.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
            inside.sort();
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        Mapping::parse(&text).map_err(|problem| anyhow::anyhow!("{}: {}", path.display(), words.problem(&problem)))
    };
    files.iter().map(read).collect()
}

async fn import(app: &App, words: &'static Words, planned: Planned) -> Result<Finished, Refused> {
    let job = Job::new(planned.path, &planned.name, &planned.plan);
    let import = app.start_import(None, &job).await?;
    let bar = bar(&planned.name);
    let (rows, facts) = (words.get("import-cli-rows"), words.get("import-cli-sealing"));
    let outcome = app
        .run_import(import, job, &|progress: Progress| {
            bar.set_length(progress.total.max(1));
            bar.set_position(progress.done);
            match progress.step {
                Step::Reading => bar.set_message(format!("{} {rows}", words.int(progress.rows.cast_signed()))),
                Step::Sealing | Step::Done => bar.set_message(facts.to_string()),
            }
        })
        .await;
    bar.finish_and_clear();
    outcome
}

async fn compute(app: &App, words: &'static Words, everything: bool) -> Result<(), Refused> {
    let bar = bar(&words.get("import-cli-computing"));
    app.bring_up_to_date(everything, &|progress| {
        bar.set_length(progress.total.max(1));
        bar.set_position(progress.done);
    })
    .await?;
    bar.finish_and_clear();
    Ok(())
}

fn bar(name: &str) -> ProgressBar {
    let bar = ProgressBar::new(1);
    if let Ok(style) = ProgressStyle::with_template("{prefix} {wide_bar} {percent:>3} % {msg} {eta:>4}") {
        bar.set_style(style);
    }
    bar.set_prefix(name.to_owned());
    bar
}

/// Writes the rejects as CSV beside their store, in the reader's language.
fn rejects(app: &App, words: &'static Words, done: &Finished) -> anyhow::Result<Option<PathBuf>> {
    let Some(name) = &done.import.rejects_file else { return Ok(None) };
    let from = app.dir.join(name);
    let csv = banso_app::import::rejects_csv(&rejects_sheet(&from, words)?, app.clock.now())?;
    let to = from.with_extension("csv");
    std::fs::write(&to, csv).with_context(|| to.display().to_string())?;
    Ok(Some(to))
}
