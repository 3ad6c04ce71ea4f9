//! Every statement file is used, and every used one is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_statement_is_used_and_every_used_one_is_there() {
    let there: BTreeSet<String> = files(&root().join("sql"), "sql")
        .iter()
        .map(|path| path.strip_prefix(root()).expect("inside").to_string_lossy().into_owned())
        .collect();
    let mut used = BTreeSet::new();
    for path in files(&root().join("src"), "rs") {
        let text = fs::read_to_string(path).expect("text");
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        let quoted = code.split('"').filter(|part| part.starts_with("sql/") && part.ends_with(".sql"));
        for file in quoted {
            used.insert(file.to_owned());
            used.insert(file.replacen("sql/sqlite/", "sql/postgres/", 1));
        }
    }
    assert!(used.len() > 50, "the search finds statements");
    assert_eq!(there.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "unused");
    assert_eq!(used.difference(&there).collect::<Vec<_>>(), Vec::<&String>::new(), "missing");
}

#[test]
fn the_data_of_checked_statements_is_whole_and_nothing_more() {
    let checked =
        files(&root().join("sql"), "sql").into_iter().filter(|path| !path.starts_with(root().join("sql/postgres")));
    let statements: BTreeSet<String> = checked.map(|path| fs::read_to_string(path).expect("text")).collect();
    let mut known = BTreeSet::new();
    for path in files(&root().join(".sqlx"), "json") {
        let data: serde_json::Value = serde_json::from_slice(&fs::read(path).expect("bytes")).expect("json");
        known.insert(data["query"].as_str().expect("a query").to_owned());
    }
    assert_eq!(known, statements, "run ./gen-sql");
}

#[test]
fn no_statement_hides_in_the_code_but_what_the_databases_say_of_themselves() {
    for path in files(&root().join("src"), "rs") {
        // Their settings, sizes, locks.
        if ["sqlite.rs", "postgres.rs"].iter().any(|own| path.ends_with(own)) {
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        let hidden =
            ["query(", "query!(", "query_as(", "query_as!(", "query_scalar(", "query_scalar!(", "QueryBuilder"];
        for word in hidden {
            assert!(!text.contains(word), "{} holds {word}", path.display());
        }
    }
}

#[test]
fn both_databases_have_the_same_statements_and_migrations() {
    for folder in ["sql", "migrations"] {
        let names = |of: &str| -> BTreeSet<PathBuf> {
            let folder = root().join(folder).join(of);
            files(&folder, "sql").iter().map(|path| path.strip_prefix(&folder).expect("inside").to_owned()).collect()
        };
        assert_eq!(names("sqlite"), names("postgres"), "{folder}");
    }
}

#[test]
fn columns_are_no_reserved_words_of_duckdb_or_postgresql() {
    const RESERVED: &str = "all analyse analyze and any array as asc asymmetric at both case cast check collate column \
        constraint create default deferrable desc describe distinct do else end except false fetch for foreign from \
        grant group having in initially intersect into lambda lateral leading limit localtime not null offset on only \
        or order pivot placing primary qualify references returning select show some summarize symmetric table then to \
        trailing true union unique unpivot user using variadic when where window with";
    let reserved: BTreeSet<&str> = RESERVED.split_whitespace().collect();
    for path in files(&root().join("migrations"), "sql") {
        for line in fs::read_to_string(path).expect("text").lines() {
            let mut words = line.split_whitespace();
            let (Some(name), Some(kind)) = (words.next(), words.next()) else { continue };
            if line.starts_with("    ")
                && ["integer", "bigint", "text", "real", "blob", "bytea"].contains(&kind.trim_end_matches(','))
            {
                assert!(!reserved.contains(name), "column {name}");
            }
        }
    }
}
