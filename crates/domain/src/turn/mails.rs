//! The mails of a step, as each of its people would get them: what a preview shows is what a run sends.

use super::deed::SkipReason;
use crate::conditions::{PersonNow, View};
use crate::plays::{Does, Recipients};
use banso_kernel::{Day, Lang};

/// A mail with everything put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The language of the texts.
    pub lang: Lang,
    /// One line.
    pub subject: String,
    /// Paragraphs.
    pub body: String,
}

/// For each person whom the step's `to` means, the mail, or why there is none. Empty where nobody fits, and for a step
/// that is no mail.
#[must_use]
pub fn mails<'v>(does: &Does, view: &View<'v>, today: Day) -> Vec<(&'v PersonNow<'v>, Result<Written, SkipReason>)> {
    let Does::Mail { to, lang, subject, body, .. } = does else { return Vec::new() };
    let fits = |person: &&PersonNow<'_>| match to {
        Recipients::Champions => person.champion,
        Recipients::All => true,
        Recipients::Users => person.issued,
        Recipients::Deciders => person.decides,
    };
    let write = |person: &PersonNow<'_>| {
        if person.closed {
            return Err(SkipReason::Closed);
        }
        if person.email.is_empty() {
            return Err(SkipReason::NoAddress);
        }
        let lang = lang.or(person.lang).unwrap_or(Lang::Ja);
        let merge = |text: &crate::plays::Bilingual| {
            text.get(lang).merge(view, Some(person), today, lang).map_err(SkipReason::Missing)
        };
        Ok(Written { lang, subject: merge(subject)?, body: merge(body)? })
    };
    view.people.iter().filter(fits).map(|person| (person, write(person))).collect()
}
