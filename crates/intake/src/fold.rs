//! Folding of typed text: full-width letters and digits, the many minus signs, header names.

/// Full-width ASCII to ASCII, every hyphen and minus to `-`, every space to a blank. Trims.
#[must_use]
pub fn ascii(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(|c| match c {
            '\u{FF0D}' | '\u{2212}' | '\u{2010}'..='\u{2015}' | '\u{FE63}' | '\u{207B}' => '-',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{FFE5}' => '¥',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    folded.trim().to_owned()
}

/// A header reduced to what matters for comparison: `accountId`, `Account ID`, `ACCOUNT-ID` and `ａｃｃｏｕｎｔ＿ｉｄ` are
/// the same.
#[must_use]
pub fn header(text: &str) -> String {
    ascii(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_all_spellings_are_equal() {
        for name in ["accountId", "Account ID", "ACCOUNT-ID", "account_id", "ａｃｃｏｕｎｔ＿ｉｄ"] {
            assert_eq!(header(name), "accountid");
        }
        assert_eq!(header("顧客 ＩＤ"), "顧客id");
        assert_eq!(ascii(" −１，２００ "), "-1,200");
    }
}
