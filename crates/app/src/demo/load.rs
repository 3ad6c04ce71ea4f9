//! Loading: accounts are simulated on a thread of their own while the ones before are written.

use crate::Refused;
use banso_demo::{Bundle, Vendor};
use banso_kernel::{MemberId, Micros};
use banso_state::{AccountKeys, Change, State, Touch};
use std::sync::Arc;

/// Accounts of one transaction: some tens of thousands of facts.
const BATCH: usize = 40;

/// What was loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Accounts.
    pub accounts: u64,
    /// People at them.
    pub people: u64,
    /// Contracts.
    pub contracts: u64,
    /// Touches.
    pub touches: u64,
    /// Facts, those of touches among them.
    pub facts: u64,
}

/// Writes all of `vendor` to the state store; its facts go to the inbox. `members` are those of
/// [`Vendor::members`], in that order. `at` is when that happens. Calls `progress` with the accounts done so far.
/// Done twice, it changes nothing the second time.
///
/// # Errors
/// The database failed.
pub(super) async fn load(
    state: &State,
    vendor: Vendor,
    members: &[MemberId],
    at: Micros,
    progress: &(dyn Fn(usize) + Send + Sync),
) -> Result<Loaded, Refused> {
    let (tell, mut told) = tokio::sync::mpsc::channel::<Vec<Bundle>>(2);
    let vendor = Arc::new(vendor);
    let source = Arc::clone(&vendor);
    let simulation = tokio::task::spawn_blocking(move || {
        for from in (0..source.len()).step_by(BATCH) {
            let batch = (from..(from + BATCH).min(source.len())).map(|n| source.bundle(n)).collect();
            if tell.blocking_send(batch).is_err() {
                return;
            }
        }
    });
    let mut loaded = Loaded::default();
    let mut done = 0;
    while let Some(batch) = told.recv().await {
        done += batch.len();
        write(state, &vendor, batch, members, at, &mut loaded).await?;
        progress(done);
    }
    simulation.await.map_err(Refused::broken)?;
    Ok(loaded)
}

async fn write(
    state: &State,
    vendor: &Vendor,
    batch: Vec<Bundle>,
    members: &[MemberId],
    at: Micros,
    loaded: &mut Loaded,
) -> Result<(), Refused> {
    let change = Change { at, by: None, cause: "demo".to_owned() };
    let owner = |index: usize| members.get(index).copied();
    let mut tx = state.begin().await.map_err(Refused::broken)?;
    let accounts: Vec<_> = batch
        .iter()
        .map(|bundle| {
            let mut account = bundle.account.clone();
            account.owner = owner(bundle.owner);
            let keys = AccountKeys::of(&account);
            (account, keys)
        })
        .collect();
    let (counts, ids) = tx.put_accounts(&accounts, &change).await.map_err(Refused::broken)?;
    loaded.accounts += counts.new;
    let (mut people, mut contracts, mut touches, mut facts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (bundle, id) in batch.into_iter().zip(ids) {
        let bundle = bundle.renumbered(id);
        people.extend(bundle.people.into_iter().map(|person| {
            let key = person.search_text();
            (person, key)
        }));
        contracts.extend(bundle.contracts);
        touches.extend(bundle.touches.into_iter().map(|touch| Touch {
            id: 0,
            account: id,
            kind: touch.kind.code().to_owned(),
            occurred_on: vendor.plan().zone.day_of(touch.at),
            occurred_at: touch.at,
            member: owner(touch.member),
            summary: touch.summary,
            body: String::new(),
            people: touch.person.into_iter().collect(),
            source_key: Some(format!("demo:{}", touch.fact)),
            fact: Some(touch.fact),
            created_at: touch.logged_at,
            created_by: owner(touch.member),
        }));
        facts.extend(bundle.facts);
    }
    loaded.people += tx.put_people(&people, &change).await.map_err(Refused::broken)?.new;
    loaded.contracts += tx.put_contracts(&contracts, &change).await.map_err(Refused::broken)?.new;
    loaded.touches += tx.put_touches(&touches).await.map_err(Refused::broken)?.new;
    loaded.facts += tx.accept_facts(&facts).await.map_err(Refused::broken)?.new;
    tx.commit().await.map_err(Refused::broken)
}
