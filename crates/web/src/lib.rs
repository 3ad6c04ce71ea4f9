//! The workspace in the browser. A handler is short: read the request, call one use case, show a page.
//!
//! Begin at [`routes`] (which pages there are and who may see them) and [`ui`] (how a page is made).

mod assets;
mod cookie;
mod cx;
mod fail;
mod form;
mod form_token;
mod guard;
mod ingest;
mod options;
mod outer;
pub mod pages;
pub mod routes;
mod turned;
pub mod ui;

use axum::Router;
use banso_app::App;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

pub use assets::{style, url as asset};
pub use cookie::Caller;
pub use cx::{Cx, Facts, Notice};
pub use fail::Fail;
pub use form::{Form, Upload};
pub use options::Options;

/// What every handler can reach: `State(shared): State<Shared>`, then `shared.app`.
#[derive(Clone)]
pub struct Shared {
    /// The program.
    pub app: Arc<App>,
    /// How it is reached from outside.
    pub options: Arc<Options>,
    /// Turns true when the server is about to end: answers that go on and on end then.
    pub closing: watch::Receiver<bool>,
}

/// The workspace for a browser on the same machine, over plain http.
pub fn router(app: Arc<App>) -> Router {
    router_with(app, Options::default())
}

/// The workspace as it is reached from outside.
pub fn router_with(app: Arc<App>, options: Options) -> Router {
    closing_router(app, options, watch::Sender::new(false).subscribe())
}

fn closing_router(app: Arc<App>, options: Options, closing: watch::Receiver<bool>) -> Router {
    let shared = Shared { app, options: Arc::new(options), closing };
    outer::wrap(routes::router(), &shared).merge(routes::door()).with_state(shared)
}

/// Serves the workspace on `listener` until `stop` is done; what is being answered then is answered first.
///
/// # Errors
/// The listener failed.
pub async fn serve(
    listener: TcpListener,
    app: Arc<App>,
    options: Options,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (close, closing) = watch::channel(false);
    let router = closing_router(app, options, closing);
    let stop = async move {
        stop.await;
        close.send_replace(true);
    };
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}
