//! Running a query.

use super::guard::{REMOVED, reads_only};
use super::{NamedTable, SqlError, SqlLimits, SqlResult};
use crate::Answer;
use crate::derived::revision;
use crate::facts::encode::batch_of;
use crate::facts::schema::WRITTEN;
use crate::lake::Snapshot;
use crate::{Lake, LakeError};
use banso_domain::facts::Fact;
use deltalake::arrow::array::RecordBatch;
use deltalake::datafusion::common::DataFusionError;
use deltalake::datafusion::datasource::MemTable;
use deltalake::datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use deltalake::datafusion::execution::runtime_env::RuntimeEnvBuilder;
use deltalake::datafusion::functions::expr_fn::coalesce;
use deltalake::datafusion::functions_aggregate::expr_fn::max;
use deltalake::datafusion::prelude::{DataFrame, JoinType, SessionConfig, SessionContext, col, ident, lit};
use futures::StreamExt;
use std::sync::Arc;

impl Lake {
    /// Runs one query over `facts` (the snapshot and `inbox` together), `metric_history`, `health_history` and the
    /// tables of `extra`. Nothing can be changed, no file named, and `limits` hold.
    ///
    /// # Errors
    /// [`LakeError::Sql`] with place and reason.
    pub fn sql<'a>(
        &'a self,
        query: &'a str,
        snapshot: &'a Snapshot,
        inbox: &'a [Fact],
        extra: &'a [NamedTable],
        limits: SqlLimits,
    ) -> Answer<'a, SqlResult> {
        Box::pin(async move {
            let context = self.context(snapshot, inbox, extra, limits).await?;
            let work = run(&context, query, limits);
            match tokio::time::timeout(limits.time, work).await {
                Ok(result) => Ok(result?),
                Err(_) => Err(SqlError::TooLong(limits.time.as_secs()).into()),
            }
        })
    }

    async fn context(
        &self,
        snapshot: &Snapshot,
        inbox: &[Fact],
        extra: &[NamedTable],
        limits: SqlLimits,
    ) -> Result<SessionContext, LakeError> {
        let failed = |error: DataFusionError| SqlError::Failed(error.strip_backtrace());
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_limit(limits.memory, 1.0)
            // No temporary files: they would hold personal data outside the data folder.
            .with_disk_manager_builder(DiskManagerBuilder::default().with_mode(DiskManagerMode::Disabled))
            .build_arc()
            .map_err(failed)?;
        let mut config = SessionConfig::new().with_information_schema(true);
        config.options_mut().sql_parser.collect_spans = true;
        config.options_mut().execution.parquet.schema_force_view_types = false;
        let context = SessionContext::new_with_config_rt(config, runtime);
        for name in REMOVED {
            context.deregister_udf(name);
            context.deregister_udtf(name);
        }
        let lake = context.read_table(snapshot.on.table.table_provider().await.map_err(failed)?).map_err(failed)?;
        let lately = if inbox.is_empty() {
            RecordBatch::new_empty(WRITTEN.clone())
        } else {
            batch_of(&inbox.iter().collect::<Vec<_>>())?
        };
        let lately = context.read_batch(lately).map_err(failed)?;
        let facts = lake.union(lately).map_err(failed)?;
        context.register_table("facts", facts.into_view()).map_err(failed)?;
        let histories = [
            ("metric_history", &self.metrics, &["account", "day"][..]),
            ("metric_known", &self.known, &["account", "day"]),
            ("health_history", &self.health, &["model", "version", "account", "day"]),
            ("health_shown", &self.shown, &["model", "version", "account", "day"]),
        ];
        for (name, table, key) in histories {
            let on = table.load().await?;
            let all = context.read_table(on.table.table_provider().await.map_err(failed)?).map_err(failed)?;
            let newest = newest(all, key, on.files.iter().any(|file| revision(file) > 0)).map_err(failed)?;
            context.register_table(name, newest.into_view()).map_err(failed)?;
        }
        for table in extra {
            let batch = table.batch()?;
            let memory = MemTable::try_new(batch.schema(), vec![vec![batch]]).map_err(failed)?;
            context.register_table(table.name.as_str(), Arc::new(memory)).map_err(failed)?;
        }
        Ok(context)
    }
}

/// The rows of the highest revision of each key, without the revision.
fn newest(all: DataFrame, key: &[&str], revised: bool) -> Result<DataFrame, DataFusionError> {
    let shown = |frame: DataFrame| frame.drop_columns(&["revision"]);
    if !revised {
        return shown(all);
    }
    // Few keys have been written again, so this side of the join is small.
    let last = "last_revision";
    let named = |name: &&str| ident(*name).alias(format!("again_{name}"));
    let again = all
        .clone()
        .filter(col("revision").gt(lit(0i64)))?
        .aggregate(key.iter().map(|name| col(*name)).collect(), vec![max(col("revision")).alias(last)])?
        .select(key.iter().map(named).chain([ident(last)]).collect::<Vec<_>>())?;
    let theirs: Vec<String> = key.iter().map(|name| format!("again_{name}")).collect();
    let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
    let columns: Vec<_> = all.schema().fields().iter().map(|field| ident(field.name())).collect();
    let joined = all.join(again, JoinType::Left, key, &theirs, None)?;
    let newest = col("revision").eq(coalesce(vec![ident(last), lit(0i64)]));
    shown(joined.filter(newest)?.select(columns)?)
}

async fn run(context: &SessionContext, query: &str, limits: SqlLimits) -> Result<SqlResult, SqlError> {
    let plan = context.state().create_logical_plan(query).await.map_err(|error| match error.find_root() {
        DataFusionError::NotImplemented(text) if text.contains("multiple SQL statements") => {
            SqlError::NotAQuery(text.clone())
        }
        _ => SqlError::planning(&error),
    })?;
    reads_only(&plan)?;
    let frame = context.execute_logical_plan(plan).await.map_err(|error| SqlError::planning(&error))?;
    let columns = frame.schema().fields().iter().map(|field| field.name().clone()).collect();
    let mut result = SqlResult { columns, ..SqlResult::default() };
    let running = |error: DataFusionError| SqlError::running(&error, limits.memory);
    let mut batches = frame.execute_stream().await.map_err(running)?;
    while let Some(batch) = batches.next().await {
        let batch = batch.map_err(running)?;
        let left = limits.rows - result.rows.len();
        result.add(&batch, left).map_err(|error| SqlError::Failed(error.to_string()))?;
        if batch.num_rows() > left {
            result.more = true;
            break;
        }
    }
    Ok(result)
}
