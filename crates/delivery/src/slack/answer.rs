//! What Slack's answers mean.

use crate::http::Answer;
use crate::outcome::Outcome;
use crate::verdict;
use banso_kernel::{Micros, Problem};
use serde_json::Value;

/// Errors of `chat.postMessage` that pass by themselves.
const PASSING: &[&str] = &[
    "ratelimited",
    "rate_limited",
    "message_limit_exceeded",
    "service_unavailable",
    "request_timeout",
    "team_added_to_org",
    "org_login_required",
];

/// Errors after which the message may stand in the channel all the same, by Slack's own description of them.
const UNSURE: &[&str] = &["fatal_error", "internal_error"];

/// Errors that say that the destination is no more: the bot or the channel is gone for good.
const GONE: &[&str] =
    &["account_inactive", "token_revoked", "is_archived", "channel_is_archived", "no_service", "no_team"];

/// The status decides, except that a bot's 200 carries `ok` in its body.
pub(crate) fn judge(answer: &Answer, bot: bool, now: Micros) -> Outcome {
    let outcome = verdict::of(answer, now);
    let said = answer.text();
    if !bot {
        return match outcome {
            // Hooks say what is wrong in plain text.
            Outcome::Never { .. } => refused(said.trim(), answer.status == 410),
            other => other,
        };
    }
    if !matches!(outcome, Outcome::Sent { .. }) {
        return outcome;
    }
    let Ok(body) = serde_json::from_slice::<Value>(&answer.body) else {
        return Outcome::Unsure { why: Problem::new("delivery-slack-unreadable") };
    };
    let text = |name: &str| body[name].as_str().unwrap_or_default();
    if body["ok"] == Value::Bool(true) {
        return Outcome::Sent { receipt: format!("{}:{}", text("channel"), text("ts")) };
    }
    let error = text("error");
    let why = || Problem::new("delivery-slack").with("error", error);
    match error {
        "" => Outcome::Unsure { why: Problem::new("delivery-slack-unreadable") },
        _ if UNSURE.contains(&error) => Outcome::Unsure { why: why() },
        // Slack sends Retry-After with these, also where the status is 200.
        _ if PASSING.contains(&error) => match verdict::of(&Answer { status: 429, ..slim(answer) }, now) {
            Outcome::Again { after, .. } => Outcome::Again { after, why: why() },
            other => other,
        },
        _ => refused(error, false),
    }
}

fn refused(error: &str, gone: bool) -> Outcome {
    let short: String = error.chars().take(100).collect();
    let why = Problem::new("delivery-slack").with("error", short);
    Outcome::Never { why, bounced: false, gone: gone || GONE.contains(&error) }
}

fn slim(answer: &Answer) -> Answer {
    Answer { status: answer.status, retry_after: answer.retry_after.clone(), body: Vec::new(), whole: true }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn bot(status: u16, body: &str) -> Outcome {
        let answer = Answer { status, retry_after: Some("30".into()), body: body.into(), whole: true };
        judge(&answer, true, Micros(0))
    }

    #[test]
    fn a_bots_answer_is_read_from_its_body() {
        let sent = bot(200, r#"{"ok":true,"channel":"C1","ts":"1503435956.000247"}"#);
        assert_eq!(sent, Outcome::Sent { receipt: "C1:1503435956.000247".into() });
        for (error, is_gone) in [
            ("invalid_auth", false),
            ("channel_not_found", false),
            ("not_in_channel", false),
            ("account_inactive", true),
            ("is_archived", true),
            ("invalid_blocks", false),
            ("new_error", false),
        ] {
            let outcome = bot(200, &format!(r#"{{"ok":false,"error":"{error}"}}"#));
            assert!(matches!(outcome, Outcome::Never { gone, bounced: false, .. } if gone == is_gone), "{error}");
        }
        let thirty = Some(Duration::from_secs(30));
        for (status, error) in [(200, "ratelimited"), (429, "ratelimited"), (200, "service_unavailable")] {
            let outcome = bot(status, &format!(r#"{{"ok":false,"error":"{error}"}}"#));
            assert!(matches!(outcome, Outcome::Again { after, .. } if after == thirty), "{error}");
        }
        for body in [r#"{"ok":false,"error":"fatal_error"}"#, r#"{"ok":tr"#, "", "{}", "<html>"] {
            assert!(matches!(bot(200, body), Outcome::Unsure { .. }), "{body}");
        }
        assert!(matches!(bot(502, "<html>"), Outcome::Again { .. }));
    }

    #[test]
    fn a_hooks_answer_is_its_status_and_its_word() {
        let hook = |status, body: &str| {
            judge(&Answer { status, retry_after: None, body: body.into(), whole: true }, false, Micros(0))
        };
        assert!(matches!(hook(200, "ok"), Outcome::Sent { .. }));
        let gone = |outcome| matches!(outcome, Outcome::Never { gone: true, .. });
        assert!(gone(hook(404, "no_service")) && gone(hook(410, "channel_is_archived")));
        assert!(matches!(hook(400, "invalid_blocks"), Outcome::Never { gone: false, why, .. }
            if why == Problem::new("delivery-slack").with("error", "invalid_blocks")));
        assert!(matches!(hook(500, "rollup_error"), Outcome::Again { .. }));
    }
}
