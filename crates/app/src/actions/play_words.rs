//! What starts a play and what it does, as messages.

use super::act::Ground;
use super::*;
use banso_domain::plays::{Assignee, Bilingual, Does, Play, PlayStep, Schedule, Trigger};
use banso_domain::turn::SkipReason;
use banso_kernel::{Lang, Problem, Text};

/// What starts a play, as a message.
pub(super) fn trigger(trigger: &Trigger, ground: &Ground, lang: Lang) -> Problem {
    let rules = &ground.book.rules;
    match trigger {
        Trigger::Signal(id) => {
            let name = rules.signals.get(id).map_or(id.as_str(), |signal| signal.name.get(lang));
            Problem::new("plays-trigger-signal").with("signal", name)
        }
        Trigger::Phase { journey, id } => {
            let found = rules.journey(journey);
            let phase = found.and_then(|journey| journey.phase(id)).map_or(id.as_str(), |phase| phase.name.get(lang));
            let journey = found.map_or(journey.as_str(), |journey| journey.name.get(lang));
            Problem::new("plays-trigger-phase").with("phase", phase).with("journey", journey)
        }
        Trigger::Segment { model, segment, name } => {
            let found = ground.definitions.models.get(*model).map(|versioned| &versioned.model);
            let model = found.map_or(name.as_str(), |model| model.name.get(lang));
            let segment = found.and_then(|model| model.segments.get(*segment));
            let segment = segment.map_or(name.as_str(), |segment| segment.name.get(lang));
            Problem::new("plays-trigger-segment").with("model", model).with("segment", segment)
        }
        Trigger::Schedule(Schedule::Daily) => Problem::new("plays-trigger-daily"),
        Trigger::Schedule(Schedule::Weekly(day)) => {
            Problem::new("plays-trigger-weekly").with("weekday", i64::from(*day))
        }
        Trigger::Schedule(Schedule::Monthly(day)) => Problem::new("plays-trigger-monthly").with("day", i64::from(*day)),
        Trigger::ByHand => Problem::new("plays-trigger-by-hand"),
    }
}

/// A step in words.
pub(super) fn line(play: &Play, step: &PlayStep) -> StepLine {
    let both = |text: &Bilingual| Text { ja: text.get(Lang::Ja).text(), en: text.get(Lang::En).text() };
    let same = |text: &str| Text { ja: text.to_owned(), en: text.to_owned() };
    let term = |name: &str, value: String| (name.to_owned(), value);
    let id_of = |at: usize| play.steps.get(at).map(|step| step.id.clone()).unwrap_or_default();
    let (kind, text, terms) = match &step.does {
        Does::Task { title, owner, due, .. } => {
            let owner = match owner {
                Assignee::Owner => "owner".to_owned(),
                Assignee::Manager => "manager".to_owned(),
                Assignee::Mail(mail) => mail.clone(),
            };
            ("task", both(title), vec![term("owner", owner), term("due", due.to_string())])
        }
        Does::Mail { to, subject, .. } => {
            let to = match to {
                banso_domain::plays::Recipients::Champions => "champions",
                banso_domain::plays::Recipients::All => "all",
                banso_domain::plays::Recipients::Users => "users",
                banso_domain::plays::Recipients::Deciders => "deciders",
            };
            ("mail", both(subject), vec![term("to", to.to_owned())])
        }
        Does::Slack { text, destination, .. } => {
            ("slack", both(text), destination.iter().map(|name| term("destination", name.clone())).collect())
        }
        Does::Webhook { destination } => ("webhook", same(destination), Vec::new()),
        Does::Set { attribute, value } => ("set", same(attribute), vec![term("value", value.text())]),
        Does::Move { phase } => ("move", same(phase), Vec::new()),
        Does::Wait { days } => ("wait", Text::default(), vec![term("days", days.to_string())]),
        Does::WaitUntil { when, at_most_days, otherwise } => {
            let mut terms = vec![term("at_most_days", at_most_days.to_string())];
            terms.extend(otherwise.map(|at| term("otherwise", id_of(at))));
            ("wait_until", same(when.text()), terms)
        }
        Does::Branch { when, then, otherwise } => {
            ("branch", same(when.text()), vec![term("then", id_of(*then)), term("else", id_of(*otherwise))])
        }
        Does::End => ("end", Text::default(), Vec::new()),
    };
    StepLine { id: step.id.clone(), kind: kind.to_owned(), text, terms }
}

/// Why a step left somebody out, as a message.
pub(super) fn skipped(why: &SkipReason) -> Problem {
    match why {
        SkipReason::Nobody => Problem::new("plays-skip-nobody"),
        SkipReason::NoAddress => Problem::new("plays-skip-no-address"),
        SkipReason::Closed => Problem::new("plays-skip-closed"),
        SkipReason::Missing(field) => Problem::new("plays-skip-missing").with("field", field.clone()),
    }
}
