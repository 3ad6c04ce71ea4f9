//! One event of each kind, and each reason to refuse one.

use banso_intake::event::{Call, DEPTH, EVENT_BYTES, Event, Kind, Reason, Refusal, read};
use banso_kernel::Micros;
use serde_json::{Value, json};

/// 2026-04-01T00:00:00Z.
pub const NOW: Micros = Micros(1_775_001_600_000_000);

pub fn at(iso: &str) -> Micros {
    Micros(iso.parse::<jiff::Timestamp>().expect("a time").as_microsecond())
}

/// One event by its own path.
pub fn one(call: Call, body: &str) -> Result<Event, Refusal> {
    let delivery = read(call, body.as_bytes(), NOW).expect("readable");
    let [event] = <[_; 1]>::try_from(delivery.events).expect("one event");
    event
}

pub fn good(call: Call, body: Value) -> Event {
    one(call, &body.to_string()).expect("taken")
}

fn refused(call: Call, body: &str) -> (Reason, String) {
    let refusal = one(call, body).expect_err("refused");
    assert!(refusal.detail.chars().count() <= 200, "{}", refusal.detail);
    assert_eq!(refusal.message_id.as_deref(), Some("m1"), "a refusal names its event");
    (refusal.reason, refusal.detail)
}

#[test]
fn a_track_call_keeps_who_which_account_what_when_and_properties() {
    let event = good(
        Call::Track,
        json!({"writeKey": "wk", "messageId": "m1", "userId": " u1 ", "anonymousId": "a1", "event": "レポート表示",
               "context": {"groupId": "acct_1", "ip": "203.0.113.9", "userAgent": "UA", "traits": {"email": "a@b.c"}},
               "properties": {"z": {"b": 1.0, "a": [true, null]}, "value": 12.5, "本文": "改\n行"},
               "timestamp": "2026-03-31T12:00:00+09:00"}),
    );
    assert_eq!(event.message_id.as_deref(), Some("m1"));
    assert_eq!((event.kind, event.name.as_str(), event.value), (Kind::Track, "レポート表示", Some(12.5)));
    assert_eq!((event.user.as_deref(), event.anonymous.as_deref()), (Some("u1"), Some("a1")));
    assert_eq!((event.group.as_deref(), event.previous), (Some("acct_1"), None));
    assert_eq!(event.props, r#"{"value":12.5,"z":{"a":[true,null],"b":1},"本文":"改\n行"}"#);
    assert_eq!(event.occurred_at, at("2026-03-31T03:00:00Z"));
    assert!(event.traits.is_empty(), "traits of other calls are not kept");
}

#[test]
fn an_identify_call_keeps_traits_and_no_properties() {
    let event = good(
        Call::Identify,
        json!({"userId": 42, "traits": {"firstName": "花", "plan": "pro"}, "properties": {"x": 1},
               "context": {"traits": {"plan": "free", "last_name": "山田"}}}),
    );
    assert_eq!((event.kind, event.name.as_str(), event.user.as_deref()), (Kind::Identify, "identify", Some("42")));
    assert_eq!(Value::Object(event.traits), json!({"firstName": "花", "last_name": "山田", "plan": "pro"}));
    assert_eq!((event.props.as_str(), event.value, event.message_id), ("", None, None));
    assert_eq!(event.occurred_at, NOW, "without any time it happened now");
}

#[test]
fn pages_and_screens_keep_their_name_and_category() {
    for (call, name) in [(Call::Page, "page"), (Call::Screen, "screen")] {
        let body =
            json!({"anonymousId": "a", "name": "Index", "category": "Docs", "properties": {"name": "-", "url": "/x"}});
        let event = good(call, body);
        assert_eq!((event.name.as_str(), event.user), (name, None));
        assert_eq!(event.props, r#"{"category":"Docs","name":"Index","url":"/x"}"#);
        let long = "題".repeat(2_000);
        assert!(good(call, json!({"userId": "u", "name": long})).props.contains(&long), "a title may be long");
        assert_eq!(good(call, json!({"userId": "u", "name": null})).props, "");
    }
}

#[test]
fn a_group_call_speaks_of_the_account_and_may_do_without_a_person() {
    let body = json!({"groupId": "acct_1", "traits": {"name": "Initech", "employees": 329}, "context": {"traits": {"email": "a@b.c"}}});
    let event = good(Call::Group, body);
    assert_eq!((event.group.as_deref(), event.user, event.name.as_str()), (Some("acct_1"), None, "group"));
    assert_eq!(Value::Object(event.traits), json!({"employees": 329, "name": "Initech"}), "none of the person's");
}

#[test]
fn an_alias_call_keeps_both_ids() {
    let event = good(Call::Alias, json!({"userId": "u", "previousId": "anon"}));
    assert_eq!(
        (event.previous.as_deref(), event.user.as_deref(), event.name.as_str()),
        (Some("anon"), Some("u"), "alias")
    );
}

#[test]
fn the_account_is_found_wherever_sdks_put_it() {
    for (context, group) in [
        (json!({"groupId": "g"}), Some("g")),
        (json!({"group_id": 7}), Some("7")),
        (json!({"groups": {"id": "g", "name": "x"}}), Some("g")),
        (json!({"groupId": "", "group_id": "g"}), Some("g")),
        (json!({"groupId": "g", "group_id": "h", "groups": {"id": "i"}}), Some("g")),
        (json!({"groupId": null}), None),
        (json!({"groups": ["g"]}), None),
        (json!("g"), None),
    ] {
        let event = good(Call::Track, json!({"userId": "u", "event": "e", "context": context}));
        assert_eq!(event.group.as_deref(), group, "{context}");
    }
}

#[test]
fn the_value_is_a_number_that_facts_can_hold() {
    for (properties, value) in [
        (r#"{"value": 3}"#, Some(3.0)),
        (r#"{"revenue": 9.99}"#, Some(9.99)),
        (r#"{"revenue": 9.99, "value": -1e3}"#, Some(-1000.0)),
        (r#"{"value": "12", "revenue": 5}"#, Some(5.0)),
        (r#"{"value": 1e15, "revenue": true}"#, None),
        (r#"{"value": {"value": 1}}"#, None),
        (r#"{"values": 1}"#, None),
    ] {
        let body = format!(r#"{{"userId":"u","event":"e","properties":{properties}}}"#);
        assert_eq!(one(Call::Track, &body).expect("taken").value, value, "{properties}");
    }
}

#[test]
fn each_bad_event_is_refused_with_its_reason() {
    let track = |rest: &str| format!(r#"{{"messageId":"m1","userId":"u","event":"e",{rest}}}"#);
    let deep = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
    let long = "あ".repeat(201);
    for (reason, call, body) in [
        (Reason::NoEventName, Call::Track, r#"{"messageId":"m1","userId":"u"}"#.to_owned()),
        (Reason::NoEventName, Call::Track, r#"{"messageId":"m1","userId":"u","event":"  "}"#.into()),
        (Reason::NoEventName, Call::Track, r#"{"messageId":"m1","userId":"u","event":{"a":1}}"#.into()),
        (Reason::NoPerson, Call::Track, r#"{"messageId":"m1","userId":null,"anonymousId":" ","event":"e"}"#.into()),
        (Reason::NoPerson, Call::Identify, r#"{"messageId":"m1","traits":{}}"#.into()),
        (Reason::NoGroup, Call::Group, r#"{"messageId":"m1","userId":"u"}"#.into()),
        (Reason::NoPrevious, Call::Alias, r#"{"messageId":"m1","userId":"u"}"#.into()),
        (Reason::TooLarge, Call::Track, track(&format!(r#""properties":{{"x":"{}"}}"#, "y".repeat(EVENT_BYTES)))),
        (Reason::TooLarge, Call::Track, track(&format!(r#""properties":{{"x":[{}1]}}"#, "1e14,".repeat(5_000)))),
        (Reason::BadTime, Call::Track, track(r#""timestamp":"yesterday""#)),
        (Reason::BadTime, Call::Track, track(r#""timestamp":"1999-12-31T23:59:59Z""#)),
        (Reason::BadTime, Call::Track, track(r#""timestamp":"2026-04-02T00:00:00.000001Z""#)),
        (Reason::BadTime, Call::Track, track(r#""timestamp":"2026-02-30T00:00:00Z""#)),
        (Reason::BadTime, Call::Track, track(r#""timestamp":{}"#)),
        (Reason::TooDeep, Call::Track, track(&format!(r#""properties":{{"x":{}}}"#, deep(DEPTH)))),
        (Reason::TooDeep, Call::Identify, track(&format!(r#""traits":{{"x":{}}}"#, deep(14_000)))),
        (Reason::IdTooLong, Call::Track, track(&format!(r#""anonymousId":"{long}""#))),
        (Reason::IdTooLong, Call::Track, track(&format!(r#""context":{{"groupId":"{long}"}}"#))),
        (Reason::BadId, Call::Track, track(r#""userId":["u"]"#)),
        (Reason::BadId, Call::Track, track(r#""userId":true"#)),
        (Reason::NameTooLong, Call::Track, track(&format!(r#""event":"{long}""#))),
        (Reason::ControlCharacter, Call::Track, track(r#""event":"a\u0000b""#)),
        (Reason::ControlCharacter, Call::Track, track(r#""userId":"a\nb""#)),
        (Reason::ControlCharacter, Call::Track, track("\"userId\":\"a\u{9f}b\"")),
        (Reason::BadText, Call::Track, track(r#""properties":{"x":"\ud83d"}"#)),
        (Reason::BadText, Call::Track, track(r#""properties":{"\udc00":1}"#)),
        (Reason::BadText, Call::Track, track(r#""userId":"\ud83d""#)),
        (Reason::BadNumber, Call::Track, track(r#""properties":{"x":1e400}"#)),
        (Reason::BadNumber, Call::Track, track(r#""userId":1e400"#)),
        (Reason::BadProperties, Call::Track, track(r#""properties":[1]"#)),
        (Reason::BadProperties, Call::Identify, track(r#""traits":"x""#)),
    ] {
        assert_eq!(refused(call, &body).0, reason, "{}", &body[..body.len().min(200)]);
    }
    for body in ["[]", "3", "\"x\"", "null", "[{}]"] {
        assert_eq!(one(Call::Track, body).expect_err("refused").reason, Reason::NotAnObject, "{body}");
    }
    let unknown = |kind: &str| read(Call::Batch, format!(r#"{{"batch":[{{{kind}"userId":"u"}}]}}"#).as_bytes(), NOW);
    for kind in ["", r#""type":"delete","#, r#""type":7,"#, r#""type":null,"#, r#""type":"Track","#] {
        let delivery = unknown(kind).expect("readable");
        assert_eq!(delivery.events[0].as_ref().expect_err("refused").reason, Reason::UnknownType, "{kind}");
    }
}

#[test]
fn a_refusal_shows_what_stood_there() {
    let body = r#"{"messageId":"m1","userId":"u","event":"e","timestamp":"昨日"}"#;
    assert_eq!(refused(Call::Track, body), (Reason::BadTime, "timestamp: \"昨日\"".to_owned()));
    let long = format!(r#"{{"messageId":"m1","userId":{{"a":"{}"}},"event":"e"}}"#, "長".repeat(900));
    assert_eq!(refused(Call::Track, &long).1.chars().count(), 200);
}

#[test]
fn an_event_at_the_limits_is_taken() {
    let longest = "あ".repeat(200);
    let body = json!({"userId": longest, "event": longest, "messageId": longest});
    assert_eq!(good(Call::Track, body).name, longest);
    let frame = r#"{"userId":"u","event":"e","properties":{"x":""}}"#.len();
    let body = json!({"userId": "u", "event": "e", "properties": {"x": "y".repeat(EVENT_BYTES - frame)}}).to_string();
    assert_eq!(body.len(), EVENT_BYTES);
    assert!(one(Call::Track, &body).is_ok());
    let deepest = format!("{}{}", "[".repeat(DEPTH - 1), "]".repeat(DEPTH - 1));
    let body = format!(r#"{{"userId":"u","event":"e","properties":{{"x":{deepest}}}}}"#);
    assert_eq!(one(Call::Track, &body).expect("taken").props, format!(r#"{{"x":{deepest}}}"#));
}

#[test]
fn ids_and_numbers_keep_their_digits() {
    for (raw, id) in [
        ("9007199254740993", "9007199254740993"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("1e3", "1000"),
        ("12.0", "12"),
        ("-5", "-5"),
        (r#""007""#, "007"),
        (r#""\u0041\/b""#, "A/b"),
    ] {
        let body = format!(r#"{{"event":"e","userId":{raw},"properties":{{"n":{raw}}}}}"#);
        assert_eq!(one(Call::Track, &body).expect("taken").user.as_deref(), Some(id), "{raw}");
    }
    let body = r#"{"event":"e","userId":"u","properties":{"a":18446744073709551615,"b":-0,"c":1.50,"d":1E-7,"e":"\u3042\/\u007f"}}"#;
    let props = one(Call::Track, body).expect("taken").props;
    assert_eq!(props, "{\"a\":1.8446744073709552e+19,\"b\":0,\"c\":1.5,\"d\":1e-7,\"e\":\"あ/\u{7f}\"}");
}

#[test]
fn of_duplicate_keys_the_last_one_counts() {
    let body = r#"{"event":"a","event":"b","userId":"u","userId":"v","properties":{"x":1},"properties":{"y":1,"y":2,"\u0079":{"z":1,"z":3}}}"#;
    let event = one(Call::Track, body).expect("taken");
    assert_eq!((event.name.as_str(), event.user.as_deref()), ("b", Some("v")));
    assert_eq!(event.props, r#"{"y":{"z":3}}"#);
}

#[test]
fn what_is_not_kept_cannot_spoil_an_event() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let body = format!(
        r#"{{"event":"e","userId":"u","x\ud800":1,"context":{{"a":{deep},"b":"\udfff","c":1e999}},"integrations":[1]}}"#
    );
    let event = one(Call::Track, &body).expect("taken");
    assert_eq!((event.name.as_str(), event.props.as_str()), ("e", ""));
}
