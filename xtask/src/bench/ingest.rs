//! Events over HTTP, each durable before it is acknowledged, against PostgreSQL appending the same JSON.

use super::Place;
use super::document::table;
use super::program::built;
use crate::run::output;
use anyhow::{Context, Result, bail, ensure};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Each load lasts so long.
const LASTS: Duration = Duration::from_secs(10);
/// (events of a request, connections with one request at a time, connections of a thread).
const LOADS: [(usize, usize, usize); 3] = [(1, 256, 16), (20, 64, 8), (100, 32, 4)];
/// Clients of PostgreSQL, each appending a batch and waiting for its sync.
const CLIENTS: usize = 8;

/// Measures both, side by side with their load on this machine.
pub fn measure(place: &Place) -> Result<String> {
    let program = built(&place.root, "banso")?;
    let folder = tempfile::tempdir_in(&place.data)?;
    let postgres = Postgres::start(folder.path())?;
    let mut rows = Vec::new();
    for (batch, connections, together) in LOADS {
        let append = postgres.append(batch)?;
        let data = folder.path().join(format!("data-{batch}"));
        let ours = ours(&program, &data, batch, (0..connections).step_by(together).map(|at| at..at + together))?;
        println!("  batch {batch}: {:.0} events/s of PostgreSQL's {append:.0}", ours.rate);
        rows.push(vec![
            batch.to_string(),
            format!("{:.0}", ours.rate),
            format!("{append:.0}"),
            format!("**{:.2}**", ours.rate / append),
            format!("{:.0} / {:.0} ms", ours.median * 1e3, ours.worst * 1e3),
            format!("{} MB", ours.peak),
        ]);
    }
    let head =
        ["events a request", "Banso, events/s", "PostgreSQL", "ratio", "acknowledged: median / p99", "peak memory"];
    Ok(table(&head, &rows))
}

/// What a load came to.
struct Seen {
    /// Events a second.
    rate: f64,
    /// Seconds within which half of the requests were acknowledged.
    median: f64,
    /// Seconds within which 99 of 100 were.
    worst: f64,
    /// Megabytes.
    peak: u64,
}

fn ours(program: &Path, data: &Path, batch: usize, threads: impl Iterator<Item = Range<usize>>) -> Result<Seen> {
    let mut make = Command::new(program);
    make.args(["key", "new", "--name", "bench", "--data"]).arg(data);
    let key = output(make, data.parent().context("a folder")?)?.trim().to_owned();
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let mut serve = Command::new(program);
    serve.args(["serve", "--listen", &address.to_string(), "--data"]).arg(data);
    let server = Running(serve.env("RUST_LOG", "error").stdout(Stdio::null()).spawn()?);
    until(|| TcpStream::connect(address).is_ok()).context("the server does not listen")?;
    let (stop, acknowledged) = (AtomicBool::new(false), AtomicU64::new(0));
    let start = Instant::now();
    let took: Vec<Vec<f32>> = std::thread::scope(|scope| {
        let senders: Vec<_> = threads
            .map(|places| {
                let (key, stop, acknowledged) = (&key, &stop, &acknowledged);
                scope.spawn(move || send(address, key, batch, places, stop, acknowledged))
            })
            .collect();
        std::thread::sleep(LASTS);
        stop.store(true, Ordering::Relaxed);
        let joined = senders.into_iter().map(|sender| sender.join().map_err(|_| anyhow::anyhow!("a sender died"))?);
        joined.collect::<Result<_>>()
    })?;
    let rate = acknowledged.load(Ordering::Relaxed) as f64 / start.elapsed().as_secs_f64();
    let mut took: Vec<f32> = took.into_iter().flatten().collect();
    took.sort_by(f32::total_cmp);
    ensure!(!took.is_empty(), "nothing was acknowledged");
    let at = |share: f64| f64::from(took[((took.len() - 1) as f64 * share) as usize]);
    Ok(Seen { rate, median: at(0.5), worst: at(0.99), peak: peak_of(server.0.id())? })
}

/// The most memory that a running process ever held, in megabytes.
fn peak_of(process: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? / 1024)
}

/// Sends batches over some connections, one at a time over each; gives the seconds that each took. A thread for each
/// connection would cost as much as the server in waking up.
fn send(
    address: SocketAddr,
    key: &str,
    batch: usize,
    places: Range<usize>,
    stop: &AtomicBool,
    acknowledged: &AtomicU64,
) -> Result<Vec<f32>> {
    let mut lines: Vec<Line> = places.clone().map(|_| connection(address)).collect::<Result<_>>()?;
    let (mut took, mut number, mut body) = (Vec::new(), 0_u64, String::new());
    while !stop.load(Ordering::Relaxed) {
        let mut begun = Vec::with_capacity(lines.len());
        for (place, (to, _)) in places.clone().zip(&mut lines) {
            body.clear();
            let _ = write!(body, "{{\"writeKey\":\"{key}\",\"batch\":[");
            for n in 0..batch {
                if n > 0 {
                    body.push(',');
                }
                event(&mut body, place, number + n as u64);
            }
            body.push_str("]}");
            begun.push(Instant::now());
            let length = body.len();
            let request = format!("POST /v1/batch HTTP/1.1\r\nhost: b\r\ncontent-length: {length}\r\n\r\n{body}");
            to.write_all(request.as_bytes())?;
        }
        number += batch as u64;
        for (line, start) in lines.iter_mut().zip(begun) {
            match answer(&mut line.1)? {
                200 => {
                    took.push(start.elapsed().as_secs_f32());
                    acknowledged.fetch_add(batch as u64, Ordering::Relaxed);
                }
                429 | 503 => {
                    std::thread::sleep(Duration::from_millis(200));
                    // Whoever is turned away before the body is read is hung up on.
                    *line = connection(address)?;
                }
                status => bail!("the server answered {status}"),
            }
        }
    }
    Ok(took)
}

/// A connection, to write to and to read from.
type Line = (TcpStream, BufReader<TcpStream>);

fn connection(address: SocketAddr) -> Result<Line> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    Ok((stream.try_clone()?, BufReader::new(stream)))
}

/// An event of 200 bytes; 1,000 accounts of ten users.
fn event(to: &mut String, place: usize, number: u64) {
    let (account, user) = (number.wrapping_mul(7_919) % 1_000, number % 10);
    let _ = write!(
        to,
        "{{\"type\":\"track\",\"messageId\":\"bench-{place}-{number}\",\"userId\":\"u{account}-{user}\",\
         \"event\":\"report.created\",\"context\":{{\"groupId\":\"account-{account}\"}},\
         \"properties\":{{\"value\":{user},\"plan\":\"pro\"}}}}"
    );
}

/// The status of an answer, its body read.
fn answer(from: &mut impl BufRead) -> Result<u16> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no HTTP")?;
    let mut length = 0;
    loop {
        line.clear();
        from.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
    }
    from.take(length).read_to_end(&mut Vec::new())?;
    Ok(status)
}

fn until(ready: impl Fn() -> bool) -> Result<()> {
    for _ in 0..300 {
        if ready() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    bail!("not within 30 s")
}

/// A process that ends with this.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A PostgreSQL of our own, as it is installed, with nothing tuned.
struct Postgres {
    folder: PathBuf,
    bin: PathBuf,
    port: u16,
    _server: Running,
}

impl Postgres {
    fn start(inside: &Path) -> Result<Self> {
        let versions = std::fs::read_dir("/usr/lib/postgresql").context("PostgreSQL is not installed")?;
        let newest = versions.filter_map(Result::ok).map(|entry| entry.path()).max();
        let bin = newest.context("PostgreSQL is not installed")?.join("bin");
        let folder = inside.join("postgres");
        std::fs::create_dir(&folder)?;
        let root = output(Command::new("id"), inside)?.starts_with("uid=0");
        if root {
            // PostgreSQL refuses to run as root.
            let mut own = Command::new("chown");
            own.arg("postgres").arg(&folder);
            output(own, inside)?;
            for above in folder.ancestors().skip(1).take_while(|above| above.starts_with("/")) {
                let mut open = Command::new("chmod");
                open.arg("o+x").arg(above);
                output(open, inside)?;
            }
        }
        let data = folder.join("data");
        let as_postgres = |program: &Path| {
            if root {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--"]).arg(program);
                command
            } else {
                Command::new(program)
            }
        };
        let mut init = as_postgres(&bin.join("initdb"));
        init.args(["-A", "trust", "-U", "postgres", "-D"]).arg(&data);
        output(init, Path::new("/"))?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut serve = as_postgres(&bin.join("postgres"));
        serve.arg("-D").arg(&data).args(["-p", &port.to_string(), "-k"]).arg(&folder);
        let server = Running(serve.current_dir("/").stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
        until(|| TcpStream::connect(("127.0.0.1", port)).is_ok())?;
        let this = Self { folder: folder.clone(), bin, port, _server: server };
        std::thread::sleep(Duration::from_secs(1));
        this.run("psql", &["-qc", "create table event (id bigserial primary key, body jsonb not null)"])?;
        Ok(this)
    }

    fn run(&self, program: &str, args: &[&str]) -> Result<String> {
        let mut command = Command::new(self.bin.join(program));
        command.args(["-h", "127.0.0.1", "-p", &self.port.to_string(), "-U", "postgres"]).args(args).arg("postgres");
        output(command, Path::new("/"))
    }

    /// Events a second that are appended and synced, `batch` in a statement and transaction.
    fn append(&self, batch: usize) -> Result<f64> {
        let mut script = String::from("insert into event (body) values ");
        for n in 0..batch as u64 {
            script.push_str(if n > 0 { ",('" } else { "('" });
            event(&mut script, 0, n);
            script.push_str("')");
        }
        script.push_str(";\n");
        let file = self.folder.join(format!("batch-{batch}.sql"));
        std::fs::write(&file, script)?;
        let (clients, seconds) = (CLIENTS.to_string(), LASTS.as_secs().to_string());
        let file = file.display().to_string();
        let said = self.run("pgbench", &["-n", "-c", &clients, "-j", "1", "-T", &seconds, "-f", &file])?;
        let tps = said.lines().find_map(|line| line.strip_prefix("tps = ")).context("pgbench says tps")?;
        let tps: f64 = tps.split(' ').next().unwrap_or_default().parse()?;
        Ok(tps * batch as f64)
    }
}
