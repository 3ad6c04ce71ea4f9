//! What the program asked of the system, in order, and whether each promise was durable before it was made.

mod read;
mod rules;

pub use read::{Call, read};
pub use rules::{Broken, Seen, broken};

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// The calls that are watched.
const CALLS: &str = "fsync,fdatasync,write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,read,readv,recvfrom,recvmsg,\
    link,linkat,rename,renameat,renameat2,mkdir,mkdirat";

/// The command under which a program runs so that its calls are written to `file`. The program stays the child of
/// whoever starts it.
///
/// # Errors
/// Why calls cannot be watched here: the reason for which a test is skipped.
pub fn strace(file: &Path) -> Result<Vec<OsString>, String> {
    let tried = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).output();
    let tried = tried.map_err(|error| format!("no strace: {error}"))?;
    if !tried.status.success() {
        return Err(format!("strace may not watch: {}", String::from_utf8_lossy(&tried.stderr).trim()));
    }
    let trace = format!("trace={CALLS}");
    let args: [&str; 11] = ["strace", "-D", "-f", "-qq", "-yy", "--seccomp-bpf", "-s", "24", "-e", &trace, "-o"];
    let quiet = ["-e", "signal=none"];
    let mut command: Vec<OsString> = args.iter().map(OsString::from).collect();
    command.push(file.into());
    command.extend(quiet.iter().map(OsString::from));
    Ok(command)
}
