//! `cargo xtask gen`: every generated file, made by one command. `cargo xtask check` fails when one is not up to date.

mod crates;
mod sql;

use crate::{house, run};
use anyhow::Result;
use clap::Args;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Options of `gen`.
#[derive(Args)]
pub struct Options {
    /// Only this one.
    #[arg(value_parser = names())]
    only: Option<String>,
}

struct Generator {
    name: &'static str,
    /// What it writes, for git.
    writes: &'static [&'static str],
    /// Whether it compiles anything.
    compiles: bool,
    make: fn(&Path) -> Result<()>,
}

const GENERATORS: &[Generator] = &[
    Generator { name: "crates", writes: &["ARCHITECTURE.md"], compiles: false, make: crates::make },
    Generator { name: "sql", writes: &["crates/state/.sqlx"], compiles: true, make: sql::make },
];

fn names() -> Vec<&'static str> {
    GENERATORS.iter().map(|generator| generator.name).collect()
}

/// Makes all, or the one named.
pub fn run(options: &Options) -> Result<ExitCode> {
    let root = house::root()?;
    for generator in GENERATORS {
        if options.only.as_deref().is_none_or(|only| only == generator.name) {
            println!("gen {}", generator.name);
            (generator.make)(&root)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What was not up to date and is made without a compiler.
pub fn stale_texts(root: &Path) -> Result<Vec<String>> {
    stale(root, false)
}

/// What was not up to date and is made by one.
pub fn stale_code(root: &Path) -> Result<Vec<String>> {
    stale(root, true)
}

/// Makes those that compile, or the others, anew and lists the files that differ from before.
fn stale(root: &Path, compiles: bool) -> Result<Vec<String>> {
    let mut changed = Vec::new();
    for generator in GENERATORS.iter().filter(|one| one.compiles == compiles) {
        let before = state(root, generator.writes)?;
        (generator.make)(root)?;
        let after = state(root, generator.writes)?;
        changed.extend(
            before.iter().filter(|line| !after.contains(line)).map(|line| format!("{}: {line}", generator.name)),
        );
        changed.extend(
            after.iter().filter(|line| !before.contains(line)).map(|line| format!("{}: {line}", generator.name)),
        );
    }
    changed.sort();
    changed.dedup();
    Ok(changed)
}

/// Hash and path of every file that a generator writes, as they stand in the folder.
fn state(root: &Path, paths: &[&str]) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for path in paths {
        let path = root.join(path);
        if path.is_dir() {
            files.extend(house::files(&path, &[""])?)
        } else if path.exists() {
            files.push(path)
        }
    }
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let mut git = Command::new("git");
    git.arg("hash-object").arg("--no-filters").args(&files);
    let hashes = run::output(git, root)?;
    let names = files.iter().map(|file| file.strip_prefix(root).unwrap_or(file).display().to_string());
    Ok(hashes.lines().zip(names).map(|(hash, name)| format!("{name} ({})", &hash[..hash.len().min(8)])).collect())
}
