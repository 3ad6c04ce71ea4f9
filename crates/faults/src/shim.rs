//! Syncs that lie or fail, preloaded into the program (`fault.c`).

use crate::program::Program;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The compiled library and the file that tells it what to do.
#[derive(Debug)]
pub struct Shim {
    library: PathBuf,
    control: PathBuf,
}

impl Shim {
    /// Compiles it into `folder`, which should not be on a disk that fails.
    ///
    /// # Errors
    /// Why it cannot be had here.
    pub fn new(folder: &Path) -> Result<Self, String> {
        let (source, library, control) =
            (folder.join("fault.c"), folder.join("libfault.so"), folder.join("fault.control"));
        std::fs::write(&source, include_str!("fault.c")).map_err(|error| error.to_string())?;
        let mut compile = Command::new("cc");
        compile.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(&source).arg("-ldl");
        let done = compile.output().map_err(|error| format!("cc: {error}"))?;
        if !done.status.success() {
            return Err(format!("cc: {}", String::from_utf8_lossy(&done.stderr)));
        }
        let shim = Self { library, control };
        shim.nothing();
        Ok(shim)
    }

    /// The program with it.
    #[must_use]
    pub fn preload(&self, program: Program) -> Program {
        program.with("LD_PRELOAD", &self.library).with("BANSO_FAULT_CONTROL", &self.control)
    }

    /// Syncs work.
    pub fn nothing(&self) {
        self.order("");
        let _ = std::fs::remove_file(self.log());
    }

    /// Syncs of paths that contain `pattern` are left out from now on. A `$` at its end stands for the end.
    pub fn skip(&self, pattern: &str) {
        self.order(&format!("skip {pattern}"));
    }

    /// The `at`-th sync from now on of such a path fails, once for the life of a process. Later syncs of that file say
    /// that all is well and do nothing: the pages count as clean (ATC '20, "Can Applications Recover from fsync
    /// Failures?").
    pub fn fail(&self, at: u64, pattern: &str) {
        self.order(&format!("fail {at} {pattern}"));
    }

    /// The same, but later syncs work: for files whose pages are all written again before the next sync.
    pub fn fail_once(&self, at: u64, pattern: &str) {
        self.order(&format!("once {at} {pattern}"));
    }

    /// The path whose sync failed, if it came to that.
    #[must_use]
    pub fn failed(&self) -> Option<String> {
        std::fs::read_to_string(self.log()).ok().map(|text| text.trim().to_owned())
    }

    fn log(&self) -> PathBuf {
        self.control.with_extension("control.log")
    }

    /// Replaced as a whole, because the program may read it at any moment.
    fn order(&self, text: &str) {
        let next = self.control.with_extension("next");
        let written = std::fs::write(&next, text).and_then(|()| std::fs::rename(&next, &self.control));
        written.unwrap_or_else(|error| panic!("{}: {error}", self.control.display()));
    }
}
