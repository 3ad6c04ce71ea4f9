//! The way out: what opens connections, and the keys that open the secrets of destinations.

use crate::{App, Refused};
use banso_delivery::seal::NONCE;
use banso_delivery::{Dialer, Keys, Secret};
use banso_kernel::Problem;
use banso_state::{Destination, Sealed};
use std::sync::{Arc, PoisonError};

/// How messages leave the house.
#[derive(Clone, Debug)]
pub struct Outside {
    /// Opens connections, to where the operator allows.
    pub dialer: Dialer,
    /// Opens secrets; none where no key is set up: then none can be kept.
    pub keys: Option<Keys>,
    /// Where bots of Slack post; tests have their own.
    pub slack_api: String,
}

impl App {
    /// Lets messages leave through this. Without it nothing is sent. Secrets that an older key sealed are sealed anew.
    ///
    /// # Errors
    /// A kept secret cannot be opened with these keys: `delivery-secret-other-key`, or the database failed.
    pub async fn open_to(&self, outside: Outside) -> Result<(), Refused> {
        let mut old = Vec::new();
        for mut destination in self.state.destinations().await.map_err(Refused::broken)? {
            let (Some(sealed), Some(keys)) = (&destination.secret, &outside.keys) else { continue };
            let secret = open(Some(keys), &destination, sealed).map_err(|problem| Refused::wrong("", problem))?;
            // Sealed by a key that is on its way out.
            if keys.is_old(&String::from_utf8_lossy(&sealed.0)) {
                let mut nonce = [0; NONCE];
                self.entropy.fill(&mut nonce);
                destination.secret = Some(Sealed(keys.seal(&secret, &place(destination.kind), nonce).into_bytes()));
                old.push(destination);
            }
        }
        if !old.is_empty() {
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            for destination in &old {
                tx.change_destination(destination).await.map_err(Refused::broken)?;
            }
            tx.commit().await.map_err(Refused::broken)?;
        }
        *self.outside.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(outside));
        Ok(())
    }

    pub(super) fn outside(&self) -> Option<Arc<Outside>> {
        self.outside.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A secret of a destination, sealed for its place.
    pub(super) fn seal_secret(&self, place: &str, secret: &str) -> Result<Sealed, Problem> {
        let no_key = || Problem::new("deliveries-problem-no-key");
        let outside = self.outside().ok_or_else(no_key)?;
        let keys = outside.keys.as_ref().ok_or_else(no_key)?;
        let mut nonce = [0; NONCE];
        self.entropy.fill(&mut nonce);
        Ok(Sealed(keys.seal(&Secret::new(secret), place, nonce).into_bytes()))
    }
}

/// The place for which a destination's secret is sealed: its name does not matter, so that it can be renamed.
pub(super) fn place(kind: banso_state::DestinationKind) -> String {
    format!("destination/{}", kind.text())
}

/// Opens the secret of a destination.
pub(super) fn open(keys: Option<&Keys>, destination: &Destination, sealed: &Sealed) -> Result<Secret, Problem> {
    let keys = keys.ok_or_else(|| Problem::new("deliveries-problem-no-key"))?;
    keys.open(&String::from_utf8_lossy(&sealed.0), &place(destination.kind))
}
