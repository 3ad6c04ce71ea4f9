//! Icons: 16 px line drawings, one file for all, always beside a word or with a label of their own.

use super::Html;
use crate::assets;

/// The icon `name` of `assets/icons.svg`, hidden from screen readers.
#[must_use]
pub fn icon(name: &str) -> Html {
    let file = assets::url("icons.svg");
    let name = Html::text(name);
    Html::raw(format!(
        "<svg class=\"icon\" width=\"16\" height=\"16\" aria-hidden=\"true\"><use href=\"{file}#{name}\"/></svg>"
    ))
}
