//! The power goes while a person is erased: the next start completes it, and no byte of theirs is left in any file.

use crate::{assert_sound, program, skipped};
use banso_faults::count;
use banso_faults::dice::Dice;
use banso_faults::http::Client;
use banso_faults::ledger::Ledger;
use banso_faults::load::{Load, Plan};
use banso_faults::program::{Program, Server};
use banso_faults::volume::Volume;
use banso_testbed::scan::{Mark, found};
use std::path::Path;
use std::process::Child;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Somebody who is called as nobody else.
struct Somebody {
    key: String,
    mail: String,
    name: String,
}

impl Somebody {
    fn new(dice: &mut Dice) -> Self {
        let letters = |dice: &mut Dice| format!("{:016x}", dice.bits());
        let (key, mail) = (format!("who-{}", letters(dice)), format!("{}@example.jp", letters(dice)));
        Self { key, mail, name: format!("名{}", letters(dice)) }
    }

    /// Tells who they are and what they did.
    fn live(&self, server: &Server, write_key: &str) {
        let context = r#""context":{"groupId":"acc-1"}"#;
        let traits =
            format!(r#"{{"email":"{}","lastName":"{}","department":"{}部"}}"#, self.mail, self.name, self.name);
        let mut events = vec![format!(r#"{{"type":"identify","userId":"{}","traits":{traits},{context}}}"#, self.key)];
        events.extend((0..40).map(|n| {
            format!(
                r#"{{"type":"track","messageId":"{key}-{n}","userId":"{key}","event":"login",{context},"properties":{{"said":"{mail}"}}}}"#,
                key = self.key,
                mail = self.mail,
            )
        }));
        let body = format!("{{\"batch\":[{}]}}", events.join(","));
        let answer = Client::new(server.address, Duration::from_secs(30)).post("/v1/batch", write_key, body.as_bytes());
        assert_eq!(answer.expect("an answer").status, 200);
    }

    /// Everything that they are called, the number in their facts too.
    fn marks(&self, program: &Program) -> Vec<Mark> {
        let query = format!("select distinct person from facts where props like '%{}%'", self.mail);
        let said = program.expect(&["sql", &query, "--format", "csv"]);
        let number = said.lines().nth(1).and_then(|line| line.trim().parse().ok());
        let number = number.unwrap_or_else(|| panic!("facts of a person: {said}"));
        let texts = [("key", &self.key), ("mail", &self.mail), ("name", &self.name)];
        let texts = texts.map(|(what, text)| Mark::text(what, text));
        texts.into_iter().chain([Mark::number("number", number)]).collect()
    }

    /// Begins to erase them from the command line, and waits until that is noted for good.
    fn erase(&self, program: &Program) -> Child {
        // Whoever erases locks this file, once there is something to erase.
        let lock = program.data.join("eraser.lock");
        let _ = std::fs::remove_file(&lock);
        let child = program.start(&["erase", "--account", "acc-1", "--person", &self.mail]);
        wait(Duration::from_secs(60), "the erasure to begin", || lock.exists());
        child
    }
}

fn wait(limit: Duration, what: &str, come: impl Fn() -> bool) {
    let begun = Instant::now();
    while !come() {
        assert!(begun.elapsed() < limit, "waited for {what}");
        std::thread::sleep(Duration::from_micros(500));
    }
}

fn unpack(path: &Path) -> Vec<u8> {
    banso_lake::check::unpacked(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Where anything of them stands.
fn seen(program: &Program, marks: &[Mark]) -> Vec<String> {
    found(&program.data, marks, unpack)
}

fn open_erasures(program: &Program) -> bool {
    program.doctor().into_iter().any(|one| one.code == "erasures-open")
}

fn stop(mut server: Server) {
    server.signal("TERM");
    assert!(server.wait(Duration::from_secs(30)).is_some_and(|status| status.success()), "{}", server.said());
}

#[test]
fn after_a_power_cut_the_next_start_completes_an_erasure_and_no_byte_is_left() {
    let mut volume = match Volume::new(1024) {
        Ok(volume) => volume,
        Err(why) => return skipped(&format!("no power cuts: {why}")),
    };
    let mut dice = Dice::thrown("power cuts in erasures");
    let program = program(&volume.path().join("data"));
    let key = program.new_key();
    let ledger = Arc::new(Ledger::default());
    let (mut usual, mut left_open) = (Duration::ZERO, 0);
    let cuts = count("BANSO_FAULT_ERASURES", 4);
    for round in 0..=cuts {
        let who = Somebody::new(&mut dice);
        let mut server = program.serve();
        let plan = Plan { connections: 2, rate: Some(10.0), ..Plan::new(server.address, &key) };
        let load = Load::start(&plan, &ledger, &mut dice);
        who.live(&server, &key);
        // Some of it in the lake, some not; half of the time everything is in the lake already.
        std::thread::sleep(dice.moment(Duration::ZERO, Duration::from_millis(3_000)));
        let marks = who.marks(&program);
        assert!(!seen(&program, &marks).is_empty(), "the look finds who is there");
        let mut erasing = who.erase(&program);
        let begun = Instant::now();
        if round == 0 {
            // Undisturbed, to know how long it takes.
            assert!(erasing.wait().expect("ends").success());
            usual = begun.elapsed();
            drop(load);
        } else {
            std::thread::sleep(dice.moment(Duration::ZERO, usual));
            let done = erasing.try_wait().expect("a state").is_some();
            ledger.power_goes();
            volume.cut();
            server.kill();
            let _ = erasing.kill();
            let _ = erasing.wait();
            drop(load);
            ledger.power_comes();
            volume.power_on("commit=1");
            let open = open_erasures(&program);
            assert!(!(done && open), "what was said to be erased is");
            left_open += u64::from(open);
            server = program.serve();
            wait(Duration::from_secs(120), "the erasure to be completed", || !open_erasures(&program));
        }
        stop(server);
        assert_eq!(seen(&program, &marks), Vec::<String>::new(), "round {round}");
        println!("round {round}: {:?} after the erasure began", begun.elapsed());
    }
    println!("{cuts} cuts, {left_open} of them left an erasure open; an undisturbed one takes {usual:?}");
    println!("{}", ledger.assert_holds(&program, "at the end"));
    assert_sound(&program);
}
