//! From which day on there is something to see, for whoever turned back to a day before it.

use super::Lens;
use crate::{App, Refused};
use banso_domain::board::Board;
use banso_kernel::Day;

impl App {
    /// The first day on which there was a customer or something was judged. None where `lens` shows today, where its day
    /// has accounts, and where there is nothing at all.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn begins(&self, lens: &Lens, board: &Board) -> Result<Option<Day>, Refused> {
        if lens.past.is_none() || !board.rows().is_empty() {
            return Ok(None);
        }
        let accounts = self.state.accounts_all().await.map_err(Refused::broken)?;
        let signed_up = accounts.iter().filter_map(|account| account.signed_up_on).min();
        let today = self.today(&self.workspace().await?);
        let of = (lens.model.id.as_str(), lens.version);
        let judged = self.state.shares(of.0, of.1, Day(0), today).await.map_err(Refused::broken)?;
        let judged = judged.iter().map(|share| share.day).min();
        Ok([signed_up, judged].into_iter().flatten().min().filter(|day| *day <= today))
    }
}
