//! Who is held out.

use crate::key::Key;

/// A number in 0–1 for a play and an account, the same on every node and after every restart. The account is held out
/// where it is below the play's share.
#[must_use]
pub fn arm_share(play: &str, account_key: &str) -> f64 {
    Key::of(&[b"hold-out", play.as_bytes(), account_key.as_bytes()]).share()
}
