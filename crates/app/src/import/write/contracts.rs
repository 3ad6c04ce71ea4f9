//! Contracts: what the file says replaces what was there, what it is silent about stays.

use super::super::run::Run;
use super::once::Once;
use super::people::named;
use crate::Refused;
use banso_domain::contracts::{Contract, Ringi};
use banso_intake::read::ContractRow;
use banso_kernel::AccountId;
use banso_state::Tx;
use std::collections::HashMap;

impl Run<'_> {
    pub(super) async fn write_contracts(&mut self, tx: &mut Tx, rows: Vec<(u64, ContractRow)>) -> Result<(), Refused> {
        let Some((_, first)) = rows.first() else { return Ok(()) };
        if self.import.counts.new + self.import.counts.updated + self.import.counts.unchanged == 0 {
            let code = first.monthly.currency.code().to_owned();
            self.settle_currency(tx, &code).await?;
        }
        let counted = self.currency().await?;
        self.resolve_accounts(tx, rows.iter().map(|(_, row)| &row.account)).await?;
        let keys: Vec<String> = rows.iter().map(|(_, row)| row.key.clone()).collect();
        let mut known: HashMap<String, Contract> =
            self.app.state.resolve_contracts(&keys).await.map_err(Refused::broken)?;
        let mut contracts = Once::new();
        for (line, row) in rows {
            let account = match self.accounts.get(&row.account) {
                Some(Ok(account)) => *account,
                Some(Err(code)) => {
                    let code = *code;
                    self.refuse(line, named(&row.account), code);
                    continue;
                }
                None => {
                    self.refuse(line, named(&row.account), "problem-account-unknown");
                    continue;
                }
            };
            self.report.rounded += u64::from(row.rounded);
            self.report.other_currency += u64::from(row.monthly.currency != counted);
            let contract = merged(known.get(&row.key), account, row);
            known.insert(contract.key.clone(), contract.clone());
            let again = self.repeats(line, contract.key.as_bytes());
            contracts.put(&contract.key.clone(), again, contract);
        }
        self.import.counts += tx.put_contracts(&contracts.fresh, &self.change).await.map_err(Refused::broken)?;
        tx.put_contracts(&contracts.again, &self.change).await.map_err(Refused::broken)?;
        Ok(())
    }
}

fn merged(before: Option<&Contract>, account: AccountId, mut row: ContractRow) -> Contract {
    let mut text = |field: &str, old: fn(&Contract) -> &String| {
        row.texts.remove(field).unwrap_or_else(|| before.map(old).cloned().unwrap_or_default())
    };
    let product = text("product", |c| &c.product);
    let decider = text("decider", |c| &c.decider);
    Contract {
        key: row.key,
        account,
        product,
        monthly: row.monthly,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        auto_renew: row.auto_renew.or(before.map(|c| c.auto_renew)).unwrap_or(false),
        decline_by: row.decline_by.unwrap_or_else(|| before.and_then(|c| c.decline_by)),
        ringi: row.ringi.or(before.map(|c| c.ringi)).unwrap_or(Ringi::None),
        decider,
    }
}
