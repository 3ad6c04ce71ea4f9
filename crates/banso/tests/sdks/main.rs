//! The SDKs that products have already, as their makers publish them, with nothing but host and key set: every event
//! arrives once, also when the server is killed in the middle and the SDK sends again what was not acknowledged.

#![allow(
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test says what it skipped, and waits for programs"
)]

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Events that each SDK sends.
const EVENTS: u32 = 10_000;

/// One SDK is a fork of the other: MODULE and HOST stand for what differs.
const PYTHON: &str = r#"
import sys
import MODULE as analytics
analytics.write_key, analytics.HOST, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
analytics.max_queue_size = 100_000
for n in range(count):
    analytics.track(f"user-{n % 50}", "sdk.event", {"n": n}, context={"groupId": f"account-{n % 20}"})
    if n == count // 10:
        print("sending", flush=True)
analytics.flush()
analytics.shutdown()
"#;

const SEGMENT_NODE: &str = r#"
const { Analytics } = require("@segment/analytics-node");
const [writeKey, host, count] = process.argv.slice(2);
const analytics = new Analytics({ writeKey, host, maxRetries: 10, flushAt: 50 });
analytics.on("error", (error) => console.error("lost", error));
for (let n = 0; n < Number(count); n++) {
  const context = { groupId: `account-${n % 20}` };
  analytics.track({ userId: `user-${n % 50}`, event: "sdk.event", properties: { n }, context });
}
console.log("sending");
analytics.closeAndFlush({ timeout: 300_000 });
"#;

// Its flush takes one batch; what it gives up it hands back, and whoever uses it sends that again under its id.
const RUDDER_NODE: &str = r#"
const Rudder = require("@rudderstack/rudder-sdk-node");
const [key, dataPlaneUrl, count] = process.argv.slice(2);
const client = new (Rudder.default ?? Rudder)(key, { dataPlaneUrl, flushAt: 100, flushInterval: 60_000 });
const send = (from) => new Promise((resolve) => {
  let failed = false, open = 100;
  const done = (error) => { failed ||= Boolean(error); if (--open === 0) resolve(!failed); };
  for (let n = from; n < from + 100; n++) {
    const context = { groupId: `account-${n % 20}` };
    const message = { messageId: `rudder-${n}`, userId: `user-${n % 50}`, event: "sdk.event", properties: { n }, context };
    client.track(message, done);
  }
});
process.on("unhandledRejection", () => {});
(async () => {
  for (let from = 0; from < Number(count); from += 100) {
    if (from === 1000) console.log("sending");
    while (!(await send(from))) await new Promise((again) => setTimeout(again, 200));
  }
  process.exit(0);
})();
"#;

/// A server on one port, which can be killed and started again.
struct Server {
    process: Child,
    data: tempfile::TempDir,
    port: u16,
}

impl Server {
    fn new() -> (Self, String) {
        let data = tempfile::tempdir().expect("a folder");
        let mut make = Command::new(env!("CARGO_BIN_EXE_banso"));
        let made = make.args(["key", "new", "--name", "sdk", "--data"]).arg(data.path()).output().expect("runs");
        let key = String::from_utf8(made.stdout).expect("text").trim().to_owned();
        assert!(key.starts_with("bk_"), "{key}");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let process = start(data.path(), port);
        (Self { process, data, port }, key)
    }

    fn kill_and_start(&mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("ended");
        std::thread::sleep(Duration::from_millis(500));
        self.process = start(self.data.path(), self.port);
    }

    /// All facts, different ones, accounts, people.
    fn counted(&self) -> String {
        let query = "select count(*), count(distinct id), count(distinct account), count(distinct person) from facts";
        let mut ask = Command::new(env!("CARGO_BIN_EXE_banso"));
        let asked = ask.args(["sql", query, "--format", "csv", "--data"]).arg(self.data.path()).output().expect("runs");
        String::from_utf8_lossy(&asked.stdout).lines().nth(1).unwrap_or_default().trim().to_owned()
    }
}

fn start(data: &std::path::Path, port: u16) -> Child {
    let mut serve = Command::new(env!("CARGO_BIN_EXE_banso"));
    serve.args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"]).arg(data);
    let process = serve.env("RUST_LOG", "warn").stdout(Stdio::null()).spawn().expect("the binary starts");
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(60), "no server");
        std::thread::sleep(Duration::from_millis(20));
    }
    process
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Runs a program that sends; the server is killed once while it does.
fn arrives_once(mut program: Command, kind: &str, code: &str) {
    let (mut server, key) = Server::new();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(kind);
    std::fs::write(&file, code).expect("written");
    program.arg(&file).args([key, format!("http://127.0.0.1:{}", server.port), EVENTS.to_string()]);
    let mut sender = program.stdout(Stdio::piped()).spawn().expect("starts");
    let mut said = BufReader::new(sender.stdout.take().expect("its output")).lines();
    assert_eq!(said.next().and_then(Result::ok).as_deref(), Some("sending"));
    // Somewhere among its requests.
    std::thread::sleep(Duration::from_millis(300));
    server.kill_and_start();
    let begun = Instant::now();
    loop {
        match sender.try_wait().expect("a state") {
            Some(status) => break assert!(status.success(), "{status}"),
            None if begun.elapsed() > Duration::from_secs(180) => {
                let _ = sender.kill();
                panic!("the SDK has not finished");
            }
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    }
    assert_eq!(server.counted(), format!("{EVENTS},{EVENTS},20,100"));
}

fn python(needs: &str, host: &str) {
    let python = std::env::var("BANSO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let knows = Command::new(&python).args(["-c", &format!("import {needs}")]).output();
    if !knows.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: {python} does not know {needs} (`pip install -r xtask/python.txt`)");
        return;
    }
    arrives_once(Command::new(python), "send.py", &PYTHON.replace("MODULE", needs).replace("HOST", host));
}

fn node(code: &str, needs: &str) {
    let modules = PathBuf::from(std::env::var_os("BANSO_NODE_MODULES").unwrap_or_default());
    if !modules.join(needs).is_dir() {
        eprintln!("skipped: {needs} is not in BANSO_NODE_MODULES (`npm install` in a folder with xtask/package.json)");
        return;
    }
    let mut node = Command::new("node");
    node.env("NODE_PATH", &modules);
    arrives_once(node, "send.cjs", code);
}

#[test]
fn every_event_of_the_segment_sdk_for_python_arrives_once() {
    python("segment.analytics", "host");
}

#[test]
fn every_event_of_the_rudderstack_sdk_for_python_arrives_once() {
    python("rudderstack.analytics", "dataPlaneUrl");
}

#[test]
fn every_event_of_the_segment_sdk_for_node_arrives_once() {
    node(SEGMENT_NODE, "@segment/analytics-node");
}

#[test]
fn every_event_of_the_rudderstack_sdk_for_node_arrives_once() {
    node(RUDDER_NODE, "@rudderstack/rudder-sdk-node");
}
