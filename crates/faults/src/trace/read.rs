//! strace's lines into calls.

use std::collections::HashMap;

/// One call that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The thread.
    pub thread: u32,
    /// Such as `fsync`.
    pub name: String,
    /// Everything between the brackets, as strace shows it: `27</data/state.db-wal>, "..."..., 4096, 32`.
    pub args: String,
    /// Place in the trace at which it began.
    pub begin: usize,
    /// Place at which it had come back.
    pub end: usize,
    /// What it gave; negative for an error.
    pub result: i64,
}

impl Call {
    /// The path, or the connection, that the first argument stands for.
    #[must_use]
    pub fn first_path(&self) -> &str {
        // Connections contain `->`, so the end is the last `>` before the next argument.
        let Some(from) = self.args.find('<') else { return "" };
        let rest = &self.args[from + 1..];
        let end = rest.find(">,").or_else(|| rest.rfind('>')).unwrap_or(rest.len());
        &rest[..end]
    }

    /// The texts in quotes among the arguments: paths of `rename`, or the beginning of what was written.
    #[must_use]
    pub fn quoted(&self) -> Vec<&str> {
        self.args.split('"').skip(1).step_by(2).collect()
    }
}

/// All calls of a trace that came back, by their beginning. Lines that are no calls are left out.
#[must_use]
pub fn read(text: &str) -> Vec<Call> {
    let mut open: HashMap<u32, (usize, String, String)> = HashMap::new();
    let mut calls = Vec::new();
    for (place, line) in text.lines().enumerate() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let (Ok(thread), rest) = (thread.parse::<u32>(), rest.trim_start()) else { continue };
        if let Some(resumed) = rest.strip_prefix("<... ") {
            let Some((begin, name, before)) = open.remove(&thread) else { continue };
            let Some((_, after)) = resumed.split_once(" resumed>") else { continue };
            if let Some((args, result)) = closed(after) {
                calls.push(Call { thread, name, args: before + args, begin, end: place, result });
            }
        } else if let Some((name, after)) = rest.split_once('(') {
            if let Some(before) = after.strip_suffix(" <unfinished ...>") {
                open.insert(thread, (place, name.to_owned(), before.to_owned()));
            } else if let Some((args, result)) = closed(after) {
                let (name, args) = (name.to_owned(), args.to_owned());
                calls.push(Call { thread, name, args, begin: place, end: place, result });
            }
        }
    }
    calls.sort_by_key(|call| call.begin);
    calls
}

/// `args) = 0` or `args) = -1 EIO (…)`.
fn closed(text: &str) -> Option<(&str, i64)> {
    let at = text.rfind(") = ").or_else(|| text.find(")  ").filter(|_| text.contains("= ")))?;
    let result = text[at..].split_once("= ")?.1;
    let digits: String = result.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
    Some((&text[..at], digits.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_read_also_where_threads_cross() {
        let text = "\
10    pwrite64(9</d/state.db-wal>, \"7\\177\\6\"..., 24, 0) = 24
11    fsync(12</d/lake> <unfinished ...>
10    rename(\"/d/a#1\", \"/d/a\") = 0
12    +++ exited with 0 +++
11    <... fsync resumed>)              = 0
10    recvfrom(13<TCP:[127.0.0.1:80->127.0.0.1:9]>, \"POST /v1/batch HTTP/1.1\"..., 8192, 0, NULL, NULL) = 300
10    fdatasync(9</d/state.db-wal>)     = -1 EIO (Input/output error)
";
        let calls = read(text);
        let brief: Vec<_> = calls.iter().map(|c| (c.thread, c.name.as_str(), c.begin, c.end, c.result)).collect();
        assert_eq!(
            brief,
            [
                (10, "pwrite64", 0, 0, 24),
                (11, "fsync", 1, 4, 0),
                (10, "rename", 2, 2, 0),
                (10, "recvfrom", 5, 5, 300),
                (10, "fdatasync", 6, 6, -1)
            ]
        );
        let paths: Vec<_> = calls.iter().map(Call::first_path).collect();
        assert_eq!(paths, ["/d/state.db-wal", "/d/lake", "", "TCP:[127.0.0.1:80->127.0.0.1:9]", "/d/state.db-wal"]);
        assert_eq!(calls[2].quoted(), ["/d/a#1", "/d/a"]);
        assert_eq!(calls[3].quoted(), ["POST /v1/batch HTTP/1.1"]);
    }
}
