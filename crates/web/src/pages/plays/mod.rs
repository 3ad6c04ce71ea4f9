//! 打ち手: what we try and until when (W-16), and one of them with whom, why and what (W-17).

mod dry;
mod edit;
mod enter;
mod list;
mod mails;
mod new;
mod one;
mod parts;
mod proof;
mod proof_chart;
mod proof_sample;
mod proof_says;
mod sample;
mod switch;
mod words;

pub use dry::{PlayTry, show as try_on_the_past};
pub use edit::{PlayEdit, edit, save};
pub use enter::{PlayEnter, enter, show as enter_form};
pub use list::{Plays, show};
pub use mails::{PlayMails, html as mail_html, show as mails};
pub use new::{PlayNew, create, new};
pub use one::{Play, one};
pub use proof::{PlayProof, show as proof};
pub use switch::{start, stop};

use crate::Cx;
pub(crate) use parts::of_account;
pub(crate) use words::{Tab, known, play_link, tabs};

/// The way to these pages.
fn trail(cx: &Cx) -> Vec<(String, String)> {
    vec![(cx.t("plays-title").into_owned(), "/plays".to_owned())]
}

/// The page of a play.
pub(crate) fn href(id: &str) -> String {
    format!("/plays/{id}")
}

/// Plays of an account, to test and to look at.
pub(crate) fn sample_of_account(cx: &Cx) -> Vec<banso_app::actions::PlayOf> {
    sample::of_account(cx)
}

/// Accounts inside and outside of a play, to test and to look at.
pub(crate) fn sample_audience(cx: &Cx) -> (Vec<banso_app::actions::InAudience>, Vec<banso_app::actions::InAudience>) {
    sample::audience(cx)
}
