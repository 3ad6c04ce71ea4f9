//! The map of crates in ARCHITECTURE.md, from each crate's first sentence and its dependencies.

use crate::check::edges;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::path::Path;

const BEGIN: &str = "<!-- crates: made by `cargo xtask gen crates` -->";
const END: &str = "<!-- end of crates -->";

/// Writes the table between its two marks.
pub fn make(root: &Path) -> Result<()> {
    let path = root.join("ARCHITECTURE.md");
    let text = std::fs::read_to_string(&path).context("ARCHITECTURE.md")?;
    let (before, rest) = text.split_once(BEGIN).context("ARCHITECTURE.md has lost the mark for the crates")?;
    let (_, after) = rest.split_once(END).context("ARCHITECTURE.md has lost the mark after the crates")?;
    let made = format!("{before}{BEGIN}\n{}{END}{after}", table(root)?);
    if made != text {
        std::fs::write(&path, made)?;
    }
    Ok(())
}

fn table(root: &Path) -> Result<String> {
    let mut out = String::from("\n| crate | what it is | uses |\n|---|---|---|\n");
    for one in edges::crates(root)? {
        let folder = root.join("crates").join(one.short());
        let main = ["src/lib.rs", "src/main.rs"].iter().map(|file| folder.join(file)).find(|file| file.exists());
        let Some(main) = main else { continue };
        let text = std::fs::read_to_string(main)?;
        let uses = one.ours().join(" ");
        writeln!(out, "| `{}` | {} | {uses} |", one.short(), sentence(&text))?;
    }
    out.push('\n');
    Ok(out)
}

/// The first paragraph of the crate's documentation.
fn sentence(source: &str) -> String {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
    let paragraph: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    paragraph.join(" ").replace('|', "\\|")
}
