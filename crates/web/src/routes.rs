//! The one table of routes. The router is made from it, and so is the access-matrix test: a page that is not listed
//! here does not exist. Forbidden looks exactly like missing.

use crate::guard::{self, Limits};
use crate::{Shared, assets, ingest, pages};
use axum::Router;
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, on};
use banso_domain::members::Role;
use std::sync::LazyLock;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody, signed in or not.
    Public,
    /// Every member.
    SignedIn,
    /// Members with this role or one that may more.
    AtLeast(Role),
    /// Programs with a write key; no page, and none of what pages have around them.
    Key,
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
    /// Takes files ([`crate::Upload`]) instead of an ordinary form.
    pub upload: bool,
    handler: MethodRouter<Shared>,
}

impl Route {
    /// The same route with another limit of the body (the default is 64 KiB).
    #[must_use]
    pub fn accepting(mut self, bytes: usize) -> Self {
        self.body = bytes;
        self
    }

    /// The same route for files of together at most so many bytes; its handler takes [`crate::Upload`].
    #[must_use]
    pub fn files(mut self, bytes: usize) -> Self {
        (self.body, self.upload) = (bytes, true);
        self
    }
}

fn route<H, T>(method: Method, path: &'static str, who: Who, handler: H) -> Route
where
    H: Handler<T, Shared>,
    T: 'static,
{
    let filter = method.clone().try_into().unwrap_or(axum::routing::MethodFilter::GET);
    Route { method, path, who, body: 64 * 1024, upload: false, handler: on(filter, handler) }
}

fn get<H: Handler<T, Shared>, T: 'static>(path: &'static str, who: Who, handler: H) -> Route {
    route(Method::GET, path, who, handler)
}

fn post<H: Handler<T, Shared>, T: 'static>(path: &'static str, who: Who, handler: H) -> Route {
    route(Method::POST, path, who, handler)
}

/// Events from programs.
fn events(path: &'static str) -> Route {
    let handler = on(axum::routing::MethodFilter::POST.or(axum::routing::MethodFilter::OPTIONS), ingest::take);
    Route { method: Method::POST, path, who: Who::Key, body: usize::MAX, upload: false, handler }
}

/// A file to import, and the little around it in the form.
const UPLOAD_BODY: usize = banso_app::import::UPLOAD_BYTES as usize + (1 << 20);
/// The text of a mapping and the choices of the mapping page, for a thousand columns.
const MAPPING_BODY: usize = 512 * 1024;
/// The text of a journey or a play.
const DEFINITION_BODY: usize = pages::DEFINITION_BODY;

/// All routes.
#[must_use]
#[rustfmt::skip]
pub fn table() -> Vec<Route> {
    use Role::{Admin, Csm, Manager};
    use Who::{AtLeast, Public, SignedIn};
    vec![
        get ("/",                        SignedIn,       pages::home::show),
        get ("/assets/{version}/{name}", Public,         assets::serve),
        post("/language",                Public,         pages::language::change),
        // Coming in.
        get ("/set-up",                  Public,         pages::set_up::show),
        post("/set-up",                  Public,         pages::set_up::create),
        get ("/sign-in",                 Public,         pages::sign_in::show),
        post("/sign-in",                 Public,         pages::sign_in::create),
        get ("/sign-in/code",            Public,         pages::second_factor::show),
        post("/sign-in/code",            Public,         pages::second_factor::create),
        post("/sign-out",                SignedIn,       pages::sign_in::end),
        get ("/invitation/{token}",      Public,         pages::invitation::show),
        post("/invitation/{token}",      Public,         pages::invitation::create),
        // Mail that is not wanted any more.
        get ("/u/{token}",               Public,         pages::unsubscribe::show),
        post("/u/{token}",               Public,         pages::unsubscribe::stop),
        // Oneself.
        get ("/me",                      SignedIn,       pages::me::show),
        post("/me/profile",              SignedIn,       pages::me::profile),
        post("/me/password",             SignedIn,       pages::me::password),
        post("/me/sessions/{id}/end",    SignedIn,       pages::me::end_session),
        get ("/me/second-factor",        SignedIn,       pages::second_factor_own::show),
        post("/me/second-factor",        SignedIn,       pages::second_factor_own::confirm),
        post("/me/second-factor/off",    SignedIn,       pages::second_factor_own::turn_off),
        // Today, tasks, signals, the team.
        get ("/today",                   SignedIn,          pages::today::show),
        get ("/tasks",                   SignedIn,          pages::tasks::show),
        get ("/tasks/assign",            AtLeast(Csm),      pages::tasks::assign::show),
        post("/tasks/assign",            AtLeast(Csm),      pages::tasks::assign::change),
        get ("/tasks/assign/{id}",       AtLeast(Csm),      pages::tasks::assign::report),
        post("/tasks/assign/{id}/undo",  AtLeast(Csm),      pages::tasks::assign::undo),
        get ("/tasks/{id}",              SignedIn,          pages::tasks::one::show),
        post("/tasks/{id}/work",         AtLeast(Csm),      pages::tasks::one::work),
        get ("/tasks/{id}/done",         AtLeast(Csm),      pages::tasks::ends::done_form),
        post("/tasks/{id}/done",         AtLeast(Csm),      pages::tasks::ends::done),
        get ("/tasks/{id}/postpone",     AtLeast(Csm),      pages::tasks::ends::postpone_form),
        post("/tasks/{id}/postpone",     AtLeast(Csm),      pages::tasks::ends::postpone),
        get ("/tasks/{id}/drop",         AtLeast(Csm),      pages::tasks::ends::drop_form),
        post("/tasks/{id}/drop",         AtLeast(Csm),      pages::tasks::ends::drop),
        post("/tasks/{id}/reopen",       AtLeast(Csm),      pages::tasks::ends::reopen),
        get ("/signals",                 SignedIn,          pages::signals::show),
        get ("/signals/definitions",     SignedIn,          pages::signals::definitions::show),
        post("/signals/definitions",     AtLeast(Manager),  pages::signals::definitions::save).accepting(MAPPING_BODY),
        get ("/team",                    AtLeast(Csm),      pages::team::show),
        get ("/team/handover",           AtLeast(Manager),  pages::team::handover::show),
        post("/team/handover",           AtLeast(Manager),  pages::team::handover::plan),
        // Accounts.
        get ("/mark",                            SignedIn,     pages::mark::show),
        get ("/accounts",                        SignedIn,     pages::accounts::show),
        get ("/accounts/export",                 SignedIn,     pages::accounts::export),
        get ("/accounts/bulk",                   AtLeast(Csm), pages::accounts::bulk::show),
        post("/accounts/bulk",                   AtLeast(Csm), pages::accounts::bulk::change),
        get ("/accounts/bulk/{id}",              AtLeast(Csm), pages::accounts::bulk::report),
        post("/accounts/bulk/{id}/undo",         AtLeast(Csm), pages::accounts::bulk::undo),
        post("/accounts/plays",                  AtLeast(Csm), pages::accounts::plays::enter),
        get ("/accounts/plays/{id}",             AtLeast(Csm), pages::accounts::plays::report),
        post("/accounts/views",                  SignedIn,     pages::accounts::save),
        post("/accounts/views/{id}/remove",      SignedIn,     pages::accounts::remove),
        get ("/accounts/{id}",                   SignedIn,     pages::account::show),
        get ("/accounts/{id}/health",            SignedIn,     pages::account::health),
        get ("/accounts/{id}/timeline",          SignedIn,     pages::account::timeline),
        get ("/accounts/{id}/people",            SignedIn,     pages::account::people),
        get ("/accounts/{id}/people/{person}/erase", AtLeast(Admin), pages::account::erase_form),
        post("/accounts/{id}/people/{person}/erase", AtLeast(Admin), pages::account::erase),
        get ("/erasures/{id}",                   AtLeast(Admin), pages::account::erased),
        get ("/accounts/{id}/contracts",         SignedIn,     pages::account::contracts),
        get ("/accounts/{id}/edit",              AtLeast(Csm), pages::account::edit),
        post("/accounts/{id}/edit",              AtLeast(Csm), pages::account::save),
        post("/accounts/{id}/owner",             AtLeast(Csm), pages::account::owner),
        post("/accounts/{id}/phase",             AtLeast(Csm), pages::account::phase),
        post("/accounts/{id}/memo",              AtLeast(Csm), pages::account::memo),
        get ("/accounts/{id}/tasks/new",         AtLeast(Csm), pages::tasks::new::show),
        post("/accounts/{id}/tasks/new",         AtLeast(Csm), pages::tasks::new::create),
        post("/accounts/{id}/journey/steps",     AtLeast(Csm), pages::account::journey::tick),
        get ("/accounts/{id}/journey/move",      AtLeast(Csm), pages::account::journey::form),
        post("/accounts/{id}/journey/move",      AtLeast(Csm), pages::account::journey::by_hand),
        get ("/accounts/{id}/touches/new",       AtLeast(Csm), pages::account::new),
        post("/accounts/{id}/touches",           AtLeast(Csm), pages::account::record),
        get ("/touches/new",                     AtLeast(Csm), pages::account::choose),
        get ("/search",                          SignedIn,     pages::search::show),
        // All accounts, and the state of the data.
        get ("/overview",                SignedIn,       pages::overview::show),
        get ("/overview/moves",          SignedIn,       pages::overview::show_moves),
        get ("/data",                    SignedIn,       pages::data::show),
        get ("/live",                            SignedIn,        pages::live::show),
        get ("/live/stream",                     SignedIn,        pages::live::stream),
        get ("/sources/new",                     AtLeast(Admin),  pages::sources::new),
        post("/sources/new",                     AtLeast(Admin),  pages::sources::create),
        get ("/sources/{id}",                    AtLeast(Admin),  pages::sources::show),
        post("/sources/{id}/terms",              AtLeast(Admin),  pages::sources::terms),
        post("/sources/{id}/keys",               AtLeast(Admin),  pages::sources::add_key),
        post("/sources/{id}/revoke",             AtLeast(Admin),  pages::sources::revoke),
        // Import.
        get ("/import",                          AtLeast(Csm), pages::import::list::show),
        get ("/import/new",                      AtLeast(Csm), pages::import::upload::show),
        post("/import/new",                      AtLeast(Csm), pages::import::upload::create).files(UPLOAD_BODY),
        get ("/import/files/{id}",               AtLeast(Csm), pages::import::plan::show),
        post("/import/files/{id}/check",         AtLeast(Csm), pages::import::plan::check).accepting(MAPPING_BODY),
        post("/import/files/{id}/start",         AtLeast(Csm), pages::import::plan::start).accepting(MAPPING_BODY),
        get ("/import/{id}",                     AtLeast(Csm), pages::import::report::show),
        get ("/import/{id}/rejects",             AtLeast(Csm), pages::import::report::download),
        // Journeys and plays.
        get ("/journeys",                        SignedIn,         pages::journeys::show),
        get ("/journeys/new",                    AtLeast(Manager), pages::journeys::new),
        post("/journeys/new",                    AtLeast(Manager), pages::journeys::create).accepting(DEFINITION_BODY),
        get ("/journeys/{id}/edit",              SignedIn,         pages::journeys::edit),
        post("/journeys/{id}/edit",              AtLeast(Manager), pages::journeys::save).accepting(DEFINITION_BODY),
        get ("/plays",                           SignedIn,         pages::plays::show),
        get ("/plays/new",                       AtLeast(Manager), pages::plays::new),
        post("/plays/new",                       AtLeast(Manager), pages::plays::create).accepting(DEFINITION_BODY),
        get ("/plays/{id}",                      SignedIn,         pages::plays::one),
        get ("/plays/{id}/edit",                 AtLeast(Manager), pages::plays::edit),
        post("/plays/{id}/edit",                 AtLeast(Manager), pages::plays::save).accepting(DEFINITION_BODY),
        get ("/plays/{id}/proof",                SignedIn,         pages::plays::proof),
        get ("/plays/{id}/try",                  SignedIn,         pages::plays::try_on_the_past),
        get ("/plays/{id}/mails",                AtLeast(Csm),     pages::plays::mails),
        get ("/plays/{id}/mails/html",           AtLeast(Csm),     pages::plays::mail_html),
        post("/plays/{id}/start",                AtLeast(Manager), pages::plays::start),
        post("/plays/{id}/stop",                 AtLeast(Manager), pages::plays::stop),
        get ("/plays/{id}/enter",                AtLeast(Csm),     pages::plays::enter_form),
        post("/plays/{id}/enter",                AtLeast(Csm),     pages::plays::enter),
        // What goes out, and where to.
        get ("/deliveries",                      SignedIn,         pages::deliveries::show),
        get ("/deliveries/{id}",                 SignedIn,         pages::deliveries::one),
        get ("/deliveries/{id}/html",            SignedIn,         pages::deliveries::html),
        post("/deliveries/{id}/again",           AtLeast(Csm),     pages::deliveries::again),
        post("/deliveries/{id}/cancel",          AtLeast(Csm),     pages::deliveries::cancel),
        get ("/destinations",                    AtLeast(Admin),   pages::destinations::show),
        get ("/destinations/new",                AtLeast(Admin),   pages::destinations::new),
        post("/destinations/new",                AtLeast(Admin),   pages::destinations::create),
        get ("/destinations/{id}/edit",          AtLeast(Admin),   pages::destinations::edit),
        post("/destinations/{id}/edit",          AtLeast(Admin),   pages::destinations::save),
        post("/destinations/{id}/on",            AtLeast(Admin),   pages::destinations::on),
        post("/destinations/{id}/off",           AtLeast(Admin),   pages::destinations::off),
        post("/destinations/{id}/try",           AtLeast(Admin),   pages::destinations::try_it),
        // Churn, and who changed what.
        get ("/lab",                             SignedIn,         pages::lab::show),
        get ("/lab/metrics",                     SignedIn,         pages::lab::matter),
        get ("/lab/learned",                     SignedIn,         pages::lab::learned),
        post("/lab/learned/keep",                AtLeast(Manager), pages::lab::keep),
        post("/lab/learned/again",               AtLeast(Manager), pages::lab::again),
        get ("/lab/survival",                    SignedIn,         pages::lab::survival),
        get ("/lab/metric-set",                  SignedIn,         pages::lab::metric_set),
        get ("/lab/metric-set/{version}",        SignedIn,         pages::lab::metric_set_file),
        post("/lab/metric-set/restore",          AtLeast(Manager), pages::lab::restore_metric_set),
        get ("/lab/models",                      SignedIn,         pages::lab::models),
        get ("/lab/models/{id}",                 SignedIn,         pages::lab::model),
        post("/lab/models/{id}",                 AtLeast(Manager), pages::lab::save).accepting(DEFINITION_BODY),
        get ("/lab/models/{id}/{version}",       SignedIn,         pages::lab::file),
        post("/lab/models/{id}/restore",         AtLeast(Manager), pages::lab::restore),
        get ("/churns",                          SignedIn,         pages::churns::show),
        post("/churns/{id}/lesson",              AtLeast(Csm),     pages::churns::lesson),
        post("/churns/{id}/withdraw",            AtLeast(Manager), pages::churns::withdraw),
        get ("/accounts/{id}/churn",             AtLeast(Csm),     pages::churns::form),
        post("/accounts/{id}/churn",             AtLeast(Csm),     pages::churns::record),
        get ("/audit",                           AtLeast(Manager), pages::audit::show),
        get ("/audit/export",                    AtLeast(Manager), pages::audit::export),
        // Members and settings.
        get ("/members",                 SignedIn,       pages::members::show),
        get ("/members/new",             AtLeast(Admin), pages::member_form::show),
        post("/members/new",             AtLeast(Admin), pages::member_form::create),
        post("/members/{id}/invite",     AtLeast(Admin), pages::member_form::again),
        post("/members/{id}/role",       AtLeast(Admin), pages::members::role),
        post("/members/{id}/disable",    AtLeast(Admin), pages::members::disable),
        post("/members/{id}/enable",     AtLeast(Admin), pages::members::enable),
        get ("/settings",                AtLeast(Admin), pages::settings::show),
        post("/settings",                AtLeast(Admin), pages::settings::save),
        get ("/settings/messages",       AtLeast(Admin), pages::messages_settings::show),
        post("/settings/messages",       AtLeast(Admin), pages::messages_settings::save),
        get ("/settings/costs",          AtLeast(Admin), pages::costs_settings::show),
        post("/settings/costs",          AtLeast(Admin), pages::costs_settings::save),
        // Events from programs.
        events("/v1/identify"),
        events("/v1/track"),
        events("/v1/page"),
        events("/v1/screen"),
        events("/v1/group"),
        events("/v1/alias"),
        events("/v1/batch"),
        events("/v1/import"),
        events("/v1/i"),
        events("/v1/t"),
        events("/v1/p"),
        events("/v1/s"),
        events("/v1/g"),
        events("/v1/a"),
        events("/v1/b"),
        events("/batch"),
        events("/batch/"),
        events("/i/v1/analytics/events"),
    ]
}

/// Whether a page with this path exists, as the rail asks.
#[must_use]
pub fn who_may_get(path: &str) -> Option<Who> {
    static GETS: LazyLock<Vec<(&str, Who)>> = LazyLock::new(|| {
        table().into_iter().filter(|route| route.method == Method::GET).map(|route| (route.path, route.who)).collect()
    });
    GETS.iter().find(|(known, _)| *known == path).map(|(_, who)| *who)
}

/// The router of pages: each handler behind its own guard.
pub(crate) fn router() -> Router<Shared> {
    // Said here, so that what is missing is inside of the layers around pages.
    let empty = Router::new().fallback(|| std::future::ready(StatusCode::NOT_FOUND));
    table().into_iter().filter(|route| route.who != Who::Key).fold(empty, |router, route| {
        let limits = Limits { who: route.who, body: route.body };
        router.route(route.path, route.handler.layer(from_fn_with_state(limits, guard::guard)))
    })
}

/// The router of what programs call.
pub(crate) fn door() -> Router<Shared> {
    let keyed = table().into_iter().filter(|route| route.who == Who::Key);
    keyed.fold(Router::new(), |router, route| router.route(route.path, route.handler))
}
