//! Slack: by an incoming webhook (one channel, no answer but "ok") or by a bot's token (any channel, threads).

mod answer;
mod blocks;
mod text;

pub use blocks::{Block, Button, Message};
pub use text::Rich;

use crate::dial::Dialer;
use crate::http::{self, Silence};
use crate::outcome::{Attempt, MASK, Outcome};
use crate::secret::Secret;
use crate::target::WebAddress;
use banso_kernel::Micros;
use std::time::Duration;

/// Where a bot's messages are posted.
pub const POST_MESSAGE: &str = "https://slack.com/api/chat.postMessage";

/// Where a message goes.
#[derive(Clone, Debug)]
pub enum Slack {
    /// An incoming webhook. Its address is a secret.
    Hook {
        /// `https://hooks.slack.com/services/…`.
        address: WebAddress,
    },
    /// A bot.
    Bot {
        /// [`POST_MESSAGE`]; tests have their own.
        address: WebAddress,
        /// `xoxb-…`.
        token: Secret,
        /// The channel's id or name.
        channel: String,
        /// The time stamp of the message that this one answers, if any.
        thread: Option<String>,
    },
}

/// Posts `message` once; all of it within `limit`. The receipt of a bot's message is `channel:ts`.
///
/// Slack cannot tell doubles, so a connection that breaks after the request was sent is [`Outcome::Unsure`].
pub async fn send(dialer: &Dialer, to: &Slack, message: &Message, now: Micros, limit: Duration) -> Attempt {
    let mut payload = message.payload();
    payload["unfurl_links"] = false.into();
    payload["unfurl_media"] = false.into();
    let mut headers = vec![("content-type", "application/json; charset=utf-8".to_owned())];
    let (address, secrets, shown) = match to {
        Slack::Hook { address } => {
            let mut secrets = vec![address.path(), address.bare_path()];
            secrets.extend(address.bare_path().split('/').filter(|part| part.len() >= 16));
            (address, secrets, MASK)
        }
        Slack::Bot { address, token, channel, thread } => {
            payload["channel"] = channel.as_str().into();
            if let Some(thread) = thread {
                payload["thread_ts"] = thread.as_str().into();
            }
            headers.push(("authorization", format!("Bearer {}", token.reveal())));
            (address, vec![token.reveal()], address.bare_path().trim_start_matches('/'))
        }
    };
    let body = payload.to_string();
    let request = format!("POST {}/{shown}\n\n{body}", address.origin());
    match http::post(dialer, address, &headers, &body, limit).await {
        Ok(answer) => {
            let outcome = answer::judge(&answer, matches!(to, Slack::Bot { .. }), now);
            Attempt::new(outcome, &request, &format!("{}\n\n{}", answer.status, answer.text()), &secrets)
        }
        Err(Silence::Before(outcome)) => Attempt::new(outcome, &request, "", &secrets),
        Err(Silence::After(why)) => Attempt::new(Outcome::Unsure { why }, &request, "", &secrets),
    }
}
