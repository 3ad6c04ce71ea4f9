//! The style sheet, the scripts and the icons: compiled in, served under a name that changes with their content.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::LazyLock;

macro_rules! css {
    ($($name:literal),* $(,)?) => { &[$(include_str!(concat!("../assets/css/", $name, ".css"))),*] };
}

/// In the order of the cascade; colours come before these from `report::tokens`.
const CSS: &[&str] = css![
    "base", "frame", "head", "button", "form", "table", "badge", "figure", "parts", "dialog", "chart", "overview",
    "accounts", "work", "lab", "plays", "sign-in", "print", "motion",
];

/// (name, type, content). Scripts are modules, one idea each; none is needed for a page to work.
const FILES: &[(&str, &str, &str)] = &[
    ("app.js", "text/javascript; charset=utf-8", include_str!("../assets/js/app.js")),
    ("keys.js", "text/javascript; charset=utf-8", include_str!("../assets/js/keys.js")),
    ("forms.js", "text/javascript; charset=utf-8", include_str!("../assets/js/forms.js")),
    ("dialogs.js", "text/javascript; charset=utf-8", include_str!("../assets/js/dialogs.js")),
    ("drops.js", "text/javascript; charset=utf-8", include_str!("../assets/js/drops.js")),
    ("fresh.js", "text/javascript; charset=utf-8", include_str!("../assets/js/fresh.js")),
    ("rows.js", "text/javascript; charset=utf-8", include_str!("../assets/js/rows.js")),
    ("live.js", "text/javascript; charset=utf-8", include_str!("../assets/js/live.js")),
    ("icons.svg", "image/svg+xml", include_str!("../assets/icons.svg")),
    ("mark.svg", "image/svg+xml", include_str!("../assets/mark.svg")),
];

static STYLE: LazyLock<String> = LazyLock::new(|| {
    let mut all = banso_report::tokens::css();
    all.push_str(banso_report::chart::STYLE);
    for part in CSS {
        all.push_str(part);
    }
    all
});

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = Sha256::new();
    hasher.update(STYLE.as_bytes());
    for (name, _, content) in FILES {
        hasher.update(name.as_bytes());
        hasher.update(content.as_bytes());
    }
    hasher.finalize().iter().take(8).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
});

/// The address of a file, such as `/assets/0123456789abcdef/style.css`.
#[must_use]
pub fn url(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

/// The whole style sheet.
#[must_use]
pub fn style() -> &'static str {
    &STYLE
}

/// Serves a file. An address of another version is gone: pages always carry the present one.
pub async fn serve(Path((version, name)): Path<(String, String)>) -> Response {
    let (kind, content): (&str, &'static str) = match name.as_str() {
        "style.css" => ("text/css; charset=utf-8", style()),
        other => match FILES.iter().find(|(file, ..)| *file == other) {
            Some((_, kind, content)) => (*kind, content),
            None => return StatusCode::NOT_FOUND.into_response(),
        },
    };
    if version != *VERSION {
        return StatusCode::NOT_FOUND.into_response();
    }
    let cache = "public, max-age=31536000, immutable";
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)], content).into_response()
}
