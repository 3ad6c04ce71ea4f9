//! What people typed of an account, as it was on a day of the past.

use super::Lens;
use crate::{App, Refused};
use banso_domain::accounts::Account;
use banso_kernel::{AccountId, MemberId, Micros};
use banso_state::{AccountRow, Edit, FieldBefore};
use std::collections::HashMap;

/// What fields were, those that have changed since.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Before {
    plan: Option<String>,
    phase: Option<String>,
    industry: Option<String>,
    owner: Option<Option<MemberId>>,
}

impl Before {
    /// Notes what a field was before an edit. Edits come newest first, so that the oldest one says what was.
    fn note(&mut self, field: &str, before: Option<&str>) {
        let text = || Some(before.unwrap_or_default().to_owned());
        match field {
            "plan" => self.plan = text(),
            "phase" => self.phase = text(),
            "industry" => self.industry = text(),
            "owner" => self.owner = Some(before.and_then(|id| id.parse().ok()).map(MemberId)),
            // Names, readings and what is found by them stay: a reader looks for what a company is called now.
            _ => {}
        }
    }

    /// Puts the fields of a row of a list back.
    pub fn put_back(self, row: &mut AccountRow) {
        put(&mut row.plan, self.plan);
        put(&mut row.phase, self.phase);
        put(&mut row.industry, self.industry);
        put(&mut row.owner, self.owner);
    }

    /// Puts the fields of an account back.
    pub fn put_back_account(self, account: &mut Account) {
        put(&mut account.plan, self.plan);
        put(&mut account.phase, self.phase);
        put(&mut account.industry, self.industry);
        put(&mut account.owner, self.owner);
    }
}

fn put<T>(field: &mut T, before: Option<T>) {
    if let Some(before) = before {
        *field = before;
    }
}

/// What fields of all accounts were on the day that `lens` looks at; nothing where that is today.
pub(super) async fn before(app: &App, lens: &Lens) -> Result<HashMap<AccountId, Before>, Refused> {
    let Some(past) = lens.past else { return Ok(HashMap::new()) };
    let rows = app.state.account_fields_before(past.end(&lens.zone)).await.map_err(Refused::broken)?;
    Ok(of_rows(&rows))
}

fn of_rows(rows: &[FieldBefore]) -> HashMap<AccountId, Before> {
    let mut all: HashMap<AccountId, Before> = HashMap::new();
    for row in rows {
        all.entry(row.account).or_default().note(&row.field, row.before.as_deref());
    }
    all
}

/// What fields of one account were when `moment` was over, from its edits, newest first.
pub(super) fn before_of(edits: &[Edit], moment: Micros) -> Before {
    let mut before = Before::default();
    for edit in edits.iter().filter(|edit| edit.changed_at > moment) {
        before.note(&edit.field, edit.before.as_deref());
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_edits_the_oldest_says_what_was() {
        let row = |field: &str, before: Option<&str>| FieldBefore {
            account: AccountId(1),
            field: field.to_owned(),
            before: before.map(str::to_owned),
        };
        let rows =
            [row("phase", Some("定着")), row("owner", None), row("name", Some("旧社名")), row("phase", Some("導入"))];
        let found = of_rows(&rows).remove(&AccountId(1)).expect("an account");
        assert_eq!(found, Before { phase: Some("導入".to_owned()), owner: Some(None), ..Before::default() });
    }
}
