//! What the SDKs of Segment, RudderStack and PostHog really sent, as it was recorded.

use banso_intake::event::{Call, Event, Kind, inflate, read};
use banso_kernel::Micros;
use serde_json::{Map, Value};
use std::path::Path;

/// The events of each request of the recordings whose name begins so, read as it came; gzip where it was.
fn events(sdk: &str) -> Option<Vec<Vec<Event>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/sdk/captures.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: no recorded requests at {}", path.display());
        return None;
    };
    let captures: Map<String, Value> = serde_json::from_str(&text).expect("recordings");
    let chosen =
        captures.iter().filter(|(name, _)| name.starts_with(sdk)).filter_map(|(_, requests)| requests.as_array());
    let all = chosen.flatten().filter(|request| request.get("body").is_some()).map(|request| {
        let call = Call::of_path(request["path"].as_str().expect("a path")).expect("a known path");
        let plain = request["body"].to_string().into_bytes();
        let sent =
            if request["headers"].get("content-encoding").is_some() { super::support::gzip(&plain) } else { plain };
        let body = inflate(&sent, 500 << 10).expect("unpacked");
        let received_at = Micros((request["t"].as_f64().expect("a time") * 1e6) as i64);
        let delivery = read(call, &body, received_at).expect("readable");
        let count = request["body"]["batch"].as_array().expect("a batch").len();
        assert_eq!(delivery.events.len(), count, "{sdk}");
        let key = request["body"].get("writeKey").or(request["body"].get("api_key")).and_then(Value::as_str);
        assert_eq!(delivery.write_key.as_deref(), key);
        delivery.events.into_iter().map(|event| event.expect("taken")).collect()
    });
    Some(all.collect())
}

fn kinds(events: &[Event]) -> Vec<Kind> {
    events.iter().map(|event| event.kind).collect()
}

#[test]
fn every_request_of_the_six_sdks_is_read_without_a_refusal() {
    for (sdk, requests, count) in [
        ("segment_python", 12, 22),
        ("segment_node", 9, 14),
        ("rudder_python", 4, 6),
        ("rudder_node", 2, 3),
        ("posthog_python", 2, 6),
        ("posthog_node", 1, 2),
    ] {
        let Some(all) = events(sdk) else { return };
        assert_eq!((all.len(), all.iter().flatten().count()), (requests, count), "{sdk}");
        assert!(all.iter().flatten().all(|event| event.message_id.is_some()), "{sdk}");
        let known = all.iter().flatten().filter(|event| event.kind == Kind::Track && event.name == "Report Viewed");
        for event in known {
            assert_eq!((event.user.as_deref(), event.props.as_str()), (Some("u1"), r#"{"n":1}"#), "{sdk}");
        }
    }
}

#[test]
fn the_python_sdk_of_segment_is_understood() {
    let Some(all) = events("segment_python_gzip_True") else { return };
    let events = &all[0];
    assert_eq!(kinds(events), [Kind::Identify, Kind::Track, Kind::Group, Kind::Page, Kind::Alias, Kind::Track]);
    assert_eq!(Value::Object(events[0].traits.clone()), serde_json::json!({"email": "a@b.c", "plan": "pro"}));
    assert_eq!((events[1].group.as_deref(), events[2].group.as_deref()), (Some("acct_1"), Some("acct_1")));
    assert_eq!(events[3].props, r#"{"category":"Docs","name":"Index","url":"/x"}"#);
    assert_eq!(events[4].previous.as_deref(), Some("anon1"));
    assert_eq!((events[5].user.as_deref(), events[5].anonymous.as_deref()), (None, Some("anon9")));
    let given = "2026-01-02T03:04:05.678Z".parse::<jiff::Timestamp>().expect("a time").as_microsecond();
    assert!((0..100_000).contains(&(events[1].occurred_at.0 - given)), "what the network took is all that is added");
}

#[test]
fn an_attempt_and_its_retry_say_the_same() {
    for sdk in ["segment_python_503", "segment_node_503", "rudder_python_503"] {
        let Some(all) = events(sdk) else { return };
        assert_eq!(all.len(), 3, "{sdk}");
        let same = |event: &Event| (event.message_id.clone(), event.content);
        assert!(all.iter().all(|events| same(&events[0]) == same(&all[0][0])), "{sdk}");
        let moved = all[2][0].occurred_at.0 - all[0][0].occurred_at.0;
        assert!(moved.abs() < 100_000, "{sdk}: {moved} µs, though it was sent seconds later");
    }
}

#[test]
fn the_sdks_of_posthog_are_understood() {
    for sdk in ["posthog_python_V0", "posthog_python_V1"] {
        let Some(all) = events(sdk) else { return };
        assert_eq!(kinds(&all[0]), [Kind::Track, Kind::Identify, Kind::Group], "{sdk}");
        assert_eq!(all[0][0].group.as_deref(), Some("acct_1"), "{sdk}");
        assert_eq!(Value::Object(all[0][1].traits.clone()), serde_json::json!({"plan": "pro"}), "{sdk}");
        let group = &all[0][2];
        assert_eq!((group.user.as_deref(), group.group.as_deref()), (None, Some("acct_1")), "{sdk}");
        assert_eq!(Value::Object(group.traits.clone()), serde_json::json!({"name": "Initech"}), "{sdk}");
    }
}

#[test]
fn an_id_that_posthogs_sdk_made_up_is_no_user() {
    let item = |event: &str, properties: &str| {
        let body =
            format!(r#"{{"batch":[{{"event":"{event}","distinct_id":"d","uuid":"m","properties":{properties}}}]}}"#);
        let delivery = read(Call::Batch, body.as_bytes(), super::events::NOW).expect("readable");
        delivery.events.into_iter().next().expect("one").expect("taken")
    };
    let made_up = item("e", r#"{"$process_person_profile":false,"$groups":{"team":"t","company":"c"}}"#);
    assert_eq!((made_up.user, made_up.anonymous.as_deref(), made_up.group.as_deref()), (None, Some("d"), Some("c")));
    let known = item("$identify", r#"{"$anon_distinct_id":"a","$set_once":{"x":1,"y":1},"$set":{"y":2}}"#);
    assert_eq!((known.user.as_deref(), known.anonymous.as_deref()), (Some("d"), Some("a")));
    assert_eq!(Value::Object(known.traits), serde_json::json!({"x": 1, "y": 2}));
    let alias = item("$create_alias", r#"{"alias":"old","distinct_id":"d"}"#);
    assert_eq!((alias.user.as_deref(), alias.previous.as_deref()), (Some("d"), Some("old")));
    let page = item("$pageview", r#"{"$current_url":"https://x","tab":"a","$groups":{"team":"t","unit":"u"}}"#);
    assert_eq!((page.kind, page.props.as_str(), page.group), (Kind::Page, r#"{"tab":"a"}"#, None));
}
