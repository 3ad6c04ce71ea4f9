//! No more mail from plays: the link in each mail to a customer's person, and what it does.

use super::terms::Terms;
use crate::{App, Refused};
use banso_kernel::{FactId, Problem};
use banso_state::Delivery;

/// Setting with the key of such links.
const LINK_KEY: &str = "actions.link_key";

impl App {
    /// The link that stops mail to the person of a delivery; none without a site, or for mail to members.
    pub(super) async fn unsubscribe_link(&self, delivery: &Delivery, terms: &Terms) -> Result<Option<String>, Problem> {
        let (Some(site), Some(_)) = (&terms.site, delivery.person) else { return Ok(None) };
        let token = self.link_token(delivery).await.map_err(|_| Problem::new("deliveries-error-payload"))?;
        Ok(Some(format!("{}/u/{token}", site.trim_end_matches('/'))))
    }

    async fn link_token(&self, delivery: &Delivery) -> Result<String, Refused> {
        let mac = mac(&self.link_key().await?, delivery.id);
        Ok(format!("{}-{mac}", delivery.id))
    }

    async fn link_key(&self) -> Result<String, Refused> {
        if let Some(key) = self.state.setting(LINK_KEY).await.map_err(Refused::broken)? {
            return Ok(key);
        }
        let mut bytes = [0; 32];
        self.entropy.fill(&mut bytes);
        let key: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.put_setting(LINK_KEY, &key, self.clock.now()).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(key)
    }

    /// The delivery that a link belongs to.
    async fn delivery_of_link(&self, token: &str) -> Result<Delivery, Refused> {
        let (id, given) = token.split_once('-').ok_or(Refused::Missing)?;
        let id: i64 = id.parse().map_err(|_| Refused::Missing)?;
        let right = mac(&self.link_key().await?, id);
        if !bool::from(subtle::ConstantTimeEq::ct_eq(right.as_bytes(), given.as_bytes())) {
            return Err(Refused::Missing);
        }
        let found = self.state.delivery(id).await.map_err(Refused::broken)?;
        found.map(|(delivery, _)| delivery).ok_or(Refused::Missing)
    }

    /// Whether a link is one of ours. Opening it changes nothing.
    ///
    /// # Errors
    /// It is not ours.
    pub async fn check_unsubscribe(&self, token: &str) -> Result<(), Refused> {
        self.delivery_of_link(token).await.map(drop)
    }

    /// No more mail from plays to the person of a link; a fact, so that it counts.
    ///
    /// # Errors
    /// The link is not ours, or the database failed.
    pub async fn unsubscribe(&self, token: &str) -> Result<(), Refused> {
        let delivery = self.delivery_of_link(token).await?;
        let (Some(account), Some(person)) = (delivery.account, delivery.person) else { return Err(Refused::Missing) };
        let now = self.clock.now();
        let fact = banso_domain::facts::Fact {
            id: FactId::of(&[b"unsubscribed", &person.0.to_le_bytes(), &now.0.to_le_bytes()]),
            account,
            person: Some(person),
            name: "mail.unsubscribed".to_owned(),
            occurred_at: now,
            known_at: now,
            value: None,
            props: String::new(),
            source: "delivery".to_owned(),
        };
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        if tx.unsubscribe(person, Some(delivery.id), now).await.map_err(Refused::broken)? {
            tx.accept_facts(&[fact]).await.map_err(Refused::broken)?;
        }
        tx.commit().await.map_err(Refused::broken)
    }
}

fn mac(key: &str, id: i64) -> String {
    let key = *blake3::hash(key.as_bytes()).as_bytes();
    blake3::keyed_hash(&key, &id.to_le_bytes()).to_hex()[..32].to_owned()
}
