//! Things to put into a store.

use banso_domain::accounts::Account;
use banso_domain::contracts::{Contract, Ringi};
use banso_domain::facts::Fact;
use banso_domain::people::Person;
use banso_kernel::{AccountId, Currency, Day, FactId, MemberId, Micros, Money, PersonId};
use banso_state::{AccountKeys, Change, Counts, State, StateError, Tx};
use std::collections::BTreeMap;

pub use crate::store::fresh;

/// A moment, `n` seconds after the first.
pub fn at(n: i64) -> Micros {
    Micros(1_800_000_000_000_000 + n * 1_000_000)
}

/// A change by member 7.
pub fn change(n: i64) -> Change {
    Change { at: at(n), by: Some(MemberId(7)), cause: "edit".into() }
}

pub fn counts(new: u64, updated: u64, unchanged: u64) -> Counts {
    Counts { new, updated, unchanged }
}

pub fn account(key: &str, name: &str) -> (Account, AccountKeys) {
    let account = Account {
        id: AccountId(0),
        key: key.into(),
        name: name.into(),
        kana: "あおぞら".into(),
        domain: "aozora.example".into(),
        corporate_number: String::new(),
        industry: "製造".into(),
        country: "JP".into(),
        plan: "Standard".into(),
        phase: String::new(),
        signed_up_on: Some(Day(20_000)),
        owner: Some(MemberId(3)),
        memo: "「引用」と\"改行\"\n\u{1F600}".into(),
        attributes: BTreeMap::from([("社員数".into(), "120".into()), ("tier".into(), "A".into())]),
    };
    let keys = AccountKeys { name_key: name.into(), search_key: name.into(), collation_key: name.into() };
    (account, keys)
}

pub fn person(id: i64, account: AccountId, key: &str) -> (Person, String) {
    let person = Person {
        id: PersonId(id),
        account,
        key: key.into(),
        family: "青山".into(),
        given: "花子".into(),
        family_kana: "あおやま".into(),
        given_kana: "はなこ".into(),
        email: format!("{key}@aozora.example"),
        phone: "03-1234-5678".into(),
        department: "情報システム部".into(),
        title: "部長".into(),
        champion: true,
        issued_on: Some(Day(20_100)),
        left_on: None,
    };
    (person, format!("青山花子 {key}"))
}

pub fn contract(key: &str, account: AccountId, minor: i64) -> Contract {
    Contract {
        key: key.into(),
        account,
        product: "Enterprise".into(),
        monthly: Money { minor, currency: Currency::JPY },
        starts_on: Day(20_000),
        ends_on: Some(Day(20_364)),
        auto_renew: true,
        decline_by: Some(Day(20_300)),
        ringi: Ringi::Circulating,
        decider: "取締役会".into(),
    }
}

pub fn fact(id: u64, account: AccountId) -> Fact {
    Fact {
        id: FactId::of(&[b"test", &id.to_le_bytes()]),
        account,
        person: Some(PersonId(i64::MAX - 5)),
        name: "login".into(),
        occurred_at: at(id as i64),
        known_at: at(100),
        value: Some(0.1 + id as f64),
        props: r#"{"機能":"請求"}"#.into(),
        source: "import:usage".into(),
    }
}

/// Runs one write and commits it.
pub async fn write<T>(state: &State, run: impl AsyncFnOnce(&mut Tx) -> Result<T, StateError>) -> T {
    let mut tx = state.begin().await.expect("begins");
    let done = run(&mut tx).await.expect("writes");
    tx.commit().await.expect("commits");
    done
}

/// Some accounts, by name, in order.
pub async fn accounts(state: &State, keys: &[&str]) -> Vec<AccountId> {
    let drafts: Vec<_> = keys.iter().map(|key| account(key, key)).collect();
    write(state, async |tx| tx.put_accounts(&drafts, &change(0)).await).await.1
}
