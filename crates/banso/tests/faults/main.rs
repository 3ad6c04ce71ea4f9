//! What must hold when things go wrong: the real binary against power cuts, kills, failing and full disks, damage,
//! and its own kind (docs/reliability.md says what each test proves, how long runs are made, how it was seen to fail).
//!
//! Tests that need root, a loop device or strace say so where they cannot have it, and pass.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test says what it skipped and measured, and waits with a limit"
)]

mod actions;
mod damage;
mod endings;
mod erasing;
mod failing;
mod full;
mod kills;
mod order;
mod races;
mod soak;

use banso_faults::program::{Finding, Program};
use std::path::Path;

/// The binary on a data folder, sealing every second and doing the night's work every two.
fn program(data: &Path) -> Program {
    Program::new(env!("CARGO_BIN_EXE_banso"), data).with("BANSO_SEAL_SECONDS", "1").with("BANSO_TIDY_SECONDS", "2")
}

/// Says why a test cannot run here.
fn skipped(why: &str) {
    println!("skipped: {why}");
}

/// What doctor finds broken in the stores of the folder. Not that the small file system of a test is nearly full, and not
/// history that has yet to be computed again: the next server does.
fn broken(program: &Program) -> Vec<Finding> {
    let passing = |one: &Finding| one.code == "disk-full" || one.code.starts_with("history-");
    program.doctor().into_iter().filter(|one| one.bad && !passing(one)).collect()
}

/// Nothing is broken.
fn assert_sound(program: &Program) {
    let broken = broken(program);
    assert!(broken.is_empty(), "doctor: {broken:#?}");
}
