//! Signals ring once, and say why.

use super::world::World;
use banso_domain::conditions::Seen;
use banso_domain::turn::Deed;

const LOW_USE: &str = r#"
[[signal]]
id = "low_use"
NAME
severity = "high"
when = "metric.uses < 3 && !account.churned"
clear_after = 3
"#;

#[test]
fn a_value_that_flaps_rings_once_until_it_has_been_quiet() {
    let mut world = World::new().signals(LOW_USE);
    assert!(world.told().is_empty(), "unknown is not yes");
    let mut told = Vec::new();
    for (day, uses) in [1.0, 5.0, 1.0, 5.0, 5.0, 1.0, 5.0, 5.0, 5.0, 1.0].into_iter().enumerate() {
        world.metrics[0] = uses;
        for deed in world.days_on(1).told() {
            told.push(format!("{day} {deed}"));
        }
    }
    assert_eq!(told, ["0 raised low_use", "8 cleared low_use", "9 raised low_use"]);
}

#[test]
fn a_signal_rings_once_a_day_at_most() {
    let mut world = World::new().signals(&LOW_USE.replace("clear_after = 3", ""));
    let mut told = Vec::new();
    for hour in 0..48 {
        world.metrics[0] = if hour % 2 == 0 { 1.0 } else { 5.0 };
        world.hours = hour;
        told.extend(world.told());
    }
    assert_eq!(told, ["raised low_use"]);
}

#[test]
fn a_signal_carries_its_cause() {
    let mut world = World::new().signals(LOW_USE);
    world.metrics[0] = 2.0;
    let deeds = world.turn();
    let [Deed::Raised { cause, .. }] = deeds.as_slice() else { panic!("{deeds:?}") };
    assert_eq!(cause.text, "metric.uses < 3 && !account.churned");
    assert_eq!(cause.read, [("metric.uses".into(), Seen::Number(2.0)), ("account.churned".into(), Seen::Flag(false))]);
}

#[test]
fn a_segment_that_fell_rings_for_some_days_and_one_that_rose_does_not() {
    let fell =
        "[[signal]]\nid = 'fell'\nNAME\nseverity = 'high'\nsegment = { model = 'm', change = 'fell', days = 3 }\n";
    let mut world = World::new().signals(&format!("{fell}{}", fell.replace("fell", "rose")));
    world.health.segment = Some(2);
    assert!(world.told().is_empty(), "nothing changed");
    world.health.changed_on = Some(world.today() - 2);
    assert!(world.told().is_empty(), "from too little data to something is no fall");
    world.health.previous = Some(1);
    assert_eq!(world.told(), ["raised fell"]);
    assert_eq!(world.days_on(1).told(), ["cleared fell"]);
    (world.health.segment, world.health.changed_on) = (Some(0), Some(world.today()));
    assert_eq!(world.told(), ["raised rose"]);
}

#[test]
fn an_account_that_stays_too_long_rings_and_one_that_advances_falls_silent() {
    let journey = r#"
        journey = "j"
        NAME
        [[phase]]
        id = "a"
        NAME
        usual_days = 10
        [[phase]]
        id = "b"
        NAME
        enter = "metric.uses >= 1"
    "#;
    let mut world = World::new().journey(journey).signals(
        r#"
        signal = [
          { id = "stuck_a", NAME, severity = "low", stuck = { days = 7, phase = "a" } },
          { id = "stuck_any", NAME, severity = "low", stuck = { days = 8 } },
          { id = "slow", NAME, severity = "low", stuck = { percentile = true } },
        ]
        "#,
    );
    assert_eq!(world.told(), [">a"]);
    assert!(world.days_on(6).told().is_empty());
    assert_eq!(world.days_on(1).told(), ["raised stuck_a"]);
    assert_eq!(world.days_on(1).told(), ["raised stuck_any"]);
    assert!(world.days_on(2).told().is_empty(), "10 days are usual");
    assert_eq!(world.days_on(1).told(), ["raised slow"]);
    world.metrics[0] = 1.0;
    assert_eq!(world.days_on(1).told(), ["a>b", "cleared stuck_a", "cleared stuck_any", "cleared slow"]);
    assert!(world.days_on(99).told().is_empty(), "the last phase does not advance");
}

#[test]
fn a_signal_that_is_no_longer_defined_clears() {
    let mut world = World::new().signals(LOW_USE);
    world.metrics[0] = 2.0;
    world.turn();
    world = world.signals("");
    assert_eq!(world.told(), ["cleared low_use"]);
}
