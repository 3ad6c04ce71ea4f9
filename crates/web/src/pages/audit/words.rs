//! Entries of the audit in words. What an older or newer version wrote and no message names is shown as it is.

use crate::Cx;
use crate::pages::plays::known;
use banso_app::actions::AuditRow;
use serde_json::Value;

/// Details that are shown; the rest is in the export.
const DETAILS: usize = 6;
/// Characters of a detail.
const MOST: usize = 120;

/// What was done, such as "編集".
pub(super) fn verb(cx: &Cx, verb: &str) -> String {
    known(cx, "audit-verb", verb)
}

/// A kind of thing, such as "顧客".
pub(super) fn object(cx: &Cx, object: &str) -> String {
    known(cx, "audit-object", object)
}

/// What a detail is, such as "理由".
pub(super) fn detail(cx: &Cx, name: &str) -> String {
    known(cx, "audit-detail", name)
}

/// A detail; kinds and roles have names.
pub(super) fn detail_value(cx: &Cx, name: &str, value: &str) -> String {
    match name {
        "kind" if cx.words.has(&format!("audit-object-{value}")) => known(cx, "audit-object", value),
        "kind" => known(cx, "deliveries-destination", value),
        "role" => known(cx, "common-role", value),
        "field" => known(cx, "common", value),
        "came" => known(cx, "audit-came", value),
        _ => value.to_owned(),
    }
}

/// Who; the program where it was nobody.
pub(super) fn by(cx: &Cx, row: &AuditRow) -> String {
    row.by.as_ref().map_or_else(|| cx.t("audit-by-program").into_owned(), |(_, name)| name.clone())
}

/// The thing by its name, or its id.
pub(super) fn which(row: &AuditRow) -> String {
    if row.name.is_empty() { row.object_id.clone() } else { row.name.clone() }
}

/// Where the thing is, if it has a page.
pub(super) fn href(row: &AuditRow) -> Option<String> {
    let id = Some(&row.object_id)
        .filter(|id| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))?;
    let path = match row.object.as_str() {
        "account" => format!("/accounts/{id}"),
        "play" => format!("/plays/{id}"),
        "journey" => format!("/journeys/{id}/edit"),
        "delivery" => format!("/deliveries/{id}"),
        "task" => format!("/tasks/{id}"),
        "destination" => "/destinations".to_owned(),
        "source" => format!("/sources/{id}"),
        "member" => "/members".to_owned(),
        "import" => format!("/import/{id}"),
        "erasure" => format!("/erasures/{id}"),
        _ => return None,
    };
    Some(path)
}

/// Name and value of each detail; long values are cut.
pub(super) fn details(row: &AuditRow) -> Vec<(String, String)> {
    let Ok(Value::Object(all)) = serde_json::from_str::<Value>(&row.detail) else {
        return if row.detail.is_empty() { Vec::new() } else { vec![(String::new(), cut(&row.detail))] };
    };
    all.into_iter().take(DETAILS).map(|(name, value)| (name, cut(&plain(&value)))).collect()
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => banso_words::NO_DATA.to_owned(),
        Value::String(text) if text.is_empty() => banso_words::NO_DATA.to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::Micros;

    fn row(object: &str, id: &str, detail: &str) -> AuditRow {
        AuditRow {
            seq: 1,
            at: Micros(0),
            by: None,
            verb: "edit".into(),
            object: object.into(),
            object_id: id.into(),
            name: String::new(),
            detail: detail.into(),
        }
    }

    #[test]
    fn details_are_read_whatever_was_written() {
        assert_eq!(details(&row("account", "1", "")), vec![]);
        assert_eq!(details(&row("account", "1", "not json")), vec![(String::new(), "not json".to_owned())]);
        let read = details(&row("account", "1", "{\"version\":3,\"to\":null,\"name\":\"青空\"}"));
        assert_eq!(
            read.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>(),
            ["3", banso_words::NO_DATA, "青空"]
        );
        let long = details(&row("account", "1", &format!("{{\"a\":\"{}\"}}", "あ".repeat(500))));
        assert_eq!(long[0].1.chars().count(), MOST + 1);
    }

    #[test]
    fn only_ids_that_are_ids_become_links() {
        assert_eq!(href(&row("account", "7", "")).as_deref(), Some("/accounts/7"));
        for (object, id) in
            [("account", "../x"), ("account", ""), ("account", "//evil.test"), ("weather", "1"), ("churn", "3")]
        {
            assert_eq!(href(&row(object, id, "")), None, "{object} {id}");
        }
    }
}
