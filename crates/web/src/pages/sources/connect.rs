//! How to connect: a few lines to copy, with the address and the key filled in.

use crate::{Cx, Shared};
use axum::http::HeaderMap;
use banso_app::ingest::SourceTerms;

/// A way to send, ready to copy.
pub(super) struct Snippet {
    /// Its name.
    pub(super) title: String,
    /// The lines.
    pub(super) code: String,
}

/// Where the workspace is reached.
pub(super) fn address(shared: &Shared, headers: &HeaderMap) -> String {
    let host = headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if shared.options.https { "https" } else { "http" };
    format!("{scheme}://{host}")
}

/// The ways that make sense for a source.
pub(super) fn snippets(cx: &Cx, address: &str, key: &str, terms: SourceTerms) -> Vec<Snippet> {
    let one = |id: &str, code: String| Snippet { title: cx.t(&format!("live-connect-{id}")).into_owned(), code };
    if terms.browser {
        let code = format!(
            "fetch(\"{address}/v1/track\", {{\n  method: \"POST\",\n  keepalive: true,\n  body: JSON.stringify({{\n    \
             writeKey: \"{key}\",\n    messageId: crypto.randomUUID(),\n    userId: \"user-1\",\n    \
             event: \"report.created\",\n    context: {{ groupId: \"account-1\" }},\n  }}),\n}});"
        );
        return vec![one("browser", code)];
    }
    vec![
        one(
            "curl",
            format!(
                "curl -u {key}: {address}/v1/track -d '{{\n  \"messageId\": \"1\",\n  \"userId\": \"user-1\",\n  \
                 \"event\": \"report.created\",\n  \"context\": {{ \"groupId\": \"account-1\" }},\n  \
                 \"properties\": {{ \"value\": 3 }}\n}}'"
            ),
        ),
        one(
            "node",
            format!(
                "import {{ Analytics }} from \"@segment/analytics-node\";\n\nconst analytics = new Analytics({{\n  \
                 writeKey: \"{key}\",\n  host: \"{address}\",\n}});\nanalytics.track({{\n  userId: \"user-1\",\n  \
                 event: \"report.created\",\n  context: {{ groupId: \"account-1\" }},\n}});"
            ),
        ),
        one(
            "python",
            format!(
                "import segment.analytics as analytics\n\nanalytics.write_key = \"{key}\"\n\
                 analytics.host = \"{address}\"\nanalytics.track(\n    \"user-1\", \"report.created\",\n    \
                 context={{\"groupId\": \"account-1\"}},\n)\nanalytics.flush()"
            ),
        ),
        one(
            "rudder",
            format!(
                "import rudderstack.analytics as analytics\n\nanalytics.write_key = \"{key}\"\n\
                 analytics.dataPlaneUrl = \"{address}\"\nanalytics.track(\n    \"user-1\", \"report.created\",\n    \
                 context={{\"groupId\": \"account-1\"}},\n)\nanalytics.flush()"
            ),
        ),
    ]
}
