//! Settings of the workspace that administrators change.

use super::session::Current;
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
    /// One-key shortcuts.
    pub single_keys: bool,
}

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

    /// Keeps the settings. Zone and currency change what every figure means: the caller starts a rebuild when this
    /// says true.
    ///
    /// # Errors
    /// [`Refused::Input`] when something in the form cannot be.
    pub async fn change_settings(&self, by: &Current, new: &NewSettings) -> Result<bool, Refused> {
        by.principal.needs(Role::Admin)?;
        let mut wrong = Vec::new();
        let mut say = |field: &str, code: &str| {
            wrong.push(Wrong { field: field.to_owned(), problem: Problem::new(code) });
        };
        if Zone::named(&new.zone).is_none() {
            say("zone", "settings-problem-zone");
        }
        if Currency::parse(&new.currency).is_none() {
            say("currency", "settings-problem-currency");
        }
        if !(1..=12).contains(&new.fiscal_month) {
            say("fiscal_month", "settings-problem-month");
        }
        if !wrong.is_empty() {
            return Err(Refused::Input(wrong));
        }
        let now = self.clock.now();
        let before = self.workspace().await?;
        let month = new.fiscal_month.to_string();
        let keys = if new.single_keys { "on" } else { "off" };
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        for (name, value) in [
            (settings::NAME, new.name.trim()),
            (settings::ZONE, new.zone.as_str()),
            (settings::CURRENCY, new.currency.as_str()),
            (settings::FISCAL_MONTH, month.as_str()),
            (SINGLE_KEYS, keys),
        ] {
            tx.put_setting(name, value, now).await.map_err(Refused::broken)?;
        }
        let detail = serde_json::json!({
            "zone": new.zone, "currency": new.currency, "fiscal_month": new.fiscal_month, "single_keys": new.single_keys,
        });
        let event = Event {
            seq: 0,
            occurred_at: now,
            member: Some(by.principal.member),
            verb: "changed_settings".to_owned(),
            object: "workspace".to_owned(),
            object_id: String::new(),
            detail: detail.to_string(),
        };
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(before.zone_name != new.zone || before.currency.to_string() != new.currency)
    }
}
