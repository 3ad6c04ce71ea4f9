//! Memory of a large import, in a process of its own.

use banso_intake::{Options, Table};
use std::io::Write;

#[test]
fn a_million_rows_need_little_memory() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("x.csv.gz");
    let file = std::fs::File::create(&path).expect("a file");
    let mut packer = flate2::write::GzEncoder::new(std::io::BufWriter::new(file), flate2::Compression::fast());
    packer.write_all(b"account_id,event,timestamp\n").expect("written");
    for n in 0..1_000_000 {
        writeln!(packer, "A-{},login,2024-01-{:02} 10:00:00", n % 500, n % 28 + 1).expect("written");
    }
    packer.finish().expect("packed").flush().expect("written");
    let before = resident();
    let mut table = Table::open(&path, &Options::default()).expect("a table");
    let mut rows = 0;
    while table.next_item().is_some() {
        rows += 1;
    }
    assert_eq!(rows, 1_000_000);
    let grown = resident().saturating_sub(before);
    assert!(grown < 32 << 20, "{grown} bytes");
}

/// Resident memory in bytes; 0 where the system does not tell.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<usize>().ok()).unwrap_or(0) * 1024
}
