//! Values that are kept, and their one canonical form.

use super::refusal::{Bad, Reason};
use super::walk::Walk;
use super::{DEPTH, ID_CHARS};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The text of a string; nothing for other values and for half a surrogate.
pub(super) fn text(raw: &str) -> Option<Cow<'_, str>> {
    raw.starts_with('"').then(|| Walk::new(raw).string().text()).flatten()
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
