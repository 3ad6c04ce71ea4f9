//! The tables of the state store as queries see them. Persons are numbers here (docs/sql.md says why).

use crate::{App, Refused};
use banso_kernel::Micros;
use banso_lake::sql::{NamedTable, Values};
use banso_state::ImportState;

/// A column out of rows.
macro_rules! column {
    ($kind:ident, $rows:expr, $row:ident => $value:expr) => {
        Values::$kind($rows.iter().map(|$row| $value).collect())
    };
}

impl App {
    /// The tables whose name occurs in `query`; all that `SHOW` lists if it asks for a list. Reading them costs, so
    /// the others are left out.
    pub(super) async fn tables_in(&self, query: &str) -> Result<Vec<NamedTable>, Refused> {
        let query = query.to_lowercase();
        let lists = query.contains("show") || query.contains("information_schema");
        let mut tables = Vec::new();
        for name in ["accounts", "people", "contracts", "touches", "imports", "current_health", "transitions"] {
            if lists || query.contains(name) {
                tables.push(match name {
                    "accounts" => self.accounts_table().await?,
                    "people" => self.people_table().await?,
                    "contracts" => self.contracts_table().await?,
                    "touches" => self.touches_table().await?,
                    "imports" => self.imports_table().await?,
                    "current_health" => self.health_table().await?,
                    _ => self.transitions_table().await?,
                });
            }
        }
        Ok(tables)
    }

    async fn accounts_table(&self) -> Result<NamedTable, Refused> {
        let rows = self.state.accounts_full().await.map_err(Refused::broken)?;
        Ok(NamedTable::new("accounts")
            .with("account", column!(Int, rows, row => Some(row.id.0)))
            .with("account_key", column!(Text, rows, row => Some(row.key.clone())))
            .with("name", column!(Text, rows, row => Some(row.name.clone())))
            .with("industry", column!(Text, rows, row => Some(row.industry.clone())))
            .with("country", column!(Text, rows, row => Some(row.country.clone())))
            .with("plan_name", column!(Text, rows, row => Some(row.plan.clone())))
            .with("phase", column!(Text, rows, row => Some(row.phase.clone())))
            .with("owner", column!(Int, rows, row => row.owner.map(|member| member.0)))
            .with("signed_up_on", column!(Day, rows, row => row.signed_up_on))
            .with("attributes", column!(Text, rows, row => serde_json::to_string(&row.attributes).ok())))
    }

    async fn people_table(&self) -> Result<NamedTable, Refused> {
        let rows = self.state.people_all().await.map_err(Refused::broken)?;
        Ok(NamedTable::new("people")
            .with("person", column!(Int, rows, row => Some(row.id.0)))
            .with("account", column!(Int, rows, row => Some(row.account.0)))
            .with("department", column!(Text, rows, row => Some(row.department.clone())))
            .with("title", column!(Text, rows, row => Some(row.title.clone())))
            .with("champion", column!(Bool, rows, row => Some(row.champion)))
            .with("issued_on", column!(Day, rows, row => row.issued_on))
            .with("left_on", column!(Day, rows, row => row.left_on)))
    }

    async fn contracts_table(&self) -> Result<NamedTable, Refused> {
        let rows = self.state.contracts_all().await.map_err(Refused::broken)?;
        Ok(NamedTable::new("contracts")
            .with("contract_key", column!(Text, rows, row => Some(row.key.clone())))
            .with("account", column!(Int, rows, row => Some(row.account.0)))
            .with("product", column!(Text, rows, row => Some(row.product.clone())))
            .with("monthly_minor", column!(Int, rows, row => Some(row.monthly.minor)))
            .with("currency", column!(Text, rows, row => Some(row.monthly.currency.to_string())))
            .with("starts_on", column!(Day, rows, row => Some(row.starts_on)))
            .with("ends_on", column!(Day, rows, row => row.ends_on))
            .with("auto_renew", column!(Bool, rows, row => Some(row.auto_renew)))
            .with("decline_by", column!(Day, rows, row => row.decline_by))
            .with("ringi", column!(Text, rows, row => Some(row.ringi.code().to_owned()))))
    }

    async fn touches_table(&self) -> Result<NamedTable, Refused> {
        let mut rows = Vec::new();
        for touched in self.state.last_touches(Micros(i64::MAX), Micros(i64::MAX)).await.map_err(Refused::broken)? {
            rows.extend(self.state.touches_of(touched.account, i64::MAX).await.map_err(Refused::broken)?);
        }
        Ok(NamedTable::new("touches")
            .with("touch", column!(Int, rows, row => Some(row.id)))
            .with("account", column!(Int, rows, row => Some(row.account.0)))
            .with("kind", column!(Text, rows, row => Some(row.kind.clone())))
            .with("occurred_on", column!(Day, rows, row => Some(row.occurred_on)))
            .with("occurred_at", column!(Moment, rows, row => Some(row.occurred_at)))
            .with("member", column!(Int, rows, row => row.member.map(|member| member.0))))
    }

    async fn imports_table(&self) -> Result<NamedTable, Refused> {
        let rows = self.state.imports(i64::MAX).await.map_err(Refused::broken)?;
        let count = |n: u64| i64::try_from(n).ok();
        Ok(NamedTable::new("imports")
            .with("import", column!(Int, rows, row => Some(row.id)))
            .with("file_name", column!(Text, rows, row => Some(row.file_name.clone())))
            .with("kind", column!(Text, rows, row => Some(row.kind.clone())))
            .with("state", column!(Text, rows, row => Some(import_state(row.state).to_owned())))
            .with("rows_read", column!(Int, rows, row => count(row.rows_read)))
            .with("rows_new", column!(Int, rows, row => count(row.counts.new)))
            .with("rows_updated", column!(Int, rows, row => count(row.counts.updated)))
            .with("rows_unchanged", column!(Int, rows, row => count(row.counts.unchanged)))
            .with("rows_rejected", column!(Int, rows, row => count(row.rows_rejected)))
            .with("started_at", column!(Moment, rows, row => Some(row.started_at)))
            .with("ended_at", column!(Moment, rows, row => row.ended_at)))
    }

    async fn health_table(&self) -> Result<NamedTable, Refused> {
        let definitions = self.definitions().await?;
        let mut rows = Vec::new();
        for versioned in &definitions.models {
            let health = self.state.health_all(&versioned.model.id, versioned.version).await;
            rows.extend(health.map_err(Refused::broken)?.into_iter().map(|health| (versioned, health)));
        }
        Ok(NamedTable::new("current_health")
            .with("model", column!(Text, rows, row => Some(row.0.model.id.clone())))
            .with("version", column!(Int, rows, row => Some(i64::from(row.0.version))))
            .with("account", column!(Int, rows, row => Some(row.1.account.0)))
            .with("day", column!(Day, rows, row => Some(row.1.day)))
            .with("segment", column!(Text, rows, row => Some(row.0.segment_id(row.1.segment))))
            .with("previous_segment", column!(Text, rows, row => row.1.previous_segment.map(|s| row.0.segment_id(s))))
            .with("changed_on", column!(Day, rows, row => row.1.changed_on))
            .with("score", column!(Float, rows, row => row.1.score))
            .with("coverage", column!(Float, rows, row => Some(row.1.coverage))))
    }

    async fn transitions_table(&self) -> Result<NamedTable, Refused> {
        let definitions = self.definitions().await?;
        let mut rows = Vec::new();
        let (first, last) = (banso_kernel::Day(i32::MIN), banso_kernel::Day(i32::MAX));
        for versioned in &definitions.models {
            let moves = self.state.transitions(&versioned.model.id, versioned.version, first, last).await;
            rows.extend(moves.map_err(Refused::broken)?.into_iter().map(|row| (versioned, row)));
        }
        Ok(NamedTable::new("transitions")
            .with("model", column!(Text, rows, row => Some(row.0.model.id.clone())))
            .with("version", column!(Int, rows, row => Some(i64::from(row.0.version))))
            .with("account", column!(Int, rows, row => Some(row.1.account.0)))
            .with("day", column!(Day, rows, row => Some(row.1.day)))
            .with("from_segment", column!(Text, rows, row => row.1.from.map(|s| row.0.segment_id(s))))
            .with("to_segment", column!(Text, rows, row => Some(row.0.segment_id(row.1.to)))))
    }
}

impl crate::Versioned {
    /// The id of a segment by its place; empty for "too little data".
    fn segment_id(&self, place: u8) -> String {
        self.model.segments.get(usize::from(place)).map_or_else(String::new, |segment| segment.id.clone())
    }
}

fn import_state(state: ImportState) -> &'static str {
    match state {
        ImportState::Running => "running",
        ImportState::Done => "done",
        ImportState::Failed => "failed",
    }
}
