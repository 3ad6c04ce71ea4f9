//! What people do with Banso, in a real browser against the real binary.
//!
//! Needs Chromium and its driver; where they are missing each journey says so and passes (`cargo xtask test` installs
//! them where it can). A failed step leaves a picture of the page in the temporary folder and names it.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test says what it skipped, and waits with a limit"
)]

mod browser;
mod page;
mod server;

mod fresh;
mod ime;
mod keyboard;
mod layout;
mod plain;
mod play;
mod print;
mod reach;
mod set_up;
mod shots;
