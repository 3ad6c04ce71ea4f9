//! The whole history of every account, one at a time, for whoever looks back: dry runs, proofs.

use super::Base;
use super::base::classifier;
use crate::{App, Refused};
use banso_domain::metrics::History;

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
}
