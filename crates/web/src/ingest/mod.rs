//! `POST /v1/…`: events over HTTP, as the SDKs of Segment and RudderStack send them.
//!
//! Not a page: no session, no form token, no language. A write key opens it, answers are JSON, and the only success is
//! exactly 200, because SDKs take nothing else for one. Who is refused hears a `code` and a `message`; SDKs try again
//! after 429, 503 and other failures, never after 400 and 401.

mod answer;
mod key;

use crate::Shared;
use answer::Answer;
use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::response::Response;
use banso_app::ingest::{BATCH_BYTES, Call, Unreadable, inflate, read};

/// Takes events in.
pub async fn take(State(shared): State<Shared>, request: Request) -> Response {
    if request.method() == Method::OPTIONS {
        return answer::preflight();
    }
    taken(&shared, request).await.map_or_else(Answer::respond, |()| answer::success())
}

async fn taken(shared: &Shared, request: Request) -> Result<(), Answer> {
    let app = &shared.app;
    let received_at = app.clock.now();
    let (parts, body) = request.into_parts();
    let call = Call::of_path(parts.uri.path()).ok_or(Answer::Nothing)?;
    let announced = body.size_hint().upper().map(|bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
    let room = app.room(announced.unwrap_or(BATCH_BYTES).min(BATCH_BYTES))?;
    let presented = key::presented(&parts.headers);
    // Whoever shows a wrong key in the header need not be read.
    let mut gate = match &presented {
        Some(key) => Some(app.gate(key).await?.ok_or(Answer::UnknownKey)?),
        None => None,
    };
    let body = whole(body, announced).await?;
    let body = inflate(&body, BATCH_BYTES)?;
    let delivery = read(call, &body, received_at)?;
    if gate.is_none() {
        let key = delivery.write_key.as_deref().ok_or(Answer::NoKey)?;
        gate = app.gate(key).await?;
    }
    let gate = gate.ok_or(Answer::UnknownKey)?;
    if parts.headers.contains_key(header::ORIGIN) && !gate.terms.browser {
        return Err(Answer::NotForBrowsers);
    }
    gate.allow(delivery.events.len(), received_at).map_err(Answer::TooMany)?;
    Ok(app.ingest(gate, delivery.events, received_at, room).await?)
}

/// The body as it was sent, if it is not too large.
async fn whole(body: Body, announced: Option<usize>) -> Result<axum::body::Bytes, Answer> {
    if announced.is_some_and(|bytes| bytes > BATCH_BYTES) {
        return Err(Unreadable::TooLarge.into());
    }
    to_bytes(body, BATCH_BYTES).await.map_err(|error| {
        // Too long, or the sender hung up: then nobody reads the answer.
        tracing::debug!(%error, "a body of events could not be read");
        Unreadable::TooLarge.into()
    })
}
