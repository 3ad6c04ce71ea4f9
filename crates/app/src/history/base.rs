//! What all accounts share: definitions, the day, and on which days each source was alive.

use crate::{App, Definitions, Refused, Workspace};
use banso_domain::facts::Fact;
use banso_domain::metrics::{Classifier, Engine, FactTable, Grouped, Known, Liveness, MetricSet, Row};
use banso_kernel::{AccountId, Day, Micros};
use banso_lake::Scan;
use std::sync::Arc;

/// Shared ground of a computation.
#[derive(Debug)]
pub struct Base {
    /// The definitions it was made with.
    pub definitions: Definitions,
    /// The workspace's settings.
    pub workspace: Workspace,
    /// The last day of history.
    pub today: Day,
    /// Days on which each stream of the newest metrics had facts.
    pub liveness: Liveness,
    /// What exists at all.
    pub known: Known,
}

impl Base {
    /// Metrics of accounts whose facts are in `table`, with these shared grounds.
    pub(super) fn engine<'a>(&'a self, metrics: &'a MetricSet, classifier: &'a Classifier) -> Engine<'a> {
        Engine::new(metrics, classifier, &self.liveness, self.known, self.today)
    }
}

impl App {
    /// The shared grounds, from memory while definitions, settings and day are the same; computed by a scan of all
    /// facts otherwise.
    pub(crate) async fn base(&self) -> Result<Arc<Base>, Refused> {
        let (definitions, workspace) = (self.definitions().await?, self.workspace().await?);
        let today = self.today(&workspace);
        let kept = self.base.read().map_err(|_| Refused::broken("a thread died"))?.clone();
        if let Some(base) = kept
            && base.definitions.stamp == definitions.stamp
            && base.today == today
            && base.workspace.zone_name == workspace.zone_name
            && base.workspace.currency == workspace.currency
        {
            return Ok(base);
        }
        let mut classifier = classifier(&definitions.metrics)?;
        let table = self.table(&mut classifier, &workspace, None).await?;
        let liveness = Liveness::of(&classifier, table.presence());
        self.keep_base(definitions, workspace, today, liveness).await
    }

    pub(super) async fn keep_base(
        &self,
        definitions: Definitions,
        workspace: Workspace,
        today: Day,
        liveness: Liveness,
    ) -> Result<Arc<Base>, Refused> {
        let contracts = !self.state.contracts_all().await.map_err(Refused::broken)?.is_empty();
        let people = !self.state.people_all().await.map_err(Refused::broken)?.is_empty();
        let known = Known { contracts, people, digits: workspace.currency.digits() };
        let base = Arc::new(Base { definitions, workspace, today, liveness, known });
        *self.base.write().map_err(|_| Refused::broken("a thread died"))? = Some(Arc::clone(&base));
        Ok(base)
    }

    /// Forgets the shared grounds, because something that all accounts share has changed.
    pub fn forget_base(&self) {
        if let Ok(mut base) = self.base.write() {
            *base = None;
        }
    }

    /// All facts (or those of one account), classified and grouped.
    pub(super) async fn table(
        &self,
        classifier: &mut Classifier,
        workspace: &Workspace,
        known_by: Option<Micros>,
    ) -> Result<Grouped, Refused> {
        let (snapshot, inbox) = self.facts().await?;
        let scan = Scan { props: classifier.reads_props(), known_by, inbox, ..Scan::default() };
        let mut table = FactTable::new();
        let zone = &workspace.zone;
        self.lake
            .scan(&snapshot, scan, &mut |batch| {
                let fixed: Vec<Option<u16>> = batch.names.iter().map(|name| classifier.of_name(name)).collect();
                for at in 0..batch.len() {
                    let name = batch.name[at] as usize;
                    let class = fixed[name].unwrap_or_else(|| {
                        let props = batch.props.get(at).map_or("", |code| batch.props_texts[*code as usize].as_str());
                        let person = Some(batch.person[at]).filter(|key| *key != 0);
                        classifier.class(&batch.names[name], person, props)
                    });
                    let occurred_at = Micros(batch.occurred_at[at]);
                    table.push(Row {
                        account: AccountId(batch.account[at]),
                        person: batch.person[at],
                        class,
                        day: zone.day_of(occurred_at),
                        occurred_at,
                        value: batch.value[at],
                    });
                }
            })
            .await
            .map_err(Refused::broken)?;
        Ok(super::heavy(|| table.grouped()))
    }
}

/// The classifier of a set that publishing has checked.
pub(super) fn classifier(metrics: &MetricSet) -> Result<Classifier, Refused> {
    Classifier::new(metrics)
        .map_err(|problem| Refused::broken(format!("a stored definition cannot be read: {problem:?}")))
}

/// Facts in memory, classified and grouped.
pub(super) fn table_of(facts: &[Fact], classifier: &mut Classifier, workspace: &Workspace) -> Grouped {
    let mut table = FactTable::new();
    for fact in facts {
        table.push(Row {
            account: fact.account,
            person: fact.person.map_or(0, |person| person.0),
            class: classifier.class(&fact.name, fact.person.map(|person| person.0), &fact.props),
            day: workspace.zone.day_of(fact.occurred_at),
            occurred_at: fact.occurred_at,
            value: fact.value.unwrap_or(f64::NAN),
        });
    }
    table.grouped()
}
