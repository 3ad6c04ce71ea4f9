//! What both pages share: tabs, the choice of a model, addresses of the lists behind marks.

use crate::{Cx, ui};
use banso_app::accounts::Lens;
use banso_kernel::Day;
use banso_report::tokens;

/// A link among several of which one is where the reader is.
pub(in crate::pages) struct Tab {
    pub label: String,
    pub href: String,
    pub here: bool,
}

/// `path?name=value&…`, with the model where it is not the first one offered.
pub(in crate::pages) fn address(path: &str, lens: &Lens, pairs: &[(&str, &str)]) -> String {
    let other = lens.offered.first().is_some_and(|(first, _)| *first != lens.model.id);
    let model = other.then_some(("model", lens.model.id.as_str()));
    ui::address(path, model.into_iter().chain(pairs.iter().copied()))
}

/// The account list with these conditions.
pub(in crate::pages) fn list(lens: &Lens, pairs: &[(&str, &str)]) -> String {
    address("/accounts", lens, pairs)
}

/// The list of a segment; without a position that of accounts with too little data.
pub(super) fn segment_list(lens: &Lens, at: Option<usize>) -> String {
    let id = at.and_then(|at| lens.model.segments.get(at)).map_or("none", |segment| segment.id.as_str());
    list(lens, &[("segment", id)])
}

/// The name of a segment; without a position the words for too little data.
pub(super) fn segment_name(cx: &Cx, lens: &Lens, at: Option<usize>) -> String {
    match at.and_then(|at| lens.model.segments.get(at)) {
        Some(segment) => segment.name.get(cx.lang).to_owned(),
        None => cx.t("overview-none").into_owned(),
    }
}

/// Its fixed colour.
pub(super) fn segment_color(lens: &Lens, at: Option<usize>) -> u8 {
    let count = lens.model.segments.len();
    tokens::segment_color(at.unwrap_or(count), count)
}

/// The pages about all accounts.
pub(super) fn pages(cx: &Cx, lens: &Lens, here: &str) -> Vec<Tab> {
    let tab = |path: &str, label: &str| Tab {
        label: cx.t(label).into_owned(),
        href: address(path, lens, &[]),
        here: path == here,
    };
    let churns = Tab { label: cx.t("churns-title").into_owned(), href: "/churns".to_owned(), here: false };
    vec![tab("/overview", "overview-tab-standing"), tab("/overview/moves", "overview-tab-moves"), churns]
}

/// The models.
pub(in crate::pages) fn models(cx: &Cx, lens: &Lens, path: &str, pairs: &[(&str, &str)]) -> Vec<Tab> {
    let tab = |(id, name): &(String, banso_kernel::Text)| {
        let other = Lens {
            model: std::sync::Arc::new(banso_domain::health::Model { id: id.clone(), ..(*lens.model).clone() }),
            ..lens.clone()
        };
        Tab { label: name.get(cx.lang).to_owned(), href: address(path, &other, pairs), here: *id == lens.model.id }
    };
    lens.offered.iter().map(tab).collect()
}

/// "+3", "−2", "±0".
pub(super) fn signed(cx: &Cx, change: i64) -> String {
    match change {
        0 => "±0".to_owned(),
        n if n > 0 => format!("+{}", cx.words.int(n)),
        n => cx.words.int(n),
    }
}

/// "2026/11/22(日) 時点".
pub(in crate::pages) fn as_of(cx: &Cx, day: Day) -> String {
    cx.t1("report-as-of", "day", cx.words.day(day))
}
