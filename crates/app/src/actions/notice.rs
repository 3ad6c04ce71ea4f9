//! Telling members: in Slack where there is one, else by mail to those who lead. Many companies have no chat.

use super::messages::{About, Payload, delivery};
use super::terms::{Reach, Terms};
use banso_domain::key::Key;
use banso_kernel::{AccountId, Micros};
use banso_state::{Delivery, Member};

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
        let (title, lines) = (self.title.clone(), self.lines.clone());
        let payload = Payload::Slack { title, lines, link: terms.link(&self.page) };
        let about = || About { account: self.account, ..About::default() };
        let mut all = Vec::new();
        let slack = reach.slack(None);
        if let Some(slack) = slack {
            let key = Key::of(&[b"notice", self.what.as_bytes()]);
            all.push(delivery(key, Some(slack.id), &payload, about(), (now, now)));
        }
        let Some(mail) = reach.mail() else { return all };
        let managers = if slack.is_none() { reach.managers() } else { Vec::new() };
        let mut told: Vec<&Member> = managers.into_iter().chain(self.also.iter().copied()).collect();
        told.sort_by_key(|member| member.id);
        told.dedup_by_key(|member| member.id);
        for member in told {
            let payload = payload.to_member(member, terms.lang);
            let key = Key::of(&[b"notice", self.what.as_bytes(), &member.id.0.to_le_bytes()]);
            all.push(delivery(key, Some(mail.id), &payload, about(), (now, now)));
        }
        all
    }
}
