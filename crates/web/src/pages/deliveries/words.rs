//! A delivery's kind and state in words.

use crate::Cx;
use crate::pages::plays;
use crate::ui::{Badge, Html, Tone};
use banso_app::actions::DeliveryRow;

/// States in the order in which they are looked at.
pub(super) const STATES: &[&str] = &["waiting", "sending", "held", "unsure", "dead", "sent", "cancelled"];

/// States in which somebody has to do something.
pub(super) const STOPPED: &[&str] = &["dead", "unsure", "held"];

/// "メール"; what is not known is shown as it is.
pub(super) fn kind(cx: &Cx, kind: &str) -> String {
    plays::known(cx, "deliveries-kind", kind)
}

/// The word of a state.
pub(super) fn state_word(cx: &Cx, state: &str) -> String {
    plays::known(cx, "deliveries-state", state)
}

/// A state with its colour and, on hover, what it means.
pub(super) fn state(cx: &Cx, state: &str) -> Badge {
    let tone = match state {
        "sent" => Tone::Good,
        "dead" => Tone::Bad,
        "unsure" | "held" => Tone::Warn,
        _ => Tone::Plain,
    };
    let badge = Badge::state(cx, tone, &state_word(cx, state));
    let meaning = format!("deliveries-means-{state}");
    if cx.words.has(&meaning) { badge.meaning(&cx.t(&meaning)) } else { badge }
}

/// The play behind a message, as a link.
pub(super) fn play(cx: &Cx, row: &DeliveryRow) -> Html {
    row.play.as_ref().map(|play| plays::play_link(cx, play)).unwrap_or_default()
}

/// The account that it is about, as a link.
pub(super) fn account(row: &DeliveryRow) -> Html {
    let link = row
        .account
        .as_ref()
        .map(|account| Html::raw(format!("<a href=\"/accounts/{}\">{}</a>", account.id, Html::text(&account.name))));
    link.unwrap_or_default()
}

/// What stands for a message without a first line.
pub(super) fn title(cx: &Cx, row: &DeliveryRow) -> String {
    if row.title.trim().is_empty() { cx.t1("deliveries-nameless", "n", row.id) } else { row.title.clone() }
}
