//! Programs that some tests need besides Rust, such as a browser, its driver and Japanese letters for the browser tests.

use crate::run;
use std::process::{Command, Stdio};

struct Need {
    what: &'static str,
    packages: &'static [&'static str],
    met: fn() -> bool,
}

const NEEDS: [Need; 7] = [
    Need { what: "Chromium, for the browser tests", packages: &["chromium"], met: browser },
    Need { what: "chromedriver, for the browser tests", packages: &["chromium-driver"], met: driver },
    Need { what: "Python, for other readers of the lake", packages: &["python3-venv"], met: python },
    Need { what: "Node.js, for SDKs that send events", packages: &["nodejs", "npm"], met: node },
    Need { what: "PostgreSQL 15 or newer, for the state kept there", packages: &["postgresql"], met: postgres },
    Need { what: "strace, for the order of syncs", packages: &["strace"], met: strace },
    Need { what: "Noto Sans CJK, for Japanese on screenshots", packages: &["fonts-noto-cjk"], met: letters },
];

fn browser() -> bool {
    ["chromium", "chromium-browser", "google-chrome"].iter().any(|name| run::present(name))
}

fn driver() -> bool {
    run::present("chromedriver")
}

fn python() -> bool {
    Command::new("python3").args(["-c", "import venv, ensurepip"]).output().is_ok_and(|done| done.status.success())
}

fn node() -> bool {
    run::present("node") && run::present("npm")
}

/// As the tests look for it (crates/testbed): where Debian and its kin put it, or on the path.
fn postgres() -> bool {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    debian.into_iter().any(|version| version.path().join("bin/initdb").is_file()) || run::present("initdb")
}

fn strace() -> bool {
    run::present("strace")
}

fn letters() -> bool {
    let mut list = Command::new("fc-list");
    list.args([":lang=ja", "family"]).stderr(Stdio::null());
    list.output().is_ok_and(|output| !output.stdout.is_empty())
}

/// Looks for everything, installs what is missing where that is allowed, and says what is missing still.
pub fn meet(install: bool) -> Vec<String> {
    let missing = || NEEDS.iter().filter(|need| !(need.met)()).collect::<Vec<_>>();
    let wanted: Vec<&str> = missing().iter().flat_map(|need| need.packages.iter().copied()).collect();
    if !wanted.is_empty() && install && may_install() {
        apt(&wanted);
    }
    let hint = |need: &Need| {
        format!("{}: install it, on Debian `sudo apt-get install {}`", need.what, need.packages.join(" "))
    };
    missing().into_iter().map(hint).collect()
}

/// As root on Debian and its kin.
fn may_install() -> bool {
    let root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    root && run::present("apt-get")
}

fn apt(packages: &[&str]) {
    println!("installing {}", packages.join(" "));
    for arguments in [vec!["update", "-qq"], [&["install", "-y", "-qq", "--no-install-recommends"], packages].concat()]
    {
        let mut apt = Command::new("apt-get");
        apt.args(&arguments).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
        if !apt.status().is_ok_and(|status| status.success()) {
            println!("`apt-get {}` failed", arguments.join(" "));
            return;
        }
    }
}
