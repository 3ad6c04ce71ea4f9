//! How many events one core reads in a second: `cargo run --profile measure -p banso-intake --example events`.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::expect_used, reason = "a measurement")]

use banso_intake::event::{Call, read};
use banso_kernel::Micros;
use std::time::{Duration, Instant};

/// A batch as the Node.js SDK of Segment sends it.
fn batch(events: usize, properties: &str) -> String {
    let event = |n: usize| {
        format!(
            r#"{{"timestamp":"2026-04-01T01:15:17.114Z","integrations":{{}},"event":"Report Viewed","type":"track","properties":{properties},"context":{{"groupId":"acct_{}","library":{{"name":"@segment/analytics-node","version":"3.1.0"}}}},"userId":"u{n}","messageId":"node-next-1795310117114-b7a43b1b-93e9-49d4-9d7a-{n:012}","_metadata":{{"nodeVersion":"v20.20.2","jsRuntime":"node"}}}}"#,
            n % 50
        )
    };
    let events: Vec<_> = (0..events).map(event).collect();
    format!(r#"{{"batch":[{}],"writeKey":"wk_test","sentAt":"2026-04-01T01:15:17.118Z"}}"#, events.join(","))
}

fn main() {
    let large = r#"{"plan":"pro","seats":12,"value":99.5,"source":{"page":"/reports/1","tab":"overview"},"tags":["a","b","c"],"beta":false,"title":"月次レポート","duration_ms":1234,"filters":"none","export":null}"#;
    for (what, count, properties) in
        [("one", 1, r#"{"n":1}"#), ("batch of 100", 100, r#"{"n":1}"#), ("batch of 100, 10 properties", 100, large)]
    {
        let body = batch(count, properties);
        // The best of many short spans: other programs take the core in the others.
        let mut best = Duration::MAX;
        for _ in 0..1_000 {
            let start = Instant::now();
            for _ in 0..200 / count {
                let delivery = read(Call::Batch, body.as_bytes(), Micros(1_775_010_000_000_000)).expect("readable");
                assert!(delivery.events.iter().all(Result::is_ok));
            }
            best = best.min(start.elapsed());
        }
        let (rate, size) = (200.0 / best.as_secs_f64(), body.len() / count);
        println!("{what}: {rate:.0} events/s of {size} bytes, {:.0} MB/s", rate * size as f64 / 1e6);
    }
}
