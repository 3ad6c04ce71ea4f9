//! The binary under test, started on a free port with an own data folder.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// A running Banso; ended when dropped.
pub struct Server {
    process: Child,
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub origin: String,
    /// What it printed until it was ready.
    pub said: String,
    /// From its start until it printed its address.
    pub took: Duration,
    data: tempfile::TempDir,
}

impl Server {
    /// Starts `banso COMMAND --listen 127.0.0.1:0 --data (new folder) ARGS` and waits for its address.
    pub fn start(command: &str, args: &[&str]) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let begun = Instant::now();
        let mut process = Command::new(env!("CARGO_BIN_EXE_banso"))
            .arg(command)
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(data.path())
            .args(args)
            .env("LANG", "en_US.UTF-8")
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let (tell, lines) = mpsc::channel();
        follow(process.stdout.take().expect("its output"), tell.clone());
        follow(process.stderr.take().expect("its messages"), tell);
        let mut said = String::new();
        let mut origin = None;
        // After the address, half a second more for what is printed below it.
        let mut limit = Duration::from_secs(120);
        let mut took = Duration::ZERO;
        while let Ok(line) = lines.recv_timeout(limit) {
            said.push_str(&line);
            said.push('\n');
            if origin.is_none()
                && let Some(found) = address(&line)
            {
                origin = Some(found);
                took = begun.elapsed();
                limit = Duration::from_millis(500);
            }
        }
        let Some(origin) = origin else {
            let _ = process.kill();
            panic!("no address within {limit:?}; it said:\n{said}")
        };
        std::thread::spawn(move || lines.into_iter().for_each(|line| eprintln!("  server: {line}")));
        Self { process, origin, said, took, data }
    }

    /// Runs another command on the same folder and gives what it printed.
    pub fn beside(&self, command: &str, args: &[&str]) -> String {
        let mut beside = Command::new(env!("CARGO_BIN_EXE_banso"));
        let done =
            beside.arg(command).args(args).arg("--data").arg(self.data.path()).env("LANG", "en_US.UTF-8").output();
        let done = done.expect("the binary starts");
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success(), "{command} {args:?}: {said}{}", String::from_utf8_lossy(&done.stderr));
        said
    }

    /// A write key of a new source.
    pub fn key(&self, name: &str) -> String {
        self.beside("key", &["new", "--name", name]).trim().to_owned()
    }

    /// Sends a batch of events, as an SDK would; it must be acknowledged.
    pub fn send(&self, key: &str, batch: &str) {
        let address = self.origin.trim_start_matches("http://").parse().expect("an address");
        let mut client = banso_faults::http::Client::new(address, Duration::from_secs(20));
        let answer = client.post("/v1/batch", key, batch.as_bytes()).expect("answers");
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    /// The set-up token that was printed, as `token=…` in the link.
    pub fn token(&self) -> String {
        let after = self.said.split("token=").nth(1).unwrap_or_else(|| panic!("no token in:\n{}", self.said));
        after.split_whitespace().next().unwrap_or_default().to_owned()
    }

    /// The word after `label` in what was printed.
    pub fn printed(&self, label: &str) -> String {
        let line = self.said.lines().find(|line| line.contains(label));
        let line = line.unwrap_or_else(|| panic!("no {label:?} in:\n{}", self.said));
        let rest = line.split(label).nth(1).unwrap_or_default();
        let value = rest.split_once(':').map_or(rest, |(_, value)| value);
        value.split_whitespace().next().unwrap_or_default().to_owned()
    }
}

fn address(line: &str) -> Option<String> {
    let rest = &line[line.find("http://127.0.0.1:")?..];
    let port: String = rest["http://127.0.0.1:".len()..].chars().take_while(char::is_ascii_digit).collect();
    (!port.is_empty()).then(|| format!("http://127.0.0.1:{port}"))
}

fn follow(pipe: impl Read + Send + 'static, tell: mpsc::Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            if tell.send(line).is_err() {
                return;
            }
        }
    });
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
