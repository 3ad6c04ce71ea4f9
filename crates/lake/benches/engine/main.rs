//! The engine over a lake of the yardstick's data, a job a process; prints a line of JSON. `cargo xtask bench` runs it.
//!
//! `engine load DIR LAKE [THIN TIMES]` puts the yardstick's columns (`acc.bin usr.bin ev.bin ts.bin`) into a lake: each
//! THINth fact, TIMES times.
//! `engine JOB LAKE RUNS` does a job: `A` one day, `W` 52 weeks, `D` all 365 days, `N` all days of one new
//! metric, `M` all of history of the shipped metrics, `H` the same with the shipped models on top.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a program that measures and prints"
)]

mod jobs;
mod load;

use std::path::Path;
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["load", from, lake] => runtime.block_on(load::load(Path::new(from), Path::new(lake), 1, 1)),
        ["load", from, lake, thin, times] => {
            let (thin, times) = (thin.parse().unwrap(), times.parse().unwrap());
            runtime.block_on(load::load(Path::new(from), Path::new(lake), thin, times));
        }
        [job, lake, runs] => runtime.block_on(measure(job, Path::new(lake), runs.parse().unwrap())),
        // `cargo test --all-targets` runs every bench once: nothing to do without data.
        _ => println!("engine: nothing asked for"),
    }
}

async fn measure(job: &str, lake: &Path, runs: usize) {
    let lake = banso_lake::Lake::open(lake).await.unwrap();
    let (mut walls, mut sums) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let start = Instant::now();
        sums = jobs::run(&lake, job).await;
        walls.push(start.elapsed().as_secs_f64());
    }
    walls.sort_by(f64::total_cmp);
    let line = serde_json::json!({
        "engine": "banso",
        "job": job,
        "walls": walls,
        "median": walls[walls.len() / 2],
        "peak_rss_mb": peak_mb(),
        "checksum": sums,
    });
    println!("{line}");
}

/// Peak memory of this process in megabytes, from the kernel.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
