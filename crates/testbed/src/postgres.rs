//! A PostgreSQL server in a temporary folder, reached through a socket there: no port, no password, nobody else.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

/// The oldest PostgreSQL that will do.
const OLDEST: u32 = 15;

/// The most that its start may take: it recovers first if it was killed.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs the server until its own standard input ends, which it does when the test's process does, however that ends. Then
/// the server stops at once, as if killed, and the folder goes, unless the input said that it will be needed again.
const KEEPER: &str = r#"
folder=$1; shift
"$@" >>"$folder/log" 2>&1 &
read -r word
kill -QUIT $! 2>/dev/null
wait $!
[ "$word" = keep ] || rm -rf "$folder"
"#;

/// A server that runs until it is dropped, or this process ends.
#[derive(Debug)]
pub struct Postgres {
    folder: tempfile::TempDir,
    programs: PathBuf,
    user: Option<User>,
    keeper: Mutex<Option<Child>>,
    databases: AtomicU32,
}

/// Whoever runs the server where the tests are run by root, whom PostgreSQL refuses.
#[derive(Debug)]
struct User {
    user: u32,
    group: u32,
}

impl Postgres {
    /// The server of this process: one for all tests that need it at the same time.
    ///
    /// # Errors
    /// Why there can be none on this machine: the reason of a test for being skipped.
    ///
    /// # Panics
    /// There should be one and it does not start.
    pub fn shared() -> Result<Arc<Self>, String> {
        static SHARED: Mutex<Weak<Postgres>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(server) = shared.upgrade() {
            return Ok(server);
        }
        let server = Arc::new(Self::start()?);
        *shared = Arc::downgrade(&server);
        Ok(server)
    }

    /// A server of one's own, for tests that stop it.
    ///
    /// # Errors
    /// As [`Postgres::shared`].
    ///
    /// # Panics
    /// As [`Postgres::shared`].
    pub fn start() -> Result<Self, String> {
        let programs = programs().ok_or_else(|| format!("PostgreSQL {OLDEST} or newer is not installed"))?;
        let user = User::needed()?;
        let folder = tempfile::Builder::new().prefix("banso-pg-").tempdir().expect("a folder");
        if let Some(user) = &user {
            std::os::unix::fs::chown(folder.path(), Some(user.user), Some(user.group)).expect("a folder to give away");
        }
        let (keeper, databases) = (Mutex::new(None), AtomicU32::new(0));
        let server = Self { folder, programs, user, keeper, databases };
        // Sorted as people sort: what relies on bytes must say so.
        let made = server.run("initdb", |initdb| {
            initdb.args(["--no-sync", "--auth=trust", "--username=banso", "--encoding=UTF8", "--wal-segsize=1"]);
            initdb.args(["--locale=C", "--locale-provider=icu", "--icu-locale=en-US", "-D"]).arg(server.data());
        });
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        server.resume();
        Ok(server)
    }

    /// The address of a new, empty database.
    ///
    /// # Panics
    /// The server does not make it.
    #[must_use]
    pub fn database(&self) -> String {
        let name = format!("test{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let made = self.run("createdb", |createdb| {
            createdb.arg("--host").arg(self.folder.path()).args(["--username=banso", &name]);
        });
        assert!(made.status.success(), "createdb: {}", String::from_utf8_lossy(&made.stderr));
        let folder = self.folder.path().display().to_string().replace('/', "%2F");
        format!("postgres://banso@localhost/{name}?host={folder}")
    }

    /// Stops the server at once, in the middle of whatever it does.
    ///
    /// # Panics
    /// It does not stop.
    pub fn kill(&self) {
        if let Some(mut keeper) = self.keeper.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let mut input = keeper.stdin.take().expect("an input");
            input.write_all(b"keep\n").expect("written");
            drop(input);
            keeper.wait().expect("ends");
        }
    }

    /// Starts the server after [`Postgres::kill`], and waits until it answers.
    ///
    /// # Panics
    /// It does not start.
    pub fn resume(&self) {
        // As it was left, this says that the server is ready.
        let status = self.data().join("postmaster.pid");
        let _ = std::fs::remove_file(&status);
        let sockets = format!("unix_socket_directories={}", self.folder.path().display());
        let mut keeper = self.command(Path::new("/bin/sh"));
        keeper.args(["-c", KEEPER, "keeper"]).arg(self.folder.path()).arg(self.programs.join("postgres"));
        keeper.arg("-D").arg(self.data()).args(["-c", &sockets, "-c", "listen_addresses="]);
        keeper.args(["-c", "shared_buffers=32MB", "-c", "max_connections=100"]);
        let mut keeper = keeper.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("sh");
        #[allow(clippy::disallowed_methods)]
        let begun = Instant::now();
        // The eighth line is the server's state.
        while !std::fs::read_to_string(&status).is_ok_and(|text| text.lines().nth(7).map(str::trim) == Some("ready")) {
            let log = || std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            assert!(keeper.try_wait().expect("a state").is_none(), "the server ended: {}", log());
            assert!(begun.elapsed() < PATIENCE, "the server does not start: {}", log());
            std::thread::sleep(Duration::from_millis(10));
        }
        *self.keeper.lock().unwrap_or_else(PoisonError::into_inner) = Some(keeper);
    }

    /// Where the server keeps everything: tables, indexes, the write-ahead log.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Everything in a database, as statements that make it again.
    ///
    /// # Panics
    /// The server does not give it out.
    #[must_use]
    pub fn dump(&self, database: &str) -> String {
        let done = self.run("pg_dump", |dump| {
            dump.args(["--no-owner", "--dbname", database]);
        });
        assert!(done.status.success(), "pg_dump: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("UTF-8")
    }

    /// Runs statements, those of a dump too.
    ///
    /// # Panics
    /// One of them fails.
    pub fn tell(&self, database: &str, statements: &str) {
        let file = self.folder.path().join("statements.sql");
        std::fs::write(&file, statements).expect("written");
        let done = self.run("psql", |psql| {
            psql.args(["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--dbname", database, "--file"]).arg(&file);
        });
        let _ = std::fs::remove_file(&file);
        assert!(done.status.success(), "psql: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// A command, run by a user whom PostgreSQL accepts.
    fn command(&self, program: &Path) -> Command {
        let mut command = match &self.user {
            None => Command::new(program),
            Some(User { user, group }) => {
                let mut command = Command::new("setpriv");
                command.arg(format!("--reuid={user}")).arg(format!("--regid={group}")).arg("--clear-groups");
                command.arg("--").arg(program);
                command
            }
        };
        // That user may not be allowed to be where the test is.
        command.current_dir(self.folder.path());
        command
    }

    fn run(&self, program: &str, arguments: impl FnOnce(&mut Command)) -> Output {
        let mut command = self.command(&self.programs.join(program));
        arguments(&mut command);
        command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{program}: {error}"))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut keeper) = self.keeper.lock().unwrap_or_else(PoisonError::into_inner).take() {
            drop(keeper.stdin.take());
            let _ = keeper.wait();
        }
    }
}

impl User {
    /// The user to run the server where root runs the tests.
    fn needed() -> Result<Option<Self>, String> {
        if id(&["-u"]) != Some(0) {
            return Ok(None);
        }
        let found = ["postgres", "nobody"]
            .iter()
            .find_map(|name| Some(Self { user: id(&["-u", name])?, group: id(&["-g", name])? }));
        match found {
            Some(user) if Command::new("setpriv").arg("--version").output().is_ok() => Ok(Some(user)),
            _ => Err("PostgreSQL does not run as root, and there is no setpriv or no other user here".to_owned()),
        }
    }
}

fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// The folder of `initdb` and `postgres`: where Debian and its kin put them, the newest first, or on the path.
fn programs() -> Option<PathBuf> {
    let mut debian: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let folder = entry.ok()?.path();
            Some((folder.file_name()?.to_str()?.parse().ok()?, folder.join("bin")))
        })
        .filter(|(version, programs)| *version >= OLDEST && programs.join("initdb").is_file())
        .collect();
    debian.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut path = std::env::split_paths(&path).filter(|folder| {
        let version = Command::new(folder.join("initdb")).arg("--version").output();
        let version = version.ok().and_then(|output| String::from_utf8(output.stdout).ok()).unwrap_or_default();
        let number = version.split_whitespace().filter_map(|word| word.split('.').next()?.parse::<u32>().ok()).next();
        number.is_some_and(|number| number >= OLDEST) && folder.join("postgres").is_file()
    });
    debian.pop().map(|(_, programs)| programs).or_else(|| path.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_starts_is_killed_starts_again_and_leaves_nothing() {
        let server = match Postgres::start() {
            Ok(server) => server,
            Err(reason) => return println!("skipped: {reason}"),
        };
        let folder = server.folder.path().to_owned();
        let first = server.database();
        server.kill();
        server.resume();
        assert_ne!(server.database(), first);
        drop(server);
        assert!(!folder.exists(), "its folder is gone");
    }
}
