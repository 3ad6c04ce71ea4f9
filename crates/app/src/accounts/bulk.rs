//! One change to many accounts: previewed, reported for each account, and for half an hour undone in one click
//! (RULES 7, 8). What was done is in the audit log, and that is what undoing reads.

use super::change::{PHASE_LIMIT, within};
use super::{MemberName, list};
use crate::{App, Principal, Refused};
use banso_domain::accounts::Account;
use banso_domain::members::Role;
use banso_kernel::{AccountId, MemberId, Micros, Problem};
use banso_state::{AccountKeys, Change as Circumstances, Event};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// Most accounts that one change takes.
pub const BULK_LIMIT: usize = 5_000;
/// How long it can be undone, in microseconds.
const UNDO: i64 = 30 * 60 * 1_000_000;
/// What such events are about.
const OBJECT: &str = "bulk";

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BulkField {
    /// Who looks after them.
    Owner,
    /// Their phase.
    Phase,
}

impl BulkField {
    /// Reads the word of an address or a form.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Owner, Self::Phase].into_iter().find(|field| field.word() == word)
    }

    /// Its word in addresses, forms and messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Phase => "phase",
        }
    }

    fn of(self, account: &Account) -> String {
        match self {
            Self::Owner => account.owner.map(|owner| owner.to_string()).unwrap_or_default(),
            Self::Phase => account.phase.clone(),
        }
    }

    fn set(self, account: &mut Account, value: &str) {
        match self {
            Self::Owner => account.owner = value.parse().ok().map(MemberId),
            Self::Phase => value.clone_into(&mut account.phase),
        }
    }
}

/// An account that a change is about, with the value that it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkRow {
    /// Which.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The value as people read it; empty for none.
    pub value: String,
    /// What became of it; in a preview, of what would.
    pub outcome: Outcome,
}

/// What became of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Changed.
    Done,
    /// It had that value already.
    Same,
    /// It is not there any more.
    Gone,
    /// Somebody has changed it since; only when undoing.
    Newer,
}

/// What a change is about, before anything is done.
#[derive(Clone, Debug)]
pub struct BulkPlan {
    /// What is changed.
    pub field: BulkField,
    /// The accounts, in the order of the list.
    pub rows: Vec<BulkRow>,
    /// Who could look after them.
    pub members: Vec<MemberName>,
    /// Phases in use.
    pub phases: Vec<String>,
}

/// What was done.
#[derive(Clone, Debug)]
pub struct BulkReport {
    /// Names it.
    pub key: String,
    /// What was changed.
    pub field: BulkField,
    /// To what, as people read it; empty for none.
    pub to: String,
    /// The accounts with the value before.
    pub rows: Vec<BulkRow>,
    /// Until when it can be undone.
    pub until: Micros,
    /// The asker can still undo it.
    pub undoable: bool,
    /// It was undone; these were left alone because they were changed in between.
    pub undone: Option<Vec<AccountId>>,
}

/// As the audit log keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    field: BulkField,
    to: String,
    /// Account, value before, outcome.
    rows: Vec<(AccountId, String, Outcome)>,
}

/// The accounts with these ids, or all that the address's parameters select.
///
/// # Errors
/// The asker is no CSM, or the database failed.
pub async fn bulk_plan(
    app: &App,
    who: &Principal,
    field: BulkField,
    picked: Option<&[AccountId]>,
    pairs: &[(String, String)],
) -> Result<BulkPlan, Refused> {
    who.needs(Role::Csm)?;
    let listing = list(app, who, pairs).await?;
    let wanted: Option<HashSet<AccountId>> = picked.map(|ids| ids.iter().copied().collect());
    let rows = match &wanted {
        Some(wanted) => listing.board.rows().iter().filter(|row| wanted.contains(&row.account)).collect(),
        None => listing.board.list(&listing.query),
    };
    let row = |row: &banso_domain::board::Row| BulkRow {
        account: row.account,
        name: row.name.clone(),
        value: match field {
            BulkField::Owner => row.owner.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            BulkField::Phase => row.phase.clone(),
        },
        outcome: Outcome::Done,
    };
    Ok(BulkPlan {
        field,
        rows: rows.into_iter().map(row).collect(),
        phases: listing.board.facets().phases.clone(),
        members: listing.members,
    })
}

/// Gives the accounts the value and says under which name the report is.
///
/// # Errors
/// The asker is no CSM, there is no such member, the text is too long, there are too many accounts, or the database
/// failed; then nothing was changed.
pub async fn bulk_change(
    app: &App,
    who: &Principal,
    field: BulkField,
    ids: &[AccountId],
    value: &str,
) -> Result<String, Refused> {
    who.needs(Role::Csm)?;
    let value = value.trim();
    if ids.is_empty() || ids.len() > BULK_LIMIT {
        return Err(Refused::wrong("ids", Problem::new("accounts-problem-bulk-size").with("limit", BULK_LIMIT)));
    }
    match field {
        BulkField::Owner if !value.is_empty() => {
            let known = app.member_names().await?.iter().any(|(id, _)| id.to_string() == value);
            known.then_some(()).ok_or(Refused::Missing)?;
        }
        BulkField::Owner => {}
        BulkField::Phase => drop(within(value, PHASE_LIMIT, "value")?),
    }
    let key = format!("{:016x}", app.entropy.key() as u64);
    let mut accounts = accounts(app).await?;
    let mut seen = HashSet::new();
    let (mut changed, mut rows) = (Vec::new(), Vec::new());
    for id in ids.iter().copied().filter(|id| seen.insert(*id)) {
        let Some(mut account) = accounts.remove(&id) else {
            rows.push((id, String::new(), Outcome::Gone));
            continue;
        };
        let before = field.of(&account);
        let outcome = if before == value { Outcome::Same } else { Outcome::Done };
        if outcome == Outcome::Done {
            field.set(&mut account, value);
            changed.push(account);
        }
        rows.push((id, before, outcome));
    }
    let kept = Kept { field, to: value.to_owned(), rows };
    write(app, who, changed, &key, "changed", &kept).await?;
    Ok(key)
}

/// Takes a change back: each account that still has the new value gets its own old one again.
///
/// # Errors
/// The asker neither did it nor is a manager, it is too late, it was undone already, or the database failed.
pub async fn bulk_undo(app: &App, who: &Principal, key: &str) -> Result<(), Refused> {
    who.needs(Role::Csm)?;
    let (done, kept, undone) = read(app, key).await?;
    if done.member != Some(who.member) {
        who.needs(Role::Manager)?;
    }
    if undone.is_some() || app.clock.now() > undo_until(&done) {
        return Err(Refused::Missing);
    }
    let mut accounts = accounts(app).await?;
    let (mut changed, mut rows) = (Vec::new(), Vec::new());
    for (id, before, _) in kept.rows.iter().filter(|(.., outcome)| *outcome == Outcome::Done) {
        match accounts.remove(id) {
            Some(mut account) if kept.field.of(&account) == kept.to => {
                kept.field.set(&mut account, before);
                changed.push(account);
                rows.push((*id, kept.to.clone(), Outcome::Done));
            }
            Some(account) => rows.push((*id, kept.field.of(&account), Outcome::Newer)),
            None => rows.push((*id, String::new(), Outcome::Gone)),
        }
    }
    write(app, who, changed, key, "undone", &Kept { field: kept.field, to: String::new(), rows }).await
}

/// What came of a change.
///
/// # Errors
/// The asker is no CSM, there is no such change, or the database failed.
pub async fn bulk_report(app: &App, who: &Principal, key: &str) -> Result<BulkReport, Refused> {
    who.needs(Role::Csm)?;
    let (done, kept, undone) = read(app, key).await?;
    let (accounts, members) = (accounts(app).await?, app.member_names().await?);
    let shown = |value: &str| match kept.field {
        BulkField::Owner => {
            let member = members.iter().find(|(id, _)| id.to_string() == value);
            member.map(|(_, name)| name.clone()).unwrap_or_default()
        }
        BulkField::Phase => value.to_owned(),
    };
    let row = |(account, before, outcome): &(AccountId, String, Outcome)| BulkRow {
        account: *account,
        name: accounts.get(account).map(|account| account.name.clone()).unwrap_or_default(),
        value: shown(before),
        outcome: *outcome,
    };
    let left = |kept: Kept| {
        kept.rows.into_iter().filter(|(.., outcome)| *outcome != Outcome::Done).map(|(id, ..)| id).collect()
    };
    let own = done.member == Some(who.member) || who.needs(Role::Manager).is_ok();
    let any = kept.rows.iter().any(|(.., outcome)| *outcome == Outcome::Done);
    let until = undo_until(&done);
    Ok(BulkReport {
        key: key.to_owned(),
        field: kept.field,
        to: shown(&kept.to),
        rows: kept.rows.iter().map(row).collect(),
        until,
        undoable: own && any && app.clock.now() <= until && undone.is_none(),
        undone: undone.map(left),
    })
}

fn undo_until(done: &Event) -> Micros {
    Micros(done.occurred_at.0 + UNDO)
}

async fn accounts(app: &App) -> Result<HashMap<AccountId, Account>, Refused> {
    let all = app.state.accounts_full().await.map_err(Refused::broken)?;
    Ok(all.into_iter().map(|account| (account.id, account)).collect())
}

/// The event of the change, what it says, and what undoing it said.
async fn read(app: &App, key: &str) -> Result<(Event, Kept, Option<Kept>), Refused> {
    let events = app.state.events_of(OBJECT, key, 2).await.map_err(Refused::broken)?;
    let of = |verb: &str| events.iter().find(|event| event.verb == verb);
    let kept = |event: &Event| serde_json::from_str::<Kept>(&event.detail).map_err(Refused::broken);
    let done = of("changed").ok_or(Refused::Missing)?;
    Ok((done.clone(), kept(done)?, of("undone").map(kept).transpose()?))
}

/// Accounts and audit log in one transaction.
async fn write(
    app: &App,
    who: &Principal,
    changed: Vec<Account>,
    key: &str,
    verb: &str,
    kept: &Kept,
) -> Result<(), Refused> {
    let with_keys = |account: Account| {
        let keys = AccountKeys::of(&account);
        (account, keys)
    };
    let rows: Vec<(Account, AccountKeys)> = changed.into_iter().map(with_keys).collect();
    let change = Circumstances { at: app.clock.now(), by: Some(who.member), cause: format!("{OBJECT}:{key}") };
    let detail = serde_json::to_value(kept).map_err(Refused::broken)?;
    let mut tx = app.state.begin().await.map_err(Refused::broken)?;
    if !rows.is_empty() {
        tx.put_accounts(&rows, &change).await.map_err(Refused::broken)?;
    }
    tx.log(&super::event(app, who, verb, OBJECT, key, &detail)).await.map_err(Refused::broken)?;
    tx.commit().await.map_err(Refused::broken)
}
