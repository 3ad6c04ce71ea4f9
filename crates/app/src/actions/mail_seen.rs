//! Mail as its receiver sees it, before it goes (RULES 21). The letter is the one that is sent.

use super::act::Values;
use super::messages::Payload;
use super::outbox::letter;
use super::play_words::skipped;
use super::subject::Around;
use super::terms::Terms;
use super::*;
use crate::{App, Principal, Refused};
use banso_delivery::mail::Letter;
use banso_domain::conditions::PersonNow;
use banso_domain::members::Role;
use banso_domain::turn::{SkipReason, Written, mails};
use banso_kernel::{AccountId, Problem};
use banso_state::Delivery;
use std::collections::BTreeMap;

/// Stands for what differs from mail to mail in links of a mail that is not made yet.
const LATER: &str = "/u/0-00000000000000000000000000000000";

impl App {
    /// The mails that a play's steps would send to an account's people now, each as its person would see it, and whom a
    /// step leaves out.
    ///
    /// # Errors
    /// There is no such play or account; no CSM.
    pub async fn play_mails(&self, who: &Principal, id: &str, account: AccountId) -> Result<PlayMails, Refused> {
        who.needs(Role::Csm)?;
        let ground = self.action_ground().await?;
        let live = ground.book.rules.play(id).ok_or(Refused::Missing)?;
        let subjects = self.subjects(&ground.workspace, Some(&[account])).await?;
        let subject = subjects.first().ok_or(Refused::Missing)?;
        let terms = self.action_terms().await?;
        let values = self.values(&ground, Some(&[account])).await?.remove(&account);
        let values = values.unwrap_or_else(|| Values::none(&ground));
        let around =
            Around { metrics: &values.metrics, health: &values.health, ends: &[], asked: &[], usual: &ground.usual };
        let seen = |step: &str, (person, mail): (&PersonNow<'_>, Result<Written, SkipReason>)| MailSeen {
            step: step.to_owned(),
            person: person.id,
            name: person.name.to_owned(),
            address: person.email.to_owned(),
            letter: match mail {
                Ok(mail) => as_sent(person, mail, &terms),
                Err(why) => Err(skipped(&why)),
            },
        };
        let mails = subject.on(ground.today, ground.workspace.currency, around, |view| {
            let steps = live.play.steps.iter();
            let of_step = |step: &banso_domain::plays::PlayStep| {
                mails(&step.does, view, ground.today).into_iter().map(|one| seen(&step.id, one)).collect::<Vec<_>>()
            };
            steps.flat_map(of_step).collect()
        });
        Ok(PlayMails {
            play: live.play.name.clone(),
            account: AccountName { id: account, name: subject.account.name.clone() },
            writes: live.play.steps.iter().any(|step| matches!(step.does, banso_domain::plays::Does::Mail { .. })),
            mails,
        })
    }

    /// The letter that a message becomes; sending and looking at it take it from here.
    pub(super) async fn letter_of(
        &self,
        delivery: &Delivery,
        payload: &Payload,
        config: &BTreeMap<String, String>,
        terms: &Terms,
    ) -> Result<Letter, Problem> {
        let key = banso_domain::key::Key(delivery.key).to_string();
        letter(payload, &key, config, self.unsubscribe_link(delivery, terms).await?)
    }

    /// A mail on its way, or gone, as its receiver sees it; none for other messages.
    pub(super) async fn letter_seen(
        &self,
        delivery: &Delivery,
        payload: &Payload,
    ) -> Result<Option<LetterSeen>, Refused> {
        if !matches!(payload, Payload::Mail { .. }) {
            return Ok(None);
        }
        let terms = self.action_terms().await?;
        let letter = self.letter_of(delivery, payload, &BTreeMap::new(), &terms).await;
        letter.map(|letter| Some(LetterSeen::of(letter))).map_err(|problem| Refused::broken(problem.code))
    }
}

fn as_sent(person: &PersonNow<'_>, mail: Written, terms: &Terms) -> Result<LetterSeen, Problem> {
    let payload = Payload::Mail {
        to: person.email.to_owned(),
        name: person.name.to_owned(),
        lang: mail.lang,
        subject: mail.subject,
        body: mail.body,
        customer: true,
    };
    let unsubscribe = terms.site.as_ref().map(|site| format!("{}{LATER}", site.trim_end_matches('/')));
    letter(&payload, "", &BTreeMap::new(), unsubscribe).map(LetterSeen::of)
}

impl LetterSeen {
    pub(super) fn of(letter: Letter) -> Self {
        Self { html: letter.html(), lang: letter.lang, subject: letter.subject, text: letter.text }
    }
}
