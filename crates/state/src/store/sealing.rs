//! Personal values are written to PostgreSQL only sealed, each under the key of whom it is about, and what is looked up as
//! keyed hashes (ADR 7). SQLite overwrites what is deleted: there sealing changes nothing.

use super::error::{Result, StateError};
use super::keys::{Keys, Subject};
use super::tx::Tx;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

/// What a sealed text begins with; then in base64 the tag of its key, a nonce, and what the cipher made.
const MARK: &str = "sealed:";
const TAG: usize = 16;
const NONCE: usize = 24;

/// How a store seals.
#[derive(Clone, Debug)]
pub(crate) enum Sealing {
    /// Not at all.
    Plain,
    /// With these keys.
    Keys(Keys),
    /// There are no keys yet, and nobody who could make some.
    Closed,
}

impl Sealing {
    /// The keys, where values are sealed.
    pub(crate) fn keys(&self) -> Option<&Keys> {
        match self {
            Self::Keys(keys) => Some(keys),
            Self::Plain | Self::Closed => None,
        }
    }

    /// A text sealed for its place (table and column), to which it is bound. In a write transaction only.
    pub(crate) fn seal(&self, subject: Subject<'_>, place: &'static str, text: &str) -> Result<String> {
        let keys = match self {
            Self::Plain => return Ok(text.to_owned()),
            Self::Keys(keys) => keys,
            Self::Closed => return Err(StateError::OutOfTurn("sealing without keys")),
        };
        let (tag, key) = keys.sealing(subject)?;
        let mut bytes = Vec::with_capacity(TAG + NONCE + text.len() + 16);
        bytes.extend(tag);
        bytes.resize(TAG + NONCE, 0);
        keys.draw(&mut bytes[TAG..])?;
        let nonce = XNonce::clone_from_slice(&bytes[TAG..]);
        let payload = Payload { msg: text.as_bytes(), aad: place.as_bytes() };
        let made = XChaCha20Poly1305::new(&key.into()).encrypt(&nonce, payload);
        bytes.extend(made.map_err(|_| StateError::OutOfTurn("too long to be sealed"))?);
        let mut sealed = MARK.to_owned();
        STANDARD_NO_PAD.encode_string(bytes, &mut sealed);
        Ok(sealed)
    }

    /// As [`Sealing::seal`], of what may be absent.
    pub(crate) fn seal_some(
        &self,
        whose: Subject<'_>,
        place: &'static str,
        text: Option<&str>,
    ) -> Result<Option<String>> {
        text.map(|text| self.seal(whose, place, text)).transpose()
    }

    /// What was sealed for a place; none if its key was destroyed. What does not look sealed is what it is.
    pub(crate) fn open(&self, place: &'static str, text: String) -> Result<Option<String>> {
        let Some((tag, sealed)) = self.parts(place, &text)? else { return Ok(Some(text)) };
        let keys = self.keys().ok_or(StateError::OutOfTurn("opening without keys"))?;
        let Some(key) = keys.opening(&tag)? else { return Ok(None) };
        let nonce = XNonce::from_slice(&sealed[TAG..TAG + NONCE]);
        let payload = Payload { msg: &sealed[TAG + NONCE..], aad: place.as_bytes() };
        let opened = XChaCha20Poly1305::new(&key.into()).decrypt(nonce, payload).map_err(|_| damaged(place))?;
        String::from_utf8(opened).map(Some).map_err(|_| damaged(place))
    }

    /// The tag of the key under which a text is sealed.
    pub(crate) fn tag(&self, place: &'static str, text: &str) -> Result<Option<[u8; TAG]>> {
        Ok(self.parts(place, text)?.map(|(tag, _)| tag))
    }

    /// What stands for a text that is looked up: a keyed hash in hexadecimal digits. An empty one is nobody's.
    pub(crate) fn blind(&self, place: &'static str, text: &str) -> String {
        match self.keys() {
            Some(keys) if !text.is_empty() => super::bulk::hex(&keys.hash(place, text.as_bytes())),
            _ => text.to_owned(),
        }
    }

    /// The same of a name that may be a mail address, which are the same in any case: with an `@` and a hash of the address
    /// in lower case behind it.
    pub(crate) fn blind_name(&self, place: &'static str, name: &str) -> String {
        match self.keys() {
            Some(_) if name.contains('@') => {
                format!("{}@{}", self.blind(place, name), self.blind(place, &name.to_ascii_lowercase()))
            }
            _ => self.blind(place, name),
        }
    }

    fn parts(&self, place: &'static str, text: &str) -> Result<Option<([u8; TAG], Vec<u8>)>> {
        let Some(digits) = text.strip_prefix(MARK).filter(|_| !matches!(self, Self::Plain)) else { return Ok(None) };
        let bytes = STANDARD_NO_PAD.decode(digits).map_err(|_| damaged(place))?;
        let tag = bytes.first_chunk::<TAG>().copied().filter(|_| bytes.len() >= TAG + NONCE);
        Ok(Some((tag.ok_or_else(|| damaged(place))?, bytes)))
    }
}

/// Without what was found: it may be somebody's.
fn damaged(place: &'static str) -> StateError {
    StateError::Damaged { what: place, found: "a sealed text that its key does not open".to_owned() }
}

impl Tx {
    /// Overwrites the keys that an erasure condemned. They are gone when the transaction is committed; can be done again.
    /// Returns how many those are.
    ///
    /// # Errors
    /// The file of keys failed.
    pub fn destroy_keys(&mut self) -> Result<usize> {
        self.sealing().keys().map_or(Ok(0), Keys::destroy_condemned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_testbed::Drawn;
    use std::sync::Arc;

    fn sealing(folder: &tempfile::TempDir) -> Sealing {
        Sealing::Keys(Keys::create(&folder.path().join("keys"), Arc::new(Drawn::new(0))).expect("made"))
    }

    #[test]
    fn a_sealed_text_opens_in_its_place_only_and_says_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let sealing = sealing(&folder);
        let seal = |text: &str| sealing.seal(Subject::Person(1), "a", text).expect("sealed");
        for text in ["", "青山花子", "sealed:x"] {
            let (one, other) = (seal(text), seal(text));
            assert!(one != other && !one.contains("青山"), "each time another one");
            assert_eq!(sealing.open("a", one.clone()).expect("opens").as_deref(), Some(text));
            sealing.open("b", one.clone()).expect_err("another place");
            let flipped: String = one
                .chars()
                .rev()
                .enumerate()
                .map(|(n, c)| match (n, c) {
                    (3, 'A') => 'B',
                    (3, _) => 'A',
                    _ => c,
                })
                .collect();
            sealing.open("a", flipped.chars().rev().collect()).expect_err("changed");
        }
        assert_eq!(sealing.open("a", "plain".to_owned()).expect("as it is").as_deref(), Some("plain"));
        for damaged in ["sealed:", "sealed:AAAA", "sealed:!"] {
            sealing.open("a", damaged.to_owned()).expect_err("damaged");
        }
    }

    #[test]
    fn what_was_sealed_for_somebody_is_none_once_the_key_is_destroyed() {
        let folder = tempfile::tempdir().expect("a folder");
        let sealing = sealing(&folder);
        let one = sealing.seal(Subject::Person(1), "a", "x").expect("sealed");
        let other = sealing.seal(Subject::Person(2), "a", "y").expect("sealed");
        let keys = sealing.keys().expect("keys");
        keys.condemn(Subject::Person(1)).expect("condemned");
        keys.destroy_condemned().expect("destroyed");
        assert_eq!(sealing.open("a", one).expect("no error"), None);
        assert_eq!(sealing.open("a", other).expect("opens").as_deref(), Some("y"));
    }

    #[test]
    fn hashes_tell_equal_texts_of_a_place_and_mail_addresses_in_any_case() {
        let folder = tempfile::tempdir().expect("a folder");
        let sealing = sealing(&folder);
        assert_eq!(sealing.blind("a", "x"), sealing.blind("a", "x"));
        assert_ne!(sealing.blind("a", "x"), sealing.blind("b", "x"));
        assert_eq!((sealing.blind("a", ""), sealing.blind("a", "x").len()), (String::new(), 32));
        let (one, other) = (sealing.blind_name("a", "X@y"), sealing.blind_name("a", "x@y"));
        assert!(one != other && one.split_once('@').map(|(_, low)| low) == other.split_once('@').map(|(_, low)| low));
        assert_eq!(one.split_once('@').map(|(_, low)| low.to_owned()), Some(sealing.blind("a", "x@y")));
        assert_eq!(Sealing::Plain.blind_name("a", "X@y"), "X@y");
    }
}
