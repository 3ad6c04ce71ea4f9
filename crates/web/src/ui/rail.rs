//! The rail: an entry is there when its page is, and the member may see it.

use crate::Cx;
use crate::routes::{Who, who_may_get};

/// A line of the rail.
pub(super) struct Entry {
    pub(super) href: &'static str,
    pub(super) icon: &'static str,
    pub(super) label: &'static str,
    pub(super) here: bool,
}

/// (path, icon, message id), in the order of work.
const MAIN: &[(&str, &str, &str)] = &[
    ("/today", "today", "web-rail-today"),
    ("/accounts", "accounts", "web-rail-accounts"),
    ("/overview", "overview", "web-rail-overview"),
    ("/journeys", "journeys", "web-rail-journeys"),
    ("/plays", "plays", "web-rail-plays"),
    ("/lab", "lab", "web-rail-lab"),
    ("/data", "data", "web-rail-data"),
    ("/import", "import", "web-rail-import"),
    ("/live", "live", "web-rail-live"),
    ("/models", "models", "web-rail-models"),
];

const FOOT: &[(&str, &str, &str)] = &[
    ("/team", "team", "web-rail-team"),
    ("/members", "members", "web-rail-members"),
    ("/settings", "settings", "web-rail-settings"),
    // Part of the settings, but managers may see it without them.
    (AUDIT, "audit", "web-rail-audit"),
];

const AUDIT: &str = "/audit";

/// The first page that the member may open: where `/` leads.
pub(crate) fn first(cx: &Cx) -> Option<&'static str> {
    let order = ["/overview", "/accounts"].iter().chain(MAIN.iter().chain(FOOT).map(|(path, ..)| path));
    order.copied().chain(["/me"]).find(|path| may(cx, path))
}

pub(super) fn rail(cx: &Cx) -> (Vec<Entry>, Vec<Entry>) {
    let entries = |list: &'static [(&'static str, &'static str, &'static str)]| {
        let own = |path: &str| path != AUDIT || !may(cx, "/settings");
        let seen = list.iter().filter(|(path, ..)| may(cx, path) && own(path));
        seen.map(|(href, icon, label)| Entry { href, icon, label, here: is_here(cx, href) }).collect()
    };
    (entries(MAIN), entries(FOOT))
}

fn may(cx: &Cx, path: &str) -> bool {
    match who_may_get(path) {
        None => false,
        Some(Who::Public) => true,
        Some(Who::SignedIn) => cx.principal.is_some(),
        Some(Who::AtLeast(role)) => cx.has(role),
        Some(Who::Key) => false,
    }
}

fn is_here(cx: &Cx, href: &str) -> bool {
    let under = |href: &str| cx.path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    // Pages that are parts of others: sources of what came, churns of the overview, deliveries of plays.
    let parts: &[&str] = match href {
        "/today" => &["/tasks", "/signals"],
        "/live" => &["/sources"],
        "/overview" => &["/churns"],
        "/plays" => &["/deliveries"],
        "/settings" => &["/destinations", AUDIT],
        _ => &[],
    };
    under(href) || parts.iter().any(|part| under(part))
}
