//! Telling members: in Slack where there is one, else by mail to those who lead. Many companies have no chat.

use super::messages::{About, Payload, delivery};
use super::terms::{Reach, Terms};
use banso_domain::key::Key;
use banso_kernel::{AccountId, Micros};
use banso_state::{Delivery, Member};
use banso_words::words;

/// Something that members should know.
pub(crate) struct Notice<'a> {
    /// What it is about, so that it is told once: `overdue:12:20500`.
    pub what: String,
    /// One line.
    pub title: String,
    /// Further lines.
    pub lines: Vec<String>,
    /// The page to look at, such as `/tasks/12`.
    pub page: String,
    /// Whose.
    pub account: Option<AccountId>,
    /// Who is told by mail too, whatever else there is.
    pub also: Vec<&'a Member>,
}

impl Notice<'_> {
    /// The messages that tell it.
    pub fn deliveries(&self, terms: &Terms, reach: &Reach, now: Micros) -> Vec<Delivery> {
        let label = words(terms.lang).get("tasks-open-in-banso").into_owned();
        let link = terms.site.as_ref().map(|site| (label, format!("{}{}", site.trim_end_matches('/'), self.page)));
        let about = || About { account: self.account, ..About::default() };
        let mut all = Vec::new();
        let slack = reach.slack(None);
        if let Some(slack) = slack {
            let (title, lines) = (self.title.clone(), self.lines.clone());
            let payload = Payload::Slack { title, lines, link: link.clone() };
            all.push(delivery(
                Key::of(&[b"notice", self.what.as_bytes()]),
                Some(slack.id),
                &payload,
                about(),
                (now, now),
            ));
        }
        let Some(mail) = reach.mail() else { return all };
        let managers = if slack.is_none() { reach.managers() } else { Vec::new() };
        let mut told: Vec<&Member> = managers.into_iter().chain(self.also.iter().copied()).collect();
        told.sort_by_key(|member| member.id);
        told.dedup_by_key(|member| member.id);
        for member in told {
            let mut body = self.lines.join("\n");
            if let Some((label, address)) = &link {
                body.push_str(&format!("\n\n{label}: {address}"));
            }
            let payload = Payload::Mail {
                to: member.mail.clone(),
                name: member.name.clone(),
                lang: terms.lang,
                subject: self.title.clone(),
                body,
                customer: false,
            };
            let key = Key::of(&[b"notice", self.what.as_bytes(), &member.id.0.to_le_bytes()]);
            all.push(delivery(key, Some(mail.id), &payload, about(), (now, now)));
        }
        all
    }
}
