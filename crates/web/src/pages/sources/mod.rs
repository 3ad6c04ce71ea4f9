//! 送信元: products that send facts; their keys, limits and how to connect them.

mod connect;
mod form;
mod one;

pub use form::{create, show as new};
pub use one::{KeyPage, SourcePage, add_key, revoke, show, terms};

pub(super) use form::{Input, page};

use crate::Cx;
use banso_app::ingest::{Source, SourceTerms, WriteKey};

/// A source for samples.
pub(super) fn sample(cx: &Cx, id: i64, terms: SourceTerms) -> Source {
    let key = |id: i64, tail: &str, revoked: bool| WriteKey {
        id,
        hash: Vec::new(),
        tail: tail.to_owned(),
        created_at: cx.now,
        revoked_at: revoked.then_some(cx.now),
    };
    let keys = vec![key(1, "x7Qa", true), key(2, "Wa8w", false)];
    Source { id, name: "Web app".to_owned(), terms, created_at: cx.now, keys }
}
