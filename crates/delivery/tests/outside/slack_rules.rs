//! Slack's documented rules for blocks, as a checker.

use serde_json::Value;

/// Everything that Slack would refuse in `payload`, or show differently from what was meant.
pub fn wrong(payload: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let mut must = |holds: bool, what: &str| {
        if !holds {
            out.push(what.to_owned());
        }
    };
    let text = payload["text"].as_str().unwrap_or_default();
    must((1..=40_000).contains(&units(text)) && clean(text), "text");
    let none = Vec::new();
    let blocks = payload["blocks"].as_array().unwrap_or(&none);
    must(blocks.len() <= 50, "at most 50 blocks");
    must(payload.get("blocks").is_none() || !blocks.is_empty(), "blocks are left out or there are some");
    let mut actions = std::collections::BTreeSet::new();
    for block in blocks {
        let elements = block["elements"].as_array().unwrap_or(&none);
        match block["type"].as_str().unwrap_or_default() {
            "header" => must(plain(&block["text"], 150), "header: plain text of 1 to 150"),
            "section" => must(mrkdwn(&block["text"]), "section: text of 1 to 3000"),
            "divider" => {}
            "context" => {
                must((1..=10).contains(&elements.len()), "context: 1 to 10 elements");
                must(elements.iter().all(|one| mrkdwn(one) || plain(one, 3000)), "context: texts");
            }
            "actions" => {
                must((1..=25).contains(&elements.len()), "actions: 1 to 25 elements");
                for one in elements {
                    let (url, id) =
                        (one["url"].as_str().unwrap_or_default(), one["action_id"].as_str().unwrap_or_default());
                    must(one["type"] == "button" && plain(&one["text"], 75), "button: label of 1 to 75");
                    must(
                        units(url) <= 3000 && (url.starts_with("https://") || url.starts_with("http://")),
                        "button: url",
                    );
                    must((1..=255).contains(&id.len()) && actions.insert(id.to_owned()), "button: its own action_id");
                }
            }
            other => must(false, &format!("no block is called {other}")),
        }
    }
    out
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn plain(text: &Value, most: usize) -> bool {
    let said = text["text"].as_str().unwrap_or_default();
    text["type"] == "plain_text" && (1..=most).contains(&units(said)) && !said.trim().is_empty()
}

fn mrkdwn(text: &Value) -> bool {
    let said = text["text"].as_str().unwrap_or_default();
    text["type"] == "mrkdwn" && (1..=3000).contains(&units(said)) && !said.trim().is_empty() && clean(said)
}

/// Every `&` begins one of the three escapes; every `<…>` is a whole link to the web, none a mention.
fn clean(text: &str) -> bool {
    let escapes = ["&amp;", "&lt;", "&gt;"];
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>']) {
        rest = &rest[at..];
        if let Some(escape) = escapes.iter().find(|escape| rest.starts_with(**escape)) {
            rest = &rest[escape.len()..];
        } else if let Some(link) = rest.strip_prefix('<') {
            let Some((inside, after)) = link.split_once('>') else { return false };
            let Some((url, label)) = inside.split_once('|') else { return false };
            if !url.starts_with("http") || label.is_empty() || inside.contains('<') || label.contains('|') {
                return false;
            }
            rest = after;
        } else {
            return false;
        }
    }
    true
}

#[test]
fn the_checker_finds_what_slack_would_refuse() {
    let refused = [
        r#"{}"#,
        r#"{"text":"a","blocks":[]}"#,
        r#"{"text":"<!channel>"}"#,
        r#"{"text":"a & b"}"#,
        r#"{"text":"a","blocks":[{"type":"header","text":{"type":"mrkdwn","text":"a"}}]}"#,
        r#"{"text":"a","blocks":[{"type":"section","text":{"type":"mrkdwn","text":""}}]}"#,
        r#"{"text":"a","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"&am"}}]}"#,
        r#"{"text":"a","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"<https://x|"}}]}"#,
        r#"{"text":"a","blocks":[{"type":"context","elements":[]}]}"#,
        r#"{"text":"a","blocks":[{"type":"rich"}]}"#,
    ];
    for payload in refused {
        let payload = serde_json::from_str(payload).expect("JSON");
        assert!(!wrong(&payload).is_empty(), "{payload}");
    }
}
