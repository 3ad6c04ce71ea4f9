//! The one table of routes. The router is made from it, and so is the access-matrix test: a page that is not listed
//! here does not exist. Forbidden looks exactly like missing.

use crate::guard::{self, Limits};
use crate::{Shared, assets, pages};
use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, on};
use banso_domain::members::Role;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody, signed in or not.
    Public,
    /// Every member.
    SignedIn,
    /// Members with this role or one that may more.
    AtLeast(Role),
}

/// A line of the table.
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// In axum's notation, such as `/accounts/{id}`.
    pub path: &'static str,
    /// Who may.
    pub who: Who,
    /// The largest body accepted, in bytes.
    pub body: usize,
    handler: MethodRouter<Shared>,
}

impl Route {
    /// The same route with another limit of the body (the default is 64 KiB).
    #[must_use]
    pub fn accepting(mut self, bytes: usize) -> Self {
        self.body = bytes;
        self
    }
}

fn route<H, T>(method: Method, path: &'static str, who: Who, handler: H) -> Route
where
    H: Handler<T, Shared>,
    T: 'static,
{
    let filter = method.clone().try_into().unwrap_or(axum::routing::MethodFilter::GET);
    Route { method, path, who, body: 64 * 1024, handler: on(filter, handler) }
}

fn get<H: Handler<T, Shared>, T: 'static>(path: &'static str, who: Who, handler: H) -> Route {
    route(Method::GET, path, who, handler)
}

fn post<H: Handler<T, Shared>, T: 'static>(path: &'static str, who: Who, handler: H) -> Route {
    route(Method::POST, path, who, handler)
}

/// All routes.
#[must_use]
#[rustfmt::skip]
pub fn table() -> Vec<Route> {
    use Who::{Public, SignedIn};
    vec![
        get ("/",                        SignedIn, pages::home::show),
        get ("/assets/{version}/{name}", Public,   assets::serve),
        post("/language",                Public,   pages::language::change),
    ]
}

/// Whether a page with this path exists, as the rail asks.
#[must_use]
pub fn who_may_get(path: &str) -> Option<Who> {
    table().into_iter().find(|route| route.method == Method::GET && route.path == path).map(|route| route.who)
}

/// The router: each handler behind its own guard.
pub(crate) fn router(shared: &Shared) -> Router<Shared> {
    table().into_iter().fold(Router::new(), |router, route| {
        let limits = Limits { shared: shared.clone(), who: route.who, body: route.body };
        router.route(route.path, route.handler.layer(from_fn_with_state(limits, guard::guard)))
    })
}
