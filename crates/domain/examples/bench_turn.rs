//! Times the turn over 10,000 accounts, 50 plays and 200 conditions, as after a day's facts.
//!
//! `cargo run -p banso-domain --example bench_turn`
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "it measures")]

use banso_domain::conditions::{
    AccountNow, Condition, ContractNow, HealthNow, ModelWords, OwnerNow, PersonNow, Scene, Usual, View, Vocabulary,
};
use banso_domain::journeys::Journey;
use banso_domain::plays::{Limits, Play};
use banso_domain::signals::Signals;
use banso_domain::turn::{Deed, LivePlay, Memory, Now, Rules, turn};
use banso_kernel::{AccountId, Day, Micros, PersonId, Zone};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

const ACCOUNTS: usize = 10_000;
const METRICS: usize = 40;

fn main() {
    let started = Instant::now();
    let words = words();
    let rules = rules(&words);
    let conditions: Vec<Condition> = (0..200)
        .map(|n| condition(n, &words.metrics))
        .map(|text| Condition::compile(&text, &words).unwrap_or_else(|problem| panic!("{text}: {problem:?}")))
        .collect();
    println!("compile: {:.3} s", started.elapsed().as_secs_f64());

    let values: Vec<Vec<f64>> = (0..ACCOUNTS).map(values).collect();
    let attributes = BTreeMap::from([("ID数".to_owned(), "40".to_owned())]);
    let (zone, usual, today) = (Zone::tokyo(), Usual::default(), Day(20_760));
    let people = [1, 2, 3].map(person);
    let see = |at: usize, day: Day, memory: &Memory| -> (Memory, Vec<Deed>) {
        with_view(at, &values[at], &attributes, &people, &usual, day, |view| {
            let now = Now {
                moment: Micros(zone.start_of(day).0 + 6 * 3_600_000_000),
                zone: &zone,
                business_day: &|day: Day| !matches!(day.weekday(), 0 | 6),
            };
            turn(&rules, view, memory, &now)
        })
    };

    let started = Instant::now();
    let mut yes = 0;
    for (at, values) in values.iter().enumerate() {
        with_view(at, values, &attributes, &people, &usual, today, |view| {
            let scene = Scene::new(view, today);
            yes += conditions.iter().filter(|condition| condition.judge(&scene).yes()).count();
        });
    }
    let seconds = started.elapsed().as_secs_f64();
    let judged = (ACCOUNTS * conditions.len()) as f64;
    println!("conditions alone: {seconds:.3} s, {:.0} ns per condition, {yes} yes", seconds * 1e9 / judged);

    let mut memories = vec![Memory::default(); ACCOUNTS];
    for (name, day) in [("first day", today), ("next day", today + 1), ("a day later", today + 2)] {
        let (started, mut deeds) = (Instant::now(), 0);
        for (at, memory) in memories.iter_mut().enumerate() {
            let (next, done) = see(at, day, memory);
            deeds += done.len();
            *memory = next;
        }
        let seconds = started.elapsed().as_secs_f64();
        println!("turn, {name}: {seconds:.3} s, {:.0} ns per condition, {deeds} deeds", seconds * 1e9 / judged);
    }
    black_box(memories);
}

fn condition(n: usize, metrics: &[String]) -> String {
    let (a, b) = (&metrics[n % METRICS], &metrics[(n * 7 + 3) % METRICS]);
    match n % 5 {
        0 => format!("metric.{a} >= {}", n % 90),
        1 => format!("metric.{a} < {} && account.plan != 'Free'", n % 30),
        2 => format!("health.m.segment == 'at_risk' && metric.{a} + metric.{b} > {}", n % 120),
        3 => format!("has(metric.{a}) && metric.{a} > 95 || account.attributes['ID数'] == '{}'", n % 90),
        _ => format!("phase.days >= {} && !phase.steps_done && account.cmrr > {}", n % 60, n * 10),
    }
}

fn values(account: usize) -> Vec<f64> {
    let value = |n: usize| match (account * 31 + n * 17) % 101 {
        100 => f64::NAN,
        value => value as f64,
    };
    (0..METRICS).map(value).collect()
}

fn words() -> Vocabulary {
    let segments = ["enthusiast", "potential", "data_gap", "at_risk"].map(str::to_owned).into();
    let model = ModelWords { id: "m".into(), segments, axes: Vec::new() };
    Vocabulary {
        metrics: (0..METRICS).map(|n| format!("m{n}")).collect(),
        models: vec![model],
        ..Vocabulary::default()
    }
}

/// A journey of five phases, signals so that all conditions are 200, and 50 plays.
fn rules(words: &Vocabulary) -> Rules {
    const NAME: &str = "name = { ja = 'x', en = 'x' }";
    let mut text = format!("journey = 'j'\n{NAME}\n[[phase]]\nid = 'p0'\n{NAME}\n");
    for n in 1..5 {
        text += &format!("[[phase]]\nid = 'p{n}'\n{NAME}\nenter = \"phase.days >= 1 && metric.m{n} > 50\"\n");
        text += &format!("[[phase.step]]\nid = 's{n}'\n{NAME}\nrequired = true\ndone_when = 'metric.m{n} > 20'\n");
    }
    let journey = Journey::parse(&text, words).unwrap_or_else(|problems| panic!("{problems:?}"));
    let signal = |n: usize| {
        let when = condition(n, &words.metrics);
        format!("[[signal]]\nid = 'g{n}'\n{NAME}\nseverity = 'low'\nclear_after = 3\nwhen = \"{when}\"\n")
    };
    let signals: String = (0..142).map(signal).collect();
    let signals = Signals::parse(&signals, words).unwrap_or_else(|problems| panic!("{problems:?}"));
    let play = |n: usize| {
        let when = condition(n + 142, &words.metrics);
        let text = format!(
            "play = 'y{n}'\n{NAME}\nhold_out = 0.1\ntrigger = {{ signal = 'g{n}' }}\naudience = {{ when = \"{when}\" }}\n\
             again = {{ after_days = 30 }}\nstep = [\n\
             {{ id = 'call', do = 'task', title = {{ ja = '{{account.name}}', en = 'x' }}, due = 3 }},\n\
             {{ id = 'until', do = 'wait_until', when = 'done.call', at_most_days = 14 }},\n\
             {{ id = 'tell', do = 'slack', text = {{ ja = 'x', en = 'x' }} }},\n]\n"
        );
        LivePlay { play: Play::parse(&text, words).unwrap_or_else(|p| panic!("{p:?}")), version: 1, on: true }
    };
    Rules { journeys: vec![journey], signals, plays: (0..50).map(play).collect(), limits: Limits::default() }
}

fn person(id: i64) -> PersonNow<'static> {
    PersonNow {
        id: PersonId(id),
        name: "田中",
        email: "a@x.example",
        lang: None,
        champion: id == 1,
        decides: false,
        issued: true,
        closed: false,
        messages: &[],
    }
}

fn with_view<R>(
    at: usize,
    metrics: &[f64],
    attributes: &BTreeMap<String, String>,
    people: &[PersonNow<'_>],
    usual: &Usual,
    today: Day,
    see: impl FnOnce(&View<'_>) -> R,
) -> R {
    let key = format!("account-{at}");
    let account = AccountNow {
        id: AccountId(at as i64),
        key: &key,
        name: "株式会社青空",
        plan: "Pro",
        industry: "",
        country: "JP",
        phase: "",
        attributes,
        signed_up_on: Some(today - 100),
        owner: Some(OwnerNow { name: "佐藤", email: "sato@vendor.example" }),
        cmrr: (at % 3_000) as f64,
        churned: false,
    };
    let segment = Some(at % 4);
    let health = [HealthNow { segment, coverage: 1.0, ..HealthNow::UNKNOWN }];
    see(&View {
        account: &account,
        metrics,
        health: &health,
        contract: ContractNow { ends_on: Some(today + 90), ..ContractNow::default() },
        people,
        ends: &[],
        asked: &[],
        usual,
    })
}
