//! A person in a line: name, mark, post, when last seen.

use super::head;
use crate::Cx;
use crate::ui::{Badge, Html, Tone};
use banso_app::accounts::{Frame, Seen};
use banso_kernel::Lang;

/// Days without use after which somebody who used the product, or has an ID for it, counts as gone quiet.
const QUIET: i32 = 60;

/// A person in a line.
pub(super) struct Line {
    pub name: Html,
    pub mark: Option<Badge>,
    /// Department and title.
    pub post: String,
    pub seen: Html,
    pub facts: String,
}

/// The name as the reader's language writes it, with what was typed on hover where it differs.
pub(crate) fn name(cx: &Cx, person: &banso_domain::people::Person) -> Html {
    let shown = person.shown(cx.lang);
    let written = person.shown(Lang::Ja);
    if shown == written {
        Html::text(&shown)
    } else {
        Html::raw(format!("<span title=\"{}\">{}</span>", Html::text(&written), Html::text(&shown)))
    }
}

pub(super) fn line(cx: &Cx, frame: &Frame, seen: &Seen) -> Line {
    let person = &seen.person;
    let as_of = frame.lens.as_of;
    let left = person.left_on.is_some_and(|last| last < as_of);
    let quiet = seen.last.or(person.issued_on).is_some_and(|last| as_of - last > QUIET);
    let mark = if left {
        Some(Badge::state(cx, Tone::Bad, &cx.t("account-left")))
    } else if person.is_role() {
        Some(Badge::state(cx, Tone::Plain, &cx.t("account-role-address")).meaning(&cx.t("account-role-address-about")))
    } else if person.champion {
        Some(Badge::state(cx, if quiet { Tone::Warn } else { Tone::Good }, &cx.t("common-champion")))
    } else {
        None
    };
    let seen_words = match seen.last {
        Some(day) => {
            let quiet = if quiet && !left {
                format!(" <span class=\"t-warn term\">{}</span>", Html::text(&cx.t("account-gone-quiet")))
            } else {
                String::new()
            };
            Html::raw(format!("{}{quiet}", cx.date(day)))
        }
        None => Html::raw(format!("<span class=\"none\">{}</span>", Html::text(&cx.t("account-never-seen")))),
    };
    let post: Vec<&str> =
        [person.department.as_str(), person.title.as_str()].into_iter().filter(|p| !p.is_empty()).collect();
    Line {
        name: name(cx, person),
        mark,
        post: post.join(if cx.lang == Lang::Ja { " " } else { ", " }),
        seen: seen_words,
        facts: head::part_with(frame, "timeline", &[("person", person.id.to_string())]),
    }
}
