//! Secrets at rest: sealed with ChaCha20-Poly1305 by a key that is not in the database. Several keys may be known: the
//! first seals, all open, so that a key can be changed while everything runs.

use crate::secret::Secret;
use banso_kernel::Problem;
use base64::{Engine, prelude::BASE64_STANDARD};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, KeyInit, Nonce};
use std::fmt;

/// Length of a nonce. Each seal takes a new random one.
pub const NONCE: usize = 12;

/// Version of what is stored.
const FORM: &str = "s1";

/// A key of 32 bytes.
#[derive(Clone)]
pub struct SecretKey {
    id: String,
    cipher: ChaCha20Poly1305,
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.id)
    }
}

impl SecretKey {
    /// The key of these bytes.
    #[must_use]
    pub fn new(bytes: &[u8; 32]) -> Self {
        // One way: the id says which key it was, and nothing about it.
        let hash = blake3::derive_key("banso 2026 id of a key for secrets", bytes);
        let id = hash[..6].iter().map(|byte| format!("{byte:02x}")).collect();
        Self { id, cipher: ChaCha20Poly1305::new(Key::from_slice(bytes)) }
    }

    /// Reads a key from `setting`: 32 bytes in base64, or the path of a file that holds them so.
    ///
    /// # Errors
    /// `delivery-secret-key`, without the setting in it.
    pub fn read(setting: &str) -> Result<Self, Problem> {
        let key = |text: &str| Some(Self::new(&<[u8; 32]>::try_from(BASE64_STANDARD.decode(text.trim()).ok()?).ok()?));
        let from_file = || std::fs::read_to_string(setting.trim()).ok().and_then(|text| key(&text));
        key(setting).or_else(from_file).ok_or_else(|| Problem::new("delivery-secret-key"))
    }

    /// Which key it is: 12 hexadecimal digits that are stored with what it sealed.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// All known keys, the one that seals first.
#[derive(Clone, Debug)]
pub struct Keys {
    first: SecretKey,
    older: Vec<SecretKey>,
}

impl Keys {
    /// `first` seals; it and `older` open.
    #[must_use]
    pub fn new(first: SecretKey, older: Vec<SecretKey>) -> Self {
        Self { first, older }
    }

    /// Seals `plain` for `place` (such as `destination/3/token`): what was sealed for one place does not open at another.
    #[must_use]
    pub fn seal(&self, plain: &Secret, place: &str, nonce: [u8; NONCE]) -> String {
        let payload = Payload { msg: plain.reveal().as_bytes(), aad: place.as_bytes() };
        // Fails only above 256 GB.
        let sealed = self.first.cipher.encrypt(Nonce::from_slice(&nonce), payload).unwrap_or_default();
        format!("{FORM}.{}.{}", self.first.id, BASE64_STANDARD.encode([nonce.as_slice(), sealed.as_slice()].concat()))
    }

    /// Opens what [`Keys::seal`] made for the same `place`.
    ///
    /// # Errors
    /// `delivery-secret-other-key` if no known key sealed it; `delivery-secret-damaged` if it was changed, or sealed for
    /// another place.
    pub fn open(&self, sealed: &str, place: &str) -> Result<Secret, Problem> {
        let damaged = || Problem::new("delivery-secret-damaged").with("place", place);
        let (id, text) = parts(sealed).ok_or_else(damaged)?;
        let key = std::iter::once(&self.first).chain(&self.older).find(|key| key.id == id).ok_or_else(|| {
            Problem::new("delivery-secret-other-key").with("key", id).with("known", self.first.id.as_str())
        })?;
        let bytes = BASE64_STANDARD.decode(text).map_err(|_| damaged())?;
        let (nonce, body) = bytes.split_at_checked(NONCE).ok_or_else(damaged)?;
        let plain = key.cipher.decrypt(Nonce::from_slice(nonce), Payload { msg: body, aad: place.as_bytes() });
        let text = String::from_utf8(plain.map_err(|_| damaged())?).map_err(|_| damaged())?;
        Ok(Secret::new(text))
    }

    /// Was it sealed by an older key, so that it is to be sealed anew?
    #[must_use]
    pub fn is_old(&self, sealed: &str) -> bool {
        parts(sealed).is_none_or(|(id, _)| id != self.first.id)
    }
}

fn parts(sealed: &str) -> Option<(&str, &str)> {
    sealed.strip_prefix(FORM)?.strip_prefix('.')?.split_once('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(byte: u8) -> SecretKey {
        SecretKey::new(&[byte; 32])
    }

    #[test]
    fn a_wrong_key_is_told_apart_from_damage() {
        let sealed = Keys::new(key(1), vec![]).seal(&Secret::new("xoxb-1"), "slack/1", [9; NONCE]);
        let other = Keys::new(key(2), vec![]).open(&sealed, "slack/1").expect_err("another key");
        assert_eq!(other.code, "delivery-secret-other-key");
        let both = Keys::new(key(2), vec![key(1)]);
        assert_eq!(both.open(&sealed, "slack/1"), Ok(Secret::new("xoxb-1")));
        assert!(both.is_old(&sealed) && !both.is_old(&both.seal(&Secret::new(""), "", [0; NONCE])));
        for broken in ["", "s1", "s1.", "plain", "s1.zz.", &sealed[..sealed.len() - 4]] {
            assert!(both.open(broken, "slack/1").is_err(), "{broken}");
        }
        assert_eq!(both.open(&sealed, "slack/2").expect_err("another place").code, "delivery-secret-damaged");
    }

    #[test]
    fn a_key_is_read_from_text_or_from_a_file_and_never_shown() {
        let text = BASE64_STANDARD.encode([0x41; 32]);
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("key");
        std::fs::write(&path, format!("{text}\n")).expect("a file");
        let by_text = SecretKey::read(&text).expect("a key");
        let by_file = SecretKey::read(path.to_str().expect("a path")).expect("a key");
        assert_eq!(by_text.id(), by_file.id());
        let shown = format!("{by_text:?} {:?}", Keys::new(by_file, vec![by_text.clone()]));
        assert!(!shown.contains(&text) && !shown.contains("AAAA") && !shown.contains("65, 65"), "{shown}");
        for wrong in ["", "abc", "/no/such/file", &BASE64_STANDARD.encode([1; 31])] {
            let problem = SecretKey::read(wrong).expect_err("no key");
            assert_eq!((problem.code.as_str(), problem.args.len()), ("delivery-secret-key", 0));
        }
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_and_any_changed_byte_does_not(text: String, nonce: [u8; NONCE], at: usize, bit in 0..8_u8) {
            let keys = Keys::new(key(3), vec![]);
            let sealed = keys.seal(&Secret::new(text.clone()), "p", nonce);
            prop_assert_eq!(keys.open(&sealed, "p"), Ok(Secret::new(text)));
            let (head, body) = sealed.rsplit_once('.').expect("three parts");
            let mut bytes = BASE64_STANDARD.decode(body).expect("base64");
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            let changed = format!("{head}.{}", BASE64_STANDARD.encode(bytes));
            prop_assert!(keys.open(&changed, "p").is_err());
        }
    }
}
