//! A headless Chromium and its driver, started for one journey and ended with it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use thirtyfour::prelude::*;

/// The driver's process; ended when dropped.
pub struct Driver {
    process: Child,
    port: u16,
    profiles: tempfile::TempDir,
}

/// The first of `names` that is on the path or is a path that exists.
fn find(variable: &str, names: &[&str]) -> Option<String> {
    if let Ok(set) = std::env::var(variable) {
        return Some(set);
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|file| file.is_file())
        .map(|file| file.to_string_lossy().into_owned())
}

impl Driver {
    /// Starts the driver on a free port, or says why there is none.
    pub fn start() -> Option<Self> {
        let Some(driver) = find("CHROMEDRIVER", &["chromedriver"]) else {
            println!("skipped: no chromedriver on the path (set CHROMEDRIVER to name one)");
            return None;
        };
        if find("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "chrome"]).is_none() {
            println!("skipped: no Chromium on the path (set CHROMIUM to name one)");
            return None;
        }
        let mut process = Command::new(driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a driver");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse().ok())
            .expect("the driver's port");
        // Keeps reading, so that the driver never blocks on a full pipe.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Some(Self { process, port, profiles: tempfile::tempdir().expect("a folder") })
    }

    /// A browser with a new profile that asks for pages in `lang` (`ja` or `en`).
    pub async fn browser(&self, lang: &str) -> WebDriver {
        let mut chrome = DesiredCapabilities::chrome();
        if let Some(binary) = find("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "chrome"]) {
            chrome.set_binary(&binary).expect("a binary");
        }
        let profile = tempfile::tempdir_in(self.profiles.path()).expect("a folder").keep();
        for arg in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--force-prefers-reduced-motion",
            "--hide-scrollbars",
            "--window-size=1440,900",
            &format!("--lang={lang}"),
            &format!("--accept-lang={lang}"),
            &format!("--user-data-dir={}", profile.display()),
        ] {
            chrome.add_arg(arg).expect("an argument");
        }
        WebDriver::new(format!("http://127.0.0.1:{}", self.port), chrome).await.expect("a browser")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
