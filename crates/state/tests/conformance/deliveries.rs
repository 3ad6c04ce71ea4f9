//! The outbox.

use super::destinations::add;
use super::plays::run;
use crate::support::{accounts, at, change, fresh, person, write};
use banso_kernel::{AccountId, Micros, PersonId};
use banso_state::{
    ClaimLimits, Decision, Delivery, DeliveryCount, DeliveryFilter, DeliveryKind, DeliveryState, DestinationKind,
    Ending, RunDelivery, State, Tried,
};
use std::collections::HashSet;

const WIDE: ClaimLimits = ClaimLimits { messages: 100, per_destination: 100 };

/// A message that is due at once.
pub fn delivery(key: u16, kind: DeliveryKind, destination: Option<i64>) -> Delivery {
    let mut whole = [0; 16];
    whole[..2].copy_from_slice(&key.to_be_bytes());
    Delivery {
        id: 0,
        key: whole,
        destination,
        kind,
        account: None,
        person: None,
        play: None,
        run: None,
        step: None,
        payload: r#"{"text":"こんにちは"}"#.into(),
        state: DeliveryState::Waiting,
        attempts: 0,
        due_at: at(0),
        holder: String::new(),
        fencing: 0,
        held_until: None,
        last_error: String::new(),
        created_at: at(0),
        sent_at: None,
    }
}

/// A mail to a person of an account, of a play.
pub fn mail(key: u16, account: AccountId, to: PersonId) -> Delivery {
    Delivery {
        account: Some(account),
        person: Some(to),
        play: Some("stalled".into()),
        run: Some([1; 16]),
        step: Some("mail".into()),
        ..delivery(key, DeliveryKind::Mail, None)
    }
}

fn tried(ending: Ending) -> Tried {
    Tried {
        ending,
        at: at(20),
        status: Some(503),
        request: "POST /".into(),
        response: "busy".into(),
        error: "problem-delivery-busy".into(),
    }
}

async fn enqueue(state: &State, given: &[Delivery]) -> u64 {
    write(state, async |tx| tx.enqueue(given).await).await
}

async fn claim(state: &State, holder: &str, now: i64, limits: ClaimLimits) -> Vec<Delivery> {
    write(state, async |tx| tx.claim_deliveries(holder, at(now), at(now + 10), limits).await).await
}

async fn state_of(state: &State, id: i64) -> DeliveryState {
    state.delivery(id).await.expect("reads").expect("there").0.state
}

#[tokio::test]
async fn the_same_decision_is_enqueued_once_and_taken_by_one() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let given = [mail(1, ids[0], PersonId(5)), delivery(2, DeliveryKind::Slack, None)];
    assert_eq!(enqueue(&store.state, &given).await, 2);
    assert_eq!(enqueue(&store.state, &[given[0].clone(), delivery(3, DeliveryKind::Mail, None)]).await, 1);
    assert_eq!(store.state.next_delivery().await.expect("reads"), Some(at(0)));
    let (one, two) = (store.again().await, store.again().await);
    let (first, second) = tokio::join!(claim(&one, "one", 1, WIDE), claim(&two, "two", 1, WIDE));
    let keys: HashSet<_> = first.iter().chain(&second).map(|delivery| delivery.key).collect();
    assert_eq!((first.len() + second.len(), keys.len()), (3, 3));
    let taken = first.iter().chain(&second).find(|delivery| delivery.key == given[0].key).expect("taken");
    let holder = if first.is_empty() { "two" } else { "one" };
    let expected = Delivery {
        id: taken.id,
        state: DeliveryState::Sending,
        attempts: 1,
        holder: holder.into(),
        fencing: 1,
        held_until: Some(at(11)),
        ..given[0].clone()
    };
    assert_eq!(taken, &expected);
    let (found, attempts) = store.state.delivery(taken.id).await.expect("reads").expect("there");
    assert_eq!(found, expected);
    assert_eq!((attempts.len(), attempts[0].n, attempts[0].started_at, attempts[0].ended_at), (1, 1, at(1), None));
    assert_eq!(store.state.next_delivery().await.expect("reads"), None);
}

#[tokio::test]
async fn a_slow_destination_takes_no_more_than_its_share_and_the_others_go_on() {
    let Some(store) = fresh().await else { return };
    let slow = add(&store.state, DestinationKind::Webhook, "slow").await;
    let fast = add(&store.state, DestinationKind::Webhook, "fast").await;
    let off = add(&store.state, DestinationKind::SlackHook, "off").await;
    write(&store.state, async |tx| tx.switch_destination(off, false, "", at(0), None).await).await;
    let many: Vec<_> = (0..50).map(|n| delivery(n, DeliveryKind::Webhook, Some(slow))).collect();
    let later = |n| Delivery { due_at: at(1), ..delivery(n, DeliveryKind::Webhook, Some(fast)) };
    let few: Vec<_> = (100..103).map(later).collect();
    enqueue(&store.state, &many).await;
    enqueue(&store.state, &few).await;
    enqueue(&store.state, &[delivery(200, DeliveryKind::Slack, Some(off)), delivery(201, DeliveryKind::Mail, None)])
        .await;
    let limits = ClaimLimits { messages: 4, per_destination: 2 };
    let to = |taken: &[Delivery]| {
        let mut to: Vec<_> = taken.iter().map(|delivery| delivery.destination).collect();
        to.sort_unstable();
        to
    };
    let first = claim(&store.state, "one", 2, limits).await;
    assert_eq!(to(&first), [None, Some(slow), Some(slow), Some(fast)], "each has its turn");
    let second = claim(&store.state, "two", 2, limits).await;
    assert_eq!(to(&second), [Some(fast)], "two are under way to the slow one, whoever sends them");
    for done in first.iter().chain(&second).filter(|delivery| delivery.destination == Some(fast)) {
        assert!(write(&store.state, async |tx| tx.finish_delivery(done.id, 1, &tried(Ending::Sent)).await).await);
    }
    assert_eq!(to(&claim(&store.state, "one", 2, limits).await), [Some(fast)]);
    let waits = DeliveryFilter { destination: Some(off), ..DeliveryFilter::default() };
    let waits = store.state.deliveries(&waits, i64::MAX, 9).await.expect("reads");
    assert_eq!((waits.len(), waits[0].state), (1, DeliveryState::Waiting), "off: it waits");
}

#[tokio::test]
async fn a_try_ends_as_whoever_holds_it_says_and_nobody_else() {
    let Some(store) = fresh().await else { return };
    let endings = [Ending::Sent, Ending::Again(at(60)), Ending::Dead, Ending::Unsure];
    let given: Vec<_> = (0..4).map(|n| delivery(n, DeliveryKind::Webhook, None)).collect();
    enqueue(&store.state, &given).await;
    let taken = claim(&store.state, "one", 1, WIDE).await;
    let finish = async |id, fencing, ending| {
        write(&store.state, async |tx| tx.finish_delivery(id, fencing, &tried(ending)).await).await
    };
    for (taken, ending) in taken.iter().zip(endings) {
        assert!(!finish(taken.id, 2, ending).await, "another number");
        assert!(!finish(taken.id, 0, ending).await);
        assert!(finish(taken.id, taken.fencing, ending).await);
    }
    let mut found = Vec::new();
    for taken in &taken {
        let (now, attempts) = store.state.delivery(taken.id).await.expect("reads").expect("there");
        assert_eq!((now.held_until, now.holder.as_str()), (None, ""));
        assert_eq!((attempts[0].ended_at, attempts[0].status), (Some(at(20)), Some(503)));
        assert_eq!((attempts[0].request.as_str(), attempts[0].response.as_str()), ("POST /", "busy"));
        found.push((now.state, now.due_at, now.sent_at));
    }
    use DeliveryState::{Dead, Sent, Unsure, Waiting};
    let expected = [(Sent, at(0), Some(at(20))), (Waiting, at(60), None), (Dead, at(0), None), (Unsure, at(0), None)];
    assert_eq!(found, expected);
    assert!(!finish(taken[0].id, 1, Ending::Dead).await, "what arrived stays so");
    let again = claim(&store.state, "two", 60, WIDE).await;
    assert_eq!((again.len(), again[0].id, again[0].fencing, again[0].attempts), (1, taken[1].id, 2, 2));
    assert!(!finish(taken[1].id, 1, Ending::Dead).await, "somebody else has it");
}

#[tokio::test]
async fn a_lost_webhook_is_sent_again_and_of_a_lost_mail_nobody_is_sure() {
    let Some(store) = fresh().await else { return };
    let kinds = [DeliveryKind::Webhook, DeliveryKind::Mail, DeliveryKind::Slack];
    let given: Vec<_> = (0..).zip(kinds).map(|(n, kind)| delivery(n, kind, None)).collect();
    enqueue(&store.state, &given).await;
    let taken = claim(&store.state, "one", 1, WIDE).await;
    let expire = async |now| write(&store.state, async |tx| tx.expire_deliveries(at(now), "").await).await;
    assert_eq!(expire(11).await, (0, 0), "the lease holds to its end");
    assert_eq!((expire(12).await, expire(12).await), ((1, 2), (0, 0)));
    let mut states = Vec::new();
    for taken in &taken {
        let (now, attempts) = store.state.delivery(taken.id).await.expect("reads").expect("there");
        assert_eq!((attempts[0].ended_at, attempts[0].error.as_str()), (Some(at(12)), "lease"));
        states.push((now.kind, now.state));
    }
    use DeliveryState::{Unsure, Waiting};
    assert_eq!(states, [(kinds[0], Waiting), (kinds[1], Unsure), (kinds[2], Unsure)]);
    // Whoever was only slow comes back and knows.
    let finish =
        async |id, ending| write(&store.state, async |tx| tx.finish_delivery(id, 1, &tried(ending)).await).await;
    assert!(finish(taken[1].id, Ending::Sent).await);
    // Not after somebody else took it, or a member decided.
    assert_eq!(claim(&store.state, "two", 13, WIDE).await.len(), 1);
    assert!(!finish(taken[0].id, Ending::Sent).await);
    let again = Decision::Send(at(30));
    assert_eq!(write(&store.state, async |tx| tx.decide_deliveries(&[taken[2].id], again).await).await, 1);
    assert!(!finish(taken[2].id, Ending::Sent).await);
    assert_eq!(state_of(&store.state, taken[2].id).await, Waiting);
}

#[tokio::test]
async fn members_decide_only_where_there_is_something_to_decide() {
    use DeliveryState::{Cancelled, Dead, Held, Sending, Sent, Unsure, Waiting};
    let Some(store) = fresh().await else { return };
    let decisions = [
        (Decision::Send(at(9)), Waiting, vec![Waiting, Dead, Unsure, Held]),
        (Decision::Cancel, Cancelled, vec![Waiting, Dead, Unsure, Held]),
        (Decision::Arrived(at(9)), Sent, vec![Unsure]),
        (Decision::Hold, Held, vec![Waiting]),
    ];
    let mut key = 0;
    for (decision, to, from) in decisions {
        for state in [Waiting, Sending, Sent, Dead, Unsure, Held, Cancelled] {
            key += 1;
            enqueue(&store.state, &[Delivery { state, ..delivery(key, DeliveryKind::Webhook, None) }]).await;
            let id = store.state.deliveries(&DeliveryFilter::default(), i64::MAX, 1).await.expect("reads")[0].id;
            let changed = write(&store.state, async |tx| tx.decide_deliveries(&[id], decision).await).await;
            let (now, _) = store.state.delivery(id).await.expect("reads").expect("there");
            let may = from.contains(&state);
            assert_eq!((changed, now.state, now.fencing), if may { (1, to, 1) } else { (0, state, 0) }, "{decision:?}");
            match decision {
                Decision::Send(moment) if may => assert_eq!((now.due_at, now.attempts), (moment, 0)),
                Decision::Arrived(moment) if may => assert_eq!(now.sent_at, Some(moment)),
                _ => {}
            }
        }
    }
}

#[tokio::test]
async fn after_a_restore_everything_that_was_on_its_way_is_held_until_it_is_released() {
    let Some(store) = fresh().await else { return };
    let given: Vec<_> = (0..3).map(|n| delivery(n, DeliveryKind::Webhook, None)).collect();
    enqueue(&store.state, &given).await;
    let taken = claim(&store.state, "one", 1, ClaimLimits { messages: 1, per_destination: 1 }).await;
    enqueue(&store.state, &[Delivery { state: DeliveryState::Dead, ..delivery(9, DeliveryKind::Mail, None) }]).await;
    assert_eq!(write(&store.state, async |tx| tx.hold_deliveries("restored").await).await, 3);
    assert!(!write(&store.state, async |tx| tx.finish_delivery(taken[0].id, 1, &tried(Ending::Sent)).await).await);
    assert_eq!(claim(&store.state, "one", 99, WIDE).await, []);
    let count = |kind, state, deliveries| DeliveryCount { kind, destination: None, state, deliveries };
    let counts = store.state.delivery_counts().await.expect("reads");
    let expected =
        [count(DeliveryKind::Mail, DeliveryState::Dead, 1), count(DeliveryKind::Webhook, DeliveryState::Held, 3)];
    assert_eq!(counts, expected);
    assert_eq!(enqueue(&store.state, &given).await, 0, "the keys stay the same");
    let release = async |why: &str| write(&store.state, async |tx| tx.release_deliveries(why, at(50)).await).await;
    assert_eq!((release("limit").await, release("restored").await), (0, 3));
    assert_eq!(claim(&store.state, "one", 50, WIDE).await.len(), 3);
}

#[tokio::test]
async fn deliveries_are_found_by_what_they_are_page_by_page() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let hook = add(&store.state, DestinationKind::Webhook, "hook").await;
    let given = [
        mail(1, ids[0], PersonId(5)),
        mail(2, ids[1], PersonId(6)),
        Delivery { state: DeliveryState::Dead, ..delivery(3, DeliveryKind::Webhook, Some(hook)) },
        delivery(4, DeliveryKind::Webhook, None),
    ];
    enqueue(&store.state, &given).await;
    let find = async |filter: DeliveryFilter| {
        let found = store.state.deliveries(&filter, i64::MAX, 9).await.expect("reads");
        found.iter().map(|delivery| delivery.key[1]).collect::<Vec<_>>()
    };
    let any = DeliveryFilter::default;
    assert_eq!(find(any()).await, [4, 3, 2, 1]);
    assert_eq!(find(DeliveryFilter { state: Some(DeliveryState::Waiting), ..any() }).await, [4, 2, 1]);
    assert_eq!(find(DeliveryFilter { kind: Some(DeliveryKind::Webhook), ..any() }).await, [4, 3]);
    assert_eq!(find(DeliveryFilter { destination: Some(hook), ..any() }).await, [3]);
    assert_eq!(find(DeliveryFilter { play: Some("stalled".into()), ..any() }).await, [2, 1]);
    assert_eq!(find(DeliveryFilter { account: Some(ids[1]), ..any() }).await, [2]);
    assert_eq!(find(DeliveryFilter { person: Some(PersonId(5)), ..any() }).await, [1]);
    let first = store.state.deliveries(&any(), i64::MAX, 2).await.expect("reads");
    let second = store.state.deliveries(&any(), first[1].id, 2).await.expect("reads");
    assert_eq!(second.iter().map(|delivery| delivery.key[1]).collect::<Vec<_>>(), [2, 1]);
    write(&store.state, async |tx| tx.put_runs(&[run(1, "stalled", ids[0], 100)]).await).await;
    let sent = |account| RunDelivery {
        account,
        run: [1; 16],
        step: "mail".into(),
        state: DeliveryState::Waiting,
        sent_at: None,
    };
    let mut found = store.state.run_deliveries(None).await.expect("reads");
    found.sort_by_key(|sent| sent.account);
    assert_eq!(found, [sent(ids[0]), sent(ids[1])]);
    assert_eq!(store.state.run_deliveries(Some(&[])).await.expect("reads"), []);
}

#[tokio::test]
async fn a_limit_that_is_judged_where_it_is_enqueued_holds_for_two_at_the_same_time() {
    let Some(store) = fresh().await else { return };
    let account = accounts(&store.state, &["A"]).await[0];
    let who = PersonId(i64::MAX - 1);
    let plays = (0..8).map(|n| {
        let store = &store;
        async move {
            let state = store.again().await;
            write(&state, async |tx| {
                if tx.messages_to(&[who], at(-100)).await?.len() < 3 {
                    tx.enqueue(&[mail(n, account, who)]).await?;
                }
                Ok(())
            })
            .await;
        }
    });
    futures::future::join_all(plays).await;
    let now = async || write(&store.state, async |tx| tx.messages_to(&[who, PersonId(5)], at(-100)).await).await;
    assert_eq!(now().await, [(who, at(0)); 3]);
    let ids: Vec<i64> = claim(&store.state, "one", 1, WIDE).await.iter().map(|delivery| delivery.id).collect();
    let finish =
        async |id, ending| write(&store.state, async |tx| tx.finish_delivery(id, 1, &tried(ending)).await).await;
    assert!(finish(ids[0], Ending::Sent).await && finish(ids[1], Ending::Dead).await);
    assert_eq!(now().await, [(who, at(0)), (who, at(20))], "what is given up does not count");
    let since = write(&store.state, async |tx| tx.messages_to(&[who], at(20)).await).await;
    assert_eq!(since, [(who, at(20))]);
}

#[tokio::test]
async fn who_wants_no_more_mail_gets_none_that_waits() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let people = [person(11, ids[0], "one"), person(12, ids[0], "two")];
    write(&store.state, async |tx| tx.put_people(&people, &change(1)).await).await;
    enqueue(&store.state, &[mail(1, ids[0], PersonId(11)), mail(2, ids[0], PersonId(12))]).await;
    let both = [PersonId(11), PersonId(12)];
    let tell =
        async |now: Micros| write(&store.state, async |tx| tx.unsubscribe(PersonId(11), Some(1), now).await).await;
    assert_eq!((tell(at(1)).await, tell(at(2)).await), (true, false));
    let gone = write(&store.state, async |tx| tx.unsubscribed_of(&both).await).await;
    assert_eq!(gone, HashSet::from([PersonId(11)]));
    let left = claim(&store.state, "one", 9, WIDE).await;
    assert_eq!(left.iter().map(|delivery| delivery.person).collect::<Vec<_>>(), [Some(PersonId(12))]);
    let back = async || write(&store.state, async |tx| tx.resubscribe(PersonId(11)).await).await;
    assert_eq!((back().await, back().await), (true, false));
    assert!(write(&store.state, async |tx| tx.unsubscribed_of(&both).await).await.is_empty());
}
