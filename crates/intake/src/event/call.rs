//! The calls of the interface.

/// What a request says it is, by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Who somebody is.
    Identify,
    /// What somebody did.
    Track,
    /// A page was seen.
    Page,
    /// A screen of an app was seen.
    Screen,
    /// Which account somebody belongs to, and what the account is like.
    Group,
    /// Two ids are the same person.
    Alias,
    /// Many of these; each says in `type` which.
    Batch,
    /// A batch of the past: times are taken as they stand.
    Import,
}

impl Call {
    /// The call of a path: `/v1/track`, the short forms of browsers (`/v1/t`), and PostHog's paths of batches. A slash
    /// at the end does not matter.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let path = path.strip_suffix('/').unwrap_or(path);
        Some(match path {
            "/v1/identify" | "/v1/i" => Self::Identify,
            "/v1/track" | "/v1/t" => Self::Track,
            "/v1/page" | "/v1/p" => Self::Page,
            "/v1/screen" | "/v1/s" => Self::Screen,
            "/v1/group" | "/v1/g" => Self::Group,
            "/v1/alias" | "/v1/a" => Self::Alias,
            "/v1/batch" | "/v1/b" | "/batch" | "/i/v1/analytics/events" => Self::Batch,
            "/v1/import" => Self::Import,
            _ => return None,
        })
    }

    /// The kind of its one event; none for batches.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        Some(match self {
            Self::Identify => Kind::Identify,
            Self::Track => Kind::Track,
            Self::Page => Kind::Page,
            Self::Screen => Kind::Screen,
            Self::Group => Kind::Group,
            Self::Alias => Kind::Alias,
            Self::Batch | Self::Import => return None,
        })
    }
}

/// What an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Who somebody is.
    Identify,
    /// What somebody did.
    Track,
    /// A page was seen.
    Page,
    /// A screen of an app was seen.
    Screen,
    /// Which account somebody belongs to, and what the account is like.
    Group,
    /// Two ids are the same person.
    Alias,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Identify, Self::Track, Self::Page, Self::Screen, Self::Group, Self::Alias];

    /// The word for it in `type`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Identify => "identify",
            Self::Track => "track",
            Self::Page => "page",
            Self::Screen => "screen",
            Self::Group => "group",
            Self::Alias => "alias",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
