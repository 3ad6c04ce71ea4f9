//! One change to many accounts: previewed, reported for each account, and undone ([`crate::bulk`]; RULES 7, 8). Accounts
//! that are on a journey get another phase by being moved there.

use super::change::{PHASE_LIMIT, within};
use super::{MemberName, list};
use crate::actions::{Back, Moved, Places, Way};
use crate::bulk::{Outcome, Record, new_key, within_limit};
use crate::{App, Principal, Refused};
use banso_domain::accounts::Account;
use banso_domain::members::Role;
use banso_kernel::{AccountId, MemberId, Micros, Problem, Text, text};
use banso_state::{AccountKeys, Change as Circumstances, Tx};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// What such events are about.
const OBJECT: &str = "bulk";
/// How such events call doing and undoing.
const VERBS: [&str; 2] = ["changed", "undone"];
/// Characters of a reason, at most.
const REASON_LIMIT: usize = 200;

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
    /// The journey that it is on, in a preview of phases.
    pub journey: Option<Text>,
    /// What became of it; in a preview, of what would.
    pub outcome: Outcome,
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
    /// Why accounts were moved on their journeys.
    pub reason: String,
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
    /// Why accounts were moved on their journeys.
    #[serde(default)]
    reason: String,
    /// Accounts that were moved, with the way back.
    #[serde(default)]
    moves: Vec<Back>,
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
    let places = match field {
        BulkField::Phase => Some(Places::load(app, None).await?),
        BulkField::Owner => None,
    };
    let row = |row: &banso_domain::board::Row| BulkRow {
        account: row.account,
        name: row.name.clone(),
        value: match field {
            BulkField::Owner => row.owner.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            BulkField::Phase => row.phase.clone(),
        },
        journey: places.as_ref().and_then(|places| places.journey(row.account).cloned()),
        outcome: Outcome::Done,
    };
    let mut phases = listing.board.facets().phases.clone();
    phases.extend(places.iter().flat_map(Places::names));
    let mut seen = HashSet::new();
    phases.retain(|phase| seen.insert(phase.clone()));
    Ok(BulkPlan { field, rows: rows.into_iter().map(row).collect(), phases, members: app.owners(who).await? })
}

/// Gives the accounts the value and says under which name the report is. An account on a journey is moved to its phase of
/// that name; where there is none, it stays. Moving needs a reason.
///
/// # Errors
/// The asker is no CSM, there is no such member, a text is too long, a reason is missing, there are too many accounts, or
/// the database failed; then nothing was changed.
pub async fn bulk_change(
    app: &App,
    who: &Principal,
    field: BulkField,
    ids: &[AccountId],
    (value, reason): (&str, &str),
) -> Result<String, Refused> {
    who.needs(Role::Csm)?;
    let (value, reason) = (value.trim(), reason.trim());
    within_limit(ids.len())?;
    let places = match field {
        BulkField::Owner => {
            if !value.is_empty() {
                let owner = value.parse().map(MemberId).map_err(|_| Refused::Missing)?;
                let problem = app.owner_problem(owner).await?;
                problem.map_or(Ok(()), |problem| Err(Refused::wrong("value", problem)))?;
            }
            None
        }
        BulkField::Phase => {
            within(value, PHASE_LIMIT, "value")?;
            Some(Places::load(app, Some(ids)).await?)
        }
    };
    let key = new_key(app);
    let mut accounts = accounts(app).await?;
    let mut seen = HashSet::new();
    let (mut changed, mut moves, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for id in ids.iter().copied().filter(|id| seen.insert(*id)) {
        let Some(mut account) = accounts.remove(&id) else {
            rows.push((id, String::new(), Outcome::Gone));
            continue;
        };
        let before = field.of(&account);
        let outcome = match places.as_ref().map_or(Way::Free, |places| places.way(id, value)) {
            Way::Free if before == value => Outcome::Same,
            Way::Free => {
                field.set(&mut account, value);
                changed.push(account);
                Outcome::Done
            }
            Way::Same => Outcome::Same,
            Way::Elsewhere => Outcome::Elsewhere,
            Way::To(phase) => {
                let moved = places.as_ref().map(|places| places.moved(account, &phase, who.member, reason));
                moves.extend(moved.transpose()?);
                Outcome::Done
            }
        };
        rows.push((id, before, outcome));
    }
    if !moves.is_empty() {
        let lacks = match text::length(reason) {
            0 => Some(Problem::new("accounts-problem-bulk-reason").with("n", moves.len())),
            n if n > REASON_LIMIT => Some(Problem::new("problem-too-long").with("limit", REASON_LIMIT)),
            _ => None,
        };
        lacks.map_or(Ok(()), |problem| Err(Refused::wrong("reason", problem)))?;
    }
    changed.extend(moves.iter().map(|one| one.account.clone()));
    let reason = if moves.is_empty() { String::new() } else { reason.to_owned() };
    let back = moves.iter().map(|one| one.back.clone()).collect();
    let kept = Kept { field, to: value.to_owned(), rows, reason, moves: back };
    let moved = |mut tx: Tx| async move { Moved::save(&mut tx, &moves).await.map(|()| tx) };
    write(app, who, changed, (&key, VERBS[0]), &kept, moved).await?;
    app.look_at_accounts(kept.moves.iter().map(|one| one.account));
    Ok(key)
}

/// Takes a change back: each account that still has the new value gets its own old one again, and one that was moved
/// stands where it stood, since when it stood there.
///
/// # Errors
/// The asker neither did it nor is a manager, it is too late, it was undone already, or the database failed.
pub async fn bulk_undo(app: &App, who: &Principal, key: &str) -> Result<(), Refused> {
    who.needs(Role::Csm)?;
    let record: Record<Kept> = Record::read(app, OBJECT, VERBS, key).await?;
    if !record.undoable(app, who) {
        return Err(Refused::Missing);
    }
    let kept = record.kept;
    let places = Places::load(app, None).await?;
    let moved: HashMap<AccountId, &Back> = kept.moves.iter().map(|one| (one.account, one)).collect();
    let mut accounts = accounts(app).await?;
    let (mut changed, mut back, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for (id, before, _) in kept.rows.iter().filter(|(.., outcome)| *outcome == Outcome::Done) {
        let Some(mut account) = accounts.remove(id) else {
            rows.push((*id, String::new(), Outcome::Gone));
            continue;
        };
        let value = kept.field.of(&account);
        let stands = match moved.get(id) {
            Some(one) => places.stands(one),
            None => value == kept.to,
        };
        if stands {
            kept.field.set(&mut account, before);
            changed.push(account);
            back.extend(moved.get(id).copied());
        }
        rows.push((*id, value, if stands { Outcome::Done } else { Outcome::Newer }));
    }
    let undone = Kept { field: kept.field, to: String::new(), rows, reason: String::new(), moves: Vec::new() };
    let again: Vec<AccountId> = back.iter().map(|one| one.account).collect();
    let go_back = |mut tx: Tx| async move { places.go_back(&mut tx, &back, who.member).await.map(|()| tx) };
    write(app, who, changed, (key, VERBS[1]), &undone, go_back).await?;
    app.look_at_accounts(again);
    Ok(())
}

/// What came of a change.
///
/// # Errors
/// The asker is no CSM, there is no such change, or the database failed.
pub async fn bulk_report(app: &App, who: &Principal, key: &str) -> Result<BulkReport, Refused> {
    who.needs(Role::Csm)?;
    let record: Record<Kept> = Record::read(app, OBJECT, VERBS, key).await?;
    let (until, mine) = (record.until(), record.undoable(app, who));
    let (kept, undone) = (record.kept, record.undone);
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
        journey: None,
        outcome: *outcome,
    };
    let left = |kept: Kept| {
        kept.rows.into_iter().filter(|(.., outcome)| *outcome != Outcome::Done).map(|(id, ..)| id).collect()
    };
    let any = kept.rows.iter().any(|(.., outcome)| *outcome == Outcome::Done);
    Ok(BulkReport {
        key: key.to_owned(),
        field: kept.field,
        to: shown(&kept.to),
        reason: kept.reason,
        rows: kept.rows.iter().map(row).collect(),
        until,
        undoable: mine && any,
        undone: undone.map(left),
    })
}

async fn accounts(app: &App) -> Result<HashMap<AccountId, Account>, Refused> {
    let all = app.state.accounts_full().await.map_err(Refused::broken)?;
    Ok(all.into_iter().map(|account| (account.id, account)).collect())
}

/// Accounts, what `more` writes, and audit log in one transaction.
async fn write<W>(
    app: &App,
    who: &Principal,
    changed: Vec<Account>,
    (key, verb): (&str, &str),
    kept: &Kept,
    more: impl FnOnce(Tx) -> W,
) -> Result<(), Refused>
where
    W: Future<Output = Result<Tx, Refused>>,
{
    let with_keys = |account: Account| {
        let keys = AccountKeys::of(&account);
        (account, keys)
    };
    let rows: Vec<(Account, AccountKeys)> = changed.into_iter().map(with_keys).collect();
    let change = Circumstances { at: app.clock.now(), by: Some(who.member), cause: format!("{OBJECT}:{key}") };
    let detail = serde_json::to_value(kept).map_err(Refused::broken)?;
    let mut tx = more(app.state.begin().await.map_err(Refused::broken)?).await?;
    if !rows.is_empty() {
        tx.put_accounts(&rows, &change).await.map_err(Refused::broken)?;
    }
    tx.log(&super::event(app, who, verb, OBJECT, key, &detail)).await.map_err(Refused::broken)?;
    tx.commit().await.map_err(Refused::broken)
}
