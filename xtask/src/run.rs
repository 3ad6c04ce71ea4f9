//! Running other programs.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// The cargo that runs us.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program that may run cargo, without what our own cargo says about us. Build scripts of libraries look at that, and
/// everything above them would be compiled anew whenever a task and a plain `cargo build` take turns.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let about_us = |name: &str| {
        name.starts_with("CARGO_PKG_")
            || matches!(name, "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "CARGO_CRATE_NAME" | "CARGO_BIN_NAME")
    };
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(about_us)) {
        command.env_remove(name);
    }
    command
}

/// `program` answers to `--version`.
pub fn present(program: &str) -> bool {
    let mut command = Command::new(program);
    command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Runs it in `root`, output passed through; an error if it fails.
pub fn passed(mut command: Command, root: &Path) -> Result<()> {
    let shown = shown(&command);
    println!("$ {shown}");
    let status = command.current_dir(root).status().with_context(|| shown.clone())?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Runs it in `root` and gives its standard output.
pub fn output(mut command: Command, root: &Path) -> Result<String> {
    let shown = shown(&command);
    let output = command.current_dir(root).stderr(Stdio::inherit()).output().with_context(|| shown.clone())?;
    if !output.status.success() {
        bail!("`{shown}` failed ({})", output.status);
    }
    String::from_utf8(output.stdout).context(shown)
}

/// Runs it in `root`, shows both its outputs as they come and hands each line to `each`; true if it succeeded.
pub fn watched(mut command: Command, root: &Path, mut each: impl FnMut(&str)) -> Result<bool> {
    let shown = shown(&command);
    println!("$ {shown}");
    let (reader, writer) = std::io::pipe()?;
    let mut child = command.current_dir(root).stdout(writer.try_clone()?).stderr(writer).spawn().context(shown)?;
    drop(command); // its copies of the writer would keep the pipe open
    let mut lines = BufReader::new(reader);
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if lines.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let line = String::from_utf8_lossy(&bytes);
        print!("{line}");
        each(line.trim_end());
    }
    Ok(child.wait()?.success())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ").replace(&path_of_cargo(), "cargo")
}

fn path_of_cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}
