//! The whole history of every account, one at a time, for whoever looks back: dry runs, proofs.

use super::Base;
use super::base::classifier;
use crate::{App, Refused};
use banso_domain::metrics::History;
use banso_kernel::AccountId;
use banso_lake::Reach;

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
        let base = self.base().await?;
        let set = &base.definitions.metrics;
        let inputs = self.inputs(base.workspace.currency).await?;
        let classes = classifier(set)?;
        let facts = self.gather(set, &base.workspace, None).await?;
        let engine = base.engine(set, &classes);
        Ok(super::heavy(|| engine.each(&facts, &inputs, super::threads(), |_, metrics| work(&base, metrics))))
    }

    /// The metrics of some accounts, ascending, for all days, in their order; accounts without a history are left out.
    pub(crate) async fn histories_of(&self, accounts: &[AccountId]) -> Result<Vec<History>, Refused> {
        let base = self.base().await?;
        let set = &base.definitions.metrics;
        let mut inputs = self.inputs(base.workspace.currency).await?;
        inputs.retain(|input| accounts.binary_search(&AccountId(input.account)).is_ok());
        let (snapshot, inbox) = self.facts().await?;
        let reach = Reach {
            zone: base.workspace.zone.clone(),
            known_by: None,
            from: None,
            accounts: Some(accounts.into()),
            inbox: inbox.into(),
            threads: super::threads(),
        };
        let facts = self.lake.gather(&snapshot, set, reach).await.map_err(Refused::broken)?;
        let classes = classifier(set)?;
        let engine = base.engine(set, &classes);
        Ok(super::heavy(|| engine.each(&facts, &inputs, super::threads(), |_, metrics| metrics)))
    }
}
