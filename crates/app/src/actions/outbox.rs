//! Sending what is in the outbox. Whoever takes a message has it for a while; how a try ended counts only if nobody else
//! took it meanwhile; the key that receivers get is that of the decision, however often it is tried.

use super::messages::Payload;
use super::outside::{self, Outside};
use super::terms::{Reach, Terms};
use crate::{App, Refused};
use banso_delivery::mail::{Letter, Login, MailServer, Party, Security, seal};
use banso_delivery::slack::{Block, Button, Message, Rich, Slack};
use banso_delivery::webhook::{SigningSecret, Webhook};
use banso_delivery::{Attempt, Outcome, Target, WebAddress, mail, retry, slack, webhook};
use banso_domain::facts::Fact;
use banso_kernel::{FactId, Micros, Problem};
use banso_state::{ClaimLimits, Delivery, DeliveryKind, Destination, DestinationKind, Ending, Tried};
use banso_words::words;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use std::collections::BTreeMap;
use std::pin::pin;
use std::time::Duration;

/// Who took a message says how it ended within this time, in microseconds.
const LEASE: i64 = 60 * 1_000_000;
/// A try takes this long at most.
const LIMIT: Duration = Duration::from_secs(20);
/// Messages under way at once.
const MOST: usize = 64;
/// Of them to one destination: one that is slow holds up no other.
const EACH: i64 = 4;
/// Names the files by which processes that send show that they live.
const SENDERS: &str = "outbox";
/// A destination that was not reached so often in a row is switched off.
const GIVE_UP: i64 = 30;

impl App {
    /// Sends what is due until nothing is, and says how many tries that took. For commands and tests.
    ///
    /// # Errors
    /// The database failed.
    pub async fn deliver_due(&self) -> Result<usize, Refused> {
        let mut tries = 0;
        loop {
            let taken = self.claim(MOST).await?;
            if taken.is_empty() {
                return Ok(tries);
            }
            tries += taken.len();
            let all: FuturesUnordered<_> = taken.into_iter().map(|one| self.deliver(one)).collect();
            for done in all.collect::<Vec<_>>().await {
                done?;
            }
        }
    }

    /// Sends what is due, looking every `pause`. Never returns; what goes wrong is logged and tried again.
    pub async fn keep_delivering(&self, pause: Duration) {
        let mut under_way = FuturesUnordered::new();
        let told = |done: Result<(), Refused>| {
            if let Err(error) = done {
                tracing::warn!(%error, "how a message went could not be kept; it is found again");
            }
        };
        loop {
            // What is under way goes on while this waits: one of them may hold the connection that it waits for.
            let taken = {
                let mut taking = pin!(self.claim(MOST.saturating_sub(under_way.len())));
                loop {
                    tokio::select! {
                        taken = &mut taking => break taken,
                        Some(done) = under_way.next(), if !under_way.is_empty() => told(done),
                    }
                }
            };
            match taken {
                Ok(taken) => under_way.extend(taken.into_iter().map(|one| self.deliver(one))),
                Err(error) => tracing::warn!(%error, "messages could not be taken from the outbox"),
            }
            tokio::select! {
                Some(done) = under_way.next(), if !under_way.is_empty() => told(done),
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    async fn claim(&self, free: usize) -> Result<Vec<Delivery>, Refused> {
        if free == 0 || self.outside().is_none() {
            return Ok(Vec::new());
        }
        if !self.held.show(&self.dir, SENDERS, &self.holder) {
            return Ok(Vec::new());
        }
        // What somebody was sending who has died need not come to the end of its lease; its destination would wait so
        // long. Of what went out nobody may have been told: so all accounts are looked at.
        for holder in self.held.died(&self.dir, SENDERS) {
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            tx.expire_deliveries(self.clock.now(), &holder).await.map_err(Refused::broken)?;
            tx.commit().await.map_err(Refused::broken)?;
            self.look_at_all();
            self.held.forget(&self.dir, SENDERS, &holder);
        }
        let now = self.clock.now();
        if self.state.next_delivery().await.map_err(Refused::broken)?.is_none_or(|at| at > now) {
            return Ok(Vec::new());
        }
        let limits = ClaimLimits { messages: free as i64, per_destination: EACH };
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.expire_deliveries(now, "").await.map_err(Refused::broken)?;
        let until = Micros(now.0 + LEASE);
        let taken = tx.claim_deliveries(&self.holder, now, until, limits).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(taken)
    }

    /// Tries one message that this process has taken, and keeps how that went.
    async fn deliver(&self, delivery: Delivery) -> Result<(), Refused> {
        let Some(outside) = self.outside() else { return Ok(()) };
        let (reach, terms) = (Reach::load(self).await?, self.action_terms().await?);
        let destination = match delivery.destination {
            Some(id) => reach.destinations.iter().find(|one| one.id == id),
            None => match delivery.kind {
                DeliveryKind::Slack => reach.slack(None),
                DeliveryKind::Mail => reach.mail(),
                DeliveryKind::Webhook => reach.destination(None, |kind| kind == DestinationKind::Webhook),
            },
        };
        let attempt = match self.refused_now(&delivery).await? {
            Some(why) => never(why),
            None => match destination {
                Some(to) => match self.attempt(&outside, to, &delivery, &terms).await {
                    Ok(attempt) => attempt,
                    Err(why) => never(why),
                },
                None => never(Problem::new("deliveries-error-nowhere")),
            },
        };
        self.keep_attempt(&delivery, destination, attempt, &terms).await
    }

    /// Why a message must not go any more: its person has said so since.
    async fn refused_now(&self, delivery: &Delivery) -> Result<Option<Problem>, Refused> {
        let Some(person) = delivery.person else { return Ok(None) };
        let closed = self.state.unsubscribed().await.map_err(Refused::broken)?.contains(&person);
        Ok(closed.then(|| Problem::new("deliveries-error-unsubscribed")))
    }

    async fn attempt(
        &self,
        outside: &Outside,
        to: &Destination,
        delivery: &Delivery,
        terms: &Terms,
    ) -> Result<Attempt, Problem> {
        let broken = |_| Problem::new("deliveries-error-payload");
        let payload: Payload = serde_json::from_str(&delivery.payload).map_err(broken)?;
        let config: BTreeMap<String, String> = serde_json::from_str(&to.config).unwrap_or_default();
        let secret = match &to.secret {
            Some(sealed) => Some(outside::open(outside.keys.as_ref(), to, sealed)?),
            None => None,
        };
        let field = |name: &str| config.get(name).map(String::as_str).unwrap_or_default();
        let now = self.clock.now();
        let key = banso_domain::key::Key(delivery.key).to_string();
        let secret_text = || secret.as_ref().map(|secret| secret.reveal().to_owned()).unwrap_or_default();
        match (&payload, to.kind) {
            (Payload::Slack { .. }, DestinationKind::SlackHook) => {
                let to = Slack::Hook { address: WebAddress::parse(&secret_text())? };
                Ok(slack::send(&outside.dialer, &to, &slack_message(&payload), now, LIMIT).await)
            }
            (Payload::Slack { .. }, DestinationKind::SlackBot) => {
                let to = Slack::Bot {
                    address: WebAddress::parse(&outside.slack_api)?,
                    token: secret.ok_or_else(|| Problem::new("deliveries-problem-secret"))?,
                    channel: field("channel").to_owned(),
                    thread: None,
                };
                Ok(slack::send(&outside.dialer, &to, &slack_message(&payload), now, LIMIT).await)
            }
            (Payload::Webhook { event, data }, DestinationKind::Webhook) => {
                let secrets = secret_text().split_whitespace().map(SigningSecret::parse).collect::<Result<_, _>>()?;
                let to = Webhook { address: WebAddress::parse(field("url"))?, secrets };
                let body = serde_json::json!({ "type": event, "timestamp": delivery.created_at.iso(), "data": data });
                Ok(webhook::send(&outside.dialer, &to, &key, &body.to_string(), now, LIMIT).await)
            }
            (Payload::Mail { .. }, DestinationKind::Smtp) => {
                let letter = self.letter_of(delivery, &payload, &config, terms).await?;
                let sealed = seal(&letter, delivery.created_at)?;
                let port = field("port").parse().unwrap_or(587);
                let login = match (field("user"), secret) {
                    ("", _) | (_, None) => None,
                    (user, Some(password)) => Some(Login { user: user.to_owned(), password }),
                };
                let server = MailServer {
                    target: Target::new(field("host"), port)?,
                    security: match field("security") {
                        "none" => Security::Plain,
                        "tls" => Security::Tls,
                        _ => Security::StartTls,
                    },
                    login,
                    hello: field("from").rsplit_once('@').map_or("localhost", |(_, domain)| domain).to_owned(),
                };
                Ok(mail::send(&outside.dialer, &server, &sealed, LIMIT).await)
            }
            _ => Err(Problem::new("deliveries-error-nowhere")),
        }
    }

    /// How a try went, what follows for the destination, and the facts that came of it, in one transaction.
    async fn keep_attempt(
        &self,
        delivery: &Delivery,
        destination: Option<&Destination>,
        attempt: Attempt,
        terms: &Terms,
    ) -> Result<(), Refused> {
        let broken = Refused::broken;
        let now = self.clock.now();
        let tries = u32::try_from(delivery.attempts).unwrap_or(u32::MAX);
        let mut bytes = [0; 4];
        self.entropy.fill(&mut bytes);
        let jitter = f64::from(u32::from_le_bytes(bytes)) / (f64::from(u32::MAX) + 1.0);
        let (mut bounced, mut gone, mut reached) = (false, false, Some(true));
        let (ending, why) = match attempt.outcome {
            Outcome::Sent { .. } => (Ending::Sent, None),
            Outcome::Again { after, why } => {
                reached = Some(false);
                match retry::wait(tries, jitter, after) {
                    Some(wait) => {
                        let at = Micros(now.0.saturating_add(i64::try_from(wait.as_micros()).unwrap_or(i64::MAX)));
                        (Ending::Again(self.retry_moment(delivery, at, terms).await?), Some(why))
                    }
                    None => (Ending::Dead, Some(why)),
                }
            }
            Outcome::Never { why, bounced: is_bounce, gone: is_gone } => {
                (bounced, gone) = (is_bounce, is_gone);
                reached = None;
                (Ending::Dead, Some(why))
            }
            Outcome::Unsure { why } => (Ending::Unsure, Some(why)),
        };
        let error = why.as_ref().map(|why| serde_json::to_string(why).unwrap_or_default()).unwrap_or_default();
        let status = attempt.response.get(..3).and_then(|digits| digits.parse().ok());
        let (request, response) = (attempt.request, attempt.response);
        let sent = ending == Ending::Sent;
        let tried = Tried { ending, at: now, status, request, response, error };
        let mut tx = self.state.begin().await.map_err(broken)?;
        if !tx.finish_delivery(delivery.id, delivery.fencing, &tried).await.map_err(broken)? {
            return tx.rollback().await.map_err(broken);
        }
        if let Some(to) = destination {
            if let Some(reached) = reached {
                let failures = tx.note_destination(to.id, reached).await.map_err(broken)?;
                if failures >= GIVE_UP {
                    tx.switch_destination(to.id, false, "deliveries-off-failing", now, None).await.map_err(broken)?;
                }
            }
            if gone {
                tx.switch_destination(to.id, false, "deliveries-off-gone", now, None).await.map_err(broken)?;
            }
        }
        if let (Some(person), true) = (delivery.person, bounced) {
            tx.unsubscribe(person, Some(delivery.id), now).await.map_err(broken)?;
        }
        let name = if sent { "mail.sent" } else { "mail.bounced" };
        if (sent || bounced)
            && let Some(fact) = fact(delivery, name, now)
        {
            tx.accept_facts(&[fact]).await.map_err(broken)?;
        }
        tx.commit().await.map_err(broken)?;
        self.look_at_accounts(delivery.account.filter(|_| delivery.run.is_some()));
        Ok(())
    }

    /// Mail to customers goes in office hours, also when it is tried again.
    async fn retry_moment(&self, delivery: &Delivery, at: Micros, terms: &Terms) -> Result<Micros, Refused> {
        if delivery.person.is_none() {
            return Ok(at);
        }
        let workspace = self.workspace().await?;
        let calendar = self.calendar().await?;
        Ok(terms.limits().open(at, &workspace.zone, &|day| calendar.is_business_day(day)))
    }
}

fn never(why: Problem) -> Attempt {
    let outcome = Outcome::Never { why, bounced: false, gone: false };
    Attempt { outcome, request: String::new(), response: String::new() }
}

/// A message of Slack: title, lines, and a button that leads to the page.
pub(super) fn slack_message(payload: &Payload) -> Message {
    let Payload::Slack { title, lines, link } = payload else { return Message::default() };
    let mut blocks = vec![Block::Header(title.clone())];
    if !lines.is_empty() {
        blocks.push(Block::Section(Rich::plain(lines.join("\n"))));
    }
    if let Some((label, url)) = link {
        blocks.push(Block::Actions(vec![Button { label: label.clone(), url: url.clone() }]));
    }
    Message { summary: title.clone(), blocks }
}

/// The letter that a mail becomes; its preview is made of the same one.
pub(super) fn letter(
    payload: &Payload,
    key: &str,
    config: &BTreeMap<String, String>,
    unsubscribe: Option<String>,
) -> Result<Letter, Problem> {
    let Payload::Mail { to, name, lang, subject, body, customer } = payload else {
        return Err(Problem::new("deliveries-error-payload"));
    };
    let from = config.get("from").cloned().unwrap_or_default();
    let named = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    Ok(Letter {
        key: key.to_owned(),
        from: Party { name: config.get("from_name").and_then(|name| named(name)), mail: from },
        to: Party { name: named(name), mail: to.clone() },
        reply_to: None,
        subject: subject.clone(),
        text: match unsubscribe.as_ref().filter(|_| *customer) {
            // Also for those who read it where no button is shown, and because the law asks for it.
            Some(link) => format!("{body}\n\n—\n{}\n{link}", words(*lang).get("deliveries-stop-line")),
            None => body.clone(),
        },
        lang: *lang,
        earlier: Vec::new(),
        unsubscribe: unsubscribe.filter(|link| *customer && link.starts_with("https://")),
    })
}

/// The fact that a message to a customer's person is.
fn fact(delivery: &Delivery, name: &str, now: Micros) -> Option<Fact> {
    let (account, person) = (delivery.account?, delivery.person?);
    let mail = delivery.play.clone().unwrap_or_default();
    let step = delivery.step.clone().unwrap_or_default();
    Some(Fact {
        id: FactId::of(&[b"delivery", name.as_bytes(), &delivery.key]),
        account,
        person: Some(person),
        name: name.to_owned(),
        occurred_at: now,
        known_at: now,
        value: None,
        props: serde_json::json!({ "mail": mail, "step": step }).to_string(),
        source: "delivery".to_owned(),
    })
}
