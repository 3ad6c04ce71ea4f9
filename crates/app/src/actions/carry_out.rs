//! From deeds to rows: tasks, messages, changed accounts.

use super::act::Ground;
use super::messages::{About, Payload, delivery};
use super::subject::Subject;
use super::terms::{Reach, Terms};
use crate::{App, Refused};
use banso_domain::accounts::Account;
use banso_domain::plays::Assignee;
use banso_domain::turn::{Act, CauseKind, Deed, Effect, Memory};
use banso_kernel::{Day, MemberId, Micros, Text};
use banso_state::{AccountKeys, Change, Delivery, Destination, DestinationKind, Task, TaskState, Tx};

/// What the deeds of some accounts lead to, collected for one transaction.
pub(super) struct Carrier<'a> {
    ground: &'a Ground,
    terms: &'a Terms,
    reach: &'a Reach,
    /// The day and the moment of the decisions.
    at: (Day, Micros),
    tasks: Vec<Task>,
    deliveries: Vec<Delivery>,
    accounts: Vec<Account>,
}

impl<'a> Carrier<'a> {
    pub fn new(ground: &'a Ground, terms: &'a Terms, reach: &'a Reach, at: (Day, Micros)) -> Self {
        Self { ground, terms, reach, at, tasks: Vec::new(), deliveries: Vec::new(), accounts: Vec::new() }
    }

    /// Adds what was decided for an account.
    pub fn add(&mut self, subject: &Subject, memory: &Memory, deeds: &[Deed]) -> Result<(), Refused> {
        let mut account = subject.account.clone();
        for deed in deeds {
            match deed {
                Deed::Moved { journey, to, .. } => account.phase = self.ground.phase_name(journey, to, self.terms.lang),
                Deed::Effect(effect) => match &effect.act {
                    Act::Set { attribute, value } => {
                        account.attributes.insert(attribute.clone(), value.clone());
                    }
                    _ => self.effect(subject, memory, deeds, effect)?,
                },
                _ => {}
            }
        }
        if account != subject.account {
            self.accounts.push(account);
        }
        Ok(())
    }

    fn effect(&mut self, subject: &Subject, memory: &Memory, deeds: &[Deed], effect: &Effect) -> Result<(), Refused> {
        let about = || About {
            account: Some(subject.account.id),
            person: None,
            play: Some(effect.play.clone()),
            run: Some(effect.run),
            step: Some(effect.step.clone()),
        };
        let now = self.at.1;
        match &effect.act {
            Act::Task { .. } => {
                let signal = signal_behind(memory, deeds, effect);
                let task = self.task(subject, effect, signal)?;
                self.tasks.extend(task);
            }
            Act::Mail { person, lang, subject: title, body, not_before } => {
                let Some(to) = subject.people.iter().find(|one| one.person.id == *person) else { return Ok(()) };
                let payload = Payload::Mail {
                    to: to.person.email.clone(),
                    name: to.name.clone(),
                    lang: *lang,
                    subject: title.clone(),
                    body: body.clone(),
                    customer: true,
                };
                let about = About { person: Some(*person), ..about() };
                let through = self.reach.mail().map(|mail| mail.id);
                self.deliveries.push(delivery(effect.key, through, &payload, about, (now, *not_before)));
            }
            Act::Slack { destination, text, not_before } => {
                let to = self.reach.slack(destination.as_deref());
                let payload = self.slack(subject, text.get(self.terms.lang));
                self.send_or_mail(effect, to, &payload, about(), *not_before);
            }
            Act::Webhook { destination } => {
                let to = self.reach.destination(Some(destination), |kind| kind == DestinationKind::Webhook);
                let data = serde_json::json!({
                    "account": { "key": subject.account.key, "name": subject.account.name },
                    "play": effect.play, "step": effect.step, "run": effect.run.to_string(),
                });
                let payload = Payload::Webhook { event: "play.step".to_owned(), data };
                let to = to.map(|to| to.id);
                self.deliveries.push(delivery(effect.key, to, &payload, about(), (now, now)));
            }
            Act::Set { .. } => {}
        }
        Ok(())
    }

    fn slack(&self, subject: &Subject, text: &str) -> Payload {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned);
        let title = lines.next().unwrap_or_else(|| subject.account.name.clone());
        let link = self.terms.link(&format!("/accounts/{}", subject.account.id));
        Payload::Slack { title, lines: lines.collect(), link }
    }

    /// A message to members; where there is no Slack, by mail to those who lead.
    fn send_or_mail(
        &mut self,
        effect: &Effect,
        to: Option<&Destination>,
        payload: &Payload,
        about: About,
        not_before: Micros,
    ) {
        let now = self.at.1;
        if let Some(to) = to {
            self.deliveries.push(delivery(effect.key, Some(to.id), payload, about, (now, not_before)));
            return;
        }
        let Some(mail) = self.reach.mail() else { return };
        for member in self.reach.managers() {
            let payload = payload.to_member(member, self.terms.lang);
            let key = Effect::key(effect.run, &effect.step, &member.mail);
            self.deliveries.push(delivery(key, Some(mail.id), &payload, about.clone(), (now, not_before)));
        }
    }

    fn task(&self, subject: &Subject, effect: &Effect, signal: Option<String>) -> Result<Option<Task>, Refused> {
        let Act::Task { title, script, checklist, needs_hypothesis, owner, due_on } = &effect.act else {
            return Ok(None);
        };
        let ticks: Vec<(&Text, bool)> = checklist.iter().map(|point| (point, false)).collect();
        let json = |value: serde_json::Result<String>| value.map_err(Refused::broken);
        Ok(Some(Task {
            id: 0,
            key: Some(effect.key.0),
            account: subject.account.id,
            play: Some(effect.play.clone()),
            run: Some(effect.run.0),
            step: Some(effect.step.clone()),
            title: json(serde_json::to_string(title))?,
            body: json(serde_json::to_string(script))?,
            checklist: json(serde_json::to_string(&ticks))?,
            needs_hypothesis: *needs_hypothesis,
            hypothesis: String::new(),
            owner: self.assignee(subject, owner),
            due_on: *due_on,
            first_due_on: *due_on,
            state: TaskState::Open,
            outcome: String::new(),
            reason: String::new(),
            created_at: self.at.1,
            created_by: None,
            closed_at: None,
            closed_by: None,
            alerted_at: None,
            worth_minor: subject.cmrr(self.at.0, self.ground.workspace.currency).minor,
            signal,
        }))
    }

    /// Who does it; somebody who is no longer active does nothing, so that such a task is nobody's and seen as such.
    fn assignee(&self, subject: &Subject, owner: &Assignee) -> Option<MemberId> {
        match owner {
            Assignee::Owner => subject.account.owner.filter(|id| self.reach.members.contains_key(id)),
            Assignee::Manager => self.reach.managers().first().map(|member| member.id),
            Assignee::Mail(mail) => self.reach.by_mail(mail).map(|member| member.id),
        }
    }

    /// Writes all of it. A row whose key is there already stays as it is.
    pub async fn save(self, app: &App, tx: &mut Tx) -> Result<(), Refused> {
        let broken = Refused::broken;
        tx.add_tasks(&self.tasks).await.map_err(broken)?;
        tx.enqueue(&self.deliveries).await.map_err(broken)?;
        if !self.accounts.is_empty() {
            let change = Change { at: app.clock.now(), by: None, cause: "play".to_owned() };
            let accounts: Vec<(Account, AccountKeys)> = self
                .accounts
                .into_iter()
                .map(|account| {
                    let keys = AccountKeys::of(&account);
                    (account, keys)
                })
                .collect();
            tx.put_accounts(&accounts, &change).await.map_err(broken)?;
        }
        Ok(())
    }
}

/// The signal for which the run of an effect was entered.
fn signal_behind(memory: &Memory, deeds: &[Deed], effect: &Effect) -> Option<String> {
    let entered = deeds.iter().filter_map(|deed| match deed {
        Deed::Entered(run) | Deed::Ended { run, .. } => Some(&**run),
        _ => None,
    });
    let run = memory.runs.iter().chain(entered).find(|run| run.key == effect.run)?;
    (run.cause.kind == CauseKind::Signal).then(|| run.cause.text.clone())
}
