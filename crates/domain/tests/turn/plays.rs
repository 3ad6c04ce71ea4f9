//! Plays: who enters, what is done, when it ends.

use super::world::{HOUR, World, effects, monday};
use banso_domain::conditions::{Asked, Ending, PersonNow, StepEnd};
use banso_domain::plays::Limits;
use banso_domain::turn::{Act, Deed, Outside, outside, scene};
use banso_kernel::{MemberId, Micros, PersonId};
use std::collections::BTreeSet;

const LOW_USE: &str = "signal = [{ id = 'low', NAME, severity = 'high', when = 'metric.uses < 3' }]";

fn play(head: &str, steps: &str) -> String {
    format!("play = 'p'\nNAME\n{head}\nstep = [{steps}]")
}

const BY_SIGNAL: &str = "trigger = { signal = 'low' }";
const CALL: &str = "{ id = 'call', do = 'task', title = TEXT, due = 3 }";

fn low_use(head: &str, steps: &str) -> World {
    let mut world = World::new().signals(LOW_USE).play(&play(head, steps));
    world.metrics[0] = 1.0;
    world
}

#[test]
fn a_signal_starts_a_play_once() {
    let mut world = low_use(BY_SIGNAL, CALL);
    assert_eq!(world.told(), ["raised low", "entered p treated", "task call due 2026-11-05", "ended p Finished"]);
    assert!(world.told().is_empty());
    world.metrics[0] = 5.0;
    assert_eq!(world.days_on(1).told(), ["cleared low"]);
    world.metrics[0] = 1.0;
    assert_eq!(world.days_on(1).told(), ["raised low"], "never again without a word about it");
}

#[test]
fn an_account_may_enter_again_after_the_days_that_the_play_says() {
    let mut world = low_use("trigger = { schedule = 'daily' }\nagain = { after_days = 3 }", "{ do = 'end' }");
    let mut days = Vec::new();
    for day in 0..8 {
        if !effects_or_entries(&world.turn()).is_empty() {
            days.push(day);
        }
        world.days_on(1);
    }
    assert_eq!(days, [0, 3, 6]);
}

fn effects_or_entries(deeds: &[Deed]) -> Vec<&Deed> {
    deeds.iter().filter(|deed| matches!(deed, Deed::Entered(_))).collect()
}

#[test]
fn only_the_audience_enters_and_the_others_are_told_why_not() {
    let mut world =
        low_use(&format!("{BY_SIGNAL}\naudience = {{ when = \"account.plan == 'Big' && account.cmrr > 5\" }}"), CALL);
    assert_eq!(world.told(), ["raised low"]);
    let why = |world: &World| {
        world.look(|view| {
            outside(&world.rules.plays[0], &scene(&world.rules, view, &world.memory, world.today()), &world.memory)
        })
    };
    let Some(Outside::Audience(parts)) = why(&world) else { panic!("not the audience") };
    assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>(), ["account.plan == 'Big'"]);
    world.plan = "Big".into();
    assert_eq!(why(&world), None);
    assert_eq!(world.told()[0], "entered p treated", "still the day of the signal");
    assert_eq!(why(&world), Some(Outside::Entered { on: world.today(), again_on: None }));
    world.rules.plays[0].on = false;
    assert_eq!(why(&world), Some(Outside::Off));
}

#[test]
fn each_trigger_starts_its_play() {
    let journey = "journey = 'j'\nNAME\nphase = [{ id = 'a', NAME }, { id = 'b', NAME, enter = 'metric.uses >= 1' }]";
    let at = |head: &str| {
        let mut world = World::new().journey(journey).signals(LOW_USE).play(&play(head, "{ do = 'end' }"));
        world.hours = 9;
        world
    };
    let enters = |world: &mut World| world.told().iter().any(|deed| deed.starts_with("entered"));
    let mut world = at("trigger = { phase = { journey = 'j', id = 'b' } }");
    assert!(!enters(&mut world));
    world.metrics[0] = 5.0;
    assert!(enters(world.days_on(1)));

    let mut world = at("trigger = { segment = { model = 'm', id = 'worst' } }");
    assert!(!enters(&mut world));
    world.health.segment = Some(2);
    assert!(enters(world.days_on(1)));

    let mut world = at("trigger = { schedule = 'weekly:3' }");
    assert!(!enters(&mut world) && !enters(world.days_on(1)) && enters(world.days_on(1)));

    let mut world = at("trigger = { by_hand = true }");
    assert!(!enters(&mut world));
    world.asked = vec![Asked { play: "p", member: MemberId(7) }];
    let deeds = world.turn();
    let entries = effects_or_entries(&deeds);
    let [Deed::Entered(run)] = entries.as_slice() else { panic!("{deeds:?}") };
    assert_eq!(run.member, Some(MemberId(7)));
}

#[test]
fn waits_end_by_the_day_or_by_their_condition_and_branches_choose() {
    let steps = "{ id = 'call', do = 'task', title = TEXT, due = 1 }, \
        { id = 'w', do = 'wait_until', when = 'done.call', at_most_days = 5, otherwise = 'late' }, \
        { id = 'b', do = 'branch', when = 'metric.mails > 1', then = 'thanks', else = 'fin' }, \
        { id = 'late', do = 'slack', text = TEXT }, \
        { id = 'rest', do = 'wait', days = 2 }, \
        { id = 'thanks', do = 'webhook', destination = 'crm' }, \
        { id = 'fin', do = 'end' }";
    let mut world = low_use(BY_SIGNAL, steps);
    assert_eq!(world.told(), ["raised low", "entered p treated", "task call due 2026-11-03"]);
    assert!(world.days_on(4).told().is_empty());
    assert_eq!(world.days_on(1).told(), ["slack late"]);
    assert!(world.days_on(1).told().is_empty());
    world.hours = 7 * 24;
    assert_eq!(world.told(), ["webhook crm", "ended p Finished"], "a wait is over as the day begins");

    let mut world = low_use(BY_SIGNAL, steps);
    world.turn();
    let run = world.memory.runs[0].key;
    world.ends = vec![StepEnd { run, step: "call", ending: Ending::Sent }];
    assert!(world.days_on(1).told().is_empty(), "sent is not done");
    world.ends = vec![StepEnd { run, step: "call", ending: Ending::Done }];
    assert_eq!(world.told(), ["ended p Finished"], "an unknown branch takes the other way");
}

#[test]
fn a_held_out_account_enters_and_gets_nothing() {
    let mut world = low_use(&format!("{BY_SIGNAL}\nhold_out = 0.5"), CALL);
    let mut arms = BTreeSet::new();
    for n in 0..40 {
        world.memory = Default::default();
        world.key = format!("a-{n}");
        let told = world.told();
        match told[1].as_str() {
            "entered p held_out" => assert_eq!(told.len(), 2, "{told:?}"),
            _ => assert_eq!(told.len(), 4, "{told:?}"),
        }
        assert!(world.told().is_empty() && world.memory.runs.is_empty());
        arms.insert(told[1].clone());
    }
    assert_eq!(arms.len(), 2);
}

#[test]
fn a_play_ends_by_its_stop_date_and_when_it_is_switched_off_or_loses_its_step() {
    let head = "trigger = { schedule = 'daily' }\nstop_on = 2026-11-05\nagain = { after_days = 1 }";
    let steps = "{ id = 'w', do = 'wait', days = 30 }";
    let mut world = low_use(head, steps);
    world.turn();
    assert!(world.days_on(2).told().is_empty());
    assert_eq!(world.days_on(1).told(), ["ended p StopDate"]);
    assert!(world.days_on(1).told().is_empty(), "nobody enters any more");

    let mut world = low_use("trigger = { schedule = 'daily' }", steps);
    world.turn();
    world.rules.plays[0].on = false;
    assert_eq!(world.told(), ["ended p SwitchedOff"]);

    let mut world = low_use("trigger = { schedule = 'daily' }", steps);
    world.turn();
    world.rules.plays.clear();
    world = world.play(&play("trigger = { schedule = 'daily' }", "{ id = 'other', do = 'end' }"));
    assert_eq!(world.told(), ["ended p Changed"]);
}

fn person(id: i64, email: &'static str) -> PersonNow<'static> {
    let id = PersonId(id);
    let (champion, decides, issued) = (true, false, true);
    PersonNow { id, name: "田中", email, lang: None, champion, decides, issued, closed: false, messages: &[] }
}

#[test]
fn a_mail_goes_to_each_person_who_fits_in_office_hours_and_within_the_weekly_limit() {
    let steps = "{ id = 'm', do = 'mail', to = 'champions', subject = { ja = '{account.name}', en = 'x' }, \
        body = { ja = '{person.name} 様、{metric.uses} 回。{owner.name}', en = 'x' } }, \
        { id = 'n', do = 'mail', to = 'champions', subject = TEXT, body = { ja = '{metric.mails}', en = 'x' } }, \
        { id = 'o', do = 'mail', to = 'all', subject = TEXT, body = TEXT }";
    let mut world = low_use(BY_SIGNAL, steps).limits(Limits { per_week: 1, ..Limits::default() });
    world.hours = 4 * 24 + 20; // Friday, 20:00
    let closed = PersonNow { closed: true, ..person(2, "b@x.example") };
    let user = PersonNow { champion: false, ..person(4, "d@x.example") };
    world.people = vec![person(1, "a@x.example"), closed, person(3, ""), user];
    let deeds = world.turn();
    let told: Vec<String> = deeds.iter().skip(2).map(super::world::tell).collect();
    assert_eq!(
        told,
        [
            "mail m to 1",
            "skipped Closed",
            "skipped NoAddress",
            "skipped Missing(\"metric.mails\")",
            "skipped Closed",
            "skipped NoAddress",
            "mail o to 1",
            "skipped Closed",
            "skipped NoAddress",
            "mail o to 4",
            "ended p Finished",
        ]
    );
    let sent: Vec<(i64, &str, &str)> = effects(&deeds)
        .into_iter()
        .filter_map(|effect| match &effect.act {
            Act::Mail { subject, body, not_before, .. } => {
                Some(((not_before.0 - world.moment().0) / HOUR, subject.as_str(), body.as_str()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        sent,
        [(60, "株式会社青空", "田中 様、1 回。佐藤"), (60 + 168, "文", "文"), (60, "文", "文")],
        "Monday 8:30; the second one a week later"
    );
    let messages: &'static [Micros] = vec![world.moment()].leak();
    world.memory = Default::default();
    world.people = vec![PersonNow { messages, ..person(4, "d@x.example") }];
    let deeds = world.turn();
    let Act::Mail { not_before, .. } = &effects(&deeds)[0].act else { panic!("a mail") };
    assert_eq!((not_before.0 - world.moment().0) / HOUR, 228, "another play's message counts: Friday 20:00 → Monday");
}

#[test]
fn a_play_sets_an_attribute_and_moves_the_account_and_others_start_from_there() {
    let journey = "journey = 'j'\nNAME\nphase = [{ id = 'a', NAME }, { id = 'b', NAME, enter = 'metric.mails >= 1' }]";
    let mover =
        play(BY_SIGNAL, "{ do = 'set', attribute = '段階', value = '{account.plan}!' }, { do = 'move', phase = 'b' }");
    let second = play("trigger = { phase = { journey = 'j', id = 'b' } }", "{ do = 'end' }").replace("'p'", "'q'");
    let mut world = World::new().journey(journey).signals(LOW_USE).play(&second).play(&mover);
    world.metrics[0] = 1.0;
    assert_eq!(
        world.told(),
        [
            ">a",
            "raised low",
            "entered p treated",
            "set 段階=Pro!",
            "a>b",
            "ended p Finished",
            "entered q treated",
            "ended q Finished"
        ]
    );
    assert_eq!(world.phase(), "b");
}

#[test]
fn keys_follow_from_the_decision() {
    let mut world = low_use(
        BY_SIGNAL,
        "{ id = 'x', do = 'webhook', destination = 'd' }, { id = 'y', do = 'webhook', destination = 'd' }",
    );
    let keys = |world: &mut World| effects(&world.turn()).iter().map(|effect| effect.key).collect::<Vec<_>>();
    let first = keys(&mut world);
    assert_eq!((first.len(), first.iter().collect::<BTreeSet<_>>().len()), (2, 2));
    world.memory = Default::default();
    world.hours += 3;
    assert_eq!(keys(&mut world), first, "the same decision on the same day");
    world.memory = Default::default();
    assert_ne!(keys(world.days_on(1)), first);
    assert_eq!(world.memory.entered["p"], monday() + 1);
}
