//! A Python with the other readers of the lake and the SDKs that send events (`xtask/python.txt`).

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const KNOWN: &str =
    "import polars, deltalake, duckdb, duckdb_extension_delta, segment.analytics, rudderstack.analytics";

/// What the test asks for the interpreter.
pub const VARIABLE: &str = "BANSO_PYTHON";

/// An interpreter that knows them: the caller's, the system's, or one made for it below `target`; else what is missing.
pub fn find(root: &Path, target: &Path, install: bool) -> Result<PathBuf, String> {
    let given = std::env::var_os(VARIABLE).map(PathBuf::from);
    let own = target.join("python/bin/python");
    for candidate in given.iter().chain([&PathBuf::from("python3"), &own]) {
        if knows(candidate) {
            return Ok(candidate.clone());
        }
    }
    let hint =
        "Python with other readers of the lake and SDKs: install `python3-venv`, or `pip install -r xtask/python.txt`";
    if install && make(root, target).is_some() && knows(&own) { Ok(own) } else { Err(hint.to_owned()) }
}

fn knows(python: &Path) -> bool {
    quiet(Command::new(python).args(["-c", KNOWN])).is_some()
}

fn make(root: &Path, target: &Path) -> Option<()> {
    println!("making a Python with other readers of the lake and SDKs");
    let folder = target.join("python");
    quiet(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let mut pip = Command::new(folder.join("bin/python"));
    quiet(pip.args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(root.join("xtask/python.txt")))
}

fn quiet(command: &mut Command) -> Option<()> {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success()).then_some(())
}
