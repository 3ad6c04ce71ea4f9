//! Queries of people: what they see, what they are refused, where they are stopped.

use banso_domain::facts::Fact;
use banso_kernel::{AccountId, Day, FactId, Micros};
use banso_lake::sql::{Cell, NamedTable, SqlError, SqlLimits, SqlResult, Values};
use banso_lake::{HealthRows, HealthState, Lake, LakeError, MetricRows, ModelVersion};
use std::time::Duration;

fn fact(n: u8) -> Fact {
    Fact {
        id: FactId([n; 16]),
        account: AccountId(i64::from(n % 3)),
        person: None,
        name: if n.is_multiple_of(2) { "login" } else { "ticket" }.into(),
        occurred_at: Micros(i64::from(n) * 86_400_000_000),
        known_at: Micros(0),
        value: Some(f64::from(n)),
        props: String::new(),
        source: "test".into(),
    }
}

async fn lake() -> (tempfile::TempDir, Lake) {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    lake.seal(1, (0..10).map(fact).collect()).await.expect("seals");
    let mut metrics = lake.metric_writer(&["logins".into()]).expect("a writer");
    metrics
        .push(&MetricRows { account: AccountId(1), first: Day(0), columns: &[vec![1.0, f64::NAN, 3.0]] })
        .expect("takes");
    metrics.finish("t1").await.expect("writes");
    let model = ModelVersion { model: "ranks".into(), version: 1 };
    let mut health = lake.health_writer(&[model]);
    let states = [HealthState {
        segment: "risk".into(),
        score: f64::NAN,
        coverage: 0.5,
        axes: "{}".into(),
        unmet: "a,b".into(),
        missing: String::new(),
    }];
    health
        .push(&HealthRows { model: 0, account: AccountId(1), first: Day(0), states: &states, of_day: &[0, 0] })
        .expect("takes");
    health.finish("t1").await.expect("writes");
    (folder, lake)
}

async fn ask(lake: &Lake, query: &str, limits: SqlLimits) -> Result<SqlResult, SqlError> {
    let snapshot = lake.snapshot().await.expect("a snapshot");
    let accounts = NamedTable::new("accounts")
        .with("account", Values::Int(vec![Some(0), Some(1), None]))
        .with("name", Values::Text(vec![Some("青空".into()), None, Some("x".into())]))
        .with("signed_up_on", Values::Day(vec![Some(Day(1)), None, None]))
        .with("changed_at", Values::Moment(vec![Some(Micros(1)), None, None]));
    match lake.sql(query, &snapshot, &[fact(10), fact(11)], &[accounts], limits).await {
        Ok(result) => Ok(result),
        Err(LakeError::Sql(error)) => Err(error),
        Err(other) => panic!("{other}"),
    }
}

async fn one(lake: &Lake, query: &str) -> Vec<Vec<Cell>> {
    ask(lake, query, SqlLimits::default()).await.unwrap_or_else(|error| panic!("{query}: {error}")).rows
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_are_those_of_the_lake_and_of_the_inbox() {
    let (_folder, lake) = lake().await;
    assert_eq!(one(&lake, "SELECT count(*), sum(value) FROM facts").await, [[Cell::Int(12), Cell::Float(66.0)]]);
    assert_eq!(
        one(&lake, "SELECT name, count(*) AS n FROM facts WHERE account = 1 GROUP BY name ORDER BY name").await,
        [[Cell::Text("login".into()), Cell::Int(2)], [Cell::Text("ticket".into()), Cell::Int(2)]]
    );
    // The bounds of a file are rounded in the log; an aggregate must not be answered from them.
    assert_eq!(
        one(&lake, "SELECT max(occurred_at), min(occurred_at) FROM facts").await,
        [[Cell::Moment(Micros(11 * 86_400_000_000)), Cell::Moment(Micros(0))]]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn derived_history_and_given_tables_can_be_joined() {
    let (_folder, lake) = lake().await;
    assert_eq!(
        one(&lake, "SELECT day, logins FROM metric_history ORDER BY day").await,
        [[Cell::Day(Day(0)), Cell::Float(1.0)], [Cell::Day(Day(1)), Cell::Null], [Cell::Day(Day(2)), Cell::Float(3.0)]]
    );
    assert_eq!(
        one(&lake, "SELECT h.segment, a.name, h.score FROM health_history h JOIN accounts a USING (account) LIMIT 1")
            .await,
        [[Cell::Text("risk".into()), Cell::Null, Cell::Null]]
    );
    let shown = one(&lake, "SHOW TABLES").await;
    assert!(shown.iter().any(|row| row.contains(&Cell::Text("accounts".into()))), "{shown:?}");
    assert!(!one(&lake, "DESCRIBE facts").await.is_empty());
    assert!(!one(&lake, "EXPLAIN SELECT * FROM facts").await.is_empty());
    assert!(!one(&lake, "WITH x AS (SELECT 1 AS a) SELECT a FROM x UNION ALL VALUES (2)").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_does_more_than_read_is_refused() {
    let (folder, lake) = lake().await;
    let out = folder.path().join("out.csv");
    let path = out.display();
    for query in [
        format!("CREATE EXTERNAL TABLE t STORED AS CSV LOCATION '{path}'"),
        format!("COPY facts TO '{path}' STORED AS CSV"),
        format!("COPY (SELECT 1) TO '{path}'"),
        format!("EXPLAIN ANALYZE COPY (SELECT 1) TO '{path}' STORED AS CSV"),
        "CREATE TABLE t AS SELECT 1".into(),
        "SELECT 1 INTO t".into(),
        "CREATE VIEW v AS SELECT 1".into(),
        "DROP TABLE facts".into(),
        "INSERT INTO facts SELECT * FROM facts".into(),
        "INSERT INTO accounts VALUES (1, 'x', NULL, NULL)".into(),
        "UPDATE accounts SET name = 'y'".into(),
        "DELETE FROM facts".into(),
        "DELETE FROM accounts".into(),
        "TRUNCATE TABLE accounts".into(),
        "SET datafusion.execution.batch_size = 1".into(),
        "PREPARE p AS SELECT 1".into(),
        "BEGIN".into(),
        "CREATE FUNCTION f() RETURNS INT RETURN 1".into(),
        "CREATE SCHEMA s".into(),
        "SELECT 1; SELECT 2".into(),
        "EXPLAIN ANALYZE SELECT * FROM facts".into(),
    ] {
        let error = ask(&lake, &query, SqlLimits::default()).await.expect_err(&query);
        assert!(matches!(error, SqlError::NotAQuery(_) | SqlError::Invalid { .. }), "{query}: {error:?}");
        assert!(!out.exists(), "{query}");
    }
    assert_eq!(one(&lake, "SELECT count(*) FROM facts").await, [[Cell::Int(12)]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_and_addresses_cannot_be_named() {
    let (folder, lake) = lake().await;
    let secret = folder.path().join("secret.csv");
    std::fs::write(&secret, "a\n1\n").expect("writes");
    let path = secret.display();
    for query in [
        format!("SELECT * FROM '{path}'"),
        format!("SELECT * FROM read_csv('{path}')"),
        format!("SELECT * FROM read_parquet('{path}')"),
        format!("SELECT * FROM parquet_metadata('{path}')"),
        "SELECT * FROM 'http://127.0.0.1/x.csv'".into(),
        "SELECT repeat('x', 1000000000)".into(),
        "SELECT array_repeat(1, 1000000000)".into(),
        "SELECT * FROM generate_series(1, 100000000000)".into(),
    ] {
        let error = ask(&lake, &query, SqlLimits::default()).await.expect_err(&query);
        assert!(matches!(error, SqlError::Invalid { .. }), "{query}: {error:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_say_where_and_what() {
    let (_folder, lake) = lake().await;
    let limits = SqlLimits::default();
    let Err(SqlError::Invalid { message, line, column }) = ask(&lake, "SELECT name\nFROM fatcs", limits).await else {
        panic!("an unknown table")
    };
    assert!(message.contains("fatcs"), "{message}");
    let _ = (line, column);
    let Err(SqlError::Invalid { message, line, column }) = ask(&lake, "SELECT\n  nam FROM facts", limits).await else {
        panic!("an unknown column")
    };
    assert!(message.contains("nam"), "{message}");
    assert_eq!((line, column), (Some(2), Some(3)), "{message}");
    let Err(SqlError::Invalid { message, line, column }) = ask(&lake, "SELECT 1\nFROM WHERE", limits).await else {
        panic!("bad syntax")
    };
    assert_eq!(line, Some(2), "{message} {column:?}");
    let Err(SqlError::Failed(message)) = ask(&lake, "SELECT 1 / (account - account) FROM facts", limits).await else {
        panic!("a division by zero")
    };
    assert!(message.to_lowercase().contains("zero"), "{message}");
}

#[tokio::test(flavor = "multi_thread")]
#[allow(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
async fn rows_time_and_memory_are_limited() {
    let (_folder, lake) = lake().await;
    let few = SqlLimits { rows: 5, ..SqlLimits::default() };
    let result = ask(&lake, "SELECT * FROM facts", few).await.expect("a result");
    assert!(result.more && result.rows.len() == 5);
    let result = ask(&lake, "SELECT * FROM facts LIMIT 5", few).await.expect("a result");
    assert!(!result.more && result.rows.len() == 5);

    let twelve = (0..9).map(|n| format!("facts f{n}")).collect::<Vec<_>>().join(", ");
    let endless = format!("SELECT count(DISTINCT f0.value + random()) FROM {twelve}");
    let short = SqlLimits { time: Duration::from_secs(1), memory: 64 << 20, ..SqlLimits::default() };
    let started = std::time::Instant::now();
    let error = ask(&lake, &endless, short).await.expect_err("must be stopped");
    assert!(matches!(error, SqlError::TooLong(1) | SqlError::TooLarge(64)), "{error:?}");
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}
