//! The inbox: every fact once, to the last bit, in whatever order and however often it comes.

use crate::store::CASES;
use crate::support::{accounts, fact, fresh, write};
use banso_domain::facts::Fact;
use banso_kernel::AccountId;
use banso_state::{Accepted, State};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime")
}

async fn accept(state: &State, facts: &[Fact]) -> Accepted {
    write(state, async |tx| tx.accept_facts(facts).await).await
}

async fn inbox(state: &State) -> Vec<Fact> {
    state.inbox_after(0, i64::MAX).await.expect("reads").into_iter().map(|row| row.fact).collect()
}

#[tokio::test]
async fn facts_come_back_as_they_were_and_in_order() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let mut facts: Vec<Fact> = (0..6_000).map(|n| fact(n, ids[(n % 2) as usize])).collect();
    facts[1].value = None;
    facts[2].person = None;
    facts[3].props = String::new();
    let done = accept(&store.state, &facts).await;
    assert_eq!(done, Accepted { new: 6_000, already: 0, conflicting: vec![] });
    assert_eq!(inbox(&store.state).await, facts);
    assert_eq!(store.state.facts_count().await.expect("counts"), 6_000);
    let of_b = store.state.inbox_of_account(ids[1], 0).await.expect("reads");
    assert_eq!(of_b.len(), 3_000);
    let last = store.state.inbox_last().await.expect("reads");
    assert_eq!(of_b.last().map(|row| row.seq), Some(last));
    assert_eq!(store.state.inbox_count_after(last - 10).await.expect("counts"), 10);
}

#[tokio::test]
async fn the_first_content_of_an_id_stands_and_the_others_are_told() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let (one, two) = (fact(1, ids[0]), fact(2, ids[0]));
    let other = Fact { value: Some(99.0), ..one.clone() };
    let later = Fact { known_at: banso_kernel::Micros(0), ..one.clone() };
    let done = accept(&store.state, &[one.clone(), other.clone(), one.clone()]).await;
    assert_eq!(done, Accepted { new: 1, already: 1, conflicting: vec![one.id] });
    let done = accept(&store.state, &[other, later, two.clone()]).await;
    assert_eq!(done, Accepted { new: 1, already: 1, conflicting: vec![one.id] });
    assert_eq!(inbox(&store.state).await, vec![one, two]);
}

#[tokio::test]
async fn a_fact_of_nobody_is_refused_and_leaves_nothing() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let mut tx = store.state.begin().await.expect("begins");
    tx.accept_facts(&[fact(1, ids[0]), fact(2, AccountId(404))]).await.expect_err("no such account");
    drop(tx);
    assert_eq!(inbox(&store.state).await, vec![]);
    assert_eq!(accept(&store.state, &[fact(1, ids[0])]).await.new, 1, "its id was not kept either");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn any_order_split_and_repetition_gives_the_same_facts(
        picks in prop::collection::vec((0u64..40, 1usize..9), 1..60),
    ) {
        runtime().block_on(async {
            let Some(store) = fresh().await else { return };
            let ids = accounts(&store.state, &["A"]).await;
            let (mut told, mut expected) = (Accepted::default(), BTreeMap::new());
            let mut rest: Vec<(u64, usize)> = picks.clone();
            while !rest.is_empty() {
                let batch: Vec<_> = rest.drain(..rest[0].1.min(rest.len())).collect();
                let facts: Vec<Fact> = batch.iter().map(|(n, _)| fact(*n, ids[0])).collect();
                let done = accept(&store.state, &facts).await;
                told.new += done.new;
                told.already += done.already;
                assert_eq!(done.conflicting, vec![]);
                expected.extend(facts.into_iter().map(|fact| (fact.id, fact)));
            }
            let found: BTreeMap<_, _> = inbox(&store.state).await.into_iter().map(|fact| (fact.id, fact)).collect();
            assert_eq!(told.new as usize, expected.len());
            assert_eq!((told.new + told.already) as usize, picks.len());
            assert_eq!(store.state.inbox_count_after(0).await.expect("counts") as usize, expected.len());
            assert_eq!(found, expected);
        });
    }

    #[test]
    fn values_keep_every_bit(
        values in prop::collection::vec(any::<f64>().prop_filter("finite", |value| value.is_finite()), 1..200),
    ) {
        runtime().block_on(async {
            let Some(store) = fresh().await else { return };
            let ids = accounts(&store.state, &["A"]).await;
            let facts: Vec<Fact> =
                values.iter().zip(0..).map(|(v, n)| Fact { value: Some(*v), ..fact(n, ids[0]) }).collect();
            accept(&store.state, &facts).await;
            let found: Vec<u64> =
                inbox(&store.state).await.iter().map(|fact| fact.value.expect("a value").to_bits()).collect();
            assert_eq!(found, values.iter().map(|value| value.to_bits()).collect::<Vec<_>>());
        });
    }
}
