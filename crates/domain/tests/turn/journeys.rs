//! Phases advance, fall back, and are counted.

use super::world::{World, monday};
use banso_domain::conditions::{Scene, Usual};
use banso_domain::journeys::{Journey, PhaseChange, stays, time_to_value, usual};
use banso_domain::turn::{Deed, scene};
use banso_kernel::AccountId;

const ONBOARDING: &str = r#"
journey = "onboarding"
NAME
for = "account.plan != 'Free'"
[[phase]]
id = "trial"
NAME
usual_days = 14
[[phase]]
id = "set_up"
NAME
enter = "metric.mails >= 1"
[[phase.step]]
id = "kick_off"
NAME
[[phase.step]]
id = "setting"
NAME
required = true
done_when = "metric.setup >= 1"
[[phase]]
id = "stable"
NAME
enter = "phase.steps_done && metric.uses >= 5"
back = { when = "metric.uses < 1", to = "set_up" }
[[phase]]
id = "renewal"
NAME
enter = "contract.days_to_end <= 30"
"#;

fn world() -> World {
    World::new().journey(ONBOARDING)
}

#[test]
fn an_account_moves_by_itself_as_far_as_its_facts_lead() {
    let mut world = world();
    assert_eq!(world.told(), [">trial"]);
    world.metrics = [0.0, 0.0, 0.0];
    assert!(world.days_on(1).told().is_empty());
    world.metrics[1] = 1.0;
    assert_eq!(world.days_on(1).told(), ["trial>set_up"]);
    world.metrics[0] = 9.0;
    assert!(world.days_on(1).told().is_empty(), "the setting is not made");
    world.metrics[2] = 1.0;
    assert_eq!(world.told(), ["step setting", "set_up>stable"]);
    world.metrics[2] = 0.0;
    assert!(world.told().is_empty(), "what is done stays done");
}

#[test]
fn several_phases_may_pass_in_one_turn_with_the_cause_of_each() {
    let mut world = world();
    world.metrics = [5.0, 2.0, 1.0];
    let deeds = world.turn();
    let told: Vec<String> = deeds.iter().map(super::world::tell).collect();
    assert_eq!(told, [">trial", "step setting", "trial>set_up", "set_up>stable"]);
    let Deed::Moved { cause, .. } = &deeds[2] else { panic!("moved") };
    assert_eq!(cause.text, "metric.mails >= 1");
    assert_eq!(serde_json::to_string(&cause.read).expect("JSON"), r#"[["metric.mails",2.0]]"#);
}

#[test]
fn an_account_falls_back_once_a_day_at_most_and_not_where_it_would_come_straight_back() {
    let mut world = world();
    world.metrics = [5.0, 2.0, 1.0];
    world.turn();
    world.metrics[0] = 0.0;
    assert!(world.told().is_empty(), "not on the day of entry");
    assert_eq!(world.days_on(1).told(), ["stable>set_up"]);
    world.metrics[0] = 5.0;
    assert_eq!(world.told(), ["set_up>stable"]);
    world.metrics[0] = 0.0;
    assert!(world.told().is_empty());

    let torn = r#"
        journey = "torn"
        NAME
        [[phase]]
        id = "a"
        NAME
        [[phase]]
        id = "b"
        NAME
        enter = "metric.uses >= 1"
        back = { when = "metric.uses >= 1", to = "a" }
    "#;
    let mut world = World::new().journey(torn);
    world.metrics[0] = 1.0;
    assert_eq!(world.told(), [">a", "a>b"]);
    assert!(world.days_on(1).told().is_empty());
}

#[test]
fn a_phase_may_be_entered_from_others_than_the_one_before() {
    let loops = r#"
        journey = "loop"
        NAME
        [[phase]]
        id = "a"
        NAME
        [[phase]]
        id = "b"
        NAME
        enter = "metric.uses == 1"
        from = ["c"]
        [[phase]]
        id = "c"
        NAME
        enter = "metric.uses == 2"
        from = ["a"]
    "#;
    let mut world = World::new().journey(loops);
    world.metrics[0] = 2.0;
    assert_eq!(world.told(), [">a", "a>c"], "b is passed over");
    world.metrics[0] = 1.0;
    assert_eq!(world.days_on(1).told(), ["c>b"]);
}

#[test]
fn the_first_journey_whose_condition_holds_has_the_account() {
    let second =
        ONBOARDING.replace("\"onboarding\"", "\"other\"").replace("account.plan != 'Free'", "account.plan == 'Free'");
    let mut world = world().journey(&second);
    assert_eq!(world.told(), [">trial"]);
    world.plan = "Free".into();
    assert!(world.told().is_empty(), "not on the day of entry");
    assert_eq!(world.days_on(1).told(), ["trial>trial"]);
    assert_eq!(world.memory.position.as_ref().map(|p| p.journey.as_str()), Some("other"));
    world.rules.journeys.retain(|journey| journey.id == "onboarding");
    assert!(world.days_on(1).told().is_empty(), "a journey that is gone leaves the account where it was");
}

#[test]
fn the_board_says_what_is_missing_for_the_next_phase() {
    let mut world = world();
    world.metrics = [2.0, 1.0, 0.0];
    world.turn();
    world.days_on(3);
    assert_eq!(world.phase(), "set_up");
    let journey: &Journey = &world.rules.journeys[0];
    world.look(|view| {
        let scene: Scene<'_> = scene(&world.rules, view, &world.memory, world.today());
        let missing = journey.missing(&scene).expect("a next phase");
        assert_eq!(missing.phase.id, "stable");
        let parts: Vec<_> = missing.parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(parts, ["phase.steps_done", "metric.uses >= 5"]);
        assert_eq!(missing.steps.iter().map(|step| step.id.as_str()).collect::<Vec<_>>(), ["setting"]);
    });
    assert!(!journey.stumbles("trial", 14, &Usual::default()) && journey.stumbles("trial", 15, &Usual::default()));
    assert!(!journey.stumbles("renewal", 999, &Usual::default()), "nothing comes after it");
}

#[test]
fn past_stays_say_what_is_usual_and_how_long_value_takes() {
    let mut changes = Vec::new();
    for n in 1..=10 {
        for (phase, after) in [("trial", 0), ("set_up", n), ("stable", n * 3)] {
            let (account, on) = (AccountId(i64::from(n)), monday() + after);
            changes.push(PhaseChange { account, journey: "j".into(), to: phase.into(), on });
        }
    }
    let stays = stays(&changes);
    assert_eq!(stays.len(), 30);
    assert_eq!(stays[0].days(monday() + 99), 1);
    assert_eq!(stays[2].days(monday() + 99), 96);
    let usual = usual(&stays);
    assert_eq!(
        (usual.days("j", "trial"), usual.days("j", "set_up"), usual.days("j", "stable")),
        (Some(8), Some(16), None)
    );

    let mut starts: Vec<_> = (1..=10).map(|n| (AccountId(n), monday())).collect();
    starts.push((AccountId(99), monday()));
    let cohorts = time_to_value(&starts, &stays, "j", &["stable".to_owned()]);
    assert_eq!(cohorts.len(), 1);
    assert_eq!((cohorts[0].accounts, cohorts[0].reached), (11, 10));
    assert_eq!((cohorts[0].median, cohorts[0].slow), (Some(15), Some(24)));
}
