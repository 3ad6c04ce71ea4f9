//! What came of one send.

use banso_kernel::Problem;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// At most so many bytes of a request and of a response are kept.
pub const KEPT: usize = 100_000;

/// What came of one send. `why` is a message of the area `delivery`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// The receiver took it.
    Sent {
        /// The receiver's own name for it (Slack's channel and time stamp, the mail server's last line), or the status.
        receipt: String,
    },
    /// Not taken, and another try may do: the receiver is down, slow, or has asked to wait.
    Again {
        /// The receiver's wish: not before so long, 24 hours at most.
        after: Option<Duration>,
        /// The reason.
        why: Problem,
    },
    /// Not taken, and the same again would not be either.
    Never {
        /// The reason.
        why: Problem,
        /// The address of the person does not take mail: a fact about the person.
        bounced: bool,
        /// The receiver is gone for good (410): the destination is to be switched off.
        gone: bool,
    },
    /// Nobody knows: the connection broke after everything was sent, and the receiver cannot tell a double. A human decides.
    Unsure {
        /// The reason.
        why: Problem,
    },
}

impl Outcome {
    /// Not now, no wish when.
    pub(crate) fn again(why: Problem) -> Self {
        Outcome::Again { after: None, why }
    }

    /// Never, with nothing more to say.
    pub(crate) fn never(why: Problem) -> Self {
        Outcome::Never { why, bounced: false, gone: false }
    }
}

/// One send, as it is kept: secrets masked, at most [`KEPT`] bytes each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// What came of it.
    pub outcome: Outcome,
    /// What was asked.
    pub request: String,
    /// What was answered; empty if nothing was.
    pub response: String,
}

impl Attempt {
    /// Masks `secrets` wherever they stand (a receiver may send back what it got) and cuts to size.
    pub(crate) fn new(outcome: Outcome, request: &str, response: &str, secrets: &[&str]) -> Self {
        Self {
            outcome: masked_outcome(outcome, secrets),
            request: kept(request, secrets),
            response: kept(response, secrets),
        }
    }
}

/// What stands in place of a secret.
pub(crate) const MASK: &str = "•••";

/// Secrets shorter than this would blank out half a text.
const SHORTEST: usize = 4;

fn masked(text: &str, secrets: &[&str]) -> String {
    let worth = secrets.iter().filter(|secret| secret.len() >= SHORTEST);
    worth.fold(text.to_owned(), |text, secret| text.replace(secret, MASK))
}

fn kept(text: &str, secrets: &[&str]) -> String {
    let mut text = masked(text, secrets);
    text.truncate(text.floor_char_boundary(KEPT));
    text
}

fn masked_outcome(outcome: Outcome, secrets: &[&str]) -> Outcome {
    let problem = |mut why: Problem| {
        for (_, arg) in &mut why.args {
            if let banso_kernel::Arg::Text(text) = arg {
                *text = masked(text, secrets);
            }
        }
        why
    };
    match outcome {
        Outcome::Sent { receipt } => Outcome::Sent { receipt: masked(&receipt, secrets) },
        Outcome::Again { after, why } => Outcome::Again { after, why: problem(why) },
        Outcome::Never { why, bounced, gone } => Outcome::Never { why: problem(why), bounced, gone },
        Outcome::Unsure { why } => Outcome::Unsure { why: problem(why) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_that_comes_back_is_masked_before_the_text_is_cut() {
        let answer = format!("{}xoxb-1234", "あ".repeat((KEPT - 4) / 3));
        let outcome = Outcome::again(Problem::new("delivery-broken").with("detail", "bad xoxb-1234"));
        let attempt = Attempt::new(outcome, "Bearer xoxb-1234", &answer, &["xoxb-1234", ""]);
        assert_eq!(attempt.request, "Bearer •••");
        assert!(attempt.response.len() <= KEPT && !attempt.response.contains("xox"), "cut after masking");
        assert!(!format!("{:?}", attempt.outcome).contains("xoxb"));
    }
}
