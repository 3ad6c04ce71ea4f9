//! Looking for a person in every file of a folder: as it lies there, and unpacked.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use flate2::read::GzDecoder;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Unpacks a Parquet file: everything that can be read in it.
pub type Unpack = fn(&Path) -> Vec<u8>;

/// Something that only the person is called, and the bytes that stand for it.
#[derive(Clone, Debug)]
pub struct Mark {
    what: String,
    bytes: Vec<Vec<u8>>,
}

impl Mark {
    /// A text in six encodings: UTF-8, UTF-16, base64, URL, hexadecimal digits, JSON escapes.
    #[must_use]
    pub fn text(what: &str, text: &str) -> Self {
        let utf8 = text.as_bytes();
        let mut bytes = vec![utf8.to_vec(), text.to_lowercase().into_bytes()];
        for order in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            bytes.push(text.encode_utf16().flat_map(order).collect());
        }
        for skipped in 0..3 {
            // Wherever it begins inside of what was encoded: the characters that hang on neighbours are cut off.
            let padded = [vec![0; skipped], utf8.to_vec()].concat();
            for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
                let text = engine.encode(&padded);
                let (from, to) =
                    (skipped * 8usize.div_ceil(6), text.len() - usize::from(!padded.len().is_multiple_of(3)));
                bytes.push(text.as_bytes()[from.min(4)..to].to_vec());
            }
        }
        let percent = |upper: bool| -> Vec<u8> {
            let one = |byte: &u8| match (byte.is_ascii_alphanumeric() || b"-._".contains(byte), upper) {
                (true, _) => char::from(*byte).to_string(),
                (false, true) => format!("%{byte:02X}"),
                (false, false) => format!("%{byte:02x}"),
            };
            utf8.iter().map(one).collect::<String>().into_bytes()
        };
        bytes.extend([percent(true), percent(false)]);
        for hex in
            [utf8.iter().map(|b| format!("{b:02x}")).collect(), utf8.iter().map(|b| format!("{b:02X}")).collect()]
        {
            bytes.push(String::into_bytes(hex));
        }
        let escaped = |unit: u16| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
            _ => format!("\\u{unit:04x}"),
        };
        bytes.push(text.encode_utf16().map(escaped).collect::<String>().into_bytes());
        bytes.sort();
        bytes.dedup();
        Self { what: what.to_owned(), bytes }
    }

    /// A number as files and databases keep it, and in digits.
    #[must_use]
    pub fn number(what: &str, number: i64) -> Self {
        let bytes = vec![number.to_le_bytes().to_vec(), number.to_be_bytes().to_vec(), number.to_string().into_bytes()];
        Self { what: what.to_owned(), bytes }
    }

    fn is_in(&self, bytes: &[u8]) -> bool {
        self.bytes.iter().any(|mark| contains(bytes, mark))
    }
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    let Some((first, rest)) = mark.split_first() else { return false };
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| byte == first) {
        from += at + 1;
        if bytes[from..].starts_with(rest) {
            return true;
        }
    }
    false
}

fn files(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, all) } else { all.push(path) }
    }
}

/// A file as it is, and everything that it unpacks to.
fn views(path: &Path, unpack: Unpack) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(path).expect("reads");
    let mut views = Vec::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        GzDecoder::new(bytes.as_slice()).read_to_end(&mut plain).expect("unpacks");
        views.push(plain);
    }
    if bytes.starts_with(b"PAR1") {
        views.push(unpack(path));
    }
    views.push(bytes);
    views
}

/// Each file in which a mark is, with the mark.
///
/// # Panics
/// A file cannot be read.
#[must_use]
pub fn found(folder: &Path, marks: &[Mark], unpack: Unpack) -> Vec<String> {
    let mut all = Vec::new();
    files(folder, &mut all);
    all.sort();
    let mut found = Vec::new();
    for path in all {
        let views = views(&path, unpack);
        let name = path.strip_prefix(folder).expect("inside").display().to_string();
        for mark in marks.iter().filter(|mark| mark.is_in(name.as_bytes()) || views.iter().any(|view| mark.is_in(view)))
        {
            found.push(format!("{} in {name}", mark.what));
        }
    }
    found
}

#[test]
fn each_encoding_is_seen() {
    let mark = Mark::text("name", "鈴木 Änne-7");
    let said = |bytes: &[u8]| mark.is_in(&[b"before ", bytes, b" after"].concat());
    assert!(said("鈴木 Änne-7".as_bytes()) && said("鈴木 änne-7".as_bytes()));
    assert!(said(&"鈴木 Änne-7".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()));
    for before in ["", "x", "xy", "xyz"] {
        let text = STANDARD_NO_PAD.encode(format!("{before}鈴木 Änne-7 and more"));
        assert!(said(text.as_bytes()), "{text}");
    }
    assert!(said(b"%E9%88%B4%E6%9C%A8%20%C3%84nne-7") && said(b"%e9%88%b4%e6%9c%a8%20%c3%84nne-7"));
    assert!(said(b"e988b4e69ca820c3846e6e652d37") && said(b"\\u9234\\u6728 \\u00c4nne-7"));
    assert!(!said("鈴木 Änne".as_bytes()));
}
