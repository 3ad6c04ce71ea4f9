//! What the status of an HTTP answer means for a delivery.

use crate::http::Answer;
use crate::outcome::Outcome;
use banso_kernel::{Micros, Problem};
use std::time::Duration;

/// No receiver makes us wait longer.
const LONGEST: Duration = Duration::from_hours(24);

/// 2xx is taken. 410 ends the destination. 408, 429 and 5xx may come right; 429 and 503 may say when. All else would be
/// the same again: redirects are not followed, as they could lead anywhere.
pub(crate) fn of(answer: &Answer, now: Micros) -> Outcome {
    let status = answer.status;
    let problem = |code: &str| Problem::new(code).with("status", i64::from(status));
    match status {
        200..=299 => Outcome::Sent { receipt: status.to_string() },
        410 => Outcome::Never { why: problem("delivery-gone"), bounced: false, gone: true },
        408 | 500..=599 if status != 503 => Outcome::again(problem("delivery-status")),
        429 | 503 => Outcome::Again {
            after: answer.retry_after.as_deref().and_then(|text| wait(text, now)),
            why: problem("delivery-asked-to-wait"),
        },
        300..=399 => Outcome::never(problem("delivery-redirect")),
        _ => Outcome::never(problem("delivery-status")),
    }
}

/// `Retry-After`: seconds, or a date.
fn wait(text: &str, now: Micros) -> Option<Duration> {
    let text = text.trim();
    let seconds = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().unwrap_or(u64::MAX)
    } else {
        let date = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
        u64::try_from(date.as_second() - now.0.div_euclid(1_000_000)).unwrap_or(0)
    };
    Some(Duration::from_secs(seconds).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str) -> Option<Duration> {
        wait(text, Micros(1_445_412_000_000_000)) // Wed, 21 Oct 2015 07:20:00 GMT
    }

    #[test]
    fn a_wish_to_wait_is_read_in_both_forms_and_capped() {
        assert_eq!(after("120"), Some(Duration::from_secs(120)));
        assert_eq!(after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::from_secs(480)));
        assert_eq!(after("Wed, 21 Oct 2015 07:00:00 GMT"), Some(Duration::ZERO), "already past");
        for far in ["86401", "99999999999999999999999", "Wed, 21 Oct 2099 07:28:00 GMT"] {
            assert_eq!(after(far), Some(LONGEST), "{far}");
        }
        for none in ["", "soon", "-5", "1.5"] {
            assert_eq!(after(none), None, "{none}");
        }
    }

    #[test]
    fn each_status_has_one_meaning() {
        let of =
            |status| of(&Answer { status, retry_after: Some("7".into()), body: Vec::new(), whole: true }, Micros(0));
        for status in 100..=599 {
            let seven = Some(Duration::from_secs(7));
            match (status, of(status)) {
                (200..=299, Outcome::Sent { .. })
                | (410, Outcome::Never { gone: true, bounced: false, .. })
                | (408 | 500..=502 | 504..=599, Outcome::Again { after: None, .. }) => {}
                (429 | 503, Outcome::Again { after, .. }) => assert_eq!(after, seven),
                (100..=407 | 409 | 411..=428 | 430..=499, Outcome::Never { gone: false, bounced: false, .. }) => {}
                (status, other) => panic!("{status} is {other:?}"),
            }
        }
    }
}
