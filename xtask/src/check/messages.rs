//! Every message that code or a template names is there.

use crate::house;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Functions and constructors whose first text is a message id.
const CALLS: [&str; 10] = ["t", "t1", "t2", "h", "h1", "get", "with", "Problem::new", "problem", "label"];

/// Named, but missing in a message file.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let folder = root.join("crates/words/messages/ja");
    let mut known = BTreeSet::new();
    let mut areas = BTreeSet::new();
    for file in house::files(&folder, &[".ftl"])? {
        areas.insert(file.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        let text = std::fs::read_to_string(&file)?;
        let ids = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        known.extend(ids.filter_map(|line| line.split_once('=')).map(|(id, _)| id.trim().to_owned()));
    }
    let mut missing: BTreeMap<String, String> = BTreeMap::new();
    for file in house::files(&root.join("crates"), &[".rs", ".html"])? {
        let text = std::fs::read_to_string(&file)?;
        if file.components().any(|part| part.as_os_str() == "words") {
            continue; // its tests name messages that must not be there
        }
        for id in named(&text, &areas).filter(|id| !known.contains(*id)) {
            missing.entry(id.to_owned()).or_insert(file.strip_prefix(root).unwrap_or(&file).display().to_string());
        }
    }
    Ok(missing.into_iter().map(|(id, file)| format!("{file} names {id}, which is in no message file")).collect())
}

/// Ids in `text` that stand as first argument of one of [`CALLS`].
fn named<'t>(text: &'t str, areas: &'t BTreeSet<String>) -> impl Iterator<Item = &'t str> {
    text.match_indices("(\"").filter_map(move |(at, _)| {
        let (id, _) = text[at + 2..].split_once('"')?;
        let before = &text[..at];
        let start = before.rfind(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | ':'))).map_or(0, |i| i + 1);
        let shape = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') && !id.ends_with('-');
        let area = id.split_once('-').is_some_and(|(area, _)| areas.contains(area));
        (CALLS.contains(&&before[start..]) && shape && area).then_some(id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_where_they_are_asked_for() {
        let areas = ["web", "problem"].map(str::to_owned).into();
        let text = r#"cx.t("web-title") class("web-head") Problem::new("problem-x") words.get("web-a" get("other-b") t("web-")"#;
        assert_eq!(named(text, &areas).collect::<Vec<_>>(), ["web-title", "problem-x", "web-a"]);
    }
}
