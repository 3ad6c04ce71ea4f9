//! Walks over text that is known to be well-formed JSON, borrowing from it.
//!
//! `serde_json` has checked the whole body before; its own values would cost several allocations for each field, stop at
//! the first half of a surrogate anywhere in a batch, and recurse. Nothing here panics or loops on text that is not
//! well-formed, it only yields less.

use std::borrow::Cow;

/// A string with its quotes.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'a> {
    pub(super) raw: &'a str,
    escaped: bool,
}

impl<'a> Quoted<'a> {
    /// What it says; nothing for half a surrogate.
    pub(super) fn text(self) -> Option<Cow<'a, str>> {
        if self.escaped {
            serde_json::from_str(self.raw).ok().map(Cow::Owned)
        } else {
            let inner = self.raw.strip_prefix('"').unwrap_or_default();
            Some(Cow::Borrowed(inner.strip_suffix('"').unwrap_or_default()))
        }
    }

    /// What a key says, empty where it cannot be said: no key that is looked for.
    pub(super) fn plain(self) -> Cow<'a, str> {
        self.text().unwrap_or_default()
    }
}

/// A place in a text, which goes forward.
pub(super) struct Walk<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Walk<'a> {
    /// At the start of a value.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The byte here, 0 at the end.
    pub(super) fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// How far it came.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// Over the bracket of an object or list, into it.
    pub(super) fn enter(&mut self) {
        self.at += 1;
    }

    /// The next key of an object; its value must be passed next. At its end out of it.
    pub(super) fn key(&mut self) -> Option<Quoted<'a>> {
        if self.pass(b',') != b'"' {
            self.at += 1;
            return None;
        }
        let key = self.string();
        self.pass(b':');
        Some(key)
    }

    /// To the next item of a list, which must be passed next. At its end out of it.
    pub(super) fn item(&mut self) -> bool {
        let more = !matches!(self.pass(b','), b']' | 0);
        self.at += usize::from(!more);
        more
    }

    /// To the next byte that is neither blank nor `but`.
    fn pass(&mut self, but: u8) -> u8 {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') || self.byte() == but {
            self.at += 1;
        }
        self.byte()
    }

    /// Over a string.
    pub(super) fn string(&mut self) -> Quoted<'a> {
        let (start, bytes) = (self.at, self.text.as_bytes());
        let (mut at, mut escaped) = (start + 1, false);
        loop {
            // Eight bytes at once, as far as none of them ends the string or escapes.
            while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
                let found = special(u64::from_le_bytes(*word));
                at += found;
                if found < 8 {
                    break;
                }
            }
            match bytes.get(at) {
                Some(b'\\') => (escaped, at) = (true, at + 2),
                Some(b'"') => break at += 1,
                Some(_) => at += 1,
                None => break,
            }
        }
        self.at = at;
        Quoted { raw: self.since(start), escaped }
    }

    /// Over a value, however deep it is.
    pub(super) fn value(&mut self) -> &'a str {
        let start = self.at;
        match self.byte() {
            b'"' => _ = self.string(),
            b'{' | b'[' => self.nested(),
            _ => {
                // At least one byte, so that every loop ends whatever the text is.
                self.at += 1;
                while !matches!(self.byte(), b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t' | 0) {
                    self.at += 1;
                }
            }
        }
        self.since(start)
    }

    fn nested(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.byte() {
                b'"' => {
                    self.string();
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                0 => return,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// The text from a place to here.
    pub(super) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at.min(self.text.len())).unwrap_or_default()
    }
}

/// How many of eight bytes come before the first quote or backslash.
fn special(word: u64) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    // The high bit of a byte, for each that is zero in it; bits above the first one may be wrong.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & (ONES << 7);
    let quotes = zeros(word ^ (ONES * u64::from(b'"')));
    let backslashes = zeros(word ^ (ONES * u64::from(b'\\')));
    ((quotes | backslashes).trailing_zeros() / 8) as usize
}

/// The fields of an object, each value as it stands; none of anything else.
pub(super) fn fields(text: &str) -> impl Iterator<Item = (Quoted<'_>, &str)> {
    let mut walk = Walk::new(text);
    let mut inside = walk.byte() == b'{';
    walk.enter();
    std::iter::from_fn(move || {
        let key = if inside { walk.key() } else { None };
        inside = key.is_some();
        key.map(|key| (key, walk.value()))
    })
}
