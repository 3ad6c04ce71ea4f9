//! `banso sql`: one query over everything, read-only. Tables and columns are those of docs/sql.md.

mod tables;
#[cfg(test)]
mod tests;

use crate::{App, Refused};
use banso_kernel::Problem;
use banso_lake::LakeError;
use banso_lake::sql::{SqlError, SqlLimits, SqlResult};

impl App {
    /// Runs `query` over facts, history and the tables of the state store. For whoever may read the data folder;
    /// names, mail addresses and texts about persons are not among the columns.
    ///
    /// # Errors
    /// [`Refused::Input`] with place and reason if the query is refused, wrong, or beyond `limits`.
    pub async fn ask(&self, query: &str, limits: SqlLimits) -> Result<SqlResult, Refused> {
        let (snapshot, inbox) = self.facts().await?;
        let tables = self.tables_in(query).await?;
        self.lake.sql(query, &snapshot, &inbox, &tables, limits).await.map_err(|error| match error {
            LakeError::Sql(error) => Refused::wrong("query", problem(&error)),
            other => Refused::broken(other),
        })
    }
}

fn problem(error: &SqlError) -> Problem {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    match error {
        SqlError::NotAQuery(what) => Problem::new("cli-sql-not-a-query").with("what", what.as_str()),
        SqlError::Invalid { message, line: Some(line), column: Some(column) } => Problem::new("cli-sql-invalid-at")
            .with("line", number(*line))
            .with("column", number(*column))
            .with("why", message.as_str()),
        SqlError::Invalid { message, .. } => Problem::new("cli-sql-invalid").with("why", message.as_str()),
        SqlError::TooLong(seconds) => Problem::new("cli-sql-too-long").with("seconds", number(*seconds)),
        SqlError::TooLarge(megabytes) => Problem::new("cli-sql-too-large").with("megabytes", number(*megabytes)),
        SqlError::Failed(why) => Problem::new("cli-sql-failed").with("why", why.as_str()),
    }
}
