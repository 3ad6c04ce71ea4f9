//! The shipped models find the hidden stories again.
#![allow(clippy::print_stdout, reason = "what a model saw is worth reading")]

use banso_demo::{Story, simulate};
use banso_domain::health::{HealthHistory, Model, evaluate};
use banso_domain::metrics::PersonSpan;
use banso_domain::metrics::{AccountInput, Classifier, ContractSpan, Engine, Facts, Known, Liveness, MetricSet};
use banso_domain::templates::{METRICS, MODELS};
use banso_kernel::{Day, Zone};
use std::collections::BTreeMap;

struct Account {
    story: Story,
    churned_on: Option<Day>,
    input: AccountInput,
}

#[test]
fn every_segment_is_populated_and_the_models_see_churn_coming() {
    let end = Day::parse_iso("2026-11-21").expect("a day");
    let zone = Zone::tokyo();
    let set = MetricSet::parse(METRICS).expect("shipped metrics");
    let mut classifier = Classifier::new(&set).expect("a classifier");
    let mut facts = Vec::new();
    let mut accounts = Vec::new();
    for bundle in simulate(1, 300, end, 18, zone.clone()).iter() {
        facts.extend(bundle.facts.iter().cloned());
        let contract = |c: &banso_domain::contracts::Contract| ContractSpan {
            from: c.starts_on,
            to: c.ends_on,
            monthly: c.monthly.minor,
        };
        let person = |p: &banso_domain::people::Person| PersonSpan {
            person: p.id.0,
            issued: p.issued_on,
            left: p.left_on,
            champion: p.champion,
        };
        accounts.push(Account {
            story: bundle.story,
            churned_on: bundle.churned_on,
            input: AccountInput {
                account: bundle.account.id.0,
                since: bundle.account.signed_up_on,
                began: None,
                from: None,
                contracts: bundle.contracts.iter().map(contract).collect(),
                people: bundle.people.iter().map(person).collect(),
            },
        });
    }
    let table = Facts::pack(&facts, &mut classifier, &zone);
    let liveness = Liveness::of(&table);
    let known = Known { contracts: true, people: true, digits: 0 };
    let engine = Engine::new(&set, &classifier, &liveness, known, end);
    let inputs: Vec<_> = accounts.iter().map(|account| account.input.clone()).collect();
    for (id, text) in MODELS {
        let model = Model::parse(text, &set).expect("a shipped model");
        let healths = engine.each(&table, &inputs, 2, |_, history| evaluate(&model, &history));
        let shares = shares(&model, &accounts, &healths, end);
        println!("{id}: {shares:?}");
        let total: usize = shares.values().sum();
        for segment in &model.segments {
            let share = shares.get(&segment.id).copied().unwrap_or(0) as f64 / total as f64;
            assert!(share > 0.03, "{id}: {} has {share}", segment.id);
        }
        sees_churn(&model, &accounts, &healths, end);
    }
}

fn shares(model: &Model, accounts: &[Account], healths: &[HealthHistory], end: Day) -> BTreeMap<String, usize> {
    let mut shares = BTreeMap::new();
    for (account, health) in accounts.iter().zip(healths) {
        let Some(day) = health.on(end).filter(|_| account.churned_on.is_none()) else { continue };
        let segment = model.segments.get(usize::from(day.segment)).map_or("none", |segment| &segment.id);
        *shares.entry(segment.to_owned()).or_default() += 1;
    }
    shares
}

/// Two months before they leave, the leavers are worse off than those who stay: further down, on average, in
/// segment or score.
fn sees_churn(model: &Model, accounts: &[Account], healths: &[HealthHistory], end: Day) {
    let worst = model.segments.len() - 1;
    let mean = |leavers: bool| {
        let (mut sum, mut all) = (0.0, 0);
        for (account, health) in accounts.iter().zip(healths) {
            let day = account.churned_on.unwrap_or(end) - 60;
            let told = !matches!(account.story, Story::Trial | Story::Unavoidable);
            let Some(state) = health.on(day).filter(|_| told && account.churned_on.is_some() == leavers) else {
                continue;
            };
            all += 1;
            sum += match state.score {
                score if score.is_nan() => f64::from(u8::from(usize::from(state.segment) != worst)) * 100.0,
                score => score,
            };
        }
        sum / f64::from(all.max(1))
    };
    let (leave, stay) = (mean(true), mean(false));
    println!("  {}, two months before: {leave:.0} where they leave, {stay:.0} where they stay", model.id);
    assert!(leave + 10.0 < stay, "{}: {leave} against {stay}", model.id);
}
