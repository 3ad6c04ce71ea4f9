//! What only happens once leaving is decided is found, and nothing else is.

use banso_app::App;
use banso_app::demo::DemoPlan;
use banso_app::lab::{Ask, Sight};
use banso_domain::facts::Fact;
use banso_domain::members::Role;
use banso_domain::metrics::ContractSpan;
use banso_domain::revenue::Course;
use banso_domain::templates;
use banso_kernel::{AccountId, Clock, Day, Entropy, FactId, Lang, MemberId, Micros, Zone};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

struct Noon(Day);

impl Clock for Noon {
    fn now(&self) -> Micros {
        Micros(Zone::tokyo().start_of(self.0).0 + 12 * 3_600_000_000)
    }
}

#[derive(Default)]
struct Counter(AtomicU64);

impl Entropy for Counter {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let next = (self.0.fetch_add(1, Ordering::Relaxed) + 1).to_le_bytes();
            chunk.copy_from_slice(&next[..chunk.len()]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_to_the_cancellation_page_is_flagged_and_no_metric_of_the_demo_is() {
    let today = Day::parse_iso("2026-11-20").expect("a day");
    let dir = tempfile::tempdir().expect("a folder");
    let app = App::open(dir.path(), Arc::new(Noon(today)), Arc::new(Counter::default())).await.expect("an app");
    let plan = DemoPlan { seed: 7, accounts: 120, as_of: Some(today) };
    let vendor = app.demo_vendor(&plan).await.expect("a vendor");
    let members = app.make_demo_members(&vendor, "correct horse battery staple").await.expect("members");
    app.make_demo(&plan, &members, &|_| {}).await.expect("a demo");

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
    assert!(left.len() >= 15, "{} left", left.len());
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
    let who =
        banso_app::Principal { member: MemberId(1), role: Role::Manager, lang: Lang::Ja, name: "髙橋".to_owned() };
    let ask = Ask { months: 12, sight: Sight::Now, ..Ask::default() };
    let page = app.which_metric_matters(&who, ask).await.expect("a page");
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
