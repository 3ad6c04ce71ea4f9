//! ジャーニー: where accounts are stuck (W-14), and what has to happen for the next phase (W-15).

mod board;
mod edit;
mod lanes;
mod new;
pub(crate) mod sample;
mod standing;

pub use board::{Journeys, show};
pub use edit::{JourneyEdit, edit, save};
pub use new::{JourneyNew, create, new};

use crate::{Cx, ui};

/// The way to these pages.
fn trail(cx: &Cx) -> Vec<(String, String)> {
    vec![(cx.t("journeys-title").into_owned(), "/journeys".to_owned())]
}

/// The board of one journey.
fn href(id: &str) -> String {
    ui::address("/journeys", [("journey", id)])
}
