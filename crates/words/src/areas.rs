//! The message files. A new area is one word in the list below and one file in each language.

use banso_kernel::Lang;

/// The messages of one part of the product.
pub struct Area {
    /// Its name, which is also the prefix of its ids.
    pub name: &'static str,
    ja: &'static str,
    en: &'static str,
}

impl Area {
    /// The Fluent source in `lang`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }
}

macro_rules! areas {
    ($($name:literal),* $(,)?) => {
        /// All areas.
        pub const AREAS: &[Area] = &[$(Area {
            name: $name,
            ja: include_str!(concat!("../messages/ja/", $name, ".ftl")),
            en: include_str!(concat!("../messages/en/", $name, ".ftl")),
        }),*];
    };
}

areas![
    "common",
    "delivery",
    "problem",
    "import",
    "live",
    "web",
    "accounts",
    "account",
    "search",
    "erasure",
    "overview",
    "readiness",
    "demo",
    "cli",
    "settings",
    "members",
    "report",
    "health",
    "doctor",
    "tasks",
    "signals",
    "journeys",
    "lab",
    "plays",
    "proof",
    "deliveries",
    "churns",
    "audit",
];
