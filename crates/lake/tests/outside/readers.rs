//! Anybody can open the lake: Polars and DuckDB count the same facts, without Banso.
//!
//! Needs Python with `polars`, `deltalake`, `duckdb` and `duckdb-extension-delta` (all from PyPI); says so and passes
//! where they are missing. `BANSO_PYTHON` names another interpreter.

use banso_domain::facts::Fact;
use banso_kernel::{AccountId, Day, FactId, Micros, PersonId};
use banso_lake::{Lake, MetricRows};
use std::process::Command;
use std::time::Duration;

const PROGRAM: &str = r#"
import sys, json, importlib.util, os
import polars, deltalake, duckdb, duckdb_extension_delta
folder = sys.argv[1]
facts = os.path.join(folder, "facts")
lazy = polars.scan_delta(facts)
by_polars = {
    "facts": lazy.select(polars.len()).collect().item(),
    "value": lazy.select(polars.col("value").sum()).collect().item(),
    "some": lazy.filter((polars.col("account") == 3) & (polars.col("name") == "ticket")).select(polars.len()).collect().item(),
    "late": lazy.filter(polars.col("occurred_at") >= polars.lit(1_000_000_007).cast(polars.Datetime("us", "UTC"))).select(polars.len()).collect().item(),
    "days": polars.scan_delta(os.path.join(folder, "metric_history")).filter(polars.col("logins") > 1).select(polars.len()).collect().item(),
}
extension = os.path.join(os.path.dirname(duckdb_extension_delta.__file__), "extensions", "v" + duckdb.__version__, "delta.duckdb_extension")
db = duckdb.connect(config={"autoinstall_known_extensions": "false"})
db.execute("SET TimeZone = 'UTC'")
db.execute(f"LOAD '{extension}'")
def one(query): return db.execute(query).fetchone()[0]
scan = f"delta_scan('{facts}')"
by_duckdb = {
    "facts": one(f"SELECT count(*) FROM {scan}"),
    "value": one(f"SELECT sum(value) FROM {scan}"),
    "some": one(f"SELECT count(*) FROM {scan} WHERE account = 3 AND name = 'ticket'"),
    "late": one(f"SELECT count(*) FROM {scan} WHERE occurred_at >= make_timestamptz(1000000007)"),
    "days": one(f"SELECT count(*) FROM delta_scan('{folder}/metric_history') WHERE logins > 1"),
}
# No column needs quotes.
for table in ("facts", "metric_history", "health_history"):
    columns = [row[0] for row in db.execute(f"DESCRIBE SELECT * FROM delta_scan('{folder}/{table}')").fetchall()]
    db.execute(f"SELECT {', '.join(columns)} FROM delta_scan('{folder}/{table}') LIMIT 1")
    db.execute(f"CREATE TABLE plain_{table} ({', '.join(c + ' INT' for c in columns)})")
print(json.dumps({"polars": by_polars, "duckdb": by_duckdb}))
"#;

fn facts(k: i64) -> Vec<Fact> {
    (0..2_000)
        .map(|n| Fact {
            id: FactId::of(&[&k.to_le_bytes(), &i64::to_le_bytes(n)]),
            account: AccountId(n % 50),
            person: (n % 3 > 0).then_some(PersonId(n + 1)),
            name: ["login", "ticket", "売上"][(n % 3) as usize].to_owned(),
            occurred_at: Micros(n * 1_000_000 + k),
            known_at: Micros(7),
            value: (n % 4 > 0).then_some(n as f64),
            props: if n % 2 == 0 { String::new() } else { r#"{"plan":"大"}"#.to_owned() },
            source: "test".to_owned(),
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn polars_and_duckdb_count_the_same_facts() {
    let python = std::env::var("BANSO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let needed = "import polars, deltalake, duckdb, duckdb_extension_delta";
    if !Command::new(&python).args(["-c", needed]).output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: `{python} -c '{needed}'` fails (see docs/sql.md, other readers)");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    let mut all = Vec::new();
    for k in 1..=7 {
        let batch = facts(k);
        all.extend(batch.iter().cloned());
        lake.seal(k, batch).await.expect("seals");
        if k == 6 {
            // What is read later has a compacted file, a checkpoint to come, and a fresh batch.
            let done = lake.maintain(Micros(0), Duration::ZERO).await.expect("maintains");
            assert_eq!((done.merged, done.into), (6, 1));
        }
    }
    let mut writer = lake.metric_writer(&["logins".to_owned()]).expect("a writer");
    let column = vec![f64::NAN, 1.0, 2.0, 3.0];
    writer.push(&MetricRows { account: AccountId(1), first: Day(20_000), columns: &[column] }).expect("takes");
    writer.finish("").await.expect("writes");

    let output = Command::new(&python).args(["-c", PROGRAM]).arg(folder.path()).output().expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let count = |keep: &dyn Fn(&Fact) -> bool| all.iter().filter(|fact| keep(fact)).count();
    let expected = serde_json::json!({
        "facts": all.len(),
        "value": all.iter().filter_map(|fact| fact.value).sum::<f64>(),
        "some": count(&|fact| fact.account.0 == 3 && fact.name == "ticket"),
        "late": count(&|fact| fact.occurred_at.0 >= 1_000_000_007),
        "days": 2,
    });
    assert_eq!(seen["polars"], expected);
    assert_eq!(seen["duckdb"], expected);
}
