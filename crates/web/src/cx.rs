//! What a handler and a template know about the request: who asks, in which language, as of when.

use crate::Fail;
use crate::ui::Html;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use banso_app::Principal;
use banso_app::auth::Current;
use banso_domain::board::Past;
use banso_domain::members::Role;
use banso_kernel::{Arg, Day, Lang, Micros, Zone};
use banso_words::{Words, words};
use std::borrow::{Borrow, Cow};
use std::convert::Infallible;
use std::ops::Deref;
use std::sync::Arc;

/// The request's context. Cheap to clone; pages keep one.
#[derive(Clone)]
pub struct Cx(Arc<Facts>);

/// The fields of a [`Cx`], readable through it.
#[derive(Clone)]
pub struct Facts {
    /// Language of the page.
    pub lang: Lang,
    /// Messages and formats of that language.
    pub words: &'static Words,
    /// The signed-in member.
    pub principal: Option<Principal>,
    /// The signed-in session, for use cases about it.
    pub current: Option<Current>,
    /// The session's own form token; empty when signed out.
    pub form_token: String,
    /// Covers the form token in this page.
    pub(crate) form_mask: [u8; 16],
    /// Path of the request, such as `/accounts`.
    pub path: String,
    /// Query of the request without `?`; may be empty.
    pub query: String,
    /// To quote when something went wrong.
    pub request_id: String,
    /// The workspace's name.
    pub workspace: String,
    /// The workspace's zone, in which days begin.
    pub zone: Zone,
    /// The moment of the request.
    pub now: Micros,
    /// The day that the page shows: today in the workspace's zone, or the day of the past that it is turned back to.
    pub today: Day,
    /// The day that counts as today, also where the page is turned back.
    pub real_day: Day,
    /// The day of the past that the reader turned the workspace back to, whether this page can show it or not.
    pub looking: Option<Past>,
    /// `real_day` is a day of the past that the settings name.
    pub past: bool,
    /// How far a computation of history is, if one runs: (accounts done, all).
    pub computing: Option<(u64, u64)>,
    /// Differs whenever history was computed again; none for the signed out.
    pub mark: Option<String>,
    /// One-key shortcuts (`/`) are on.
    pub single_keys: bool,
    /// What the page before wants to say here: the id of a message, or none.
    pub notice: Option<Notice>,
}

/// A short message after something was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Message id.
    pub id: String,
    /// Where a form posts to take it back, if it can be.
    pub undo: Option<String>,
}

impl Deref for Cx {
    type Target = Facts;
    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl Cx {
    /// A context with these facts.
    #[must_use]
    pub fn new(facts: Facts) -> Self {
        Self(Arc::new(facts))
    }

    /// For tests and samples: an administrator at 2026-11-22 14:05 in Tokyo.
    #[must_use]
    pub fn sample(lang: Lang, role: Option<Role>) -> Self {
        let (zone, now) = (Zone::tokyo(), Micros(1_795_323_900_000_000));
        let name = if lang == Lang::Ja { "髙橋 美咲" } else { "Misaki Takahashi" };
        Self::new(Facts {
            lang,
            words: words(lang),
            principal: role.map(|role| Principal {
                member: banso_kernel::MemberId(1),
                role,
                lang,
                name: name.to_owned(),
                past: None,
            }),
            current: None,
            form_token: "sample-form-token".to_owned(),
            form_mask: [0; 16],
            path: "/".to_owned(),
            query: String::new(),
            request_id: "0123456789ab".to_owned(),
            workspace: "Banso".to_owned(),
            today: zone.day_of(now),
            real_day: zone.day_of(now),
            looking: None,
            zone,
            now,
            past: false,
            computing: None,
            mark: None,
            single_keys: true,
            notice: None,
        })
    }

    /// The signed-in member, whom every use case asks for.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub fn member(&self) -> Result<&Principal, Fail> {
        self.principal.as_ref().ok_or(Fail::SignIn)
    }

    /// The signed-in session.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub fn session(&self) -> Result<&Current, Fail> {
        self.current.as_ref().ok_or(Fail::SignIn)
    }

    /// The same request with one thing changed.
    #[must_use]
    pub fn but(&self, change: impl FnOnce(&mut Facts)) -> Self {
        let mut facts = (*self.0).clone();
        change(&mut facts);
        Self::new(facts)
    }

    /// The first parameter `name` of the address.
    #[must_use]
    pub fn asked(&self, name: &str) -> Option<String> {
        let mut pairs = url::form_urlencoded::parse(self.query.as_bytes());
        pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    /// The message `id`.
    #[must_use]
    pub fn t(&self, id: &str) -> Cow<'static, str> {
        self.words.get(id)
    }

    /// The message `id` with one value.
    #[must_use]
    pub fn t1(&self, id: &str, name: &str, value: impl Into<Arg>) -> String {
        self.words.with(id, &[(name, value.into())])
    }

    /// The message `id` with places to break the line between phrases: for headings, buttons, table heads, labels.
    #[must_use]
    pub fn h(&self, id: &str) -> Html {
        self.phrases(&self.t(id))
    }

    /// Any text with places to break the line between phrases.
    #[must_use]
    pub fn phrases(&self, text: &str) -> Html {
        Html::join(self.words.phrases(text).into_iter().map(Html::text), "<wbr>")
    }

    /// Whether the member may do now what `role` may. While the workspace is turned back, everybody only reads.
    #[must_use]
    pub fn may(&self, role: Role) -> bool {
        self.has(role) && (self.looking.is_none() || role == Role::Viewer)
    }

    /// Whether the member has `role` or one that may more.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.principal.as_ref().is_some_and(|principal| principal.role >= role)
    }

    /// The hidden field that every form which posts must have.
    #[must_use]
    pub fn token(&self) -> Html {
        let token = crate::form_token::mask(&self.form_token, &self.form_mask);
        Html::raw(format!("<input type=\"hidden\" name=\"_token\" value=\"{token}\">"))
    }

    /// A date: short and absolute, with how long ago on hover, focus and tap.
    #[must_use]
    pub fn date(&self, day: impl Borrow<Day>) -> Html {
        let day = *day.borrow();
        let shown = if day.ymd().0 == self.today.ymd().0 { self.words.day_short(day) } else { self.words.day(day) };
        Html::raw(format!(
            "<time datetime=\"{day}\" title=\"{}\">{}</time>",
            Html::text(&self.words.relative(day, self.today)),
            Html::text(&shown)
        ))
    }

    /// A moment in the workspace's zone.
    #[must_use]
    pub fn moment(&self, at: impl Borrow<Micros>) -> Html {
        let at = *at.borrow();
        let day = self.zone.day_of(at);
        Html::raw(format!(
            "<time title=\"{}\">{}</time>",
            Html::text(&self.words.relative(day, self.today)),
            Html::text(&self.words.moment(at, &self.zone))
        ))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Cx {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        // The outermost layer puts one into every request; without it the page is a stranger's.
        Ok(parts.extensions.get::<Cx>().cloned().unwrap_or_else(|| Cx::sample(Lang::En, None)))
    }
}
