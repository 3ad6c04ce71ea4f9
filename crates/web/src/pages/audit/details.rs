//! What an entry of the audit says besides: names and values in words. What an older or newer version wrote and no message
//! names is shown as it is.

use super::words;
use crate::Cx;
use crate::pages::accounts::problems::label;
use crate::pages::plays::known;
use banso_app::actions::AuditRow;
use banso_kernel::MemberId;
use serde_json::{Map, Value};

/// Details that are shown; the rest is in the export.
const DETAILS: usize = 8;
/// Characters of a detail.
const MOST: usize = 120;

/// Members by id, for details that name one.
pub(super) type Members = [(MemberId, String)];

/// Name and value of each detail; long values are cut.
pub(super) fn details(cx: &Cx, row: &AuditRow, members: &Members) -> Vec<(String, String)> {
    let Ok(Value::Object(all)) = serde_json::from_str::<Value>(&row.detail) else {
        return if row.detail.is_empty() { Vec::new() } else { vec![(String::new(), cut(&row.detail))] };
    };
    let owner = all.get("field").is_some_and(|field| field == "owner");
    let teller = Teller { cx, row, members, owner };
    let told = match (all.get("before"), all.get("after")) {
        (Some(Value::Object(before)), Some(Value::Object(after))) => teller.changes(before, after),
        // Who has another role: the two roles are all that is written.
        (Some(before), Some(after)) => vec![teller.change("role", before, after)],
        _ => teller.all(&all),
    };
    told.into_iter().take(DETAILS).map(|(name, value)| (name, cut(&value))).collect()
}

struct Teller<'a> {
    cx: &'a Cx,
    row: &'a AuditRow,
    members: &'a Members,
    /// It was another owner that was set: what it was before and after are members.
    owner: bool,
}

impl Teller<'_> {
    fn all(&self, all: &Map<String, Value>) -> Vec<(String, String)> {
        let one = |(name, value): (&String, &Value)| match value {
            Value::Object(inner) => self.all(inner),
            value => vec![(self.name(name), self.value(name, value))],
        };
        all.iter().flat_map(one).collect()
    }

    /// What differs, before and after.
    fn changes(&self, before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<(String, String)> {
        let old = |name: &str| before.get(name).unwrap_or(&Value::Null);
        let differs = after.iter().filter(|(name, new)| old(name) != *new);
        differs.map(|(name, new)| self.change(name, old(name), new)).collect()
    }

    fn change(&self, name: &str, before: &Value, after: &Value) -> (String, String) {
        let args = [("from", self.value(name, before).into()), ("to", self.value(name, after).into())];
        (self.name(name), self.cx.words.with("audit-change", &args))
    }

    fn name(&self, name: &str) -> String {
        let of_form = format!("deliveries-field-{}", name.replace('_', "-"));
        match self.row.object == "destination" && self.cx.words.has(&of_form) {
            true => self.cx.t(&of_form).into_owned(),
            false => known(self.cx, "audit-detail", name),
        }
    }

    fn value(&self, name: &str, value: &Value) -> String {
        let cx = self.cx;
        match value {
            Value::Null => banso_words::NO_DATA.to_owned(),
            Value::Bool(yes) => cx.t(if *yes { "common-yes" } else { "common-no" }).into_owned(),
            Value::Array(list) => cx.t1("common-n-items", "n", list.len()),
            Value::Number(number) => match (name, number.as_f64()) {
                ("auc" | "by", Some(number)) => cx.words.num(number, 3),
                ("from" | "to", _) if self.row.object == "member" => self.member(&number.to_string()),
                _ => number.to_string(),
            },
            Value::String(text) => self.text(name, text),
            Value::Object(_) => value.to_string(),
        }
    }

    fn text(&self, name: &str, text: &str) -> String {
        let cx = self.cx;
        match name {
            _ if text.is_empty() => cx.t("common-none").into_owned(),
            "from" | "to" if self.owner => self.member(text),
            "kind" if cx.words.has(&format!("audit-object-{text}")) => known(cx, "audit-object", text),
            "kind" if cx.words.has(&format!("audit-kind-{text}")) => known(cx, "audit-kind", text),
            "kind" => known(cx, "deliveries-destination", text),
            "role" => known(cx, "common-role", text),
            "came" => known(cx, "audit-came", text),
            "lang" => known(cx, "settings-messages", text),
            "field" => label(text).map_or_else(|| known(cx, "common", text), |id| cx.t(id).into_owned()),
            "query" => self.query(text),
            _ => text.to_owned(),
        }
    }

    /// The parameters of a list's address, with the names that its filter has for them.
    fn query(&self, query: &str) -> String {
        let cx = self.cx;
        let own = |name: &str| match name {
            "format" => Some("audit-detail-format"),
            "by" => Some("audit-who"),
            "object" => Some("audit-object"),
            "verb" => Some("audit-did"),
            "q" => Some("audit-search"),
            other => label(other),
        };
        let part = |(name, value): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)| {
            let label = own(&name).map_or_else(|| name.to_string(), |id| cx.t(id).into_owned());
            let args = [("name", label.into()), ("value", self.asked(&name, &value).into())];
            cx.words.with("audit-pair", &args)
        };
        let asked = url::form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty());
        let parts: Vec<String> = asked.map(part).collect();
        if parts.is_empty() { cx.t("common-none").into_owned() } else { parts.join(" · ") }
    }

    /// The value of a parameter.
    fn asked(&self, name: &str, value: &str) -> String {
        let cx = self.cx;
        let column = |word: &str| match word {
            "cmrr" => cx.t("common-cmrr-short").into_owned(),
            word => known(cx, "accounts-col", word),
        };
        match (name, value) {
            ("owner", "none") => cx.t("accounts-nobody").into_owned(),
            ("segment", "none") => cx.t("accounts-no-segment").into_owned(),
            ("owner" | "by", id) => self.member(id),
            ("object", word) => words::object(cx, word),
            ("verb", word) => words::verb(cx, word),
            ("paying", "1") => cx.t("common-yes").into_owned(),
            ("group", word) => known(cx, "accounts-group", word),
            ("sort", word) => column(word.trim_start_matches('-')),
            ("col", all) => all.split(',').map(column).collect::<Vec<_>>().join(", "),
            (_, other) => other.to_owned(),
        }
    }

    /// A member by name; the id of one who is not there.
    fn member(&self, id: &str) -> String {
        let known = self.members.iter().find(|(member, _)| member.to_string() == id);
        known.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
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
    use banso_kernel::{Lang, Micros};

    fn told(object: &str, detail: &str) -> Vec<(String, String)> {
        let row = AuditRow {
            seq: 1,
            at: Micros(0),
            by: None,
            verb: "edit".into(),
            object: object.into(),
            object_id: "1".into(),
            name: String::new(),
            detail: detail.into(),
        };
        details(&Cx::sample(Lang::Ja, None), &row, &[(MemberId(3), "𠮷田 さくら".to_owned())])
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn details_are_read_whatever_was_written() {
        assert_eq!(told("account", ""), []);
        assert_eq!(told("account", "not json"), [pair("", "not json")]);
        let read = told("account", r#"{"version":3,"to":null,"name":"青空"}"#);
        let values: Vec<&str> = read.iter().map(|(_, value)| value.as_str()).collect();
        assert!(values.contains(&"3") && values.contains(&banso_words::NO_DATA) && values.contains(&"青空"));
        let long = told("account", &format!("{{\"a\":\"{}\"}}", "あ".repeat(500)));
        assert_eq!(long[0].1.chars().count(), MOST + 1);
    }

    #[test]
    fn names_and_values_are_told_in_words() {
        assert_eq!(told("account", r#"{"field":"memo"}"#), [pair("項目", "メモ")]);
        assert_eq!(told("definition", r#"{"kind":"model"}"#), [pair("種類", "ヘルスモデル")]);
        assert_eq!(told("bulk", r#"{"rows":[[1,"",0],[2,"",0]]}"#), [pair("件数", "2 件")]);
        assert_eq!(told("member", r#"{"from":3}"#), [pair("変更前", "𠮷田 さくら")]);
        assert_eq!(
            told("account", r#"{"field":"owner","from":"3"}"#),
            [pair("項目", "担当"), pair("変更前", "𠮷田 さくら")]
        );
        assert_eq!(told("member", r#"{"before":"csm","after":"admin"}"#), [pair("役割", "CSM → 管理者")]);
        let query = r#"{"query":"format=csv&col=ranks%2Cphase&q=%E9%9D%92&owner=3&sort=-cmrr"}"#;
        let said = "形式：csv · 列：顧客ランク, フェーズ · 内容を検索：青 · 担当：𠮷田 さくら · 並び順：CMRR";
        assert_eq!(told("accounts", query), [pair("条件", said)]);
    }

    #[test]
    fn of_settings_only_what_changed_is_told_before_and_after() {
        let detail = r#"{"before":{"zone":"Asia/Tokyo","minutes":30},"after":{"zone":"Asia/Tokyo","minutes":45}}"#;
        assert_eq!(told("workspace", detail), [pair("1 件のタスクの分数", "30 → 45")]);
    }
}
