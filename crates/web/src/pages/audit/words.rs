//! Entries of the audit in words. What an older or newer version wrote and no message names is shown as it is.

use crate::Cx;
use crate::pages::plays::known;
use banso_app::actions::AuditRow;

/// What was done, such as "編集".
pub(super) fn verb(cx: &Cx, verb: &str) -> String {
    known(cx, "audit-verb", verb)
}

/// A kind of thing, such as "顧客".
pub(super) fn object(cx: &Cx, object: &str) -> String {
    known(cx, "audit-object", object)
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
    fn only_ids_that_are_ids_become_links() {
        assert_eq!(href(&row("account", "7", "")).as_deref(), Some("/accounts/7"));
        for (object, id) in
            [("account", "../x"), ("account", ""), ("account", "//evil.test"), ("weather", "1"), ("churn", "3")]
        {
            assert_eq!(href(&row(object, id, "")), None, "{object} {id}");
        }
    }
}
