//! The whole history of every account, one at a time, for whoever looks back: dry runs, proofs.

use super::Base;
use super::base::classifier;
use crate::{App, Refused};
use banso_domain::metrics::History;
use banso_kernel::AccountId;

impl App {
    /// Computes the metrics of every account for all days and gives them to `work`, on all cores; results come in the
    /// order of the accounts. Nothing is kept.
    ///
    /// # Errors
    /// A store failed.
    pub(crate) async fn each_history<R: Send>(
        &self,
        work: impl Fn(&Base, History) -> R + Sync,
    ) -> Result<Vec<R>, Refused> {
        self.histories(None, work).await
    }

    /// The same for some accounts, ascending; only their facts are read.
    ///
    /// # Errors
    /// A store failed.
    pub(crate) async fn each_history_of<R: Send>(
        &self,
        accounts: &[AccountId],
        work: impl Fn(&Base, History) -> R + Sync,
    ) -> Result<Vec<R>, Refused> {
        self.histories(Some(accounts), work).await
    }

    async fn histories<R: Send>(
        &self,
        only: Option<&[AccountId]>,
        work: impl Fn(&Base, History) -> R + Sync,
    ) -> Result<Vec<R>, Refused> {
        let base = self.base().await?;
        let set = &base.definitions.metrics;
        let mut inputs = self.inputs(base.workspace.currency).await?;
        inputs.retain(|input| only.is_none_or(|only| only.binary_search(&AccountId(input.account)).is_ok()));
        let classes = classifier(set)?;
        let facts = self.gather_of(set, &base.workspace, None, only).await?;
        let engine = base.engine(set, &classes);
        Ok(super::heavy(|| engine.each(&facts, &inputs, super::threads(), |_, metrics| work(&base, metrics))))
    }
}
