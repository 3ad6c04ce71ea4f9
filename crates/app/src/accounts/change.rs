//! Editing owner, phase and memo; every edit is kept with who and when.

use super::MemberName;
use crate::{App, Principal, Refused};
use banso_domain::accounts::Account;
use banso_domain::members::Role;
use banso_kernel::{AccountId, MemberId, Problem, text};
use banso_state::{AccountKeys, Change as Circumstances};

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Who looks after it.
    Owner(Option<MemberId>),
    /// Its phase.
    Phase(String),
    /// Its memo.
    Memo(String),
}

/// Characters of a phase, at most.
pub(super) const PHASE_LIMIT: usize = 60;
const MEMO_LIMIT: usize = 4_000;

/// An account to edit, with what the form offers.
pub struct Editable {
    /// The account as it is.
    pub account: Account,
    /// Who can look after it.
    pub members: Vec<MemberName>,
    /// Phases that accounts are in.
    pub phases: Vec<String>,
    /// A journey has it: its phase is moved there, with a reason.
    pub on_journey: bool,
}

/// What the form that edits an account shows.
///
/// # Errors
/// The asker is no CSM, there is no such account, or the database failed.
pub async fn editable(app: &App, who: &Principal, id: AccountId) -> Result<Editable, Refused> {
    who.needs(Role::Csm)?;
    let account = app.state.account(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
    let members = app.member_names().await?;
    let phases = super::frame::phases(app, &super::lens(app, who, None).await?, &members).await?;
    let on_journey = super::frame::on_journey(app, id).await?;
    Ok(Editable { account, members, phases, on_journey })
}

/// Edits an account: all of `changes` or none.
///
/// # Errors
/// The asker is no CSM, there is no such account or member, a text is too long, or the database failed.
pub async fn change(app: &App, who: &Principal, id: AccountId, changes: Vec<Change>) -> Result<(), Refused> {
    who.needs(Role::Csm)?;
    let before = app.state.account(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
    let mut account = before.clone();
    let mut fields = Vec::new();
    for change in changes {
        match change {
            Change::Owner(owner) => {
                if let Some(owner) = owner {
                    let known = app.member_names().await?.iter().any(|(id, _)| *id == owner);
                    known.then_some(()).ok_or(Refused::Missing)?;
                }
                account.owner = owner;
                fields.push(("owner", account.owner != before.owner));
            }
            Change::Phase(phase) => {
                account.phase = within(phase.trim(), PHASE_LIMIT, "phase")?;
                // Whoever is on a journey is moved there, with a reason.
                if account.phase != before.phase && super::frame::on_journey(app, id).await? {
                    return Err(Refused::wrong("phase", Problem::new("account-problem-phase-moves")));
                }
                fields.push(("phase", account.phase != before.phase));
            }
            Change::Memo(memo) => {
                account.memo = within(&memo.replace("\r\n", "\n"), MEMO_LIMIT, "memo")?;
                fields.push(("memo", account.memo != before.memo));
            }
        }
    }
    fields.retain(|(_, changed)| *changed);
    if fields.is_empty() {
        return Ok(());
    }
    let now = app.clock.now();
    let keys = AccountKeys::of(&account);
    let circumstances = Circumstances { at: now, by: Some(who.member), cause: "edit".to_owned() };
    let mut tx = app.state.begin().await.map_err(Refused::broken)?;
    tx.put_accounts(&[(account, keys)], &circumstances).await.map_err(Refused::broken)?;
    for (field, _) in fields {
        let detail = serde_json::json!({ "field": field });
        let event = super::event(app, who, "edit", "account", &id.to_string(), &detail);
        tx.log(&event).await.map_err(Refused::broken)?;
    }
    tx.commit().await.map_err(Refused::broken)
}

/// The text, if it is not too long for `field`.
pub(super) fn within(value: &str, limit: usize, field: &str) -> Result<String, Refused> {
    if text::length(value) > limit {
        return Err(Refused::wrong(field, Problem::new("problem-too-long").with("limit", limit)));
    }
    Ok(value.to_owned())
}
