//! Where messages go.

use super::messages::{About, Payload, delivery};
use super::outside::place;
use super::tasks::lacking;
use super::*;
use crate::{App, Principal, Refused, Wrong};
use banso_delivery::{Target, WebAddress};
use banso_domain::key::Key;
use banso_domain::members::Role;
use banso_kernel::{Arg, Problem};
use banso_state::{Destination, DestinationKind, Event};
use banso_words::words;
use std::collections::BTreeMap;

/// Fields of each kind that are not secret; those with `*` must be there.
const FIELDS: &[(DestinationKind, &[&str])] = &[
    (DestinationKind::SlackHook, &[]),
    (DestinationKind::SlackBot, &["*channel"]),
    (DestinationKind::Webhook, &["*url"]),
    (DestinationKind::Smtp, &["*host", "port", "security", "user", "*from", "from_name"]),
];

impl App {
    /// All destinations.
    ///
    /// # Errors
    /// No administrator.
    pub async fn destinations(&self, who: &Principal) -> Result<Vec<DestinationRow>, Refused> {
        who.needs(Role::Admin)?;
        let all = self.state.destinations().await.map_err(Refused::broken)?;
        let row = |one: Destination| DestinationRow {
            id: one.id,
            kind: one.kind.text().to_owned(),
            name: one.name,
            config: serde_json::from_str(&one.config).unwrap_or_default(),
            is_default: one.is_default,
            on: one.on,
            why_off: deliveries::told(&one.why_off, who.lang),
            failures: u32::try_from(one.failures).unwrap_or(u32::MAX),
            has_secret: one.secret.is_some(),
        };
        Ok(all.into_iter().map(row).collect())
    }

    /// A new secret to sign webhooks with, to be kept by [`App::put_destination`] and copied to the receiver.
    #[must_use]
    pub fn new_signing_secret(&self) -> String {
        let mut random = [0; 32];
        self.entropy.fill(&mut random);
        banso_delivery::webhook::SigningSecret::new(random).text().reveal().to_owned()
    }

    /// Makes a destination, or changes the one with this id.
    ///
    /// # Errors
    /// [`Refused::Input`] by field; no administrator.
    pub async fn put_destination(&self, who: &Principal, id: Option<i64>, new: NewDestination) -> Result<i64, Refused> {
        who.needs(Role::Admin)?;
        let kind = DestinationKind::parse(&new.kind).ok_or(Refused::Missing)?;
        let all = self.state.destinations().await.map_err(Refused::broken)?;
        let before = match id {
            Some(id) => Some(all.iter().find(|one| one.id == id && one.kind == kind).ok_or(Refused::Missing)?),
            None => None,
        };
        let mut wrong = Vec::new();
        let mut note = |field: &str, problem| wrong.push(Wrong { field: field.to_owned(), problem });
        let name = new.name.trim();
        if let Some(problem) = lacking(name, 60) {
            note("name", problem);
        } else if all.iter().any(|one| one.name == name && Some(one.id) != id) {
            note("name", Problem::new("live-problem-name-taken"));
        }
        let config = self.check_config(kind, &new, before.is_some_and(|one| one.secret.is_some()), &mut note);
        let secret = match new.secret.trim() {
            "" => before.and_then(|one| one.secret.clone()),
            typed => self.seal_secret(&place(kind), typed).map(Some).unwrap_or_else(|problem| {
                note("secret", problem);
                None
            }),
        };
        if !wrong.is_empty() {
            return Err(Refused::Input(wrong));
        }
        let now = self.clock.now();
        let destination = Destination {
            id: id.unwrap_or(0),
            kind,
            name: name.to_owned(),
            config: serde_json::to_string(&config).map_err(Refused::broken)?,
            secret,
            on: true,
            why_off: String::new(),
            failures: 0,
            is_default: new.is_default,
            changed_at: now,
            changed_by: Some(who.member),
        };
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let id = match id {
            Some(id) => {
                tx.change_destination(&destination).await.map_err(Refused::broken)?;
                id
            }
            None => tx.add_destination(&destination).await.map_err(Refused::broken)?,
        };
        if new.is_default {
            tx.make_default_destination(id).await.map_err(Refused::broken)?;
        }
        let verb = if before.is_some() { "changed" } else { "made" };
        let detail = serde_json::json!({ "kind": kind.text(), "name": name, "config": config });
        tx.log(&Event::new(now, Some(who.member), verb, "destination", &id.to_string(), &detail))
            .await
            .map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(id)
    }

    fn check_config(
        &self,
        kind: DestinationKind,
        new: &NewDestination,
        kept_secret: bool,
        note: &mut impl FnMut(&str, Problem),
    ) -> BTreeMap<String, String> {
        let mut config = BTreeMap::new();
        let fields = FIELDS.iter().find(|(of, _)| *of == kind).map_or(&[] as &[&str], |(_, fields)| fields);
        for field in fields {
            let (field, needed) = field.strip_prefix('*').map_or((*field, false), |field| (field, true));
            let value = new.config.get(field).map(|value| value.trim()).unwrap_or_default();
            if needed && value.is_empty() {
                note(field, Problem::new("problem-required"));
            } else if !value.is_empty() {
                config.insert(field.to_owned(), value.to_owned());
            }
        }
        let has_secret = kept_secret || !new.secret.trim().is_empty();
        match kind {
            DestinationKind::SlackHook | DestinationKind::SlackBot | DestinationKind::Webhook if !has_secret => {
                note("secret", Problem::new("problem-required"));
            }
            _ => {}
        }
        let secret = new.secret.trim();
        if kind == DestinationKind::SlackHook
            && !secret.is_empty()
            && let Err(problem) = WebAddress::parse(secret)
        {
            note("secret", problem);
        }
        if kind == DestinationKind::Webhook {
            if let Some(Err(problem)) = config.get("url").map(|url| WebAddress::parse(url)) {
                note("url", problem);
            }
            for one in secret.split_whitespace() {
                if let Err(problem) = banso_delivery::webhook::SigningSecret::parse(one) {
                    note("secret", problem);
                }
            }
        }
        if kind == DestinationKind::Smtp {
            let port = config.get("port").map_or(Ok(587), |port| port.parse::<u16>());
            match (port, config.get("host")) {
                (Err(_), _) => note("port", Problem::new("deliveries-problem-port")),
                (Ok(port), Some(host)) => {
                    if let Err(problem) = Target::new(host, port) {
                        note("host", problem);
                    }
                }
                _ => {}
            }
            if config.get("from").is_some_and(|from| !banso_kernel::japan::is_mail(from)) {
                note("from", Problem::new("delivery-mail-address").with("mail", config["from"].clone()));
            }
        }
        config
    }

    /// Switches a destination on or off.
    ///
    /// # Errors
    /// There is no such destination; no administrator.
    pub async fn switch_destination(&self, who: &Principal, id: i64, on: bool) -> Result<(), Refused> {
        who.needs(Role::Admin)?;
        let now = self.clock.now();
        self.state.destination(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.switch_destination(id, on, "", now, Some(who.member)).await.map_err(Refused::broken)?;
        let verb = if on { "switched_on" } else { "switched_off" };
        let event = Event::new(now, Some(who.member), verb, "destination", &id.to_string(), &serde_json::json!({}));
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// Queues a message that tries it, and says the delivery's id.
    ///
    /// # Errors
    /// There is no such destination; no administrator.
    pub async fn try_destination(&self, who: &Principal, id: i64) -> Result<i64, Refused> {
        who.needs(Role::Admin)?;
        let to = self.state.destination(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let members = self.member_addresses().await?;
        let (name, mail) = members.get(&who.member).cloned().ok_or(Refused::Missing)?;
        let words = words(who.lang);
        let title = words.with("deliveries-try-title", &[("name", Arg::from(to.name.as_str()))]);
        let line = words.with("deliveries-try-line", &[("member", Arg::from(name.as_str()))]);
        let payload = match to.kind {
            DestinationKind::SlackHook | DestinationKind::SlackBot => {
                Payload::Slack { title, lines: vec![line], link: None }
            }
            DestinationKind::Webhook => {
                Payload::Webhook { event: "banso.try".to_owned(), data: serde_json::json!({ "member": name }) }
            }
            DestinationKind::Smtp => {
                Payload::Mail { to: mail, name, lang: who.lang, subject: title, body: line, customer: false }
            }
        };
        let now = self.clock.now();
        let key = Key::of(&[b"try", &id.to_le_bytes(), &now.0.to_le_bytes()]);
        let row = delivery(key, Some(id), &payload, About::default(), (now, now));
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.enqueue(&[row]).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        let filter = banso_state::DeliveryFilter { destination: Some(id), ..Default::default() };
        let newest = self.state.deliveries(&filter, i64::MAX, 1).await.map_err(Refused::broken)?;
        newest.first().map(|one| one.id).ok_or(Refused::Missing)
    }
}
