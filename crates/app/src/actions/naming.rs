//! What rows of lists need besides what is stored: names of accounts, members, plays, signals.

use super::*;
use crate::accounts::{MemberName, board};
use crate::{App, Principal, Refused};
use banso_kernel::{AccountId, Currency, Day, MemberId, Money, Text};
use banso_state::Task;
use std::collections::{BTreeMap, HashMap};

/// A text of both languages as rows keep it; what a member typed is the same in both.
pub(crate) fn text(json: &str) -> Text {
    serde_json::from_str(json).unwrap_or_else(|_| same(json))
}

pub(super) fn same(typed: &str) -> Text {
    Text { ja: typed.to_owned(), en: typed.to_owned() }
}

pub(super) fn json(text: &Text) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// What rows of lists need besides the tasks.
pub(super) struct Naming {
    pub accounts: HashMap<AccountId, (String, Option<MemberId>)>,
    pub members: Vec<MemberName>,
    pub plays: BTreeMap<String, Text>,
    pub signals: BTreeMap<String, (Text, Text)>,
    pub today: Day,
    pub currency: Currency,
}

impl Naming {
    pub async fn load(app: &App) -> Result<Self, Refused> {
        let workspace = app.workspace().await?;
        let book = app.book(&*board::definitions(app).await?).await?;
        let accounts = app.state.accounts_all().await.map_err(Refused::broken)?;
        let signals = book.rules.signals.signals.into_iter().map(|one| (one.id, (one.name, one.next)));
        Ok(Self {
            accounts: accounts.into_iter().map(|account| (account.id, (account.name, account.owner))).collect(),
            members: app.member_names().await?,
            plays: book.rules.plays.into_iter().map(|live| (live.play.id, live.play.name)).collect(),
            signals: signals.collect(),
            today: app.today(&workspace),
            currency: workspace.currency,
        })
    }

    pub fn account(&self, id: AccountId) -> AccountName {
        AccountName { id, name: self.accounts.get(&id).map(|(name, _)| name.clone()).unwrap_or_default() }
    }

    pub fn owner(&self, id: AccountId) -> Option<MemberName> {
        let owner = self.accounts.get(&id)?.1?;
        Some(subject::member_name(&self.members, owner))
    }

    pub fn row(&self, task: &Task) -> TaskRow {
        let named = |id: &String| (id.clone(), self.plays.get(id).cloned().unwrap_or_else(|| same(id)));
        let state = state(task.state);
        TaskRow {
            id: task.id,
            account: self.account(task.account),
            title: text(&task.title),
            play: task.play.as_ref().map(named),
            reason: task.signal.as_ref().and_then(|id| Some(self.signals.get(id)?.0.clone())),
            owner: task.owner.map(|id| subject::member_name(&self.members, id)),
            due_on: task.due_on,
            first_due_on: task.first_due_on,
            overdue: state == TaskState::Open && task.due_on < self.today,
            state,
            worth: Money { minor: task.worth_minor, currency: self.currency },
            wants_hypothesis: task.needs_hypothesis && task.hypothesis.trim().is_empty(),
        }
    }

    pub fn rows(&self, tasks: &[Task]) -> Vec<TaskRow> {
        tasks.iter().map(|task| self.row(task)).collect()
    }
}

pub(super) fn state(stored: banso_state::TaskState) -> TaskState {
    match stored {
        banso_state::TaskState::Open => TaskState::Open,
        banso_state::TaskState::Done => TaskState::Done,
        banso_state::TaskState::NotNeeded => TaskState::NotNeeded,
    }
}

/// Whether a task of `owner` is in a scope.
pub(super) fn in_scope(scope: Scope, who: &Principal, owner: Option<MemberId>) -> bool {
    match scope {
        Scope::Own => owner == Some(who.member),
        Scope::All => true,
        Scope::Unowned => owner.is_none(),
        Scope::Member(member) => owner == Some(member),
    }
}
