//! Facts in words: their names, and the names and values of their properties, as far as Banso knows them; what a vendor calls
//! in its own way stays as it is.

use crate::Cx;

/// A fact's name in words; none for names of the vendor's own.
pub(crate) fn known(cx: &Cx, name: &str) -> Option<String> {
    message(cx, &format!("account-fact-{}", plain(name)))
}

/// A fact's name in words, else as the vendor calls it.
pub(crate) fn name(cx: &Cx, name: &str) -> String {
    known(cx, name).unwrap_or_else(|| name.to_owned())
}

/// The properties of a fact: name and value of each.
pub(super) fn props(cx: &Cx, json: &str) -> Vec<(String, String)> {
    let Ok(serde_json::Value::Object(map)) = serde_json::from_str(json) else { return Vec::new() };
    map.into_iter()
        .map(|(key, value)| {
            let value = match value {
                serde_json::Value::String(text) => text_value(cx, &key, text),
                serde_json::Value::Bool(yes) => cx.t(if yes { "common-yes" } else { "common-no" }).into_owned(),
                other => other.to_string(),
            };
            (message(cx, &format!("account-prop-{}", plain(&key))).unwrap_or(key), value)
        })
        .collect()
}

fn text_value(cx: &Cx, key: &str, value: String) -> String {
    let (key, plain) = (plain(key), plain(&value));
    let own = message(cx, &format!("account-value-{key}-{plain}"));
    let elsewhere = || match key.as_str() {
        "kind" => message(cx, &format!("common-touch-{plain}")),
        "reason" => message(cx, &format!("churns-reason-{plain}")),
        _ => None,
    };
    own.or_else(elsewhere).unwrap_or(value)
}

fn plain(name: &str) -> String {
    name.replace(['.', '_'], "-")
}

fn message(cx: &Cx, id: &str) -> Option<String> {
    cx.words.has(id).then(|| cx.t(id).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::Lang;

    /// Facts of the demo with the properties that they come with.
    const DEMO: [(&str, &str); 18] = [
        ("login", ""),
        ("feature.used", r#"{"feature":"dashboard"}"#),
        ("feature.used", r#"{"feature":"report"}"#),
        ("feature.used", r#"{"feature":"automation"}"#),
        ("data.imported", ""),
        ("report.created", ""),
        ("setting.done", r#"{"setting":"members"}"#),
        ("integration.connected", r#"{"kind":"sso"}"#),
        ("integration.connected", r#"{"kind":"storage"}"#),
        ("goal.set", ""),
        ("touch", r#"{"kind":"visit"}"#),
        ("ticket", r#"{"kind":"bug","priority":"urgent"}"#),
        ("ticket.resolved", r#"{"kind":"question","priority":"normal"}"#),
        ("survey", r#"{"kind":"csat"}"#),
        ("mail.sent", r#"{"mail":"onboarding","step":"welcome"}"#),
        ("mail.opened", ""),
        ("mail.bounced", ""),
        ("churn", r#"{"avoidable":true,"reason":"price"}"#),
    ];

    #[test]
    fn facts_of_the_demo_are_told_in_words() {
        let cx = Cx::sample(Lang::Ja, None);
        for (fact, json) in DEMO {
            let told = known(&cx, fact).unwrap_or_else(|| panic!("{fact} has no name"));
            let props = props(&cx, json);
            let shown = props.iter().flat_map(|(name, value)| [name, value]).chain([&told]);
            for text in shown.filter(|text| *text != "SSO") {
                assert!(!text.is_ascii(), "{fact} {json}: {text}");
            }
        }
    }

    #[test]
    fn what_a_vendor_calls_its_own_way_stays_as_it_is() {
        let cx = Cx::sample(Lang::Ja, None);
        assert_eq!(name(&cx, "invoice.paid"), "invoice.paid");
        let own = [("Plan Name", "Gold <1>"), ("n", "3")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(props(&cx, r#"{"Plan Name":"Gold <1>","n":3}"#), own);
    }
}
