//! A public data set of a vendor's files, through the mappings that are shipped as examples.

use super::support::{datasets, example, typed};
use banso_intake::Typed;
use banso_intake::read::{AccountName, ContractRow, FactRow};
use banso_kernel::{Day, FactId};
use std::collections::{BTreeSet, HashMap};

fn facts(file: &str, mapping: &str) -> Option<Vec<Vec<FactRow>>> {
    let path = datasets()?.join(file);
    let (good, rejects, broken) = typed(&path, &example(mapping)).expect("read");
    assert_eq!((rejects.len(), broken), (0, None), "{rejects:?}");
    let rows = good.into_iter().map(|row| match row {
        Typed::Facts(facts) => facts,
        other => panic!("{other:?}"),
    });
    Some(rows.collect())
}

fn contracts() -> Option<Vec<ContractRow>> {
    let path = datasets()?.join("ravenstack/ravenstack_subscriptions.csv");
    let (good, rejects, _) = typed(&path, &example("ravenstack/subscriptions.toml")).expect("read");
    assert!(rejects.is_empty(), "{:?}", &rejects[..1]);
    let rows = good.into_iter().map(|row| match row {
        Typed::Contract(contract) => *contract,
        other => panic!("{other:?}"),
    });
    Some(rows.collect())
}

#[test]
fn the_accounts_are_all_there() {
    let Some(folder) = datasets() else { return };
    let path = folder.join("ravenstack/ravenstack_accounts.csv");
    let (good, rejects, _) = typed(&path, &example("ravenstack/accounts.toml")).expect("read");
    assert_eq!((good.len(), rejects.len()), (500, 0));
    let Typed::Account(first) = &good[0] else { panic!("{:?}", good[0]) };
    assert_eq!((first.key.as_str(), first.texts["name"].as_str()), ("A-2e4581", "Company_0"));
    assert_eq!(first.signed_up_on, Some(Day::from_ymd(2024, 10, 16)));
    assert_eq!(first.attributes["seats"], "9");
}

#[test]
fn active_cmrr_is_the_published_one() {
    let Some(contracts) = contracts() else { return };
    assert_eq!(contracts.len(), 5_000);
    for (day, dollars) in
        [("2023-06-30", 242_921), ("2023-12-31", 1_262_113), ("2024-06-30", 3_833_405), ("2024-12-31", 10_159_608)]
    {
        let day = Day::parse_iso(day).expect("a day");
        let active = contracts.iter().filter(|c| c.starts_on <= day && c.ends_on.is_none_or(|last| day <= last));
        assert_eq!(active.map(|c| c.monthly.minor).sum::<i64>(), dollars * 100, "{day}");
    }
}

#[test]
fn usage_becomes_three_facts_a_row_and_the_21_doubled_ids_are_seen() {
    let Some(rows) = facts("ravenstack/ravenstack_feature_usage.csv", "ravenstack/feature_usage.toml") else { return };
    assert_eq!(rows.len(), 25_000);
    let mut ids: HashMap<FactId, usize> = HashMap::new();
    for fact in rows.iter().flatten() {
        *ids.entry(fact.id).or_default() += 1;
    }
    assert_eq!(rows.iter().flatten().count(), 75_000);
    assert_eq!(ids.len(), (25_000 - 21) * 3);
    let names: BTreeSet<&str> = rows.iter().flatten().map(|f| f.name.as_str()).collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["feature.duration", "feature.errors", "feature.used"]);
    let first = &rows[0][0];
    assert_eq!(first.account, AccountName::Contract("S-0fcf7d".into()));
    assert_eq!(
        (first.value, first.props.as_str()),
        (Some(9.0), r#"{"beta":false,"contract":"S-0fcf7d","feature":"feature_20"}"#)
    );
    assert_eq!(first.known_at, Some(first.occurred_at));
}

#[test]
fn tickets_are_opened_closed_and_rated() {
    let Some(rows) = facts("ravenstack/ravenstack_support_tickets.csv", "ravenstack/support_tickets.toml") else {
        return;
    };
    let count = |name: &str| rows.iter().flatten().filter(|f| f.name == name).count();
    assert_eq!((count("ticket"), count("ticket.resolved"), count("survey")), (2_000, 2_000, 2_000 - 825));
    let churn = facts("ravenstack/ravenstack_churn_events.csv", "ravenstack/churn_events.toml").expect("there");
    assert_eq!(churn.iter().flatten().count(), 600);
}

#[test]
fn a_clickstream_without_ids_loses_no_event() {
    let Some(rows) = facts("retentioneering_ecom/ecom.csv.gz", "retentioneering/ecom.toml") else { return };
    let facts: Vec<&FactRow> = rows.iter().flatten().collect();
    assert_eq!(facts.len(), 31_106);
    assert_eq!(facts.iter().map(|f| f.id).collect::<BTreeSet<_>>().len(), 31_106, "equal rows are told apart");
    assert_eq!(facts.iter().map(|f| &f.account).collect::<BTreeSet<_>>().len(), 600);
    let again = self::facts("retentioneering_ecom/ecom.csv.gz", "retentioneering/ecom.toml").expect("there");
    assert!(again.iter().flatten().map(|f| f.id).eq(facts.iter().map(|f| f.id)), "the same file gives the same ids");
}
