//! Accounts: what the file says replaces what was there, what it is silent about stays.

use super::super::run::Run;
use super::once::Once;
use crate::Refused;
use banso_domain::accounts::Account;
use banso_intake::read::AccountRow;
use banso_state::{AccountKeys, Tx};
use std::collections::HashMap;

impl Run<'_> {
    pub(super) async fn write_accounts(&mut self, tx: &mut Tx, rows: Vec<(u64, AccountRow)>) -> Result<(), Refused> {
        if rows.is_empty() {
            return Ok(());
        }
        let keys: Vec<String> = rows.iter().map(|(_, row)| row.key.clone()).collect();
        let mut known: HashMap<String, Account> =
            self.app.state.accounts_by_key(&keys).await.map_err(Refused::broken)?;
        let mut accounts = Once::new();
        for (line, row) in rows {
            let again = self.repeats(line, row.key.as_bytes());
            let before = known.get(&row.key).cloned().unwrap_or_else(|| Account::bare(&row.key));
            let account = self.merged(before, row);
            known.insert(account.key.clone(), account.clone());
            let derived = AccountKeys::of(&account);
            accounts.put(&account.key.clone(), again, (account, derived));
        }
        let (counts, _) = tx.put_accounts(&accounts.fresh, &self.change).await.map_err(Refused::broken)?;
        self.import.counts += counts;
        tx.put_accounts(&accounts.again, &self.change).await.map_err(Refused::broken)?;
        Ok(())
    }

    fn merged(&mut self, mut account: Account, row: AccountRow) -> Account {
        for (field, text) in row.texts {
            match field {
                // A company without a name is called by its key.
                "name" if text.is_empty() => {}
                "name" => account.name = text,
                "kana" => account.kana = text,
                "domain" => account.domain = text.to_lowercase(),
                "corporate_number" => account.corporate_number = text,
                "industry" => account.industry = text,
                "country" => account.country = text,
                "plan" => account.plan = text,
                "phase" => account.phase = text,
                "memo" => account.memo = text,
                "owner" => match self.members.get(&text.to_lowercase()) {
                    _ if text.is_empty() => account.owner = None,
                    Some(member) => account.owner = Some(*member),
                    None => {
                        self.report.owners_unknown += 1;
                        account.attributes.insert("owner".to_owned(), text);
                    }
                },
                _ => {}
            }
        }
        if let Some(day) = row.signed_up_on {
            account.signed_up_on = day;
        }
        account.attributes.extend(row.attributes);
        account
    }
}
