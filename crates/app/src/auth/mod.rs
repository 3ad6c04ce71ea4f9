//! Who may come in: first run, sign-in, second factor, sessions, members and their own settings.
//!
//! Figures follow RELIABILITY's table: argon2id with 19 MiB and two passes, two at a time; tokens of 256 bits of which
//! only the hash is stored; three wrong tries a minute from one address.

mod common;
mod invite;
mod limit;
mod members;
mod own;
mod password;
mod second;
mod session;
mod set_up;
mod sign_in;
pub(crate) mod token;
mod workspace_settings;

use banso_kernel::{Entropy, Lang};
use banso_state::Event;
use limit::Limiter;
use std::sync::Mutex;
use tokio::sync::Semaphore;

pub use invite::Invited;
pub use members::Listed;
pub use second::Enrolment;
pub use session::{Current, OwnSession};
pub use set_up::SetUp;
pub use sign_in::SignedIn;
pub use workspace_settings::{NewSettings, UNCOUNTED};

/// Who asks before anybody has signed in.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// The network address.
    pub address: String,
    /// How the browser calls itself.
    pub browser: String,
    /// The language of the page that they see.
    pub lang: Option<Lang>,
}

/// What sign-in keeps in memory.
pub struct Auth {
    /// At most two hashes at a time: each takes 19 MiB.
    hashing: Semaphore,
    limiter: Mutex<Limiter>,
    /// Printed on the console; worth something only until the first member exists.
    setup_token: String,
    /// The hash of a password that nobody has, to spend the same time on unknown mail addresses.
    decoy: String,
}

impl Auth {
    /// With a fresh set-up token.
    pub fn new(entropy: &dyn Entropy) -> Self {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        Self {
            hashing: Semaphore::new(2),
            limiter: Mutex::new(Limiter::default()),
            setup_token: token::fresh(entropy),
            decoy: password::hash("nobody has this password", &salt).unwrap_or_default(),
        }
    }
}

/// An event about a member, ready to be logged.
fn event(
    now: banso_kernel::Micros,
    by: Option<banso_kernel::MemberId>,
    verb: &str,
    member: banso_kernel::MemberId,
    detail: serde_json::Value,
) -> Event {
    Event::new(now, by, verb, "member", &member.to_string(), &detail)
}

/// The form in which a mail address is looked up: full-width letters narrowed, lower case, no spaces around.
pub(crate) fn mail_key(mail: &str) -> String {
    let narrow = mail.trim().chars().map(|c| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        other => other,
    });
    narrow.collect::<String>().to_lowercase()
}

/// Whether `key` is an address that mail can be sent to.
fn is_mail(key: &str) -> bool {
    banso_kernel::japan::is_mail(key) && key.len() <= 254
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_addresses_are_read_leniently_and_found_again() {
        assert_eq!(mail_key("　Ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ "), "taro@example.jp");
        for good in ["taro@example.jp", "a.b+c@sub.example.co.jp", "kanri@例え.jp"] {
            assert!(is_mail(&mail_key(good)), "{good}");
        }
        for bad in ["", "taro", "@example.jp", "taro@", "a b@example.jp", "a@b@c", "a,b@example.jp", "<a@b>", "あ@い"]
        {
            assert!(!is_mail(&mail_key(bad)), "{bad}");
        }
    }
}
