//! What messages say, as rows of the outbox keep it.

use banso_domain::key::Key;
use banso_kernel::{AccountId, Lang, Micros, PersonId};
use banso_state::{Delivery, DeliveryKind, DeliveryState, Member};
use serde::{Deserialize, Serialize};

/// What a message says; by its kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Payload {
    /// To members, in Slack.
    Slack {
        /// One line.
        title: String,
        /// Further lines.
        #[serde(default)]
        lines: Vec<String>,
        /// Where one looks: label and address.
        #[serde(default)]
        link: Option<(String, String)>,
    },
    /// To somebody by mail.
    Mail {
        /// Address.
        to: String,
        /// Name, as shown beside the address.
        name: String,
        /// Language of the texts.
        lang: Lang,
        /// One line.
        subject: String,
        /// Plain text; HTML is made from it.
        body: String,
        /// To a customer's person: can be stopped with one click.
        #[serde(default)]
        customer: bool,
    },
    /// To a program.
    Webhook {
        /// What happened: `play.step`, `churn.recorded`.
        event: String,
        /// More about it.
        data: serde_json::Value,
    },
}

impl Payload {
    /// The kind of row that carries it.
    pub fn kind(&self) -> DeliveryKind {
        match self {
            Payload::Slack { .. } => DeliveryKind::Slack,
            Payload::Mail { .. } => DeliveryKind::Mail,
            Payload::Webhook { .. } => DeliveryKind::Webhook,
        }
    }

    /// What Slack would say, as a mail to a member.
    pub fn to_member(&self, member: &Member, lang: Lang) -> Self {
        let Payload::Slack { title, lines, link } = self else { return self.clone() };
        let link = link.iter().map(|(label, address)| format!("\n\n{label}: {address}"));
        Payload::Mail {
            to: member.mail.clone(),
            name: member.name.clone(),
            lang,
            subject: title.clone(),
            body: std::iter::once(lines.join("\n")).chain(link).collect(),
            customer: false,
        }
    }

    /// What lists show of it.
    pub fn title(&self) -> &str {
        match self {
            Payload::Slack { title, .. } => title,
            Payload::Mail { subject, .. } => subject,
            Payload::Webhook { event, .. } => event,
        }
    }
}

/// Where a message comes from and whom it concerns.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    pub account: Option<AccountId>,
    pub person: Option<PersonId>,
    pub play: Option<String>,
    pub run: Option<Key>,
    pub step: Option<String>,
}

/// A row for the outbox.
pub(crate) fn delivery(
    key: Key,
    destination: Option<i64>,
    payload: &Payload,
    about: About,
    (now, due_at): (Micros, Micros),
) -> Delivery {
    Delivery {
        id: 0,
        key: key.0,
        destination,
        kind: payload.kind(),
        account: about.account,
        person: about.person,
        play: about.play,
        run: about.run.map(|run| run.0),
        step: about.step,
        payload: serde_json::to_string(payload).unwrap_or_default(),
        state: DeliveryState::Waiting,
        attempts: 0,
        due_at: due_at.max(now),
        holder: String::new(),
        fencing: 0,
        held_until: None,
        last_error: String::new(),
        created_at: now,
        sent_at: None,
    }
}
