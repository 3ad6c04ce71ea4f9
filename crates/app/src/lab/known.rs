//! Metrics of days that are over as they were known when each was over: what a back-test may see. They are kept in the
//! lake, because facts that were known by a past moment no longer change, and computed for days that are not kept yet.

use crate::{App, Definitions, Refused, Workspace};
use banso_domain::metrics::History;
use banso_kernel::{Day, Micros};
use banso_lake::{MetricDay, MetricRows};
use serde::{Deserialize, Serialize};

/// What the table in the lake says of itself.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Stamp {
    /// Definitions, settings and erasures that it was computed with.
    of: String,
    /// The days that it has.
    days: Vec<i32>,
}

impl App {
    /// The metrics of all accounts on each of `days`, in the order of the definitions, counting only facts that were known
    /// when the day was over. Contracts and people are as they were when it was first asked for. Days that are not over
    /// are left out.
    ///
    /// # Errors
    /// A store failed.
    pub async fn known_then(&self, days: &[Day]) -> Result<Vec<(Day, MetricDay)>, Refused> {
        let broken = Refused::broken;
        let _one = self.known_then.lock().await;
        let (definitions, workspace) = (self.definitions().await?, self.workspace().await?);
        let ids: Vec<String> = definitions.metrics.metrics.iter().map(|metric| metric.id.clone()).collect();
        let of = self.known_of(&definitions, &workspace).await?;
        let mut stamp: Stamp =
            serde_json::from_str(&self.lake.known_stamp().await.map_err(broken)?).unwrap_or_default();
        if stamp.of != of {
            stamp = Stamp { of, days: Vec::new() };
        }
        let today = self.today(&workspace);
        let mut days: Vec<Day> = days.iter().copied().filter(|day| *day < today).collect();
        days.sort_unstable();
        days.dedup();
        for day in days.iter().copied() {
            if !stamp.days.contains(&day.0) {
                let known_by = Micros(workspace.zone.start_of(day + 1).0 - 1);
                let histories = self.each_known(&definitions, day, known_by, |history| history).await?;
                self.keep_known(&ids, day, &histories, &mut stamp).await?;
            }
        }
        let mut all = Vec::with_capacity(days.len());
        for day in days {
            all.push((day, self.lake.known_on(day, &ids).await.map_err(broken)?));
        }
        Ok(all)
    }

    /// What such metrics depend on besides facts: another text means that they must be computed again.
    pub(crate) async fn known_of(&self, definitions: &Definitions, workspace: &Workspace) -> Result<String, Refused> {
        let erased = self.state.erasure_mark().await.map_err(Refused::broken)?;
        let open = self.state.open_erasures().await.map_err(Refused::broken)?.len();
        let (zone, currency) = (&workspace.zone_name, workspace.currency.code());
        Ok(format!("{}:{zone}:{currency}:{erased}:{open}", definitions.metrics_hash))
    }

    /// Adds a day, in one commit with the stamp that names it: nothing is named that is not there.
    async fn keep_known(
        &self,
        ids: &[String],
        day: Day,
        histories: &[History],
        stamp: &mut Stamp,
    ) -> Result<(), Refused> {
        let mut writer = self.lake.known_writer(ids, stamp.days.is_empty()).map_err(Refused::broken)?;
        for history in histories {
            let columns: Vec<Vec<f64>> =
                history.columns.iter().map(|column| vec![column.last().copied().unwrap_or(f64::NAN)]).collect();
            let rows = MetricRows { account: history.account, first: day, columns: &columns };
            writer.push(&rows).map_err(Refused::broken)?;
        }
        stamp.days.push(day.0);
        let text = serde_json::to_string(stamp).map_err(Refused::broken)?;
        writer.finish(&text).await.map_err(Refused::broken).map(drop)
    }
}
