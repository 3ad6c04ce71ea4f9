//! Pages of a workspace with 10,000 accounts, and what it costs to make and to rebuild it.

use super::Place;
use super::document::{seconds, table};
use super::program::built;
use crate::run::output;
use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Instant;

/// Simulated customers.
const ACCOUNTS: &str = "10000";
/// Each page is asked for so often; the median counts.
const ASKED: usize = 9;

/// Leads on whoever is signed in, so nobody is when it is asked for.
const SIGN_IN: &str = "/sign-in";

/// The pages: what it is, and its path. `{account}` is some account's id.
const PAGES: [(&str, &str); 7] = [
    ("overview", "/overview"),
    ("account list", "/accounts"),
    ("account list, filtered and sorted by CMRR", "/accounts?sort=-cmrr&segment=0"),
    ("account list, searched", "/accounts?q=%E6%A0%AA"),
    ("an account", "/accounts/{account}"),
    ("an account's timeline", "/accounts/{account}/timeline"),
    ("sign-in page (no data: the yardstick)", SIGN_IN),
];

/// A running demo, stopped when dropped.
struct Demo {
    child: Child,
    at: String,
    mail: String,
    password: String,
    _rest: BufReader<ChildStdout>,
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The workspace, made where it is not there yet.
pub fn workspace(place: &Place) -> Result<PathBuf> {
    let data = place.data.join("workspace");
    if !data.join("state.db").exists() {
        drop(serve(&built(&place.root, "banso")?, &data)?);
    }
    Ok(data)
}

/// Makes the workspace where it is not there yet, serves it, and asks for its pages.
pub fn measure(place: &Place) -> Result<String> {
    let program = built(&place.root, "banso")?;
    let data = place.data.join("workspace");
    let new = !data.join("state.db").exists();
    let start = Instant::now();
    let demo = serve(&program, &data)?;
    let made = new.then(|| start.elapsed().as_secs_f64());
    let cookies = place.data.join("cookies");
    let nobody = place.data.join("no-cookies");
    let _ = std::fs::remove_file(&cookies);
    std::fs::write(&nobody, "")?;
    sign_in(&demo, &cookies, &place.root)?;
    let list = ask(&demo, &cookies, "/accounts", &place.root)?.2;
    let account = list.split("/accounts/").filter_map(|rest| rest.split(['"', '/', '?', '#']).next());
    let account = account.into_iter().find(|id| id.parse::<i64>().is_ok()).context("no account in the list")?;
    let mut rows = Vec::new();
    let mut figures = Vec::new();
    for (name, path) in PAGES {
        let path = path.replace("{account}", account);
        let mut times = Vec::new();
        let mut size = 0;
        for _ in 0..ASKED {
            let jar = if path == SIGN_IN { &nobody } else { &cookies };
            let (status, took, body) = ask(&demo, jar, &path, &place.root)?;
            ensure!(status == "200", "{path} answers {status}");
            times.push(took);
            size = body.len();
        }
        times.sort_by(f64::total_cmp);
        figures.push((name, times[ASKED / 2], size));
    }
    let nothing = figures.last().map_or(1.0, |(_, took, _)| *took);
    for (name, took, size) in &figures {
        let ms = format!("{:.0} ms", took * 1000.0);
        rows.push(vec![(*name).to_owned(), ms, format!("{} kB", size / 1000), format!("{:.1}", took / nothing)]);
    }
    let mut text = table(&["page", "time", "size", "ratio"], &rows);
    drop(demo);
    let start = Instant::now();
    let mut rebuild = Command::new(&program);
    rebuild.args(["rebuild", "--data"]).arg(&data).stdout(Stdio::null()).stderr(Stdio::null());
    ensure!(rebuild.current_dir(&place.root).status()?.success(), "the rebuild failed");
    let rebuilt = start.elapsed().as_secs_f64();
    let mut count = Command::new(&program);
    count.args(["sql", "select count(*) as n from facts", "--format", "csv", "--data"]).arg(&data);
    let facts = output(count, &place.root)?;
    let facts: u64 = facts.lines().last().and_then(|n| n.trim().parse().ok()).context("no number of facts")?;
    text += &format!(
        "\n`banso rebuild` of {ACCOUNTS} accounts and {:.1} million facts: all metrics and models of every day, computed \
         and stored, in {} ({:.2} million facts a second).\n",
        facts as f64 / 1e6,
        seconds(rebuilt),
        facts as f64 / 1e6 / rebuilt,
    );
    if let Some(made) = made {
        text += &format!("Making this demo took {}.\n", seconds(made));
    }
    Ok(text)
}

fn serve(program: &Path, data: &Path) -> Result<Demo> {
    let mut command = Command::new(program);
    command.args(["demo", "--accounts", ACCOUNTS, "--listen", "127.0.0.1:0", "--lang", "en", "--data"]).arg(data);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("no output")?);
    let (mut at, mut mail, mut password) = (None, None, None);
    let mut line = String::new();
    while at.is_none() {
        line.clear();
        ensure!(lines.read_line(&mut line)? > 0, "the demo ended early");
        let word = |line: &str, sign: &str| line.split_whitespace().find(|word| word.contains(sign)).map(str::to_owned);
        at = at.or_else(|| word(&line, "http://")).map(|at: String| at.trim_end_matches(['.', '/']).to_owned());
        mail = mail.or_else(|| word(&line, "@"));
        if mail.is_some() && password.is_none() && !line.contains('@') {
            password = line.split_once(": ").map(|(_, password)| password.trim().to_owned());
        }
    }
    let [Some(at), Some(mail), Some(password)] = [at, mail, password] else {
        anyhow::bail!("the demo said no sign-in")
    };
    Ok(Demo { child, at, mail, password, _rest: lines })
}

fn sign_in(demo: &Demo, cookies: &Path, root: &Path) -> Result<()> {
    let mut curl = Command::new("curl");
    curl.args(["-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", &format!("Origin: {}", demo.at)]);
    curl.arg("-c").arg(cookies).arg("-b").arg(cookies);
    curl.args(["--data-urlencode", &format!("mail={}", demo.mail)]);
    curl.args(["--data-urlencode", &format!("password={}", demo.password), &format!("{}/sign-in", demo.at)]);
    let status = output(curl, root)?;
    ensure!(status.starts_with("30"), "signing in answers {status}");
    Ok(())
}

/// Status, seconds and body.
fn ask(demo: &Demo, cookies: &Path, path: &str, root: &Path) -> Result<(String, f64, String)> {
    let mut curl = Command::new("curl");
    curl.args(["-s", "-w", "\n%{http_code} %{time_total}"]).arg("-b").arg(cookies).arg(format!("{}{path}", demo.at));
    let text = output(curl, root)?;
    let (body, told) = text.rsplit_once('\n').context("curl says nothing")?;
    let (status, took) = told.split_once(' ').context("curl says no time")?;
    Ok((status.to_owned(), took.parse()?, body.to_owned()))
}
