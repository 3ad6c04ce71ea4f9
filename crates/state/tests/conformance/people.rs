//! People.

use crate::support::{accounts, change, counts, fresh, person, write};
use banso_kernel::PersonId;

#[tokio::test]
async fn a_person_keeps_the_first_id_whatever_comes_later() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let given = [person(11, ids[0], "p1"), person(12, ids[1], "p1")];
    let first = write(&store.state, async |tx| tx.put_people(&given, &change(1)).await).await;
    let mut again = [person(91, ids[0], "p1"), person(92, ids[1], "p1")];
    let second = write(&store.state, async |tx| tx.put_people(&again, &change(2)).await).await;
    again[0].0.title = "常務".into();
    let third = write(&store.state, async |tx| tx.put_people(&again, &change(3)).await).await;
    assert_eq!((first, second, third), (counts(2, 0, 0), counts(0, 0, 2), counts(0, 1, 1)));
    let mut expected = given[0].0.clone();
    expected.title = "常務".into();
    assert_eq!(store.state.person(PersonId(11)).await.expect("reads"), Some(expected));
    assert_eq!(store.state.person(PersonId(91)).await.expect("reads"), None);
    let edits = store.state.person_edits(PersonId(11)).await.expect("reads");
    assert_eq!(edits.len(), 1);
    assert_eq!((edits[0].field.as_str(), edits[0].after.as_deref()), ("title", Some("常務")));
}

#[tokio::test]
async fn people_are_found_by_account_and_key() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let given: Vec<_> = (0..2_100).map(|n| person(n + 1, ids[(n % 2) as usize], &format!("p{n}"))).collect();
    let (found, new) = write(&store.state, async |tx| tx.ensure_people(&given, &change(1)).await).await;
    assert_eq!((found.len(), new), (2_100, 2_100));
    let (again, new) = write(&store.state, async |tx| tx.ensure_people(&given, &change(2)).await).await;
    assert_eq!((again, new), (found.clone(), 0));
    let wanted = [(ids[0], "p0".to_owned()), (ids[1], "p0".to_owned()), (ids[1], "p1".to_owned())];
    let known = store.state.resolve_people(&wanted).await.expect("reads");
    assert_eq!(known.len(), 2, "p0 is at the first account only");
    assert_eq!(known[&wanted[2]], PersonId(2));
    assert_eq!(store.state.people_of(ids[1]).await.expect("reads").len(), 1_050);
    assert_eq!(store.state.people_all().await.expect("reads").len(), 2_100);
}

#[tokio::test]
async fn search_takes_the_text_as_it_is() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let given = [person(1, ids[0], "100%"), person(2, ids[0], "1000")];
    write(&store.state, async |tx| tx.put_people(&given, &change(1)).await).await;
    let found = store.state.people_search("100%", 10).await.expect("reads");
    assert_eq!(found.len(), 1, "% is no wildcard");
    assert_eq!(store.state.people_search("青山", 1).await.expect("reads").len(), 1, "the limit holds");
}

#[tokio::test]
async fn a_person_is_found_by_mail_in_any_case_at_the_account_and_can_get_another_key() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let mut given = [person(1, ids[0], "p1"), person(2, ids[1], "p2"), person(3, ids[0], "p3")];
    for (person, _) in &mut given {
        person.email = "Info@Example.com".into();
    }
    write(&store.state, async |tx| tx.put_people(&given, &change(1)).await).await;
    let mail = |account| (account, "info@example.com".to_owned());
    let wanted = [mail(ids[0]), mail(ids[1]), (ids[1], "p2@aozora.example".to_owned())];
    let found = write(&store.state, async |tx| tx.people_by_mail(&wanted).await).await;
    let of = |account| found.get(&mail(account)).map(|person| person.id);
    assert_eq!((found.len(), of(ids[0]), of(ids[1])), (2, Some(PersonId(1)), Some(PersonId(2))));
    write(&store.state, async |tx| tx.rename_person(PersonId(1), "p1", "U-1", &change(2)).await).await;
    assert_eq!(store.state.person(PersonId(1)).await.expect("reads").expect("there").key, "U-1");
    let edits = store.state.person_edits(PersonId(1)).await.expect("reads");
    assert_eq!((edits[0].field.as_str(), edits[0].before.as_deref()), ("key", Some("p1")));
    let mut tx = store.state.begin().await.expect("begins");
    assert!(tx.rename_person(PersonId(1), "U-1", "p3", &change(3)).await.is_err(), "somebody else has it");
}
