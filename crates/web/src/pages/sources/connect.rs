//! How to connect: a few lines to copy, with the address and the key filled in.

use crate::{Cx, Fail, Shared};
use axum::http::HeaderMap;
use banso_app::ingest::SourceTerms;

/// A way to send, ready to copy.
pub(super) struct Snippet {
    /// Its name.
    pub(super) title: String,
    /// The lines.
    pub(super) code: String,
}

/// What the lines are filled in with besides the key.
pub(super) struct Place {
    /// Where the workspace is reached.
    pub(super) address: String,
    /// What the vendor calls an account: a real one, so that the lines can be tried as they stand.
    pub(super) account: String,
}

impl Place {
    /// For tests and for looking at it.
    pub(super) fn sample() -> Self {
        Self { address: "https://cs.example.jp".to_owned(), account: "C-0001".to_owned() }
    }
}

/// Where the workspace is reached, and one of its accounts.
pub(super) async fn place(cx: &Cx, shared: &Shared, headers: &HeaderMap) -> Result<Place, Fail> {
    let host = headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if shared.options.https { "https" } else { "http" };
    let account = shared.app.some_account_key(cx.member()?).await?;
    let account = account.unwrap_or_else(|| "account-1".to_owned());
    Ok(Place { address: format!("{scheme}://{host}"), account })
}

/// The ways that make sense for a source. None has an id of its own for the event: whoever changes the lines and sends them
/// once more sends another event.
pub(super) fn snippets(cx: &Cx, place: &Place, key: &str, terms: SourceTerms) -> Vec<Snippet> {
    let Place { address, account } = place;
    let one = |id: &str, code: String| Snippet { title: cx.t(&format!("live-connect-{id}")).into_owned(), code };
    if terms.browser {
        let code = format!(
            "fetch(\"{address}/v1/track\", {{\n  method: \"POST\",\n  keepalive: true,\n  body: JSON.stringify({{\n    \
             writeKey: \"{key}\",\n    messageId: crypto.randomUUID(),\n    userId: \"user-1\",\n    \
             event: \"report.created\",\n    context: {{ groupId: \"{account}\" }},\n  }}),\n}});"
        );
        return vec![one("browser", code)];
    }
    vec![
        one(
            "curl",
            format!(
                "curl -u {key}: {address}/v1/track -d '{{\n  \"userId\": \"user-1\",\n  \
                 \"event\": \"report.created\",\n  \"context\": {{ \"groupId\": \"{account}\" }},\n  \
                 \"properties\": {{ \"value\": 3 }}\n}}'"
            ),
        ),
        one(
            "node",
            format!(
                "import {{ Analytics }} from \"@segment/analytics-node\";\n\nconst analytics = new Analytics({{\n  \
                 writeKey: \"{key}\",\n  host: \"{address}\",\n}});\nanalytics.track({{\n  userId: \"user-1\",\n  \
                 event: \"report.created\",\n  context: {{ groupId: \"{account}\" }},\n}});"
            ),
        ),
        one(
            "python",
            format!(
                "import segment.analytics as analytics\n\nanalytics.write_key = \"{key}\"\n\
                 analytics.host = \"{address}\"\nanalytics.track(\n    \"user-1\", \"report.created\",\n    \
                 context={{\"groupId\": \"{account}\"}},\n)\nanalytics.flush()"
            ),
        ),
        one(
            "rudder",
            format!(
                "import rudderstack.analytics as analytics\n\nanalytics.write_key = \"{key}\"\n\
                 analytics.dataPlaneUrl = \"{address}\"\nanalytics.track(\n    \"user-1\", \"report.created\",\n    \
                 context={{\"groupId\": \"{account}\"}},\n)\nanalytics.flush()"
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::Lang;

    #[test]
    fn lines_to_copy_name_a_real_account_and_can_be_sent_again_after_a_change() {
        let (cx, place) = (Cx::sample(Lang::Ja, None), Place::sample());
        for browser in [false, true] {
            let terms = SourceTerms { browser, ..SourceTerms::default() };
            for Snippet { code, .. } in snippets(&cx, &place, "bk_1", terms) {
                assert!(code.contains("\"C-0001\"") && code.contains("bk_1"), "{code}");
                assert!(!code.contains("\"messageId\""), "{code}");
            }
        }
    }
}
