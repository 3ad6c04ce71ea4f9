//! What the whole workspace shares: its zone, its currency, its day.

use crate::{App, Refused};
use banso_kernel::{Currency, Day, Zone};

/// Settings that every computation and page reads.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The vendor's name; may be empty.
    pub name: String,
    /// Where its days begin and end.
    pub zone: Zone,
    /// The zone's IANA name.
    pub zone_name: String,
    /// The currency of CMRR.
    pub currency: Currency,
    /// First month of the fiscal year, 1–12.
    pub fiscal_month: u8,
    /// The day to be shown as today instead of the real one: for history whose source ended (an export of last
    /// year, the demo).
    pub as_of: Option<Day>,
}

/// Names of the settings behind it.
pub mod names {
    /// The vendor's name.
    pub const NAME: &str = "workspace.name";
    /// IANA zone.
    pub const ZONE: &str = "workspace.zone";
    /// ISO 4217 code.
    pub const CURRENCY: &str = "workspace.currency";
    /// 1–12.
    pub const FISCAL_MONTH: &str = "workspace.fiscal_month";
    /// ISO day.
    pub const AS_OF: &str = "workspace.as_of";
}

impl App {
    /// The workspace's settings, with defaults: Asia/Tokyo, JPY, fiscal year from April.
    ///
    /// # Errors
    /// The database failed.
    pub async fn workspace(&self) -> Result<Workspace, Refused> {
        let mut stored = self.state.settings().await.map_err(Refused::broken)?;
        let mut take = |name: &str| stored.remove(name);
        let zone = take(names::ZONE).and_then(|name| Zone::named(&name).map(|zone| (zone, name)));
        let (zone, zone_name) = zone.unwrap_or_else(|| (Zone::tokyo(), "Asia/Tokyo".to_owned()));
        let month = take(names::FISCAL_MONTH).and_then(|text| text.parse().ok()).filter(|m| (1..=12).contains(m));
        Ok(Workspace {
            name: take(names::NAME).unwrap_or_default(),
            zone,
            zone_name,
            currency: take(names::CURRENCY).and_then(|code| Currency::parse(&code)).unwrap_or(Currency::JPY),
            fiscal_month: month.unwrap_or(4),
            as_of: take(names::AS_OF).and_then(|day| Day::parse_iso(&day)),
        })
    }

    /// The day that counts as today.
    #[must_use]
    pub fn today(&self, workspace: &Workspace) -> Day {
        workspace.as_of.unwrap_or_else(|| workspace.zone.day_of(self.clock.now()))
    }
}
