//! A line of the list of what came last.

use crate::Cx;
use crate::ui::{Badge, Html, Tone};
use askama::Template;
use banso_app::ingest::Seen;

/// An event as it is shown.
#[derive(Template)]
#[template(path = "pages/live/row.html")]
pub(super) struct Row<'a> {
    cx: &'a Cx,
    seen: &'a Seen,
}

/// How good an end is.
pub(super) fn tone(end: &str) -> Tone {
    match end {
        "taken" | "released" => Tone::Good,
        "already" => Tone::Plain,
        "waiting" | "other-content" => Tone::Warn,
        _ => Tone::Bad,
    }
}

/// The message of an end.
pub(super) fn name(cx: &Cx, end: &str) -> String {
    cx.t(&format!("live-end-{end}")).into_owned()
}

impl<'a> Row<'a> {
    pub(super) fn html(cx: &'a Cx, seen: &'a Seen) -> Html {
        Html::of(&Self { cx, seen })
    }

    fn end(&self) -> Html {
        let badge = Badge::state(self.cx, tone(self.seen.end), &name(self.cx, self.seen.end));
        badge.meaning(&self.cx.t(&format!("live-why-{}", self.seen.end))).html()
    }

    fn time(&self) -> String {
        self.cx.words.clock_seconds(self.seen.at, &self.cx.zone)
    }
}
