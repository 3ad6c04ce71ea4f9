//! What the whole workspace shares: its zone, its currency, its day.

use crate::{App, Refused};
use banso_intake::Cell;
use banso_intake::values::dates;
use banso_kernel::{Currency, Day, Problem, Zone};

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

    /// Shows this day as today from now on; `None` goes back to the real one. For the command line; in the browser it
    /// is a setting. History must then be computed again.
    ///
    /// # Errors
    /// [`Refused::Input`] for a day that is still to come, or the database failed.
    pub async fn look_at(&self, day: Option<Day>) -> Result<(), Refused> {
        let (zone, now) = (self.workspace().await?.zone, self.clock.now());
        check_as_of(day, zone.day_of(now)).map_err(|problem| Refused::wrong("as_of", problem))?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let text = day.map(|day| day.to_string()).unwrap_or_default();
        tx.put_setting(names::AS_OF, &text, now).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }
}

/// A day can be shown as today if it was one, in the time of computers.
pub(crate) fn check_as_of(day: Option<Day>, today: Day) -> Result<(), Problem> {
    let fits = day.is_none_or(|day| (Day(0)..=today).contains(&day));
    fits.then_some(()).ok_or_else(|| Problem::new("settings-problem-as-of"))
}

/// A day as typed: what a date field sends, or any usual way of writing one (J-06, J-13). Nothing typed is no day.
pub(crate) fn typed_day(typed: &str, zone: &Zone) -> Result<Option<Day>, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let unreadable = || Problem::new("problem-date-unreadable").with("value", typed);
    let read = dates::day(&Cell::Text(typed.to_owned()), dates::Order::YearFirst, zone).map_err(|_| unreadable())?;
    read.map(Some).ok_or_else(unreadable)
}
