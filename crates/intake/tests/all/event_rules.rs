//! What holds for every body, whatever is in it.

use super::events::NOW;
use banso_intake::event::{BATCH_BYTES, Call, Event, Refusal, inflate, read};
use banso_kernel::Micros;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const CALLS: [Call; 8] =
    [Call::Identify, Call::Track, Call::Page, Call::Screen, Call::Group, Call::Alias, Call::Batch, Call::Import];

fn events(body: &Value, received_at: Micros) -> Vec<Result<Event, Refusal>> {
    read(Call::Batch, body.to_string().as_bytes(), received_at).expect("readable").events
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-1_000i32..1_000).prop_map(|n| Value::from(f64::from(n) / 4.0)),
        any::<String>().prop_map(Value::from),
        "[a-e\"\\\\\n]{0,3}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec(("[a-eあ\"]{0,2}", inner), 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn any_object() -> impl Strategy<Value = Value> {
    proptest::collection::vec(("value|revenue|[a-eあ]{0,2}", any_json()), 0..6)
        .prop_map(|fields| Value::Object(fields.into_iter().collect()))
}

/// Events, most of them good.
fn any_event() -> impl Strategy<Value = Value> {
    let id = || prop_oneof![4 => "[a-c]{1,3}".prop_map(Value::from), 1 => any_json()];
    let kind = prop_oneof![Just("track"), Just("identify"), Just("page"), Just("group"), Just("alias"), Just("odd")];
    let time = prop_oneof![
        3 => (1_600_000_000_000i64..1_775_000_000_000).prop_map(Value::from),
        1 => Just(json!("2026-01-02T03:04:05.678+09:00")),
        1 => any_json(),
    ];
    let both = (any_object(), any_object(), proptest::option::of(time));
    (kind, id(), id(), id(), both).prop_map(|(kind, user, group, message, (properties, traits, time))| {
        let mut event = json!({"type": kind, "userId": user, "groupId": group, "messageId": message, "event": "e",
            "properties": properties, "traits": traits, "previousId": "p", "context": {"groupId": group, "traits": traits}});
        if let Some(time) = time {
            event["timestamp"] = time;
        }
        event
    })
}

/// The last of equal fields, in any order: what `==` of objects compares.
fn meaning(value: &Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(double) if double.fract() == 0.0 && double.abs() < 1e15 => Value::from(double as i64),
            _ => value.as_i64().map_or_else(|| json!(number.as_f64()), Value::from),
        },
        Value::Array(list) => list.iter().map(meaning).collect(),
        Value::Object(fields) => {
            let mut names: Vec<_> = fields.keys().collect();
            names.sort();
            Value::Object(names.into_iter().map(|name| (name.clone(), meaning(&fields[name]))).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

fn props(properties: &str) -> String {
    let body = format!(r#"{{"userId":"u","event":"e","properties":{properties}}}"#);
    read(Call::Track, body.as_bytes(), NOW).expect("readable").events.remove(0).expect("taken").props
}

/// A change somewhere in a text: bytes cut out, put in or repeated.
type Change = (u8, prop::sample::Index, prop::sample::Index, Vec<u8>);

fn changed(body: &mut Vec<u8>, (what, from, to, bytes): Change) {
    let (a, b) = (from.index(body.len() + 1), to.index(body.len() + 1));
    let span = a.min(b)..a.max(b);
    match what % 4 {
        0 => _ = body.splice(a..a, bytes),
        1 => _ = body.drain(span.start..span.end.min(span.start + 9)),
        2 => body.truncate(a),
        _ => {
            let again = body[span].to_vec();
            _ = body.splice(b..b, again);
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), packed in any::<bool>()) {
        let body = if packed { [&[0x1f, 0x8b, 8][..], &bytes].concat() } else { bytes };
        let _ = inflate(&body, BATCH_BYTES);
        for call in CALLS {
            let _ = read(call, &body, NOW);
        }
    }

    #[test]
    fn a_damaged_batch_is_refused_or_keeps_its_number_of_events(
        list in proptest::collection::vec(any_event(), 1..4),
        changes in proptest::collection::vec(any::<Change>(), 1..4),
        tokens in proptest::collection::vec((any::<prop::sample::Index>(), prop::sample::select(vec![
            "\\ud800", "1e400", "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "\0", "\u{feff}", "\\u0000", "-", "9999999999999999999",
        ])), 0..3),
    ) {
        let mut body = json!({"sentAt": 1_775_000_000_000_i64, "batch": list}).to_string().into_bytes();
        for (at, token) in tokens {
            let at = at.index(body.len());
            body.splice(at..at, token.bytes());
        }
        for call in CALLS {
            let _ = read(call, &body, NOW);
        }
        for change in changes {
            changed(&mut body, change);
            for call in CALLS {
                let _ = read(call, &body, NOW);
            }
            if let (Ok(delivery), Ok(value)) = (read(Call::Batch, &body, NOW), serde_json::from_slice::<Value>(&body)) {
                prop_assert_eq!(delivery.events.len(), value["batch"].as_array().expect("a batch").len());
            }
        }
    }

    #[test]
    fn canonical_properties_mean_the_same_and_stay_as_they_are(object in any_object()) {
        let first = props(&object.to_string());
        if first.is_empty() {
            prop_assert_eq!(object, json!({}));
        } else {
            prop_assert_eq!(&props(&first), &first);
            prop_assert_eq!(first, meaning(&object).to_string());
        }
    }

    #[test]
    fn the_order_of_fields_does_not_matter(object in any_object()) {
        let mut fields: Vec<_> = object.as_object().expect("an object").clone().into_iter().collect();
        fields.reverse();
        let turned = Value::Object(fields.into_iter().collect());
        prop_assert_eq!(props(&object.to_string()), props(&turned.to_string()));
    }

    #[test]
    fn what_was_said_depends_on_neither_attempt_nor_sdk(
        event in any_event(), late in 0i64..80_000_000_000, sent in 1_774_900_000_000i64..1_775_000_000_000, library in any_json(),
    ) {
        let first = events(&json!({"batch": [event]}), NOW).remove(0);
        let mut again = event.clone();
        again["context"]["library"] = library;
        again["_metadata"] = json!({"attempt": 2});
        let again = json!({"sentAt": sent, "retryCount": 3, "batch": [again]});
        let again = events(&again, Micros(NOW.0 + late)).remove(0);
        if let (Ok(first), Ok(again)) = (first, again) {
            prop_assert_eq!(first.content, again.content);
            let but_time = Event { occurred_at: first.occurred_at, ..again };
            prop_assert_eq!(but_time, first);
        }
    }

    #[test]
    fn whatever_is_said_differently_has_another_content(
        event in any_event(), field in prop::sample::select(vec!["type", "userId", "anonymousId", "groupId", "previousId",
            "event", "properties", "traits", "context", "timestamp"]), other in any_event(), library in any_json(),
    ) {
        let mut changed = event.clone();
        changed[field] = match field {
            "anonymousId" | "previousId" | "event" => json!("other"),
            field => other[field].clone(),
        };
        changed["integrations"] = library;
        let both = events(&json!({"batch": [event, changed]}), NOW);
        if let [Ok(a), Ok(b)] = &both[..] {
            // An event without a time happened now, for which its content cannot speak.
            prop_assume!(field != "timestamp" || a.occurred_at != b.occurred_at);
            let same = Event { content: b.content, message_id: b.message_id.clone(), ..a.clone() } == *b;
            prop_assert_eq!(same, a.content == b.content, "{}", field);
        }
    }

    #[test]
    fn splitting_a_batch_does_not_change_its_events(
        list in proptest::collection::vec(any_event(), 0..6), at in any::<prop::sample::Index>(), context in any_object(),
    ) {
        let batch = |list: &[Value]| events(&json!({"sentAt": "2026-03-31T00:00:00Z", "context": context, "batch": list}), NOW);
        let (left, right) = list.split_at(at.index(list.len() + 1));
        prop_assert_eq!([batch(left), batch(right)].concat(), batch(&list));
    }
}
