//! W-41: who changed what and when.

use super::naming::Naming;
use super::*;
use crate::accounts::MemberName;
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_kernel::{AccountId, MemberId};
use banso_state::EventFilter;
use serde_json::Value;

/// Rows of a page.
const PAGE: i64 = 50;
/// Kinds of objects that the audit knows.
const OBJECTS: &[&str] = &[
    "account",
    "accounts",
    "audit",
    "bulk",
    "churn",
    "definition",
    "delivery",
    "destination",
    "erasure",
    "import",
    "member",
    "play",
    "source",
    "task",
    "workspace",
];

impl App {
    /// Entries of the audit.
    ///
    /// # Errors
    /// No manager.
    pub async fn audit(&self, who: &Principal, query: &AuditQuery) -> Result<Audit, Refused> {
        who.needs(Role::Manager)?;
        let filter = EventFilter {
            member: query.member,
            object: query.object.clone(),
            verb: query.verb.clone(),
            text: query.text.clone(),
        };
        let before = query.before.unwrap_or(i64::MAX);
        let events = self.state.events_page(&filter, before, PAGE + 1).await.map_err(Refused::broken)?;
        let naming = Naming::load(self).await?;
        let more = events.len() as i64 > PAGE;
        let name = |object: &str, id: &str| match object {
            "account" => id.parse().map(|id| naming.account(AccountId(id)).name).unwrap_or_default(),
            "member" => {
                let id = id.parse::<i64>().ok();
                let found = naming.members.iter().find(|(known, _)| Some(known.0) == id);
                found.map(|(_, name)| name.clone()).unwrap_or_default()
            }
            "play" | "definition" => naming.plays.get(id).map(|name| name.get(who.lang).to_owned()).unwrap_or_default(),
            _ => String::new(),
        };
        let rows: Vec<AuditRow> = events
            .into_iter()
            .take(PAGE as usize)
            .map(|event| AuditRow {
                seq: event.seq,
                at: event.occurred_at,
                by: event.member.map(|id| subject::member_name(&naming.members, id)),
                name: name(&event.object, &event.object_id),
                detail: with_names(event.detail, &naming.members),
                verb: event.verb,
                object: event.object,
                object_id: event.object_id,
            })
            .collect();
        let before = rows.last().map(|row| row.seq).filter(|_| more);
        let objects = OBJECTS.iter().map(|object| (*object).to_owned()).collect();
        Ok(Audit { rows, before, members: naming.members, objects })
    }

    /// Writes into the audit that it was exported, before the first byte leaves.
    ///
    /// # Errors
    /// No manager.
    pub async fn note_audit_export(&self, who: &Principal, query: &str, rows: usize) -> Result<(), Refused> {
        who.needs(Role::Manager)?;
        let detail = serde_json::json!({ "query": query, "rows": rows });
        let event = banso_state::Event::new(self.clock.now(), Some(who.member), "export", "audit", "", &detail);
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }
}

/// The details of an edit of an owner, with names for ids. Everything else stays as it was written.
fn with_names(detail: String, members: &[MemberName]) -> String {
    let Ok(Value::Object(mut all)) = serde_json::from_str(&detail) else { return detail };
    if all.get("field").and_then(Value::as_str) != Some("owner") {
        return detail;
    }
    for side in ["from", "to"] {
        let id = all.get(side).and_then(Value::as_str).and_then(|id| id.parse().ok()).map(MemberId);
        if let Some((_, name)) = members.iter().find(|(member, _)| Some(*member) == id) {
            all.insert(side.to_owned(), Value::String(name.clone()));
        }
    }
    Value::Object(all).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_owner_is_told_by_name_and_other_fields_as_they_are() {
        let members = [(MemberId(2), "佐藤 葵".to_owned())];
        let told = |detail: &str| with_names(detail.to_owned(), &members);
        let owner = told(r#"{"field":"owner","from":"","to":"2"}"#);
        assert_eq!(owner, r#"{"field":"owner","from":"","to":"佐藤 葵"}"#);
        for other in [r#"{"field":"memo","from":"2","to":"3"}"#, r#"{"from":2,"to":3}"#, "not json", ""] {
            assert_eq!(told(other), other);
        }
    }
}
