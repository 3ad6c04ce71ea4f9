//! A million rows of a file, from the command line: read, checked, deduplicated, durable, sealed, and history computed.

use super::Place;
use super::document::{seconds, table};
use super::program::built;
use crate::run::output;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Rows of the file.
const ROWS: u32 = 1_000_000;

const MAPPING: &str = r#"kind = "facts"

[columns]
account = "account"
person = "user"

[rules]
source = "bench"

[[fact]]
name = "=login"
occurred_at = "at"
value = "amount"
id = "id"
"#;

/// The yardstick: the same rows into SQLite with a unique id, nothing checked and nothing computed.
const SQLITE: &str = r#"
import csv, sqlite3, sys, time
start = time.time()
db = sqlite3.connect(sys.argv[2])
db.executescript("pragma journal_mode=wal; pragma synchronous=full; create table fact(id text primary key, account text, user text, at text, amount real) without rowid")
rows = csv.reader(open(sys.argv[1], encoding="utf-8"))
next(rows)
with db: db.executemany("insert or ignore into fact values (?,?,?,?,?)", rows)
print(time.time() - start)
"#;

/// Imports the file twice and measures both.
pub fn measure(place: &Place) -> Result<String> {
    let program = built(&place.root, "banso")?;
    let (file, mapping) = (place.data.join("rows.csv"), place.data.join("rows.toml"));
    std::fs::write(&mapping, MAPPING)?;
    if !file.exists() {
        std::fs::write(&file, rows())?;
    }
    let folder = tempfile::tempdir_in(&place.data)?;
    let import = |what: &str| -> Result<(f64, u64)> {
        let mut command = Command::new(&program);
        command.arg("import").arg(&file).arg("--mapping").arg(&mapping).arg("--data").arg(folder.path());
        let start = Instant::now();
        let peak = peak_of(command, &place.root)?;
        let took = start.elapsed().as_secs_f64();
        println!("  {what}: {took:.1} s");
        Ok((took, peak))
    };
    let (first, peak) = import("first import")?;
    let (again, _) = import("second import")?;
    let mut python = Command::new("python3");
    python.args(["-c", SQLITE]).arg(&file).arg(folder.path().join("yardstick.db"));
    let sqlite: f64 = output(python, &place.root)?.trim().parse().context("seconds")?;
    let line = |job: &str, took: f64| {
        let per_second = format!("{:.0}", f64::from(ROWS) / took);
        vec![job.to_owned(), seconds(took), per_second, format!("**{:.1}**", took / sqlite)]
    };
    let rows = [
        line("`banso import`, to the last page computed", first),
        line("the same file once more: nothing changes", again),
        line("SQLite from Python: unique ids, nothing else", sqlite),
    ];
    Ok(table(&["a million rows", "time", "rows/s", "ratio"], &rows)
        + &format!("\nPeak memory of the import: {peak} MB.\n"))
}

/// Runs it and says how much memory it took at most, in megabytes.
fn peak_of(command: Command, root: &Path) -> Result<u64> {
    let mut timed = Command::new("/usr/bin/env");
    let script = "import resource,subprocess,sys; done=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL).returncode; \
                  print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss//1024); sys.exit(done)";
    timed.args(["python3", "-c", script]).arg(command.get_program()).args(command.get_args());
    output(timed, root)?.trim().parse().context("megabytes")
}

fn rows() -> String {
    let mut text = String::from("id,account,user,at,amount\n");
    for n in 0..ROWS {
        // A year of seconds, scattered; 2,000 accounts with up to 30 users each.
        let (account, second) = (n.wrapping_mul(2_654_435_761) % 2_000, u64::from(n) * 7_919 % 31_536_000);
        let (day, of_day) = (second / 86_400, second % 86_400);
        let (month, date) = (day / 28 % 12 + 1, day % 28 + 1);
        let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
        let _ = writeln!(
            text,
            "e{n},A{account:04},u{account}-{},2025-{month:02}-{date:02} {hour:02}:{minute:02}:{second:02},{}",
            n % 30,
            n % 997
        );
    }
    text
}
