//! One model over another set of metrics.

use super::Model;
use crate::metrics::MetricSet;

impl Model {
    /// The same model reading the columns of `metrics`; `None` where that set lacks one of its metrics.
    #[must_use]
    pub fn reading(&self, metrics: &MetricSet) -> Option<Self> {
        let mut model = self.clone();
        for criterion in &mut model.criteria {
            criterion.column = metrics.position(&criterion.metric)?;
        }
        Some(model)
    }
}
