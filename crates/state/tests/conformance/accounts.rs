//! Accounts.

use crate::store::CASES;
use crate::support::{account, accounts, change, counts, fresh, write};
use banso_kernel::{AccountId, MemberId};
use proptest::prelude::*;

#[tokio::test]
async fn an_account_comes_back_as_it_was_given() {
    let Some(store) = fresh().await else { return };
    let (mut given, keys) = account("A-1", "株式会社青空");
    let (_, ids) = write(&store.state, async |tx| tx.put_accounts(&[(given.clone(), keys)], &change(1)).await).await;
    given.id = ids[0];
    assert_eq!(store.state.account(ids[0]).await.expect("reads"), Some(given.clone()));
    assert_eq!(store.state.accounts_full().await.expect("reads"), vec![given]);
    assert_eq!(store.state.account(AccountId(999)).await.expect("reads"), None);
}

#[tokio::test]
async fn the_same_accounts_again_change_nothing() {
    let Some(store) = fresh().await else { return };
    let drafts: Vec<_> = (0..2_500).map(|n| account(&format!("A-{n}"), &format!("会社{n}"))).collect();
    let (first, ids) = write(&store.state, async |tx| tx.put_accounts(&drafts, &change(1)).await).await;
    let (second, again) = write(&store.state, async |tx| tx.put_accounts(&drafts, &change(2)).await).await;
    assert_eq!((first, second), (counts(2_500, 0, 0), counts(0, 0, 2_500)));
    assert_eq!(ids, again);
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "ids follow the order of the file");
    assert_eq!(store.state.account_edits(ids[0]).await.expect("reads"), vec![]);
}

#[tokio::test]
async fn every_edited_field_leaves_its_history() {
    let Some(store) = fresh().await else { return };
    let first = account("A-1", "青空");
    let mut second = first.clone();
    second.0.phase = "定着".into();
    second.0.owner = None;
    second.0.attributes.remove("tier");
    second.0.attributes.insert("社員数".into(), "130".into());
    second.1.search_key = "folded better".into();
    let ids = write(&store.state, async |tx| tx.put_accounts(&[first], &change(1)).await).await.1;
    let done = write(&store.state, async |tx| tx.put_accounts(&[second.clone()], &change(2)).await).await.0;
    assert_eq!(done, counts(0, 1, 0));
    let mut edits: Vec<_> = store
        .state
        .account_edits(ids[0])
        .await
        .expect("reads")
        .into_iter()
        .map(|edit| {
            assert_eq!((edit.changed_at, edit.changed_by), (change(2).at, Some(MemberId(7))));
            (edit.field, edit.before, edit.after)
        })
        .collect();
    edits.sort();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        edits,
        vec![
            ("attributes.tier".into(), some("A"), None),
            ("attributes.社員数".into(), some("120"), some("130")),
            ("owner".into(), some("3"), None),
            ("phase".into(), some(""), some("定着")),
        ]
    );
    let found = store.state.accounts_all().await.expect("reads");
    assert_eq!(found[0].search_key, "folded better");
    let before = async |moment| store.state.account_fields_before(moment).await.expect("reads");
    assert_eq!(before(change(2).at).await, vec![], "nothing came after the last edit");
    let back = before(change(1).at).await;
    assert_eq!(back.len(), 4);
    assert!(
        back.iter().any(|one| (one.account, one.field.as_str(), one.before.as_deref()) == (ids[0], "owner", Some("3")))
    );
}

#[tokio::test]
async fn a_better_fold_reaches_the_store_without_being_an_edit() {
    let Some(store) = fresh().await else { return };
    let (given, mut keys) = account("A-1", "青空");
    let ids =
        write(&store.state, async |tx| tx.put_accounts(&[(given.clone(), keys.clone())], &change(1)).await).await.1;
    keys.collation_key = "new".into();
    let done = write(&store.state, async |tx| tx.put_accounts(&[(given, keys)], &change(2)).await).await.0;
    assert_eq!(done, counts(0, 1, 0));
    assert_eq!(store.state.account_edits(ids[0]).await.expect("reads"), vec![]);
}

#[tokio::test]
async fn of_several_rows_with_one_key_the_last_counts() {
    let Some(store) = fresh().await else { return };
    let drafts = [account("A", "古い"), account("B", "別"), account("A", "新しい")];
    let (done, ids) = write(&store.state, async |tx| tx.put_accounts(&drafts, &change(1)).await).await;
    assert_eq!(done, counts(2, 0, 1));
    assert_eq!(ids[0], ids[2]);
    assert_eq!(store.state.account(ids[0]).await.expect("reads").map(|found| found.name), Some("新しい".into()));
}

#[tokio::test]
async fn ensuring_makes_what_is_missing_and_leaves_the_rest() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let drafts = [account("A", "上書きしない"), account("B", "新規"), account("B", "二度目")];
    let (found, new) = write(&store.state, async |tx| tx.ensure_accounts(&drafts, &change(1)).await).await;
    assert_eq!((found.len(), new, found["A"]), (2, 1, ids[0]));
    let names = store.state.accounts_full().await.expect("reads").into_iter().map(|found| found.name);
    assert_eq!(names.collect::<Vec<_>>(), ["A", "新規"]);
}

#[tokio::test]
async fn accounts_are_listed_in_reading_order() {
    let Some(store) = fresh().await else { return };
    // That of the bytes of the keys, whatever the server thinks of letters.
    accounts(&store.state, &["う", "あ", "a", "い", "B", "ア"]).await;
    let names = store.state.accounts_all().await.expect("reads").into_iter().map(|row| row.name);
    assert_eq!(names.collect::<Vec<_>>(), ["B", "a", "あ", "い", "う", "ア"]);
}

#[tokio::test]
async fn alike_is_by_name_domain_or_number_and_never_by_nothing() {
    let Some(store) = fresh().await else { return };
    let (mut plain, keys) = account("A", "青空");
    plain.domain = String::new();
    write(&store.state, async |tx| tx.put_accounts(&[(plain, keys)], &change(1)).await).await;
    assert_eq!(store.state.accounts_alike("青空", "", "").await.expect("reads").len(), 1);
    assert_eq!(store.state.accounts_alike("", "", "").await.expect("reads").len(), 0);
    assert_eq!(store.state.accounts_alike("", "aozora.example", "").await.expect("reads").len(), 0);
}

#[tokio::test]
async fn huge_texts_do_not_add_up_in_one_statement() {
    let Some(store) = fresh().await else { return };
    let drafts: Vec<_> = (0..6)
        .map(|n| {
            let (mut draft, keys) = account(&format!("A-{n}"), "青空");
            draft.memo = "長".repeat(1_700_000);
            (draft, keys)
        })
        .collect();
    let done = write(&store.state, async |tx| tx.put_accounts(&drafts, &change(1)).await).await.0;
    assert_eq!(done, counts(6, 0, 0));
    let again = write(&store.state, async |tx| tx.put_accounts(&drafts, &change(1)).await).await.0;
    assert_eq!(again, counts(0, 0, 6));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    // Without U+0000, which no surface takes: PostgreSQL has no place for it in a text.
    #[test]
    fn any_text_comes_back_as_it_was(texts in prop::collection::vec("[^\u{0}]{0,60}", 4)) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let Some(store) = fresh().await else { return };
            let (mut given, keys) = account(&texts[0], &texts[1]);
            given.memo = format!("\u{1}{}\u{ffff}\r\n", texts[2]);
            given.attributes.insert(texts[2].clone(), texts[3].clone());
            let draft = [(given.clone(), keys)];
            let ids = write(&store.state, async |tx| tx.put_accounts(&draft, &change(1)).await).await.1;
            given.id = ids[0];
            assert_eq!(store.state.account(ids[0]).await.expect("reads"), Some(given.clone()));
            let found = store.state.resolve_accounts(&[given.key]).await.expect("reads");
            assert_eq!(found.len(), 1);
            let again = write(&store.state, async |tx| tx.put_accounts(&draft, &change(2)).await).await.0;
            assert_eq!(again, counts(0, 0, 1));
        });
    }
}
