//! What a step does.

use super::deed::{Act, Deed, Effect, SkipReason};
use super::mails::{Written, mails};
use super::memory::{Run, Skip};
use super::state::Turn;
use crate::conditions::{Cause, CauseKind, PersonNow};
use crate::plays::{Does, PlayStep, add_business_days};
use banso_kernel::{Lang, Micros, PersonId};

impl Turn<'_> {
    /// Turns a step into deeds.
    pub(super) fn act(&mut self, run: &mut Run, step: &PlayStep) {
        let (view, today) = (self.view, self.today);
        let act = match &step.does {
            Does::Task { title, script, checklist, needs_hypothesis, owner, due } => Act::Task {
                title: title.for_members(view, today),
                script: script.for_members(view, today),
                checklist: checklist.clone(),
                needs_hypothesis: *needs_hypothesis,
                owner: owner.clone(),
                due_on: add_business_days(today, *due, self.now.business_day),
            },
            Does::Mail { urgent, .. } => return self.mail(run, step, *urgent),
            Does::Slack { destination, text, urgent } => Act::Slack {
                destination: destination.clone(),
                text: text.for_members(view, today),
                not_before: if *urgent { self.now.moment } else { self.open() },
            },
            Does::Webhook { destination } => Act::Webhook { destination: destination.clone() },
            Does::Set { attribute, value } => match value.merge(view, None, today, Lang::Ja) {
                Ok(value) => Act::Set { attribute: attribute.clone(), value },
                Err(field) => return self.skip(run, &step.id, None, SkipReason::Missing(field)),
            },
            Does::Move { phase } => return self.move_by_play(run, &step.id, phase),
            Does::Wait { .. } | Does::WaitUntil { .. } | Does::Branch { .. } | Does::End => return,
        };
        self.effect(run, &step.id, "", act);
    }

    fn mail(&mut self, run: &mut Run, step: &PlayStep, urgent: bool) {
        let mails = mails(&step.does, self.view, self.today);
        if mails.is_empty() {
            self.skip(run, &step.id, None, SkipReason::Nobody);
        }
        for (person, mail) in mails {
            match mail {
                Ok(Written { lang, subject, body }) => {
                    let not_before = self.message_to(person, urgent);
                    let act = Act::Mail { person: person.id, lang, subject, body, not_before };
                    self.effect(run, &step.id, &person.id.to_string(), act);
                }
                Err(why) => self.skip(run, &step.id, Some(person.id), why),
            }
        }
    }

    /// The earliest moment at which a message may go to the person; it is counted from then on.
    fn message_to(&mut self, person: &PersonNow<'_>, urgent: bool) -> Micros {
        let planned = self.messages.entry(person.id).or_insert_with(|| person.messages.to_vec());
        let now = self.now;
        let moment = if urgent {
            self.rules.limits.free(now.moment, planned)
        } else {
            self.rules.limits.earliest(now.moment, now.zone, now.business_day, planned)
        };
        planned.push(moment);
        planned.sort_unstable();
        moment
    }

    fn open(&self) -> Micros {
        self.rules.limits.open(self.now.moment, self.now.zone, self.now.business_day)
    }

    /// A play moves the account within the journey that it is on.
    fn move_by_play(&mut self, run: &Run, step: &str, phase: &str) {
        let rules = self.rules;
        let Some(position) = &self.memory.position else { return };
        let Some(journey) = rules.journey(&position.journey) else { return };
        if position.phase != phase && journey.position(phase).is_some() {
            self.move_to(journey, phase, Cause::of(CauseKind::Play, format!("{}/{step}", run.play)));
        }
    }

    /// Notes that somebody gets nothing: with the run, so that it can be looked up, and as a deed.
    fn skip(&mut self, run: &mut Run, step: &str, person: Option<PersonId>, why: SkipReason) {
        run.marks.skipped.push(Skip { step: step.to_owned(), person, why: why.clone(), on: self.today });
        self.deeds.push(Deed::Skipped { run: run.key, step: step.to_owned(), person, why });
    }

    fn effect(&mut self, run: &Run, step: &str, recipient: &str, act: Act) {
        let effect = Effect {
            key: Effect::key(run.key, step, recipient),
            run: run.key,
            play: run.play.clone(),
            step: step.to_owned(),
            act,
        };
        self.deeds.push(Deed::Effect(Box::new(effect)));
    }
}
