//! What a play did, from what is stored: an effect that is there is shown, one that is not is not, and the numbers are
//! those of the domain on the same accounts.

use crate::world::{HOUR, START, World, contract};
use banso_app::lab::{MeasureBy, NewCosts, ProofQuery, Verdict};
use banso_domain::contracts::Contract;
use banso_domain::members::Role;
use banso_domain::proof::{Evidence, NotEnough, Outcome, Proof, Terms, Unit, is_lopsided, prove};
use banso_kernel::{AccountId, Currency, Money};
use banso_state::{Arm, Change, TaskEnd, TaskState};
use std::collections::HashMap;

const PLAY: &str = r#"
play = "everybody"
name = { ja = "全員", en = "Everybody" }
hypothesis = { ja = "効く", en = "It helps" }

[trigger]
schedule = "daily"

[[step]]
id = "call"
do = "task"
title = { ja = "電話", en = "Call" }
due = 3
"#;

/// The days after which outcomes of 90 days are known: renewals may be signed 30 days late.
const KNOWN: i32 = 120;

/// Accounts that are lost on the 40th day: so many in a hundred of each arm.
async fn lose(world: &World, arms: &HashMap<AccountId, Arm>, lost: [u64; 2]) {
    let mut ids: Vec<AccountId> = arms.keys().copied().collect();
    ids.sort_unstable();
    let mut seen = [0u64; 2];
    let ends = ids.into_iter().filter(|id| {
        let arm = usize::from(arms[id] == Arm::HeldOut);
        seen[arm] += 1;
        // Spread evenly: each hundredth part adds up until it makes a whole account.
        seen[arm] * lost[arm] / 100 > (seen[arm] - 1) * lost[arm] / 100
    });
    let contracts: Vec<Contract> = ends.map(ended).collect();
    let change = Change { at: world.app.clock.now(), by: None, cause: "test".to_owned() };
    let mut tx = world.app.state.begin().await.expect("a transaction");
    tx.put_contracts(&contracts, &change).await.expect("contracts");
    tx.commit().await.expect("committed");
}

fn ended(account: AccountId) -> Contract {
    Contract { ends_on: Some(START + 39), ..contract(account) }
}

async fn arms(world: &World) -> HashMap<AccountId, Arm> {
    let runs = world.app.state.runs_of_play("everybody", i64::MAX).await.expect("runs");
    runs.into_iter().map(|run| (run.account, run.arm)).collect()
}

/// A play over 1,500 accounts, a third held out, with so many in a hundred of each arm lost.
async fn a_play(lost: [u64; 2]) -> (World, HashMap<AccountId, Arm>) {
    let world = World::new().await;
    world.accounts(1_500).await;
    world.play(PLAY, 0.33).await;
    world.app.act(None).await.expect("acted");
    let arms = arms(&world).await;
    assert_eq!(arms.len(), 1_500);
    lose(&world, &arms, lost).await;
    (world, arms)
}

/// The same accounts as the domain takes them.
fn units(arms: &HashMap<AccountId, Arm>, lost: [u64; 2]) -> Vec<Unit> {
    let of = |arm: Arm| arms.values().filter(move |one| **one == arm).count() as u64;
    let arm = |treated: bool| {
        let n = of(if treated { Arm::Treated } else { Arm::HeldOut });
        let gone = n * lost[usize::from(!treated)] / 100;
        (0..n).map(move |at| Unit {
            entered: START,
            treated,
            outcome: Some(f64::from(u8::from(at >= gone))),
            before: 50_000.0,
        })
    };
    arm(true).chain(arm(false)).collect()
}

async fn proof(world: &World, asked: ProofQuery) -> Verdict {
    world.app.play_proof(&world.manager(), "everybody", asked).await.expect("a page").verdict
}

fn said(verdict: &Verdict) -> Proof {
    match verdict {
        Verdict::Said(Evidence::Experiment(proof)) => *proof,
        other => panic!("no number: {other:?}"),
    }
}

#[tokio::test]
async fn an_effect_that_is_there_is_shown_with_the_numbers_of_the_domain() {
    let lost = [8, 28];
    let (world, arms) = a_play(lost).await;
    world.at(START + KNOWN, 9);
    let page = world.app.play_proof(&world.manager(), "everybody", ProofQuery::default()).await.expect("a page");
    let shown = said(&page.verdict);
    let same = prove(&units(&arms, lost), START + KNOWN, &Terms::new(Outcome::Share, KNOWN as u16)).expect("enough");
    assert!(shown.is_shown() && shown.always.low > 0.0, "{shown:?}");
    assert_eq!((shown.treated.accounts, shown.held_out.accounts), (same.treated.accounts, same.held_out.accounts));
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    near(shown.uplift, same.uplift);
    near(shown.always.low, same.always.low);
    near(shown.once.high, same.once.high);
    // The list says the same, and the balance is uplift × CMRR × 12 months, as no task is done yet.
    let listed = world.app.proofs(&world.manager()).await.expect("proofs").remove("everybody").expect("the play");
    assert_eq!(said(&listed.verdict), shown);
    let worth = page.worth.expect("a balance");
    assert!((worth.gain - same.uplift * 50_000.0 * f64::from(same.treated.accounts) * 12.0).abs() < 1.0);
    assert_eq!(worth.cost, 0.0);
    assert!(page.course.last().is_some_and(|(day, look)| *day == START + KNOWN && look.is_ok()));
    assert!(page.planner.is_some_and(|planner| (planner.base - shown.held_out.mean).abs() < 1e-12));
}

#[tokio::test]
async fn without_an_effect_the_interval_holds_zero() {
    let (world, _) = a_play([15, 15]).await;
    world.at(START + KNOWN, 9);
    let proof = said(&proof(&world, ProofQuery::default()).await);
    assert!(proof.always.holds(0.0) && !proof.is_shown() && proof.uplift.abs() < 0.01, "{proof:?}");
}

#[tokio::test]
async fn before_the_outcomes_are_known_there_is_a_day_and_no_number() {
    let (world, _) = a_play([8, 28]).await;
    world.at(START + KNOWN - 1, 9);
    let day = START + KNOWN;
    match proof(&world, ProofQuery::default()).await {
        Verdict::NotYet { why: NotEnough::HorizonNotOver { first }, on } => assert_eq!((first, on), (day, Some(day))),
        other => panic!("{other:?}"),
    }
    let nobody = World::new().await;
    nobody.play(PLAY, 0.33).await;
    assert_eq!(proof(&nobody, ProofQuery::default()).await, Verdict::Nobody);
    let glances = nobody.app.proofs(&nobody.manager()).await.expect("proofs");
    assert!(!glances.contains_key("everybody"));
}

#[tokio::test]
async fn money_lost_counts_by_its_amount() {
    let (world, arms) = a_play([8, 28]).await;
    world.at(START + KNOWN, 9);
    let asked = ProofQuery { by: MeasureBy::Expansion, days: 90 };
    let proof = said(&proof(&world, asked).await);
    let share = |arm: Arm, lost: u64| {
        let n = arms.values().filter(|one| **one == arm).count() as u64;
        -50_000.0 * (n * lost / 100) as f64 / n as f64
    };
    assert!((proof.uplift - (share(Arm::Treated, 8) - share(Arm::HeldOut, 28))).abs() < 1e-6, "{proof:?}");
    assert!(proof.is_shown());
}

#[tokio::test]
async fn tasks_that_were_done_cost_what_the_settings_say() {
    let (world, _) = a_play([8, 28]).await;
    let tasks = world.app.state.tasks_of_play("everybody", 40).await.expect("tasks");
    let mut tx = world.app.state.begin().await.expect("a transaction");
    for task in &tasks {
        let end = TaskEnd {
            state: TaskState::Done,
            outcome: "talked".to_owned(),
            reason: String::new(),
            at: world.app.clock.now(),
            by: None,
        };
        assert!(tx.close_task(task.id, &end).await.expect("closed"));
    }
    tx.commit().await.expect("committed");
    world.at(START + KNOWN, 9);
    let text = str::to_owned;
    let costs = NewCosts { minutes: text("15"), hourly: text("６０００"), mail: text("0"), months: text("6") };
    assert!(world.app.change_costs(&world.manager(), &costs).await.is_err(), "an administrator's");
    let admin = banso_app::Principal { role: Role::Admin, ..world.manager() };
    let bad = NewCosts { minutes: text("soon"), months: text("0"), ..costs.clone() };
    let Err(banso_app::Refused::Input(wrong)) = world.app.change_costs(&admin, &bad).await else { panic!("refused") };
    assert_eq!(wrong.iter().map(|wrong| wrong.field.as_str()).collect::<Vec<_>>(), ["minutes", "months"]);
    world.app.change_costs(&admin, &costs).await.expect("changed");
    let page = world.app.play_proof(&world.manager(), "everybody", ProofQuery::default()).await.expect("a page");
    let worth = page.worth.expect("a balance");
    assert!((worth.cost - 40.0 * 15.0 / 60.0 * 6_000.0).abs() < 1e-6, "{worth:?}");
    assert!((worth.net - (worth.gain - worth.cost)).abs() < 1e-6);
}

#[tokio::test]
async fn without_a_hold_out_it_is_a_comparison_and_says_so() {
    let world = World::new().await;
    let ids = world.accounts(400).await;
    let half = PLAY.replace("[[step]]", "[audience]\nwhen = \"account.plan == 'Pro'\"\n\n[[step]]");
    let mut tx = world.app.state.begin().await.expect("a transaction");
    let change = Change { at: world.app.clock.now(), by: None, cause: "test".to_owned() };
    let rows = world.app.state.accounts_full().await.expect("accounts");
    let pro: Vec<_> = rows
        .into_iter()
        .filter(|account| account.id.0 % 2 == 0)
        .map(|account| {
            let account = banso_domain::accounts::Account { plan: "Pro".to_owned(), ..account };
            let keys = banso_state::AccountKeys::of(&account);
            (account, keys)
        })
        .collect();
    tx.put_accounts(&pro, &change).await.expect("accounts");
    tx.commit().await.expect("committed");
    world.play(&half, 0.0).await;
    world.app.act(None).await.expect("acted");
    let of_play = arms(&world).await;
    assert_eq!(of_play.len(), 200);
    // Each account of the play has a neighbour that pays the same; of those a fifth is lost, of the play's nobody.
    let pays = |id: &AccountId| {
        let pair = id.0 / 2;
        let ends = if id.0 % 2 == 1 && pair % 5 == 0 { START + 39 } else { START + 364 };
        let monthly = Money { minor: 20_000 + pair * 1_000, currency: Currency::JPY };
        Contract { monthly, ends_on: Some(ends), ..ended(*id) }
    };
    let contracts: Vec<Contract> = ids.iter().map(pays).collect();
    let mut tx = world.app.state.begin().await.expect("a transaction");
    tx.put_contracts(&contracts, &change).await.expect("contracts");
    tx.commit().await.expect("committed");
    world.at(START + KNOWN, 9);
    let page = world.app.play_proof(&world.manager(), "everybody", ProofQuery::default()).await.expect("a page");
    let Verdict::Said(evidence @ Evidence::Comparison(_)) = &page.verdict else { panic!("{:?}", page.verdict) };
    let (effect, interval) = evidence.effect();
    assert!(evidence.is_weaker() && page.worth.is_none() && page.planner.is_none());
    assert!((effect - 39.0 / 200.0).abs() < 0.011 && interval.low > 0.1, "{evidence:?}");
    let listed = world.app.proofs(&world.manager()).await.expect("proofs").remove("everybody").expect("the play");
    assert!(matches!(listed.verdict, Verdict::NotYet { why: NotEnough::NoHoldOut, on: None }));
}

#[tokio::test]
async fn metrics_are_read_before_and_after_entry() {
    let (world, arms) = a_play([0, 0]).await;
    // Whoever got the play logs in on five days of the last ones, the others on one.
    for (account, arm) in &arms {
        let days = if *arm == Arm::Treated { 5 } else { 1 } + i32::try_from(account.0 % 2).expect("small");
        for day in 0..days {
            let moment = banso_kernel::Zone::tokyo().start_of(START + 30 - day).0 + 10 * HOUR;
            world.facts(&[a_login(*account, moment)]).await;
        }
    }
    world.at(START + 31, 9);
    world.app.catch_up().await.expect("caught up");
    let asked = ProofQuery { by: MeasureBy::Metric("login_days_28d".to_owned()), days: 30 };
    let proof = said(&proof(&world, asked).await);
    assert!((proof.plain - 4.0).abs() < 0.2 && proof.is_shown(), "{proof:?}");
    let missing = ProofQuery { by: MeasureBy::Metric("no_such_metric".to_owned()), days: 30 };
    assert!(world.app.play_proof(&world.manager(), "everybody", missing).await.is_err());
}

fn a_login(account: AccountId, moment: i64) -> banso_domain::facts::Fact {
    banso_domain::facts::Fact {
        id: banso_kernel::FactId::of(&[&account.0.to_le_bytes(), &moment.to_le_bytes()]),
        account,
        person: None,
        name: "login".to_owned(),
        occurred_at: banso_kernel::Micros(moment),
        known_at: banso_kernel::Micros(moment),
        value: None,
        props: String::new(),
        source: "test".to_owned(),
    }
}

#[tokio::test]
async fn arms_that_the_lot_did_not_draw_give_no_number() {
    let (world, arms) = a_play([8, 28]).await;
    // The contracts of two thirds of those held out are gone from the books, as if they had never paid.
    let held_out = arms.iter().filter(|(id, arm)| **arm == Arm::HeldOut && id.0 % 3 != 0);
    let never: Vec<Contract> =
        held_out.map(|(id, _)| Contract { starts_on: START + 300, ends_on: Some(START + 301), ..ended(*id) }).collect();
    let change = Change { at: world.app.clock.now(), by: None, cause: "test".to_owned() };
    let mut tx = world.app.state.begin().await.expect("a transaction");
    tx.put_contracts(&never, &change).await.expect("contracts");
    tx.commit().await.expect("committed");
    world.at(START + KNOWN, 9);
    let verdict = proof(&world, ProofQuery::default()).await;
    assert!(matches!(verdict, Verdict::Lopsided { .. }), "{verdict:?}");
    let units = units(&arms, [8, 28]);
    assert!(!is_lopsided(&units, 0.33), "the lot itself was fair");
}
