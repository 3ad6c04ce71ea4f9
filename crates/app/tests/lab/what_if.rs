//! What is said to change is what changes.

use crate::demo::{Demo, demo};
use banso_domain::templates;
use banso_kernel::AccountId;
use std::collections::{BTreeMap, BTreeSet};

async fn segments(demo: &Demo, model: &str) -> BTreeMap<AccountId, String> {
    let definitions = demo.app.definitions().await.expect("definitions");
    let of = definitions.model(model).expect("the model");
    let rows = demo.app.state.health_all(model, of.version).await.expect("health");
    let name = |at: u8| of.model.segments.get(usize::from(at)).map(|one| one.id.clone()).unwrap_or_default();
    rows.iter().map(|row| (row.account, name(row.segment))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn exactly_those_accounts_change_that_were_said_to() {
    let demo = demo(80).await;
    let (id, text) = templates::MODELS[0];
    // Every threshold that something must reach is half as high again.
    let mut changed = 0;
    let harder: Vec<String> = text
        .lines()
        .map(|line| match line.strip_prefix("at_least = ").and_then(|value| value.parse::<f64>().ok()) {
            Some(value) if value > 1.0 => {
                changed += 1;
                format!("at_least = {}", value * 1.5)
            }
            _ => line.to_owned(),
        })
        .collect();
    assert!(changed > 0, "{text}");
    let harder = harder.join("\n");
    let found = demo.app.what_if(&demo.manager, &harder).await.expect("what if");
    let said: BTreeSet<AccountId> = found.shifts.iter().map(|shift| shift.account).collect();
    let before = segments(&demo, id).await;
    demo.app.publish_as(None, &harder, "test").await.expect("published");
    demo.app.rebuild(&|_| {}).await.expect("history");
    let after = segments(&demo, id).await;
    let changed: BTreeSet<AccountId> =
        before.iter().filter(|(account, old)| after.get(account) != Some(old)).map(|(account, _)| *account).collect();
    assert_eq!(said, changed);
    assert!(!said.is_empty() && said.len() < before.len());
    assert_eq!(found.accounts, before.len());
    let in_table: usize = found.table.iter().flatten().sum();
    assert_eq!(in_table, found.accounts);
    // Below the segment more changes than the segments do: harder thresholds are missed by some who stay where they are.
    assert!(found.inside > 0 && found.inside <= found.accounts - said.len(), "{}", found.inside);
    let same = demo.app.what_if(&demo.manager, &harder).await.expect("what if");
    assert_eq!((same.shifts.len(), same.inside), (0, 0), "the published text changes nothing");

    // The work that was foreseen is the work that comes.
    let foreseen: usize = found.work.iter().map(|work| work.tasks.1).sum();
    let signals: usize = found.work.iter().filter(|work| !work.play).map(|work| work.accounts.1).sum();
    let tasks = || async { demo.app.state.open_tasks(None).await.expect("tasks").len() };
    let before = tasks().await;
    demo.app.act(None).await.expect("acted");
    assert_eq!(tasks().await - before, foreseen);
    assert!(signals > 0, "somebody falls: {:?}", found.work);
}
