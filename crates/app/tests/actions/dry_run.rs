//! What a dry run says of past days is what a real run over the same days did, account by account.

use crate::world::{START, World};
use banso_demo::simulate;
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, Clock, Day, Micros, Zone};
use banso_state::{AccountKeys, Change};
use std::collections::{BTreeMap, BTreeSet};

const DAYS: i32 = 30;

const PLAYS: [&str; 3] = [
    r#"
play = "fell"
name = { ja = "下がった", en = "Fell" }
hypothesis = { ja = "早い連絡が効く", en = "An early call helps" }

[trigger]
signal = "segment_fell"

[again]
after_days = 14

[[step]]
id = "call"
do = "task"
title = { ja = "{account.name} に連絡", en = "Call {account.name}" }
due = 2

[[step]]
id = "pause"
do = "wait"
days = 4

[[step]]
id = "check"
do = "branch"
when = "metric.logins_28d >= 20"
then = "end"
else = "again"

[[step]]
id = "again"
do = "task"
title = { ja = "もう一度", en = "Once more" }
due = 1

[[step]]
id = "end"
do = "end"
"#,
    r#"
play = "silent_ones"
name = { ja = "動きがない", en = "Silent" }
hypothesis = { ja = "聞けば分かる", en = "Asking tells" }

[trigger]
signal = "silent"

[[step]]
id = "ask"
do = "task"
title = { ja = "理由を聞く", en = "Ask why" }
due = 3
"#,
    r#"
play = "mondays"
name = { ja = "月曜の確認", en = "Mondays" }
hypothesis = { ja = "見落とさない", en = "Nothing is missed" }

[trigger]
schedule = "weekly:1"

[audience]
when = "health.rank_matrix.segment == 'at_risk' || metric.active_id_share < 0.4"

[again]
after_days = 7

[[step]]
id = "look"
do = "task"
title = { ja = "見る", en = "Look" }
due = 1
"#,
];

/// Account, day of entry, held out, and what was done on which day by which step.
type Entries = BTreeSet<(AccountId, Day, bool, Vec<(Day, String)>)>;

#[tokio::test]
async fn a_dry_run_says_what_a_real_run_did() {
    let world = World::new().await;
    let zone = Zone::tokyo();
    let last = START + (DAYS - 1);
    let vendor = simulate(11, 40, last, 10, zone.clone()).with_intensity(0.5);
    let mut by_day: BTreeMap<Day, Vec<Fact>> = BTreeMap::new();
    let change = Change { at: world.clock.now(), by: None, cause: "test".to_owned() };
    let mut tx = world.app.state.begin().await.expect("a transaction");
    for bundle in vendor.iter() {
        let keys = AccountKeys::of(&bundle.account);
        let (_, ids) = tx.put_accounts(&[(bundle.account.clone(), keys)], &change).await.expect("an account");
        let bundle = bundle.renumbered(ids[0]);
        let people: Vec<_> = bundle.people.iter().map(|person| (person.clone(), person.search_text())).collect();
        tx.put_people(&people, &change).await.expect("people");
        tx.put_contracts(&bundle.contracts, &change).await.expect("contracts");
        for mut fact in bundle.facts {
            // Nothing comes late here: a late fact changes what a dry run sees.
            fact.known_at = fact.occurred_at;
            by_day.entry(zone.day_of(fact.occurred_at)).or_default().push(fact);
        }
    }
    tx.commit().await.expect("committed");
    let before: Vec<Fact> = by_day.range(..START).flat_map(|(_, facts)| facts.clone()).collect();
    world.facts(&before).await;
    world.app.rebuild(&|_| ()).await.expect("computed");
    for play in PLAYS {
        world.play(play, 0.2).await;
    }
    for day in (START.0..=last.0).map(Day) {
        world.at(day, 9);
        world.facts(by_day.get(&day).map_or(&[][..], Vec::as_slice)).await;
        world.live().await;
    }
    let mut entered = 0;
    for (play, text) in ["fell", "silent_ones", "mondays"].into_iter().zip(PLAYS) {
        let real = real(&world, play).await;
        let head = "hold_out = 0.2\n\n[trigger]";
        let dry = world.app.dry_run_over(&text.replacen("[trigger]", head, 1), (START, last)).await.expect("a dry run");
        let dry: Entries = dry
            .entries
            .into_iter()
            .map(|entry| {
                let done = entry.effects.into_iter().map(|(day, step, ..)| (day, step)).collect();
                (entry.account.id, entry.entered_on, entry.held_out, done)
            })
            .collect();
        assert_eq!(real.symmetric_difference(&dry).collect::<Vec<_>>(), Vec::<&_>::new(), "{play}");
        entered += real.len();
    }
    assert!(entered > 30, "only {entered} entries: the test shows nothing");
}

async fn real(world: &World, play: &str) -> Entries {
    let zone = Zone::tokyo();
    let runs = world.app.state.runs_of_play(play, 10_000).await.expect("runs");
    let tasks = world.app.state.tasks_of_play(play, 10_000).await.expect("tasks");
    runs.into_iter()
        .map(|run| {
            let mut done: Vec<(Micros, String)> = tasks
                .iter()
                .filter(|task| task.run == Some(run.key))
                .map(|task| (task.created_at, task.step.clone().unwrap_or_default()))
                .collect();
            done.sort();
            let done = done.into_iter().map(|(at, step)| (zone.day_of(at), step)).collect();
            (run.account, run.entered_on, run.arm == banso_state::Arm::HeldOut, done)
        })
        .collect()
}
