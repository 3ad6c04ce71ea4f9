//! Tokens: 256 random bits that somebody presents, of which only the hash is kept.

use banso_kernel::Entropy;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A new token: 43 letters, digits, `-` and `_`.
pub(crate) fn fresh(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is stored of a token.
pub(crate) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// The token that the forms of a session carry: derived, so that nothing more has to be stored, and useless for
/// signing in.
pub(super) fn of_forms(token: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"banso form token\0");
    hasher.update(token.as_bytes());
    URL_SAFE_NO_PAD.encode(hasher.finalize())
}
