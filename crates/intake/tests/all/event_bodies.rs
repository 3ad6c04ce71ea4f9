//! Bodies as a whole: batches, times, gzip, and what cannot be read at all.

use super::events::{NOW, at, one};
use super::support::gzip;
use banso_intake::event::{BATCH_BYTES, Call, Delivery, Kind, MOST_EVENTS, Reason, Unreadable, inflate, read};
use banso_kernel::Micros;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::io::Write;

fn batch(body: Value) -> Delivery {
    read(Call::Batch, body.to_string().as_bytes(), NOW).expect("readable")
}

fn time(call: Call, body: Value) -> Result<Micros, Reason> {
    let delivery = read(call, body.to_string().as_bytes(), NOW).expect("readable");
    delivery.events[0].as_ref().map(|event| event.occurred_at).map_err(|refusal| refusal.reason)
}

#[test]
fn a_bad_event_is_refused_alone() {
    let body = r#"{"writeKey":"wk","batch":[{"type":"track","userId":"u","event":"a"},7,
        {"type":"track","userId":"u","event":"b","messageId":"m2","properties":{"x":"\ud800"}},
        {"type":"page","userId":"u","messageId":"m3"} , {"messageId":"m4","type":"x"}]}"#;
    let delivery = read(Call::Batch, body.as_bytes(), NOW).expect("readable");
    assert_eq!(delivery.write_key.as_deref(), Some("wk"));
    let codes: Vec<_> =
        delivery.events.iter().map(|event| event.as_ref().map_or_else(|bad| bad.reason.code(), |_| "")).collect();
    assert_eq!(codes, ["", "not-an-object", "bad-text", "", "unknown-type"]);
    let named = |at: usize| delivery.events[at].as_ref().expect_err("refused").message_id.as_deref();
    assert_eq!((named(1), named(2), named(4)), (None, Some("m2"), Some("m4")));
}

#[test]
fn context_of_the_batch_holds_where_the_event_has_none() {
    let item = |more: Value| {
        let mut item = json!({"type": "identify", "userId": "u"});
        item.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        item
    };
    let delivery = batch(json!({
        "context": {"groupId": "of batch", "traits": {"a": 1}}, "integrations": {"All": true},
        "batch": [item(json!({})), item(json!({"context": {"groupId": "own"}})), item(json!({"context": {"traits": {"b": 2}}}))],
    }));
    let seen: Vec<_> = delivery
        .events
        .into_iter()
        .map(|event| {
            let event = event.expect("taken");
            (event.group.expect("an account"), Value::Object(event.traits))
        })
        .collect();
    let expected = [("of batch", json!({"a": 1})), ("own", json!({"a": 1})), ("of batch", json!({"b": 2}))];
    assert_eq!(seen, expected.map(|(group, traits)| (group.to_owned(), traits)));
}

#[test]
fn the_senders_clock_is_corrected_by_when_it_sent() {
    let item = |more: Value| {
        let mut item = json!({"type": "track", "event": "e", "userId": "u"});
        item.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        item
    };
    // Ten minutes before it was sent, by a clock that is a year behind.
    let (said, sent, is) = ("2025-04-01T00:50:00Z", "2025-04-01T01:00:00Z", at("2026-03-31T23:50:00Z"));
    for key in ["originalTimestamp", "timestamp"] {
        assert_eq!(time(Call::Batch, json!({"sentAt": sent, "batch": [item(json!({key: said}))]})), Ok(is), "{key}");
        assert_eq!(time(Call::Batch, json!({"batch": [item(json!({key: said, "sentAt": sent}))]})), Ok(is), "{key}");
        assert_eq!(time(Call::Track, item(json!({key: said, "sentAt": sent}))), Ok(is), "{key}");
        assert_eq!(time(Call::Track, item(json!({key: said}))), Ok(at(said)), "{key}: as it is without sentAt");
        let past = json!({"sentAt": sent, "batch": [item(json!({key: said}))]});
        assert_eq!(time(Call::Import, past), Ok(at(said)), "{key}: an import is of the past");
    }
    let both = json!({"originalTimestamp": said, "timestamp": "2020-01-01T00:00:00Z", "sentAt": sent});
    assert_eq!(time(Call::Track, item(both)), Ok(is), "originalTimestamp is what sentAt belongs to");
    let own = json!({"sentAt": "2001-01-01", "batch": [item(json!({"timestamp": said, "sentAt": sent}))]});
    assert_eq!(time(Call::Batch, own), Ok(is), "the event's own sentAt wins");
    assert_eq!(time(Call::Track, item(json!({"sentAt": sent}))), Ok(NOW));
    assert_eq!(time(Call::Track, item(json!({"sentAt": "soon", "timestamp": said}))), Ok(at(said)));
    assert_eq!(time(Call::Track, item(json!({"timestamp": "", "originalTimestamp": null}))), Ok(NOW));
    let ahead = json!({"timestamp": "2026-04-03T00:00:00Z", "sentAt": "2026-04-01T00:00:00Z"});
    assert_eq!(time(Call::Track, item(ahead)), Err(Reason::BadTime));
    let clock_ahead = json!({"timestamp": "2036-04-01T00:00:00Z", "sentAt": "2036-04-01T00:00:01Z"});
    assert_eq!(time(Call::Track, item(clock_ahead)), Ok(at("2026-03-31T23:59:59Z")));
}

#[test]
fn times_are_read_in_every_form_that_sdks_write() {
    let noon = at("2026-03-31T12:00:00Z");
    for (raw, is) in [
        (r#""2026-03-31T12:00:00Z""#, noon.0),
        (r#""2026-03-31T12:00:00.000Z""#, noon.0),
        (r#""2026-03-31T12:00:00""#, noon.0),
        (r#""2026-03-31 12:00:00z""#, noon.0),
        (r#""2026-03-31T12:00""#, noon.0),
        (r#"" 2026-03-31t21:00:00+09:00 ""#, noon.0),
        (r#""2026-03-31T21:00:00+0900""#, noon.0),
        (r#""2026-03-31T21:00:00+09""#, noon.0),
        (r#""2026-03-31T06:30:00-05:30""#, noon.0),
        (r#""2026-03-31""#, noon.0 - 43_200_000_000),
        (r#""2026-03-31T12:00:00.1""#, noon.0 + 100_000),
        (r#""2026-03-31T12:00:00,123456789+00:00""#, noon.0 + 123_456),
        (r#""2026-03-31T12:00:60Z""#, noon.0 + 60_000_000),
        ("1774958400000", noon.0),
        (r#""1774958400000""#, noon.0),
        ("1774958400000.5", noon.0 + 500),
        ("1.7749584e12", noon.0),
    ] {
        let event = one(Call::Track, &format!(r#"{{"userId":"u","event":"e","timestamp":{raw}}}"#));
        assert_eq!(event.expect("taken").occurred_at, Micros(is), "{raw}");
    }
    for raw in [
        r#""2026-3-31""#,
        r#""2026-03-31T""#,
        r#""2026-03-31T25:00:00Z""#,
        r#""2026-03-31T12:60:00Z""#,
        r#""2026-03-31T12:00:00.Z""#,
        r#""2026-03-31T12:00:00+9""#,
        r#""2026-03-31T12:00:00Zx""#,
        r#""31/03/2026""#,
        r#""２０２６-03-31""#,
        "1774958400",
        "-1",
        "1e300",
        "1e999",
        "true",
        "[]",
        r#""\ud800""#,
        r#""NaN""#,
    ] {
        let event = one(Call::Track, &format!(r#"{{"userId":"u","event":"e","timestamp":{raw}}}"#));
        assert_eq!(event.expect_err("refused").reason, Reason::BadTime, "{raw}");
    }
}

#[test]
fn bodies_that_cannot_be_read_say_why() {
    for (body, code) in [
        (&b""[..], "not-json"),
        (b"{", "not-json"),
        (b"{\"batch\":[{]}", "not-json"),
        (b"{\"batch\":[]} x", "not-json"),
        (b"{\"batch\":[\"\x01\"]}", "not-json"),
        (b"{\"batch\":[NaN]}", "not-json"),
        (b"{\"batch\":[\"\xff\"]}", "not-utf8"),
        (b"{}", "no-batch"),
        (b"[]", "no-batch"),
        (b"{\"batch\":{}}", "no-batch"),
        (b"{\"batch\":null}", "no-batch"),
        (b"{\"Batch\":[]}", "no-batch"),
    ] {
        let error = read(Call::Batch, body, NOW).expect_err("unreadable");
        assert_eq!(error.code(), code, "{}", String::from_utf8_lossy(body));
        assert!(!error.to_string().is_empty());
    }
    assert_eq!(read(Call::Track, b"\n{\"a\"}", NOW), Err(Unreadable::NotJson { line: 1, column: 5 }));
    assert_eq!(read(Call::Batch, &vec![b' '; BATCH_BYTES + 1], NOW), Err(Unreadable::TooLarge));
    let many = |count: usize| format!("{{\"batch\":[{}0]}}", "0,".repeat(count - 1));
    let most = read(Call::Batch, many(MOST_EVENTS).as_bytes(), NOW).expect("readable");
    assert_eq!(most.events.len(), MOST_EVENTS);
    assert_eq!(read(Call::Batch, many(MOST_EVENTS + 1).as_bytes(), NOW), Err(Unreadable::TooMany));
    assert_eq!(batch(json!({"batch": []})).events, []);
    let marked = read(Call::Batch, "\u{feff} {\"batch\" : [ ] } ".as_bytes(), NOW).expect("readable");
    assert_eq!(marked.events, []);
}

#[test]
fn depth_alone_breaks_nothing() {
    // The rest of the batch is kept.
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let body = format!(
        r#"{{"batch":[{deep},{{"type":"page","userId":"u","properties":{deep}}},{{"type":"page","userId":"u"}}]}}"#
    );
    let delivery = read(Call::Batch, body.as_bytes(), NOW).expect("readable");
    let reasons: Vec<_> = delivery.events.iter().map(|event| event.as_ref().err().map(|bad| bad.reason)).collect();
    assert_eq!(reasons, [Some(Reason::NotAnObject), Some(Reason::TooLarge), None]);
    let objects = format!("{}1{}", "{\"a\":".repeat(80_000), "}".repeat(80_000));
    assert_eq!(one(Call::Track, &objects).expect_err("refused").reason, Reason::TooLarge);
    let open = "[".repeat(400_000);
    assert_eq!(read(Call::Batch, open.as_bytes(), NOW).expect_err("unreadable").code(), "not-json");
}

#[test]
fn gzip_is_told_by_its_bytes_and_unpacked_under_a_guard() {
    let plain = br#"{"batch":[]}"#;
    assert!(matches!(inflate(plain, BATCH_BYTES), Ok(Cow::Borrowed(body)) if body == plain));
    let packed = gzip(plain);
    assert_eq!(inflate(&packed, BATCH_BYTES).as_deref(), Ok(&plain[..]));
    assert_eq!(inflate(&packed, plain.len()).as_deref(), Err(&Unreadable::TooLarge), "the packed bytes count too");
    let twice = [gzip(b"{\"batch\""), gzip(b":[]}")].concat();
    assert_eq!(inflate(&twice, BATCH_BYTES).as_deref(), Ok(&plain[..]), "parts of a stream belong together");
    for damaged in [&packed[..packed.len() - 1], &packed[..2], &[&packed[..], b"x"].concat()] {
        assert_eq!(inflate(damaged, BATCH_BYTES), Err(Unreadable::Gzip), "{damaged:?}");
    }
    let mut wrong = packed.clone();
    let checksum = wrong.len() - 8;
    wrong[checksum] ^= 1;
    assert_eq!(inflate(&wrong, BATCH_BYTES), Err(Unreadable::Gzip));
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![b' '; 64 << 20]).expect("packed");
    let bomb = bomb.finish().expect("packed");
    assert_eq!(inflate(&bomb[..], BATCH_BYTES), Err(Unreadable::Bomb));
    let spaces = gzip(&vec![b' '; BATCH_BYTES]);
    assert_eq!(inflate(&spaces, BATCH_BYTES).map(|body| body.len()), Ok(BATCH_BYTES));
    let noise: Vec<u8> =
        (0..BATCH_BYTES as u32 * 2).map(|n| (n.wrapping_mul(2_654_435_761) >> 29) as u8 + b'0').collect();
    assert_eq!(inflate(&gzip(&noise), BATCH_BYTES), Err(Unreadable::TooLarge));
}

#[test]
fn calls_are_told_by_their_path() {
    for (path, call) in [
        ("/v1/identify", Some(Call::Identify)),
        ("/v1/t", Some(Call::Track)),
        ("/v1/batch/", Some(Call::Batch)),
        ("/batch/", Some(Call::Batch)),
        ("/v1/import", Some(Call::Import)),
        ("/v1/x", None),
        ("/v1", None),
        ("", None),
    ] {
        assert_eq!(Call::of_path(path), call, "{path}");
    }
    for kind in Kind::ALL {
        assert_eq!(Call::of_path(&format!("/v1/{}", kind.name())).and_then(Call::kind), Some(kind));
    }
}
