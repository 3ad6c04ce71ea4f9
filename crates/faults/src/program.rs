//! The binary under test and its processes.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

/// Keys made so far: each has a name of its own.
static KEYS: AtomicU64 = AtomicU64::new(1);

/// The binary, with a data folder and the surroundings in which it runs.
#[derive(Clone, Debug)]
pub struct Program {
    binary: PathBuf,
    /// Its data folder.
    pub data: PathBuf,
    env: Vec<(OsString, OsString)>,
    under: Vec<OsString>,
}

impl Program {
    /// The binary at `BANSO_BIN`, or else at `built`, on a data folder.
    #[must_use]
    pub fn new(built: &str, data: &Path) -> Self {
        let binary = std::env::var_os("BANSO_BIN").unwrap_or_else(|| built.into());
        Self { binary: binary.into(), data: data.to_owned(), env: Vec::new(), under: Vec::new() }
    }

    /// The same with an environment variable.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    /// The same, run under another program such as strace; only for servers.
    #[must_use]
    pub fn under(mut self, command: &[OsString]) -> Self {
        self.under = command.to_vec();
        self
    }

    /// The same on another folder.
    #[must_use]
    pub fn on(&self, data: &Path) -> Self {
        Self { data: data.to_owned(), ..self.clone() }
    }

    fn command(&self, under: &[OsString]) -> Command {
        let mut command = match under.split_first() {
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(&self.binary);
                command
            }
            None => Command::new(&self.binary),
        };
        command.env("LANG", "en_US.UTF-8").env("RUST_LOG", "warn");
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null());
        command
    }

    /// Runs a command on the data folder to its end.
    ///
    /// # Panics
    /// If the binary cannot be started.
    #[must_use]
    pub fn run(&self, args: &[&str]) -> Output {
        let output = self.command(&[]).args(args).arg("--data").arg(&self.data).output();
        output.unwrap_or_else(|error| panic!("{}: {error}", self.binary.display()))
    }

    /// Starts a command on the data folder; nobody reads what it says.
    ///
    /// # Panics
    /// If the binary cannot be started.
    #[must_use]
    pub fn start(&self, args: &[&str]) -> Child {
        let mut command = self.command(&[]);
        command.args(args).arg("--data").arg(&self.data).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap_or_else(|error| panic!("{}: {error}", self.binary.display()))
    }

    /// Runs a command that has to succeed and gives what it printed.
    ///
    /// # Panics
    /// If it fails.
    #[must_use]
    pub fn expect(&self, args: &[&str]) -> String {
        let done = self.run(args);
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success(), "banso {args:?}: {}\n{}", done.status, said + &told(&done));
        said
    }

    /// A new write key.
    ///
    /// # Panics
    /// If none is given.
    #[must_use]
    pub fn new_key(&self) -> String {
        let name = format!("load {}-{}", std::process::id(), KEYS.fetch_add(1, Ordering::Relaxed));
        let said = self.expect(&["key", "new", "--name", &name]);
        let key = said.trim().to_owned();
        assert!(key.starts_with("bk_") && !key.contains(char::is_whitespace), "no key: {said:?}");
        key
    }

    /// Starts `banso serve` on a free port.
    ///
    /// # Panics
    /// If it does not say its address within a minute.
    #[must_use]
    pub fn serve(&self) -> Server {
        self.try_serve().unwrap_or_else(|said| panic!("the server did not start:\n{said}"))
    }

    /// Starts `banso serve` on a free port.
    ///
    /// # Errors
    /// What it said, if it ended without saying its address or took longer than a minute.
    ///
    /// # Panics
    /// If the binary cannot be started.
    pub fn try_serve(&self) -> Result<Server, String> {
        let mut command = self.command(&self.under);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&self.data);
        let begun = Instant::now();
        let started = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut process = started.unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let said = Arc::new(Mutex::new(String::new()));
        let (tell, address) = mpsc::channel();
        follow(process.stdout.take(), &said, tell.clone());
        follow(process.stderr.take(), &said, tell);
        // Without an address: it ended, or it takes too long.
        let address = address.recv_timeout(Duration::from_secs(60));
        let mut server = Server { process, address: ([127, 0, 0, 1], 0).into(), said, started: begun.elapsed() };
        match address {
            Ok(address) => server.address = address,
            Err(_) => {
                server.kill();
                return Err(server.said());
            }
        }
        Ok(server)
    }

    /// What `banso doctor` finds that is worse than good, as lines of code and text; empty if the folder is sound.
    ///
    /// # Panics
    /// If it says nothing that can be read.
    #[must_use]
    pub fn doctor(&self) -> Vec<Finding> {
        let done = self.run(&["doctor", "--json"]);
        let list: serde_json::Value =
            serde_json::from_slice(&done.stdout).unwrap_or_else(|error| panic!("doctor: {error}\n{}", told(&done)));
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let all = list.as_array().into_iter().flatten();
        let found: Vec<Finding> = all
            .map(|one| Finding {
                bad: one["severity"] == "bad",
                good: one["severity"] == "good",
                code: text(&one["code"]),
                text: text(&one["text"]),
            })
            .collect();
        assert!(!found.is_empty(), "doctor says nothing: {}", told(&done));
        assert_eq!(done.status.success(), !found.iter().any(|one| one.bad), "doctor's code fits what it says");
        found.into_iter().filter(|one| !one.good).collect()
    }
}

/// Something that `banso doctor` found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Something is broken; else a warning.
    pub bad: bool,
    good: bool,
    /// Which finding.
    pub code: String,
    /// Its sentence.
    pub text: String,
}

/// What a finished command wrote to standard error.
#[must_use]
pub fn told(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

/// A running server; killed when dropped.
#[derive(Debug)]
pub struct Server {
    process: Child,
    /// Where it listens.
    pub address: SocketAddr,
    said: Arc<Mutex<String>>,
    /// How long it took to say its address.
    pub started: Duration,
}

impl Server {
    /// Everything it has printed so far.
    #[must_use]
    pub fn said(&self) -> String {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Sends a signal, such as `STOP`, `CONT` or `TERM`.
    ///
    /// # Panics
    /// If it cannot be sent.
    pub fn signal(&self, name: &str) {
        let line = format!("kill -{name} {}", self.process.id());
        let done = Command::new("sh").args(["-c", &line]).status();
        assert!(done.is_ok_and(|status| status.success()), "{line}");
    }

    /// Ends it at once (SIGKILL) and waits until it is gone.
    pub fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    /// Whether it has ended, and how.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.process.try_wait().ok().flatten()
    }

    /// Waits until it has ended by itself, at most `limit`.
    pub fn wait(&mut self, limit: Duration) -> Option<ExitStatus> {
        let begun = Instant::now();
        loop {
            match self.ended() {
                None if begun.elapsed() < limit => std::thread::sleep(Duration::from_millis(5)),
                ended => return ended,
            }
        }
    }

    /// The memory that it holds in bytes, as the system counts it.
    #[must_use]
    pub fn memory(&self) -> Option<u64> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().trim_end_matches(" kB").parse().ok().map(|kilobytes: u64| kilobytes << 10)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
        if std::thread::panicking() {
            eprintln!("  the server said:\n{}", self.said());
        }
    }
}

/// Keeps what is printed, and tells the first address in it.
fn follow(pipe: Option<impl Read + Send + 'static>, said: &Arc<Mutex<String>>, tell: mpsc::Sender<SocketAddr>) {
    let Some(pipe) = pipe else { return };
    let said = Arc::clone(said);
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            if let Some(address) = address(&line) {
                let _ = tell.send(address);
            }
            let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
            said.push_str(&line);
            said.push('\n');
        }
    });
}

fn address(line: &str) -> Option<SocketAddr> {
    let rest = line.split("http://").nth(1)?;
    let text: String = rest.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ':')).collect();
    text.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_in_a_sentence() {
        let found = address("Banso is open at http://127.0.0.1:4711/. Control-C ends it.");
        assert_eq!(found, Some(([127, 0, 0, 1], 4711).into()));
        assert_eq!(address("Listening on http://127.0.0.1:4711."), found);
        assert_eq!(address("nothing here"), None);
    }
}
