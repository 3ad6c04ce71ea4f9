//! The list goes on by itself while it is looked at: server-sent events, each a finished row.

use super::row::Row;
use crate::{Cx, Fail, Shared};
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream::unfold;
use std::convert::Infallible;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

/// `GET /live/stream`: a row for each event from now on, until the server ends.
pub async fn stream(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let next = shared.app.next_events(cx.member()?)?;
    let closing = shared.closing.clone();
    let rows = unfold((next, cx), move |(mut next, cx)| {
        let mut closing = closing.clone();
        async move {
            loop {
                tokio::select! {
                    seen = next.recv() => match seen {
                        Ok(seen) => {
                            let event = Event::default().data(Row::html(&cx, &seen).as_str().trim());
                            return Some((Ok::<_, Infallible>(event), (next, cx)));
                        }
                        // A reader that is too slow misses some: it is a look at what comes, not the record.
                        Err(RecvError::Lagged(_)) => {}
                        Err(RecvError::Closed) => return None,
                    },
                    () = closes(&mut closing) => return None,
                }
            }
        }
    });
    Ok(Sse::new(rows).keep_alive(KeepAlive::default()).into_response())
}

/// Waits until the server is about to end; for ever where nobody would say so.
async fn closes(closing: &mut watch::Receiver<bool>) {
    if closing.wait_for(|closing| *closing).await.is_err() {
        std::future::pending::<()>().await;
    }
}
