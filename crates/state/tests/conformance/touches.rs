//! Touches.

use crate::support::{accounts, at, counts, fact, fresh, write};
use banso_kernel::{AccountId, Day, MemberId, Micros, PersonId};
use banso_state::Touch;

fn touch(account: AccountId, n: i64, source_key: Option<&str>) -> Touch {
    Touch {
        id: 0,
        account,
        kind: "meeting".into(),
        occurred_on: Day(20_500 + n as i32),
        occurred_at: at(n),
        member: Some(MemberId(1)),
        summary: "定例".into(),
        body: "次回は更新の相談".into(),
        people: vec![PersonId(i64::MAX - 1), PersonId(4)],
        source_key: source_key.map(str::to_owned),
        fact: Some(fact(n as u64, account).id),
        created_at: at(n),
        created_by: None,
    }
}

#[tokio::test]
async fn touches_come_back_newest_first_and_imported_ones_only_once() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B", "C"]).await;
    let given =
        [touch(ids[0], 1, None), touch(ids[0], 3, Some("T-3")), touch(ids[0], 2, Some("T-2")), touch(ids[1], 9, None)];
    let first = write(&store.state, async |tx| tx.put_touches(&given).await).await;
    let second = write(&store.state, async |tx| tx.put_touches(&given[1..3]).await).await;
    assert_eq!((first, second), (counts(4, 0, 0), counts(0, 0, 2)));
    let mut found = store.state.touches_of(ids[0], 2).await.expect("reads");
    found.iter_mut().for_each(|touch| touch.id = 0);
    assert_eq!(found, vec![given[1].clone(), given[2].clone()]);
    assert_eq!(store.state.touches_after(0, 9).await.expect("reads").len(), 4);
    let last = async |until: Micros, known: Micros| -> Vec<(AccountId, Day)> {
        let rows = store.state.last_touches(until, known).await.expect("reads");
        rows.iter().map(|row| (row.account, row.occurred_on)).collect()
    };
    let end = Micros(i64::MAX);
    assert_eq!(last(end, end).await, vec![(ids[0], Day(20_503)), (ids[1], Day(20_509))]);
    let days = store.state.touch_days(Day(20_502), end, end).await.expect("reads");
    assert_eq!(days, [(ids[0], Day(20_502)), (ids[0], Day(20_503)), (ids[1], Day(20_509))]);
    let second = given[2].occurred_at;
    assert_eq!(last(second, end).await, vec![(ids[0], Day(20_502))], "of those that had taken place");
    assert_eq!(last(end, Micros(given[0].created_at.0 - 1)).await, vec![], "of those that were recorded");
}
