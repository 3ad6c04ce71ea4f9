//! Both databases have the same tables with the same columns.

use crate::store::fresh;
use banso_state::State;
use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};

/// Table, column, kind, may be null.
type Row = (String, String, String, bool);

const SQLITE: &str = "select t.name, c.name, lower(c.type), c.\"notnull\" = 0 and c.pk = 0
    from sqlite_schema as t cross join pragma_table_info(t.name) as c
    where t.type = 'table' and t.name not like '\\_%' escape '\\' and t.name not like 'sqlite\\_%' escape '\\'
    order by t.name, c.cid";

const POSTGRES: &str = "select table_name::text, column_name::text, data_type::text, is_nullable = 'YES'
    from information_schema.columns
    where table_schema = 'public' and table_name not like '\\_%'
    order by table_name::text collate \"C\", ordinal_position";

fn kind(postgres: &str) -> String {
    match postgres {
        "bigint" => "integer",
        "bytea" => "blob",
        other => other,
    }
    .to_owned()
}

#[tokio::test]
async fn tables_and_columns_are_those_of_sqlite() {
    let Some(store) = fresh().await else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("state.db");
    State::open(&path).await.expect("opens").close().await;
    let mut sqlite = SqliteConnectOptions::new().filename(&path).connect().await.expect("connects");
    let expected: Vec<Row> = sqlx::query_as(SQLITE).fetch_all(&mut sqlite).await.expect("reads");
    let found: Vec<Row> = sqlx::query_as(POSTGRES).fetch_all(&mut store.raw().await).await.expect("reads");
    let found: Vec<Row> = found.into_iter().map(|(table, column, of, null)| (table, column, kind(&of), null)).collect();
    assert!(expected.len() > 100, "the search finds columns");
    assert_eq!(found, expected);
}

#[tokio::test]
async fn every_text_is_compared_by_its_bytes() {
    let Some(store) = fresh().await else { return };
    let others = "select table_name || '.' || column_name from information_schema.columns
        where table_schema = 'public' and table_name not like '\\_%' and data_type = 'text'
        and collation_name is distinct from 'C'";
    let found: Vec<String> = sqlx::query_scalar(others).fetch_all(&mut store.raw().await).await.expect("reads");
    assert_eq!(found, Vec::<String>::new());
}
