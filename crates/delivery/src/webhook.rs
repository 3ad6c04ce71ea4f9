//! Webhooks by the Standard Webhooks specification: id, time stamp and signature in headers; any number of secrets sign
//! side by side, so that a secret can be changed without a gap.

use crate::dial::Dialer;
use crate::http::{self, Silence};
use crate::outcome::{Attempt, MASK, Outcome};
use crate::secret::Secret;
use crate::target::WebAddress;
use crate::verdict;
use banso_kernel::{Micros, Problem};
use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::time::Duration;

/// What a signing secret begins with.
const PREFIX: &str = "whsec_";

/// A signing secret: 24 to 64 random bytes, written as `whsec_` and base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningSecret(Secret);

impl SigningSecret {
    /// Reads `whsec_…`.
    ///
    /// # Errors
    /// `delivery-signing-secret` if it is none, or has fewer than 24 or more than 64 bytes.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let secret = Self(Secret::new(text.trim()));
        if (24..=64).contains(&secret.key().len()) { Ok(secret) } else { Err(Problem::new("delivery-signing-secret")) }
    }

    /// A new one from random bytes.
    #[must_use]
    pub fn new(random: [u8; 32]) -> Self {
        Self(Secret::new(format!("{PREFIX}{}", BASE64_STANDARD.encode(random))))
    }

    /// As it is shown once to who sets up the receiver, and sealed.
    #[must_use]
    pub fn text(&self) -> &Secret {
        &self.0
    }

    /// The bytes; none if it is no secret.
    fn key(&self) -> Vec<u8> {
        let bytes = self.0.reveal().strip_prefix(PREFIX).and_then(|text| BASE64_STANDARD.decode(text).ok());
        bytes.unwrap_or_default()
    }
}

/// The value of `webhook-signature`: one `v1,…` for each secret, with a blank between.
#[must_use]
pub fn signature(secrets: &[SigningSecret], id: &str, seconds: i64, body: &str) -> String {
    let signed = secrets.iter().filter_map(|secret| {
        let mut mac = Hmac::<Sha256>::new_from_slice(&secret.key()).ok()?; // takes keys of any length
        mac.update(format!("{id}.{seconds}.{body}").as_bytes());
        Some(format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes())))
    });
    signed.collect::<Vec<_>>().join(" ")
}

/// A receiver of webhooks.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Where it listens.
    pub address: WebAddress,
    /// Secrets that sign now: one, or two while they are changed.
    pub secrets: Vec<SigningSecret>,
}

/// Sends `body` (JSON) once. `key` is the delivery's key, the receiver's means to tell doubles; all of it within `limit`.
///
/// The status line decides: an answer whose body is slow, broken, packed or endless counts by its status.
pub async fn send(dialer: &Dialer, to: &Webhook, key: &str, body: &str, now: Micros, limit: Duration) -> Attempt {
    let seconds = now.0.div_euclid(1_000_000);
    let headers = [
        ("content-type", "application/json".to_owned()),
        ("webhook-id", key.to_owned()),
        ("webhook-timestamp", seconds.to_string()),
        ("webhook-signature", signature(&to.secrets, key, seconds, body)),
    ];
    let query = to.address.query().map(|_| format!("?{MASK}")).unwrap_or_default();
    let request = format!(
        "POST {}{}{query}\nwebhook-id: {key}\nwebhook-timestamp: {seconds}\nwebhook-signature: {MASK}\n\n{body}",
        to.address.origin(),
        to.address.bare_path(),
    );
    let mut secrets: Vec<&str> = to.secrets.iter().map(|secret| secret.0.reveal()).collect();
    secrets.extend(headers[3].1.split(' ').filter_map(|one| one.strip_prefix("v1,")));
    secrets.extend(to.address.query());
    match http::post(dialer, &to.address, &headers, body, limit).await {
        Ok(answer) => {
            let response = format!("{}\n\n{}", answer.status, answer.text());
            Attempt::new(verdict::of(&answer, now), &request, &response, &secrets)
        }
        Err(Silence::Before(outcome)) => Attempt::new(outcome, &request, "", &secrets),
        // The receiver knows the key, so a double does no harm.
        Err(Silence::After(why)) => Attempt::new(Outcome::again(why), &request, "", &secrets),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_the_specification() {
        // The example of the specification's own libraries.
        let secret = SigningSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("a secret");
        let signed = signature(&[secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_weak_or_broken_secret_is_refused() {
        for text in ["", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_!!!", "whsec_c2hvcnQ="] {
            assert!(SigningSecret::parse(text).is_err(), "{text}");
        }
        let new = SigningSecret::new([7; 32]);
        assert_eq!(SigningSecret::parse(new.text().reveal()), Ok(new.clone()));
        assert!(!format!("{new:?}").contains("BwcH"));
    }
}
