//! PostgreSQL understands every statement, as SQLite's compiler does.

use crate::store::fresh;
use sqlx::{AssertSqlSafe, Column, Either, Executor, SqlSafeStr, Statement, TypeInfo};
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// All that code passes and reads: bigint, text and bytea. A text is cast to jsonb where many rows travel as one.
const KNOWN: [&str; 4] = ["INT8", "TEXT", "BYTEA", "JSONB"];

#[tokio::test]
async fn every_statement_can_be_prepared_and_speaks_of_numbers_and_texts_alone() {
    let Some(store) = fresh().await else { return };
    let mut raw = store.raw().await;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sql");
    let (mut count, mut wrong) = (0, Vec::new());
    for path in files(&root).iter().filter(|path| !path.starts_with(root.join("sqlite"))) {
        let name = path.strip_prefix(&root).expect("inside").display();
        let text = std::fs::read_to_string(path).expect("text");
        count += 1;
        match (&mut raw).prepare(AssertSqlSafe(text).into_sql_str()).await {
            Err(error) => wrong.push(format!("{name}: {error}")),
            Ok(statement) => {
                let parameters = match statement.parameters() {
                    Some(Either::Left(types)) => types.iter().map(|kind| kind.name().to_owned()).collect(),
                    _ => Vec::new(),
                };
                let columns = statement.columns().iter().map(|column| column.type_info().name().to_owned());
                let strange: Vec<_> =
                    parameters.into_iter().chain(columns).filter(|kind| !KNOWN.contains(&kind.as_str())).collect();
                if !strange.is_empty() {
                    wrong.push(format!("{name}: {strange:?}"));
                }
            }
        }
    }
    assert!(count > 100, "the search finds statements");
    assert_eq!(wrong, Vec::<String>::new());
}
