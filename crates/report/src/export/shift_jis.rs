//! CSV in Windows' Shift_JIS. Characters that exist there under another code point are mapped first; what does not exist
//! becomes 〓 and is reported.

use super::{File, Lost, Sheet, Value, Why, csv};
use encoding_rs::{EncoderResult, SHIFT_JIS};

/// What stands for a character that cannot be written: the sign that printers use for a missing type.
const MISSING: char = '〓';

/// The same sign under the code point that Windows has for it. Without this 〜 would be lost and ¥ would become a
/// backslash.
fn windows(c: char) -> char {
    match c {
        '〜' => '～',
        '−' => '－',
        '—' => '―',
        '‖' => '∥',
        '¥' => '￥',
        '¢' => '￠',
        '£' => '￡',
        '¬' => '￢',
        '‾' => '￣',
        '\u{a0}' => ' ',
        c => c,
    }
}

fn exists(c: char) -> bool {
    let mut buffer = [0u8; 4];
    let mut out = [0u8; 8];
    let text = c.encode_utf8(&mut buffer);
    let (result, _, _) = SHIFT_JIS.new_encoder().encode_from_utf8_without_replacement(text, &mut out, true);
    matches!(result, EncoderResult::InputEmpty)
}

/// `text` as far as Shift_JIS has it, and the characters that it does not have.
fn fit(text: &str) -> (String, String) {
    let mut lost = String::new();
    let fitted = text.chars().map(windows).map(|c| {
        if c.is_ascii() || exists(c) {
            return c;
        }
        lost.push(c);
        MISSING
    });
    (fitted.collect(), lost)
}

pub(super) fn write(sheet: &Sheet) -> File {
    let mut lost = Vec::new();
    let mut fitted = Sheet { name: String::new(), heads: Vec::new(), rows: Vec::with_capacity(sheet.rows.len()) };
    let mut keep = |row: usize, column: &str, text: &str| {
        let (text, missing) = fit(text);
        if !missing.is_empty() {
            lost.push(Lost { row, column: column.to_owned(), what: missing, why: Why::NotInShiftJis });
        }
        text
    };
    for head in &sheet.heads {
        fitted.heads.push(keep(0, head, head));
    }
    for (i, row) in sheet.rows.iter().enumerate() {
        let cells = row.iter().enumerate().map(|(at, value)| match value {
            Value::Text(text) => Value::Text(keep(i + 1, sheet.heads.get(at).map_or("", String::as_str), text)),
            other => other.clone(),
        });
        let cells = cells.collect();
        fitted.rows.push(cells);
    }
    let text = csv::write(&fitted);
    // Everything in it exists; nothing is replaced here.
    File { bytes: SHIFT_JIS.encode(&text).0.into_owned(), lost }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_windows_has_elsewhere_are_mapped_before_encoding() {
        let (text, lost) = fit("1〜2 −3 — ‖ ¥100 £ ¢ ¬ ① ㈱ 髙 﨑 ｱ");
        assert_eq!((text.as_str(), lost.as_str()), ("1～2 －3 ― ∥ ￥100 ￡ ￠ ￢ ① ㈱ 髙 﨑 ｱ", ""));
        let (bytes, _, replaced) = SHIFT_JIS.encode(&text);
        assert!(!replaced);
        assert_eq!(SHIFT_JIS.decode(&bytes).0, text);
    }

    #[test]
    fn what_does_not_exist_is_named() {
        let (text, lost) = fit("𠮷野家 🍣 ㍿ 葛\u{e0100}");
        assert_eq!(text, "〓野家 〓 〓 葛〓");
        assert_eq!(lost, "𠮷🍣㍿\u{e0100}");
    }
}
