//! What must hold for whatever rules and whatever happens.

use super::world::{World, effects, tell};
use banso_domain::conditions::{Ending, HealthNow, PersonNow, StepEnd};
use banso_domain::turn::{Arm, Deed, Key, Memory, Run};
use banso_kernel::PersonId;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const CONDITIONS: [&str; 8] = [
    "metric.uses >= 2",
    "metric.uses < 2",
    "metric.mails >= 1",
    "metric.setup >= 1 && metric.uses >= 1",
    "phase.days >= 2",
    "phase.steps_done || today.weekday == 3",
    "health.m.segment == 'worst'",
    "has(phase.id) && phase.id in ['a', 'b']",
];

fn condition() -> impl Strategy<Value = &'static str> {
    prop::sample::select(CONDITIONS.to_vec())
}

fn journey(id: &'static str) -> impl Strategy<Value = String> {
    let phase = (condition(), prop::option::of(condition()), prop::option::of(0usize..4), any::<bool>(), condition());
    (proptest::collection::vec(phase, 2..5), prop::option::of(condition())).prop_map(move |(phases, only)| {
        let names = ["a", "b", "c", "d"];
        let mut text = format!("journey = '{id}'\nNAME\n");
        if let Some(only) = only {
            text += &format!("for = \"{only}\"\n");
        }
        let n = phases.len();
        for (at, (enter, back, from, step, done)) in phases.into_iter().enumerate() {
            text += &format!("[[phase]]\nid = '{}'\nNAME\n", names[at]);
            if at > 0 {
                text += &format!("enter = \"{enter}\"\n");
                if let Some(from) = from.filter(|from| *from < n && *from != at) {
                    text += &format!("from = ['{}']\n", names[from]);
                }
                if let Some(back) = back {
                    text += &format!("back = {{ when = \"{back}\", to = '{}' }}\n", names[at / 2]);
                }
            }
            if step {
                text += &format!("[[phase.step]]\nid = 's{at}'\nNAME\nrequired = true\ndone_when = \"{done}\"\n");
            }
        }
        text
    })
}

fn signals() -> impl Strategy<Value = String> {
    proptest::collection::vec((condition(), 1i32..4), 1..4).prop_map(|signals| {
        let text = |(at, (when, clear)): (usize, (&str, i32))| {
            format!("[[signal]]\nid = 'g{at}'\nNAME\nseverity = 'low'\nwhen = \"{when}\"\nclear_after = {clear}\n")
        };
        signals.into_iter().enumerate().map(text).collect()
    })
}

fn play(id: usize) -> impl Strategy<Value = String> {
    let triggers = vec![
        "{ signal = 'g0' }",
        "{ phase = { journey = 'j1', id = 'b' } }",
        "{ segment = { model = 'm', id = 'worst' } }",
        "{ schedule = 'daily' }",
        "{ schedule = 'weekly:2' }",
    ];
    let step = (0usize..9, condition(), 1usize..4, 1i32..5);
    let head = (prop::sample::select(triggers), prop::option::of(condition()), prop::option::of(1i32..4), 0usize..3);
    (head, proptest::collection::vec(step, 1..7)).prop_map(move |((trigger, audience, again, hold_out), steps)| {
        let mut text =
            format!("play = 'p{id}'\nNAME\nhold_out = {}\ntrigger = {trigger}\n", [0.0, 0.25, 0.5][hold_out]);
        if let Some(audience) = audience {
            text += &format!("audience = {{ when = \"{audience}\" }}\n");
        }
        if let Some(days) = again {
            text += &format!("again = {{ after_days = {days} }}\n");
        }
        let n = steps.len();
        for (at, (kind, when, jump, days)) in steps.into_iter().enumerate() {
            let target = format!("s{}", at + jump);
            let can_jump = at + jump < n;
            text += &format!("[[step]]\nid = 's{at}'\n");
            text += &match kind {
                0 => "do = 'task'\ntitle = TEXT\ndue = 2\n".to_owned(),
                1 => "do = 'mail'\nto = 'all'\nsubject = TEXT\nbody = TEXT\n".to_owned(),
                2 => "do = 'slack'\ntext = TEXT\n".to_owned(),
                3 => "do = 'webhook'\ndestination = 'd'\n".to_owned(),
                4 => format!("do = 'move'\nphase = '{}'\n", ["a", "b", "c"][jump % 3]).replace("'c'", "'b'"),
                5 => format!("do = 'wait'\ndays = {days}\n"),
                6 if can_jump => format!("do = 'branch'\nwhen = \"{when}\"\nthen = '{target}'\nelse = 's{}'\n", at + 1),
                7 => format!("do = 'wait_until'\nwhen = \"{when} || done.s0\"\nat_most_days = {days}\n"),
                8 => "do = 'set'\nattribute = 'x'\nvalue = 'y'\n".to_owned(),
                _ => "do = 'end'\n".to_owned(),
            };
        }
        text
    })
}

/// A day of the world: metrics, segment, whether tasks get done, hours at which turns are taken.
type DayOfWorld = ([u8; 3], u8, bool, BTreeSet<i64>);

fn days() -> impl Strategy<Value = Vec<DayOfWorld>> {
    let hours = proptest::collection::btree_set(0i64..24, 1..4);
    proptest::collection::vec((prop::array::uniform3(0u8..5), 0u8..4, any::<bool>(), hours), 3..12)
}

fn rules() -> impl Strategy<Value = (String, String, String, Vec<String>)> {
    (journey("j1"), journey("j2"), signals(), (play(0), play(1), play(2)).prop_map(|(a, b, c)| vec![a, b, c]))
}

fn world((one, two, signals, plays): &(String, String, String, Vec<String>), account: u8) -> World {
    let mut world = World::new().journey(one).journey(two).signals(signals);
    for play in plays {
        world = world.play(play);
    }
    world.key = format!("account-{account}");
    let (name, email) = ("田中", "a@x.example");
    world.people = vec![PersonNow {
        id: PersonId(5),
        name,
        email,
        lang: None,
        champion: true,
        decides: true,
        issued: true,
        closed: false,
        messages: &[],
    }];
    world
}

fn set_day(world: &mut World, day: i64, (metrics, segment, done, _): &DayOfWorld) {
    world.metrics = metrics.map(|value| if value == 4 { f64::NAN } else { f64::from(value) });
    let segment = usize::from(*segment);
    world.health =
        HealthNow { segment: (segment < 3).then_some(segment), changed_on: Some(world.today()), ..HealthNow::UNKNOWN };
    if *done {
        let end = |run: &Run| StepEnd { run: run.key, step: "s0", ending: Ending::Done };
        world.ends = world.memory.runs.iter().map(end).collect();
    }
    world.hours = day * 24;
}

/// Without the moments, which differ with the hour.
fn timeless(memory: &Memory) -> Memory {
    let mut memory = memory.clone();
    if let Some(position) = &mut memory.position {
        position.entered_at.0 = 0;
    }
    memory.signals.values_mut().for_each(|open| open.raised_at.0 = 0);
    for run in &mut memory.runs {
        run.entered_at.0 = 0;
        run.marks.passed.iter_mut().for_each(|(_, moment)| moment.0 = 0);
    }
    memory
}

fn keys(deeds: &[Deed]) -> Vec<Key> {
    effects(deeds).iter().map(|effect| effect.key).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_turn_taken_again_decides_nothing(rules in rules(), days in days(), account in any::<u8>()) {
        let mut world = world(&rules, account);
        for (at, day) in days.iter().enumerate() {
            set_day(&mut world, at as i64, day);
            for hour in &day.3 {
                world.hours = at as i64 * 24 + hour;
                world.turn();
                let memory = world.memory.clone();
                let again = world.turn();
                prop_assert!(again.is_empty(), "{again:?}");
                prop_assert_eq!(&world.memory, &memory);
            }
        }
    }

    #[test]
    fn a_day_in_any_number_of_turns_decides_what_one_turn_does(rules in rules(), days in days(), account in any::<u8>()) {
        let (mut one, mut many) = (world(&rules, account), world(&rules, account));
        for (at, day) in days.iter().enumerate() {
            let at = at as i64;
            set_day(&mut one, at, day);
            one.hours = at * 24 + 12;
            let whole = one.turn();
            set_day(&mut many, at, day);
            let mut parts = Vec::new();
            for hour in &day.3 {
                many.hours = at * 24 + hour;
                parts.extend(many.turn());
            }
            let told = |deeds: &[Deed]| deeds.iter().map(tell).collect::<Vec<_>>();
            prop_assert_eq!(told(&parts), told(&whole), "day {}", at);
            prop_assert_eq!(keys(&parts), keys(&whole));
            prop_assert_eq!(timeless(&many.memory), timeless(&one.memory));
        }
    }

    #[test]
    fn keys_are_unique_held_out_accounts_get_nothing_and_no_run_stands_still(
        rules in rules(), days in days(), account in any::<u8>(), jump in -30i64..30,
    ) {
        let mut world = world(&rules, account);
        let (mut seen, mut arms) = (BTreeSet::new(), BTreeMap::new());
        for (at, day) in days.iter().enumerate() {
            set_day(&mut world, at as i64, day);
            for hour in &day.3 {
                world.hours = at as i64 * 24 + hour;
                for deed in world.turn() {
                    match deed {
                        Deed::Entered(run) => {
                            prop_assert!(arms.insert(run.key, run.arm).is_none(), "a run entered twice");
                        }
                        Deed::Effect(effect) => {
                            prop_assert_eq!(arms.get(&effect.run), Some(&Arm::Treated), "entry comes before effects");
                            prop_assert!(seen.insert(effect.key), "a key stands twice");
                        }
                        _ => {}
                    }
                }
                let now = world.moment();
                for run in &world.memory.runs {
                    prop_assert!(run.wake_at.is_some_and(|wake| wake > now), "nobody would look at it again");
                }
            }
        }
        // Whoever waits goes on when its time has come, whatever the conditions say.
        for round in 0.. {
            let Some(wake) = world.memory.wake_at() else { break };
            prop_assert!(round < 200, "a run never ends");
            let before: Vec<(Key, String)> = world.memory.runs.iter().filter(|run| run.wake_at == Some(wake)).map(|run| (run.key, run.step.clone())).collect();
            world.hours += (wake.0 - world.moment().0) / super::world::HOUR;
            world.rules.plays.iter_mut().for_each(|live| live.play.again_after = None);
            world.turn();
            for (key, step) in before {
                prop_assert!(world.memory.runs.iter().all(|run| run.key != key || run.step != step), "stands still");
            }
        }
        // A clock that jumps decides nothing twice.
        world.hours += jump * 24;
        for deed in world.turn() {
            if let Deed::Effect(effect) = deed {
                prop_assert!(seen.insert(effect.key), "a key stands twice");
            }
        }
    }

    #[test]
    fn memory_survives_being_stored(rules in rules(), days in days()) {
        let mut world = world(&rules, 1);
        for (at, day) in days.iter().enumerate() {
            set_day(&mut world, at as i64, day);
            world.hours = at as i64 * 24 + 9;
            let deeds = world.turn();
            let stored = serde_json::to_string(&world.memory).expect("JSON");
            prop_assert_eq!(&serde_json::from_str::<Memory>(&stored).expect("memory"), &world.memory);
            let stored = serde_json::to_string(&deeds).expect("JSON");
            prop_assert_eq!(&serde_json::from_str::<Vec<Deed>>(&stored).expect("deeds"), &deeds);
        }
    }
}
