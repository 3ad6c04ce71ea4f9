//! One account's metrics on some days, each as it was known at a moment and by a set of definitions.

use super::Base;
use super::base::classifier;
use crate::{App, Refused};
use banso_domain::facts::Fact;
use banso_domain::metrics::{Engine, Facts, Liveness, MetricSet};
use banso_kernel::{AccountId, Day, Micros};

/// A look at an account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    /// By these definitions.
    pub set: &'a MetricSet,
    /// On this day.
    pub day: Day,
    /// Counting only facts that were known by then.
    pub known_by: Micros,
}

impl App {
    /// The metrics of an account under each of `views`, in the order of the columns of the view's set; NaN for no data.
    /// `facts` are all of the account's. On which days a source was silent is judged by what is known of it now, and
    /// contracts and people are those of now.
    ///
    /// # Errors
    /// There is no such account, or a store failed.
    pub(crate) async fn look(
        &self,
        base: &Base,
        account: AccountId,
        facts: &[Fact],
        views: &[View<'_>],
    ) -> Result<Vec<Vec<f64>>, Refused> {
        let input = self.input(base, account).await?;
        let mut found = Vec::with_capacity(views.len());
        for view in views {
            let set = view.set;
            let mut classes = classifier(set)?;
            let known = facts.iter().filter(|fact| fact.known_at <= view.known_by);
            let packed = Facts::pack(known, &mut classes, &base.workspace.zone);
            let mut liveness = Liveness::of(&packed);
            match *set == base.definitions.metrics {
                true => liveness.merge(&base.liveness),
                // Streams of other definitions are numbered otherwise.
                false => liveness.merge(&Liveness::of(&self.gather(set, &base.workspace, None).await?)),
            }
            let history = Engine::new(set, &classes, &liveness, base.known, view.day).account(&packed, &input);
            let value = |at: usize| history.as_ref().map_or(f64::NAN, |history| history.value(at, view.day));
            found.push((0..set.metrics.len()).map(value).collect());
        }
        Ok(found)
    }
}
