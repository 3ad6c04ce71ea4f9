//! Walks over text that is known to be well-formed JSON, borrowing from it, and writes it in one canonical form.
//!
//! `serde_json` has checked the whole body before; its own values would cost several allocations for each field, stop at
//! the first half of a surrogate anywhere in a batch, and recurse. Nothing here panics or loops on text that is not
//! well-formed, it only yields less.

use super::refusal::{Bad, Reason};
use super::{DEPTH, ID_CHARS};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// A string with its quotes.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'a> {
    raw: &'a str,
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

    fn string(&mut self) -> Quoted<'a> {
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

/// The text of a string; nothing for other values and for half a surrogate.
pub(super) fn text(raw: &str) -> Option<Cow<'_, str>> {
    raw.starts_with('"').then(|| Quoted { raw, escaped: raw.contains('\\') }.text()).flatten()
}

/// The text of a string that is no longer than an id.
pub(super) fn short_text(raw: &str) -> Option<String> {
    text(raw).filter(|text| text.chars().nth(ID_CHARS).is_none()).map(Cow::into_owned)
}

/// A value that is kept.
#[derive(Debug)]
pub(super) enum Json<'a> {
    /// `null`, `true`, `false`, or a number in its plainest form.
    Word(Cow<'a, str>),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    /// Sorted by key, each key once.
    Object(Fields<'a>),
}

pub(super) type Fields<'a> = Vec<(Cow<'a, str>, Json<'a>)>;

impl<'a> Json<'a> {
    /// The value here, of the field `place`, that many levels deep.
    pub(super) fn read(walk: &mut Walk<'a>, place: &str, depth: usize) -> Result<Self, Bad> {
        if depth > DEPTH {
            return Err(Bad::new(Reason::TooDeep, place, ""));
        }
        match walk.byte() {
            b'"' => {
                let text = walk.string();
                text.text().map(Self::Text).ok_or_else(|| Bad::new(Reason::BadText, place, text.raw))
            }
            b'{' => object(walk, place, depth).map(Self::Object),
            b'[' => {
                let mut list = Vec::new();
                walk.enter();
                while walk.item() {
                    list.push(Self::read(walk, place, depth + 1)?);
                }
                Ok(Self::List(list))
            }
            b'-' | b'0'..=b'9' => {
                let raw = walk.value();
                number(raw).map(Self::Word).ok_or_else(|| Bad::new(Reason::BadNumber, place, raw))
            }
            _ => Ok(Self::Word(Cow::Borrowed(walk.value()))),
        }
    }

    /// The number, if it is one.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Word(word) if word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => word.parse().ok(),
            _ => None,
        }
    }

    fn value(&self) -> Value {
        match self {
            Self::Word(word) => serde_json::from_str(word).unwrap_or_default(),
            Self::Text(text) => Value::String(text.clone().into_owned()),
            Self::List(list) => Value::Array(list.iter().map(Self::value).collect()),
            Self::Object(fields) => Value::Object(map(fields)),
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Word(word) => out.push_str(word),
            Self::Text(text) => quote(text, out),
            Self::List(list) => {
                out.push('[');
                for (at, value) in list.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    value.write(out);
                }
                out.push(']');
            }
            Self::Object(fields) => write(fields, out),
        }
    }
}

fn object<'a>(walk: &mut Walk<'a>, place: &str, depth: usize) -> Result<Fields<'a>, Bad> {
    let mut all = Vec::new();
    walk.enter();
    while let Some(key) = walk.key() {
        let key = key.text().ok_or_else(|| Bad::new(Reason::BadText, place, key.raw))?;
        all.push((key, Json::read(walk, place, depth + 1)?));
    }
    Ok(sorted(all))
}

/// The fields of the object at `place`; none where there is none.
pub(super) fn tree<'a>(raw: Option<&'a str>, place: &str) -> Result<Fields<'a>, Bad> {
    let Some(raw) = raw else { return Ok(Vec::new()) };
    match Json::read(&mut Walk::new(raw), place, 1)? {
        Json::Object(fields) => Ok(fields),
        // What PHP writes for an object without fields.
        Json::List(list) if list.is_empty() => Ok(Vec::new()),
        _ => Err(Bad::new(Reason::BadProperties, place, raw)),
    }
}

/// Sorted by key; of equal keys the last one stays.
pub(super) fn sorted(mut fields: Fields<'_>) -> Fields<'_> {
    fields.sort_by(|(a, _), (b, _)| a.cmp(b));
    fields.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            std::mem::swap(later, kept);
        }
        same
    });
    fields
}

/// The canonical text of an object.
pub(super) fn write(fields: &Fields<'_>, out: &mut String) {
    out.push('{');
    for (at, (key, value)) in fields.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        quote(key, out);
        out.push(':');
        value.write(out);
    }
    out.push('}');
}

/// The same as values of `serde_json`.
pub(super) fn map(fields: &Fields<'_>) -> Map<String, Value> {
    fields.iter().map(|(key, value)| (key.clone().into_owned(), value.value())).collect()
}

fn quote(text: &str, out: &mut String) {
    // Borrowed text had no escapes, but owned text may be plain as well.
    if text.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&serde_json::to_string(text).unwrap_or_default());
    }
}

/// A number in its plainest form: whole numbers without a fraction, others as the shortest text of the double. Nothing
/// for what no double holds.
pub(super) fn number(raw: &str) -> Option<Cow<'_, str>> {
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    if raw != "-0" && digits.bytes().all(|byte| byte.is_ascii_digit()) && raw.parse::<i64>().is_ok() {
        return Some(Cow::Borrowed(raw));
    }
    let double: f64 = raw.parse().ok()?;
    if double.fract() == 0.0 && double.abs() < 1e15 {
        return Some(Cow::Owned((double as i64).to_string()));
    }
    serde_json::Number::from_f64(double).map(|number| Cow::Owned(number.to_string()))
}
