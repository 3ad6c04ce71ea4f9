//! Looking at imports: who may, and what is shown.

use super::report::Report;
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_state::Import;
use std::path::PathBuf;

/// Imports shown in the list.
const SHOWN: i64 = 100;

/// An import with what it has to say.
#[derive(Clone, Debug)]
pub struct Shown {
    /// As it is kept.
    pub import: Import,
    /// What it has to say.
    pub report: Report,
    /// It says that it runs, and has been silent for minutes: whoever ran it is gone.
    pub interrupted: bool,
}

impl App {
    /// The newest imports.
    ///
    /// # Errors
    /// [`Refused::Forbidden`], or a store failed.
    pub async fn imports(&self, who: &Principal) -> Result<Vec<Shown>, Refused> {
        who.needs(Role::Csm)?;
        let imports = self.state.imports(SHOWN).await.map_err(Refused::broken)?;
        Ok(imports.into_iter().map(|import| self.shown(import)).collect())
    }

    /// One import.
    ///
    /// # Errors
    /// [`Refused::Forbidden`], [`Refused::Missing`], or a store failed.
    pub async fn import(&self, who: &Principal, id: i64) -> Result<Shown, Refused> {
        who.needs(Role::Csm)?;
        let import = self.state.import(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        Ok(self.shown(import))
    }

    /// Where the rejects of an import lie.
    ///
    /// # Errors
    /// As [`App::import`]; [`Refused::Missing`] also if it has none.
    pub async fn import_rejects(&self, who: &Principal, id: i64) -> Result<(Import, PathBuf), Refused> {
        let import = self.import(who, id).await?.import;
        let path = import.rejects_file.as_ref().map(|name| self.dir.join(name)).ok_or(Refused::Missing)?;
        Ok((import, path))
    }

    fn shown(&self, import: Import) -> Shown {
        let report = Report::parse(&import.report);
        let running = import.state == banso_state::ImportState::Running;
        let interrupted = running && report.silent(self.clock.now());
        Shown { import, report, interrupted }
    }
}
