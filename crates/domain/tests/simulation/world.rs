//! The rules that are played, and what is true of accounts on a day.

use banso_domain::conditions::{
    AccountNow, ContractNow, Ending, HealthNow, PersonNow, StepEnd, Usual, View, Vocabulary,
};
use banso_domain::journeys::Journey;
use banso_domain::plays::{Limits, Play};
use banso_domain::signals::Signals;
use banso_domain::turn::{Deed, LivePlay, Memory, Now, Rules, turn};
use banso_kernel::{AccountId, Day, Micros, PersonId, Zone};
use std::collections::BTreeMap;

pub const HOUR: i64 = 3_600_000_000;

pub const JOURNEY: &str = r#"
journey = "j"
name = { ja = "x", en = "x" }
[[phase]]
id = "a"
name = { ja = "x", en = "x" }
[[phase]]
id = "b"
name = { ja = "x", en = "x" }
enter = "phase.steps_done && metric.uses >= 2"
back = { when = "metric.uses < 1", to = "a" }
[[phase.step]]
id = "s"
name = { ja = "x", en = "x" }
required = true
done_when = "metric.uses >= 3"
[[phase]]
id = "c"
name = { ja = "x", en = "x" }
enter = "phase.steps_done && metric.uses >= 3"
back = { when = "metric.uses < 1", to = "a" }
"#;

pub const SIGNALS: &str = r#"
signal = [
  { id = "low", name = { ja = "x", en = "x" }, severity = "high", when = "metric.uses < 2", clear_after = 2 },
  { id = "stuck", name = { ja = "x", en = "x" }, severity = "low", stuck = { days = 3 } },
]
"#;

pub const PLAYS: [&str; 3] = [
    r#"
play = "rescue"
name = { ja = "x", en = "x" }
hold_out = 0.25
trigger = { signal = "low" }
again = { after_days = 3 }
step = [
  { id = "call", do = "task", title = { ja = "x", en = "x" }, due = 2 },
  { id = "crm", do = "webhook", destination = "crm" },
  { id = "rest", do = "wait", days = 1 },
  { id = "mail", do = "mail", to = "all", subject = { ja = "x", en = "x" }, body = { ja = "{person.name}", en = "x" } },
  { id = "until", do = "wait_until", when = "done.call || metric.uses > 3", at_most_days = 3, otherwise = "late" },
  { id = "thanks", do = "webhook", destination = "crm" },
  { id = "late", do = "slack", text = { ja = "x", en = "x" } },
]
"#,
    r#"
play = "digest"
name = { ja = "x", en = "x" }
hold_out = 0.5
trigger = { schedule = "daily" }
again = { after_days = 2 }
step = [
  { id = "line", do = "slack", text = { ja = "x", en = "x" } },
  { id = "rest", do = "wait", days = 1 },
  { id = "which", do = "branch", when = "phase.id == 'a'", then = "push", else = "crm" },
  { id = "push", do = "move", phase = "b" },
  { id = "crm", do = "webhook", destination = "crm" },
]
"#,
    r#"
play = "welcome"
name = { ja = "x", en = "x" }
trigger = { phase = { journey = "j", id = "b" } }
again = { after_days = 4 }
step = [
  { id = "mark", do = "set", attribute = "x", value = "y" },
  { id = "mail", do = "mail", to = "champions", subject = { ja = "x", en = "x" }, body = { ja = "x", en = "x" } },
]
"#,
];

pub struct World {
    pub rules: Rules,
    /// The same rules with nobody, and everybody, held out: for a planted bug.
    pub dealt: [Rules; 2],
    pub zone: Zone,
    attributes: BTreeMap<String, String>,
    usual: Usual,
}

/// A day of a simulation: which, and what is true then follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    pub seed: u64,
    pub day: Day,
}

impl World {
    pub fn new() -> Self {
        let mut words = Vocabulary { metrics: vec!["uses".into()], ..Vocabulary::default() };
        let journey = Journey::parse(JOURNEY, &words).expect("a journey");
        words.journeys.push(journey.words());
        let signals = Signals::parse(SIGNALS, &words).expect("signals");
        let live = |text: &&str| LivePlay { play: Play::parse(text, &words).expect("a play"), version: 1, on: true };
        let limits = Limits { per_week: 0, ..Limits::default() };
        let rules = Rules { journeys: vec![journey], signals, plays: PLAYS.iter().map(live).collect(), limits };
        let dealt = [0.0, 1.0].map(|share| {
            let mut rules = rules.clone();
            rules.plays.iter_mut().for_each(|live| live.play.hold_out = Some(share));
            rules
        });
        Self { rules, dealt, zone: Zone::tokyo(), attributes: BTreeMap::new(), usual: Usual::default() }
    }

    /// The moment of a day, `micros` after midnight.
    pub fn moment(&self, day: Day, micros: i64) -> Micros {
        Micros(self.zone.start_of(day).0 + micros)
    }

    /// Takes a turn for an account as of `date`.
    pub fn turn(&self, rules: &Rules, date: Date, account: u8, memory: &Memory, moment: Micros) -> (Memory, Vec<Deed>) {
        let key = format!("{}-{account}", date.seed);
        let fields = AccountNow {
            id: AccountId(i64::from(account)),
            key: &key,
            name: "x",
            plan: "",
            industry: "",
            country: "",
            phase: "",
            attributes: &self.attributes,
            signed_up_on: None,
            owner: None,
            cmrr: f64::NAN,
            churned: false,
        };
        let uses = mix(mix(date.seed, u64::from(account)), date.day.0 as u64) % 6;
        let metrics = [if uses == 5 { f64::NAN } else { uses as f64 }];
        let person = |id: i64| PersonNow {
            id: PersonId(id),
            name: "x",
            email: "x@x.example",
            lang: None,
            champion: id == 1,
            decides: false,
            issued: false,
            closed: false,
            messages: &[],
        };
        // A task is done one to three days after the run began.
        let done = memory.runs.iter().filter(|run| date.day - run.entered_on > i32::from(run.key.0[0] % 3));
        let ends: Vec<StepEnd<'_>> =
            done.map(|run| StepEnd { run: run.key, step: "call", ending: Ending::Done }).collect();
        let view = View {
            account: &fields,
            metrics: &metrics,
            health: &[HealthNow::UNKNOWN; 0],
            contract: ContractNow::default(),
            people: &[person(1), person(2)],
            ends: &ends,
            asked: &[],
            usual: &self.usual,
        };
        let business_day = |day: Day| !matches!(day.weekday(), 0 | 6);
        turn(rules, &view, memory, &Now { moment, zone: &self.zone, business_day: &business_day })
    }
}

/// A number that looks like chance and follows from two.
pub fn mix(a: u64, b: u64) -> u64 {
    let mut z = a.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(b).wrapping_add(0x1234_5678_9ABC_DEF1);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Chance that follows from a seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(mix(seed, 77))
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = mix(self.0, 1);
        self.0 % n
    }

    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}
