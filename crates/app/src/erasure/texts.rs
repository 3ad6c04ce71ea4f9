//! Texts in the state database that name the person: those that the program or a file wrote are emptied, those that
//! members wrote (touches, memos) stay and are counted, so that somebody can look at them before.

use super::marks::Marks;
use crate::import::Report;
use crate::{App, Refused};
use banso_kernel::AccountId;
use banso_state::{AccountKeys, Change, Tx};

impl App {
    /// Texts of members that name the person: touches, what they wrote of tasks, moves and churns, the account's memo.
    pub(super) async fn texts_naming(&self, account: AccountId, marks: &Marks) -> Result<u64, Refused> {
        let touches = self.state.touches_of(account, i64::MAX).await.map_err(Refused::broken)?;
        let touches = touches.iter().filter(|touch| marks.are_in(&touch.summary) || marks.are_in(&touch.body)).count();
        // Tasks that were made by hand, outcomes, hypotheses, reasons, churns.
        let others = self.state.member_texts(account).await.map_err(Refused::broken)?;
        let touches = touches + others.iter().filter(|text| marks.are_in(text)).count();
        let account = self.state.account(account).await.map_err(Refused::broken)?;
        Ok(touches as u64 + u64::from(account.is_some_and(|account| marks.are_in(&account.memo))))
    }

    /// Empties fields of the account and its contracts, reports of imports, and everything else that the program wrote,
    /// where they name the person. Returns how many places that were.
    pub(super) async fn empty_texts(&self, tx: &mut Tx, account: AccountId, marks: &Marks) -> Result<u64, Refused> {
        let change = Change { at: self.clock.now(), by: None, cause: "erasure".to_owned() };
        let mut places = 0;
        if let Some(mut row) = self.state.account(account).await.map_err(Refused::broken)? {
            let named: Vec<&mut String> = row.attributes.values_mut().filter(|value| marks.are_in(value)).collect();
            if !named.is_empty() {
                places += named.len() as u64;
                named.into_iter().for_each(String::clear);
                let keys = AccountKeys::of(&row);
                tx.put_accounts(&[(row, keys)], &change).await.map_err(Refused::broken)?;
            }
        }
        let mut contracts = self.state.contracts_of(account).await.map_err(Refused::broken)?;
        contracts.retain(|contract| marks.are_in(&contract.decider));
        contracts.iter_mut().for_each(|contract| contract.decider.clear());
        places += contracts.len() as u64;
        tx.put_contracts(&contracts, &change).await.map_err(Refused::broken)?;
        for mut import in self.state.imports(i64::MAX).await.map_err(Refused::broken)? {
            let mut report = Report::parse(&import.report);
            let emptied = report.forget(|text| marks.is_called(text), |reject| marks.reject(reject));
            if emptied > 0 {
                places += emptied;
                import.report = report.text();
                tx.note_emptied_import(&import).await.map_err(Refused::broken)?;
            }
        }
        places += tx.empty_mentions(account, &marks.texts).await.map_err(Refused::broken)?;
        Ok(places)
    }
}
