//! Contracts.

use crate::support::{accounts, change, contract, counts, fresh, write};
use banso_domain::contracts::Ringi;
use banso_kernel::Currency;

#[tokio::test]
async fn contracts_come_back_and_edits_are_kept() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let mut given = vec![contract("C-1", ids[0], 120_000), contract("C-2", ids[1], -5)];
    given[1].ends_on = None;
    given[1].monthly.currency = Currency::USD;
    let first = write(&store.state, async |tx| tx.put_contracts(&given, &change(1)).await).await;
    let second = write(&store.state, async |tx| tx.put_contracts(&given, &change(2)).await).await;
    assert_eq!((first, second), (counts(2, 0, 0), counts(0, 0, 2)));
    assert_eq!(store.state.contracts_all().await.expect("reads"), given);
    given[0].ringi = Ringi::Approved;
    given[0].monthly.minor = 150_000;
    let third = write(&store.state, async |tx| tx.put_contracts(&given, &change(3)).await).await;
    assert_eq!(third, counts(0, 1, 1));
    assert_eq!(store.state.contracts_of(ids[0]).await.expect("reads"), given[..1]);
    let mut edits: Vec<_> = store.state.contract_edits("C-1").await.expect("reads");
    edits.sort_by(|one, two| one.field.cmp(&two.field));
    let told: Vec<_> = edits.iter().map(|e| (e.field.as_str(), e.before.as_deref(), e.after.as_deref())).collect();
    assert_eq!(
        told,
        vec![("monthly_minor", Some("120000"), Some("150000")), ("ringi", Some("circulating"), Some("approved")),]
    );
    let keys = ["C-2".to_owned(), "C-9".to_owned()];
    assert_eq!(store.state.resolve_contracts(&keys).await.expect("reads").len(), 1);
}

#[tokio::test]
async fn a_contract_needs_its_account() {
    let Some(store) = fresh().await else { return };
    let mut tx = store.state.begin().await.expect("begins");
    let nobody = [contract("C-1", banso_kernel::AccountId(404), 1)];
    tx.put_contracts(&nobody, &change(1)).await.expect_err("no such account");
}
