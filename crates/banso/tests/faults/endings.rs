//! The program ends at any moment, by a power cut or a kill, a hundred times on the same data.

use crate::{assert_sound, broken, program, skipped};
use banso_faults::count;
use banso_faults::dice::Dice;
use banso_faults::ledger::{Account, Ledger};
use banso_faults::load::{Load, Plan, Tally};
use banso_faults::program::{Program, Server};
use banso_faults::shim::Shim;
use banso_faults::volume::Volume;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The moment at which the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Moment {
    /// Any time.
    Any,
    /// A batch's file is being written.
    Batch,
    /// The lake's log is being written.
    Entry,
    /// Files are being merged, or a checkpoint is being written.
    Night,
}

const MOMENTS: [Moment; 7] =
    [Moment::Any, Moment::Any, Moment::Any, Moment::Batch, Moment::Entry, Moment::Entry, Moment::Night];

/// After so many rounds a new folder is begun: starting takes longer with all that is in the old one.
const FOLDER: u64 = 100;

impl Moment {
    /// Waits for one of them, drawn by lot, and a little. Gives the one that it came to be.
    pub(crate) fn come(data: &Path, dice: &mut Dice) -> Self {
        let wanted = *dice.one(&MOMENTS);
        let limit = Duration::from_millis(if wanted == Self::Night { 3_500 } else { 1_500 });
        let came = wanted != Self::Any && wanted.wait(data, limit);
        let (moment, least, most) = if came { (wanted, 0, 20) } else { (Self::Any, 0, 500) };
        std::thread::sleep(dice.moment(Duration::from_millis(least), Duration::from_millis(most)));
        moment
    }

    /// Whether a name in the table of facts, or in its log, is what the moment waits for.
    fn fits(self, name: &str) -> bool {
        match self {
            Self::Any => false,
            Self::Batch => name.starts_with("batch-"),
            Self::Entry => name.contains(".json"),
            Self::Night => name.starts_with("sorted-") || name.contains(".checkpoint"),
        }
    }

    /// Waits for it, for a while: until there is a name of its kind more than there was. Says whether it came.
    fn wait(self, data: &Path, limit: Duration) -> bool {
        let names = || {
            let table = data.join("lake/facts");
            let lists = [std::fs::read_dir(table.join("_delta_log")), std::fs::read_dir(table)];
            let names = lists.into_iter().flatten().flatten().flatten().map(|entry| entry.file_name());
            let mut names: Vec<_> = names.filter(|name| self.fits(&name.to_string_lossy())).collect();
            names.sort();
            names
        };
        let (before, begun) = (names(), Instant::now());
        while begun.elapsed() < limit {
            if names().iter().any(|name| !before.contains(name)) {
                return true;
            }
            std::thread::sleep(Duration::from_micros(500));
        }
        false
    }
}

/// What ends the program.
enum End {
    Kill,
    Power(Volume),
}

impl End {
    fn come(&mut self, server: &mut Server, load: Load, ledger: &Ledger, dice: &mut Dice) -> Tally {
        match self {
            Self::Kill => {
                server.kill();
                load.stop()
            }
            Self::Power(volume) => {
                ledger.power_goes();
                volume.cut();
                server.kill();
                let tally = load.stop();
                ledger.power_comes();
                // A journal that is written every second has names without contents; one that waits has neither.
                volume.power_on(["commit=1", "commit=30"][dice.between(0, 1) as usize]);
                tally
            }
        }
    }
}

/// What a run saw.
#[derive(Debug, Default)]
struct Run {
    moments: BTreeMap<Moment, u64>,
    audits: Vec<Account>,
    odd: Vec<String>,
}

/// Starts, loads and ends the program `rounds` times, and stops at the first thing that is wrong. All loads of a ledger come
/// with one `key`: what got no answer is sent again, and from another source the same ids would be other facts.
fn run(
    (program, key): (&Program, &str),
    end: &mut End,
    rounds: u64,
    ledger: &Arc<Ledger>,
    dice: &mut Dice,
) -> Result<Run, String> {
    let mut seen = Run::default();
    for round in 1..=rounds {
        let mut server = program.try_serve().map_err(|said| format!("round {round}: does not open:\n{said}"))?;
        let plan = Plan { timeout: Duration::from_secs(10), ..Plan::new(server.address, key) };
        let load = Load::start(&plan, ledger, dice);
        if !load.wait_until(Duration::from_secs(20), |tally| !tally.acks.is_empty()) {
            let tally = load.stop();
            return Err(format!("round {round}: nothing acknowledged: {tally:?}\n{}", server.said()));
        }
        if round % 10 == 0 {
            // Once much has come unsealed, a short life is not enough to seal it, and each time it is more.
            let _ = Moment::Entry.wait(&program.data, Duration::from_secs(20));
        }
        *seen.moments.entry(Moment::come(&program.data, dice)).or_default() += 1;
        let tally = end.come(&mut server, load, ledger, dice);
        // While the disk is gone the program may answer 5xx; refusing events for good it may never.
        seen.odd.extend(tally.odd.into_iter().filter(|text| text.starts_with('4')));
        if round % 25 == 0 || round == rounds {
            let account = ledger.audit(program).map_err(|why| format!("round {round}: {why}"))?;
            println!("after {round} rounds: {account}; ended in {:?}", seen.moments);
            if !account.holds() {
                return Err(format!("round {round}: {account}"));
            }
            seen.audits.push(account);
            let broken = broken(program);
            if !broken.is_empty() {
                return Err(format!("round {round}: doctor: {broken:#?}"));
            }
        }
    }
    Ok(seen)
}

/// Entries in the log of the table of facts, from the newest name.
fn versions(program: &Program) -> u64 {
    let names = std::fs::read_dir(program.data.join("lake/facts/_delta_log")).into_iter().flatten().flatten();
    let versions = names.filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".json")?.parse().ok());
    versions.max().unwrap_or(0)
}

/// Everything derived, as text: what lists show and what the lake keeps of each day.
fn derived(program: &Program) -> Vec<String> {
    let tables = ["current_health", "transitions", "health_history", "metric_history"];
    let key = |table: &str| match table {
        "metric_history" => "account, day",
        _ => "model, version, account, day",
    };
    let ask = |table: &str| {
        let query = format!("select * from {table} order by {}", key(table));
        program.expect(&["sql", &query, "--format", "csv", "--rows", "10000000", "--time", "300"])
    };
    tables.map(ask).to_vec()
}

/// Lets the program come to rest, and compares what it derived as facts came with what it derives from all of them.
fn assert_rebuild_equals(program: &Program, key: &str, ledger: &Arc<Ledger>, dice: &mut Dice) {
    let mut server = program.serve();
    // Facts of this run of the server count as they come, after it has computed everything once.
    for _ in 0..2 {
        let load = Load::start(&Plan::new(server.address, key), ledger, dice);
        assert!(load.wait_until(Duration::from_secs(20), |tally| tally.acks.len() > 20));
        drop(load);
        rest(program);
    }
    server.signal("TERM");
    assert!(server.wait(Duration::from_secs(20)).is_some_and(|status| status.success()), "{}", server.said());
    let lists = derived(program);
    // The history in the lake is brought up to date by the next start.
    let mut server = program.serve();
    std::thread::sleep(Duration::from_secs(3));
    rest(program);
    server.signal("TERM");
    assert!(server.wait(Duration::from_secs(20)).is_some(), "{}", server.said());
    let incremental = derived(program);
    let _ = program.expect(&["rebuild"]);
    let rebuilt = derived(program);
    assert!(rebuilt[2].lines().count() > 100, "there is a history to compare");
    for place in [0, 1] {
        assert!(lists[place] == rebuilt[place], "lists as facts came differ from those of all facts");
    }
    assert!(incremental == rebuilt, "history in the lake differs from that of all facts");
}

/// Waits until history has taken in every fact.
fn rest(program: &Program) {
    let begun = Instant::now();
    loop {
        std::thread::sleep(Duration::from_millis(500));
        let waiting = program.doctor().into_iter().any(|one| one.code.starts_with("history-"));
        if !waiting && begun.elapsed() > Duration::from_secs(3) {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "history does not come to rest");
    }
}

/// Kills it so many times.
pub(crate) fn ends_by_kill(base: &Path, make: &dyn Fn(&Path) -> Program, kills: u64, dice: &mut Dice) {
    ends_well(base, make, End::Kill, kills, dice);
}

/// Ends it `rounds` times, with a new folder in `base` now and then, on which `make` says what to run.
fn ends_well(base: &Path, make: &dyn Fn(&Path) -> Program, mut end: End, rounds: u64, dice: &mut Dice) {
    let mut moments: BTreeMap<Moment, u64> = BTreeMap::new();
    for first in (0..rounds).step_by(FOLDER as usize) {
        let program = make(&base.join(format!("data-{first}")));
        let (ledger, begun, rounds) = (Arc::new(Ledger::default()), Instant::now(), FOLDER.min(rounds - first));
        let key = program.new_key();
        let seen = run((&program, &key), &mut end, rounds, &ledger, dice).unwrap_or_else(|why| panic!("{why}"));
        let each = begun.elapsed().as_secs_f64() / rounds as f64;
        println!("{rounds} rounds, {each:.2} s each; versions of the lake: {}", versions(&program));
        assert_eq!(seen.odd, Vec::<String>::new(), "nothing is refused for good");
        assert!(versions(&program) > rounds / 4, "batches were sealed all the time");
        seen.moments.into_iter().for_each(|(moment, times)| *moments.entry(moment).or_default() += times);
        assert_rebuild_equals(&program, &key, &ledger, dice);
        println!("at the end: {}", ledger.assert_holds(&program, "at the end"));
        assert_sound(&program);
        std::fs::remove_dir_all(&program.data).expect("nobody uses it any more");
    }
    println!("ended in {moments:?}");
    let in_work = rounds - moments.get(&Moment::Any).copied().unwrap_or(0);
    assert!(rounds < 50 || in_work * 10 >= rounds, "ends fell into the work: {moments:?}");
}

#[test]
fn after_any_power_cut_everything_acknowledged_is_there_once() {
    let volume = match Volume::new(2048) {
        Ok(volume) => volume,
        Err(why) => return skipped(&format!("no power cuts: {why}")),
    };
    let mut dice = Dice::thrown("power cuts");
    ends_well(&volume.path(), &program, End::Power(volume), count("BANSO_FAULT_CUTS", 100), &mut dice);
}

/// The test above finds a program that does not sync: else it would prove nothing.
#[test]
fn power_cuts_find_syncs_that_are_left_out() {
    let scratch = tempfile::tempdir().expect("a folder");
    let shim = match Shim::new(scratch.path()) {
        Ok(shim) => shim,
        Err(why) => return skipped(&why),
    };
    for pattern in ["state.db-wal$", "lake/"] {
        let volume = match Volume::new(1024) {
            Ok(volume) => volume,
            Err(why) => return skipped(&format!("no power cuts: {why}")),
        };
        shim.nothing();
        let honest = program(&volume.path().join("data"));
        // The folder is set up with all its syncs.
        drop(honest.serve());
        let key = honest.new_key();
        shim.skip(pattern);
        let ledger = Arc::new(Ledger::default());
        let dice = &mut Dice::thrown("power cuts without syncs");
        // Audited after each round.
        let mut end = End::Power(volume);
        let lying = shim.preload(honest);
        let found = (0..12).find_map(|_| run((&lying, &key), &mut end, 1, &ledger, dice).err());
        let found = found.unwrap_or_else(|| panic!("no cut noticed that syncs of {pattern} are left out"));
        println!("without syncs of {pattern}: {}", found.lines().next().unwrap_or_default());
    }
}

#[test]
fn after_any_kill_everything_acknowledged_is_there_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut dice = Dice::thrown("kills");
    ends_by_kill(folder.path(), &program, count("BANSO_FAULT_KILLS", 50), &mut dice);
}
