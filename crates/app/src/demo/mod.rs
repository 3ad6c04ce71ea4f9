//! The demo: a simulated vendor in the stores, through the same door that imports use.

mod actions;
mod load;
mod members;

use crate::history::Progress;
use crate::{App, Refused, settings};
use banso_demo::{Vendor, simulate};
use banso_kernel::{Day, MemberId};

pub use load::Loaded;
pub use members::SignIn;

/// How far back the simulated facts go.
pub const MONTHS: u32 = 18;

/// Setting that says which demo the folder holds.
const MARK: &str = "demo.plan";

/// Which demo.
#[derive(Clone, Debug)]
pub struct DemoPlan {
    /// Decides everything that chance decides.
    pub seed: u64,
    /// Number of customers.
    pub accounts: usize,
    /// The day to play; today if none. Facts end the day before.
    pub as_of: Option<Day>,
}

/// Where the making of a demo stands.
#[derive(Clone, Copy, Debug)]
pub enum DemoStep {
    /// So many accounts are written.
    Accounts(usize),
    /// So many facts are in the lake.
    Sealed(u64),
    /// Metrics and health.
    Computing(Progress),
}

/// What a demo folder turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoState {
    /// Nothing is in it.
    Empty,
    /// A demo made before.
    Made,
    /// Somebody's own data.
    Foreign,
}

impl App {
    /// What the data folder holds.
    ///
    /// # Errors
    /// The database failed.
    pub async fn demo_state(&self) -> Result<DemoState, Refused> {
        let made = self.state.setting(MARK).await.map_err(Refused::broken)?;
        let accounts = self.state.accounts_count().await.map_err(Refused::broken)?;
        Ok(match (made, accounts) {
            (Some(_), _) => DemoState::Made,
            (None, 0) => DemoState::Empty,
            (None, _) => DemoState::Foreign,
        })
    }

    /// The vendor that `plan` means.
    ///
    /// # Errors
    /// The database failed.
    pub async fn demo_vendor(&self, plan: &DemoPlan) -> Result<Vendor, Refused> {
        let zone = self.workspace().await?.zone;
        let today = plan.as_of.unwrap_or_else(|| zone.day_of(self.clock.now()));
        Ok(simulate(plan.seed, plan.accounts, today - 1, MONTHS, zone))
    }

    /// Fills the empty data folder: accounts, people, contracts, touches and facts, then metrics and health.
    /// `members` are the keys of the vendor's members, in their order.
    ///
    /// # Errors
    /// A store failed.
    pub async fn make_demo(
        &self,
        plan: &DemoPlan,
        members: &[MemberId],
        progress: &(dyn Fn(DemoStep) + Send + Sync),
    ) -> Result<Loaded, Refused> {
        let vendor = self.demo_vendor(plan).await?;
        let mark = format!("seed {} accounts {} end {}", plan.seed, plan.accounts, vendor.plan().end);
        let now = self.clock.now();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.put_setting(MARK, &mark, now).await.map_err(Refused::broken)?;
        tx.put_setting(settings::NAME, "ミチシルベ", now).await.map_err(Refused::broken)?;
        if let Some(day) = plan.as_of {
            tx.put_setting(settings::AS_OF, &day.to_string(), now).await.map_err(Refused::broken)?;
        }
        tx.commit().await.map_err(Refused::broken)?;
        let accounts = |done| progress(DemoStep::Accounts(done));
        let loaded = load::load(&self.state, vendor, members, now, &accounts).await?;
        self.seal(&|facts| progress(DemoStep::Sealed(facts))).await?;
        self.rebuild(&|step| progress(DemoStep::Computing(step))).await?;
        self.play_demo().await?;
        Ok(loaded)
    }
}
