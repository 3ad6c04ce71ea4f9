//! One commit: what several requests brought, from their accounts to the synced database.

use super::erased::refuse_erased;
use super::keys::Gate;
use super::live::{Seen, TOLD};
use super::waiting::{Kept, release};
use super::who::{Names, alias, anonymous_mark, user_mark};
use super::{End, RESERVED_NAME, UNKNOWN_ACCOUNT, saying};
use crate::named::{accounts_named, people_named, person_key};
use crate::{App, Refused};
use banso_domain::facts::{Fact, names as reserved};
use banso_intake::event::{Event, Kind, Refusal};
use banso_kernel::{AccountId, FactId, Micros};
use banso_state::{Change, Outcome, PersonKey, Tx, WaitingEvent};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Facts that mean something to Banso: a key that everybody can read must not say that a customer left.
const RESERVED: [&str; 4] = [reserved::TOUCH, reserved::TICKET, reserved::CHURN, reserved::SURVEY];

/// What one request brought.
pub(super) struct Batch {
    pub(super) gate: Arc<Gate>,
    pub(super) events: Vec<Result<Event, Refusal>>,
    pub(super) received_at: Micros,
}

/// An event on its way, with what became of it.
pub(super) struct Item {
    gate: Arc<Gate>,
    received_at: Micros,
    /// None once it went on its way, or if it was refused.
    pub(super) event: Option<Event>,
    id: FactId,
    pub(super) end: End,
}

/// An event whose account is known.
pub(super) struct Placed {
    pub(super) id: FactId,
    pub(super) account: AccountId,
    /// The person's name at that account, as the sender gives it.
    pub(super) person: Option<String>,
    pub(super) source: String,
    pub(super) received_at: Micros,
    pub(super) event: Event,
}

/// Commits everything of `batches` that can be kept, and counts the rest. Gives back the names it was given, and more.
pub(super) async fn commit(app: &App, batches: Vec<Batch>, mut names: Names) -> Result<Names, Refused> {
    names.trim();
    let now = app.clock.now();
    let change = Change { at: now, by: None, cause: "api".to_owned() };
    let mut told = Vec::new();
    let mut items = items(app, batches, &mut told);
    let mut tx = app.state.begin().await.map_err(Refused::broken)?;
    // Known by now whatever is committed, since nobody else writes.
    let tombstones = app.tombstones().await?;
    names.meet(&tombstones);
    accounts(&mut tx, &mut items, &mut names, &change).await?;
    refuse_erased(&mut tx, &mut items, &names, &tombstones).await?;
    claim(&mut tx, &mut items).await?;
    let mut placed = place(&mut tx, &mut items, &names, now).await?;
    let released = release(&mut tx, &placed.arrived).await?;
    let mut counts: HashMap<(i64, &'static str), i64> = HashMap::new();
    for item in &items {
        *counts.entry((item.gate.id, item.end.code())).or_default() += 1;
    }
    for (source, event) in released {
        *counts.entry((source, super::RELEASED)).or_default() += 1;
        placed.events.push(event);
    }
    keep(app, &mut tx, placed.events, &mut names, &change).await?;
    let day = app.workspace().await?.zone.day_of(now);
    let counts: Vec<(i64, &str, i64)> = counts.into_iter().map(|((source, code), n)| (source, code, n)).collect();
    tx.count_ingest(day, &counts).await.map_err(Refused::broken)?;
    tx.commit().await.map_err(Refused::broken)?;
    app.ingest.live.push(tell(told, &items, &names));
    Ok(names)
}

/// The events of all requests in their order, and what is shown of the last of them.
fn items(app: &App, batches: Vec<Batch>, told: &mut Vec<(usize, Seen)>) -> Vec<Item> {
    let count: usize = batches.iter().map(|batch| batch.events.len()).sum();
    let mut items = Vec::with_capacity(count);
    for Batch { gate, events, received_at } in batches {
        for event in events {
            if items.len() + TOLD >= count {
                told.push((items.len(), shown(&gate, &event, received_at)));
            }
            let (event, end) = match event {
                Ok(event) if gate.terms.browser && RESERVED.contains(&event.name.as_str()) => {
                    (None, End::Refused(RESERVED_NAME))
                }
                Ok(event) => (Some(event), End::Taken),
                Err(refusal) => (None, End::Refused(refusal.reason.code())),
            };
            let id = event.as_ref().map_or(FactId([0; 16]), |event| id(app, gate.id, event, received_at));
            items.push(Item { gate: Arc::clone(&gate), received_at, event, id, end });
        }
    }
    items
}

/// The identity of an event: its source's, and the id that the source gave it. Without one, what it says and when; and
/// an event with neither id nor time is a new one each time that it comes.
fn id(app: &App, source: i64, event: &Event, received_at: Micros) -> FactId {
    let source = source.to_le_bytes();
    match &event.message_id {
        Some(id) => FactId::of(&[b"api", &source, id.as_bytes()]),
        None if event.occurred_at == received_at => FactId::of(&[b"api", &app.entropy.key().to_le_bytes()]),
        None => FactId::of(&[b"api content", &source, &event.content.to_le_bytes()]),
    }
}

/// Step 5: the accounts that events name.
async fn accounts(tx: &mut Tx, items: &mut [Item], names: &mut Names, change: &Change) -> Result<(), Refused> {
    let (mut wanted, mut found_only) = (HashSet::new(), HashSet::new());
    for item in items.iter() {
        let Some(group) = item.event.as_ref().and_then(|event| event.group.as_deref()) else { continue };
        if !names.accounts.contains_key(group) {
            let set = if item.gate.terms.makes_accounts { &mut wanted } else { &mut found_only };
            set.insert(group.to_owned());
        }
    }
    if !wanted.is_empty() {
        let (ids, _) = accounts_named(tx, wanted.into_iter().collect(), change).await?;
        names.accounts.extend(ids);
    }
    let rest: Vec<String> = found_only.into_iter().filter(|key| !names.accounts.contains_key(key)).collect();
    if !rest.is_empty() {
        names.accounts.extend(tx.resolve_accounts(&rest).await.map_err(Refused::broken)?);
    }
    for item in items {
        let unknown =
            |event: &Event| event.group.as_ref().is_some_and(|group| !names.accounts.contains_key(group.as_str()));
        if item.event.as_ref().is_some_and(unknown) {
            (item.event, item.end) = (None, End::Refused(UNKNOWN_ACCOUNT));
        }
    }
    Ok(())
}

/// Step 6: each id once for ever.
async fn claim(tx: &mut Tx, items: &mut [Item]) -> Result<(), Refused> {
    let ids: Vec<(FactId, i64)> =
        items.iter().filter_map(|item| Some((item.id, item.event.as_ref()?.content))).collect();
    let outcomes = tx.claim_ids(&ids).await.map_err(Refused::broken)?;
    for (item, outcome) in items.iter_mut().filter(|item| item.event.is_some()).zip(outcomes) {
        item.end = match outcome {
            Outcome::New => continue,
            Outcome::Already => End::Already,
            Outcome::Conflicting => End::OtherContent,
        };
        item.event = None;
    }
    Ok(())
}

/// Events with their accounts, and users of whom one became known.
struct Places {
    events: Vec<Placed>,
    /// Users whose waiting events need wait no longer, and where they are.
    arrived: HashMap<String, AccountId>,
}

/// Step 7, in the order in which events came: an event finds what those before it said.
async fn place(tx: &mut Tx, items: &mut [Item], names: &Names, now: Micros) -> Result<Places, Refused> {
    let events = || items.iter().filter_map(|item| item.event.as_ref());
    let nameless: HashSet<&str> =
        events().filter(|event| event.user.is_none()).filter_map(|event| event.anonymous.as_deref()).collect();
    let nameless: Vec<&str> = nameless.into_iter().collect();
    let mut aliases = tx.users_of_anonymous(&nameless).await.map_err(Refused::broken)?;
    let homeless: HashSet<&str> = events()
        .filter(|event| event.group.is_none())
        .filter_map(|event| {
            let anonymous = || aliases.get(event.anonymous.as_deref()?).map(String::as_str);
            event.user.as_deref().or_else(anonymous)
        })
        .collect();
    let homeless: Vec<&str> = homeless.into_iter().collect();
    let mut homes = tx.accounts_of_users(&homeless).await.map_err(Refused::broken)?;
    let (mut placed, mut waiting) = (Vec::with_capacity(items.len()), Vec::new());
    let (mut ties, mut met, mut arrived) = (HashMap::new(), HashMap::new(), HashMap::new());
    for item in items.iter_mut() {
        let Some(event) = item.event.take() else { continue };
        if let Some((before, user)) = alias(&event) {
            aliases.insert(before.to_owned(), user.to_owned());
            met.insert(before.to_owned(), user.to_owned());
        }
        let anonymous = || aliases.get(event.anonymous.as_deref()?).cloned();
        let user = event.user.clone().or_else(anonymous);
        let group = event.group.as_ref().and_then(|group| names.accounts.get(group.as_str()).copied());
        if let (Some(user), Some(account), true) = (&user, group, saying::where_somebody_is(event.kind)) {
            homes.insert(user.clone(), account);
            ties.insert(user.clone(), account);
            arrived.insert(user.clone(), account);
        }
        let account = group.or_else(|| homes.get(user.as_deref()?).copied());
        if let (Some((_, user)), Some(account)) = (alias(&event), account) {
            arrived.insert(user.to_owned(), account);
        }
        let (id, received_at) = (item.id, item.received_at);
        match account {
            Some(account) => {
                let source = item.gate.fact_source.clone();
                placed.push(Placed { id, account, person: user, source, received_at, event });
            }
            None => {
                item.end = End::Waiting;
                let mark = match (&user, &event.anonymous) {
                    (Some(user), _) => user_mark(user),
                    (None, anonymous) => anonymous_mark(anonymous.as_deref().unwrap_or_default()),
                };
                let (source, content) = (item.gate.id, event.content);
                let body = Kept::of(&item.gate.fact_source, event).text()?;
                waiting.push(WaitingEvent { seq: 0, id, source, user: mark, body, content, received_at });
            }
        }
    }
    tx.keep_waiting(&waiting).await.map_err(Refused::broken)?;
    let met: Vec<(&str, &str)> = met.iter().map(|(before, user): (&String, &String)| (&**before, &**user)).collect();
    tx.put_aliases(&met).await.map_err(Refused::broken)?;
    let marks = met
        .iter()
        .flat_map(|(before, user)| [(anonymous_mark(before), user_mark(user)), (user_mark(before), user_mark(user))]);
    tx.wait_under(&marks.collect::<Vec<_>>()).await.map_err(Refused::broken)?;
    let ties: Vec<(&str, AccountId)> = ties.iter().map(|(user, account)| (user.as_str(), *account)).collect();
    tx.tie_users(&ties, now).await.map_err(Refused::broken)?;
    Ok(Places { events: placed, arrived })
}

/// Step 8: people, traits, facts.
async fn keep(app: &App, tx: &mut Tx, events: Vec<Placed>, names: &mut Names, change: &Change) -> Result<(), Refused> {
    let mut unknown: HashSet<PersonKey> = HashSet::new();
    for Placed { account, person, .. } in &events {
        let Some(person) = person else { continue };
        if names.person(*account, person).is_none() {
            unknown.insert((*account, person_key(person)));
        }
    }
    let (made, _) = people_named(app, tx, unknown, change).await?;
    for ((account, key), id) in made {
        names.keep_person(account, key, id);
    }
    saying::keep(tx, &events, change).await?;
    let mut facts = Vec::with_capacity(events.len());
    for Placed { id, account, person, source, received_at, event } in events {
        if !matches!(event.kind, Kind::Track | Kind::Page | Kind::Screen) {
            continue; // says something of somebody; nothing happened
        }
        let person = person.and_then(|key| match names.person(account, &key) {
            Some(id) => Some(id),
            None => names.person(account, &person_key(&key)),
        });
        let (occurred_at, known_at) = (event.occurred_at, received_at);
        let (name, value, props) = (event.name, event.value, event.props);
        facts.push(Fact { id, account, person, name, occurred_at, known_at, value, props, source });
    }
    tx.put_claimed(&facts).await.map_err(Refused::broken)
}

fn shown(gate: &Gate, event: &Result<Event, Refusal>, at: Micros) -> Seen {
    let (name, account, person, detail) = match event {
        Ok(event) => {
            let account = event.group.clone().map(|key| (AccountId(0), key));
            (event.name.clone(), account, event.user.is_some(), String::new())
        }
        Err(refusal) => (String::new(), None, false, refusal.detail.clone()),
    };
    Seen { number: 0, at, source: gate.name.clone(), name, account, person, end: "", detail }
}

/// What is shown, now that it is known what became of it.
fn tell(told: Vec<(usize, Seen)>, items: &[Item], names: &Names) -> Vec<Seen> {
    let complete = |(place, mut seen): (usize, Seen)| {
        seen.end = items[place].end.code();
        seen.account = seen.account.and_then(|(_, key)| Some((*names.accounts.get(&key)?, key)));
        seen
    };
    told.into_iter().map(complete).collect()
}
