//! Intervals keep their word on plays whose effect is known: Show 3 of the lab. `BANSO_EXPERIMENTS` sets how many are
//! simulated of each kind.

use banso_domain::proof::simulate::{Effect, Scenario, Tally, World, simulate};

fn experiments() -> u32 {
    std::env::var("BANSO_EXPERIMENTS").ok().and_then(|text| text.parse().ok()).unwrap_or(2_000)
}

fn run(effect: Effect, accounts: u32, held_out: f64, world: World) -> Tally {
    let scenario = Scenario { effect, accounts, days: 90, horizon: 90, held_out, world };
    simulate(&scenario, experiments(), 6)
}

const EFFECTS: [Effect; 3] = [Effect::None, Effect::Constant(0.03), Effect::Growing(0.06)];

#[test]
fn intervals_that_are_looked_at_daily_hold_and_raise_no_false_alarms() {
    for (accounts, held_out, base) in [(400, 0.5, 0.8), (800, 0.2, 0.9), (2000, 0.1, 0.8), (2000, 0.2, 0.95)] {
        for effect in EFFECTS {
            let tally = run(effect, accounts, held_out, World::Retention(base));
            assert!(tally.judged * 10 > experiments() * 9, "most plays of this size have enough data");
            assert!(tally.coverage() >= 0.95, "{tally:?}");
            if effect == Effect::None {
                assert!(tally.alarms() <= 0.05, "{tally:?}");
                let by_once = f64::from(tally.alarmed_by_once) / f64::from(tally.judged);
                assert!(by_once > 0.10, "the ordinary interval fools whoever looks daily: {by_once}");
            }
            assert!(tally.bias.abs() < 0.003, "{tally:?}");
        }
    }
}

#[test]
fn little_data_is_said_to_be_little_and_is_no_false_alarm() {
    let tally = run(Effect::None, 400, 0.1, World::Retention(0.95));
    assert!(tally.not_enough * 10 > experiments() * 8, "two lost accounts prove nothing");
    assert!(f64::from(tally.alarmed) <= 0.05 * f64::from(tally.judged));
}

#[test]
fn a_covariate_that_foretells_the_outcome_halves_the_variance_and_the_intervals_hold() {
    for effect in [Effect::None, Effect::Constant(0.3), Effect::Growing(0.6)] {
        for held_out in [0.1, 0.5] {
            let with = run(effect, 1000, held_out, World::Metric { correlation: 0.75 });
            assert!(with.coverage() >= 0.95, "{with:?}");
            // 1 − r² of it stays: 0.4375 where the effect does not vary.
            assert!(with.variance_left < 0.5, "{with:?}");
            let without = run(effect, 1000, held_out, World::Metric { correlation: 0.0 });
            assert!(without.coverage() >= 0.95, "{without:?}");
            assert!(with.margin < without.margin * 0.71, "half of the variance is 0.71 of the width");
        }
    }
}

#[test]
fn a_strong_effect_is_found_in_its_direction() {
    let tally = run(Effect::Constant(0.10), 2000, 0.5, World::Retention(0.8));
    assert!(tally.alarms() > 0.99 && tally.wrong_way == 0, "{tally:?}");
}

#[test]
fn the_same_seed_gives_the_same_tally_and_another_seed_another() {
    let scenario = Scenario {
        effect: Effect::Constant(0.03),
        accounts: 300,
        days: 30,
        horizon: 30,
        held_out: 0.5,
        world: World::Retention(0.8),
    };
    assert_eq!(simulate(&scenario, 20, 1), simulate(&scenario, 20, 1));
    assert_ne!(simulate(&scenario, 20, 1), simulate(&scenario, 20, 2));
}
