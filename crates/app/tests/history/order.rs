//! Derived history is the same whatever way the facts came.

use crate::support::*;
use banso_app::history::Progress;
use banso_kernel::{AccountId, Micros};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn any_order_and_split_of_facts_gives_the_same_history_as_a_rebuild_from_nothing(
        facts in proptest::collection::vec(a_fact(), 1..60),
        order in any::<u64>(),
        cuts in proptest::collection::vec((0usize..60, any::<bool>(), any::<bool>()), 0..5),
    ) {
        runtime().block_on(async {
            let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
            let at_once = app(one.path()).await;
            add_accounts(&at_once).await;
            send(&at_once, &facts).await;
            let want = derived(&at_once).await;

            let piecemeal = app(other.path()).await;
            add_accounts(&piecemeal).await;
            let mut shuffled = facts.clone();
            shuffled.sort_by_key(|fact| blake3::hash(&[&fact.id.0[..], &order.to_le_bytes()].concat()).to_hex());
            let mut rest = shuffled.as_slice();
            for (cut, seal, rebuild) in cuts {
                let (head, tail) = rest.split_at(cut.min(rest.len()));
                send(&piecemeal, head).await;
                send(&piecemeal, head).await; // sent twice, counted once
                if seal {
                    piecemeal.seal(&|_| ()).await.expect("sealed");
                }
                if seal && rebuild {
                    piecemeal.lake.maintain(Micros(0), std::time::Duration::ZERO).await.expect("compacted");
                }
                if rebuild {
                    piecemeal.rebuild(&|_: Progress| ()).await.expect("rebuilt");
                }
                rest = tail;
            }
            send(&piecemeal, rest).await;
            piecemeal.seal(&|_| ()).await.expect("sealed");
            prop_assert_eq!(derived(&piecemeal).await, want);
            Ok(())
        })?;
    }

    #[test]
    fn one_account_computed_on_demand_equals_the_rebuild(facts in proptest::collection::vec(a_fact(), 1..40)) {
        runtime().block_on(async {
            let folder = tempfile::tempdir().expect("a folder");
            let app = app(folder.path()).await;
            add_accounts(&app).await;
            let (sealed, fresh) = facts.split_at(facts.len() / 2);
            send(&app, sealed).await;
            app.seal(&|_| ()).await.expect("sealed");
            send(&app, fresh).await;
            let want = derived(&app).await;
            for account in (1..=ACCOUNTS).map(AccountId) {
                app.refresh(account).await.expect("refreshed");
            }
            prop_assert_eq!(dump(&app).await, want);
            Ok(())
        })?;
    }
}
