//! What only happens once leaving is decided is found, and nothing else is.

use crate::demo::{Demo, TODAY, demo};
use banso_app::lab::{Ask, Sight};
use banso_domain::facts::Fact;
use banso_domain::metrics::ContractSpan;
use banso_domain::revenue::Course;
use banso_domain::templates;
use banso_kernel::{AccountId, Day, FactId, Micros, Zone};
use std::collections::BTreeMap;

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_to_the_cancellation_page_is_flagged_and_no_metric_of_the_demo_is() {
    let Demo { app, manager: who, .. } = &demo(120).await;
    let today = TODAY;
    let mut contracts: BTreeMap<AccountId, Vec<ContractSpan>> = BTreeMap::new();
    for one in app.state.contracts_all().await.expect("contracts") {
        let span = ContractSpan { from: one.starts_on, to: one.ends_on, monthly: one.monthly.minor };
        contracts.entry(one.account).or_default().push(span);
    }
    let churned = |(account, spans): (&AccountId, &Vec<ContractSpan>)| {
        let course = Course::of(spans);
        Some((*account, course.churned(course.first()?).filter(|day| *day < today)?))
    };
    let left: BTreeMap<AccountId, Day> = contracts.iter().filter_map(churned).collect();
    assert!(left.len() >= 12, "{} left", left.len());
    let zone = Zone::tokyo();
    let facts: Vec<Fact> = left
        .iter()
        .flat_map(|(account, day)| (1..=2).map(move |n| (*account, *day, n)))
        .map(|(account, day, n)| Fact {
            id: FactId::of(&[b"cancel", &account.0.to_le_bytes(), &[n]]),
            account,
            person: None,
            name: "cancellation.viewed".to_owned(),
            occurred_at: Micros(zone.start_of(day - i32::from(n)).0 + 36_000_000_000),
            known_at: Micros(zone.start_of(day - i32::from(n)).0 + 36_000_000_000),
            value: None,
            props: "{}".to_owned(),
            source: "test".to_owned(),
        })
        .collect();
    let mut tx = app.state.begin().await.expect("a transaction");
    tx.accept_facts(&facts).await.expect("facts");
    tx.commit().await.expect("committed");
    let planted = r#"
[[metric]]
id = "cancellation_views"
name = { ja = "解約ページの閲覧", en = "Cancellation page views" }
kind = "count"
fact = "cancellation.viewed"
window = 28
stale_after = 1000
"#;
    app.publish_as(None, &format!("{}{planted}", templates::METRICS), "test").await.expect("published");
    app.rebuild(&|_| {}).await.expect("history");
    let ask = Ask { months: 12, sight: Sight::Now, ..Ask::default() };
    let page = app.which_metric_matters(who, ask).await.expect("a page");
    let flagged: Vec<&str> = page
        .definitions
        .metrics
        .metrics
        .iter()
        .zip(&page.leaks)
        .filter(|(_, leak)| leak.as_ref().is_ok_and(|leak| leak.leaks))
        .map(|(metric, _)| metric.id.as_str())
        .collect();
    assert_eq!(flagged, ["cancellation_views"]);
    let leak = page.leaks[page.definitions.metrics.position("cancellation_views").expect("there")];
    assert!(leak.is_ok_and(|leak| leak.lead.is_some_and(|days| days <= 2.0)));
}
