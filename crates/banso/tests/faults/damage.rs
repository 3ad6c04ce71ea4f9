//! A damaged lake: no reader shows less than there is without an error, and doctor names the file and mends it.

use crate::{assert_sound, broken, program};
use banso_faults::count;
use banso_faults::dice::Dice;
use banso_faults::program::{Program, told};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Facts of each import.
const ROWS: usize = 150;

/// A folder with so many batches; with some more after a checkpoint, if one is wanted.
fn made(folder: &Path, imports: usize, checkpoint: bool) -> Program {
    let program = program(&folder.join("data"));
    let file = folder.join("facts.csv");
    let mut after = 0;
    for import in 0.. {
        if import >= imports && (!checkpoint || after == 3) {
            break;
        }
        after += usize::from(!checkpoints(&program.data).is_empty());
        assert!(import < 100, "no checkpoint");
        let row = |n: usize| format!("{import}-{n},acc-{},login,2026-{:02}-{:02},{n}\n", n % 7, 1 + n % 9, 1 + n % 28);
        let rows: String = (0..ROWS).map(row).collect();
        fs::write(&file, format!("id,account,event,at,value\n{rows}")).expect("writes");
        let _ = program.expect(&["import", file.to_str().expect("a path")]);
    }
    assert_sound(&program);
    program
}

fn log(data: &Path) -> PathBuf {
    data.join("lake/facts/_delta_log")
}

fn checkpoints(data: &Path) -> Vec<PathBuf> {
    let names = fs::read_dir(log(data)).into_iter().flatten().flatten().map(|entry| entry.path());
    names.filter(|path| path.to_string_lossy().ends_with(".checkpoint.parquet")).collect()
}

/// The entries of the log, oldest first.
fn entries(data: &Path) -> Vec<PathBuf> {
    let names = fs::read_dir(log(data)).expect("a log").flatten().map(|entry| entry.path());
    let mut names: Vec<PathBuf> = names.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    names.sort();
    names
}

/// The data files that the newest version names.
fn files(data: &Path) -> Vec<PathBuf> {
    let mut named = BTreeSet::new();
    for entry in entries(data) {
        for line in fs::read_to_string(entry).expect("text").lines() {
            let action: Value = serde_json::from_str(line).expect("JSON");
            if let Some(path) = action["add"]["path"].as_str() {
                named.insert(path.to_owned());
            }
            if let Some(path) = action["remove"]["path"].as_str() {
                named.remove(path);
            }
        }
    }
    named.into_iter().map(|name| data.join("lake/facts").join(name)).collect()
}

/// All facts as a reader sees them; the error where there is one.
fn facts(program: &Program) -> Result<String, String> {
    let done = program.run(&["sql", "select * from facts order by id", "--format", "csv", "--rows", "1000000"]);
    if done.status.success() { Ok(String::from_utf8_lossy(&done.stdout).into_owned()) } else { Err(told(&done)) }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to)
        } else {
            fs::copy(entry.path(), to).map(drop).expect("copies")
        }
    }
}

fn cut(path: &Path) {
    let bytes = fs::read(path).expect("reads");
    fs::write(path, &bytes[..bytes.len() / 2]).expect("writes");
}

fn empty(path: &Path) {
    fs::write(path, b"").expect("writes");
}

fn zeros(path: &Path) {
    let size = fs::metadata(path).expect("there").len();
    fs::write(path, vec![0; size as usize]).expect("writes");
}

fn gone(path: &Path) {
    fs::remove_file(path).expect("there");
}

/// What is done to which file of a data folder, and whether it does any harm.
struct Damage {
    name: &'static str,
    file: fn(&Path) -> PathBuf,
    harm: fn(&Path),
    harmless: bool,
}

fn last(list: Vec<PathBuf>) -> PathBuf {
    list.last().expect("there is one").clone()
}

fn middle(list: Vec<PathBuf>) -> PathBuf {
    list[list.len() / 2].clone()
}

/// An entry with another batch after it, whose facts are in no later entry: neither the inbox nor merged files have them.
fn inner(data: &Path) -> PathBuf {
    let files: Vec<String> = files(data).iter().map(|file| name(file)).collect();
    let entries = entries(data);
    let brought = |entry: &&PathBuf| {
        let text = fs::read_to_string(entry).expect("text");
        files.iter().any(|file| file.starts_with("batch-") && text.contains(file.as_str()))
    };
    let own: Vec<&PathBuf> = entries.iter().filter(brought).collect();
    assert!(own.len() >= 2, "the last batches are not merged yet");
    own[own.len() - 2].clone()
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

const fn damage(name: &'static str, file: fn(&Path) -> PathBuf, harm: fn(&Path)) -> Damage {
    Damage { name, file, harm, harmless: false }
}

const LOG: [Damage; 8] = [
    damage("last entry empty", |data| last(entries(data)), empty),
    damage("inner entry empty", inner, empty),
    damage("last entry cut", |data| last(entries(data)), cut),
    damage("inner entry cut", inner, cut),
    damage("last entry zeros", |data| last(entries(data)), zeros),
    damage("inner entry gone", inner, gone),
    damage("last entry gone", |data| last(entries(data)), gone),
    damage("data file gone", |data| middle(files(data)), gone),
];

const CHECKPOINT: [Damage; 6] = [
    damage("checkpoint empty", |data| last(checkpoints(data)), empty),
    damage("checkpoint cut", |data| last(checkpoints(data)), cut),
    damage("checkpoint gone", |data| last(checkpoints(data)), gone),
    damage("entry after the checkpoint empty", |data| last(entries(data)), empty),
    damage("data file cut", |data| middle(files(data)), cut),
    Damage { name: "hint cut", file: |data| log(data).join("_last_checkpoint"), harm: cut, harmless: true },
];

/// What a repair did and could not do, by its JSON.
fn said(json: &[u8]) -> Vec<String> {
    let list: Value = serde_json::from_slice(json).expect("JSON");
    let codes = list.as_array().into_iter().flatten().filter_map(|one| one["code"].as_str());
    codes.filter(|code| code.contains("mended-")).map(str::to_owned).collect()
}

/// Does each damage to a copy; gives what went unnoticed, and what was not mended afterwards.
fn unnoticed(sound: &Program, damages: &[Damage], scratch: &Path) -> Vec<String> {
    let whole = facts(sound).expect("sound");
    let mut wrong = Vec::new();
    for damage in damages {
        let data = scratch.join("damaged");
        copy(&sound.data, &data);
        let file = (damage.file)(&data);
        (damage.harm)(&file);
        let program = sound.on(&data);
        let name = name(&file);
        let shown = match facts(&program) {
            Ok(text) if text == whole => "all facts",
            Ok(text) => {
                let less = whole.lines().count() - text.lines().count();
                wrong.push(format!("{}: a reader misses {less} facts without an error", damage.name));
                "other facts"
            }
            Err(_) => "an error",
        };
        let begun = Instant::now();
        let found: Vec<_> = program.doctor().into_iter().filter(|one| one.bad).collect();
        let named = found.iter().any(|one| one.text.contains(&name));
        println!(
            "{}: a reader gets {shown}; doctor says {:?}",
            damage.name,
            found.iter().map(|f| &f.code).collect::<Vec<_>>()
        );
        // The last entry, once gone, leaves no name: its batch is missed instead.
        let missed = damage.name == "last entry gone" && found.iter().any(|one| one.code.starts_with("lake-"));
        if damage.harmless {
            if shown != "all facts" {
                wrong.push(format!("{}: should do no harm", damage.name));
            }
        } else if !named && !missed {
            wrong.push(format!("{}: doctor does not name {name}: {found:?}", damage.name));
        }
        // What a repair says it mended, is; and of these nothing is beyond repair while the inbox has the facts.
        let mended = said(&program.run(&["doctor", "--repair", "--json"]).stdout);
        println!("  repair says {mended:?}");
        let whole_again = facts(&program).as_ref() == Ok(&whole);
        let beyond = mended.iter().any(|code| code.starts_with("not-mended-"));
        if !whole_again || beyond || !damage.harmless && mended.is_empty() || !broken(&program).is_empty() {
            wrong.push(format!("{}: not mended: {mended:?}, {:#?}", damage.name, broken(&program)));
        }
        if begun.elapsed() > Duration::from_secs(20) {
            wrong.push(format!("{}: doctor took {:?}", damage.name, begun.elapsed()));
        }
        fs::remove_dir_all(&data).expect("there");
    }
    wrong
}

#[test]
fn a_damaged_log_or_file_never_hides_facts_and_doctor_names_and_mends_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let sound = made(folder.path(), 14, false);
    let mut wrong = unnoticed(&sound, &LOG, folder.path());
    let folder = tempfile::tempdir().expect("a folder");
    let sound = made(folder.path(), 0, true);
    wrong.extend(unnoticed(&sound, &CHECKPOINT, folder.path()));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_flipped_bit_is_an_error_for_readers_or_named_by_doctor() {
    let folder = tempfile::tempdir().expect("a folder");
    let sound = made(folder.path(), 14, false);
    let whole = facts(&sound).expect("sound");
    let mut dice = Dice::thrown("flipped bits");
    let flips = count("BANSO_FAULT_FLIPS", 80);
    let data = folder.path().join("damaged");
    copy(&sound.data, &data);
    let program = sound.on(&data);
    let targets: Vec<PathBuf> = files(&data).into_iter().chain(entries(&data)).collect();
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    let mut wrong = Vec::new();
    for _ in 0..flips {
        let file = dice.one(&targets);
        let before = fs::read(file).expect("reads");
        let (place, bit) = (dice.between(0, before.len() as u64 - 1) as usize, dice.between(0, 7));
        let mut bytes = before.clone();
        bytes[place] ^= 1 << bit;
        fs::write(file, &bytes).expect("writes");
        let name = name(file);
        let found = program.doctor();
        let named = found.iter().any(|one| one.bad && one.text.contains(&name));
        // A flipped letter of a name in the log is a missing file of that name to doctor.
        let content = !found.iter().any(|one| one.bad);
        let shown = facts(&program);
        let kind = match (&shown, named) {
            (Err(_), false) if content => "ERROR, DOCTOR CONTENT",
            (Ok(text), true) if *text == whole => "no harm, named",
            (Ok(text), false) if *text == whole => "no harm, not named",
            (Ok(_), true) => "other facts, named",
            (Ok(_), false) => "OTHER FACTS, NOT NAMED",
            (Err(_), true) => "error, named",
            (Err(_), false) => "error, not named",
        };
        *seen.entry(kind).or_default() += 1;
        if content && shown.as_ref() != Ok(&whole) {
            wrong.push(format!("{name}, byte {place}, bit {bit}"));
        }
        fs::write(file, &before).expect("writes");
    }
    println!("{flips} flipped bits: {seen:?} {wrong:?}");
    assert_eq!(facts(&program).as_ref(), Ok(&whole), "mended again");
    // Of a thousand, ten may go unnoticed; of fewer than two hundred, one.
    assert!(
        wrong.len() as u64 <= (flips / 100).max(1),
        "{} of {flips}: {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(10)]
    );
}

/// Files that a crash left behind while publishing are no part of the lake.
#[test]
fn what_a_crash_left_behind_is_not_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let sound = made(folder.path(), 3, false);
    let whole = facts(&sound).expect("sound");
    let file = middle(files(&sound.data));
    fs::copy(&file, file.with_extension("parquet#123000000007")).expect("copies");
    fs::copy(&file, file.with_file_name("batch-000000000099-0123456789abcdef.parquet")).expect("copies");
    assert_eq!(facts(&sound), Ok(whole));
    assert_sound(&sound);
}
