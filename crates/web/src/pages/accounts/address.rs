//! Addresses of the account list.

use banso_domain::board::{Names, Query};

/// `/accounts` with the parameters of `query`.
pub(crate) fn list(query: &Query, names: &Names) -> String {
    with("/accounts", query, names)
}

/// `path` with the parameters of `query`.
pub(crate) fn with(path: &str, query: &Query, names: &Names) -> String {
    address(path, &query.pairs(names))
}

/// `path?name=value&…`, escaped.
pub(crate) fn address(path: &str, pairs: &[(&str, String)]) -> String {
    crate::ui::address(path, pairs)
}
