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

/// The members of an object or list, each value as it stands.
pub(super) struct Members<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Members<'a> {
    fn new(text: &'a str, opening: char) -> Self {
        Self { text, at: if text.starts_with(opening) { 1 } else { text.len() } }
    }

    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// To the next byte that is no blank and not `but`.
    fn pass(&mut self, but: u8) -> u8 {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') || (self.byte() == but && but != 0) {
            self.at += 1;
        }
        self.byte()
    }

    fn string(&mut self) -> Quoted<'a> {
        let start = self.at;
        let mut escaped = false;
        self.at += 1;
        loop {
            match self.byte() {
                b'"' => break self.at += 1,
                b'\\' => (escaped, self.at) = (true, self.at + 2),
                0 => break,
                _ => self.at += 1,
            }
        }
        Quoted { raw: self.since(start), escaped }
    }

    fn value(&mut self) -> &'a str {
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

    /// Over an object or list, however deep.
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

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at.min(self.text.len())).unwrap_or_default()
    }
}

/// The fields of an object; none of anything else.
pub(super) fn fields(text: &str) -> impl Iterator<Item = (Quoted<'_>, &str)> {
    let mut members = Members::new(text, '{');
    std::iter::from_fn(move || {
        (members.pass(b',') == b'"').then(|| {
            let key = members.string();
            members.pass(b':');
            (key, members.value())
        })
    })
}

/// The items of a list; none of anything else.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    let mut members = Members::new(text, '[');
    std::iter::from_fn(move || (!matches!(members.pass(b','), b']' | 0)).then(|| members.value()))
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
    /// The value at `place`, that many levels deep.
    pub(super) fn of(raw: &'a str, place: &str, depth: usize) -> Result<Self, Bad> {
        if depth > DEPTH {
            return Err(Bad::new(Reason::TooDeep, place, ""));
        }
        match raw.as_bytes().first() {
            Some(b'"') => Ok(Self::Text(text(raw).ok_or_else(|| Bad::new(Reason::BadText, place, raw))?)),
            Some(b'{') => object(raw, place, depth).map(Self::Object),
            Some(b'[') => {
                items(raw).map(|raw| Self::of(raw, place, depth + 1)).collect::<Result<_, _>>().map(Self::List)
            }
            Some(b'-' | b'0'..=b'9') => {
                number(raw).map(Self::Word).ok_or_else(|| Bad::new(Reason::BadNumber, place, raw))
            }
            _ => Ok(Self::Word(Cow::Borrowed(raw))),
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

fn object<'a>(raw: &'a str, place: &str, depth: usize) -> Result<Fields<'a>, Bad> {
    let mut all = Vec::new();
    for (key, value) in fields(raw) {
        let key = key.text().ok_or_else(|| Bad::new(Reason::BadText, place, key.raw))?;
        all.push((key, Json::of(value, place, depth + 1)?));
    }
    Ok(sorted(all))
}

/// The fields of the object at `place`; none where there is none.
pub(super) fn tree<'a>(raw: Option<&'a str>, place: &str) -> Result<Fields<'a>, Bad> {
    match raw {
        None => Ok(Vec::new()),
        Some(raw) if raw.starts_with('{') => object(raw, place, 1),
        // What PHP writes for an object without fields.
        Some(raw) if raw.starts_with('[') && items(raw).next().is_none() => Ok(Vec::new()),
        Some(raw) => Err(Bad::new(Reason::BadProperties, place, raw)),
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
