//! What must hold of every simulated vendor.

use banso_demo::{Bundle, Story, Vendor, simulate};
use banso_kernel::{Day, Zone};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

fn end() -> Day {
    Day::parse_iso("2026-11-21").expect("a day")
}

fn vendor(seed: u64, accounts: usize) -> Vendor {
    simulate(seed, accounts, end(), 18, Zone::tokyo())
}

fn print(bundle: &Bundle) -> u64 {
    let mut hasher = DefaultHasher::new();
    format!("{bundle:?}").hash(&mut hasher);
    hasher.finish()
}

#[test]
fn the_demo_has_believable_shares() {
    let vendor = vendor(7, 300);
    let bundles: Vec<_> = vendor.iter().collect();
    let mut stories: BTreeMap<Story, usize> = BTreeMap::new();
    bundles.iter().for_each(|b| *stories.entry(b.story).or_default() += 1);
    assert_eq!(stories.len(), Story::SHARES.len(), "{stories:?}");
    let share = |n: usize| n as f64 / bundles.len() as f64;
    let count = |test: &dyn Fn(&Bundle) -> bool| bundles.iter().filter(|b| test(b)).count();
    let churned = share(count(&|b| b.churned_on.is_some()));
    assert!((0.06..0.25).contains(&churned), "churned {churned}");
    let japanese = share(count(&|b| b.account.country == "日本"));
    assert!((0.75..0.85).contains(&japanese), "Japanese {japanese}");
    let has = |b: &Bundle, name: &str| b.facts.iter().any(|f| f.name == name);
    for name in ["survey", "data.imported", "ticket"] {
        let covered = share(count(&|b| has(b, name)));
        assert!((0.4..0.97).contains(&covered), "{name} at {covered}");
    }
    let facts: usize = bundles.iter().map(|b| b.facts.len()).sum();
    println!("{facts} facts, churned {churned}, {stories:?}");
    assert!((250_000..=500_000).contains(&facts), "{facts} facts");
    let names: BTreeSet<_> = bundles.iter().flat_map(|b| b.facts.iter().map(|f| f.name.as_str())).collect();
    assert_eq!(names.len(), 17, "{names:?}");
    let late = bundles.iter().flat_map(|b| &b.facts).filter(|f| f.known_at.0 - f.occurred_at.0 > 86_400_000_000);
    assert!(late.count() > facts / 100, "some facts come late");
}

#[test]
fn those_who_leave_were_less_active_before_than_those_who_stay() {
    let zone = Zone::tokyo();
    let vendor = vendor(3, 300);
    let uses = |b: &Bundle, last: Day| {
        let (from, to) = (zone.start_of(last - 30), zone.start_of(last));
        let logins = b.facts.iter().filter(|f| f.name == "login" && f.occurred_at >= from && f.occurred_at < to);
        logins.count() as f64 / b.people.iter().filter(|p| p.issued(last)).count().max(1) as f64
    };
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let (mut left, mut stayed) = (Vec::new(), Vec::new());
    for bundle in vendor.iter().filter(|b| !matches!(b.story, Story::Trial | Story::Unavoidable)) {
        match bundle.churned_on {
            Some(day) => left.push(uses(&bundle, day)),
            None => stayed.push(uses(&bundle, end())),
        }
    }
    assert!(mean(&left) * 2.0 < mean(&stayed), "{} against {}", mean(&left), mean(&stayed));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_same_seed_gives_the_same_bytes_in_any_order(seed in any::<u64>(), n in 0usize..2_000) {
        let whole = vendor(seed, 2_000);
        drop(whole.bundle((n + 1) % 2_000));
        prop_assert_eq!(print(&whole.bundle(n)), print(&vendor(seed, 2_000).bundle(n)));
        prop_assert_ne!(print(&whole.bundle(n)), print(&vendor(seed ^ 1, 2_000).bundle(n)));
    }

    #[test]
    fn an_account_is_whole(seed in any::<u64>(), start in 0usize..9_900, months in 3u32..30) {
        let zone = Zone::tokyo();
        let vendor = simulate(seed, 10_000, end(), months, zone.clone());
        let mut ids = BTreeSet::new();
        for n in start..start + 30 {
            let bundle = vendor.bundle(n);
            let account = &bundle.account;
            let born = account.signed_up_on.expect("a sign-up day");
            let last = bundle.churned_on.unwrap_or(end());
            let people: BTreeSet<_> = bundle.people.iter().map(|p| p.id).collect();
            prop_assert_eq!(people.len(), bundle.people.len());
            let mails: BTreeSet<_> = bundle.people.iter().map(|p| &p.email).collect();
            prop_assert!(mails.len() + 1 >= bundle.people.len());
            prop_assert!(account.domain.ends_with(".example"));
            prop_assert!(bundle.owner > 0 && bundle.owner < vendor.members().len());
            for fact in &bundle.facts {
                prop_assert!(ids.insert(fact.id), "an id twice");
                let day = zone.day_of(fact.occurred_at);
                prop_assert!(born <= day && day <= last, "{} on {day}, life {born}..{last}", fact.name);
                prop_assert!(fact.known_at >= fact.occurred_at);
                prop_assert!(zone.day_of(fact.known_at) <= end());
                prop_assert!(fact.person.is_none_or(|p| people.contains(&p)));
                if !fact.props.is_empty() {
                    prop_assert!(serde_json::from_str::<serde_json::Value>(&fact.props).is_ok(), "{}", fact.props);
                }
                if let (Some(id), "login" | "feature.used") = (fact.person, fact.name.as_str()) {
                    let person = bundle.people.iter().find(|p| p.id == id).expect("the person");
                    prop_assert!(person.issued(day), "used without an ID");
                    prop_assert!(!person.given.is_empty(), "a role address does not sign in");
                }
            }
            prop_assert!(bundle.facts.is_sorted_by_key(|f| (f.occurred_at, f.id)));
            prop_assert_eq!(bundle.facts.iter().filter(|f| f.name == "touch").count(), bundle.touches.len());
            for touch in &bundle.touches {
                prop_assert!(bundle.facts.iter().any(|f| f.id == touch.fact));
                prop_assert!(!touch.summary.is_empty());
            }
            contracts_agree(&bundle)?;
        }
    }
}

fn contracts_agree(bundle: &Bundle) -> Result<(), TestCaseError> {
    let main: Vec<_> = bundle.contracts.iter().filter(|c| !c.product.contains("オプション")).collect();
    for contract in &bundle.contracts {
        prop_assert!(contract.monthly.minor > 0);
        prop_assert!(bundle.account.signed_up_on.is_some_and(|day| day <= contract.starts_on));
        prop_assert!(contract.ends_on.is_none_or(|last| contract.starts_on <= last));
        if let (Some(by), Some(last)) = (contract.decline_by, contract.ends_on) {
            prop_assert!(contract.auto_renew && by < last);
        }
    }
    for pair in main.windows(2) {
        prop_assert_eq!(pair[0].ends_on.map(|last| last + 1), Some(pair[1].starts_on), "terms follow each other");
    }
    let newest = main.last();
    match bundle.churned_on {
        Some(day) => prop_assert_eq!(newest.and_then(|c| c.ends_on), Some(day - 1)),
        None if bundle.story == Story::Trial => prop_assert!(main.is_empty()),
        None => prop_assert!(newest.is_some_and(|c| c.ends_on.is_none_or(|last| last >= end()))),
    }
    let keys: BTreeSet<_> = bundle.contracts.iter().map(|c| &c.key).collect();
    prop_assert_eq!(keys.len(), bundle.contracts.len());
    Ok(())
}
