//! Small files: most under 200 lines, none over 400.

use crate::house;
use anyhow::Result;
use std::path::Path;

const LIMIT: usize = 400;
const USUAL: usize = 200;

/// Source files that are too long.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    let (mut all, mut long) = (0, 0);
    for folder in ["crates", "xtask"] {
        for file in house::files(&root.join(folder), &[".rs", ".html", ".css", ".js", ".sql"])? {
            let lines = std::fs::read_to_string(&file)?.lines().count();
            all += 1;
            long += usize::from(lines > USUAL);
            if lines > LIMIT {
                wrong.push(format!("{} has {lines} lines", file.strip_prefix(root).unwrap_or(&file).display()));
            }
        }
    }
    println!("{all} source files, {long} of them over {USUAL} lines");
    Ok(wrong)
}
