//! How a person can be told in a text: by what the vendor called them, and by what only they are called.

use super::tombstones::canonical;
use crate::import::Reject;
use crate::{App, Refused};
use banso_domain::people::Person;
use banso_kernel::Arg;
use banso_state::Edit;
use std::collections::BTreeSet;

/// Shorter ids stand in too many texts to say anything.
const KEY_CHARS: usize = 4;
/// Shorter numbers too.
const PHONE_CHARS: usize = 8;

/// What a person is and was called.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// Ids and mail addresses, now and earlier.
    pub called: Vec<String>,
    /// What stands in a text that names the person, in lower case (ASCII), as it is and as in an address.
    pub texts: Vec<String>,
}

impl Marks {
    pub(super) fn of(person: &Person, edits: &[Edit]) -> Self {
        let values = |field: &str, now: &str| -> BTreeSet<String> {
            let of_field = edits.iter().filter(|edit| edit.field == field);
            let earlier = of_field.flat_map(|edit| [edit.before.clone(), edit.after.clone()]).flatten();
            earlier.chain([now.to_owned()]).filter(|value| !value.trim().is_empty()).collect()
        };
        let keys = values("key", &person.key);
        let mails = values("email", &person.email);
        let called: BTreeSet<String> = keys.union(&mails).map(|named| canonical(named)).collect();
        let mut texts: BTreeSet<String> =
            called.iter().filter(|named| named.contains('@') || named.chars().count() >= KEY_CHARS).cloned().collect();
        let digits = |phone: &String| phone.chars().count() >= PHONE_CHARS;
        texts.extend(values("phone", &person.phone).into_iter().filter(digits));
        for (family, given) in [("family", "given"), ("family_kana", "given_kana")] {
            let (now, then) = if family == "family" {
                (&person.family, &person.given)
            } else {
                (&person.family_kana, &person.given_kana)
            };
            texts.extend(full_names(&values(family, now), &values(given, then)));
        }
        let ways = texts.iter().flat_map(|text| {
            let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
            [text.to_ascii_lowercase(), encoded.to_ascii_lowercase()]
        });
        let ways: BTreeSet<String> = ways.collect();
        Self { called: called.into_iter().collect(), texts: ways.into_iter().collect() }
    }

    /// Whether a text names the person.
    pub(super) fn are_in(&self, text: &str) -> bool {
        let lower = text.to_ascii_lowercase();
        self.texts.iter().any(|mark| lower.contains(mark))
    }

    /// Whether a text is what the person is called.
    pub(super) fn is_called(&self, text: &str) -> bool {
        self.called.contains(&canonical(text))
    }

    /// Whether a rejected cell names the person.
    pub(super) fn reject(&self, reject: &Reject) -> bool {
        let named = |text: &str| self.are_in(text) || self.is_called(text);
        let said = |arg: &Arg| matches!(arg, Arg::Text(text) if named(text));
        named(&reject.value) || reject.problem.args.iter().any(|(_, arg)| said(arg))
    }
}

impl App {
    /// The marks of a person, with the ids that products sent before they knew who it was.
    pub(super) async fn marks_of(&self, person: &Person) -> Result<Marks, Refused> {
        let edits = self.state.person_edits(person.id).await.map_err(Refused::broken)?;
        let mut marks = Marks::of(person, &edits);
        marks.called.extend(self.state.anonymous_of(&marks.called).await.map_err(Refused::broken)?);
        Ok(marks)
    }
}

/// Family and given name together in the usual ways; a whole name that came in one field.
fn full_names(family: &BTreeSet<String>, given: &BTreeSet<String>) -> Vec<String> {
    let mut names = Vec::new();
    for family in family {
        if family.trim().contains([' ', '　']) {
            names.push(family.trim().to_owned());
        }
        for given in given {
            for between in ["", " ", "　"] {
                names.push(format!("{family}{between}{given}"));
            }
            names.push(format!("{given} {family}"));
        }
    }
    names.retain(|name| name.chars().count() >= 3);
    names
}
