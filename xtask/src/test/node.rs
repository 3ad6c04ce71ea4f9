//! The SDKs for Node.js (`xtask/package.json`), for the test that all they send arrives.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the test asks for the folder.
pub const VARIABLE: &str = "BANSO_NODE_MODULES";

const SDKS: [&str; 2] = ["@segment/analytics-node", "@rudderstack/rudder-sdk-node"];

/// A folder of modules that has them: the caller's, or one made for it below `target`; else what is missing.
pub fn find(root: &Path, target: &Path, install: bool) -> Result<PathBuf, String> {
    let given = std::env::var_os(VARIABLE).map(PathBuf::from);
    let own = target.join("node/node_modules");
    if let Some(found) = given.iter().chain([&own]).find(|folder| has(folder)) {
        return Ok(found.clone());
    }
    let hint = "SDKs for Node.js: install `nodejs` and `npm`, or `npm install` in a folder with xtask/package.json";
    if install && make(root, &target.join("node")).is_some() && has(&own) { Ok(own) } else { Err(hint.to_owned()) }
}

fn has(folder: &Path) -> bool {
    SDKS.iter().all(|sdk| folder.join(sdk).is_dir())
}

fn make(root: &Path, folder: &Path) -> Option<()> {
    println!("fetching the SDKs for Node.js");
    std::fs::create_dir_all(folder).ok()?;
    std::fs::copy(root.join("xtask/package.json"), folder.join("package.json")).ok()?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--silent", "--no-audit", "--no-fund"]).current_dir(folder);
    let status = npm.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success()).then_some(())
}
