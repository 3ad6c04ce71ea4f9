//! The audience of a play: every account, in exactly one of two lists (RULES 20).

use super::act::{Ground, Values};
use super::subject::Around;
use super::*;
use crate::{App, Refused};
use banso_domain::conditions::{HealthNow, Part, Seen, Verdict};
use banso_domain::plays::Trigger;
use banso_domain::turn::{LivePlay, Memory, Outside, outside, scene};
use banso_kernel::{Lang, Problem};
use banso_words::words;

impl App {
    /// Every account, in exactly one of two lists: those that would enter as soon as the play is triggered, and the
    /// others, each with its reason (RULES 20).
    pub(super) async fn audience(
        &self,
        ground: &Ground,
        live: &LivePlay,
        lang: Lang,
    ) -> Result<(Vec<InAudience>, Vec<InAudience>), Refused> {
        let subjects = self.subjects(&ground.workspace, None).await?;
        let memories = self.memories(&ground.workspace.zone, None).await?;
        let values = self.values(ground, None).await?;
        let labels = self.labels().await?;
        let (nothing, fresh) = (Values::none(ground), Memory::default());
        // What a play that is off would do is what is asked while it is a draft.
        let live = LivePlay { on: true, ..live.clone() };
        let (mut inside, mut others) = (Vec::new(), Vec::new());
        for subject in &subjects {
            let id = subject.account.id;
            let row = |reason: Problem| InAudience {
                account: AccountName { id, name: subject.account.name.clone() },
                reason,
                worth: subject.cmrr(ground.today, ground.workspace.currency),
            };
            if subject.churned(ground.today) {
                others.push(row(Problem::new("plays-out-churned")));
                continue;
            }
            let memory = memories.get(&id).unwrap_or(&fresh);
            let values = values.get(&id).unwrap_or(&nothing);
            let around = Around {
                metrics: &values.metrics,
                health: &values.health,
                ends: &[],
                asked: &[],
                usual: &ground.usual,
            };
            let why = subject.on(ground.today, ground.workspace.currency, around, |view| {
                outside(&live, &scene(&ground.book.rules, view, memory, ground.today), memory)
            });
            match why {
                None if !concerned(&live.play.trigger, memory, &values.health) => {
                    others.push(row(Problem::new("plays-out-trigger")));
                }
                None => inside.push(row(match live.play.holds_out(&subject.account.key) {
                    true => Problem::new("plays-in-held-out"),
                    false => Problem::new("plays-in"),
                })),
                Some(why) => others.push(row(reason(&why, &labels, lang))),
            }
        }
        let by_worth = |list: &mut Vec<InAudience>| list.sort_by_key(|row| std::cmp::Reverse(row.worth.minor));
        by_worth(&mut inside);
        by_worth(&mut others);
        Ok((inside, others))
    }
}

/// Whether what starts the play is so for the account now: the signal is open, the phase or the segment is the present
/// one. What starts by the day or by hand can start for everybody.
fn concerned(trigger: &Trigger, memory: &Memory, health: &[HealthNow]) -> bool {
    match trigger {
        Trigger::Signal(id) => memory.signals.contains_key(id),
        Trigger::Phase { journey, id } => {
            memory.position.as_ref().is_some_and(|at| at.journey == *journey && at.phase == *id)
        }
        Trigger::Segment { model, segment, .. } => health.get(*model).is_some_and(|now| now.segment == Some(*segment)),
        Trigger::Schedule(_) | Trigger::ByHand => true,
    }
}

/// Why an account does not enter, as a message.
fn reason(why: &Outside, labels: &signals::Labels, lang: Lang) -> Problem {
    match why {
        Outside::Off => Problem::new("plays-problem-off"),
        Outside::Stopped => Problem::new("plays-out-stopped"),
        Outside::Active => Problem::new("plays-out-in-it"),
        Outside::Entered { again_on: None, .. } => Problem::new("plays-out-never-again"),
        Outside::Entered { again_on: Some(again), .. } => {
            Problem::new("plays-out-again").with("day", words(lang).day(*again))
        }
        Outside::Audience(parts) => {
            let one = |part: &Part| {
                let missing = in_words::missing(part, labels);
                let now = missing.now.unwrap_or_else(|| signals::shown(&Seen::Absent));
                match missing.wanted.is_empty() {
                    true => missing.what.get(lang).to_owned(),
                    false => format!("{} {now} → {}", missing.what.get(lang), missing.wanted),
                }
            };
            let said = parts.iter().map(one).collect::<Vec<_>>().join(if lang == Lang::Ja { "、" } else { ", " });
            let unknown = parts.iter().all(|part| part.verdict == Verdict::Unknown);
            Problem::new(if unknown { "plays-out-unknown" } else { "plays-out-condition" }).with("condition", said)
        }
    }
}
