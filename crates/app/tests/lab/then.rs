//! A look back sees what was known then, and nothing else.

use crate::world::{HOUR, START, World};
use banso_app::lab::{Ask, Outcome, Sight};
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, Day, FactId, Micros, Zone};
use std::collections::BTreeSet;

const DAYS: i32 = 300;
/// The account of which facts came late, the day they are of, and the day on which they came.
const LATE: (usize, i32, i32) = (3, 100, 150);

fn fact(account: AccountId, day: Day, known: Day, n: u64) -> Fact {
    let zone = Zone::tokyo();
    Fact {
        id: FactId::of(&[&account.0.to_le_bytes(), &day.0.to_le_bytes(), &n.to_le_bytes()]),
        account,
        person: None,
        name: "login".to_owned(),
        occurred_at: Micros(zone.start_of(day).0 + 10 * HOUR),
        known_at: Micros(zone.start_of(known).0 + 11 * HOUR),
        value: None,
        props: "{}".to_owned(),
        source: "test".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn as_known_then_differs_from_as_known_now_exactly_where_facts_came_late() {
    let world = World::new().await;
    let accounts = world.accounts(12).await;
    let mut facts = Vec::new();
    for (place, account) in accounts.iter().enumerate() {
        for n in 0..DAYS {
            if (n + place as i32) % 3 != 0 {
                facts.push(fact(*account, START + n, START + n, 0));
            }
        }
    }
    let late = accounts[LATE.0];
    facts.extend((1..=9).map(|n| fact(late, START + LATE.1, START + LATE.2, n)));
    world.facts(&facts).await;
    world.at(START + DAYS, 9);
    world.app.rebuild(&|_| {}).await.expect("history");
    let set = world.app.definitions().await.expect("definitions").metrics;
    let days: Vec<Day> = (0..9).map(|n| START + 30 * n + 20).collect();
    let (then, now) =
        (world.app.known_then(&days).await.expect("then"), world.app.known_now(&days).await.expect("now"));
    let mut differs = BTreeSet::new();
    for ((day, then), (_, now)) in then.iter().zip(&now) {
        assert_eq!(then.accounts, now.accounts);
        for (metric, (old, new)) in then.columns.iter().zip(&now.columns).enumerate() {
            for (row, account) in then.accounts.iter().enumerate() {
                if old[row].to_bits() != new[row].to_bits() && !(old[row].is_nan() && new[row].is_nan()) {
                    differs.insert((*day, *account, set.metrics[metric].id.clone()));
                }
            }
        }
    }
    let logins = set.position("logins_28d").expect("logins of four weeks");
    let window = i32::from(set.metrics[logins].window);
    for (day, account, metric) in &differs {
        assert_eq!(*account, late, "{day} {metric}");
        assert!(*day >= START + LATE.1 && *day < START + LATE.2, "{day} {metric}");
    }
    let seen: BTreeSet<Day> = differs.iter().filter(|(.., id)| id == "logins_28d").map(|(day, ..)| *day).collect();
    let reach = |day: &&Day| **day >= START + LATE.1 && **day < START + LATE.2.min(LATE.1 + window);
    assert_eq!(seen, days.iter().filter(reach).copied().collect::<BTreeSet<Day>>());
    assert!(!seen.is_empty());

    // What is kept is what would be computed again, also after a restart and for further days.
    let more: Vec<Day> = days.iter().copied().chain([START + 275]).collect();
    let again = world.app.known_then(&more).await.expect("again");
    assert_eq!(format!("{:?}", &again[..days.len()]), format!("{then:?}"));
    let today = world.app.known_then(&[START + DAYS]).await.expect("nothing");
    assert!(today.is_empty(), "a day that is not over is not known");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_within_the_horizon_is_an_event_and_who_does_not_pay_is_no_row() {
    let world = World::new().await;
    let accounts = world.accounts(30).await;
    let facts: Vec<Fact> = accounts
        .iter()
        .enumerate()
        .flat_map(|(place, account)| {
            // Those with even places use it every day, the others hardly.
            (0..400).filter(move |n| place % 2 == 0 || n % 40 == 0).map(|n| fact(*account, START + n, START + n, 0))
        })
        .collect();
    world.facts(&facts).await;
    // All contracts end with their year (START + 364) and none follows.
    world.at(START + 440, 9);
    world.app.rebuild(&|_| {}).await.expect("history");
    let ask = Ask { outcome: Outcome::Churn, horizon: 90, months: 6, sight: Sight::Then };
    let page = world.app.back_test(&world.manager(), ask, None, None).await.expect("a back-test");
    assert_eq!(page.days.len(), 6);
    assert!(page.days.iter().all(|day| *day + 90 < START + 440));
    let counts = page.found.counts;
    assert_eq!(counts.gone + counts.unripe + counts.lost, 0);
    let before = page.days.iter().filter(|day| **day < START + 365).count();
    assert_eq!(counts.rows(), 30 * before, "nobody is looked at after they left");
    let near = page.days.iter().filter(|day| (START + 365 - 90..START + 365).contains(day)).count();
    assert_eq!(counts.events, 30 * near);
    let page = world.app.survival(&world.manager(), None).await.expect("survival");
    assert_eq!(page.groups.len(), 1);
    let curve = &page.groups[0].1;
    assert_eq!((curve.accounts, curve.survival(300.0), curve.survival(366.0)), (30, Some(1.0), Some(0.0)));
}
