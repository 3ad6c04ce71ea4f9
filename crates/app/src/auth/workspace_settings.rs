//! Settings of the workspace that administrators change.

use super::session::Current;
use crate::changed::changed;
use crate::workspace::{check_as_of, typed_day};
use crate::{App, Refused, Wrong, settings};
use banso_domain::members::Role;
use banso_kernel::{Currency, Problem, Zone};
use banso_state::Event;

/// The settings form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSettings {
    /// The vendor's name.
    pub name: String,
    /// IANA zone.
    pub zone: String,
    /// ISO 4217 code.
    pub currency: String,
    /// First month of the fiscal year, 1–12.
    pub fiscal_month: u8,
    /// The day to show as today, as typed; empty for the real one.
    pub as_of: String,
    /// One-key shortcuts.
    pub single_keys: bool,
    /// Contracts that do not count in the new currency are known and meant.
    pub currency_anyway: bool,
}

/// The code of the problem with a currency in which contracts do not count.
pub const UNCOUNTED: &str = "settings-problem-currency-others";

/// Setting: `off` when one-key shortcuts are switched off.
pub(crate) const SINGLE_KEYS: &str = "workspace.single_keys";

impl App {
    /// Whether one-key shortcuts are on.
    ///
    /// # Errors
    /// The database failed.
    pub async fn single_keys(&self) -> Result<bool, Refused> {
        let stored = self.state.setting(SINGLE_KEYS).await.map_err(Refused::broken)?;
        Ok(stored.as_deref() != Some("off"))
    }

    /// Keeps the settings. Zone, currency and the day shown as today change what every figure means: the caller starts
    /// a rebuild when this says true.
    ///
    /// # Errors
    /// [`Refused::Input`] when something in the form cannot be.
    pub async fn change_settings(&self, by: &Current, new: &NewSettings) -> Result<bool, Refused> {
        by.principal.needs(Role::Admin)?;
        let mut wrong = Vec::new();
        let mut say = |field: &str, problem: Problem| wrong.push(Wrong { field: field.to_owned(), problem });
        let zone = Zone::named(&new.zone);
        if zone.is_none() {
            say("zone", Problem::new("settings-problem-zone"));
        }
        let before = self.workspace().await?;
        match Currency::parse(&new.currency).filter(Currency::known) {
            None => say("currency", Problem::new("settings-problem-currency")),
            Some(currency) if currency != before.currency && !new.currency_anyway => {
                let contracts = self.state.contracts_all().await.map_err(Refused::broken)?;
                let others = contracts.iter().filter(|one| one.monthly.currency != currency).count();
                if others > 0 {
                    say("currency", Problem::new(UNCOUNTED).with("n", others).with("currency", currency.code()));
                }
            }
            Some(_) => {}
        }
        if !(1..=12).contains(&new.fiscal_month) {
            say("fiscal_month", Problem::new("settings-problem-month"));
        }
        let now = self.clock.now();
        let zone = zone.unwrap_or_else(Zone::tokyo);
        let as_of = typed_day(&new.as_of, &zone).and_then(|day| check_as_of(day, zone.day_of(now)).map(|()| day));
        let as_of = as_of.unwrap_or_else(|problem| {
            say("as_of", problem);
            None
        });
        if !wrong.is_empty() {
            return Err(Refused::Input(wrong));
        }
        let single_keys = self.single_keys().await?;
        let day = as_of.map(|day| day.to_string()).unwrap_or_default();
        let month = new.fiscal_month.to_string();
        let keys = if new.single_keys { "on" } else { "off" };
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        for (name, value) in [
            (settings::NAME, new.name.trim()),
            (settings::ZONE, new.zone.as_str()),
            (settings::CURRENCY, new.currency.as_str()),
            (settings::FISCAL_MONTH, month.as_str()),
            (settings::AS_OF, day.as_str()),
            (SINGLE_KEYS, keys),
        ] {
            tx.put_setting(name, value, now).await.map_err(Refused::broken)?;
        }
        let shown = before.as_of.map(|day| day.to_string()).unwrap_or_default();
        let detail = changed([
            ("name", before.name.as_str().into(), new.name.trim().into()),
            ("zone", before.zone_name.as_str().into(), new.zone.as_str().into()),
            ("currency", before.currency.to_string().into(), new.currency.as_str().into()),
            ("fiscal_month", before.fiscal_month.into(), new.fiscal_month.into()),
            ("as_of", shown.into(), day.into()),
            ("single_keys", single_keys.into(), new.single_keys.into()),
        ]);
        let event = Event::new(now, Some(by.principal.member), "changed_settings", "workspace", "", &detail);
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(before.zone_name != new.zone || before.currency.to_string() != new.currency || before.as_of != as_of)
    }
}
