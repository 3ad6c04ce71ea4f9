//! The derived history: writing it anew, and reading it by account or by day.

use crate::Answer;
use crate::derived::{
    HealthDay, HealthWriter, MetricDay, MetricHistory, MetricWriter, ModelVersion, Turn, health, metrics, stamp_of,
};
use crate::{Lake, LakeError};
use banso_kernel::{AccountId, Day};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

impl Lake {
    /// Starts to write the history of metrics anew; `ids` become the columns.
    ///
    /// # Errors
    /// If an id cannot be a column.
    pub fn metric_writer(&self, ids: &[String]) -> Result<MetricWriter, LakeError> {
        MetricWriter::new(Arc::clone(&self.metrics), ids, Turn::Anew)
    }

    /// Starts to write some accounts and days of the history of metrics again; `ids` must be its columns.
    ///
    /// # Errors
    /// If an id cannot be a column, or the log cannot be read.
    pub fn metric_rewriter<'a>(&'a self, ids: &'a [String]) -> Answer<'a, MetricWriter> {
        Box::pin(async move { MetricWriter::new(Arc::clone(&self.metrics), ids, Turn::next(&self.metrics).await?) })
    }

    /// Starts to write the history of health of some model versions anew.
    #[must_use]
    pub fn health_writer(&self, models: &[ModelVersion]) -> HealthWriter {
        HealthWriter::new(Arc::clone(&self.health), models, Turn::Anew)
    }

    /// Starts to write some accounts and days of the history of health again.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn health_rewriter<'a>(&'a self, models: &'a [ModelVersion]) -> Answer<'a, HealthWriter> {
        Box::pin(
            async move { Ok(HealthWriter::new(Arc::clone(&self.health), models, Turn::next(&self.health).await?)) },
        )
    }

    /// How often some of the history was written again since all of it was written.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn revisions(&self) -> Answer<'_, i64> {
        Box::pin(async move { Ok(Turn::next(&self.metrics).await?.revision() - 1) })
    }

    /// Starts to keep what was shown on a day: added to what is kept of other days, and never replaced.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn shown_writer<'a>(&'a self, models: &'a [ModelVersion]) -> Answer<'a, HealthWriter> {
        Box::pin(async move { Ok(HealthWriter::new(Arc::clone(&self.shown), models, Turn::next(&self.shown).await?)) })
    }

    /// The health that was shown of all accounts on a day, as it was kept when the day was over.
    ///
    /// # Errors
    /// If a file is missing or damaged.
    pub fn shown_on<'a>(&'a self, model: &'a ModelVersion, day: Day) -> Answer<'a, Vec<HealthDay>> {
        Box::pin(async move { health::read(&self.shown, model, everybody(), Some(day..=day)).await })
    }

    /// Starts to keep metrics of a day as they were known when it was over: instead of all that is kept, or beside it; then
    /// nothing may be kept of that day. The stamp of [`MetricWriter::finish`] is read by [`Lake::known_stamp`].
    ///
    /// # Errors
    /// If an id cannot be a column.
    pub fn known_writer(&self, ids: &[String], anew: bool) -> Result<MetricWriter, LakeError> {
        MetricWriter::new(Arc::clone(&self.known), ids, if anew { Turn::Anew } else { Turn::Again(0) })
    }

    /// What is kept of metrics as they were known says that it was made of this; empty before the first time.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn known_stamp(&self) -> Answer<'_, String> {
        Box::pin(async move { Ok(stamp_of(self.known.load().await?.as_ref())) })
    }

    /// Metrics of all accounts on a day, as they were known when it was over.
    ///
    /// # Errors
    /// As [`Lake::metrics_of`].
    pub fn known_on<'a>(&'a self, day: Day, ids: &'a [String]) -> Answer<'a, MetricDay> {
        Box::pin(async move { metrics::known_on(&self.known, day, ids).await })
    }

    /// Metrics of one account over all days.
    ///
    /// # Errors
    /// [`LakeError::Absent`] if the history has no such metric (yet); or if a file is missing or damaged.
    pub fn metrics_of<'a>(&'a self, account: AccountId, ids: &'a [String]) -> Answer<'a, MetricHistory> {
        Box::pin(async move { metrics::of_account(&self.metrics, account, ids).await })
    }

    /// Metrics of all accounts on one day.
    ///
    /// # Errors
    /// As [`Lake::metrics_of`].
    pub fn metrics_on<'a>(&'a self, day: Day, ids: &'a [String]) -> Answer<'a, MetricDay> {
        Box::pin(async move { metrics::on_day(&self.metrics, day, ids).await })
    }

    /// Ids of the metrics that the history has.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn metric_ids(&self) -> Answer<'_, Vec<String>> {
        Box::pin(async move {
            let on = self.metrics.load().await?;
            let schema = on.table.snapshot()?.snapshot().arrow_schema();
            let names = schema.fields().iter().map(|field| field.name().clone());
            Ok(names.filter(|name| !matches!(name.as_str(), "account" | "day" | "revision")).collect())
        })
    }

    /// Health of one account under a model version over all days.
    ///
    /// # Errors
    /// If a file is missing or damaged.
    pub fn health_of<'a>(&'a self, model: &'a ModelVersion, account: AccountId) -> Answer<'a, Vec<HealthDay>> {
        Box::pin(async move { health::read(&self.health, model, account..=account, None).await })
    }

    /// Health of all accounts under a model version on one day.
    ///
    /// # Errors
    /// If a file is missing or damaged.
    pub fn health_on<'a>(&'a self, model: &'a ModelVersion, day: Day) -> Answer<'a, Vec<HealthDay>> {
        Box::pin(async move { health::read(&self.health, model, everybody(), Some(day..=day)).await })
    }

    /// Number of accounts in each segment on each day. The empty segment is "too little data".
    ///
    /// # Errors
    /// If a file is missing or damaged.
    pub fn segment_counts<'a>(
        &'a self,
        model: &'a ModelVersion,
        days: RangeInclusive<Day>,
    ) -> Answer<'a, BTreeMap<(Day, String), u64>> {
        Box::pin(async move { health::counts(&self.health, model, days).await })
    }

    /// What the history of metrics and that of health say they were computed from, as given to the writers; empty
    /// before the first time.
    ///
    /// # Errors
    /// If a log cannot be read.
    pub fn stamps(&self) -> Answer<'_, (String, String)> {
        Box::pin(async move {
            Ok((stamp_of(self.metrics.load().await?.as_ref()), stamp_of(self.health.load().await?.as_ref())))
        })
    }
}

fn everybody() -> RangeInclusive<AccountId> {
    AccountId(i64::MIN)..=AccountId(i64::MAX)
}
