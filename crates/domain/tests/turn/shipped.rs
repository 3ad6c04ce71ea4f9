//! The shipped onboarding, from trial to a stall, and the tasks before a deadline.

use super::world::{monday, tell};
use banso_domain::conditions::{AccountNow, ContractNow, HealthNow, Usual, View, Vocabulary};
use banso_domain::health::Model;
use banso_domain::journeys::Journey;
use banso_domain::metrics::MetricSet;
use banso_domain::plays::Play;
use banso_domain::signals::Signals;
use banso_domain::templates::{JOURNEYS, METRICS, MODELS, PLAYS, SIGNALS};
use banso_domain::turn::{LivePlay, Memory, Now, Rules, turn};
use banso_kernel::{AccountId, Day, Micros, Zone};
use std::collections::BTreeMap;

struct Shop {
    metrics: MetricSet,
    rules: Rules,
    values: Vec<f64>,
    memory: Memory,
    ringi: Option<&'static str>,
    decline_by: Option<Day>,
}

impl Shop {
    fn new() -> Self {
        let metrics = MetricSet::parse(METRICS).expect("metrics");
        let models: Vec<Model> =
            MODELS.iter().map(|(_, text)| Model::parse(text, &metrics).expect("a model")).collect();
        let mut words = Vocabulary::of(&metrics, &models);
        let journeys: Vec<Journey> =
            JOURNEYS.iter().map(|(_, text)| Journey::parse(text, &words).expect("a journey")).collect();
        words.journeys = journeys.iter().map(Journey::words).collect();
        let signals = Signals::parse(SIGNALS, &words).expect("signals");
        let live = |(_, text): &(&str, &str)| LivePlay {
            play: Play::parse(text, &words).expect("a play"),
            version: 1,
            on: true,
        };
        let rules = Rules { journeys, signals, plays: PLAYS.iter().map(live).collect(), ..Rules::default() };
        let values = vec![f64::NAN; metrics.metrics.len()];
        Self { metrics, rules, values, memory: Memory::default(), ringi: None, decline_by: None }
    }

    fn set(&mut self, metric: &str, value: f64) -> &mut Self {
        self.values[self.metrics.position(metric).expect("a metric")] = value;
        self
    }

    fn day(&mut self, after: i32) -> Vec<String> {
        let (zone, today, attributes) = (Zone::tokyo(), monday() + after, BTreeMap::new());
        let account = AccountNow {
            id: AccountId(1),
            key: "a",
            name: "青空",
            plan: "",
            industry: "",
            country: "",
            phase: "",
            attributes: &attributes,
            signed_up_on: Some(monday()),
            owner: None,
            cmrr: f64::NAN,
            churned: false,
        };
        let view = View {
            account: &account,
            metrics: &self.values,
            health: &[HealthNow::UNKNOWN; 3],
            contract: ContractNow {
                ends_on: None,
                decline_by: self.decline_by.filter(|day| *day >= today),
                ringi: self.ringi,
            },
            people: &[],
            ends: &[],
            asked: &[],
            usual: &Usual::default(),
        };
        let moment = Micros(zone.start_of(today).0 + 9 * super::world::HOUR);
        let now = Now { moment, zone: &zone, business_day: &|day: Day| !matches!(day.weekday(), 0 | 6) };
        let (memory, deeds) = turn(&self.rules, &view, &self.memory, &now);
        self.memory = memory;
        deeds.iter().map(tell).collect()
    }
}

#[test]
fn an_account_that_stalls_gets_exactly_one_task_and_one_that_advances_gets_none() {
    let mut stalls = Shop::new();
    assert_eq!(stalls.day(0), [">trial"]);
    stalls.set("onboarding_mail_365d", 1.0).set("setup_365d", 0.0).set("uses_7d", 1.0);
    assert_eq!(stalls.day(1), ["trial>set_up"]);
    let told: Vec<String> = (2..60).flat_map(|day| stalls.day(day)).collect();
    let tasks: Vec<&String> = told.iter().filter(|deed| deed.starts_with("task")).collect();
    assert_eq!(tasks, ["task call due 2026-11-13"], "{told:?}");

    let mut advances = Shop::new();
    advances.day(0);
    advances.set("onboarding_mail_365d", 1.0).set("setup_365d", 0.0).set("uses_7d", 1.0);
    advances.day(1);
    advances.set("setup_365d", 1.0).set("uses_7d", 6.0);
    assert_eq!(advances.day(5), ["step setting", "set_up>stable_use"]);
    assert_eq!((6..60).flat_map(|day| advances.day(day)).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn tasks_come_ninety_sixty_and_thirty_days_before_the_deadline_until_the_approval() {
    let tasks = |approved_after: i32, deadline: i32| {
        let mut shop = Shop::new();
        shop.decline_by = Some(monday() + deadline);
        let mut found = Vec::new();
        for day in 0..deadline + 30 {
            shop.ringi = Some(if day >= approved_after { "approved" } else { "preparing" });
            let told = shop.day(day);
            found.extend(
                told.iter()
                    .filter(|deed| deed.starts_with("task"))
                    .map(|deed| (deadline - day, deed.split(' ').nth(1).expect("a step").to_owned())),
            );
        }
        found
    };
    let pair = |days: i32, step: &str| (days, step.to_owned());
    assert_eq!(tasks(999, 120), [pair(90, "days_90"), pair(60, "days_60"), pair(30, "days_30")]);
    assert_eq!(tasks(70, 120), [pair(90, "days_90"), pair(60, "days_60")], "approved 50 days before");
    assert_eq!(tasks(999, 45), [pair(45, "days_60"), pair(30, "days_30")], "it came late");
    assert_eq!(tasks(0, 120), []);
}
