//! The figures in docs/benchmarks.md, between marks.

use anyhow::{Context, Result};
use std::path::Path;

/// Replaces what stands between `<!-- NAME: … -->` and `<!-- end of NAME -->` by `text`, and prints it.
pub fn put(root: &Path, name: &str, text: &str) -> Result<()> {
    println!("{text}");
    let path = root.join("docs/benchmarks.md");
    let old = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let (start, end) = (format!("<!-- {name}:"), format!("<!-- end of {name} -->"));
    let from = old.find(&start).and_then(|at| Some(at + old[at..].find("-->")? + 3)).context(start)?;
    let until = old.find(&end).context(end)?;
    std::fs::write(&path, format!("{}\n\n{}\n\n{}", &old[..from], text.trim(), &old[until..]))?;
    Ok(())
}

/// A table of Markdown.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rule = format!("|{}\n", "---|".repeat(head.len()));
    let head = line(&head.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
    head + &rule + &rows.iter().map(|row| line(row)).collect::<String>()
}

/// Seconds, to two digits that count.
pub fn seconds(value: f64) -> String {
    if value >= 10.0 { format!("{value:.1} s") } else { format!("{value:.3} s") }
}
