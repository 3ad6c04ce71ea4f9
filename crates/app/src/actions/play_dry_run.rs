//! What a play would have done on past days.

use super::replay::{Past, PastDay};
use super::signals::LOOK_BACK;
use super::subject::Subject;
use super::*;
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_domain::plays::Assignee;
use banso_domain::turn::{Act, Arm, Deed, LivePlay, Rules};
use banso_kernel::{AccountId, MemberId, Problem, Text};
use banso_state::DefinitionKind;
use std::collections::HashMap;

impl App {
    /// What a text would have done in the last 90 days.
    ///
    /// # Errors
    /// [`Refused::Input`]: what is wrong in the text.
    pub async fn dry_run(&self, who: &Principal, text: &str) -> Result<DryRun, Refused> {
        who.needs(Role::Csm)?;
        let today = self.today(&self.workspace().await?);
        self.dry_run_over(text, (today - (LOOK_BACK - 1), today)).await
    }

    /// The same over other days.
    ///
    /// # Errors
    /// As [`App::dry_run`].
    pub async fn dry_run_over(
        &self,
        text: &str,
        days: (banso_kernel::Day, banso_kernel::Day),
    ) -> Result<DryRun, Refused> {
        let none = || Refused::wrong("text", Problem::new("plays-problem-no-play"));
        let (kind, id) = rules::named(text)?.filter(|(kind, _)| *kind == DefinitionKind::Play).ok_or_else(none)?;
        let ground = self.action_ground_with(Some((kind, &id, text))).await?;
        let live = ground.book.rules.play(&id).ok_or_else(none)?;
        let rules = Rules { plays: vec![LivePlay { on: true, ..live.clone() }], ..ground.book.rules.clone() };
        let subjects = self.subjects(&ground.workspace, None).await?;
        let past = self.replay(&ground, &rules, &subjects, days).await?;
        let members = self.member_addresses().await?;
        let by_id: HashMap<AccountId, &Subject> = subjects.iter().map(|one| (one.account.id, one)).collect();
        let mut dry = DryRun { days: Some(days), ..DryRun::default() };
        for one in &past {
            let Some(subject) = by_id.get(&one.account) else { continue };
            tell(&mut dry, subject, one, &members);
        }
        dry.entries.sort_by_key(|entry| (entry.entered_on, entry.account.id));
        Ok(dry)
    }
}

/// Adds what an account went through.
fn tell(dry: &mut DryRun, subject: &Subject, past: &Past, members: &HashMap<MemberId, (String, String)>) {
    let mut entries: HashMap<banso_domain::key::Key, usize> = HashMap::new();
    for PastDay { day, deeds, .. } in &past.days {
        for deed in deeds {
            match deed {
                Deed::Entered(run) => {
                    entries.insert(run.key, dry.entries.len());
                    dry.entries.push(DryEntry {
                        account: AccountName { id: subject.account.id, name: subject.account.name.clone() },
                        entered_on: *day,
                        held_out: run.arm == Arm::HeldOut,
                        effects: Vec::new(),
                    });
                }
                Deed::Effect(effect) => {
                    let (kind, what) = effect_in_words(&effect.act);
                    if let Act::Task { owner, due_on, .. } = &effect.act {
                        let name = match owner {
                            Assignee::Owner => {
                                subject.account.owner.and_then(|id| members.get(&id)).map(|(name, _)| name)
                            }
                            Assignee::Mail(mail) => {
                                members.values().find(|(_, known)| known == mail).map(|(name, _)| name)
                            }
                            Assignee::Manager => None,
                        };
                        let monday = *due_on - i32::from((due_on.weekday() + 6) % 7);
                        *dry.load.entry((name.cloned().unwrap_or_default(), monday)).or_default() += 1;
                    }
                    *dry.effects.entry(kind.to_owned()).or_default() += 1;
                    if let Some(entry) = entries.get(&effect.run) {
                        dry.entries[*entry].effects.push((*day, effect.step.clone(), kind.to_owned(), what));
                    }
                }
                _ => {}
            }
        }
    }
}

fn effect_in_words(act: &Act) -> (&'static str, Text) {
    let same = |text: &str| Text { ja: text.to_owned(), en: text.to_owned() };
    match act {
        Act::Task { title, .. } => ("task", title.clone()),
        Act::Mail { subject, .. } => ("mail", same(subject)),
        Act::Slack { text, .. } => ("slack", text.clone()),
        Act::Webhook { destination } => ("webhook", same(destination)),
        Act::Set { attribute, value } => ("set", same(&format!("{attribute} = {value}"))),
    }
}
