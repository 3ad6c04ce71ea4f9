//! Editing owner, phase and memo; every edit is kept with who and when.

use super::{MemberName, with_current};
use crate::{App, Principal, Refused, Wrong};
use banso_domain::accounts::Account;
use banso_domain::members::Role;
use banso_kernel::{AccountId, FactId, MemberId, Problem, text};
use banso_state::{AccountKeys, Change as Circumstances, Event};

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

impl Change {
    fn field(&self) -> &'static str {
        match self {
            Self::Owner(_) => "owner",
            Self::Phase(_) => "phase",
            Self::Memo(_) => "memo",
        }
    }

    fn value(&self) -> String {
        match self {
            Self::Owner(owner) => owner.map(|owner| owner.to_string()).unwrap_or_default(),
            Self::Phase(text) | Self::Memo(text) => text.clone(),
        }
    }
}

/// An edit, and what its form had shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The edit.
    pub change: Change,
    /// The [`mark`] of the value that was shown; none where nothing was, and whatever stands there gives way.
    pub shown: Option<String>,
}

impl From<Change> for Typed {
    fn from(change: Change) -> Self {
        Self { change, shown: None }
    }
}

/// The code of the problem with a field that somebody else has changed since its form was shown.
pub const CONFLICT: &str = "account-problem-changed-since";
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
    let current = members.into_iter().find(|(id, _)| Some(*id) == account.owner);
    let members = with_current(app.owners(who).await?, current);
    let on_journey = super::frame::on_journey(app, id).await?;
    Ok(Editable { account, members, phases, on_journey })
}

/// Edits an account: all of `edits` or none. A field that was not touched in its form stays as it is.
///
/// # Errors
/// The asker is no CSM, there is no such account or member, a text is too long, somebody else has changed a field since
/// its form was shown, or the database failed.
pub async fn change(app: &App, who: &Principal, id: AccountId, edits: Vec<Typed>) -> Result<(), Refused> {
    who.needs(Role::Csm)?;
    let found = app.state.account(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
    let mut checked = Vec::with_capacity(edits.len());
    for edit in edits {
        checked.push(Typed { change: check(app, &found, edit.change).await?, ..edit });
    }
    let now = app.clock.now();
    let mut tx = app.state.begin().await.map_err(Refused::broken)?;
    // Read again where nobody else writes: two edits at once must not undo each other.
    let mut stored = tx.accounts_by_key(std::slice::from_ref(&found.key)).await.map_err(Refused::broken)?;
    let before = stored.remove(&found.key).ok_or(Refused::Missing)?;
    let (account, fields) = apply(&before, checked)?;
    if fields.is_empty() {
        return Ok(());
    }
    let keys = AccountKeys::of(&account);
    let circumstances = Circumstances { at: now, by: Some(who.member), cause: "edit".to_owned() };
    tx.put_accounts(&[(account, keys)], &circumstances).await.map_err(Refused::broken)?;
    for (field, from, to) in fields {
        let detail = serde_json::json!({ "field": field, "from": from, "to": to });
        let event = Event::new(now, Some(who.member), "edit", "account", &id.to_string(), &detail);
        tx.log(&event).await.map_err(Refused::broken)?;
    }
    tx.commit().await.map_err(Refused::broken)
}

/// The change as it would be stored, if it may be made.
async fn check(app: &App, account: &Account, change: Change) -> Result<Change, Refused> {
    Ok(match change {
        Change::Owner(owner) => {
            if let Some(owner) = owner.filter(|_| owner != account.owner)
                && let Some(problem) = app.owner_problem(owner).await?
            {
                return Err(Refused::wrong("owner", problem));
            }
            Change::Owner(owner)
        }
        Change::Phase(phase) => {
            let phase = within(phase.trim(), PHASE_LIMIT, "phase")?;
            // Whoever is on a journey is moved there, with a reason.
            if phase != account.phase && super::frame::on_journey(app, account.id).await? {
                return Err(Refused::wrong("phase", Problem::new("account-problem-phase-moves")));
            }
            Change::Phase(phase)
        }
        Change::Memo(memo) => Change::Memo(within(&memo.replace("\r\n", "\n"), MEMO_LIMIT, "memo")?),
    })
}

/// The account after the edits, and which fields that changes: name, before, after.
type Applied = (Account, Vec<(&'static str, String, String)>);

fn apply(before: &Account, edits: Vec<Typed>) -> Result<Applied, Refused> {
    let (mut account, mut fields, mut wrong) = (before.clone(), Vec::new(), Vec::new());
    for Typed { change, shown } in edits {
        let (field, shown) = (change.field(), shown.filter(|shown| !shown.is_empty()));
        let (from, to) = (field_of(before, field), change.value());
        let untouched = shown.as_deref().is_some_and(|shown| shown == mark(&to));
        if from == to || untouched {
            continue;
        }
        if shown.is_some_and(|shown| shown != mark(&from)) {
            wrong.push(Wrong { field: field.to_owned(), problem: Problem::new(CONFLICT) });
            continue;
        }
        match change {
            Change::Owner(owner) => account.owner = owner,
            Change::Phase(phase) => account.phase = phase,
            Change::Memo(memo) => account.memo = memo,
        }
        fields.push((field, from, to));
    }
    if wrong.is_empty() { Ok((account, fields)) } else { Err(Refused::Input(wrong)) }
}

/// A field that can be edited, as text: the owner's id, the phase, the memo.
fn field_of(account: &Account, field: &str) -> String {
    match field {
        "owner" => account.owner.map(|owner| owner.to_string()).unwrap_or_default(),
        "phase" => account.phase.clone(),
        _ => account.memo.clone(),
    }
}

/// What a form carries of the value that it showed, so that a change by somebody else in between is noticed.
#[must_use]
pub fn mark(value: &str) -> String {
    FactId::of(&[b"shown", value.as_bytes()]).to_string()
}

/// The text, if it is not too long for `field`.
pub(super) fn within(value: &str, limit: usize, field: &str) -> Result<String, Refused> {
    if text::length(value) > limit {
        return Err(Refused::wrong(field, Problem::new("problem-too-long").with("limit", limit)));
    }
    Ok(value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> Account {
        Account { memo: "次は1月".to_owned(), phase: "導入".to_owned(), ..Account::bare("A-1") }
    }

    fn memo(text: &str, shown: Option<&str>) -> Typed {
        Typed { change: Change::Memo(text.to_owned()), shown: shown.map(mark) }
    }

    #[test]
    fn what_somebody_else_wrote_since_is_not_overwritten_unseen() {
        let Err(Refused::Input(wrong)) = apply(&account(), vec![memo("次は2月", Some(""))]) else {
            panic!("a conflict")
        };
        assert_eq!((wrong[0].field.as_str(), wrong[0].problem.code.as_str()), ("memo", CONFLICT));
        let (after, fields) = apply(&account(), vec![memo("次は2月", Some("次は1月"))]).expect("seen");
        assert_eq!(after.memo, "次は2月");
        assert_eq!(fields, [("memo", "次は1月".to_owned(), "次は2月".to_owned())]);
        assert_eq!(apply(&account(), vec![memo("次は1月", Some(""))]).expect("the same").1, []);
    }

    #[test]
    fn a_field_that_was_not_touched_stays_as_somebody_else_left_it() {
        let phase = Typed { change: Change::Phase("準備".to_owned()), shown: Some(mark("準備")) };
        let (after, fields) = apply(&account(), vec![phase, memo("済", Some("次は1月"))]).expect("applied");
        assert_eq!((after.phase.as_str(), after.memo.as_str(), fields.len()), ("導入", "済", 1));
    }
}
