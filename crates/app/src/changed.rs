//! What of something changed, as the audit keeps it.

use serde_json::{Map, Value, json};

/// `{"before": {…}, "after": {…}}` with the fields that differ; the others stay out.
pub(crate) fn changed<const N: usize>(fields: [(&str, Value, Value); N]) -> Value {
    let (mut before, mut after) = (Map::new(), Map::new());
    for (name, old, new) in fields.into_iter().filter(|(_, old, new)| old != new) {
        before.insert(name.to_owned(), old);
        after.insert(name.to_owned(), new);
    }
    json!({ "before": before, "after": after })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_kept() {
        let fields = [("zone", json!("Asia/Tokyo"), json!("Asia/Tokyo")), ("months", json!(12), json!(24))];
        assert_eq!(changed(fields), json!({ "before": { "months": 12 }, "after": { "months": 24 } }));
    }
}
