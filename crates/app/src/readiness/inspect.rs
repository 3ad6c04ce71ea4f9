//! Looking at all facts for what cannot be right: a scan, remembered until history is computed again.

use crate::accounts::Lens;
use crate::{App, Refused};
use banso_domain::readiness::{Found, Inspector};
use banso_kernel::{AccountId, Day, Micros};
use banso_lake::Scan;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// What was found, with the names of the accounts that it names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inspection {
    /// Most serious first.
    pub found: Found,
    /// Names of the examples.
    pub names: HashMap<AccountId, String>,
}

/// The last inspection, and the history and day that it belongs to.
#[derive(Debug, Default)]
pub struct Inspections(Mutex<Option<(String, Day, Arc<Inspection>)>>);

/// The present inspection. The mark is read before the data, so that a computation in between is seen next time.
pub(super) async fn inspection(app: &App, lens: &Lens) -> Result<Arc<Inspection>, Refused> {
    let mark = app.history_mark().await?;
    let kept = app.inspections.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some((of, day, kept)) = kept
        && of == mark
        && day == lens.as_of
    {
        return Ok(kept);
    }
    let made = Arc::new(inspect(app, lens).await?);
    *app.inspections.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((mark, lens.as_of, Arc::clone(&made)));
    Ok(made)
}

async fn inspect(app: &App, lens: &Lens) -> Result<Inspection, Refused> {
    let accounts = app.state.accounts_full().await.map_err(Refused::broken)?;
    let contracts = app.state.contracts_all().await.map_err(Refused::broken)?;
    let people = app.state.people_all().await.map_err(Refused::broken)?;
    let with_people: BTreeSet<AccountId> = people.iter().map(|person| person.account).collect();
    let mut inspector = Inspector::new(&accounts, &contracts, lens.currency, lens.as_of);
    let (snapshot, inbox) = app.facts().await?;
    // A scan decodes on the thread that polls it: not on one that answers pages.
    let (lake, zone, runtime) = (app.lake.clone(), lens.zone.clone(), tokio::runtime::Handle::current());
    let scanned = tokio::task::spawn_blocking(move || {
        let mut days = zone.days();
        let scan = Scan { inbox: inbox.into(), ..Scan::default() };
        let done = runtime.block_on(lake.scan(&snapshot, scan, &mut |run| {
            for (name, moment) in run.name.iter().zip(run.occurred_at) {
                inspector.fact(run.account, &run.names[*name as usize], days.of(Micros(*moment)));
            }
        }));
        done.map(|()| inspector)
    });
    let inspector = scanned.await.map_err(Refused::broken)?.map_err(Refused::broken)?;
    let found = inspector.finish(&accounts, &with_people);
    let named: BTreeSet<AccountId> = found.iter().flat_map(|finding| finding.examples.iter().copied()).collect();
    let names = accounts.into_iter().filter(|a| named.contains(&a.id)).map(|a| (a.id, a.name)).collect();
    Ok(Inspection { found, names })
}
