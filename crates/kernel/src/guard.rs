//! Keeps text from being read as a formula in a file without types (CSV, TSV), and takes the guard away again. `report`
//! guards what it exports and `intake` unguards what it reads, so that text comes back to the byte.

/// `text` would be read as a formula, a command (DDE) or would be torn apart by some spreadsheet: it begins with
/// `= + - @ | %` or their full-width twins, also after blanks, quotes and invisible characters, or it begins with a tab,
/// a line break or NUL.
#[must_use]
pub fn is_formula(text: &str) -> bool {
    for c in text.chars() {
        match c {
            '=' | '+' | '-' | '@' | '|' | '%' | '＝' | '＋' | '－' | '＠' | '｜' | '％' => return true,
            // Some programs drop these and look at what comes after.
            '\t' | '\r' | '\n' | '\0' => return true,
            '\'' | '"' | '`' | '‘' | '’' | '“' | '”' | '\u{feff}' | '\u{200b}'..='\u{200f}' => {}
            c if c.is_whitespace() || c.is_control() => {}
            _ => return false,
        }
    }
    false
}

/// The text as it is written into CSV: with an apostrophe in front if it begins like a formula.
#[must_use]
pub fn guard(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text as it was before [`guard`]. Text that was never guarded stays as it is, except that an apostrophe in front
/// of a formula counts as a guard, as it does in spreadsheets.
#[must_use]
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whatever_a_spreadsheet_would_run_is_guarded() {
        for prefix in
            ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "|", "%", "＝", " =", "\"=", "'=", "\u{3000}＝", "\u{feff}="]
        {
            let text = format!("{prefix}1+1");
            assert!(is_formula(&text), "{text:?}");
            assert_eq!(guard(&text), format!("'{text}"));
            assert_eq!(unguard(&guard(&text)), text);
        }
        for plain in
            ["", "株式会社アシスト", "00123", "'tis", "\"引用\"", " 先頭の空白", "a=b", "−1,200", "’06", "100%"]
        {
            assert!(!is_formula(plain), "{plain:?}");
            assert_eq!((guard(plain).as_str(), unguard(plain)), (plain, plain));
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_to_the_byte(text in "['\"=+@\\- \ta\u{3000}＝]{0,6}|\\PC{0,20}") {
            let written = guard(&text);
            prop_assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '|', '%', '＝']));
            prop_assert_eq!(unguard(&written), text);
        }
    }
}
