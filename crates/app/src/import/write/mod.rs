//! Typed rows into the stores, kind by kind.

mod accounts;
mod contracts;
mod facts;
mod once;
mod people;
mod touches;

use super::run::Run;
use crate::Refused;
use banso_intake::Typed;
use banso_state::Tx;

impl Run<'_> {
    /// Writes the rows of a chunk, which are all of one kind.
    pub(super) async fn write(&mut self, tx: &mut Tx, rows: Vec<(u64, Typed)>) -> Result<(), Refused> {
        let (mut accounts, mut people, mut contracts, mut touches, mut facts) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (line, row) in rows {
            match row {
                Typed::Account(row) => accounts.push((line, *row)),
                Typed::Person(row) => people.push((line, *row)),
                Typed::Contract(row) => contracts.push((line, *row)),
                Typed::Touch(row) => touches.push((line, *row)),
                Typed::Facts(rows) => facts.push((line, rows)),
            }
        }
        self.write_accounts(tx, accounts).await?;
        self.write_people(tx, people).await?;
        self.write_contracts(tx, contracts).await?;
        self.write_touches(tx, touches).await?;
        self.write_facts(tx, facts).await
    }
}
