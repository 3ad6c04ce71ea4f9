//! docs/sql.md says what is there.

use crate::App;
use crate::tests::app;
use banso_lake::sql::{Cell, SqlLimits};
use std::collections::BTreeMap;

/// Tables of the document with their columns and types. Names in italics stand for many and are left out.
fn documented() -> BTreeMap<String, Vec<(String, String)>> {
    let text = include_str!("../../../../docs/sql.md");
    let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut table = None;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("### ") {
            table = Some(name.to_owned());
        } else if line.starts_with("## ") {
            table = None;
        } else if let (Some(table), Some(row)) = (&table, line.strip_prefix("| ")) {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            if cells[0] != "column" && !cells[0].starts_with('*') && !cells[0].starts_with('-') {
                tables.entry(table.clone()).or_default().push((cells[0].to_owned(), cells[1].to_owned()));
            }
        }
    }
    tables
}

/// The engine's name of a type as the document says it.
fn said(kind: &str) -> &str {
    match kind {
        "Int64" => "BIGINT",
        "Int32" => "INTEGER",
        "Float64" => "DOUBLE",
        "Boolean" => "BOOLEAN",
        "Binary" | "BinaryView" => "BINARY",
        "Date32" => "DATE",
        "Utf8" | "Utf8View" => "VARCHAR",
        kind if kind.starts_with("Timestamp") => "TIMESTAMP",
        other => other,
    }
}

async fn real(app: &App) -> BTreeMap<String, Vec<(String, String)>> {
    let query = "SELECT table_name, column_name, data_type FROM information_schema.columns
        WHERE table_schema = 'public' ORDER BY table_name, ordinal_position";
    let found = app.ask(query, SqlLimits::default()).await.expect("answers");
    let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in found.rows {
        let [Cell::Text(table), Cell::Text(column), Cell::Text(kind)] = row.as_slice() else { panic!("{row:?}") };
        tables.entry(table.clone()).or_default().push((column.clone(), said(kind).to_owned()));
    }
    tables
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_lists_exactly_the_tables_and_columns_that_are_there() {
    let (_folder, app) = app().await;
    let (documented, real) = (documented(), real(&app).await);
    assert_eq!(documented.keys().collect::<Vec<_>>(), real.keys().collect::<Vec<_>>());
    for (table, columns) in &documented {
        assert_eq!(columns, &real[table], "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_can_be_read_and_personal_columns_are_not_there() {
    let (_folder, app) = app().await;
    for table in documented().keys() {
        app.ask(&format!("SELECT * FROM {table}"), SqlLimits::default())
            .await
            .unwrap_or_else(|e| panic!("{table}: {e}"));
    }
    for column in ["family", "given", "email", "phone"] {
        assert!(app.ask(&format!("SELECT {column} FROM people"), SqlLimits::default()).await.is_err());
    }
}
