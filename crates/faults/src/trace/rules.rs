//! What must have reached the disk before what.

use super::Call;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// A promise that was made too early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A file got its name before its content was synced.
    Content(String),
    /// A name was followed by other names, or by nothing, before its folder was synced.
    Name(String),
    /// A log entry was published while a name or content that it may count on was not yet durable.
    Entry(String, String),
    /// 200 was answered though nothing had been written and synced since the request came.
    Answer(String),
}

/// What was seen, so that a test knows that there was something to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Requests to the ingest door that were answered with 200.
    pub answers: usize,
    /// Names published in the lake.
    pub names: usize,
    /// Of them, entries of a Delta log.
    pub entries: usize,
}

/// Every promise made too early by a program on the data folder `data`, and what was looked at.
#[must_use]
pub fn broken(calls: &[Call], data: &Path) -> (Vec<Broken>, Seen) {
    let syncs = syncs(calls);
    let mut seen = Seen::default();
    let mut wrong = lake(calls, &syncs, &data.join("lake").display().to_string(), &mut seen);
    wrong.extend(answers(calls, &syncs, &mut seen));
    (wrong, seen)
}

/// Beginning and end of each sync that succeeded, by path.
type Syncs<'a> = HashMap<&'a str, Vec<(usize, usize)>>;

fn syncs(calls: &[Call]) -> Syncs<'_> {
    let mut by_path: Syncs<'_> = HashMap::new();
    for call in calls.iter().filter(|call| matches!(call.name.as_str(), "fsync" | "fdatasync") && call.result == 0) {
        by_path.entry(call.first_path()).or_default().push((call.begin, call.end));
    }
    by_path
}

/// Whether `path` was synced by a call that began after `from` and had come back before `to`.
fn synced(syncs: &Syncs<'_>, path: &str, from: usize, to: usize) -> bool {
    syncs.get(path).is_some_and(|list| list.iter().any(|(begin, end)| *begin > from && *end < to))
}

fn writes(call: &Call) -> bool {
    matches!(call.name.as_str(), "write" | "pwrite64" | "writev" | "pwritev" | "pwritev2") && call.result > 0
}

/// A name that appeared: of what, where, when.
struct Name<'a> {
    call: &'a Call,
    from: Option<&'a str>,
    to: &'a str,
    folder: &'a str,
}

fn name(call: &Call) -> Option<Name<'_>> {
    if call.result != 0 {
        return None;
    }
    let quoted = call.quoted();
    let (from, to) = match (call.name.as_str(), quoted.as_slice()) {
        ("link" | "linkat" | "rename" | "renameat" | "renameat2", [from, to]) => (Some(*from), *to),
        ("mkdir" | "mkdirat", [to]) => (None, *to),
        _ => return None,
    };
    Some(Name { call, from, to, folder: to.rsplit_once('/').map_or("", |(folder, _)| folder) })
}

fn lake(calls: &[Call], syncs: &Syncs<'_>, root: &str, seen: &mut Seen) -> Vec<Broken> {
    let mut wrong = Vec::new();
    let names: Vec<Name<'_>> = calls.iter().filter_map(name).filter(|name| name.to.starts_with(root)).collect();
    let mut last_write: HashMap<&str, usize> = HashMap::new();
    for call in calls.iter().filter(|call| writes(call)) {
        let end = last_write.entry(call.first_path()).or_default();
        *end = call.end.max(*end);
    }
    for (place, name) in names.iter().enumerate() {
        seen.names += 1;
        if let Some(from) = name.from {
            match last_write.get(from) {
                Some(written) if synced(syncs, from, *written, name.call.begin) => {}
                _ => wrong.push(Broken::Content(name.to.to_owned())),
            }
        }
        // The thread that publishes syncs the folder before it publishes anything else.
        let next = names[place + 1..].iter().find(|other| other.call.thread == name.call.thread);
        if !synced(syncs, name.folder, name.call.end, next.map_or(usize::MAX, |next| next.call.begin)) {
            wrong.push(Broken::Name(name.to.to_owned()));
        }
        if name.folder.ends_with("/_delta_log") && name.to.ends_with(".json") {
            seen.entries += 1;
            let table = name.folder.trim_end_matches("/_delta_log");
            let before = names[..place].iter().filter(|other| other.to.starts_with(table));
            let early = before.filter(|other| !synced(syncs, other.folder, other.call.end, name.call.begin));
            wrong.extend(early.map(|other| Broken::Entry(name.to.to_owned(), other.to.to_owned())));
        }
    }
    wrong
}

/// Each 200 of the ingest door must come after a write to the write-ahead log that began after the request was there,
/// and after a sync that began after that write.
fn answers(calls: &[Call], syncs: &Syncs<'_>, seen: &mut Seen) -> Vec<Broken> {
    let log_writes: BTreeMap<usize, &Call> =
        calls.iter().filter(|call| writes(call) && call.first_path().ends_with("-wal")).map(|c| (c.begin, c)).collect();
    // By connection: whether it is a request to the door, and when its last byte had come.
    let mut asked: HashMap<&str, (bool, usize)> = HashMap::new();
    let mut wrong = Vec::new();
    for call in calls.iter().filter(|call| call.first_path().starts_with("TCP")) {
        let connection = call.first_path();
        let text = call.quoted().first().copied().unwrap_or_default();
        match call.name.as_str() {
            "read" | "readv" | "recvfrom" | "recvmsg" if call.result > 0 => {
                let request = asked.entry(connection).or_default();
                request.1 = call.end;
                request.0 |= text.starts_with("POST /v1/");
            }
            "write" | "writev" | "sendto" | "sendmsg" if text.starts_with("HTTP/1.1 ") => {
                let Some((true, came)) = asked.remove(connection) else { continue };
                if !text.starts_with("HTTP/1.1 200") {
                    continue;
                }
                seen.answers += 1;
                let mut since = log_writes.range(came + 1..call.begin).map(|(_, write)| *write);
                if !since.any(|write| synced(syncs, write.first_path(), write.end, call.begin)) {
                    wrong.push(Broken::Answer(format!("{connection}, line {}", call.begin + 1)));
                }
            }
            _ => {}
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    const GOOD: [&str; 12] = [
        r#"1 recvfrom(7<TCP:[a->b]>, "POST /v1/batch HTTP/1.1"..., 8192, 0) = 100"#,
        r#"2 pwrite64(5</d/state.db-wal>, "x"..., 24, 0) = 24"#,
        r#"2 fdatasync(5</d/state.db-wal>) = 0"#,
        r#"1 writev(7<TCP:[a->b]>, [{iov_base="HTTP/1.1 200 OK"..., iov_len=9}], 1) = 9"#,
        r#"3 write(8</d/lake/facts/batch-1.parquet#1>, "PAR1"..., 99) = 99"#,
        r#"3 fsync(8</d/lake/facts/batch-1.parquet#1>) = 0"#,
        r#"3 linkat(AT_FDCWD, "/d/lake/facts/batch-1.parquet#1", AT_FDCWD, "/d/lake/facts/batch-1.parquet", 0) = 0"#,
        r#"3 fsync(8</d/lake/facts>) = 0"#,
        r#"4 write(8</d/lake/facts/_delta_log/1.json#2>, "{"..., 99) = 99"#,
        r#"4 fsync(8</d/lake/facts/_delta_log/1.json#2>) = 0"#,
        r#"4 link("/d/lake/facts/_delta_log/1.json#2", "/d/lake/facts/_delta_log/1.json") = 0"#,
        r#"4 fsync(8</d/lake/facts/_delta_log>) = 0"#,
    ];

    fn look(lines: &[&str]) -> (Vec<Broken>, Seen) {
        broken(&read(&lines.join("\n")), Path::new("/d"))
    }

    #[test]
    fn the_right_order_is_right() {
        assert_eq!(look(&GOOD), (vec![], Seen { answers: 1, names: 2, entries: 1 }));
    }

    #[test]
    fn each_sync_left_out_or_too_late_is_noticed() {
        for left_out in GOOD.iter().filter(|line| line.contains("sync(")) {
            let lines: Vec<&str> = GOOD.iter().copied().filter(|line| line != left_out).collect();
            assert!(!look(&lines).0.is_empty(), "without {left_out}");
            // As the last line it comes too late, but for the very last.
            let late = [lines.as_slice(), &[left_out]].concat();
            assert_eq!(look(&late).0.is_empty(), GOOD.last() == Some(left_out), "late: {left_out}");
        }
    }
}
